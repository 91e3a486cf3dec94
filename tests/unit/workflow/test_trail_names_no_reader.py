"""The trail, which may leave in the clear, tells for which view a copy was, and not for whom."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import builders
import pytest

from app.domain.audiences import Audience, MadeFor
from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.jobs.finish import finish
from app.workflow.build_packet import PacketJob, Verified, save
from app.workflow.certify import CertificateWishes, certify, kept_files, save_certificate
from app.workflow.decide import Decider
from app.workflow.keep_vault import save_trail
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
READER = MadeFor(Audience.VICTIM, "Maria Soto")
WISHES = PacketWishes(
    dt.date(2026, 11, 17), Letterhead("Millbrook Police"), bates_prefix="MPD-", made_for=READER
)

pytestmark = pytest.mark.usefixtures("blind")


def test_that_a_saved_trail_does_not_name_whom_a_copy_was_made_for(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message("call me", 1)])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    packet = finish(PacketJob(vault, request, LAW, WISHES))
    assert isinstance(packet, Verified)
    path = tmp_path / "copy for victim.pdf"
    kept = save(vault, request, packet, path)
    files = kept_files(packet, kept)
    certified = certify(vault, request, packet, files, CertificateWishes("UTC", "letter"))
    save_certificate(vault, request, certified, path)
    save_trail(vault, tmp_path / "trail.jsonl")
    vault.close()
    lines = (tmp_path / "trail.jsonl").read_text("utf-8")
    told = {one["act"]: one["detail"] for one in map(json.loads, lines.splitlines())}
    assert "Soto" not in lines
    for act in ("packet.verified", "packet.saved", "packet.certified"):
        assert told[act]["audience"] == "victim"
    assert (told["packet.saved"]["packet"], kept.made_for) == (kept.id, "Maria Soto")
    assert told["packet.saved"]["sha256"] == kept.sha256
