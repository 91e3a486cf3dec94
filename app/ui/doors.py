"""Opens vaults and lays the desk: the verbs of ``app.workflow``, imported when first needed.

Nothing of the database, of search or of documents is imported before a vault is opened, so that
the window stands soon after the program is started. No PySide6.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.columns import ColumnMapping, KeptMapping
from app.domain.exemptions import Exemption, Jurisdiction
from app.domain.ids import SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.sources import Source, SourceProblem
from app.errors import AppError
from app.jobs.runner import Lane
from app.ui.services import CountsJob, Desk, FreshDesk, ImportsExport

if TYPE_CHECKING:
    from app.vault.folder import Vault
    from app.workflow.import_export import Recognised, Unrecognised
    from app.workflow.law import Library
    from app.workflow.map_columns import Columns, TablePreview

EVERY_EXEMPTION = 1000
LATER = (
    "app.workflow.search_records",
    "app.workflow.review",
    "app.workflow.decide",
    "app.workflow.help",
    "app.workflow.check_request",
    "app.workflow.build_packet",
)


MakeSample = Callable[[Callable[[str], None]], "Vault"]


class Doors:
    """Opens vaults."""

    def __init__(self, make_sample: MakeSample, today: Callable[[], dt.date]) -> None:
        self._make_sample = make_sample
        self._today = today

    def unlock(self, path: Path, passphrase: str, who: str) -> Desk:
        """Open a vault with its passphrase."""
        from app.workflow.open_vault import clerk_name, open_with_passphrase

        return self._desk(open_with_passphrase(path, passphrase, who or clerk_name()))

    def recover(self, path: Path, recovery_key: str, passphrase: str, who: str) -> Desk:
        """Open a vault with its recovery key and give it a new passphrase."""
        from app.workflow.open_vault import clerk_name, open_with_recovery_key

        vault = open_with_recovery_key(path, recovery_key, who or clerk_name())
        try:
            vault.change_passphrase(passphrase)
        except BaseException:
            vault.close()
            raise
        return self._desk(vault)

    def create(self, path: Path, passphrase: str, who: str) -> FreshDesk:
        """Make a vault."""
        from app.workflow.open_vault import create

        fresh = create(path, passphrase, who)
        return FreshDesk(self._desk(fresh.vault), fresh.recovery_key)

    def sample(self, tell: Callable[[str], None]) -> Desk:
        """Make the sample vault; ``tell`` is told each step in words."""
        return self._desk(self._make_sample(tell))

    def _desk(self, vault: Vault) -> Desk:
        from app.workflow.keep_requests import Requests
        from app.workflow.known_words import KnownWords
        from app.workflow.law import Library

        library = Library.load()
        spare_the_collector()
        return Desk(
            name=vault.name,
            who=vault.who,
            vault=vault,
            requests=Requests(vault, library, self._today),
            sources=SourceDoor(vault),
            law=LawDoor(library),
            library=library,
            lane=Lane(),
            close=partial(_close, vault),
            today=self._today,
            words=KnownWords(vault),
            warm=_warm,
            spare=spare_the_collector,
        )


def spare_the_collector() -> None:
    """Let Python's garbage collector pass over everything that stays while the vault is open.

    A full collection looks at every object of the program and its libraries with the interpreter
    held: measured 150 ms in the middle of an import, in which the window does not answer.
    """
    gc.freeze()


def _close(vault: Vault) -> None:
    vault.close()
    gc.unfreeze()


class LawDoor:
    """The library, asked the way the pages ask."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def get(self, code: str) -> Jurisdiction:
        """Give a jurisdiction."""
        return self._library.get(code)

    def codes(self) -> tuple[tuple[str, str], ...]:
        """List the jurisdictions, code and name."""
        return tuple((one.code, one.name) for one in self._library.jurisdictions)

    def find(self, code: str, words: str) -> list[Exemption]:
        """Find exemptions in plain words; all of the jurisdiction's for no words."""
        if not words.strip():
            return list(self._library.get(code).exemptions)
        return self._library.find(words, code, EVERY_EXEMPTION)


class SourceDoor:
    """The sources of a vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> list[Source]:
        """List every source."""
        with self._vault.read() as work:
            return work.sources.all()

    def problems(self, source: SourceId, kind: str, offset: int, limit: int) -> list[SourceProblem]:
        """List items that are no records."""
        with self._vault.read() as work:
            return work.sources.problems(source, kind, offset, limit)

    def count_problems(self, source: SourceId, kind: str) -> int:
        """Count them."""
        with self._vault.read() as work:
            return work.sources.count_problems(source, kind)

    def look_at(self, paths: tuple[Path, ...]) -> list[Recognised | Unrecognised]:
        """Say what chosen or dropped files are."""
        from app.workflow.import_export import look_at

        return look_at(paths)

    def table(
        self, paths: tuple[Path, ...], mapping: ColumnMapping | None, zone: str
    ) -> TablePreview:
        """Show files as a table by a mapping, or by the one that is proposed for it."""
        return self._columns().preview(paths, mapping, zone)

    def as_table(self, paths: tuple[Path, ...], mapping: ColumnMapping) -> Recognised:
        """Give files that shall be read as a table by a mapping."""
        return self._columns().recognised(paths, mapping)

    def as_paper(self, paths: tuple[Path, ...]) -> Recognised:
        """Give files that shall be taken as documents."""
        from app.importers.registry import DOCUMENTS
        from app.workflow.import_export import recognised_as

        return recognised_as(paths, DOCUMENTS)

    def mappings(self) -> list[KeptMapping]:
        """List the mappings that are kept."""
        return self._columns().kept()

    def keep_mapping(self, name: str, headings: tuple[str, ...], mapping: ColumnMapping) -> None:
        """Keep a mapping by a name."""
        self._columns().keep(name, headings, mapping)

    def _columns(self) -> Columns:
        from app.workflow.map_columns import Columns

        return Columns(self._vault)

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
        from app.importers.base import ImportOptions
        from app.workflow.import_export import ImportJob

        options = ImportOptions(custodian, zone, own)
        return ImportJob(self._vault, export, options, keep_export=keep_export)

    def going_on(self, source: Source) -> ImportsExport:
        """Make the job that goes on with an import."""
        from app.workflow.import_export import ResumeJob

        return ResumeJob(self._vault, source)

    def files_read(self) -> dict[SourceId, FilesRead]:
        """Count the files with pages or pictures of each source by how they were read."""
        from app.workflow.read_pages import files_read

        return files_read(self._vault)

    def reading_words(self, source: SourceId, languages: Languages) -> CountsJob:
        """Make the job that recognises the words of a source's pages and pictures."""
        from app.jobs.isolated import Child
        from app.workflow.read_pages import PageReader, RecogniseWords

        child = Child()
        reader = PageReader(self._vault, child)
        return RecogniseWords(self._vault, reader, source, languages, closing=child)

    def linking_near_copies(self) -> CountsJob:
        """Make the job that finds the near-copies of all records."""
        from app.workflow.link_near_copies import LinkNearCopies

        return LinkNearCopies(self._vault)

    def save_account(self, source: SourceId, path: Path) -> None:
        """Write the account of a source as CSV."""
        from app.workflow.account import account_csv

        try:
            with path.open("w", encoding="utf-8-sig", newline="") as out:
                account_csv(self._vault, source, out)
        except OSError as reason:
            raise AppError(
                "The account could not be saved there.",
                "Choose another folder, and close the file if a spreadsheet has it open.",
            ) from reason


def _warm() -> None:
    """Import what search, review and packet need, so that no first visit to a page waits."""
    for name in LATER:
        import_module(name)
