"""What the search page shows and does, over a real small vault, without a window."""

from __future__ import annotations

import pytest
from builders import hold
from desk_fakes import Shown, texts
from made_mails import BEN, ROSA, mail
from review_desk import TEXTS, Bench

from app.ui.pages.search.narrowing import has_part, month_name, replaced, toggled
from app.ui.pages.search.presenter import NO_RECORDS, SearchPresenter
from app.ui.pages.search.state import SearchState, Side
from app.ui.sheet import Ink
from app.ui.ways import Where


class Searching(Bench):
    def __init__(self, folder, **more) -> None:
        super().__init__(folder, **more)
        self.shown: Shown[SearchState] = Shown()
        self.presenter = SearchPresenter(self.context, self.shown)
        self.presenter.arrive()

    @property
    def state(self) -> SearchState:
        return self.shown.last

    def rows(self):
        came = []
        self.presenter.fetch_rows(0, 200, came.append)
        return came[0]

    def held(self):
        with self.vault.read() as work:
            return work.requests.record_ids(self.request.id)


@pytest.fixture
def desk(tmp_path):
    bench = Searching(tmp_path, held=[0])
    yield bench
    bench.vault.close()


def test_that_an_empty_line_shows_everything(desk):
    assert desk.state.count == len(TEXTS)
    assert desk.state.in_request == 1
    assert [group.title for group in desk.state.groups] == ["Where", "When", "Who", "Export"]


def test_that_typing_finds_and_marks(desk):
    desk.presenter.type("blackwood")
    assert desk.state.count == 2
    assert desk.state.summary.startswith("2 records, ")
    rows = desk.rows()
    cell = rows[0].cells[4]
    assert [cell.text[mark.start : mark.end] for mark in cell.marks] == ["Blackwood"]


def test_that_other_endings_are_told_and_can_be_left_out(desk):
    desk.presenter.type("stop")
    assert desk.state.count == 2
    assert desk.state.expanded == ("stop → stop 1, stopped 1",)
    desk.presenter.endings(False)
    assert desk.state.count == 1
    assert desk.state.expanded == ()


def test_that_a_mistake_is_told_with_its_place_and_the_answer_stays(desk):
    desk.presenter.type("cedar type:emal")
    assert desk.state.mistake.position == 11
    assert "type:email" in desk.state.mistake.sentence
    assert desk.state.count == len(TEXTS)
    desk.presenter.type("cedar")
    assert desk.state.mistake is None


def test_that_a_word_that_occurs_nowhere_has_a_likely_one(desk):
    desk.presenter.type("blackwod")
    assert desk.state.meant == (("blackwod", "blackwood"),)
    desk.presenter.mean("blackwod", "blackwood")
    assert (desk.state.typed, desk.state.count) == ("blackwood", 2)


def test_that_a_click_narrows_and_a_second_one_widens_again(desk):
    desk.presenter.type("jordan OR call")
    before = desk.state.count
    who = next(group for group in desk.state.groups if group.title == "Who")
    desk.presenter.narrow(who.rows[0].adds)
    chosen = next(group for group in desk.state.groups if group.title == "Who")
    assert any(row.active for row in chosen.rows)
    desk.presenter.narrow(who.rows[0].adds)
    assert (desk.state.typed, desk.state.count) == ("jordan OR call", before)


def test_that_the_preview_marks_what_was_found(desk):
    desk.presenter.type("cedar")
    desk.presenter.stand_on(str(desk.ids[1]))
    runs = [r for c in desk.state.preview.sheet.cards for line in c.lines for r in line.runs]
    assert {run.text for run in runs if run.ink is Ink.HIT} == {"Cedar"}
    assert desk.state.preview.record == desk.ids[1]


def test_that_the_preview_sets_apart_what_a_mail_quotes(desk):
    asked = "The pier is closed on Monday."
    answers = [
        mail(asked, 0, ROSA, BEN),
        mail(f"Done.\n\n> {asked}", 1, BEN, ROSA, ["m0@example.com"]),
    ]
    *_, answered = hold(desk.vault, answers)
    desk.presenter.type("pier")
    desk.presenter.stand_on(str(answered))
    cards = desk.state.preview.sheet.cards
    quoted = [line for card in cards for line in card.lines if line.quoted]
    (line,) = quoted
    assert "".join(run.text for run in line.runs) == f"> {asked}"
    assert [run.text for run in line.runs if run.ink is Ink.HIT] == ["pier"]


def test_that_dates_turn_round_and_the_best_can_come_first(desk):
    first = desk.rows()[0].key
    desk.presenter.order(1)
    assert desk.rows()[-1].key == first
    desk.presenter.order(4)
    assert desk.state.order == "rank"
    desk.presenter.order(0)
    desk.presenter.order(1)
    assert (desk.state.order, desk.state.newest) == ("date", False)


