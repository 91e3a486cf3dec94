"""A title withheld in one mail of a thread is withheld under every heading that has it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from builders import hold, new_request, new_vault
from made_mails import ANSWERED, ASKED, BEN, ROSA, THANKED, mail

from app.domain.decisions import Disposition
from app.domain.packets import Letterhead
from app.domain.redaction import Field, Place, SpanTarget
from app.domain.spans import Span
from app.jobs.isolated import Child
from app.workflow.contradictions import contradictions
from app.workflow.decide import Decider
from app.workflow.join_threads import join_threads
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker

LAW = Library.load().get("FL")
CODE = next(one.code for one in LAW.exemptions if not one.needs_confirmation)


def test_that_a_title_withheld_in_one_mail_is_withheld_in_its_whole_thread(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    ids = hold(vault, [
        mail(ASKED, 0, ROSA, BEN),
        mail(ANSWERED, 1, BEN, ROSA, ["m0@example.com"]),
        mail(THANKED, 2, ROSA, BEN, ["m1@example.com"]),
    ])  # fmt: skip
    assert list(join_threads(vault)) == []
    with vault.read() as work:
        assert len({one.heading for one in work.records.many(ids)}) == 2
    request = new_request(vault, ids)
    decider = Decider(vault, request, "Rosa")
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[2], [SpanTarget(Span(0, 4), Place(Field.TITLE))], [CODE])
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
    told = [one.sentence for one in contradictions(vault, request, standings)]
    assert told
    assert not [sentence for sentence in told if "conversation title" in sentence]
    with Child() as child:
        maker = RecipeMaker(vault, request, LAW, tools_in(child))
        wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"))
        records = maker.cook(wishes).recipe.records
    assert [one.title.visible for one in records] == [" permit"] * 3
    assert len({one.thread for one in records}) == 1
    vault.close()
