"""Keep the requests: take in, fill with records, know what is due and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.audiences import MadeFor
from app.domain.deadlines import Deadline, business_days_left, due_date
from app.domain.ids import RecordId, RequestId
from app.domain.packets import KeptPacket
from app.domain.requests import NewRequest, Request, Stage
from app.domain.steps import Facts
from app.errors import AppError
from app.vault.folder import Vault
from app.workflow.check_request import blocking
from app.workflow.gaps import OPEN_GAPS
from app.workflow.law import Library
from app.workflow.made_for import is_requester
from app.workflow.second_reading import OF_READER

SOON = 5


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the list of requests.

    Attributes:
        days_left: business days until it is due, negative when overdue.
        stage_word: ``Sources``, ``Search``, ``Review``, ``Packet`` or ``Closed``.
    """

    request: Request
    deadline: Deadline
    days_left: int
    stage_word: str
    undecided: int


class Requests:
    """The requests of one vault."""

    def __init__(self, vault: Vault, law: Library, today: Callable[[], dt.date]) -> None:
        self._vault = vault
        self._law = law
        self._today = today

    def new(self, details: NewRequest) -> Request:
        """Take in a request; its number must be new in this vault."""
        wanted = _tidy(details)
        self._law.get(wanted.jurisdiction)
        with self._vault.write() as work:
            if work.requests.by_number(wanted.number) is not None:
                raise AppError(
                    f"There is already a request with the number {wanted.number}.",
                    "Give this one another number.",
                )
            request = work.requests.add(wanted)
            work.audit.append(self._vault.who, "request.entered", request=request.id)
        return request

    def change(self, request: RequestId, details: NewRequest) -> Request:
        """Put right what was typed."""
        wanted = _tidy(details)
        self._law.get(wanted.jurisdiction)
        with self._vault.write() as work:
            other = work.requests.by_number(wanted.number)
            if other is not None and other.id != request:
                raise AppError(
                    f"There is already a request with the number {wanted.number}.",
                    "Give this one another number.",
                )
            work.requests.update(request, wanted)
            work.audit.append(self._vault.who, "request.changed", request=request)
        return self.get(wanted.number)

    def close(self, request: RequestId) -> None:
        """Close a request that was answered."""
        with self._vault.write() as work:
            work.requests.close(request)
            work.audit.append(self._vault.who, "request.closed", request=request)

    def reopen(self, request: RequestId) -> None:
        """Take a closed request up again."""
        with self._vault.write() as work:
            work.requests.reopen(request)
            work.audit.append(self._vault.who, "request.reopened", request=request)

    def get(self, number: str) -> Request:
        """Find a request by the office's number."""
        with self._vault.read() as work:
            found = work.requests.by_number(number)
        if found is None:
            raise AppError(
                f"There is no request with the number {number}.",
                "Look the number up in the list of requests.",
            )
        return found

    def rows(self) -> list[RequestRow]:
        """List all requests, the most pressing first."""
        with self._vault.read() as work:
            requests = work.requests.all()
        rows = [self._row(request) for request in requests]
        return sorted(rows, key=lambda row: (row.request.stage is Stage.CLOSED, row.deadline.due))

    def deadline(self, details: NewRequest) -> Deadline:
        """Say when an answer is due and how that was found."""
        law = self._law.get(details.jurisdiction)
        holidays = self._law.holidays_of(law.code)
        found = due_date(details.received, law, holidays, while_closed=details.after_hours)
        if details.due is None:
            return found
        by_hand = f"The due date {details.due.isoformat()} was set by hand."
        return replace(found, due=details.due, steps=(*found.steps, by_hand))

    def days_left(self, details: NewRequest) -> int:
        """Count business days from today to the due date; negative when it has passed."""
        holidays = self._law.holidays_of(details.jurisdiction)
        return business_days_left(self._today(), self.deadline(details).due, holidays)

    def add(self, request: RequestId, records: Sequence[RecordId], how: str) -> int:
        """Put records into a request; says how many were new to it."""
        with self._vault.write() as work:
            added = work.requests.add_records(request, records, how)
            work.audit.append(self._vault.who, "request.filled", request=request, added=added)
        return added

    def add_with_neighbours(
        self, request: RequestId, records: Sequence[RecordId], around: int
    ) -> int:
        """Put records into a request with ``around`` messages before and after each."""
        wanted: dict[RecordId, None] = {}
        with self._vault.read() as work:
            for record in records:
                wanted.update(dict.fromkeys(work.records.neighbours(record, around, around)))
        return self.add(request, list(wanted), f"search with {around} around each")

    def remove(self, request: RequestId, records: Sequence[RecordId]) -> int:
        """Take records out of a request; the vault keeps them."""
        with self._vault.write() as work:
            removed = work.requests.remove_records(request, records)
            work.audit.append(self._vault.who, "request.emptied", request=request, removed=removed)
        return removed

    def facts(self, request_id: RequestId | None) -> Facts:
        """Count what the guide needs to know."""
        with self._vault.read() as work:
            sources = len(work.sources.all())
            held = work.records.count()
            if request_id is None:
                return Facts(sources=sources, records_held=held)
            request = work.requests.get(request_id)
            kept = work.packets.all(request_id)
            packets = sum(1 for packet in kept if _answers(request, packet))
        kinds = blocking(self._vault, request, self._law)
        return Facts(
            request_open=True,
            sources=sources,
            records_held=held,
            in_request=request.records,
            undecided=request.undecided,
            findings=kinds.total(),
            packets=packets,
            unread=sum(kinds[one] for one in OF_READER),
            gaps=kinds[OPEN_GAPS],
        )

    def _row(self, request: Request) -> RequestRow:
        return RequestRow(
            request,
            self.deadline(request.details),
            self.days_left(request.details),
            _stage_word(request),
            request.undecided,
        )


def _stage_word(request: Request) -> str:
    if request.stage is Stage.CLOSED:
        return "Closed"
    if not request.records:
        return "Search"
    return "Review" if request.undecided else "Packet"


def _tidy(details: NewRequest) -> NewRequest:
    """Refuse what cannot be kept, and trim the rest."""
    number, requester = " ".join(details.number.split()), details.requester.strip()
    if not number:
        raise AppError("The request has no number.", "Give it the number your office uses.")
    if not requester:
        raise AppError(
            "The request does not say who asks.",
            "Enter the requester's name, or “anonymous” where the law allows it.",
        )
    return replace(details, number=number, requester=requester)


def _answers(request: Request, packet: KeptPacket) -> bool:
    """Say whether a packet went to who asked: neither a marked copy nor one for somebody else."""
    whom = MadeFor(packet.audience, packet.made_for)
    return not packet.marked_for and (whom.is_public or is_requester(request, whom))
