"""Suggests names of people of whom nothing is known beforehand; knows no vault.

They stand behind a title or a role ("victim"), read as a given and a family name, stand in a
column of names, or were named in full elsewhere in the text. Whoever holds an office is left out
where the rank stands before the name: those are mostly released.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.detect.name_lists import (
    common_family_names,
    dictionary_words,
    family_names,
    given_names,
    plain_words,
    sure_family_names,
    sure_given_names,
)
from app.detect.name_tokens import (
    NameWord,
    is_near,
    is_place,
    is_ranked,
    last_of_family,
    words_of_text,
)
from app.detect.name_words import (
    BETWEEN,
    BRANDS,
    NO_NAMES,
    PARTICLES,
    RANKS,
    ROLES,
    SPOKE,
    STATES,
    TITLES,
)
from app.detect.names import group_of
from app.detect.nicknames import common_words
from app.detect.suggestion import Suggestion
from app.detect.tables import cells, may_hold_table
from app.domain.lists import EntryKind
from app.domain.spans import Span
from app.domain.words import folded

NAME = "name"
_MOST_APART = 3
_HEAD = re.compile(
    r"(?:(?:full|last|first|given|family|sur|middle)\s?)?names?|last|first|owner|driver|victim"
    r"|suspect|witness|complainant|caller|inmate|visitor|contact|registered owner|subject|nombre"
)
_NAME_CELL = re.compile(r"[^\W\d_][^\W\d_.,' -]*(?:[ ,.'-]{1,2}[^\W\d_]+\.?){0,4}")
_SPELLED = re.compile(r"\b[A-Z](?:-[A-Z]){2,14}\b")
_PIECE = re.compile(r"[^\W\d_]+")

Found = tuple[int, int, str]
"""First and last word of a name, and why it is one."""


def find(text: str) -> Iterator[Suggestion]:
    """Give what reads like the name of a person; each stretch once, in the order of the text."""
    table = [*_columns(text)] if may_hold_table(text) else []
    if not table and _waking().isdisjoint(_PIECE.findall(_small(text))):
        return
    words = words_of_text(text)
    found = {Span(words[a].start, words[b].end): why for a, b, why in _named_all(text, words)}
    found |= {span: why for span, why in table if not any(map(span.overlaps, found))}
    again = [*_again(text, words, found)]
    found |= {span: why for span, why in again if not any(map(span.overlaps, found))}
    for span in sorted(found):
        group = group_of(text[span.start : span.end], EntryKind.NAME)
        yield Suggestion(span, NAME, "look", found[span], group)


@cache
def _waking() -> frozenset[str]:
    return (sure_given_names() | sure_family_names() | TITLES | ROLES) - NO_NAMES


def _small(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


def _named_all(text: str, words: Sequence[NameWord]) -> Iterator[Found]:
    at = 0
    while at < len(words):
        found = _named(text, words, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found[1] + 1


def _named(text: str, words: Sequence[NameWord], at: int) -> Found | None:
    """Give first and last word of a name that begins at or behind a word, and why it is one."""
    here = words[at].plain
    if here in RANKS or is_ranked(words, at):
        return None
    if here in TITLES or here in ROLES:
        called = _behind(text, words, at)
        if called is not None:
            kind = "title" if here in TITLES else "role"
            return *called, f"It stands behind a {kind} and is written as a name."
    return _by_form(text, words, at)


def _by_form(text: str, words: Sequence[NameWord], at: int) -> Found | None:
    """Give a name that begins at a word, whatever stands before it."""
    if not words[at].is_capital and words[at].plain not in sure_given_names():
        return None
    last = _whole(text, words, at)
    if last is not None:
        return at, last, "A given name and a family name stand together."
    last = _turned(text, words, at)
    if last is not None:
        return at, last, "A family name and a given name stand together."
    return _alone(text, words, at)


def _behind(text: str, words: Sequence[NameWord], at: int) -> tuple[int, int] | None:
    """Give the name behind a title or role: one to three words written as names are."""
    is_title = words[at].plain in TITLES
    first = at + 1
    while (
        not is_title
        and first < min(len(words), at + 1 + _MOST_APART)
        and words[first].plain in BETWEEN
        and not words[first].could_be_name
    ):
        first += 1
    signs = ". \t" if is_title else ".:,;?-#\u201c\"'( \t\n"
    if first >= len(words) or not is_near(text, words, first - 1, signs):
        return None
    name = words[first]
    if name.plain in RANKS or name.plain in ROLES | TITLES:
        return None
    shouted = words[at].is_shouted and len(words[at].text) > 2
    is_name = name.could_be_name or (name.is_capital and name.plain in PARTICLES)
    if not is_name or (shouted and name.plain in plain_words()):
        return None
    if is_title and words[at].plain == "dr" and _is_street(text, words, at):
        return None
    turned = _turned(text, words, first)
    last = turned or _last_behind(text, words, first)
    if not is_title and not _is_likely(words[first : last + 1]):
        return None
    return None if is_place(text, words, first, last) else (first, last)


def _last_behind(text: str, words: Sequence[NameWord], first: int) -> int:
    """Give the last word of a name behind a cue; a shouted one ends where shouting is a label."""
    if words[first].plain in PARTICLES and words[first].is_capital:
        return last_of_family(text, words, first) or first
    last = first
    while last - first < 2 and last + 1 < len(words):
        signs = ". " if words[last].is_initial else " "
        following = words[last + 1]
        fits = following.could_be_name or following.is_initial
        if not fits or not is_near(text, words, last, signs, most=2):
            break
        if following.plain in plain_words() - common_family_names():
            break
        last += 1
    has_more = last + 1 < len(words) and words[last + 1].plain in PARTICLES
    if has_more and words[last + 1].is_capital and is_near(text, words, last, " ", most=1):
        return last_of_family(text, words, last + 1) or last
    return last


def _is_street(text: str, words: Sequence[NameWord], at: int) -> bool:
    """Say whether "Dr" is a drive: a capital word or a number stands right before it."""
    before = text[max(0, words[at].start - 12) : words[at].start].rstrip(" ")
    return bool(before) and before[-1].isalnum() and (before.split()[-1][0].isupper())


def _is_likely(words: Sequence[NameWord]) -> bool:
    """Say whether one of the words is a name, or none of them a common word."""
    plains = [word.plain for word in words if len(word.text) > 1]
    if len(plains) == 1:
        return plains[0] not in plain_words() or plains[0] in given_names() - common_words()
    known = any(word in sure_given_names() or word in sure_family_names() for word in plains)
    return known or plains[0] not in plain_words()


def _whole(text: str, words: Sequence[NameWord], at: int) -> int | None:
    """Give the last word of a given name, perhaps a middle one, and a family name."""
    given = words[at]
    if given.is_initial:
        return _by_initial(text, words, at)
    if given.plain in NO_NAMES and given.plain not in sure_given_names():
        return None
    middle = at
    while middle - at < 2 and _is_middle(text, words, middle + 1):
        middle += 1
    for last in range(middle, at - 1, -1):
        end = last_of_family(text, words, last + 1)
        if end and _fit(text, words, (at, last, end)) and not is_place(text, words, at, end):
            return end
    return None


def _is_middle(text: str, words: Sequence[NameWord], at: int) -> bool:
    """Say whether a word may stand between a given and a family name."""
    if at >= len(words) or not is_near(text, words, at - 1, " ", most=1):
        return False
    word = words[at]
    return word.is_initial or word.plain in given_names()


def _fit(text: str, words: Sequence[NameWord], place: tuple[int, int, int]) -> bool:
    """Say whether a given name and what follows it are a name, by how both are written."""
    first, last, end = place
    given, family = words[first], words[end]
    signs = ". " if words[last].is_initial else " "
    if not is_near(text, words, last, signs, most=2) or len(family.text) < 2:
        return False
    if given.is_capital != family.is_capital or family.plain in NO_NAMES | STATES:
        return False
    if not given.is_capital:
        known = family.plain in family_names() - dictionary_words()
        return known and all(word.plain in sure_given_names() for word in words[first : last + 1])
    if given.is_shouted != family.is_shouted:
        return False
    if end > last + 1 and given.plain in sure_given_names():
        return True
    return _are_named(given, family, has_middle=last > first)


def _are_named(given: NameWord, family: NameWord, *, has_middle: bool) -> bool:
    first, last = given.plain, family.plain
    is_word = last in plain_words()
    if first in sure_given_names():
        least = 3 if given.is_shouted else 2
        known = last in common_family_names() if is_word else True
        return known and len(first) >= least
    if first in given_names():
        return last in sure_family_names() or (has_middle and last in common_family_names())
    surely = last in sure_family_names() and first not in plain_words() | family_names()
    return surely and not given.is_shouted


def _by_initial(text: str, words: Sequence[NameWord], at: int) -> int | None:
    """Give the family name behind an initial with its dot."""
    end = last_of_family(text, words, at + 1)
    if not end or text[words[at].end : words[at].end + 2] != ". ":
        return None
    if text[: words[at].start].rstrip(" ")[-1:].isdigit() or is_place(text, words, at, end):
        return None
    return end if words[end].is_capital and words[end].is_sure_family else None


def _turned(text: str, words: Sequence[NameWord], at: int) -> int | None:
    """Give the last word of a family name, a comma and a given name, perhaps an initial."""
    family_end = at
    while family_end - at < 2 and is_near(text, words, family_end, ". ", most=2):
        family_end += 1
    for last in range(family_end, at - 1, -1):
        if last + 1 < len(words) and _is_turned(text, words, at, last):
            return _with_initial(text, words, last + 1)
    return None


def _is_turned(text: str, words: Sequence[NameWord], at: int, last: int) -> bool:
    family, given = words[last], words[last + 1]
    if text[family.end : given.start].strip(" ") != "," or given.start - family.end > 2:
        return False
    if not words[at].is_capital or not given.is_capital or family.plain in NO_NAMES:
        return False
    if last > at and last_of_family(text, words, at) != last:
        return False
    if given.plain in STATES or (len(given.text) == 2 and given.is_shouted):
        return False
    before = text[: words[at].start].rstrip(" ")[-1:]
    begins = not before or before in '\n:;|*-(\t"'
    sure = family.is_sure_family
    if given.plain in sure_given_names():
        is_given = family.plain in sure_given_names() and not sure
        return (begins or sure or given.is_shouted) and not is_given
    return sure and (begins or given.is_shouted) and given.plain not in plain_words()


def _with_initial(text: str, words: Sequence[NameWord], at: int) -> int:
    """Take in a middle initial or a second given name."""
    while at + 1 < len(words) and is_near(text, words, at, " ", most=1):
        following = words[at + 1]
        if not following.is_initial and following.plain not in sure_given_names():
            break
        if following.is_shouted != words[at].is_shouted and not following.is_initial:
            break
        at += 1
    return at


def _alone(text: str, words: Sequence[NameWord], at: int) -> Found | None:
    """Give one word that must be a name by what follows it."""
    word = words[at]
    if not word.could_be_name or word.is_shouted:
        return None
    if at + 1 >= len(words):
        return None
    is_owner = word.owns and not words[at + 1].is_capital and word.plain not in BRANDS
    if is_owner and word.plain in sure_given_names():
        return at, at, "A given name that owns something."
    if words[at + 1].plain in SPOKE and is_near(text, words, at, " ", most=1):
        known = word.plain in family_names() or word.plain in sure_given_names()
        if known and word.plain not in plain_words() - common_family_names():
            return at, at, "A name before a word of speech."
    return None


def _columns(text: str) -> Iterator[tuple[Span, str]]:
    """Give the cells of columns of names."""
    for cell in cells(text, lambda head: NAME if _HEAD.fullmatch(head) else head and "other"):
        value = text[cell.span.start : cell.span.end]
        if cell.means == NAME and len(value) > 1 and _NAME_CELL.fullmatch(value):
            yield cell.span, "The head of its column says that it is a name."


def _again(
    text: str, words: Sequence[NameWord], found: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """Give single words that stand in a name found elsewhere in the text."""
    known = {
        word.plain
        for word in words
        if len(word.text) > 2
        and word.plain not in NO_NAMES
        and any(span.start <= word.start and word.end <= span.end for span in found)
    }
    why = "It stands in a name that the text says in full."
    for at, word in enumerate(words):
        is_name = word.is_capital and word.plain in known
        if is_name and not is_ranked(words, at) and not is_place(text, words, at, at):
            yield Span(word.start, word.end), why
    for match in _SPELLED.finditer(text):
        if match[0].replace("-", "").lower() in known:
            yield Span(*match.span()), why
