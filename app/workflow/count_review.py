"""Say how every record of a request stands, all at once; for lists and progress."""

from __future__ import annotations

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.requests import Request
from app.vault.folder import Vault
from app.vault.work import Work


def outcomes(vault: Vault, request: Request) -> dict[RecordId, Disposition | None]:
    """Give what will happen to each record, oldest first; None where nothing is decided."""
    with vault.read() as work:
        return outcomes_in(work, request)


def outcomes_in(work: Work, request: Request) -> dict[RecordId, Disposition | None]:
    """Give the same within a transaction."""
    undecided = dict.fromkeys(work.requests.record_ids(request.id))
    return {**undecided, **work.outcomes.decided(request.id)}
