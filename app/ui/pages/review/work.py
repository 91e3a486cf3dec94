"""What the review page asks of the vault, beside the window. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.documents.images import Cleaner
from app.domain.audiences import Audience
from app.domain.decisions import Disposition, Done
from app.domain.ids import RecordId
from app.domain.records import Attachment, Record
from app.domain.requests import Request
from app.errors import AppError, ChildFailed
from app.jobs.isolated import Child
from app.ui.pages.review.elsewhere_work import ElsewhereWork
from app.ui.pages.review.group_work import GroupWork
from app.ui.pages.review.showing import queue_row
from app.ui.rows import Row
from app.ui.services import Desk
from app.ui.ways import KeepsSettings
from app.workflow.count_review import outcomes
from app.workflow.decide import Decider
from app.workflow.gather_suggestions import used_codes
from app.workflow.layering import Layering
from app.workflow.page_likeness import PageLikeness
from app.workflow.proposing import Proposing
from app.workflow.review import ReviewRoom, Sight
from app.workflow.suggesting import Suggesting

T = TypeVar("T")

MOST_PICTURES = 12
LARGEST_PICTURE = 40_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one act came to.

    Attributes:
        touched: the records it changed, as far as the clerk must be taken to them.
    """

    done: Done | None
    recent: tuple[str, ...]
    touched: tuple[RecordId, ...] = ()


class Work:
    """The verbs of one request under review; each method runs in a reader's thread.

    Those that decide must run one after another, since the decider reads its log on.

    Attributes:
        audience: for whom records are looked at.
        layering: what is decided for one audience alone.
    """

    def __init__(self, desk: Desk, request: Request, settings: KeepsSettings) -> None:
        vault, zone = desk.vault, settings.now.zone
        self.request = request
        self._vault = vault
        self._zone = zone
        self._room = ReviewRoom(vault, request, desk.words)
        self._decider = Decider(vault, request, desk.who)
        self.audience = Audience.PUBLIC
        self.layering = Layering(vault, self._decider)
        self._cleaner = Cleaner(Child())
        self._pages = Child()
        pages = PageLikeness(vault, self._pages)
        self.elsewhere = ElsewhereWork(desk, request, zone, pages)
        self.groups = GroupWork(vault, request, self._room, settings)
        self.proposing = Proposing(desk.law.get(request.details.jurisdiction).exemptions)

    def begin(self) -> Result:
        """Learn under what each kind was withheld until now, and make ready for questions."""
        self.elsewhere.make_ready()
        used = used_codes(self._vault, self.request, self._room.suggesting())
        self.proposing.learn(used)
        return self.do(lambda _: None)

    def outcomes(self) -> dict[RecordId, Disposition | None]:
        """Say how every record stands."""
        return outcomes(self._vault, self.request)

    def look(self, record: RecordId) -> Sight:
        """Give one record with all that is around it."""
        return self._room.look(record, audience=self.audience)

    def suggesting(self) -> Suggesting:
        """Give what is suggested now."""
        return self._room.suggesting()

    def first_suggested(self, ids: Sequence[RecordId]) -> RecordId | None:
        """Give the first of some records in which a suggestion is open."""
        return self._room.first_suggested(ids)

    def rows(self, ids: Sequence[RecordId]) -> list[Row]:
        """Give lines of the queue."""
        return [queue_row(row, self._zone) for row in self._room.rows(list(ids))]

    def do(self, act: Callable[[Decider], Done | None]) -> Result:
        """Decide something."""
        done = act(self._decider)
        return Result(done, tuple(self._decider.recent_codes()))

    def take_back(self, act: Callable[[Decider], Done | None]) -> Result:
        """Undo or do again; tells which records it touched."""
        done = act(self._decider)
        touched: tuple[RecordId, ...] = ()
        if done is not None:
            with self._vault.read() as work:
                entries = work.decisions.group(done.group)
            found = (getattr(entry.decision, "record", None) for entry in entries)
            touched = tuple(dict.fromkeys(one for one in found if one is not None))
        return Result(done, tuple(self._decider.recent_codes()), touched)

    def pictures(self, record: Record) -> dict[int, bytes | str]:
        """Draw the record's pictures: clean bytes, or a sentence why one cannot be drawn."""
        found: dict[int, bytes | str] = {}
        for index, attachment in enumerate(record.attachments):
            if len(found) < MOST_PICTURES and self._is_drawn(attachment):
                found[index] = self._picture(attachment)
        return found

    def close(self) -> None:
        """End the processes in which pictures and pages are opened."""
        self._cleaner.close()
        self._pages.close()
        self.groups.close()

    def _is_drawn(self, attachment: Attachment) -> bool:
        has_bytes = bool(attachment.blob) and attachment.size <= LARGEST_PICTURE
        return has_bytes and self._cleaner.draws(attachment.media_type)

    def _picture(self, attachment: Attachment) -> bytes | str:
        try:
            data = self._vault.blobs.read(attachment.blob)
            return self._cleaner.clean(data, attachment.media_type).data
        except ChildFailed as failure:
            return failure.reason
        except AppError as error:
            return error.what
