"""Remember that a verified packet went to a printer, as if it had been saved to a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.domain.ids import PacketId
from app.domain.packets import KeptPacket
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.build_packet import Verified
from app.workflow.show_times import microseconds

PRINTED = "(printed)"


def note_printing(vault: Vault, request: Request, packet: Verified) -> KeptPacket:
    """Keep what was printed, with the hash of the bytes that were drawn."""
    kept = KeptPacket(
        id=PacketId(0),
        request=request.id,
        made_at=microseconds(dt.datetime.now(dt.UTC)),
        recipient=packet.recipient,
        file_name=PRINTED,
        sha256=packet.verdict.sha256,
        pages=packet.built.pages,
        records=packet.tally.found,
        redactions=packet.tally.redactions,
        withheld=packet.tally.withheld,
        bates=packet.built.bates,
        log_position=packet.log_position,
    )
    with vault.write() as work:
        number = work.packets.keep(kept)
        work.audit.append(
            vault.who, "packet.printed", request=request.id, packet=number, sha256=kept.sha256
        )
    return replace(kept, id=number)
