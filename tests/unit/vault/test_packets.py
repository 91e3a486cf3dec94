"""Packets: what was handed over is remembered."""

from __future__ import annotations

from dataclasses import replace

from builders import new_request

from app.domain.ids import PacketId, RequestId
from app.domain.packets import KeptFile, KeptPacket
from app.vault.folder import Vault


def kept(request: RequestId) -> KeptPacket:
    return KeptPacket(
        PacketId(0), request, 123, "Dana", "a.pdf", "ff" * 32, 9, 4, 3, 1, ("A 1", "A 9"), 17
    )


def test_that_a_packet_comes_back_as_kept(vault: Vault) -> None:
    request = new_request(vault, [])
    packet = kept(request.id)
    with vault.write() as work:
        first = work.packets.keep(packet)
        second = work.packets.keep(replace(packet, file_name="b.pdf"))
        assert work.packets.all(request.id) == [
            replace(packet, id=first),
            replace(packet, id=second, file_name="b.pdf"),
        ]


def test_that_a_marked_copy_is_told_from_a_packet_that_was_released(vault: Vault) -> None:
    request = new_request(vault, [])
    packet = kept(request.id)
    with vault.write() as work:
        work.packets.keep(packet)
        work.packets.keep(replace(packet, recipient="The court", marked_for="The court"))
        assert [kept.marked_for for kept in work.packets.all(request.id)] == ["", "The court"]


def test_that_the_files_of_a_packet_are_remembered_in_order(vault: Vault) -> None:
    request = new_request(vault, [])
    files = tuple(
        KeptFile(f"part {n}.pdf", f"{n}" * 64, n * 1000, n, (f"MPD{n}", f"MPD{n + 1}"))
        for n in (3, 1, 2)
    )
    packet = KeptPacket(
        PacketId(0), request.id, 5, "Dana", "folder", "ab" * 32, 6, 9, 2, 1, ("a", "b"), 4, files
    )
    with vault.write() as work:
        work.packets.keep(packet)
        (kept,) = work.packets.all(request.id)
    assert kept.files == files
