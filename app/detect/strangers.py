"""Suggests names of people of whom nothing is known beforehand; knows no vault.

They stand behind a title or a role ("victim"), or read as a given and a family name. Whoever holds
an office is left out where the rank stands before the name: those are mostly released.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.detect.cues import words_of
from app.detect.given_names import family_names, given_names, sure_given_names
from app.detect.names import group_of
from app.detect.nicknames import common_words
from app.detect.streets import ALIKE, DIRECTIONS, PLACES
from app.detect.suggestion import Suggestion
from app.domain.lists import EntryKind
from app.domain.spans import Span
from app.domain.words import folded

NAME = "name"
TITLES = words_of("mr mrs ms miss mx dr sr sra srta señor señora señorita don doña")
ROLES = words_of(
    "victim victims suspect suspects driver passenger complainant caller witness witnesses "
    "informant informer defendant arrestee minor juvenile patient tenant landlord neighbor "
    "neighbour roommate mother father mom dad son daughter brother sister wife husband spouse "
    "girlfriend boyfriend fiance fiancee cousin uncle aunt niece nephew grandmother grandfather "
    "owner occupant resident pedestrian bicyclist decedent deceased rp parent guardian teacher "
    "student nurse named name aka víctima testigo hijo hija esposa esposo llama llamado"
)
RANKS = words_of(
    "officer ofc sgt sergeant det detective lt lieutenant capt captain chief deputy dep cpl "
    "corporal trooper sheriff marshal agent mayor councilman councilwoman councilmember "
    "commissioner judge justice governor senator rep representative clerk superintendent "
    "principal commander major colonel cmdr pfc investigator inv"
)
_BETWEEN = words_of("is was named name the a his her my our their of es se called called")
_NO_NAMES = frozenset(ALIKE) | PLACES | frozenset(DIRECTIONS) | words_of(
    "police department county city state court center centre office unit company inc llc church "
    "school district division fire bank store market hotel motel inn bar grill hospital clinic "
    "and or the a an is was has had not to from with at on in by for said says told stated "
    "lives works drives who that this he she they it i we you please thanks ok yes no "
    "unknown none male female adult juvenile information info report statement interview "
    "vehicle car truck phone number address dob date services advocate unidentified refused"
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+){0,3}")
_MOST_APART = 3
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: where it stands, and how it is written."""

    start: int
    end: int
    text: str = field(repr=False)
    plain: str = field(repr=False)

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.is_capital

    @property
    def could_be_name(self) -> bool:
        """Say whether it is written as names are, and is none of the words that follow roles."""
        return self.is_capital and len(self.text) > 1 and self.plain not in _NO_NAMES


