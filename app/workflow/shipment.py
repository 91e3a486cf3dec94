"""Writes every file of a delivery into its target, each checked before it is written."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from app.delivery import front_page, rsmf
from app.delivery.archive import Target
from app.delivery.entries import Enclosure, Entry, day_of
from app.delivery.hashes import LIST, Sums
from app.delivery.index import Indexes
from app.delivery.load_file import LoadFile, PageImage, Written
from app.delivery.log import Logs
from app.delivery.names import plain_name
from app.documents.page_images import PageImages
from app.domain.certificate import Certified, CertifiedFile
from app.domain.ids import BlobName
from app.domain.packets import Layout, Order, PacketRecipe
from app.domain.redacted import RedactedRecord
from app.domain.requests import Request
from app.errors import AppError, ChildFailed, PacketNotClean, PacketRefused
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.packet.bates import bates_number
from app.packet.checks.folder import IN_FULL, DeliveredFile, FolderCheck
from app.vault.folder import Vault
from app.workflow.certify import CertificateWishes, certify, files_of
from app.workflow.enclose import EnclosedFile, Encloser, Natives, Permitted
from app.workflow.kept_sheets import Tools
from app.workflow.packet_recipe import CHANGED, PacketWishes, RecipeMaker, Stream
from app.workflow.page_runs import PageRuns, names_of, page_runs
from app.workflow.verified import Verified

_TOLD_EVERY = 25
_AT_ONCE = 8
_LETTER, _LOG = "Letter", "Exemption log"


class Wishes(Protocol):
    """What the shipment asks of :class:`app.workflow.deliver.DeliveryWishes`."""

    @property
    def index(self) -> frozenset[str]:
        """Give the formats of the index."""

    @property
    def log(self) -> frozenset[str]:
        """Give the formats of the exemption log."""

    @property
    def attachments(self) -> bool:
        """Say whether attachments are files of their own."""

    @property
    def natives(self) -> bool:
        """Say whether originals leave."""

    @property
    def permitted(self) -> Permitted:
        """Give what may hide in originals."""

    @property
    def load_file(self) -> bool:
        """Say whether there is a load file."""

    @property
    def rsmf(self) -> bool:
        """Say whether conversations are written as RSMF."""

    @property
    def certificate(self) -> bool:
        """Say whether a signed certificate lies beside."""

    def laid_out(self) -> PacketWishes:
        """Give the packet's wishes."""

    def layout_of_files(self) -> Layout:
        """Give the layout by which attachments are drawn."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a shipment works with."""

    vault: Vault
    request: Request
    maker: RecipeMaker
    tools: Tools
    child: Child


