"""Says what may be read of a decided request, told from the log by rules of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leaks.building import Built
from leaks.papers import Paper, Placed
from leaks.words import COMMON, READ_BACK, squeezed

from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Record
from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, WholeTarget
from app.domain.spans import Region

_PRINTED = frozenset({Disposition.RELEASE, Disposition.REDACT})
_MOST = 0.6
_RIM = 0.03
_OFTEN = 50
"""The head of a table is printed anew on each of its pages."""


@dataclass
class Shown:
    """A page of a file that came once: words that can be seen on it, and those under a box."""

    seen: list[str] = field(default_factory=list)
    covered: list[Placed] = field(default_factory=list)


@dataclass
class Truth:
    """What is to be read, and what is not.

    Attributes:
        hidden: words that must stand nowhere.
        read: words of texts that a reader must find in the packet.
        most: how often a common word may stand on the packet's pages.
        pages: of attachments that are printed.
        said: all that texts say; ``paged`` what pages of attachments say beside.
    """

    hidden: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    most: dict[str, int] = field(default_factory=dict)
    pages: list[Shown] = field(default_factory=list)
    said: str = ""
    paged: str = ""


class Teller:
    """Goes through a request."""

    def __init__(self, built: Built, standings: Mapping[RecordId, Standing]) -> None:
        self._built = built
        self._standings = standings
        self._titles: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for number, standing in standings.items():
            record = built.records[number]
            spans = _spans(standing, Place(Field.TITLE))
            for title in _titles_of(record):
                self._titles.setdefault(title, []).extend(spans)

    def tell(self) -> Truth:
        """Give what may be read."""
        truth, common = Truth(), dict.fromkeys(COMMON, 0)
        said: list[str] = []
        told: list[str] = []
        for place, pieces in self._texts():
            plain = [squeezed(piece) for piece in pieces]
            said += plain
            told += plain if place.field is Field.TEXT else []
            _count(common, plain * (1 if place.field is Field.TEXT else _OFTEN))
        paged: list[str] = []
        pages: dict[tuple[int, int], Shown] = {}
        many = Counter(map(id, self._built.papers.values()))
        for paper, placed, share in self._pages():
            page = pages.setdefault((id(paper), placed.page), Shown())
            if share >= _MOST:
                page.covered.append(placed)
                continue
            paged.append(squeezed(placed.word))
            _count(common, paged[-1:])
            is_known = placed.word in self._built.author.coin.script
            page.seen += [placed.word] if share == 0 and is_known else []
        truth.pages = [page for (key, _), page in pages.items() if many[key] == 1]
        truth.said, truth.paged, truth.most = "|".join(said), "|".join(paged), common
        everything, text = f"{truth.said}|{truth.paged}", "|".join(told)
        for word, script in self._built.author.coin.script.items():
            plain = squeezed(word)
            if plain not in everything:
                truth.hidden.append(word)
            elif script in READ_BACK and plain in text:
                truth.read.append(word)
        truth.hidden += [word for word in COMMON if squeezed(word) not in everything]
        return truth

    def _printed(self) -> Iterator[tuple[Record, Standing]]:
        for number in self._built.asked:
            standing = self._standings[number]
            if standing.outcome in _PRINTED:
                yield self._built.records[number], standing

    def _texts(self) -> Iterator[tuple[Place, list[str]]]:
        """Give each text that is printed, in the pieces that can be seen."""
        for record, standing in self._printed():
            whole = _whole(standing)
            for place in places_of(record):
                text, hidden = text_at(record, place), _spans(standing, place)
                if place.field is Field.TITLE:
                    hidden = [one for title in _titles_of(record) for one in self._titles[title]]
                if place.field is Field.ATTACHMENT_TEXT and place.index in whole:
                    continue
                yield place, list(_left(text, hidden))

    def _pages(self) -> Iterator[tuple[Paper, Placed, float]]:
        """Give each word of a page that is printed, and how much of it a box covers."""
        for record, standing in self._printed():
            whole = _whole(standing)
            for index in range(len(record.attachments)):
                paper = self._built.papers.get((record.id, index))
                if paper is None or index in whole:
                    continue
                regions = [
                    one.target.region
                    for one in standing.redactions
                    if isinstance(one.target, RegionTarget) and one.target.attachment == index
                ]
                for placed in paper.placed:
                    yield paper, placed, max((_share(placed, r) for r in regions), default=0.0)


def visible(truth: Truth, words: str) -> bool:
    """Say whether words can be read in a text."""
    return squeezed(words) in truth.said


def _whole(standing: Standing) -> set[int]:
    targets = (one.target for one in standing.redactions)
    return {one.attachment for one in targets if isinstance(one, WholeTarget)}


def _spans(standing: Standing, place: Place) -> list[tuple[int, int]]:
    targets = (one.target for one in standing.redactions)
    return [
        (one.span.start, one.span.end)
        for one in targets
        if isinstance(one, SpanTarget) and one.place == place
    ]


def _left(text: str, hidden: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Give what is left of a text, sign by sign where stretches overlap."""
    open_signs = [True] * len(text)
    for start, end in hidden:
        open_signs[start:end] = [False] * len(open_signs[start:end])
    piece = ""
    for sign, is_open in zip(text, open_signs, strict=True):
        if is_open:
            piece += sign
        elif piece:
            yield piece
            piece = ""
    if piece:
        yield piece


def _share(placed: Placed, region: Region) -> float:
    """Say how much of a word a region covers; its rims above and below do not count."""
    if region.page != placed.page:
        return 0.0
    left, top, right, bottom = placed.box
    across = min(right, region.right) - max(left, region.left)
    down = min(bottom, region.bottom) - max(top, region.top)
    if across <= 0 or down <= 0:
        return 0.0
    return (across / (right - left)) * min(1.0, down / (bottom - top) + _RIM)


def _count(common: dict[str, int], plain: Sequence[str]) -> None:
    for word in common:
        form = squeezed(word)
        common[word] += sum(piece.count(form) for piece in plain)


def _titles_of(record: Record) -> tuple[tuple[int, str], ...]:
    """Give under what a title is withheld for all: its heading, and its words in one thread."""
    return (int(record.heading), ""), (int(record.conversation), record.conversation_title)
