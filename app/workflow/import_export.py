"""Take an export into the vault: recognise, read, store, and account for every item."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from app.documents.text import Extractor
from app.domain.columns import ColumnMapping, mapping_of
from app.domain.ids import SourceId
from app.domain.naming import distinct_names
from app.domain.sources import NewSource, Source, SourceState
from app.errors import AppError, ExportUnreadable
from app.importers import registry
from app.importers.base import Cursor, Export, Importer, ImportOptions, Item, Parsed
from app.importers.export_tree import export_hash, open_export, split
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import Incoming, IncomingRecord
from app.vault.putting import Putting
from app.workflow.join_threads import join_threads
from app.workflow.seal_export import seal_export
from app.workflow.store_attachments import AttachmentStore

BATCH = 1_000
BATCH_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recognised:
    """An export that an importer knows.

    Attributes:
        experimental: the importer was made without a real sample.
        mapping: of the columns, where it is a table and the clerk set them.
    """

    paths: tuple[Path, ...]
    key: str
    label: str
    needs_zone: bool
    name: str
    experimental: bool = False
    mapping: ColumnMapping | None = None


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A file or folder that no importer knows: what was looked for, and what to do."""

    paths: tuple[Path, ...]
    name: str
    what: str
    remedy: str


def look_at(paths: Sequence[Path]) -> list[Recognised | Unrecognised]:
    """Say what the chosen or dropped files are; a folder of several exports gives several."""
    groups = split(paths)
    names = distinct_names([group[0] for group in groups])
    return [_looked_at(group, name) for group, name in zip(groups, names, strict=True)]


def _looked_at(paths: Sequence[Path], name: str) -> Recognised | Unrecognised:
    try:
        importer = registry.recognise(open_export(paths))
    except AppError as error:
        return Unrecognised(tuple(paths), name, error.what, error.remedy)
    return replace(recognised_as(paths, importer), name=name)


def recognised_as(
    paths: Sequence[Path], importer: Importer, mapping: ColumnMapping | None = None
) -> Recognised:
    """Join files with the importer that shall read them."""
    return Recognised(
        tuple(paths),
        importer.key,
        importer.label,
        importer.needs_zone,
        paths[0].name,
        importer.experimental,
        mapping,
    )


class ImportJob:
    """Imports one export; stopped or killed anywhere, it goes on where it stopped.

    Attributes:
        already_held: set when the same export was imported before; nothing is added then.
    """

    def __init__(
        self,
        vault: Vault,
        export: Recognised,
        options: ImportOptions,
        *,
        keep_export: bool = False,
    ) -> None:
        self._vault = vault
        self._what = export
        self._options = options
        self._keep_export = keep_export
        self.already_held = False
        self._source: SourceId | None = None

    @property
    def title(self) -> str:
        """Say what is done."""
        return f"Importing {self._what.name}"

    @property
    def result(self) -> Source:
        """Give the source as it lies in the vault."""
        if self._source is None:
            raise RuntimeError("the import has not begun")
        with self._vault.read() as work:
            return work.sources.get(self._source)

    def steps(self) -> Generator[Progress, None, None]:
        """Hash the export, then read and store it in batches."""
        export = open_export(self._what.paths)
        importer = registry.by_key(self._what.key)
        digest = yield from _hashed(export)
        source = self._begun(export, digest)
        self._source = source.id
        self.already_held = source.state is SourceState.DONE
        if not self.already_held:
            yield from _Reading(self._vault, source, importer, export).steps()
        if self._keep_export and not source.kept:
            yield from seal_export(self._vault, source.id, export)

    def _begun(self, export: Export, digest: str) -> Source:
        mapping = self._what.mapping.as_json if self._what.mapping else ""
        with self._vault.write() as work:
            known = [
                source
                for source in work.sources.all()
                if (source.details.sha256, source.details.format, source.details.mapping)
                == (digest, self._what.key, mapping)
            ]
            if known:
                return known[-1]
            new = NewSource(
                format=self._what.key,
                label=self._what.label,
                name=export.name,
                sha256=digest,
                size=sum(export.size(member) for member in export.members()),
                place="\n".join(str(path) for path in self._what.paths),
                custodian=self._options.custodian,
                zone=self._options.zone,
                own_addresses=self._options.own_addresses,
                mapping=mapping,
            )
            return work.sources.get(work.sources.begin(new))