def test_that_all_that_was_found_is_added_and_can_be_taken_out_again(desk):
    desk.presenter.type("blackwood")
    desk.presenter.add_all()
    assert desk.held() == [desk.ids[0], desk.ids[1], desk.ids[3]]
    assert desk.state.notice.what == "2 records added."
    assert desk.ways.changes == 1
    desk.presenter.follow()
    assert desk.held() == [desk.ids[0]]
    assert desk.ways.said[-1] == "2 records taken out of the request again."


def test_that_marked_records_are_added_and_those_there_already_are_told(desk):
    desk.presenter.mark([str(desk.ids[0]), str(desk.ids[2])])
    assert desk.state.marked == 2
    desk.presenter.add()
    assert desk.held() == [desk.ids[0], desk.ids[2]]
    assert desk.state.notice.what == "1 record added. 1 were in it already."
    assert desk.state.marked == 0
    assert texts(desk.rows(), 6) == ["✓", "", "✓", "", ""]


def test_that_a_second_mark_takes_the_first_away(desk):
    key = str(desk.ids[0])
    desk.presenter.mark([key])
    assert texts(desk.rows(), 0)[0] == "☑"
    desk.presenter.mark([key])
    desk.presenter.mark([str(one) for one in desk.ids])
    desk.presenter.unmark()
    assert desk.state.marked == 0


def test_that_messages_around_each_come_along(desk):
    desk.presenter.type('"cedar street"')
    desk.presenter.around(1)
    desk.presenter.add_with_neighbours()
    assert desk.held() == desk.ids[:3]


def test_that_without_marks_the_letter_adds_all(desk):
    desk.presenter.type("call")
    desk.presenter.add()
    assert desk.held() == [desk.ids[0], desk.ids[3], desk.ids[4]]


def test_that_a_search_is_saved_used_and_forgotten(desk):
    desk.presenter.name_it()
    assert not desk.state.naming
    desk.presenter.type("blackwood")
    desk.presenter.name_it()
    assert desk.state.naming
    desk.presenter.save(" The driver ")
    assert [(one.name, one.query) for one in desk.state.saved] == [("The driver", "blackwood")]
    desk.presenter.save("  ")
    desk.presenter.forget("The driver")
    assert desk.state.saved == ()


def test_that_the_terms_report_counts_and_tells_mistakes(desk):
    desk.presenter.turn_to(Side.TERMS)
    assert desk.state.side is Side.TERMS
    desk.presenter.count_terms("blackwood\n\n cedar \ntype:emal\nblackwood")
    rows = desk.state.terms.rows
    assert texts(rows, 0) == ["blackwood", "cedar", "type:emal"]
    assert texts(rows, 1) == ["2", "1", ""]
    assert texts(rows, 2) == ["1", "0", ""]
    assert "emal" in rows[2].cells[3].text
    assert desk.presenter.terms_as_text().splitlines()[1] == "blackwood\t2\t1"
    desk.presenter.open_term("cedar")
    assert (desk.state.side, desk.state.typed) == (Side.RESULTS, "cedar")
    desk.presenter.turn_to(Side.HELP)
    desk.presenter.turn_to(Side.HELP)
    assert desk.state.side is Side.RESULTS


def test_that_adding_without_a_request_says_what_to_do(tmp_path):
    desk = Searching(tmp_path)
    desk.ways.request = None
    desk.presenter.arrive("call")
    desk.presenter.add()
    assert desk.state.notice.what == "No request is open."
    desk.presenter.follow()
    assert desk.ways.went == [(Where.REQUESTS, "")]
    desk.vault.close()


def test_that_records_with_decisions_are_not_taken_out_again(desk):
    from app.domain.decisions import Disposition
    from app.workflow.decide import Decider

    desk.presenter.type("blackwood")
    desk.presenter.add_all()
    Decider(desk.vault, desk.request, "M").dispose([desk.ids[1]], Disposition.RELEASE)
    desk.presenter.take_out()
    assert "decision" in desk.state.notice.what
    assert len(desk.held()) == 3
    desk.presenter.take_out()


def test_that_an_empty_vault_leads_to_the_sources(tmp_path):
    desk = Searching(tmp_path, texts=(), held=[])
    assert desk.state.empty == NO_RECORDS
    desk.presenter.follow()
    assert desk.ways.went == [(Where.SOURCES, "")]
    desk.presenter.add_all()
    desk.presenter.add_with_neighbours()
    desk.vault.close()


def test_that_a_part_is_taken_out_only_as_a_whole():
    assert toggled("stop", "in:sms") == "stop in:sms"
    assert toggled("stop in:sms", "in:sms") == "stop"
    assert toggled("*", "in:sms") == "in:sms"
    assert not has_part("in:sms2", "in:sms")
    assert toggled('"a  b" in:sms', "in:sms") == '"a  b"'


def test_that_a_word_is_put_in_place_of_a_whole_word_only():
    assert replaced("Stopp unstopp stopp", "stopp", "stop") == "stop unstopp stopp"


def test_that_months_have_names():
    assert month_name("2026-03") == "Mar 2026"
    assert month_name("unknown") == "unknown"
