"""The shelf of packets: what was handed over; the files themselves are not kept here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from app.domain.audiences import Audience
from app.domain.ids import PacketId, RequestId
from app.domain.packets import KeptFile, KeptPacket
from app.vault import tables as t

_PLAIN = (
    "made_at", "recipient", "file_name", "sha256", "pages", "records", "redactions", "withheld",
    "log_position", "marked_for", "made_for",
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
            audience=packet.audience.value,
            **{name: getattr(packet, name) for name in _PLAIN},
        )
        number = PacketId(int(self._connection.execute(row).lastrowid))
        for position, file in enumerate(packet.files):
            self._connection.execute(
                insert(t.packet_files).values(_file_row(number, position, file))
            )
        return number

    def all(self, request: RequestId) -> list[KeptPacket]:
        """List the packets of a request, the first one first."""
        rows = self._connection.execute(
            select(t.packets).where(t.packets.c.request_id == request).order_by(t.packets.c.id)
        )
        return [replace(_packet(row), files=self._files(row.id)) for row in rows]

    def _files(self, packet: int) -> tuple[KeptFile, ...]:
        f = t.packet_files.c
        rows = self._connection.execute(
            select(f.name, f.sha256, f.size, f.pages, f.first_bates, f.last_bates)
            .where(f.packet_id == packet)
            .order_by(f.position)
        )
        return tuple(
            KeptFile(name, sha256, size, pages, (first, last))
            for name, sha256, size, pages, first, last in rows
        )


def _file_row(packet: PacketId, position: int, file: KeptFile) -> dict[str, object]:
    return {
        "packet_id": packet,
        "position": position,
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "pages": file.pages,
        "first_bates": file.bates[0],
        "last_bates": file.bates[1],
    }


def _packet(row: Row[Any]) -> KeptPacket:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return KeptPacket(
        id=PacketId(row.id),
        request=RequestId(row.request_id),
        bates=(row.first_bates, row.last_bates),
        audience=Audience(row.audience),
        **plain,
    )
