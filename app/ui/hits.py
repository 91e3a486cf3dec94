"""Hands the hits of a search from one page to another, as the word a page is sent with. No Qt."""

from __future__ import annotations

import json

from app.domain.ids import RecordId
from app.workflow.gather_records import Sought

_BEGINS = "hits "


def subject_of(sought: Sought) -> str:
    """Give the word with which a page is sent to decide on these hits."""
    return _BEGINS + json.dumps([sought.typed, sought.stems, list(sought.marked)])


def sought_in(subject: str) -> Sought | None:
    """Give the search that a page was sent with; None where it was sent for something else."""
    if not subject.startswith(_BEGINS):
        return None
    typed, stems, marked = json.loads(subject.removeprefix(_BEGINS))
    return Sought(typed, stems, tuple(RecordId(one) for one in marked))
