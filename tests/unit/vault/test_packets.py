"""Packets: what was handed over is remembered."""

from __future__ import annotations

from dataclasses import replace

from builders import new_request

from app.domain.ids import PacketId
from app.domain.packets import KeptPacket
from app.vault.folder import Vault


def test_that_a_packet_comes_back_as_kept(vault: Vault) -> None:
    request = new_request(vault, [])
    packet = KeptPacket(
        PacketId(0), request.id, 123, "Dana", "a.pdf", "ff" * 32, 9, 4, 3, 1,
        ("A 1", "A 9"), 17,
    )  # fmt: skip
    with vault.write() as work:
        first = work.packets.keep(packet)
        second = work.packets.keep(replace(packet, file_name="b.pdf"))
        assert work.packets.all(request.id) == [
            replace(packet, id=first),
            replace(packet, id=second, file_name="b.pdf"),
        ]
