"""The shelf of packets: what was handed over; the files themselves are not kept here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from app.domain.ids import PacketId, RequestId
from app.domain.packets import KeptPacket
from app.vault import tables as t

_PLAIN = (
    "made_at", "recipient", "file_name", "sha256", "pages", "records", "redactions", "withheld",
    "log_position",
)  # fmt: skip


class Packets:
    """Remembers packets.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, packet: KeptPacket) -> PacketId:
        """Remember a packet; its own ``id`` is not looked at."""
        row = insert(t.packets).values(
            request_id=packet.request,
            first_bates=packet.bates[0],
            last_bates=packet.bates[1],
            **{name: getattr(packet, name) for name in _PLAIN},
        )
        return PacketId(int(self._connection.execute(row).lastrowid))

    def all(self, request: RequestId) -> list[KeptPacket]:
        """List the packets of a request, the first one first."""
        rows = self._connection.execute(
            select(t.packets).where(t.packets.c.request_id == request).order_by(t.packets.c.id)
        )
        return [_packet(row) for row in rows]


def _packet(row: Row[Any]) -> KeptPacket:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return KeptPacket(
        id=PacketId(row.id),
        request=RequestId(row.request_id),
        bates=(row.first_bates, row.last_bates),
        **plain,
    )
