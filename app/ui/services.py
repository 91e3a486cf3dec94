"""What the window is given at the start, and what an opened vault offers it. No PySide6."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.columns import ColumnMapping, KeptMapping
from app.domain.deadlines import Deadline
from app.domain.exemptions import Exemption, Jurisdiction
from app.domain.ids import RecordId, RequestId, SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.requests import NewRequest, Request
from app.domain.sources import Source, SourceProblem
from app.domain.steps import Facts
from app.jobs.events import Event, Job
from app.settings.policy import Policy

if TYPE_CHECKING:
    from app.vault.folder import Vault
    from app.workflow.import_export import Recognised, Unrecognised
    from app.workflow.keep_requests import RequestRow
    from app.workflow.known_words import KnownWords
    from app.workflow.law import Library
    from app.workflow.map_columns import TablePreview


class KeepsRequests(Protocol):
    """The requests of a vault."""

    def rows(self) -> list[RequestRow]:
        """List every request with its deadline and what is left."""

    def new(self, details: NewRequest) -> Request:
        """Enter a request; raises AppError where the number is taken."""

    def change(self, request: RequestId, details: NewRequest) -> Request:
        """Change what was typed of a request."""

    def close(self, request: RequestId) -> None:
        """Say that a request is answered."""

    def reopen(self, request: RequestId) -> None:
        """Take a closed request up again."""

    def get(self, number: str) -> Request:
        """Find a request by the office's number."""

    def deadline(self, details: NewRequest) -> Deadline:
        """Find the day by which the law wants an answer, with its steps."""

    def add(self, request: RequestId, records: Sequence[RecordId], how: str) -> int:
        """Put records into a request; says how many were new to it."""

    def add_with_neighbours(
        self, request: RequestId, records: Sequence[RecordId], around: int
    ) -> int:
        """Put records into a request with ``around`` messages before and after each."""

    def remove(self, request: RequestId, records: Sequence[RecordId]) -> int:
        """Take records out of a request; refused where one has a decision."""

    def facts(self, request_id: RequestId | None) -> Facts:
        """Count what the guide needs to know."""


class ImportsExport(Job, Protocol):
    """The job that imports one export."""

    @property
    def already_held(self) -> bool:
        """Say whether the same export was imported before, so that nothing was added."""

    @property
    def result(self) -> Source:
        """Give the source."""


class CountsJob(Job, Protocol):
    """A job that says how much it did."""

    @property
    def result(self) -> int:
        """Count the files that were read, or the pairs that were found."""


class KeepsSources(Protocol):
    """The sources of a vault, and how exports become sources."""

    def all(self) -> list[Source]:
        """List every source."""

    def problems(self, source: SourceId, kind: str, offset: int, limit: int) -> list[SourceProblem]:
        """List items that are no records, or are odd, with the reason."""

    def count_problems(self, source: SourceId, kind: str) -> int:
        """Count them."""

    def look_at(self, paths: tuple[Path, ...]) -> list[Recognised | Unrecognised]:
        """Say what chosen or dropped files are."""

    def table(
        self, paths: tuple[Path, ...], mapping: ColumnMapping | None, zone: str
    ) -> TablePreview:
        """Show files as a table by a mapping, or by the one that is proposed for it.

        Raises AppError where it is none.
        """

    def as_table(self, paths: tuple[Path, ...], mapping: ColumnMapping) -> Recognised:
        """Give files that shall be read as a table by a mapping."""

    def as_paper(self, paths: tuple[Path, ...]) -> Recognised:
        """Give files that shall be taken as documents."""

    def mappings(self) -> list[KeptMapping]:
        """List the mappings that are kept."""

    def keep_mapping(self, name: str, headings: tuple[str, ...], mapping: ColumnMapping) -> None:
        """Keep a mapping by a name; raises AppError for none."""

    def importing(
        self,
        export: Recognised,
        custodian: str,
        zone: str,
        *,
        keep_export: bool,
        own: tuple[str, ...] = (),
    ) -> ImportsExport:
        """Make the job that imports an export; ``own`` are the custodian's own addresses."""

    def going_on(self, source: Source) -> ImportsExport:
        """Make the job that goes on with an import."""

    def save_account(self, source: SourceId, path: Path) -> None:
        """Write the account of a source as CSV."""

    def files_read(self) -> dict[SourceId, FilesRead]:
        """Count the files with pages or pictures of each source by how they were read."""

    def reading_words(self, source: SourceId, languages: Languages) -> CountsJob:
        """Make the job that recognises the words of a source's pages and pictures."""

    def linking_near_copies(self) -> CountsJob:
        """Make the job that finds the near-copies of all records."""


class KnowsLaw(Protocol):
    """The library of laws that the program ships."""

    def get(self, code: str) -> Jurisdiction:
        """Give a jurisdiction."""

    def codes(self) -> tuple[tuple[str, str], ...]:
        """List the jurisdictions, code and name."""

    def find(self, code: str, words: str) -> list[Exemption]:
        """Find exemptions in plain words, best first; all of them for no words."""


class RunsJobs(Protocol):
    """The lane in which long work runs, one job after another."""

    def submit(self, job: Job, tell: Callable[[Event], None]) -> StopsJob:
        """Queue a job; ``tell`` is called in the lane's own thread."""

    def close(self) -> None:
        """Stop at the next safe place and end; waits."""


class StopsJob(Protocol):
    """One job that was handed over."""

    def stop(self) -> None:
        """Ask it to stop at its next safe place."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened vault with the verbs over it; closed when the window is locked.

    Attributes:
        vault, library: for the verbs of ``app.workflow`` that a page makes for one request.
        words: the vault's words for near spellings, read once; None where each reads its own.
        close: closes the vault; the lane must have ended before.
        warm: loads what later pages need; runs beside the window after it is shown.
        spare: called when all that stays is built, so that nothing looks through it again.
    """

    name: str
    who: str
    vault: Vault
    requests: KeepsRequests
    sources: KeepsSources
    law: KnowsLaw
    library: Library
    lane: RunsJobs
    close: Callable[[], None]
    today: Callable[[], dt.date]
    words: KnownWords | None = None
    warm: Callable[[], None] = lambda: None
    spare: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class FreshDesk:
    """A desk over a vault that was just made, and the key that is shown once."""

    desk: Desk
    recovery_key: str

    def __repr__(self) -> str:
        return "FreshDesk()"


class OpensVaults(Protocol):
    """How vaults are opened and made; each takes a moment and runs beside the window."""

    def unlock(self, path: Path, passphrase: str, who: str) -> Desk:
        """Open a vault."""

    def recover(self, path: Path, recovery_key: str, passphrase: str, who: str) -> Desk:
        """Open a vault whose passphrase is lost, and give it a new passphrase."""

    def create(self, path: Path, passphrase: str, who: str) -> FreshDesk:
        """Make an empty vault and open it."""

    def sample(self, tell: Callable[[str], None]) -> Desk:
        """Make the sample vault in a folder that goes away, and open it.

        ``tell`` is told each step in words, in the thread in which it is made.
        """


@dataclass(frozen=True, slots=True)
class Services:
    """What the window is given at the start.

    Attributes:
        settings_path: file in which the settings are kept.
        log_folder: folder of the log, told in the crash dialog; None for no log.
        vault_folder: where new vaults are offered to be kept.
        start_with: vault named on the command line.
        policy: what an IT department fixed on this computer.
    """

    vaults: OpensVaults
    settings_path: Path
    vault_folder: Path
    log_folder: Path | None = None
    start_with: Path | None = None
    policy: Policy = field(default_factory=Policy)
