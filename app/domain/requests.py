"""Public-records requests: who asks, for what, since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import RequestId


class Stage(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What a clerk types when a request comes in.

    Attributes:
        number: the office's own number, unique in the vault, for example ``2026-014``.
        received: local date of receipt.
        due: date set by hand; None to take the one that the clock gives.
        after_hours: it arrived while the office was closed: after hours or on a closed day.
    """

    number: str
    requester: str
    received: dt.date
    jurisdiction: str
    text: str = ""
    contact: str = ""
    department: str = ""
    notes: str = ""
    due: dt.date | None = None
    after_hours: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it lies in the vault."""

    id: RequestId
    details: NewRequest
    stage: Stage = Stage.OPEN
    records: int = 0
    undecided: int = 0

    @property
    def number(self) -> str:
        """Give the office's own number."""
        return self.details.number
