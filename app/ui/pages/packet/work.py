"""What the packet page asks of the vault, beside the window. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.documents.pages import PagePicture, Pages
from app.domain.decisions import Disposition
from app.domain.packets import KeptPacket
from app.domain.requests import Request
from app.errors import AppError, ChildFailed
from app.jobs.isolated import Child
from app.ui.rows import Cell, Row, Tone
from app.ui.services import Desk
from app.ui.sheet import short_moment
from app.ui.wording import count
from app.workflow.build_packet import PacketJob, Verified, preview, refuse_outdated, save
from app.workflow.count_review import outcomes
from app.workflow.note_printing import note_printing
from app.workflow.packet_recipe import PacketWishes


@dataclass(frozen=True, slots=True)
class Looked:
    """What the vault says before anything is built.

    Attributes:
        position: the last decision of the log.
    """

    contents: tuple[str, ...]
    kept: tuple[Row, ...]
    position: int


class PacketWork:
    """The verbs of the packet of one request; each method runs in a reader's thread."""

    def __init__(self, desk: Desk, request: Request, zone: str) -> None:
        self.request = request
        self._desk = desk
        self._zone = zone
        self._pages = Pages(Child())

    def look(self) -> Looked:
        """Say what goes in, and what was handed over before."""
        with self._desk.vault.read() as work:
            kept = work.packets.all(self.request.id)
            position = work.decisions.position(self.request.id)
        rows = tuple(_kept_row(one, self._zone) for one in reversed(kept))
        return Looked(self._contents(), rows, position)

    def preview(self, wishes: PacketWishes) -> bytes:
        """Build the first pages, to be looked at only."""
        return preview(self._desk.vault, self.request, self._desk.library, wishes)

    def job(self, wishes: PacketWishes) -> PacketJob:
        """Make the job that builds and verifies."""
        return PacketJob(self._desk.vault, self.request, self._desk.library, wishes)

    def draw(self, data: bytes, number: int, width: int) -> PagePicture:
        """Draw a page."""
        try:
            return self._pages.draw(data, number, width)
        except ChildFailed as failure:
            raise AppError(failure.reason, "Save the packet and look at it there.") from failure

    def draw_to_print(self, packet: Verified, number: int, width: int) -> PagePicture:
        """Draw a page for the printer; refused once something was decided after the building."""
        refuse_outdated(self._desk.vault, self.request, packet)
        return self.draw(packet.built.data, number, width)

    def save(self, packet: Verified, path: Path) -> KeptPacket:
        """Write the verified packet to a file."""
        return save(self._desk.vault, self.request, packet, path)

    def printed(self, packet: Verified) -> KeptPacket:
        """Remember that the verified packet was printed."""
        return note_printing(self._desk.vault, self.request, packet)

    def close(self) -> None:
        """End the process in which pages are drawn."""
        self._pages.close()

    def _contents(self) -> tuple[str, ...]:
        decided = list(outcomes(self._desk.vault, self.request).values())
        leaving = decided.count(Disposition.RELEASE) + decided.count(Disposition.REDACT)
        redacted = decided.count(Disposition.REDACT)
        withheld = decided.count(Disposition.WITHHOLD)
        with_bars = f", {redacted:,} of them with redactions" if redacted else ""
        lines = [
            "Cover letter",
            f"{count(leaving, 'record')}{with_bars}, with their attachments",
        ]
        if withheld:
            lines.append(f"{count(withheld, 'slip sheet')} for what is withheld in full")
        return (*lines, "Exemption log, and a legend of the exemptions")


def _kept_row(kept: KeptPacket, zone: str) -> Row:
    first, last = kept.bates
    return Row(
        str(kept.id),
        (
            Cell(short_moment(kept.made_at, zone)),
            Cell(kept.recipient, strong=True),
            Cell(kept.file_name),
            Cell(f"{kept.pages:,}"),
            Cell(f"{first} – {last}" if first else "", Tone.MUTED),
            Cell(kept.sha256, Tone.MUTED),
        ),
    )
