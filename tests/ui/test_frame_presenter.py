"""What stands around the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_fakes import FakeRequests, Shown, a_desk, a_request

from app.domain.ids import RequestId
from app.domain.steps import Facts, Step
from app.errors import AppError
from app.jobs.events import Failed, Finished, Progress, Started, Stopped
from app.ui.at_once import AtOnce
from app.ui.frame_presenter import FramePresenter
from app.ui.long_work import LongWork
from app.ui.rows import Tone
from app.ui.ways import Deed, Where, found_deeds, where_of


@pytest.fixture
def requests() -> FakeRequests:
    held = FakeRequests(a_request("2026-014", 21, text="the stop"), a_request("2026-020", 60))
    facts = Facts(True, 3, 900, 412, 214, 0, 0)
    held.in_request = {"2026-014": facts}
    return held


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def presenter(requests, shown) -> FramePresenter:
    made = FramePresenter(a_desk(requests), AtOnce(), shown)
    made.refresh()
    return made


def marks(state) -> str:
    return "".join(row.mark for row in state.rail)


def test_that_without_a_request_the_rail_asks_for_one(presenter, shown):
    assert shown.last.head is None
    assert marks(shown.last) == "●✓○○○○"
    assert shown.last.next_sentence == "Next: choose a request or enter a new one."


def test_that_an_open_request_stands_in_the_head_line(presenter, shown):
    presenter.open_request("2026-014")
    head = shown.last.head
    assert (head.number, head.who, head.about) == ("2026-014", "Dana Whitlow", "the stop")
    assert head.due == "due Tue 1 Dec (5 business days)"
    assert (head.urgent, head.tone) == ("▲ soon", Tone.SOON)
    assert presenter.request.number == "2026-014"


def test_that_a_late_request_is_told_as_overdue(presenter, shown):
    presenter.open_request("2026-020")
    assert shown.last.head.urgent == "● overdue"


def test_that_a_closed_request_is_not_due(presenter, shown, requests):
    requests.close(RequestId(2))
    presenter.open_request("2026-020")
    assert (shown.last.head.due, shown.last.head.urgent) == ("closed", "")


def test_that_the_rail_shows_what_is_left_and_where_one_is(presenter, shown):
    presenter.open_request("2026-014")
    presenter.arrived(Where.REVIEW)
    assert marks(shown.last) == "✓✓✓▸●○"
    assert [row.number for row in shown.last.rail] == ["", "3", "412", "214", "", ""]
    assert shown.last.rail[3].spoken == "Review, here, needs you, 214"
    assert shown.last.next_sentence == "Next: decide 214 records."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts(True, 1, 9, 9, 0, 2), "Next: put right 2 findings."),
        (Facts(True, 1, 9, 9, 0, 0, 1), "Next: close the request, or open another one."),
        (Facts(True, 1, 9, 9, 0, 0, 0), "Next: build and verify the packet."),
    ],
)
def test_that_the_next_thing_to_do_is_one_sentence(presenter, shown, requests, facts, sentence):
    requests.in_request = {"2026-014": facts}
    presenter.open_request("2026-014")
    assert shown.last.next_sentence == sentence


def test_that_a_blocked_step_says_why_and_offers_the_step_that_unblocks_it(presenter, shown):
    presenter.open_request("2026-014")
    assert not presenter.may_go(Where.PACKET)
    assert shown.last.notice.sentence == "Packet: Some records have no decision."
    assert shown.last.notice.button == "Go to Review"
    assert presenter.notice_leads_to is Where.REVIEW


def test_that_a_step_without_a_request_leads_to_the_list_of_requests(presenter, shown):
    assert not presenter.may_go(Where.SEARCH)
    assert shown.last.notice.button == "Go to Requests"


def test_that_open_and_done_steps_may_be_entered(presenter):
    presenter.open_request("2026-014")
    assert presenter.may_go(Where.SEARCH)
    assert presenter.may_go(Where.LIBRARY)


def test_that_arriving_takes_a_notice_away(presenter, shown):
    presenter.may_go(Where.SEARCH)
    presenter.arrived(Where.REQUESTS)
    assert shown.last.notice is None


def test_that_a_sentence_stands_in_the_status_line_until_it_is_cleared(presenter, shown):
    presenter.say("Undone: 3 redactions in 3 records.")
    assert shown.last.said == "Undone: 3 redactions in 3 records."
    presenter.say("")
    assert shown.last.said == ""


def test_that_trouble_is_shown_and_dismissed(presenter, shown, requests):
    requests.refusal = AppError("The disk is full.", "Make room.")
    presenter.refresh()
    assert shown.last.notice.sentence == "The disk is full. Make room."
    presenter.dismiss()
    assert shown.last.notice is None


def test_that_one_goes_on_where_the_next_step_is(presenter, requests):
    presenter.open_request("2026-014")
    assert presenter.next_where() is Where.REVIEW
    requests.in_request["2026-014"] = Facts(True, 1, 9, 9, 0, 0, 1)
    presenter.refresh()
    assert presenter.next_where() is Where.PACKET


class Later:
    """A line of questions that answers when it is told to."""

    def __init__(self) -> None:
        self.open = []

    def ask(self, question, answered, failed) -> None:
        self.open.append((question, answered, failed))

    def answer(self) -> None:
        question, answered, _ = self.open.pop()
        answered(question())


def test_that_a_wish_waits_for_the_request_that_is_being_opened(requests, shown):
    later, went = Later(), []
    presenter = FramePresenter(a_desk(requests), later, shown)
    presenter.when_settled(lambda: went.append("at once"))
    presenter.open_request("2026-014")
    presenter.when_settled(lambda: went.append("too early"))
    presenter.when_settled(lambda: went.append("the last wish"))
    assert went == ["at once"]
    later.answer()
    assert went == ["at once", "the last wish"]
    presenter.refresh()
    presenter.when_settled(lambda: went.append("while only counted afresh"))
    assert went[-1] == "while only counted afresh"


def test_that_a_wish_is_forgotten_where_the_request_cannot_be_opened(requests, shown):
    later, went = Later(), []
    presenter = FramePresenter(a_desk(requests), later, shown)
    presenter.open_request("2026-014")
    presenter.when_settled(lambda: went.append(1))
    later.open.pop()[2](AppError("The disk is full.", "Make room."))
    presenter.refresh()
    later.answer()
    assert went == []


def test_that_every_step_has_its_page():
    assert [where_of(step).step for step in Step] == list(Step)
    assert Where.LIBRARY.step is None


def deeds() -> list[Deed]:
    return [
        Deed("Go to Sources", lambda: None, "Ctrl+2"),
        Deed("New request", lambda: None, words="enter intake"),
        Deed("Open request 2026-014 — Dana Whitlow", lambda: None),
    ]


def test_that_deeds_are_found_by_any_of_their_words():
    assert [deed.title for deed in found_deeds(deeds(), "intake")] == ["New request"]
    assert [deed.title for deed in found_deeds(deeds(), "014 dana")] == [deeds()[2].title]
    assert found_deeds(deeds(), "nothing") == []
    assert len(found_deeds(deeds(), "  ")) == 3


def test_that_deeds_that_begin_with_the_word_come_first():
    assert found_deeds(deeds(), "new")[0].title == "New request"
    assert found_deeds(deeds(), "o")[0].title.startswith("Open")


class TestLongWork:
    """The strip."""

    def test_that_work_is_shown_from_waiting_to_its_end(self):
        shown = Shown()
        work = LongWork(shown)
        number = work.begun("Importing a.zip")
        assert shown.last[0].amount == "waiting for its turn"
        work.told(number, Started("Importing a.zip"))
        assert shown.last[0].amount == ""
        work.told(number, Progress(61_200, 100_000))
        assert (shown.last[0].amount, shown.last[0].parts) == ("61,200 of 100,000", 612)
        work.told(number, Finished("Importing a.zip"))
        assert shown.last == ()
        assert not work.running

    @pytest.mark.parametrize("end", [Stopped("x"), Failed("x", "a", "b")])
    def test_that_work_that_ended_otherwise_leaves_the_strip_too(self, end):
        shown = Shown()
        work = LongWork(shown)
        work.told(work.begun("x"), end)
        assert shown.last == ()

    def test_that_unknown_totals_and_bytes_are_told_as_one_would(self):
        shown = Shown()
        work = LongWork(shown)
        number = work.begun("x")
        work.told(number, Progress(1000, None, "a.xml"))
        assert (shown.last[0].amount, shown.last[0].parts) == ("a.xml 1,000", None)
        work.told(number, Progress(30_000_000, 60_000_000, "Reading the file"))
        assert shown.last[0].amount == "Reading the file 50 %"

    def test_that_the_piece_at_a_position_is_stopped(self):
        shown = Shown()
        work = LongWork(shown)
        work.begun("x")
        second = work.begun("y")
        assert work.at(1) == second
        work.stopping(second)
        assert [row.stopping for row in shown.last] == [False, True]
        assert work.at(5) is None
        before = len(shown)
        work.stopping(99)
        assert len(shown) == before

    def test_that_late_news_of_ended_work_is_not_shown(self):
        shown = Shown()
        work = LongWork(shown)
        number = work.begun("x")
        work.told(number, Finished("x"))
        before = len(shown)
        work.told(number, Progress(1, 2))
        assert len(shown) == before


def test_that_facts_of_the_open_request_are_counted_afresh(presenter, shown, requests):
    presenter.open_request("2026-014")
    requests.in_request["2026-014"] = replace(requests.in_request["2026-014"], undecided=1)
    presenter.refresh()
    assert shown.last.next_sentence == "Next: decide 1 record."
