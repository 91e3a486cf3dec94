"""The packet page of a vault with the rule of four eyes: what is left is told, nothing leaves."""

from __future__ import annotations

import pytest
from packing_desk import Packing

from app.domain.decisions import Verdict, Which
from app.domain.second_reading import FourEyes
from app.workflow.check_request import sign_off
from app.workflow.second_reading import begin_pass, judge, set_rule

READER = "Lt. Paula Reyes"

pytestmark = pytest.mark.usefixtures("blind")


@pytest.fixture
def desk(tmp_path):
    bench = Packing(tmp_path)
    bench.decide()
    yield bench
    bench.close()


def test_that_building_is_refused_in_the_page_until_the_second_reader_has_signed(desk):
    set_rule(desk.vault, FourEyes(is_on=True), "M. Ortiz")
    desk.presenter.arrive()
    desk.presenter.build()
    assert "The second reader has not begun" in desk.state.red.what
    begin_pass(desk.vault, desk.request, READER, Which.ALL)
    judge(desk.vault, desk.request, READER, [Verdict(one, accepted=True) for one in desk.ids])
    sign_off(desk.vault, desk.request, READER)
    desk.presenter.arrive()
    desk.presenter.build()
    assert desk.state.green is not None


def test_that_what_was_built_before_the_rule_is_not_saved(desk, tmp_path):
    desk.presenter.arrive()
    desk.presenter.build()
    assert desk.state.green is not None
    set_rule(desk.vault, FourEyes(is_on=True), "M. Ortiz")
    desk.presenter.save(tmp_path / "never.pdf")
    assert not (tmp_path / "never.pdf").exists()
    assert "second reader" in f"{desk.state.notice} {desk.state.red}"


def test_that_a_marked_copy_is_made_for_the_reader(desk, tmp_path):
    set_rule(desk.vault, FourEyes(is_on=True), "M. Ortiz")
    desk.presenter.arrive()
    desk.presenter.marking.build(READER)
    desk.presenter.marking.save(tmp_path / "marked.pdf")
    assert (tmp_path / "marked.pdf").is_file()
