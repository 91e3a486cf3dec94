"""Decides what the desk of pages shows and what each of its keys does. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.documents.images import kind_in_words
from app.domain.decisions import Decision, Done, LookedAt
from app.domain.ids import DecisionId, RecordId
from app.domain.records import Record
from app.domain.redacted import Box
from app.domain.redaction import RegionTarget, Target
from app.errors import AppError
from app.ui.pages.review.desk_choosing import Choosing
from app.ui.pages.review.desk_drawn import DrawnPages, wide_enough
from app.ui.pages.review.desk_find import FindOnPages
from app.ui.pages.review.desk_hints import Hinting, Settles, Suggests
from app.ui.pages.review.desk_room import DeskRoom
from app.ui.pages.review.desk_state import Come, DeskState
from app.ui.pages.review.desk_telling import Told, state_of
from app.ui.pages.review.state import ReviewState
from app.ui.ways import PageContext
from app.workflow.decide import Decider
from app.workflow.review import Sight as Seen
from app.workflow.show_pages import DeskFacts, OpenedPages, PageAsked, on_page

ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
NO_ATTACHMENT = "This record has no attachment."
NONE_CHOSEN = "Choose something first: draw a box, click words, or use the arrow keys."


class Redacts(Settles, Protocol):
    """How what is chosen is withheld."""

    def redact(self, targets: Sequence[Target], recent: int = 0) -> None:
        """Withhold it under one of the exemptions used last."""

    def redact_under(self, targets: Sequence[Target]) -> None:
        """Withhold it under an exemption that is still to be found."""


class Stands(Protocol):
    """Where the clerk stands in the review."""

    @property
    def work(self) -> Suggests | None:
        """Give the verbs of the request under review."""

    @property
    def redacting(self) -> Redacts:
        """Give what withholds."""

    def do(self, act: Callable[[Decider], Done | None]) -> None:
        """Decide something."""

    def say(self, sentence: str) -> None:
        """Tell something in the status line."""


class DeskPresenter:
    """Remembers which attachment lies open and what is chosen on it; nothing of it is kept."""

    def __init__(
        self, context: PageContext, stands: Stands, show: Callable[[DeskState | None], None]
    ) -> None:
        self._stands = stands
        self._show = show
        self._opening, self._facts_of = context.asks(), context.asks()
        self.drawn = DrawnPages(context.asks(), self._tell, self._trouble)
        self.find = FindOnPages(context.asks(), self._tell, self._trouble)
        self.choosing = Choosing(self)
        self.hinting = Hinting(self, stands)
        self._room = DeskRoom(context, stands)
        self._seen: Seen | None = None
        self._state: DeskState | None = None
        self._awaited: tuple[RecordId, RegionTarget] | None = None
        self._forget()

    def _forget(self) -> None:
        self.opened: OpenedPages | None = None
        self.index = -1
        self.page = 1
        self.burned = False
        self.zoom = 1.0
        self.come = Come()
        self.facts = DeskFacts()
        self.looked: set[int] = set()
        self.hinting.drop()
        self._sight: tuple[int, ...] = (1,)
        self._width = 0
        self.choosing.drop(tell=False)
        self.drawn.clear()
        self.find.clear()

    @property
    def state(self) -> DeskState | None:
        """Give what is shown now; None where nothing lies open."""
        return self._state if self.is_open else None

    @property
    def is_open(self) -> bool:
        """Say whether an attachment lies on the desk."""
        return self.index >= 0

    # Coming and going

    def follow(self, state: ReviewState) -> None:
        """Keep step with the review: another record closes the desk, a decision shows on it."""
        seen = state.sight.seen if state.sight is not None else None
        if seen is self._seen:
            return
        before, self._seen = self._seen, seen
        awaited, self._awaited = self._awaited, None
        if seen is not None and awaited is not None and seen.record.id == awaited[0]:
            self.open_at(awaited[1])
            return
        if not self.is_open:
            if seen is not None:
                self._room.get_ready(seen)
            return
        if seen is None or before is None or seen.record.id != before.record.id:
            self.leave()
            return
        if self._marks_of(before) != self._marks_of(seen):
            self.choosing.drop(tell=False)
            self.hinting.settle()
        self._ask_facts()
        self._want()
        self._tell()

    def toggle(self) -> None:
        """Open the first attachment, or go back to the conversation."""
        if self.is_open:
            self.leave()
        else:
            self.open(0)

    def open(self, index: int, page: int = 1, box: Box | None = None) -> None:
        """Open an attachment of the record, or turn to a page of the one that lies open."""
        seen, room = self._seen, self._room.now()
        if seen is None or room is None or not 0 <= index < len(seen.record.attachments):
            self._stands.say(NO_ATTACHMENT)
            return
        if index == self.index and self.opened is not None:
            self.go(page, box)
            return
        self._forget()
        self.index, self.page = index, page
        self._tell()
        self._ask_facts()

        def came(opened: OpenedPages) -> None:
            self.opened = opened
            self.go(page, box)

        self._opening.ask(lambda: room.opened(seen.record, index, seen.standing), came, self._bad)

    def open_at(self, target: RegionTarget) -> None:
        """Bring a region into sight."""
        r = target.region
        self.open(target.attachment, r.page, (r.left, r.top, r.right, r.bottom))

    def await_page(self, record: RecordId, target: RegionTarget) -> None:
        """Bring a region into sight once its record is read, or at once where it is."""
        self._awaited = (record, target)
        if self._seen is not None and self._seen.record.id == record:
            self._awaited = None
            self.open_at(target)

    def other(self, by: int) -> None:
        """Open the next attachment of the record, or the one before."""
        count = len(self._seen.record.attachments) if self._seen is not None else 0
        if self.is_open and count > 1:
            self.open((self.index + by) % count)

    def back(self) -> None:
        """Drop what is chosen, then what was found, then go back to the conversation."""
        if self.choosing.choice is not None or self.hinting.waiting is not None:
            self.hinting.drop()
            self.choosing.drop()
        elif self.find.words:
            self.find.clear()
            self._tell()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the conversation."""
        self._opening.silence()
        self._facts_of.silence()
        self._forget()
        self._show(None)

    def put_away(self) -> Callable[[], None]:
        """Give what must still be done before the vault is closed."""
        return self._room.put_away() or _nothing

    # Looking

    def in_sight(self, numbers: tuple[int, ...], page: int, width: int) -> None:
        """Learn which pages are in sight, which of them is meant, and how wide they are."""
        asked = wide_enough(width)
        if (numbers, page, asked) == (self._sight, self.page, self._width):
            return
        self.page = page
        self._sight, self._width = numbers, asked
        self._want()
        self._tell()

    def go(self, page: int, box: Box | None = None) -> None:
        """Turn to a page."""
        count = self.count
        if not count:
            self._tell()
            return
        self.page = min(max(page, 1), count)
        self.come = Come(self.come.turn + 1, self.page, box)
        self._want()
        self._tell()

    def turn(self, by: int) -> None:
        """Turn to the next page, or the one before."""
        self.go(self.page + by)

    def show_burned(self) -> None:
        """Show the pages as they are released, or with outlines again."""
        self.burned = not self.burned
        self._want()
        self._tell()

    def zoom_by(self, by: int) -> None:
        """Make the pages larger or smaller; 0 makes them as wide as the room."""
        at = ZOOMS.index(self.zoom) + by if by else ZOOMS.index(1.0)
        self.zoom = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)]
        self.come = Come(self.come.turn + 1, self.page)
        self._tell()

    @property
    def count(self) -> int:
        """Give how many pages there are."""
        return len(self.opened.sizes) if self.opened is not None else 0

    # Withholding

    def redact(self, recent: int) -> None:
        """Withhold what is chosen, or the suggestion that waits; -1 finds an exemption first."""
        targets: list[Target] = list(self.targets())
        if not targets:
            self._stands.say(NONE_CHOSEN)
        elif recent < 0:
            self._stands.redacting.redact_under(targets)
        else:
            self._stands.redacting.redact(targets, recent)

    def targets(self) -> tuple[RegionTarget, ...]:
        """Give what is chosen as redactions would withhold it."""
        regions = self.choosing.regions()
        if not regions and self.hinting.waiting is not None:
            return self.hinting.waiting.targets
        return tuple(RegionTarget(self.index, region) for region in regions)

    def redact_found(self) -> None:
        """Withhold every place at which the words stand."""
        standing = self._seen.standing if self._seen is not None else None
        if standing is None or self.find.looking:
            return
        targets = (one.target for one in standing.redactions)
        taken = [
            one.region for one in targets
            if isinstance(one, RegionTarget) and one.attachment == self.index
        ]  # fmt: skip
        left: list[Target] = list(self.find.targets(self.index, taken))
        if left:
            self._stands.redacting.redact(left)
        else:
            self._stands.say("Nothing of what was found is still to be withheld.")

    def look_for(self, typed: str) -> None:
        """Look for words on all pages."""
        room, of = self._room.now(), self.of
        if room is not None and of is not None and self.count:
            self.find.begin(room, of, self.count, typed)

    def next_hit(self) -> None:
        """Go to the next place at which the words stand."""
        hit = self.find.step(self.page)
        if hit is not None:
            self.go(hit.page, (hit.left, hit.top, hit.right, hit.bottom))

    # Suggestions

    def next_hint(self, by: int = 1) -> None:
        """Let the next face or words wait for Enter or Del; after the last one, none waits."""
        self.choosing.drop(tell=False)
        self.hinting.next(by)

    def accept(self) -> None:
        """Withhold what waits, or go to the next found words."""
        if self.hinting.waiting is not None:
            self.hinting.accept()
        elif self.find.hits:
            self.next_hit()
        elif self.choosing.choice is not None:
            self.redact(0)

    # What hides

    def tick(self) -> None:
        """Say that what hides in the file was looked at."""
        seen, index = self._seen, self.index
        if seen is None or self.opened is None or not self.opened.hidden:
            return
        if index in self.facts.looked_at:
            self._stands.say("It was ticked before. Undo (Ctrl+Z) takes the tick back.")
            return
        decisions: list[Decision] = [LookedAt(seen.record.id, index)]
        self._stands.do(lambda decider: decider.apply(decisions, "1 attachment looked at"))

    # Inside

    @property
    def seen(self) -> Seen | None:
        """Give the record as it stands."""
        return self._seen

    @property
    def of(self) -> tuple[Record, int] | None:
        """Give the record and the place of the attachment in it."""
        return (self._seen.record, self.index) if self._seen is not None else None

    def changed(self) -> None:
        """Show anew what was chosen."""
        if self.choosing.choice is not None:
            self.hinting.waiting = None
        self._tell()

    def _marks_of(self, seen: Seen) -> list[tuple[DecisionId, Target]]:
        return [(one.id, one.target) for one in seen.standing.redactions]

    def _want(self) -> None:
        room, of, seen = self._room.now(), self.of, self._seen
        if room is None or of is None or seen is None or not self.count or not self._width:
            return
        numbers = [n for n in self._sight if n <= self.count] or [self.page]
        if self.page not in numbers:
            numbers = [self.page]
        following = numbers[-1] + 1
        ahead = 1 if following <= self.count else 0
        self.looked.update(numbers)
        asked = [self._asked(seen, n) for n in (*numbers, *[following][:ahead])]
        read = self.count if self.opened is not None and self.opened.read else 0
        self.drawn.want(room, of, asked, ahead, read)

    def _asked(self, seen: Seen, number: int) -> PageAsked:
        marks = on_page(seen.standing, self.index, number) if self.burned else ()
        return PageAsked(number, self._width, marks or None)

    def _ask_facts(self) -> None:
        room, of = self._room.now(), self.of

        def came(facts: DeskFacts) -> None:
            self.facts = facts
            self.hinting.learned()
            self._tell()

        if room is not None and of is not None:
            self._facts_of.ask(lambda: room.facts(of[0]), came, self._trouble)

    def _bad(self, error: AppError) -> None:
        self.opened = OpenedPages(note=str(error))
        self._tell()

    def _trouble(self, error: AppError) -> None:
        self._stands.say(str(error))

    def _tell(self) -> None:
        seen = self._seen
        if not self.is_open or seen is None:
            return
        attachment = seen.record.attachments[self.index]
        kind = kind_in_words(attachment.media_type, attachment.name)
        self._state = state_of(self, Told(seen, attachment, kind))
        self._show(self._state)


def _nothing() -> None:
    """Stand where nothing is left to do."""