def find(text: str) -> Iterator[Suggestion]:
    """Give what reads like the name of a person; each stretch once, in the order of the text."""
    said = set(_WORD.findall(text.lower()))
    if said.isdisjoint(_WAKING):
        return
    words = [_Word(m.start(), m.end(), m[0], folded(m[0])) for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        found = _named(text, words, at)
        if found is None:
            at += 1
            continue
        first, last, why = found
        words_of_name = text[words[first].start : words[last].end]
        span = Span(words[first].start, words[last].end)
        yield Suggestion(span, NAME, "look", why, group_of(words_of_name, EntryKind.NAME))
        at = last + 1


def _named(text: str, words: Sequence[_Word], at: int) -> tuple[int, int, str] | None:
    """Give first and last word of a name that begins at or behind a word, and why it is one."""
    here = words[at].plain
    if here in RANKS or (at and words[at - 1].plain in RANKS):
        return None
    if here in TITLES or here in ROLES:
        called = _behind(text, words, at)
        if called is not None:
            first, end = called
            kind = "title" if here in TITLES else "role"
            why = f"It stands behind a {kind} and is written as a name."
            return first, _turned(text, words, first) or end, why
    last = _whole(text, words, at)
    if last is not None:
        return at, last, "A given name and a family name stand together."
    last = _turned(text, words, at)
    return None if last is None else (at, last, "A family name and a given name stand together.")


def _behind(text: str, words: Sequence[_Word], at: int) -> tuple[int, int] | None:
    """Give the name behind a title or role: one to three words written as names are."""
    first = at + 1
    while (
        words[at].plain in ROLES
        and first < min(len(words), at + 1 + _MOST_APART)
        and words[first].plain in _BETWEEN
        and not words[first].could_be_name
    ):
        first += 1
    if first >= len(words) or not _near(text, words, first - 1, ".:,;-#\u201c\"' \t"):
        return None
    if words[first].plain in RANKS or words[first].plain in ROLES | TITLES:
        return None
    shouted = words[at].text.isupper() and len(words[at].text) > 2
    if not words[first].could_be_name or (shouted and words[first].plain in common_words()):
        return None
    is_common = words[first].plain in common_words()
    last = first
    while last - first < _LONGEST - 1 and _goes_on(text, words, last):
        last += 1
    if last == first and is_common and words[at].plain in ROLES:
        return None
    return None if _is_place(text, words, last) else (first, last)


def _goes_on(text: str, words: Sequence[_Word], at: int) -> bool:
    if at + 1 >= len(words) or not _near(text, words, at, ". " if words[at].is_initial else " "):
        return False
    following = words[at + 1]
    return following.could_be_name or following.is_initial


def _whole(text: str, words: Sequence[_Word], at: int) -> int | None:
    """Give the last word of a given name, perhaps a middle one, and a family name."""
    given = words[at]
    if given.plain in _NO_NAMES:
        return None
    if given.plain not in given_names():
        return _by_family(text, words, at)
    last = at + 1
    if last < len(words) and words[last].is_initial and given.is_capital:
        last += 1
    if last >= len(words) or not all(_near(text, words, one, ". ") for one in range(at, last)):
        return None
    if "." in text[given.end : words[at + 1].start]:
        return None
    if _goes_on(text, words, last) and _fits_behind(words[last], words[last + 1]):
        last += 1
    if not _fits(given, words[last]) or _is_place(text, words, last):
        return None
    return last


def _by_family(text: str, words: Sequence[_Word], at: int) -> int | None:
    """Give the family name behind a word that may be a given name nobody listed."""
    if at + 1 >= len(words) or not words[at].could_be_name or not _near(text, words, at, " "):
        return None
    given, family = words[at], words[at + 1]
    if given.plain in common_words() | family_names() or given.text.isupper():
        return None
    surely = family.is_capital and family.plain in family_names() - common_words()
    return at + 1 if surely and not _is_place(text, words, at + 1) else None


def _fits_behind(middle: _Word, family: _Word) -> bool:
    """Say whether a third word belongs to a name: a middle name stood before it."""
    if not family.could_be_name:
        return False
    known = family.plain in family_names() - common_words()
    return known or (middle.plain in given_names() and _fits(middle, family))


def _fits(given: _Word, family: _Word) -> bool:
    """Say whether a word may be the family name behind a given one, by how both are written."""
    known, sure = family.plain in family_names(), given.plain in sure_given_names()
    if family.plain in _NO_NAMES or len(family.text) < 2:
        return False
    if not given.is_capital:
        common = family.plain in common_words()
        return not family.is_capital and sure and known and not common
    if not family.is_capital:
        return False
    if given.text.isupper() and family.text.isupper():
        return known or (sure and family.plain not in common_words())
    return known or (given.plain not in common_words() and family.plain not in common_words())


def _turned(text: str, words: Sequence[_Word], at: int) -> int | None:
    """Give the last word of a family name, a comma and a given name."""
    if at + 1 >= len(words) or not words[at].could_be_name:
        return None
    family, given = words[at], words[at + 1]
    if text[family.end : given.start].strip(" ") != "," or given.start - family.end > 2:
        return None
    before = text[: family.start].rstrip(" ")[-1:]
    begins = not before or before in "\n:;|*-(\t"
    known = family.plain in family_names() and family.plain not in common_words()
    is_name = given.is_capital and given.plain in sure_given_names()
    if not is_name or not (begins or known) or family.plain in given_names() - family_names():
        return None
    return at + 1


def _near(text: str, words: Sequence[_Word], at: int, signs: str) -> bool:
    """Say whether nothing but these signs stands before the next word, and few of them."""
    between = text[words[at].end : words[at + 1].start]
    return 0 < len(between) <= _MOST_APART and not between.strip(signs)


def _is_place(text: str, words: Sequence[_Word], last: int) -> bool:
    """Say whether a street, a school or a county is called so."""
    if last + 1 >= len(words):
        return False
    following = words[last + 1]
    sort = following.plain in ALIKE or following.plain in PLACES
    return sort and following.is_capital and _near(text, words, last, " ")


_WAKING = given_names() | TITLES | ROLES
