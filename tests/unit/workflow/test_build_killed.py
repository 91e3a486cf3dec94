"""A program that is killed while it builds a packet in parts, and the next one."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from pathlib import Path

import builders
from second_process import build_until_killed

from app.domain.decisions import Dispose, Disposition
from app.domain.packets import Letterhead, Limits
from app.jobs.finish import finish
from app.packet import reading
from app.vault.drafts import DRAFTS
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

SPAWN = multiprocessing.get_context("spawn")
WISHES = PacketWishes(
    dt.date(2026, 11, 17), Letterhead("Millbrook Police"), limits=Limits(records=2)
)


def test_that_a_killed_building_leaves_sealed_drafts_that_are_swept_and_builds_again(
    tmp_path: Path,
) -> None:
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message(f"marker{n} where are you", n) for n in range(4)])
    builders.new_request(vault, ids)
    with vault.read() as work:
        request = work.requests.by_number("2026-014")
    assert request is not None
    with vault.write() as work:
        released = [Dispose(one, Disposition.RELEASE) for one in ids]
        work.decisions.append(request.id, "Pat", released)
    vault.close()
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(
        target=build_until_killed, args=(vault.path, builders.PASSPHRASE, WISHES, there)
    )
    process.start()
    while here.recv() != "1 verified":
        assert process.is_alive()
    left = [path for path in (vault.path / DRAFTS).rglob("*") if path.is_file()]
    process.kill()
    process.join()
    assert left
    assert not any(b"%PDF" in path.read_bytes() for path in left)
    again = Vault.open(vault.path, builders.PASSPHRASE)
    assert not (vault.path / DRAFTS).exists()
    built = finish(PacketJob(again, request, Library.load(), WISHES))
    assert isinstance(built, Verified)
    assert len(built.parts) == 2
    text = "".join(
        page.characters for part in built.parts for page in reading.read_pages(part.read())
    )
    assert [text.count(f"marker{n} ") for n in range(4)] == [1] * 4
    built.drop()
    again.close()
