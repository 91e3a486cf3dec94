"""What the packet page asks of the vault, beside the window. No PySide6."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.documents.pages import PagePicture, Pages
from app.documents.seals import Seals
from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import KeptPacket, Verdict
from app.domain.redacted import Picture
from app.domain.requests import Request
from app.errors import AppError, ChildFailed
from app.jobs.events import Event, Finished
from app.jobs.isolated import Child
from app.ui.pages.packet.proofs import Proofs
from app.ui.pages.packet.telling import kept_row, outdated
from app.ui.rows import Notice, Row
from app.ui.services import Desk
from app.ui.wording import count
from app.workflow.build_marked import MarkedJob, VerifiedMarked, save_marked
from app.workflow.build_packet import PacketJob, Previewer, Verified, save
from app.workflow.certify import CertificateWishes, save_certificate
from app.workflow.deliver import DeliverJob, DeliveryWishes
from app.workflow.estimate_pages import estimate_pages
from app.workflow.hand_over import refuse_outdated
from app.workflow.joined_names import NOBODY, JoinedNames, names_told
from app.workflow.kept_sheets import tools_in
from app.workflow.look_inside import Inside, Insight
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import Printout, plain_printout, verified_file

SLICE_SECONDS = 0.25
MOST_SEAL_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What the vault says before anything is built.

    Attributes:
        position: the last decision of the log.
        fingerprint: of the key that signs certificates.
        names: what people in the request are called now.
    """

    contents: tuple[str, ...]
    kept: tuple[Row, ...]
    position: int
    fingerprint: str = ""
    names: JoinedNames = NOBODY

    def outdates(self, packet: Verified) -> Notice | None:
        """Say what is no more as a packet tells it; None where all is."""
        return outdated(packet, self.position, self.names)


@dataclass(frozen=True, slots=True)
class Slice:
    """What was found in some attachments; ``after`` are the records still to be looked into."""

    found: tuple[Insight, ...]
    after: tuple[RecordId, ...]


