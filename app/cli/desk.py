"""What every command that opens a vault needs: the vault, the law, who and today."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.cli.output import Output
from app.cli.secret import passphrase
from app.domain.requests import Request
from app.jobs.events import Job
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.open_vault import clerk_name, open_with_passphrase
from app.workflow.search_records import Searcher
from app.workflow.show_times import local_today

DEFAULT_ZONE = "America/New_York"


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened vault and what stands around it."""

    vault: Vault
    law: Library
    requests: Requests
    searcher: Searcher
    who: str

    def request(self, number: str) -> Request:
        """Find a request by the office's number."""
        return self.requests.get(number)


@contextmanager
def opened(options: Namespace) -> Iterator[Desk]:
    """Open the vault that a command names, and close it again."""
    who = clerk_name()
    secret = passphrase(options.passphrase_file)
    vault = open_with_passphrase(Path(options.vault), secret, who)
    try:
        yield desk_over(vault, who, getattr(options, "days_of", DEFAULT_ZONE))
    finally:
        vault.close()


def desk_over(vault: Vault, who: str, zone: str = DEFAULT_ZONE) -> Desk:
    """Put a desk around a vault that is open already."""
    law = Library.load()
    return Desk(vault, law, Requests(vault, law, local_today), Searcher(vault, zone), who)


def finished(job: Job, output: Output) -> object:
    """Run a job here and now, telling how far it is."""
    return finish(job, output.tell)
