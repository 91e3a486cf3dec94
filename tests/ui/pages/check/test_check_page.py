"""What the check page says and leads to, over a real small vault."""

from __future__ import annotations

import builders
import pytest
from desk_fakes import Shown
from review_desk import CODE, LAW, TEXTS, Bench

from app.domain.decisions import Disposition, Verdict, Which
from app.domain.redaction import SpanTarget
from app.domain.second_reading import FourEyes
from app.domain.spans import Span
from app.ui.pages.check.page import CheckPage
from app.ui.pages.check.presenter import NO_REQUEST, CheckPresenter, CheckState
from app.ui.pages.check.view import FindingCard
from app.ui.rows import Tone
from app.ui.ways import Where
from app.workflow.decide import Decider
from app.workflow.second_reading import begin_pass, judge, set_rule


class Checking(Bench):
    def __init__(self, folder, **more) -> None:
        super().__init__(folder, **more)
        self.shown: Shown[CheckState] = Shown()
        self.decider = Decider(self.vault, self.request, "M. Ortiz")
        self.presenter = CheckPresenter(self.context, self.shown)

    @property
    def state(self) -> CheckState:
        self.presenter.arrive()
        return self.shown.last

    def release(self) -> None:
        self.decider.dispose(self.ids, Disposition.RELEASE)


@pytest.fixture
def desk(tmp_path):
    bench = Checking(tmp_path)
    yield bench
    bench.vault.close()


def test_that_undecided_records_come_first_and_lead_to_the_review(desk):
    first = desk.state.items[0]
    assert (first.sentence, first.tone) == ("5 records have no decision.", Tone.BAD)
    assert desk.state.blocking == 1
    desk.presenter.go_to(first.records[0])
    assert desk.ways.went == [(Where.REVIEW, str(desk.ids[0]))]


def test_that_nothing_stands_in_the_way_once_all_is_decided(desk):
    desk.release()
    assert desk.state.blocking == 0
    assert [item.to_sign for item in desk.state.items] == [True]
    assert desk.state.counted == (("records in the request", 5), ("released", 5))
    desk.presenter.follow()
    assert desk.ways.went == [(Where.PACKET, "")]


def test_that_words_visible_elsewhere_are_told_with_their_records(desk):
    desk.release()
    start = TEXTS[1].index("Jordan Blackwood")
    desk.decider.redact(desk.ids[1], [SpanTarget(Span(start, start + 16))], [CODE])
    item = desk.state.items[-2]
    assert item.tone is Tone.SOON
    assert item.records == (desk.ids[3],)
    assert "Blackwood" not in item.sentence


def withheld_once(desk: Checking) -> None:
    desk.release()
    start = TEXTS[1].index("Jordan Blackwood")
    desk.decider.redact(desk.ids[1], [SpanTarget(Span(start, start + 16))], [CODE])


def test_that_what_another_request_withholds_is_withheld_from_here(desk):
    desk.release()
    start = TEXTS[3].index("Blackwood")
    desk.decider.redact(desk.ids[3], [SpanTarget(Span(start, start + 9))], [CODE])
    other = builders.new_request(desk.vault, desk.ids, number="2026-015")
    Decider(desk.vault, other, "Pat").dispose(desk.ids[:1], Disposition.WITHHOLD, [CODE])
    item = next(one for one in desk.state.items if "other request" in one.sentence)
    assert (item.places, item.can_stay, item.words) == (1, False, "")
    assert item.act == "Withhold here &too"
    desk.presenter.apply_there(item.at)
    assert desk.standing(0).outcome is Disposition.WITHHOLD
    desk.presenter.apply_there(-1)
    assert desk.standing(0).outcome is Disposition.WITHHOLD


def test_that_words_that_can_be_read_elsewhere_are_withheld_from_here(desk):
    withheld_once(desk)
    item = next(one for one in desk.state.items if one.places)
    assert (item.places, item.words) == (1, "Jordan Blackwood")
    desk.presenter.apply_there(item.at)
    (redaction,) = desk.standing(3).redactions
    assert redaction.codes == (CODE,)
    assert not any(one.places for one in desk.shown.last.items)
    assert "withheld" in desk.ways.said[-1]
    desk.presenter.apply_there(99)


def test_that_places_that_the_public_knows_stay_visible_with_a_reason(desk):
    withheld_once(desk)
    item = next(one for one in desk.state.items if one.places)
    desk.presenter.leave_visible(item.at, "  ")
    assert desk.shown.last.notice is not None
    desk.presenter.leave_visible(item.at, "printed in the Courier on 3 May")
    assert desk.standing(3).redactions == ()
    assert not any(one.places for one in desk.shown.last.items)


