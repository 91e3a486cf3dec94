"""What open gaps hold back: the packet that leaves, and no marked copy, which tells of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from builders import hold, new_request, new_vault
from coverage_desk import DIAZ, MARCH, daily, march

from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.errors import AppError
from app.jobs.finish import finish
from app.workflow.build_marked import MarkedJob, VerifiedMarked
from app.workflow.build_packet import PacketJob
from app.workflow.coverage_scope import set_scope
from app.workflow.decide import Decider
from app.workflow.keep_register import Register
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

WHO = "Rosa"

pytestmark = pytest.mark.usefixtures("blind")


def test_that_open_gaps_hold_back_no_marked_copy_which_tells_of_them(
    tmp_path: Path,
) -> None:
    vault = new_vault(tmp_path)
    ids = hold(vault, daily("2026-03-30", "2026-03-31"))
    Register(vault, WHO).add([DIAZ])
    request = new_request(vault, ids)
    set_scope(vault, request, march(), WHO)
    Decider(vault, request, WHO).dispose(ids, Disposition.RELEASE)
    law, wishes = Library.load(), PacketWishes(MARCH.last, Letterhead("Millbrook Police"))
    copy = finish(MarkedJob(vault, request, law, wishes, marked_for="Sgt. Ruiz"))
    assert isinstance(copy, VerifiedMarked)
    assert "no export covers those days" in " ".join(copy.built.warnings)
    with pytest.raises(AppError, match="no export covers"):
        finish(PacketJob(vault, request, law, wishes))
    facts = Requests(vault, law, dt.date.today).facts(request.id)
    assert (facts.findings, facts.gaps) == (1, 1)
    vault.close()
