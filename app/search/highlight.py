"""Where a query matches inside one text, and the best short piece of it; no index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.queries import (
    And,
    AnyWord,
    Fuzzy,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
from app.domain.spans import Span, merged
from app.domain.words import folded, placed_words
from app.search.expand import shape_pattern
from app.search.nearness import within

Placed = tuple[str, int, int]


def spans(query: Query, text: str) -> list[Span]:
    """Give the places of a text that a query asks for, in order and apart.

    Words, phrases and near words are found whole; what is excluded is not marked.
    """
    marks = _Marks.of(query)
    if not marks.any:
        return []
    placed = placed_words(text)
    fitting = {word for word in {one[0] for one in placed} if marks.fits(word)}
    found = [Span(start, end) for word, start, end in placed if word in fitting]
    for run in marks.runs:
        found.extend(_runs(run, placed))
    for near in marks.nears:
        found.extend(_nears(near, placed))
    return list(merged(found)) if found else []


def fragment(query: Query, text: str, width: int = 160) -> tuple[str, list[Span]]:
    """Give the piece of a text in which most matches stand, and their places in the piece.

    Line breaks become blanks, so that the piece is one line; an ellipsis stands where
    something was left out. The piece is at most ``width`` characters and two ellipses long.
    """
    places = spans(query, text)
    start, end = _window(text, places, width)
    head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    piece = head + text[start:end].translate(_ONE_LINE) + tail
    shift = len(head) - start
    inside = [place for place in places if place.start < end and place.end > start]
    return piece, [
        Span(max(place.start, start) + shift, min(place.end, end) + shift) for place in inside
    ]


_ONE_LINE = {ord(sign): " " for sign in "\n\r\t\v\f\x85\u2028\u2029"}


@dataclass(slots=True)
class _Marks:
    """What is to be marked: single words, tests on words, runs of words and near words."""

    words: set[str]
    tests: list[Callable[[str], object]]
    runs: list[list[str]]
    nears: list[Near]

    @staticmethod
    def of(query: Query) -> _Marks:
        marks = _Marks(set(), [], [], [])
        marks.add(query)
        return marks

    @property
    def any(self) -> bool:
        return bool(self.words or self.tests or self.runs or self.nears)

    def fits(self, word: str) -> bool:
        return word in self.words or any(test(word) for test in self.tests)

    def add(self, query: Query) -> None:
        match query:
            case And(parts) | Or(parts):
                for part in parts:
                    self.add(part)
            case Word(text):
                self._add_row(text)
            case Phrase(words):
                self._add_row(" ".join(words))
            case AnyWord():
                self.words.update(word for word, _ in query.words)
            case Near():
                self.nears.append(query)
            case _:
                self._add_test(query)

    def _add_row(self, text: str) -> None:
        row = [word for word, _, _ in placed_words(text)]
        if len(row) == 1:
            self.words.add(row[0])
            self._add_telephone(row[0])
        elif row:
            self.runs.append(row)

    def _add_telephone(self, word: str) -> None:
        """Mark a number that was typed run together also where it stands in parts."""
        if len(word) == 10 and word.isdecimal():
            self.words.add(f"1{word}")
            self.runs.append([word[:3], word[3:6], word[6:]])

    def _add_test(self, query: Query) -> None:
        match query:
            case Prefix(text):
                start = folded(text)
                self.tests.append(lambda word: word.startswith(start))
            case Wildcard(pattern):
                self.tests.append(shape_pattern(pattern).fullmatch)
            case Fuzzy(text, distance):
                own = folded(text)
                self.tests.append(lambda word: within(own, word, distance))
            case _:
                pass


def _runs(run: list[str], placed: Sequence[Placed]) -> Iterable[Span]:
    for at in range(len(placed) - len(run) + 1):
        if placed[at][0] == run[0] and [one[0] for one in placed[at : at + len(run)]] == run:
            yield Span(placed[at][1], placed[at + len(run) - 1][2])


def _nears(near: Near, placed: Sequence[Placed]) -> Iterable[Span]:
    """Mark the words of every stretch in which all of them stand near enough.

    As in the word index, it is at most ``distance`` steps from the first of them to the last.
    """
    wanted = [word for text in near.words for word, _, _ in placed_words(text)]
    at = {word: [n for n, one in enumerate(placed) if one[0] == word] for word in wanted}
    reach = near.distance + 1
    for start in sorted({n for places in at.values() for n in places}):
        met = {word: _first(places, start, start + reach) for word, places in at.items()}
        if all(place >= 0 for place in met.values()):
            yield from (Span(*placed[place][1:]) for place in met.values())


def _first(places: Sequence[int], start: int, end: int) -> int:
    """Give the first place in ``[start, end)``; -1 where there is none."""
    at = bisect_left(places, start)
    return places[at] if at < len(places) and places[at] < end else -1


def _window(text: str, places: Sequence[Span], width: int) -> tuple[int, int]:
    """Find the stretch with most matches and put them in its middle, at word borders."""
    if len(text) <= width:
        return 0, len(text)
    first, last = _densest(places, width) if places else (0, 0)
    middle = (first + last) // 2
    start = min(max(0, middle - width // 2), len(text) - width)
    end = start + width
    return _border_after(text, start, first if places else start), _border_before(
        text, end, last if places else start
    )


def _densest(places: Sequence[Span], width: int) -> tuple[int, int]:
    starts = [place.start for place in places]
    best, chosen = 0, (places[0].start, min(places[0].end, places[0].start + width))
    for at, place in enumerate(places):
        upto = bisect_right(starts, place.start + width) - 1
        while upto > at and places[upto].end > place.start + width:
            upto -= 1
        if upto - at + 1 > best:
            best = upto - at + 1
            chosen = place.start, min(places[upto].end, place.start + width)
    return chosen


def _border_after(text: str, start: int, limit: int) -> int:
    """Move a start to the next blank, but not past what must be seen."""
    if start == 0 or text[start - 1].isspace():
        return start
    for at in range(start, min(start + 24, limit)):
        if text[at].isspace():
            return at + 1
    return start


def _border_before(text: str, end: int, limit: int) -> int:
    if end >= len(text) or text[end].isspace():
        return end
    for at in range(end - 1, max(end - 24, limit), -1):
        if text[at].isspace():
            return at
    return end