class Shipment:
    """Writes one delivery; holds one file at a time.

    Attributes:
        sums: hashes of all files so far.
        packet_names: names of the packet's files within the delivery.
        certified: the certificate, where one was made.
    """

    def __init__(self, bench: Bench, wishes: Wishes, packet: Verified, target: Target) -> None:
        self._bench = bench
        self._wishes = wishes
        self._packet = packet
        self._target = target
        self._check = FolderCheck(packet.unsaid, IN_FULL, _own_files(bench.request, wishes))
        self._load = LoadFile() if wishes.load_file else None
        self._files: dict[str, BlobName] = {}
        self._drafts = bench.vault.new_drafts() if wishes.rsmf else None
        self._enclosed: dict[int, tuple[str, ...]] = {}
        self.sums = Sums()
        self.certified: Certified | None = None
        self.packet_names = names_of(packet)

    def steps(self) -> Generator[Progress, None, None]:
        """Write everything; the list of hashes comes last."""
        try:
            yield from self._packet_files()
            yield from self._records()
            yield from self._images()
            yield from self._conversations()
        finally:
            if self._drafts is not None:
                self._drafts.drop()
        self._put("READ ME.txt", self._front_page())
        self._write(LIST, self.sums.listed())
        if self._wishes.certificate:
            self._certify()

    # What is written

    def _packet_files(self) -> Iterator[Progress]:
        for name, part in zip(self.packet_names, self._packet.parts, strict=True):
            data = part.read()
            if self._put(name, data) != part.sha256:
                raise PacketNotClean("The packet changed after it was verified.", "Build it again.")
            yield self._told("Packet written")

    def _records(self) -> Iterator[Progress]:
        """Write what is told of each record, with the files of its attachments."""
        stream = self._stream()
        dated, scratch = stream.head.dated, self._target.scratch
        indexes = Indexes(self._wishes.index, _titled(stream.head), dated, scratch)
        logs = Logs(self._wishes.log, dated, scratch)
        try:
            yield from self._listed(stream, indexes, logs)
        finally:
            indexes.close()
            logs.close()

    def _listed(self, stream: Stream, indexes: Indexes, logs: Logs) -> Iterator[Progress]:
        runs = page_runs(self._packet, self.packet_names, stream.head.bates_prefix)
        encloser = self._encloser(stream)
        self._matter(_LETTER, runs.before, "\n\n".join(stream.head.letter))
        for done, record in enumerate(stream.records):
            indexes.entry(self._entry(record, encloser, runs))
            if done % _TOLD_EVERY == 0:
                yield self._told("Records listed", done)
        for run in runs.behind:
            self._matter(_LOG, run, "")
        self._put_all(logs.files(self._packet.built.log, self._parts_by_number()))
        parts = front_page.what_lies_where([*self._names_to_come(), *indexes.names])
        self._put_all(indexes.files(parts))

    def _entry(self, record: RedactedRecord, encloser: Encloser, runs: PageRuns) -> Entry:
        """Write the files of one record."""
        enclosures, files = encloser.enclose(record)
        for file in files:
            self._put_enclosed(record, file)
        if self._wishes.rsmf:
            self._enclosed[record.number] = tuple(one.file for one in enclosures)
        entry = self._shown(Entry(record, runs.of_record(record.number), tuple(enclosures)))
        if self._load is not None:
            self._take_all(self._load.record(entry))
        return entry

    def _images(self) -> Iterator[Progress]:
        """Draw the pages of the verified files for the load file."""
        if self._load is None:
            return
        drawer = PageImages(self._bench.child)
        running = 1
        prefix = self._wishes.laid_out().numbers_prefix
        for part in self._packet.parts:
            data = part.read()
            for first in range(1, part.pages + 1, _AT_ONCE):
                for ending, drawn in _drawn(drawer, data, first):
                    number = bates_number(prefix, running)
                    running += 1
                    self._take(self._load.image(PageImage(number, ending, drawn)))
                yield self._told(f"{running - 1:,} page images")
        self._take_all(self._load.lists())

    def _conversations(self) -> Iterator[Progress]:
        """Write each conversation day by day; its records are read again, in that order."""
        if not self._wishes.rsmf:
            return
        stream = self._stream(Order.CONVERSATION)
        runs = page_runs(self._packet, self.packet_names, stream.head.bates_prefix)
        talk = (record for record in stream.records if rsmf.has_talk(record))
        for (thread, _), records in groupby(talk, lambda one: (one.thread, day_of(one))):
            entries = tuple(
                Entry(record, runs.of_record(record.number), self._named(record))
                for record in records
            )
            collection = f"{plain_name(stream.head.number)}-C{thread:06d}"
            data = rsmf.write(rsmf.Slice(collection, entries, self._kept))
            self._put(rsmf.file_name(entries[0].record), data)
            yield self._told("Conversations written")

    def _front_page(self) -> bytes:
        head = self._wishes.laid_out().letterhead
        proof = ["certificate.json"] if self._wishes.certificate else []
        names = [*self.sums.names, LIST, *proof]
        whom = self._packet.made_for
        return front_page.page(self._bench.request.number, head.department, names, whom)

    def _certify(self) -> None:
        """Write the certificate, which proves itself; it covers the list of hashes too."""
        packet, bench = self._packet, self._bench
        files = files_of(packet, self.packet_names)
        listed = CertifiedFile(LIST, self.sums.hash_of(LIST), self.sums.size_of(LIST))
        layout = self._wishes.laid_out().layout
        wishes = CertificateWishes(layout.zone, layout.page)
        done = certify(bench.vault, bench.request, packet, (*files, listed), wishes)
        self._write("certificate.json", done.json)
        self._write("certificate.pdf", done.pdf)
        self.certified = done

    # What it is made from

    def _stream(self, order: Order | None = None) -> Stream:
        wishes = self._wishes.laid_out()
        layout = self._wishes.layout_of_files()
        layout = replace(layout, order=order or layout.order)
        stream = self._bench.maker.stream(replace(wishes, layout=layout))
        if stream.head.log_position != self._packet.log_position:
            raise PacketRefused(*CHANGED)
        return stream

    def _encloser(self, stream: Stream) -> Encloser:
        wishes, bench = self._wishes, self._bench
        natives = None
        if wishes.natives:
            with bench.vault.read() as work:
                standings = work.layers.standings(
                    bench.request.id, wishes.laid_out().made_for.audience
                )
            natives = Natives(
                bench.vault, bench.tools, standings, self._packet.unsaid, wishes.permitted
            )
        redacted = wishes.attachments or wishes.rsmf
        return Encloser(stream.head, stream.withheld_words, natives, redacted=redacted)

    def _matter(self, kind: str, run: tuple[str, ...], text: str) -> None:
        if self._load is not None and run:
            self._take_all(self._load.matter(kind, run, text))

    def _shown(self, entry: Entry) -> Entry:
        """Give an entry without files that are in conversations alone."""
        if self._wishes.attachments:
            return entry
        return replace(entry, enclosures=tuple(replace(one, file="") for one in entry.enclosures))

    def _named(self, record: RedactedRecord) -> tuple[Enclosure, ...]:
        names = self._enclosed[record.number]
        return tuple(map(Enclosure, record.attachments, names))

    def _kept(self, name: str) -> bytes:
        return self._drafts.read(self._files[name]) if self._drafts is not None else b""

    def _parts_by_number(self) -> dict[int, str]:
        return {0: self.packet_names[0]} | dict(enumerate(self.packet_names, start=1))

    def _names_to_come(self) -> list[str]:
        later = [LIST]
        later += ["VOL001.dat", "VOL001.opt", "VOL001/"] if self._load is not None else []
        later += ["rsmf/"] if self._wishes.rsmf else []
        later += ["certificate.json"] if self._wishes.certificate else []
        return [*self.sums.names, *later]

    # Writing

    def _put_enclosed(self, record: RedactedRecord, file: EnclosedFile) -> None:
        if self._drafts is not None and not file.is_native and rsmf.has_talk(record):
            self._files[file.name] = self._drafts.keep(file.data)
        if file.is_native or self._wishes.attachments:
            self._put(file.name, file.data, is_native=file.is_native)

    def _take_all(self, files: Iterable[Written]) -> None:
        for file in files:
            self._take(file)

    def _take(self, file: Written) -> None:
        self._put(file.name, file.data)

    def _put_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        for name, data in files:
            self._put(name, data)

    def _put(self, name: str, data: bytes, *, is_native: bool = False) -> str:
        """Check a file, then write it; gives its hash."""
        for found in self._check.look_at(DeliveredFile(name, data, is_native)):
            raise PacketNotClean(
                f"Nothing was delivered, because {name} is not clean. {found.what}",
                "Look at the attachments in review, or deliver without originals.",
            )
        return self._write(name, data)

    def _write(self, name: str, data: bytes) -> str:
        self._target.add(name, data)
        return self.sums.add(name, data)

    def _told(self, note: str, done: int | None = None) -> Progress:
        total = self._packet.tally.found
        return Progress(total if done is None else min(done, total), total, note)


def _titled(head: PacketRecipe) -> str:
    """Give the request's number, with for whom the copy is."""
    return (
        head.number
        if head.made_for.is_public
        else f"{head.number}, copy for {head.made_for.in_words}"
    )


def _own_files(request: Request, wishes: Wishes) -> Iterator[DeliveredFile]:
    """Write the lists that a delivery would have without any record."""
    packet = wishes.laid_out()
    indexes = Indexes(wishes.index, request.number, packet.dated, None)
    logs = Logs(wishes.log, packet.dated, None)
    names = [name for name, _ in front_page.all_parts()]
    head = front_page.page(request.number, packet.letterhead.department, names)
    yield DeliveredFile(front_page.NAME, head)
    for name, data in (*indexes.files(front_page.all_parts()), *logs.files((), {})):
        yield DeliveredFile(name, data)
    if wishes.load_file:
        yield from (DeliveredFile(one.name, one.data) for one in LoadFile().lists())


def _drawn(drawer: PageImages, data: bytes, first: int) -> list[tuple[str, bytes]]:
    try:
        return drawer.draw(data, first, _AT_ONCE)
    except ChildFailed as failure:
        raise AppError(failure.reason, "Deliver without a load file, or in smaller parts.") from (
            failure
        )