class PacketWork:
    """The verbs of the packet of one request; each method runs in a reader's thread."""

    def __init__(self, desk: Desk, request: Request, zone: str) -> None:
        self.request = request
        self._desk = desk
        self._zone = zone
        self._pages = Pages(Child())
        self._child = Child()
        self._previewer = Previewer(desk.vault, request, desk.library)
        self._tools = tools_in(self._child)
        self._inside = Inside(desk.vault, self._tools)
        self._proofs = Proofs(desk, request)
        self._part: tuple[str, bytes] = ("", b"")

    def look(self, audience: Audience = Audience.PUBLIC) -> Looked:
        """Say what goes in, and what was handed over before."""
        with self._desk.vault.read() as work:
            kept = work.packets.all(self.request.id)
            position = work.decisions.position(self.request.id)
            fingerprint = work.signing.fingerprint
        rows = tuple(kept_row(one, self._zone) for one in reversed(kept))
        names = names_told(self._desk.vault, self.request.id)
        return Looked(self._contents(audience), rows, position, fingerprint, names)

    def estimate(self, wishes: PacketWishes) -> int:
        """Estimate the pages of the packet."""
        desk = self._desk
        return estimate_pages(desk.vault, self.request, desk.library, wishes, self._tools)

    def to_look_into(self) -> tuple[RecordId, ...]:
        """List the records whose attachments leave with them."""
        return tuple(self._inside.records(self.request))

    def look_inside(self, records: tuple[RecordId, ...]) -> Slice:
        """Look into attachments for a moment; what remains is asked for again."""
        end = time.monotonic() + SLICE_SECONDS
        found: list[Insight] = []
        for at, record in enumerate(records, 1):
            found += self._inside.of_record(self.request, record)
            if time.monotonic() >= end:
                return Slice(tuple(found), records[at:])
        return Slice(tuple(found), ())

    def seal(self, path: Path) -> Picture:
        """Read a picture for the letterhead and make it afresh, without anything but pixels."""
        remedy = "Choose a picture such as a PNG or JPEG file."
        try:
            if path.stat().st_size > MOST_SEAL_BYTES:
                raise AppError(f"{path.name} is too large for a letterhead.", remedy)
            untrusted = path.read_bytes()
        except OSError as error:
            raise AppError(f"{path.name} cannot be read.", "Choose another file.") from error
        try:
            return Seals(self._child).clean(untrusted)
        except ChildFailed as failure:
            raise AppError(failure.reason, remedy) from failure

    # Pages

    def preview(self, wishes: PacketWishes, is_wanted: Callable[[], bool]) -> bytes:
        """Build the first pages, to be looked at only; empty once they are not wanted."""
        return self._previewer.first_pages(wishes, is_wanted)

    def draw(self, data: bytes, number: int, width: int) -> PagePicture:
        """Draw a page."""
        try:
            return self._pages.draw(data, number, width)
        except ChildFailed as failure:
            raise AppError(failure.reason, "Save the packet and look at it there.") from failure

    def draw_packet(self, packet: Verified, number: int, width: int) -> PagePicture:
        """Draw a page of a verified packet, counted through all of its files."""
        if not packet.is_several:
            return self.draw(packet.built.data, number, width)
        before = 0
        for part in packet.parts:
            if number <= before + part.pages:
                if self._part[0] != part.sha256:
                    self._part = (part.sha256, part.read())
                drawn = self.draw(self._part[1], number - before, width)
                return replace(drawn, number=number, pages=packet.pages)
            before += part.pages
        raise AppError("There is no such page.", "Turn to another page.")

    def warm(self) -> None:
        """Start the process that draws, so that the first page does not wait for it."""
        self.titles(b"")

    def make_ready(self, wishes: PacketWishes, is_wanted: Callable[[], bool]) -> None:
        """Do once, for nobody, what the first preview would wait for: processes, fonts, queries."""
        self.warm()
        data = self.preview(wishes, is_wanted)
        if data:
            self.draw(data, 1, 1)

    def titles(self, data: bytes) -> tuple[tuple[int, str], ...]:
        """List what begins on which page."""
        try:
            return tuple(self._pages.titles(data))
        except ChildFailed:
            return ()

    # Jobs and files

    def job(self, wishes: PacketWishes) -> PacketJob:
        """Make the job that builds and verifies."""
        return PacketJob(self._desk.vault, self.request, self._desk.library, wishes)

    def marked_job(self, wishes: PacketWishes, marked_for: str) -> MarkedJob:
        """Make the job that builds a marked copy; refused without a recipient."""
        library = self._desk.library
        return MarkedJob(self._desk.vault, self.request, library, wishes, marked_for=marked_for)

    def delivery_job(
        self, wishes: DeliveryWishes, path: Path, packet: Verified | None = None
    ) -> DeliverJob:
        """Make the job that delivers; it builds and proves unless the packet is the right one."""
        job = DeliverJob(self._desk.vault, self.request, self._desk.library, wishes, path)
        if packet is not None:
            job.use(packet)
        return job

    def save(
        self, packet: Verified, path: Path, proof: CertificateWishes | None = None
    ) -> KeptPacket:
        """Write the verified packet to its file or files; on wish its certificate beside it."""
        vault, request = self._desk.vault, self.request
        kept = save(vault, request, packet, path)
        if proof is not None:
            try:
                certified = self._proofs.certificate(packet, proof, kept)
                save_certificate(vault, request, certified, path)
            except AppError as error:
                raise AppError(
                    f"The packet was saved, but not its certificate. {error.what}", error.remedy
                ) from error
        return kept

    def certificate(self, packet: Verified, proof: CertificateWishes) -> Printout:
        """Give the page of the certificate to be printed: that of the last saving, or a new one."""
        page = self._proofs.certificate(packet, proof).pdf
        title = f"{self.request.number} certificate"
        printout = self._paper(title, page, "certificate.printed", proof.page)
        refuse = partial(refuse_outdated, self._desk.vault, self.request, packet)
        return replace(printout, unsaid=packet.unsaid, refuse=refuse)

    def report(self, verdict: Verdict, page: str, unsaid: tuple[str, ...] = ()) -> Printout:
        """Give the report of a verification to be printed."""
        data = self._proofs.report(verdict, page)
        title = f"{self.request.number} verification report"
        return replace(self._paper(title, data, "report.printed", page), unsaid=unsaid)

    def _paper(self, title: str, data: bytes, act: str, page: str) -> Printout:
        printout = plain_printout(self._desk.vault, title, verified_file(data), act)
        return replace(printout, paper=page)

    def save_marked(self, copy: VerifiedMarked, path: Path) -> KeptPacket:
        """Write the verified marked copy to a file."""
        return save_marked(self._desk.vault, self.request, copy, path)

    def close(self) -> None:
        """End the processes in which files are opened and pages are drawn."""
        self._part = ("", b"")
        for one in (self._pages, self._child, self._previewer):
            one.close()

    def _contents(self, audience: Audience) -> tuple[str, ...]:
        with self._desk.vault.read() as work:
            decided = work.outcomes.counts(self.request.id, audience)
        redacted = decided.get(Disposition.REDACT, 0)
        leaving = decided.get(Disposition.RELEASE, 0) + redacted
        withheld = decided.get(Disposition.WITHHOLD, 0)
        with_bars = f", {redacted:,} of them with redactions" if redacted else ""
        lines = [f"{count(leaving, 'record')}{with_bars}"]
        if withheld:
            lines.append(f"{count(withheld, 'slip sheet')} for what is withheld in full")
        return tuple(lines)


def while_at(
    work: PacketWork | None, now: Callable[[], PacketWork | None], told: Callable[[Event], None]
) -> Callable[[Event], None]:
    """Hear of a job as long as its request lies open; a packet of one that was left is dropped."""

    def hear(event: Event) -> None:
        if now() is work:
            told(event)
        elif isinstance(event, Finished) and isinstance(event.result, Verified):
            event.result.drop()

    return hear
