"""A name taken apart: given names, family name, titles left out; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.words import placed_words

_TITLES = """
mr mrs ms miss mx dr prof sir madam rev fr sgt sergeant lt lieutenant cpl corporal capt captain
ofc off officer deputy dep chief det detective sheriff trooper agent judge hon mayor major maj
col attorney atty counselor coach sr sra srta don dona senor senora
"""
_PARTS = """
de del la las los da das do dos di van von der den ter ten st saint mc mac o d al el bin ibn ben
abu le du des y e
"""
_NOBODYS = """
police department dept office city county state sheriffs dispatch records unit towing services
service inc llc corp company co school elementary church news courier daily times group team
store shop bank hospital center centre library council court public works fire rescue support
noreply reply no info admin help desk mail newsletter alerts notifications the and of for at
association club market cafe restaurant garage insurance clinic agency bureau board town
village university college radio tv channel official page bot system unknown me mom dad home
tow yard motors auto pawn pizza deli diner realty rentals supply express gym salon hotel inn
"""
TITLES = frozenset(_TITLES.split())
_AFTER = frozenset(("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "rn", "cpa"))
_PARTICLES = frozenset(_PARTS.split())
_OFFICES = frozenset(_NOBODYS.split())
_MOST = 6


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name as folded words.

    Attributes:
        given: first and middle names; empty where only one name is known.
        family: one word, or several such as ``de la cruz`` and ``o neil``.
    """

    given: tuple[str, ...] = field(repr=False)
    family: tuple[str, ...] = field(repr=False)

    @property
    def group(self) -> str:
        """Give the name in the form in which equal ones are equal."""
        return " ".join((*self.given, *self.family))


def name_parts(text: str) -> NameParts | None:
    """Take a name apart, also one with the family name first; None where it is no name."""
    head, comma, rest = text.partition(",")
    words, first = _words(head), _words(rest)
    if comma and words and first:
        return _checked(NameParts(tuple(first), tuple(words)))
    if not words or len(words) > _MOST:
        return None
    at = max(len(words) - _joined_at_end(head), 0)
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    if at == 1 and len(words) > 2 and words[0] in _PARTICLES:
        at = 0
    return _checked(NameParts(tuple(words[:at]), tuple(words[at:])))


def is_person(text: str) -> bool:
    """Say whether a display name looks like that of a person, not of an office or a shop."""
    return person_parts(text) is not None


def person_parts(text: str) -> NameParts | None:
    """Take a display name apart; None where it has no given name, or is an office's or a shop's."""
    if re.search(r"[\d@/\\#&]", text):
        return None
    parts = name_parts(text)
    if parts is None or not parts.given:
        return None
    return None if {word for word, _, _ in placed_words(text)} & _OFFICES else parts


def looks_like_name(text: str) -> bool:
    """Say whether some words that a clerk marked are a name: up to four, each with a capital."""
    if re.search(r"[^\w\s.,'\u2019-]|[\d_]", text):
        return False
    words = [text[start:end] for _, start, end in placed_words(text)]
    long = [word for word in words if word.lower() not in _PARTICLES | {"s"}]
    return 1 <= len(words) <= 5 and bool(long) and all(word[0].isupper() for word in long)


def _joined_at_end(text: str) -> int:
    """Count the words of a family name that a hyphen joins, as in García-López."""
    last = [word for word in text.split() if any(map(str.isalpha, word))][-1:]
    return max(len(_words(last[0])), 1) if last and "-" in last[0] else 1


def _words(text: str) -> list[str]:
    found = [word for word, _, _ in placed_words(text)]
    while found and found[0] in TITLES:
        found.pop(0)
    while found and (found[-1] in _AFTER or (found[-1] == "s" and len(found) > 1)):
        found.pop()
    return found


def _checked(parts: NameParts) -> NameParts | None:
    is_word = all(word.isalpha() for word in (*parts.given, *parts.family))
    return parts if is_word and len("".join(parts.family)) >= 2 else None
