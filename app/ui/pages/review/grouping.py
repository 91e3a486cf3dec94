"""Decides what the groups of suggestions show, and what each key does there. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from app.detect.figures import Measured, measured
from app.domain.decisions import Done
from app.domain.ids import RecordId
from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.group_looks import Looks
from app.ui.pages.review.group_state import (
    FACES,
    NONE_LEFT,
    PAGES,
    Detail,
    GroupsState,
    detail_of,
    kinds_of,
    looks_detail,
    row_of,
    total_of,
)
from app.ui.pages.review.group_work import (
    Gathered,
    GroupWork,
    accept_words,
    only,
    progress_of,
)
from app.ui.pages.review.matching import MatchRow
from app.ui.ways import PageContext
from app.ui.wording import count
from app.workflow.decide import Decider
from app.workflow.find_faces import FACE, FoundFace
from app.workflow.gather_suggestions import SuggestionGroup
from app.workflow.proposing import Codes, Proposing
from app.workflow.settle_group import (
    Taken,
    accept_faces,
    accept_groups,
    decline_faces,
    decline_groups,
    spare_groups,
)


class HasGroups(Protocol):
    """The verbs of the request under review, as far as groups need them."""

    @property
    def groups(self) -> GroupWork:
        """Give the verbs of the groups."""

    @property
    def proposing(self) -> Proposing:
        """Give who knows under what a suggestion is withheld."""


class Stands(Protocol):
    """Where the clerk stands, and how something is decided there."""

    acts: Acts

    @property
    def work(self) -> HasGroups | None:
        """Give the verbs of the request under review."""

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""

    def pick(self, purpose: str, picked: Callable[[Codes], None]) -> None:
        """Let an exemption be found."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""

    def go(self, record: RecordId) -> None:
        """Stand on a record."""