def test_that_the_card_asks_for_the_reason_in_place(desk, qtbot):
    withheld_once(desk)
    page = CheckPage(desk.context)
    qtbot.addWidget(page.view)
    page.view.show()
    page.arrive("")
    card = next(one for one in page.view.findChildren(FindingCard) if one._reason.placeholderText())
    assert not card._why.isVisible()
    card._ask_why()
    assert card._why.isVisible()
    qtbot.keyClicks(card._reason, "printed in the Courier")
    card._reason.returnPressed.emit()
    with desk.vault.read() as work:
        (public,) = work.decisions.already_public(desk.request.id)
    assert public.why == "printed in the Courier"


def test_that_a_doubtful_citation_is_shown_and_confirmed_once(tmp_path):
    doubtful = next(
        one for law in LAW.jurisdictions for one in law.exemptions if one.needs_confirmation
    )
    desk = Checking(tmp_path, jurisdiction=doubtful.jurisdiction)
    desk.release()
    desk.decider.dispose(desk.ids[:1], Disposition.WITHHOLD, [doubtful.code])
    item = next(one for one in desk.state.items if one.code)
    assert (item.code, item.citation) == (doubtful.code, doubtful.citation)
    desk.presenter.confirm(doubtful.code)
    assert desk.ways.said == [f"The citation of {doubtful.code} is confirmed."]
    assert not any(one.code for one in desk.state.items)
    desk.vault.close()


def test_that_a_signature_holds_until_the_next_decision(desk):
    desk.release()
    desk.presenter.arrive()
    desk.presenter.sign(" Lt. Reyes ", "")
    assert desk.state.signed == "Signed by Lt. Reyes, second reader."
    assert desk.state.items == ()
    desk.decider.dispose(desk.ids[:1], Disposition.NOT_RESPONSIVE)
    assert desk.state.signed == ""


def test_that_nobody_cannot_sign(desk):
    desk.presenter.arrive()
    desk.presenter.sign("   ", "second reader")
    assert desk.shown.last.notice.what == "Nobody is named."


def test_that_without_a_request_there_is_nothing_to_check(desk):
    desk.ways.request = None
    assert desk.state.empty == NO_REQUEST
    desk.presenter.sign("Lt. Reyes", "")
    desk.presenter.confirm("x")
    desk.presenter.follow()
    assert desk.ways.went == [(Where.REQUESTS, "")]


def test_that_a_refusal_is_told_in_the_page(desk):
    desk.release()
    desk.presenter.arrive()
    with desk.vault.write() as work:
        work.requests.close(desk.request.id)
    desk.presenter.sign("Lt. Reyes", "")
    assert desk.shown.last.notice is not None


def test_that_the_page_shows_cards_and_takes_a_signature(desk, qtbot):
    page = CheckPage(desk.context)
    qtbot.addWidget(page.view)
    page.view.resize(1150, 640)
    page.view.show()
    page.arrive("")
    assert page.view._head.text() == "One thing stands in the way."
    assert not page.view.sign._button.isEnabled()
    desk.release()
    page.refresh()
    assert page.view._head.text() == "Nothing stands in the way."
    page.deeds()[1].run()
    qtbot.keyClicks(page.view.sign._name, "Lt. Reyes")
    page.view.sign._name.returnPressed.emit()
    assert "Lt. Reyes" in page.view.sign._stands.text()
    assert page.view._next.isVisible()
    page.view.next_wished.emit()
    assert desk.ways.went == [(Where.PACKET, "")]


def test_that_the_second_reading_is_told_with_buttons_and_signed_at_its_end(desk, qtbot):
    Decider(desk.vault, desk.request, "Pat").dispose(desk.ids, Disposition.RELEASE)
    set_rule(desk.vault, FourEyes(is_on=True), "Pat")
    page = CheckPage(desk.context)
    qtbot.addWidget(page.view)
    page.view.show()
    page.arrive("")
    (item,) = page.presenter.state.items
    assert (item.tone, item.to_read) == (Tone.BAD, True)
    assert item.sentence.startswith("The second reader has not begun")
    assert not page.view.sign._button.isEnabled()
    assert page.view.sign._reading.text().startswith("Nobody has begun to read.")
    page.view._list.findChild(FindingCard).read_wished.emit()
    assert desk.ways.went == [(Where.REVIEW, "second reader")]
    begin_pass(desk.vault, desk.request, "M. Ortiz", Which.ALL)
    judge(desk.vault, desk.request, "M. Ortiz", [Verdict(one, accepted=True) for one in desk.ids])
    page.refresh()
    (item,) = page.presenter.state.items
    assert (item.to_sign, item.to_read) == (True, False)
    assert page.view.sign._button.isEnabled()
    page.presenter.sign("Pat", "")
    assert "may not be its second reader" in page.presenter.state.notice.what
    page.view.sign._name.setText("M. Ortiz")
    page.view.sign._button.click()
    assert page.presenter.state.items == ()
    assert "who read every record" in page.view.sign._stands.text()
    assert page.view.sign._reading.text() == "Every record: read and signed."
