"""What the review page asks of the vault, beside the window. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.documents.images import Cleaner
from app.domain.decisions import Decline, Disposition, Done
from app.domain.ids import RecordId
from app.domain.records import Attachment, Record
from app.domain.redaction import SpanTarget
from app.domain.requests import Request
from app.errors import AppError, ChildFailed
from app.jobs.isolated import Child
from app.ui.pages.review.matching import MatchList, others_of, rows_of
from app.ui.pages.review.showing import kind_name, queue_row
from app.ui.rows import Row
from app.ui.wording import count
from app.vault.folder import Vault
from app.workflow.count_review import outcomes
from app.workflow.decide import Decider
from app.workflow.find_words import Match
from app.workflow.review import ReviewRoom, Sight

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
    """

    def __init__(self, vault: Vault, request: Request, who: str, zone: str) -> None:
        self.request = request
        self._vault = vault
        self._zone = zone
        self._room = ReviewRoom(vault, request)
        self._decider = Decider(vault, request, who)
        self._looker = Decider(vault, request, who)
        self._cleaner = Cleaner(Child())

    def outcomes(self) -> dict[RecordId, Disposition | None]:
        """Say how every record stands."""
        return outcomes(self._vault, self.request)

    def look(self, record: RecordId) -> Sight:
        """Give one record with all that is around it."""
        return self._room.look(record)

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

    def same_words(
        self, record: RecordId, target: SpanTarget, codes: tuple[str, ...]
    ) -> MatchList | None:
        """Find the same words elsewhere in the request, where they are not withheld yet."""
        found = self._looker.same_words(record, target)
        with self._vault.read() as work:
            standings = work.decisions.standings(self.request.id)
        taken = [
            (standing.record, redaction.target)
            for standing in standings.values()
            for redaction in standing.redactions
            if isinstance(redaction.target, SpanTarget)
        ]
        matches = others_of(found, taken)
        if not matches:
            return None
        places = count(len(matches), "other place")
        title = f"The same words stand in {places}, {_records(matches)}"
        return MatchList(title, matches, codes=codes)

    def suggested(self, kind: str, codes: tuple[str, ...]) -> MatchList | None:
        """Find every open suggestion of a kind in the request."""
        matches = tuple(
            Match(record, one.place, one.suggestion.span)
            for record, one in self._room.all_suggestions()
            if str(one.suggestion.kind) == kind
        )
        if not matches:
            return None
        title = f"{count(len(matches), 'suggestion')} of the kind “{kind_name(kind)}”"
        return self.described(MatchList(f"{title}, {_records(matches)}", matches, (), codes, kind))

    def described(self, found: MatchList) -> MatchList:
        """Add what stands around each place."""
        ids = list(dict.fromkeys(match.record for match in found.matches))
        with self._vault.read() as work:
            records = {record.id: record for record in work.records.many(ids)}
        rows = rows_of(found.matches, records, self._zone)
        return MatchList(found.title, found.matches, rows, found.codes, found.kind, open=True)

    def pictures(self, record: Record) -> dict[int, bytes | str]:
        """Draw the record's pictures: clean bytes, or a sentence why one cannot be drawn."""
        found: dict[int, bytes | str] = {}
        for index, attachment in enumerate(record.attachments):
            if len(found) < MOST_PICTURES and self._is_drawn(attachment):
                found[index] = self._picture(attachment)
        return found

    def close(self) -> None:
        """End the process in which pictures are decoded."""
        self._cleaner.close()

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


def declined(matches: Sequence[Match], kind: str) -> Callable[[Decider], Done]:
    """Say of suggestions that they are none, as one act."""
    decisions = [Decline(match.record, match.target, kind) for match in matches]
    sentence = f"{count(len(decisions), 'suggestion')} declined"
    return lambda decider: decider.apply(decisions, sentence)


def _records(matches: Sequence[Match]) -> str:
    return f"in {count(len({match.record for match in matches}), 'record')}"
