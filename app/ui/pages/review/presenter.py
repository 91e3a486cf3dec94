"""Decides what the review page shows and what each key does. No PySide6."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.decisions import Disposition, Done
from app.domain.ids import RecordId
from app.errors import AppError
from app.ui.fetching import Fetching
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.equals import Equals
from app.ui.pages.review.pace import Pace
from app.ui.pages.review.picking import Picking, PickState
from app.ui.pages.review.queueing import Queueing, nearest
from app.ui.pages.review.redacting import Redacting
from app.ui.pages.review.several import Several
from app.ui.pages.review.showing import panel_of, sight_of, with_pictures
from app.ui.pages.review.standpoint import Standpoint
from app.ui.pages.review.state import Panel, ReviewState
from app.ui.pages.review.striding import Striding
from app.ui.pages.review.words import ALL_DECIDED, NO_REQUEST, NOTHING
from app.ui.pages.review.work import Result, Work
from app.ui.rows import Row
from app.ui.ways import PageContext, Where
from app.ui.wording import of_error
from app.workflow.decide import Decider
from app.workflow.review import Sight as Seen


class ReviewPresenter:
    """Remembers where the clerk stands; what is decided lies in the vault."""

    def __init__(
        self,
        context: PageContext,
        show: Callable[[ReviewState], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._settings = context.settings
        self._zone = context.settings.now.zone
        self._show = show
        self._reading, self._looking, self._drawing = (context.asks() for _ in range(3))
        self.acts = Acts(context.asks(), self._refused)
        self._rows = Fetching(context.asks(), self.trouble)
        self.picking = Picking(context.desk.law, context.asks(), self._show_pick)
        self.equals = Equals(context.asks(), self._show_same, self.trouble)
        self._pace = Pace(clock)
        self.queueing = Queueing()
        self._work: Work | None = None
        self._state = ReviewState()
        self._outcomes: dict[RecordId, Disposition | None] = {}
        self._ids: tuple[RecordId, ...] = ()
        self._record: RecordId | None = None
        self._seen: Seen | None = None
        self._pictures: dict[int, bytes | str] = {}
        self._chosen: tuple[RecordId, ...] = ()
        self._recent: tuple[str, ...] = ()
        self.redacting = Redacting(self, self.equals, self.acts)
        self.several = Several(self, self.queueing, context)
        self.striding = Striding(self, context.asks())
        self._shown = "undecided"
        self._spot = 0

    @property
    def state(self) -> ReviewState:
        """Give what is shown now."""
        return self._state

    @property
    def work(self) -> Work | None:
        """Give the verbs of the request under review."""
        return self._work

    @property
    def record(self) -> RecordId | None:
        """Give the record in question, once it stands on the screen.

        While the next one is still being read, nothing can be decided on it unseen.
        """
        shown = self._seen.record.id if self._seen is not None else None
        return shown if shown == self._record else None

    @property
    def recent(self) -> tuple[str, ...]:
        """Give the exemptions used last, newest first."""
        return self._recent

    @property
    def standpoint(self) -> Standpoint:
        """Give where the clerk stands."""
        return Standpoint(self._ids, self._outcomes, self._record, self._chosen, self._seen)

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""
        self._ways.say(sentence)

    def show_hint(self, at: int) -> None:
        """Let a suggestion wait for Enter or Del; -1 for none."""
        self._state = replace(self._state, hint=at)
        self._show(self._state)

    # Coming and going

    def arrive(self, subject: str = "") -> None:
        """Read the request afresh; ``subject`` is a record to stand on."""
        request = self._ways.request
        if request is None:
            self._state = ReviewState(empty=NO_REQUEST)
            self._show(self._state)
            return
        if self._work is None or self._work.request.id != request.id:
            self._begin(Work(self._desk, request, self._settings))
        if subject.isdigit():
            self._record, self._seen, self._chosen = RecordId(int(subject)), None, ()
        self.several.await_hits(subject)
        self._state = replace(self._state, notice=None)
        self._reread()

    def put_away(self) -> Callable[[], None]:
        """Give what must still be done before the vault is closed."""
        rest, work = self.acts.rest(), self._work

        def finish() -> None:
            if rest is not None:
                rest()
            if work is not None:
                work.close()

        return finish

    def follow(self) -> None:
        """Press the button of the notice or of the empty page."""
        if self._state.empty is not None:
            self._ways.go(Where.REQUESTS if self._state.empty is NO_REQUEST else Where.SEARCH)
        else:
            self._ways.go(Where.CHECK)

    # The queue

    def fetch_rows(self, offset: int, limit: int, came: Callable[[Sequence[Row]], None]) -> None:
        """Fetch lines of the queue."""
        work, ids = self._work, self._ids[offset : offset + limit]
        if work is not None:
            self._rows.fetch(lambda: work.rows(ids), came)

    def show_only(self, key: str) -> None:
        """Show some of the records, as in ``WAYS``."""
        self.choose_together((), key)

    def regroup(self) -> None:
        """Show the queue afresh, without moving."""
        self._settle(move=False)
        self._tell()

    def choose(self, positions: Sequence[int], here: int) -> None:
        """Stand on a row of the queue, with further rows chosen beside it."""
        self._chosen = tuple(self._ids[at] for at in positions if at < len(self._ids))
        if 0 <= here < len(self._ids) and self._ids[here] != self._record:
            self.go(self._ids[here])
        else:
            self._tell()

    def choose_together(self, records: Sequence[RecordId], shown: str = "") -> None:
        """Choose records to be decided as one; ``shown`` is the way of the queue with them."""
        if shown:
            self._shown = shown
            self._settle(move=True)
        self._chosen = tuple(records)
        self._look()
        self._tell()

    def step(self, by: int) -> None:
        """Go to the next record of the queue, or the one before."""
        if not self._ids:
            return
        stands = self._record in self._ids
        at = self._spot + by if stands or by < 0 else self._spot
        if 0 <= at < len(self._ids):
            self._chosen = ()
            self.go(self._ids[at])

    def go(self, record: RecordId) -> None:
        """Stand on a record."""
        self._record = record
        self.equals.leave()
        self._look()
        self._tell()

    # Decisions on whole records

    def decide(self, disposition: Disposition, *, stay: bool = False) -> None:
        """Give the record, or those chosen in the queue, a disposition."""
        has_none = self.record is None and len(self._chosen) < 2
        if has_none or not self.queueing.lets(self.say):
            return
        if disposition is Disposition.WITHHOLD:
            about = self._panel().about
            self.pick(
                f"Withhold {about.lower()} under", lambda c: self._dispose(disposition, c, stay)
            )
            return
        has_bars = self._seen is not None and bool(self._seen.standing.redactions)
        if disposition is Disposition.RELEASE and has_bars and len(self._chosen) < 2:
            disposition = Disposition.REDACT
        self._dispose(disposition, (), stay)

    def undo(self) -> None:
        """Take the latest act back."""
        self._take_back(Decider.undo, "Nothing to undo.")

    def redo(self) -> None:
        """Do again what was undone."""
        self._take_back(Decider.redo, "Nothing to do again.")

    def note(self, text: str) -> None:
        """Write a note on the record."""
        record, words = self.record, text.strip()
        if record is not None and words:
            self.do(lambda decider: decider.comment(record, words))

    # Inside

    def _begin(self, work: Work) -> None:
        if self._work is not None:
            self._work.close()
        self._work, self.queueing.aside = work, ""
        self._record, self._seen, self._ids, self._chosen = None, None, (), ()
        self._outcomes = {}
        self.several.forget()
        self._shown = "undecided"
        self.acts.do(work.begin, self._remember)

    def _remember(self, result: Result) -> None:
        self._recent = result.recent

    def _reread(self) -> None:
        work = self._work
        if work is not None:
            self._reading.ask(work.outcomes, self._counted, self.trouble)

    def _counted(self, outcomes: dict[RecordId, Disposition | None]) -> None:
        first = not self._outcomes
        self._outcomes = outcomes
        if not outcomes:
            self._state = ReviewState(empty=NOTHING)
            self._show(self._state)
            return
        if (first and None not in outcomes.values()) or (
            self._record is not None and not self._is_shown(self._record)
        ):
            self._shown = "all"
        self._state = replace(
            self._state, empty=None,
            queue=replace(self._state.queue, version=self._state.queue.version + 1),
        )  # fmt: skip
        self._settle(move=False)
        if self._state.notice is None and None not in outcomes.values():
            self._state = replace(self._state, notice=ALL_DECIDED)
        self._look()
        self._tell()
        self.several.counted()

    def _is_shown(self, record: RecordId) -> bool:
        return record in self._ids or record in self.queueing.ids(self._outcomes, self._shown)

    def _settle(self, *, move: bool) -> None:
        """Make the queue anew; ``move`` where the clerk wants to stand in it.

        A record that no longer belongs to what is shown stays in sight until the clerk goes on.
        """
        ids = self.queueing.ids(self._outcomes, self._shown)
        before, self._ids = self._ids, ids
        self._chosen = tuple(one for one in self._chosen if one in self._outcomes)
        if self._record in ids or (self._record in self._outcomes and not (move and ids)):
            return
        self._record, self._seen = nearest(self._record, before, ids), None

    def _look(self) -> None:
        record, work = self._record, self._work
        if record is not None and work is not None:
            self._looking.ask(lambda: work.look(record), self._saw, self.trouble)

    def _saw(self, seen: Seen) -> None:
        if seen.record.id != self._record:
            return
        again = self._seen is not None and self._seen.record.id == seen.record.id
        self._seen = seen
        hints = len(seen.suggestions)
        hint = min(self._state.hint, hints - 1) if again else self.striding.awaited(seen.record.id)
        self._state = replace(self._state, sight=sight_of(seen, self._zone), hint=hint)
        if not again:
            self._draw(seen)
        self._tell()

    def _draw(self, seen: Seen) -> None:
        self._pictures = {}
        self._drawing.silence()
        work = self._work
        if work is not None and seen.record.attachments:
            self._drawing.ask(lambda: work.pictures(seen.record), self._drew, self.trouble)

    def _drew(self, pictures: dict[int, bytes | str]) -> None:
        self._pictures = pictures
        self._tell()

    def _dispose(self, disposition: Disposition, codes: tuple[str, ...], stay: bool) -> None:  # noqa: FBT001 - handed on as it is
        ids = self._chosen if len(self._chosen) > 1 else (self._record,)
        records = tuple(one for one in ids if one is not None)
        was_open = self._record is not None and self._outcomes.get(self._record) is None
        self._outcomes = {**self._outcomes, **dict.fromkeys(records, disposition)}
        self._pace.decided(len(records))
        self._chosen = ()
        if not stay:
            self._advance(was_open=was_open)
        self.do(lambda decider: decider.dispose(records, disposition, codes))

    def _advance(self, *, was_open: bool) -> None:
        """Go to the next record that is open, or simply to the next one of those decided."""
        following = self.standpoint.following(was_open=was_open)
        if following is not None:
            self.go(following)

    def pick(self, purpose: str, picked: Callable[[tuple[str, ...]], None]) -> None:
        """Let an exemption be found."""
        request = self._ways.request
        if request is not None:
            self.picking.begin(request.details.jurisdiction, purpose, self._recent, picked)

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""
        work = self._work
        if work is not None and self.queueing.lets(self.say):
            self.acts.do(lambda: work.do(act), self._did)

    def _did(self, result: Result) -> None:
        self._recent = result.recent or self._recent
        if result.done is not None:
            self._ways.say(f"{result.done.sentence}.")
        self._state = replace(self._state, notice=None)
        self._ways.changed()
        if not self.acts.waiting:
            self._reread()

    def _take_back(self, act: Callable[[Decider], Done | None], nothing: str) -> None:
        work = self._work
        if work is None or not self.queueing.lets(self.say, back=True):
            return

        def taken(result: Result) -> None:
            self.equals.leave()
            self._recent = result.recent or self._recent
            if result.done is None:
                self._ways.say(nothing)
                return
            if result.touched and self._record not in result.touched:
                self._record, self._seen = result.touched[0], None
            self._did(result)

        self.acts.do(lambda: work.take_back(act), taken)

    def _refused(self, error: AppError) -> None:
        self.trouble(error)
        self._reread()

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""
        self._state = replace(self._state, notice=of_error(error))
        self._tell()

    def _show_pick(self, pick: PickState | None) -> None:
        self._state = replace(self._state, pick=pick)
        self._show(self._state)

    def _show_same(self) -> None:
        self._state = replace(self._state, same=self.equals.found)
        self._show(self._state)

    def _panel(self) -> Panel:
        if self._seen is None:
            return Panel()
        return panel_of(self._seen, self._recent, self._chosen)

    def _tell(self) -> None:
        sight = self._state.sight
        if sight is not None and self._seen is not None:
            sight = with_pictures(sight_of(self._seen, self._zone), self._pictures)
        if self._record in self._ids:
            self._spot = self._ids.index(self._record)
        ways, version = self.queueing.ways(self._outcomes), self._state.queue.version
        queue = self.standpoint.queue(ways, self._shown, version, self._pace.words)
        self._state = replace(
            self._state, queue=queue, sight=sight, panel=self._panel(), same=self.equals.found
        )
        self._show(self._state)
