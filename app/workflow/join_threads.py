"""Join mails of all sources into threads: at the end of an import, and for older vaults."""

from __future__ import annotations

from collections.abc import Generator

from app.jobs.events import Progress
from app.vault.folder import Vault


def join_threads(vault: Vault) -> Generator[Progress, None, int]:
    """Bring the threads of a vault up to date; gives how many mails stand elsewhere than before.

    Whatever was stopped before goes on where it stopped. Nothing is done where nothing came in.
    """
    with vault.read() as work:
        total, is_behind = work.threads.to_gather(), work.threads.is_behind
    left = total
    while left:
        with vault.write() as work:
            work.threads.gather()
            left = work.threads.to_gather()
        is_behind = True
        yield Progress(total - left, total, "Joining mail threads")
    if not is_behind:
        return 0
    with vault.write() as work:
        return work.threads.join()
