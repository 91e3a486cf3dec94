"""Remember that a verified packet went to a printer, as if it had been saved to a file."""

from __future__ import annotations

from app.domain.packets import KeptPacket
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.build_packet import Verified, remember

PRINTED = "(printed)"


def note_printing(vault: Vault, request: Request, packet: Verified) -> KeptPacket:
    """Keep what was printed, with the hash of the bytes that were drawn."""
    return remember(vault, request, packet, [PRINTED], "packet.printed")