class Grouping:
    """Remembers the groups that were shown last, and where the clerk stands among them."""

    def __init__(
        self,
        context: PageContext,
        stands: Stands,
        show: Callable[[GroupsState], None],
        closed: Callable[[], None],
    ) -> None:
        self._ways = context.ways
        self._asks, self._describing = context.asks(), context.asks()
        self._at = stands
        self._show = show
        self._closed = closed
        self._figures: dict[str, Measured] = {}
        self._work: HasGroups | None = None
        self._groups: tuple[SuggestionGroup, ...] = ()
        self._gone: set[str] = set()
        self._chosen: tuple[str, ...] = ()
        self._looks = Looks(context.ways, self.refresh)
        self._places: tuple[MatchRow, ...] = ()
        self._state = GroupsState()

    @property
    def state(self) -> GroupsState:
        """Give what is shown now."""
        return self._state

    def toggle(self) -> None:
        """Show the groups, or go back to the records."""
        self.leave() if self._state.open else self.open()

    def open(self, kind: str = "") -> None:
        """Show the groups, of one kind where one is named."""
        work = self._at.work
        if work is None:
            return
        self._figures = self._figures or measured()
        if work is not self._work:
            self._work, self._groups, self._chosen = work, (), ()
            self._looks.forget()
        self._state = replace(self._state, open=True, kind=kind)
        self.refresh()

    def leave(self) -> None:
        """Go back to the records."""
        if self._state.open:
            self._asks.silence()
            self._places = ()
            self._tell(replace(self._state, open=False, detail=None))
            self._closed()

    def refresh(self) -> None:
        """Gather afresh, once what was decided until now is written."""
        if self._state.open:
            self._tell(replace(self._state, progress=self._state.progress or "Looking…"))
            self._at.acts.then(self._gather)

    def narrow(self, kind: str) -> None:
        """Show one kind only; empty for all."""
        self._places, self._chosen = (), ()
        self._state = replace(self._state, kind=kind, position=0)
        self._lay()

    def stand(self, keys: Sequence[str], position: int) -> None:
        """Stand on a row, with others chosen beside it."""
        if tuple(keys) != self._chosen:
            self._chosen, self._places = tuple(keys), ()
            self._state = replace(self._state, position=position)
            self._lay()

    # What is decided

    def accept(self) -> None:
        """Withhold all that is chosen, as one act."""
        if FACES in self._chosen:
            self._accept_faces()
            return
        if PAGES in self._chosen:
            self.read_pages()
            return
        taken = self._taken()
        open_ones = [one for one in taken if not one.codes]
        if not open_ones:
            self._accept(taken)
            return
        places = sum(len(one.group.found) for one in open_ones)

        def picked(codes: Codes) -> None:
            self._accept([one if one.codes else replace(one, codes=codes) for one in taken])

        self._at.pick(f"Redact {count(places, 'place')} under", picked)

    def accept_under(self) -> None:
        """Withhold all that is chosen under an exemption that is still to be found."""
        taken = self._taken()
        if taken:
            places = count(sum(len(one.group.found) for one in taken), "place")
            self._at.pick(
                f"Redact {places} under",
                lambda codes: self._accept([replace(one, codes=codes) for one in taken]),
            )

    def decline(self) -> None:
        """Say of all that is chosen that it is none."""
        if FACES in self._chosen:
            faces = self._faces_taken()
            if faces:
                self._do(lambda decider: decline_faces(decider, faces))
            return
        taken = self._taken()
        if taken:
            self._hide(taken)
            self._do(lambda decider: decline_groups(decider, taken))

    def spare(self) -> None:
        """Put what is chosen on the list of what is never redacted."""
        groups = [one for one in self._groups if one.key in self._chosen]
        if self._work is None or not groups:
            return
        taken = [Taken(one) for one in groups]
        self._hide(taken)
        self._do(lambda decider: spare_groups(decider, taken))

    # Places

    def places(self) -> None:
        """Show the places of the group one by one, or put them away."""
        work, group = self._work, self._standing()
        if self._places:
            self._places = ()
            self._lay()
        elif work is not None and group is not None:
            self._describing.ask(lambda: work.groups.places(group), self._placed, self._trouble)
        elif work is not None and FACES in self._chosen and self._looks.faces:
            faces = tuple(self._looks.faces)
            self._describing.ask(
                lambda: work.groups.face_places(faces), self._placed, self._trouble
            )

    def tick(self, at: int) -> None:
        """Take a place in or leave it out."""
        if 0 <= at < len(self._places):
            row = self._places[at]
            ticked = replace(row, checked=not row.checked)
            self._places = (*self._places[:at], ticked, *self._places[at + 1 :])
            self._lay()

    def go(self, record: int) -> None:
        """Look at a record; the groups are there again with their key."""
        self.leave()
        self._at.go(RecordId(record))

    # Faces, and the words of pages

    def look_for_faces(self) -> None:
        """Begin to look for faces, in the strip."""
        if self._work is not None:
            self._looks.look_for_faces(self._work.groups)
            self._lay()

    def read_pages(self) -> None:
        """Begin to read pages, in the strip."""
        if self._work is not None:
            self._looks.read_pages(self._work.groups)
            self._lay()

    def _accept_faces(self) -> None:
        faces = self._faces_taken()
        if self._looks.faces is None:
            self.look_for_faces()
        elif faces:

            def picked(codes: Codes) -> None:
                self._proposing().use(FACE, codes)
                self._do(lambda decider: accept_faces(decider, faces, codes))

            used = self._proposing().of(FACE).codes
            if used:
                picked(used)
            else:
                self._at.pick(f"Withhold {count(len(faces), 'face')} under", picked)

    def _faces_taken(self) -> list[FoundFace]:
        return self._looks.ticked([row.checked for row in self._places])

    # Inside

    def _proposing(self) -> Proposing:
        return self._work.proposing if self._work is not None else Proposing(())

    def _taken(self) -> list[Taken]:
        groups = [one for one in self._groups if one.key in self._chosen]
        if self._places and len(groups) == 1:
            ticked = [row.checked for row in self._places]
            if not any(ticked):
                return []
            codes = self._proposed(groups[0])
            return [Taken(only(groups[0], ticked), codes, whole=all(ticked))]
        return [Taken(one, self._proposed(one)) for one in groups]

    def _proposed(self, group: SuggestionGroup) -> Codes:
        return self._proposing().of(group.kind, group.listed, group.codes).codes

    def _standing(self) -> SuggestionGroup | None:
        last = self._chosen[-1] if self._chosen else ""
        return next((one for one in self._groups if one.key == last), None)

    def _accept(self, taken: Sequence[Taken]) -> None:
        if taken:
            for one in taken:
                self._proposing().use(one.group.kind, one.codes, one.group.listed)
            self._hide(taken)
            self._do(lambda decider: accept_groups(decider, taken))

    def _hide(self, taken: Sequence[Taken]) -> None:
        """Let groups go from sight at once, before it is written."""
        self._gone |= {one.group.key for one in taken if one.whole}
        self._chosen = ()
        self._places = ()

    def _do(self, act: Callable[[Decider], Done]) -> None:
        self._places = ()
        self._lay()
        self._at.do(act)
        self.refresh()

    def _gather(self) -> None:
        work = self._work
        if work is not None and self._state.open:
            self._asks.ask(lambda: self._gathered(work), self._came, self._trouble)

    def _gathered(self, work: HasGroups) -> tuple[Gathered, list[FoundFace] | None]:
        faces = self._looks.found
        return work.groups.gather(), None if faces is None else work.groups.faces_open(faces)

    def _came(self, told: tuple[Gathered, list[FoundFace] | None]) -> None:
        gathered, faces = told
        progress = progress_of(gathered) if gathered.more else ""
        self._state = replace(self._state, progress=progress)
        if faces is not None:
            self._looks.faces = faces
        if gathered.groups is not None:
            self._groups, self._gone = gathered.groups, set()
        if not gathered.more:
            self._looks.unread = gathered.unread
        self._lay() if gathered.groups is not None else self._tell(self._state)
        if gathered.more:
            self._gather()

    def _placed(self, rows: tuple[MatchRow, ...]) -> None:
        self._places = rows
        self._lay()

    def _lay(self) -> None:
        """Show the groups as they are at hand."""
        proposing = self._proposing()
        held = [one for one in self._groups if one.key not in self._gone]
        state = self._state
        kind = state.kind if any(one.kind == state.kind for one in held) else ""
        shown = [one for one in held if kind in {"", one.kind}]
        rows = [row_of(one, proposing.of(one.kind, one.listed, one.codes)) for one in shown]
        if not kind:
            rows += self._looks.rows()
        keys = [row.key for row in rows]
        position = min(max(state.position, 0), len(rows) - 1)
        self._chosen = tuple(key for key in self._chosen if key in keys) or tuple(
            keys[position : position + 1]
        )
        self._tell(
            replace(
                state,
                rows=tuple(rows),
                position=keys.index(self._chosen[-1]) if self._chosen else -1,
                kinds=kinds_of(held),
                kind=kind,
                total=total_of(held),
                detail=self._detail(),
                accept=self._accept_words(),
                looks=not self._looks.looking,
                reads=self._looks.reads,
                empty=None if held or state.progress or self._looks.is_open else NONE_LEFT,
            )
        )

    def _detail(self) -> Detail | None:
        group = self._standing()
        if group is not None:
            proposed = self._proposing().of(group.kind, group.listed, group.codes)
            detail: Detail | None = detail_of(group, proposed, self._figures)
        else:
            detail = looks_detail(self._chosen)
        return None if detail is None else replace(detail, places=self._places)

    def _accept_words(self) -> str:
        if FACES in self._chosen:
            if self._looks.faces is None:
                return "&Look for faces"
            return f"&Redact {count(len(self._faces_taken()), 'face')}…"
        if PAGES in self._chosen:
            return "&Read the pages"
        return accept_words(self._taken())

    def _trouble(self, error: AppError) -> None:
        self._ways.trouble(error)
        self._tell(replace(self._state, progress=""))

    def _tell(self, state: GroupsState) -> None:
        self._state = state
        self._show(state)
