"""What an office does with one vault, from import to packet; for tests of places and drives."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import builders

from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.domain.sources import Source
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.decide import Decider
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes
from app.workflow.import_export import ImportJob, Recognised, look_at
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))


def imported(vault: Vault, path: Path, *, keep: bool = False) -> Source:
    """Import one export."""
    (what,) = look_at([path])
    assert isinstance(what, Recognised)
    source = finish(ImportJob(vault, what, ImportOptions("Ofc. Diaz", "UTC"), keep_export=keep))
    assert isinstance(source, Source)
    return source


def delivered(vault: Vault, packet: Path, delivery: Path) -> None:
    """Release two messages: as a packet, and as a delivery with its originals."""
    ids = builders.hold(vault, [builders.message("where are you"), builders.message("call me", 1)])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    law = Library.load()
    built = finish(PacketJob(vault, request, law, WISHES))
    assert isinstance(built, Verified)
    save(vault, request, built, packet)
    built.drop()
    done = finish(DeliverJob(vault, request, law, DeliveryWishes(WISHES), delivery))
    assert isinstance(done, Delivered)
