"""The papers that prove a packet: its certificate, and the report of its verification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.certificate import Certified, CertifiedFile
from app.domain.packets import KeptPacket, Verdict
from app.domain.report import report_of
from app.domain.requests import Request
from app.packet import report
from app.ui.services import Desk
from app.workflow.certify import CertificateWishes, certify, files_of, kept_files
from app.workflow.hand_over import names_of
from app.workflow.verified import Verified


@dataclass(frozen=True, slots=True)
class _Last:
    """The last certificate, and what it is of."""

    sha256: str
    names: tuple[str, ...]
    wishes: CertificateWishes
    certified: Certified


class Proofs:
    """Makes papers; a certificate that is printed is the one that was saved."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self._desk = desk
        self._request = request
        self._last: _Last | None = None

    def certificate(
        self, packet: Verified, wishes: CertificateWishes, kept: KeptPacket | None = None
    ) -> Certified:
        """Give the certificate under the names that the files have, or would have.

        Args:
            packet: verified.
            wishes: how it is wanted.
            kept: where the packet was saved just now; else the last certificate of this packet
                is given once more.
        """
        files = self._proposed(packet) if kept is None else kept_files(packet, kept)
        names, last = tuple(file.name for file in files), self._last
        is_same = last is not None and (last.sha256, last.wishes) == (packet.verdict.sha256, wishes)
        if last is not None and is_same and (kept is None or last.names == names):
            return last.certified
        made = certify(self._desk.vault, self._request, packet, files, wishes)
        self._last = _Last(packet.verdict.sha256, names, wishes, made)
        return made

    def report(self, verdict: Verdict, page: str) -> bytes:
        """Give the report of a verification as pages."""
        name = f"{self._request.number} packet"
        return report.build(report_of(verdict, name), self._desk.today(), page)

    def _proposed(self, packet: Verified) -> Sequence[CertifiedFile]:
        if packet.is_several:
            return files_of(packet, names_of(self._request, packet))
        return files_of(packet, [f"{self._request.number} packet.pdf"])
