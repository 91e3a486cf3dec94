"""Decides at random, as clerks do: in many ways, with second thoughts, undoing and doing again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from leaks.building import Built
from leaks.words import COMMON, squeezed

from app.documents.regions import BoxMode
from app.domain.decisions import Disposition, Done, Standing, WithholdWords
from app.domain.ids import RecordId
from app.domain.places import places_of, text_at
from app.domain.records import Record
from app.domain.redaction import (
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    Target,
    WholeTarget,
)
from app.domain.spans import Region, Span
from app.errors import AppError
from app.jobs.isolated import Child
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere, apply_elsewhere
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.page_likeness import PageLikeness
from app.workflow.widen_regions import AttachmentWords

_WORD = re.compile(r"\S+")
_REACH = (BoxMode.EXACT, BoxMode.NEIGHBOUR, BoxMode.LINE_END, BoxMode.LINE, BoxMode.BLOCK)

Stand = dict[RecordId, tuple[object, frozenset[tuple[Target, tuple[str, ...]]]]]


class UndoFailed(AssertionError):
    """What was undone is not as it was before."""


class Clerk:
    """Decides in one request.

    Attributes:
        promised: words that were withheld wherever they stand, and by which door.
        acts: how many there were.
    """

    def __init__(self, built: Built, law: Library, child: Child, chance: random.Random) -> None:
        self.promised: dict[str, str] = {}
        self.acts = 0
        self.built, self._chance = built, chance
        self._decider = Decider(built.vault, built.request, "Pat")
        self._codes = [one.code for one in law.get("FL").exemptions if not one.needs_confirmation][
            :12
        ]
        pages = PageLikeness(built.vault, child)
        self._elsewhere = Elsewhere(built.vault, built.request, pages=pages)
        self._in_texts = Elsewhere(built.vault, built.request)
        self._pages = AttachmentWords(built.vault, tools_in(child))

    def decide(self) -> dict[RecordId, Standing]:
        """Release everything, then withhold, think again, undo; gives how all stands."""
        self._decider.dispose(self.built.asked, Disposition.RELEASE)
        ways: list[tuple[int, Callable[[], Done | None]]] = [
            (30, self._some_words), (8, self._everywhere), (6, self._beside), (5, self._likewise),
            (14, self._box), (4, self._boxes), (4, self._reaching), (3, self._file),
            (4, self._withhold), (3, self._leave_out), (3, self._release), (4, self._lift),
            (2, self._recode), (3, self._name_words),
        ]  # fmt: skip
        chosen = [way for weight, way in ways for _ in range(weight)]
        wanted = int(self.built.documents * 1.1)
        while self.acts < wanted:
            if self._chance.random() < 0.06:
                self._burst(chosen)
            else:
                self._do(self._chance.choice(chosen))
        return self._standings()

    def _do(self, way: Callable[[], Done | None]) -> bool:
        self.acts += 1
        done = way()
        return done is not None and done.group > 0

    def _burst(self, ways: Sequence[Callable[[], Done | None]]) -> None:
        """Do a few things, take some back, do some of them again; compares how all stands."""
        states = [(self._stand(), dict(self.promised))]
        states += [
            (self._stand(), dict(self.promised))
            for _ in range(self._chance.randrange(1, 4))
            if self._do(self._chance.choice(ways))
        ]
        at = len(states) - 1
        for _ in range(self._chance.randrange(at + 1)):
            at = self._step(states, at, -1)
        for _ in range(self._chance.randrange(len(states) - at)):
            at = self._step(states, at, 1)

    def _step(self, states: list[tuple[Stand, dict[str, str]]], at: int, by: int) -> int:
        """Undo or redo one act; what was promised by it goes and comes with it."""
        done = self._decider.undo() if by < 0 else self._decider.redo()
        self.acts += 1
        wanted, promised = states[at + by]
        if done is None or self._stand() != wanted:
            raise UndoFailed("undone" if by < 0 else "done again")
        self.promised = dict(promised)
        return at + by

    def _standings(self) -> dict[RecordId, Standing]:
        with self.built.vault.read() as work:
            return dict(work.decisions.standings(self.built.request.id))

    def _stand(self) -> Stand:
        return {
            number: (one.disposition, frozenset((r.target, r.codes) for r in one.redactions))
            for number, one in self._standings().items()
        }

    # What is chosen

    def _record(self) -> Record:
        return self.built.records[self._chance.choice(self.built.asked)]

    def _code(self) -> tuple[str, ...]:
        return tuple(self._chance.sample(self._codes, self._chance.choice((1, 1, 1, 2))))

    def _place(self) -> tuple[Record, Place, str]:
        while True:
            record = self._record()
            place = self._chance.choice(places_of(record))
            text = text_at(record, place)
            if text.strip():
                return record, place, text

    def _span(self, text: str) -> Span:
        words = [found.span() for found in _WORD.finditer(text)]
        first = self._chance.randrange(len(words))
        last = min(len(words) - 1, first + self._chance.choice((0, 0, 0, 1, 2, 6)))
        start, end = words[first][0], words[last][1]
        if end - start > 4 and self._chance.random() < 0.15:
            start += self._chance.randrange(0, 3)
        return Span(start, end)

    def _word(self) -> str:
        """Give a word that stands somewhere: an invented one, a common one, or two in a row."""
        while True:
            _, _, text = self._place()
            words = text.split()
            at = self._chance.randrange(len(words))
            many = 2 if self._chance.random() < 0.15 else 1
            said = " ".join(words[at : at + many]).strip(".,;:?!-()<>\u201c\u201d\"'")
            if said and all(self._is_telling(word) for word in said.split()):
                return said

    def _is_telling(self, word: str) -> bool:
        return word in COMMON or word in self.built.author.coin.script

    def _paged(self) -> tuple[Record, int] | None:
        shown = [
            (number, index)
            for (number, index), paper in self.built.papers.items()
            if paper.placed and number in set(self.built.asked)
        ]
        if not shown:
            return None
        number, index = self._chance.choice(shown)
        return self.built.records[number], index

    # What is done

    def _some_words(self) -> Done:
        record, place, text = self._place()
        many = self._chance.choice((1, 1, 2, 3))
        targets = [SpanTarget(self._span(text), place) for _ in range(many)]
        return self._decider.redact(record.id, targets, self._code())

    def _everywhere(self) -> Done:
        word = self._word()
        done = self._decider.redact_matches(self._decider.find_words(word), self._code())
        self.promised[word] = "find and redact"
        return done

    def _beside(self) -> Done:
        record, place, text = self._place()
        target = SpanTarget(self._span(text), place)
        word = text[target.span.start : target.span.end]
        done = self._decider.redact_in(record.id, [target], self._code(), self.built.asked)
        if self._is_telling(word):
            self.promised[word] = "redact in all records"
        return done

    def _likewise(self) -> Done:
        word = self._word()
        is_paged = self._chance.random() < 0.1
        hits = (self._elsewhere if is_paged else self._in_texts).of_words(word)
        done = apply_elsewhere(self._decider, hits, self._code())
        self.promised[word] = "the same words elsewhere"
        return done

    def _box(self) -> Done | None:
        """Draw a box by hand: over a word, a part of the page or all of it."""
        chosen = self._paged()
        if chosen is None:
            return None
        record, index = chosen
        placed = self._chance.choice(self.built.papers[record.id, index].placed)
        left, top, right, bottom = placed.box
        way = self._chance.random()
        if way < 0.1:
            left, top, right, bottom = 0, 0, 1, 1
        elif way < 0.2:
            left, right = 0, 1
        region = Region(
            placed.page, max(0, left - 0.004), max(0, top - 0.006), min(1, right + 0.004),
            min(1, bottom + 0.006),
        )  # fmt: skip
        return self._decider.redact(record.id, [RegionTarget(index, region)], self._code())

    def _boxes(self) -> Done | None:
        """Have a word of a page found by the program, and withheld as wide as is wished."""
        chosen = self._paged()
        if chosen is None:
            return None
        record, index = chosen
        placed = self._chance.choice(self.built.papers[record.id, index].placed)
        mode = self._chance.choice(_REACH)
        try:
            regions = self._pages.regions_for_words(record, index, placed.word, mode)
        except AppError:
            return None
        targets = [RegionTarget(index, one) for one in regions]
        return self._decider.redact(record.id, targets, self._code()) if targets else None

    def _reaching(self) -> Done | None:
        """Leave only a strip of a page."""
        chosen = self._paged()
        if chosen is None:
            return None
        record, index = chosen
        middle = self._chance.uniform(0.3, 0.7)
        regions = (Region(1, 0, 0, 1, middle - 0.1), Region(1, 0, middle + 0.1, 1, 1))
        return self._decider.redact(
            record.id, [RegionTarget(index, one) for one in regions], self._code()
        )

    def _file(self) -> Done | None:
        record = self._record()
        if not record.attachments:
            return None
        index = self._chance.randrange(len(record.attachments))
        return self._decider.redact(record.id, [WholeTarget(index)], self._code())

    def _withhold(self) -> Done:
        return self._decider.dispose([self._record().id], Disposition.WITHHOLD, self._code())

    def _leave_out(self) -> Done:
        return self._decider.dispose([self._record().id], Disposition.NOT_RESPONSIVE)

    def _release(self) -> Done:
        return self._decider.dispose([self._record().id], Disposition.RELEASE)

    def _lift(self) -> Done | None:
        """Think again of one redaction; what it stood for is not promised any more."""
        standing = [one for one in self._standings().values() if one.redactions]
        if not standing:
            return None
        one = self._chance.choice(self._chance.choice(standing).redactions)
        self.promised.clear() if isinstance(one.target, RegionTarget) else self._take_back(one)
        return self._decider.lift(one.record, one.id)

    def _take_back(self, one: Redaction) -> None:
        target = one.target
        if not isinstance(target, SpanTarget):
            return
        text = text_at(self.built.records[one.record], target.place)
        around = squeezed(text[max(0, target.span.start - 60) : target.span.end + 60])
        for word in list(self.promised):
            if squeezed(word) in around:
                del self.promised[word]

    def _recode(self) -> Done | None:
        standing = [one for one in self._standings().values() if one.redactions]
        if not standing:
            return None
        one = self._chance.choice(self._chance.choice(standing).redactions)
        return self._decider.recode(one.record, one.id, self._code())

    def _name_words(self) -> Done:
        """Withhold words wherever they stand, and have the packet searched for them too."""
        word = self._word()
        matches = self._decider.find_words(word)
        decisions = self._decider.redactions_for(matches, self._code())
        done = self._decider.apply([*decisions, WithholdWords(word)], "words withheld")
        self.promised[word] = "words of the list"
        return done