class ResumeJob(ImportJob):
    """Goes on with an import that was stopped or killed."""

    def __init__(self, vault: Vault, source: Source) -> None:
        details = source.details
        paths = tuple(Path(line) for line in details.place.split("\n"))
        missing = [path.name for path in paths if not path.exists()]
        if missing:
            raise ExportUnreadable(
                f"{missing[0]} is no longer where it was when its import began.",
                "Bring the file or drive back to the same place, then go on; "
                "what was imported so far is kept.",
            )
        options = ImportOptions(details.custodian, details.zone, details.own_addresses)
        importer = registry.by_key(details.format)
        what = recognised_as(paths, importer, _mapping(details))
        super().__init__(vault, replace(what, name=details.name), options)


def unfinished(vault: Vault) -> list[Source]:
    """List the imports that did not come to their end."""
    with vault.read() as work:
        return [source for source in work.sources.all() if source.state is not SourceState.DONE]


def _hashed(export: Export) -> Generator[Progress, None, str]:
    hashing = export_hash(export)
    total = sum(export.size(member) for member in export.members())
    while True:
        try:
            done = next(hashing)
        except StopIteration as end:
            return str(end.value)
        yield Progress(done, max(total, done), "Reading the file")


class _Reading:
    """Reads one export into one source, batch by batch."""

    def __init__(self, vault: Vault, source: Source, importer: Importer, export: Export) -> None:
        self._vault = vault
        self._source = source
        self._importer = importer
        self._export = export
        self._began = time.monotonic()
        self._peak = 0.0

    def steps(self) -> Generator[Progress, None, None]:
        """Store a batch, then yield; the cursor is in the same transaction as its batch."""
        self._set_state(SourceState.RUNNING)
        try:
            yield from self._batches()
            yield from join_threads(self._vault)
        except GeneratorExit:
            self._set_state(SourceState.STOPPED)
            raise
        except AppError as error:
            self._set_state(SourceState.FAILED, error.what)
            raise
        self._finish()

    def _batches(self) -> Generator[Progress, None, None]:
        taken = self._source.taken
        child = Child()
        with Extractor(child) as extractor, Putting(self._vault.blobs) as putting:
            store = AttachmentStore(self._vault, putting, extractor)
            for batch in self._gathered(store, child):
                putting.settle()
                with self._vault.write(durable=False) as work:
                    work.sources.take(self._source.id, batch)
                taken += len(batch)
                self._peak = max(self._peak, _resident_mb())
                yield Progress(taken, None, self._source.details.name)

    def _gathered(self, store: AttachmentStore, child: Child) -> Iterator[list[Incoming]]:
        batch: list[Incoming] = []
        size = 0
        for item in self._items(child):
            batch.append(_incoming(item, store))
            size += store.last_size
            if len(batch) >= BATCH or size > BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _items(self, child: Child) -> Iterator[Item]:
        details = self._source.details
        options = ImportOptions(
            details.custodian, details.zone, details.own_addresses, child, _mapping(details)
        )
        after = Cursor(self._source.taken) if self._source.taken else None
        return registry.read_all(self._importer, self._export, options, after)

    def _set_state(self, state: SourceState, failure: str = "") -> None:
        with self._vault.write() as work:
            work.sources.set_state(self._source.id, state, failure=failure)

    def _finish(self) -> None:
        seconds = time.monotonic() - self._began
        with self._vault.write() as work:
            work.sources.set_state(
                self._source.id,
                SourceState.DONE,
                seconds=seconds,
                peak_rss_mb=max(self._peak, _resident_mb()),
            )
            counts = work.sources.get(self._source.id).counts
            work.audit.append(
                self._vault.who,
                "source.imported",
                source=self._source.id,
                sha256=self._source.details.sha256,
                seen=counts.seen,
                records=counts.records,
                copies=counts.copies,
                unreadable=counts.unreadable,
                ignored=counts.ignored,
            )


def _mapping(details: NewSource) -> ColumnMapping | None:
    return mapping_of(details.mapping) if details.mapping else None


def _incoming(item: Item, store: AttachmentStore) -> Incoming:
    store.last_size = 0
    if isinstance(item, Parsed):
        return IncomingRecord(item, store.kept(item.attachments))
    return item


def _resident_mb() -> float:
    return float(psutil.Process().memory_info().rss) / 1_048_576
