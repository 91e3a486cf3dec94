"""Suggestions settled in groups by keyboard: keys go in, decisions lie in the vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from review_desk import CODE
from review_window import ReviewWindow

from app.domain.decisions import DeclineGroup, Redact
from app.ui.pages.review.page import ReviewPage
from app.ui.ways import Where

CTRL = Qt.KeyboardModifier.ControlModifier
TEXTS = (
    "call me at 850-555-0142",
    "or (850) 555-0142 after six, SSN 219-09-9999",
    "850.555.0142 again",
    "my card 4111 1111 1111 1111",
)


class Window(ReviewWindow):
    @property
    def groups(self):
        return self.page.groups.state

    def stand_on(self, words: str) -> None:
        at = next(n for n, row in enumerate(self.groups.rows) if words in row.cells[1].text)
        table = self.view.groups.table
        table.setFocus()
        table.selectRow(at)

    def words(self) -> list[str]:
        return [row.cells[1].text for row in self.groups.rows]


@pytest.fixture
def window(windows):
    made = windows(Window, texts=TEXTS)
    made.press(Qt.Key.Key_G)
    return made


def test_that_g_shows_groups_with_the_critical_ones_first_and_goes_back(window):
    assert window.groups.open
    assert window.view.groups.isVisible()
    signs = [row.cells[0].text for row in window.groups.rows]
    assert signs == sorted(signs, key=["●", "▲"].index)
    assert any("4111" in words for words in window.words())
    window.press(Qt.Key.Key_G)
    assert not window.groups.open
    assert not window.view.groups.isVisible()
    assert window.view.sheet.hasFocus()


def test_that_enter_settles_a_whole_group_as_one_act_and_undo_brings_it_back(window):
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_Return)
    assert "place" in window.page.presenter.state.pick.purpose
    window.page.presenter.picking.take(CODE)
    made = [one for one in window.log() if isinstance(one.decision, Redact)]
    assert len(made) >= 3
    assert len({one.group for one in made}) == 1
    assert {one.decision.codes for one in made} == {(CODE,)}
    assert not any("555-0142" in words for words in window.words())
    window.press(Qt.Key.Key_Z, CTRL)
    assert any("555-0142" in words for words in window.words())


def test_that_a_proposed_exemption_is_taken_without_a_question(window):
    window.stand_on("4111")
    under = window.groups.detail.under
    assert "proposed by the law" in under
    window.press(Qt.Key.Key_Return)
    (redaction,) = window.standing(3).redactions
    assert redaction.codes[0] in under
    assert window.page.presenter.state.pick is None


def test_that_delete_declines_the_whole_group(window):
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_Delete)
    (entry,) = window.log()
    assert isinstance(entry.decision, DeclineGroup)
    assert not any("555-0142" in words for words in window.words())


def test_that_l_puts_a_number_on_the_list_of_what_is_never_redacted(window):
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_L)
    assert not any("555-0142" in words for words in window.words())
    with window.vault.read() as work:
        (kept,) = work.lists.all()
    assert (kept.entry.list, kept.entry.kind) == ("never_redact", "phone")
    assert "never redact" in window.ways.said[-1]
    assert len({entry.group for entry in window.log()}) == 1
    window.press(Qt.Key.Key_Z, CTRL)
    with window.vault.read() as work:
        assert work.lists.all() == []
    assert any("555-0142" in words for words in window.words())
    window.press(Qt.Key.Key_Y, CTRL)
    with window.vault.read() as work:
        assert [one.entry for one in work.lists.all()] == [kept.entry]
    assert not any("555-0142" in words for words in window.words())


def test_that_places_are_ticked_and_only_those_are_withheld(window):
    window.stand_on("555-0142")
    window.press(Qt.Key.Key_Space)
    places = window.groups.detail.places
    assert len(places) >= 3
    assert window.view.groups.places.hasFocus()
    window.press(Qt.Key.Key_Space)
    assert not window.groups.detail.places[0].checked
    window.press(Qt.Key.Key_Escape)
    assert window.groups.detail.places == ()
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Space)
    window.page.groups.decline()
    assert len(window.log()) == len(places) - 1


def test_that_a_place_leads_to_its_record(window):
    window.stand_on("4111")
    window.press(Qt.Key.Key_Space)
    window.press(Qt.Key.Key_Return)
    assert not window.groups.open
    assert window.page.presenter.record == window.ids[3]


def test_that_no_record_is_decided_while_the_groups_are_shown(window):
    window.stand_on("4111")
    for key in (Qt.Key.Key_R, Qt.Key.Key_N, Qt.Key.Key_W):
        window.press(key)
    assert window.log() == []
    assert window.page.presenter.state.pick is None


def test_that_a_kind_is_shown_alone_with_what_was_measured_of_it(window):
    window.page.groups.narrow("card")
    assert all("4111" in words for words in window.words())
    assert "of 100" in window.groups.detail.measured
    assert "does not show" in window.groups.detail.measured
    window.view.groups._more.click()
    assert window.ways.went[-1] == (Where.HELP, "suggestions")


def test_that_faces_are_looked_for_on_wish(window):
    window.page.groups.stand(["faces"], 9)
    assert window.groups.accept == "&Look for faces"
    window.page.groups.accept()
    assert [job.title for job in window.ways.jobs] == ["Looking for faces"]
    assert "looking" in window.words()[-1]


def test_that_several_groups_are_declined_as_one_act(window):
    keys = [row.key for row in window.groups.rows if row.key != "faces"]
    window.page.groups.stand(keys, 0)
    window.page.groups.decline()
    assert len({entry.group for entry in window.log()}) == 1
    assert window.words() == ["Faces: not looked for yet: Enter looks for them"]


def test_that_an_exemption_used_for_a_kind_is_used_again_when_the_request_is_opened_anew(window):
    window.stand_on("4111")
    window.press(Qt.Key.Key_E)
    window.page.presenter.picking.take(CODE)
    again = ReviewPage(window.context, window.page._look)
    again.arrive("")
    assert again.presenter.work.proposing.of("card").codes == (CODE,)
    again.put_away()()


def test_that_a_of_a_waiting_suggestion_shows_its_kind(window):
    window.press(Qt.Key.Key_G)
    window.page.presenter.go(window.ids[3])
    window.page.presenter.redacting.next_hint()
    while window.page.presenter.redacting.hint.kind != "card":
        window.page.presenter.redacting.next_hint()
    window.press(Qt.Key.Key_A)
    assert window.groups.kind == "card"
