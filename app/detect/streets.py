"""Sorts of streets with their short forms, and what else is named after people; a table."""

from __future__ import annotations

_SORTS = """
alley aly|avenue ave av aven|bend bnd|boulevard blvd boul|bridge brg|circle cir circ|court ct crt
cove cv|creek crk|crescent cres|crossing xing crssng|drive dr drv|expressway expy expwy|freeway fwy
heights hts ht|highway hwy hiway|hollow holw|lane ln la|loop lp|parkway pkwy pky|place pl|plaza plz
point pt|ridge rdg|road rd|route rte rt|run|row|square sq|street st str|terrace ter terr|trace trce
trail trl tr|turnpike tpke|walk wlk|way wy|calle c|camino|avenida avda|paseo
"""
_DIRECTIONS = "north n|south s|east e|west w|northeast ne|northwest nw|southeast se|southwest sw"
_PLACES = """
park school elementary beach lake hall county hospital university college church bay river island
pier field stadium clinic farm ranch mall library
"""


def _alike(table: str) -> dict[str, str]:
    groups = [group.split() for group in table.strip().replace("\n", "|").split("|")]
    return {word: group[0] for group in groups for word in group}


ALIKE = _alike(_SORTS)
"""Each sort of street and each short form, to the sort in full."""

DIRECTIONS = _alike(_DIRECTIONS)
"""Each direction and its letter, to the direction in full."""

PLACES = frozenset(_PLACES.split())
"""What follows a family name where it names no person."""
