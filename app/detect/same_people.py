"""Who may be one person, by names and addresses alone; it joins nobody and knows no records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from app.detect.name_parts import NameParts, is_person, person_parts
from app.detect.nicknames import short_forms
from app.domain.ids import PersonId
from app.domain.people import normal_address

MOST = 12
"""So many under one name or handle are no longer told to be one person."""
_NUMBER = re.compile(r"\+?[\d().\-/ ]{7,}\d")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_LEAST_HANDLE = 4


class Sign(IntEnum):
    """By what two are taken for one; the surest first."""

    CARD = 0
    WRITTEN = 1
    NAME = 2
    HANDLE = 3
    SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class Met:
    """A name and an address under which somebody was met.

    Attributes:
        platform: on which alone the address means this person; empty for numbers and mail.
    """

    person: PersonId
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Some who may be one person, and why.

    Attributes:
        name: how they would be called.
    """

    people: tuple[PersonId, ...]
    sign: Sign
    why: str = field(repr=False)
    name: str = field(default="", repr=False)


def alike_people(
    met: Sequence[Met], cards: Iterable[tuple[str, tuple[PersonId, ...]]] = ()
) -> list[Alike]:
    """Give who may be one person, the surest first, nobody twice with the same others.

    Args:
        met: everybody, as they were met.
        cards: names of contacts, with those whom the addresses of each mean.
    """
    found: dict[tuple[PersonId, ...], Alike] = {}
    told = (*_by_card(cards), *_written(met), *_by_name(met), *_by_handle(met))
    for one in sorted(told, key=lambda one: one.sign):
        found.setdefault(one.people, one)
    return sorted(found.values(), key=lambda one: (one.sign, one.name.casefold(), one.people))


def _by_card(cards: Iterable[tuple[str, tuple[PersonId, ...]]]) -> Iterator[Alike]:
    for name, people in cards:
        if 1 < len(set(people)) <= MOST:
            why = f"One contact, “{name}”, lists all of these addresses."
            yield Alike(tuple(sorted(set(people))), Sign.CARD, why, name)


def _written(met: Sequence[Met]) -> Iterator[Alike]:
    """Find names in which the number or mail address of somebody else is written."""
    by_address: dict[str, PersonId] = {}
    for one in met:
        normal = normal_address(one.address)
        if not one.platform and normal:
            by_address.setdefault(normal, one.person)
    for one in met:
        for match in (*_NUMBER.finditer(one.name), *_MAIL.finditer(one.name)):
            other = by_address.get(normal_address(match[0]))
            if other is not None and other != one.person:
                why = f"The name “{one.name}” holds the number or address of the other."
                rest = " ".join(one.name.replace(match[0], " ").strip(" -–,:;<>()").split())
                people = tuple(sorted((one.person, other)))
                yield Alike(people, Sign.WRITTEN, why, rest if is_person(rest) else "")


def _by_name(met: Sequence[Met]) -> Iterator[Alike]:
    """Find equal full names, and short ones that fit one full name alone."""
    named: defaultdict[NameParts, dict[PersonId, str]] = defaultdict(dict)
    for one in met:
        parts = person_parts(one.name)
        if parts is not None:
            named[parts].setdefault(one.person, one.name.strip())
    families: defaultdict[tuple[str, ...], list[NameParts]] = defaultdict(list)
    for parts, people in named.items():
        families[parts.family].append(parts)
        if not _is_short(parts) and 1 < len(people) <= MOST:
            shown = next(iter(people.values()))
            why = f"All of them are named “{shown}”."
            yield Alike(tuple(sorted(people)), Sign.NAME, why, shown)
    for family in families.values():
        yield from _short_names(family, named)


def _short_names(
    family: Sequence[NameParts], named: Mapping[NameParts, Mapping[PersonId, str]]
) -> Iterator[Alike]:
    """Give those of one family name whose given name is an initial or a short form."""
    if len(family) > MOST:
        return
    for short in family:
        fits = [full for full in family if full != short and _stands_for(short, full)]
        if len(fits) != 1:
            continue
        people = {**named[fits[0]], **named[short]}
        first, other = (next(iter(named[one].values())) for one in (fits[0], short))
        if 1 < len(people) <= MOST:
            why = f"“{other}” may be short for “{first}”."
            yield Alike(tuple(sorted(people)), Sign.SHORT_NAME, why, first)


def _is_short(parts: NameParts) -> bool:
    return len(parts.given[0]) == 1


def _stands_for(short: NameParts, full: NameParts) -> bool:
    """Say whether an initial, a short form or a name without the middle ones means a name."""
    one, other = short.given[0], full.given[0]
    if _is_short(full):
        return False
    middle = full.given[1:]
    fits_middle = all(
        any(name.startswith(mine) for name in middle) for mine in short.given[1:] if middle
    )
    if one == other:
        return len(short.given) < len(full.given) and fits_middle
    is_initial = len(one) == 1 and other.startswith(one)
    return fits_middle and (is_initial or (one in short_forms(other) and len(one) < len(other)))


def _by_handle(met: Sequence[Met]) -> Iterator[Alike]:
    """Find one handle on several platforms."""
    found: defaultdict[str, dict[PersonId, str]] = defaultdict(dict)
    for one in met:
        handle = normal_address(one.address)
        if one.platform and len(handle) >= _LEAST_HANDLE and not handle.isdecimal():
            found[handle].setdefault(one.person, one.platform)
    for handle, people in found.items():
        platforms = sorted(set(people.values()))
        if 1 < len(people) <= MOST and len(platforms) > 1:
            why = f"The same handle, “{handle}”, on {' and '.join(platforms)}."
            yield Alike(tuple(sorted(people)), Sign.HANDLE, why)
