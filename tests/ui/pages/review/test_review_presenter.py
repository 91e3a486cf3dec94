"""What each key of the review does, over a real small vault, without a window."""

from __future__ import annotations

import pytest
from desk_fakes import Shown
from review_desk import CODE, OTHER, TEXTS, Bench

from app.domain.decisions import Comment, Disposition
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.ui.pages.review.presenter import ReviewPresenter
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.words import ALL_DECIDED, NO_REQUEST, NOTHING
from app.ui.sheet import Ink
from app.ui.ways import Where


class Reviewing(Bench):
    def __init__(self, folder, **more) -> None:
        super().__init__(folder, **more)
        self.shown: Shown[ReviewState] = Shown()
        self.now = 0.0
        self.presenter = ReviewPresenter(self.context, self.shown, lambda: self.now)
        self.presenter.arrive()

    @property
    def state(self) -> ReviewState:
        return self.shown.last

    def take(self, code: str) -> None:
        self.presenter.picking.take(code)

    def target(self, at: int, words: str) -> SpanTarget:
        start = TEXTS[at].index(words)
        return SpanTarget(Span(start, start + len(words)))


@pytest.fixture
def desk(tmp_path):
    bench = Reviewing(tmp_path)
    yield bench
    bench.presenter.put_away()()
    bench.vault.close()


def test_that_the_first_open_record_stands_in_its_conversation(desk):
    assert desk.state.sight.record == desk.ids[0]
    assert [card.record for card in desk.state.sight.sheet.cards] == desk.ids
    assert desk.state.queue.shown == "undecided"
    assert (desk.state.queue.decided, desk.state.queue.total) == (0, 5)
    assert desk.state.panel.stands == "No decision yet"


def test_that_release_decides_and_goes_on(desk):
    desk.presenter.decide(Disposition.RELEASE)
    assert desk.standing(0).outcome is Disposition.RELEASE
    assert desk.state.sight.record == desk.ids[1]
    assert desk.ways.said == ["1 record set to release."]
    assert desk.ways.changes == 1


def test_that_shift_decides_and_stays(desk):
    desk.presenter.decide(Disposition.NOT_RESPONSIVE, stay=True)
    assert desk.standing(0).outcome is Disposition.NOT_RESPONSIVE
    assert desk.presenter.record == desk.ids[0]
    assert desk.state.panel.outcome is Disposition.NOT_RESPONSIVE
    assert desk.state.queue.ids == tuple(desk.ids[1:])
    desk.presenter.step(1)
    assert desk.presenter.record == desk.ids[1]


def test_that_nothing_is_decided_before_it_is_seen(desk):
    desk.presenter._seen = None
    desk.presenter.decide(Disposition.RELEASE)
    desk.presenter.redacting.redact_under([desk.target(1, "Jordan")])
    assert desk.log() == []


def test_that_withholding_asks_for_an_exemption_first(desk):
    desk.presenter.decide(Disposition.WITHHOLD)
    assert desk.standing(0).outcome is None
    assert desk.state.pick.purpose == f"Withhold record {desk.ids[0]} under"
    desk.take(CODE)
    assert desk.standing(0).outcome is Disposition.WITHHOLD
    assert desk.standing(0).codes == (CODE,)
    assert desk.state.pick is None


def test_that_exemptions_are_found_in_plain_words(desk):
    desk.presenter.decide(Disposition.WITHHOLD)
    desk.presenter.picking.type("social security")
    assert any(row.code == OTHER for row in desk.state.pick.rows)
    desk.presenter.picking.type("qqqq zzzz")
    assert desk.state.pick.rows == ()
    assert "No exemption" in desk.state.pick.none


def test_that_several_exemptions_can_be_taken_together(desk):
    desk.presenter.decide(Disposition.WITHHOLD)
    for code in (CODE, OTHER, CODE, CODE):
        desk.presenter.picking.tick(code)
    assert desk.state.pick.ticked == (OTHER, CODE)
    desk.take("")
    assert desk.standing(0).codes == (OTHER, CODE)


def test_that_leaving_the_list_of_exemptions_decides_nothing(desk):
    desk.presenter.decide(Disposition.WITHHOLD)
    desk.presenter.picking.take("")
    desk.presenter.picking.leave()
    assert desk.state.pick is None
    desk.presenter.picking.type("x")
    desk.presenter.picking.tick(CODE)
    desk.take(CODE)
    assert desk.log() == []


def test_that_a_redaction_hides_the_words_and_is_listed(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan Blackwood")])
    desk.take(CODE)
    runs = [
        r for c in desk.state.sight.sheet.cards if c.here for line in c.lines for r in line.runs
    ]
    assert [run.text.strip() for run in runs if run.ink is Ink.BAR] == [CODE]
    assert not any("Blackwood" in run.text for run in runs)
    (row,) = desk.state.panel.redactions
    assert (row.words, row.codes) == ("Jordan Blackwood", CODE)
    assert desk.state.panel.recent == (CODE,)


def test_that_the_last_exemption_needs_no_second_search(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan")])
    desk.take(CODE)
    desk.presenter.redacting.redact([desk.target(1, "Cedar Street")])
    assert desk.state.pick is None
    assert len(desk.standing(1).redactions) == 2


def test_that_a_digit_without_an_exemption_says_so(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan")], 4)
    assert desk.ways.said[-1].startswith("So far 0 exemptions in use")
    desk.presenter.redacting.redact([])
    desk.presenter.redacting.redact_under([])
    assert desk.ways.said[-1].startswith("Select the words first")


def test_that_a_redacted_record_is_released_as_redacted(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan")])
    desk.take(CODE)
    desk.presenter.decide(Disposition.RELEASE)
    assert desk.standing(1).disposition is Disposition.REDACT


def test_that_the_same_words_elsewhere_are_offered_and_redacted(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan Blackwood")])
    desk.take(CODE)
    assert desk.state.same.title == "The same words stand in 1 other place · 1 record"
    desk.presenter.equals.open()
    (row,) = desk.state.same.rows
    assert (row.words, row.after) == ("Jordan Blackwood", " again, call 850-555-0142")
    desk.presenter.redacting.apply_equals()
    assert len(desk.standing(3).redactions) == 1
    assert desk.state.same is None


def test_that_a_place_that_is_left_out_stays_visible(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan Blackwood")])
    desk.take(CODE)
    desk.presenter.equals.open()
    desk.presenter.equals.tick(0)
    desk.presenter.equals.tick(9)
    desk.presenter.redacting.apply_equals()
    assert desk.standing(3).redactions == ()
    desk.presenter.equals.leave()
    assert desk.state.same is None


def to_next_of(desk, kind: str) -> None:
    """Press Tab until a suggestion of a kind waits."""
    desk.presenter.redacting.next_hint()
    while desk.presenter.redacting.hint.kind != kind:
        desk.presenter.redacting.next_hint()


def test_that_suggestions_wait_for_tab_and_enter(desk):
    desk.presenter.go(desk.ids[3])
    assert desk.presenter.redacting.hint is None
    to_next_of(desk, "phone")
    desk.presenter.redacting.accept()
    assert "phone number" in desk.state.pick.purpose
    desk.take(CODE)
    assert len(desk.standing(3).redactions) == 1


def test_that_the_second_suggestion_of_a_kind_takes_the_same_exemption(desk):
    desk.presenter.go(desk.ids[3])
    to_next_of(desk, "phone")
    desk.presenter.redacting.accept()
    desk.take(CODE)
    desk.presenter.show_hint(-1)
    to_next_of(desk, "phone")
    assert desk.presenter.redacting.under == CODE
    desk.presenter.redacting.accept()
    assert desk.state.pick is None
    assert len(desk.standing(3).redactions) == 2


def test_that_a_declined_suggestion_does_not_come_again(desk):
    desk.presenter.go(desk.ids[3])
    before = len(desk.state.sight.hints)
    desk.presenter.redacting.next_hint()
    desk.presenter.redacting.decline()
    assert len(desk.state.sight.hints) == before - 1
    desk.presenter.go(desk.ids[0])
    desk.presenter.go(desk.ids[3])
    assert len(desk.state.sight.hints) == before - 1


def test_that_after_the_last_suggestion_none_waits(desk):
    desk.presenter.go(desk.ids[3])
    for _ in desk.state.sight.hints:
        desk.presenter.redacting.next_hint()
    assert desk.presenter.redacting.hint is not None
    desk.presenter.redacting.next_hint()
    assert desk.presenter.redacting.hint is None
    desk.presenter.redacting.accept()
    desk.presenter.redacting.decline()
    assert desk.log() == []


def test_that_undo_goes_where_it_undid_and_redo_does_it_again(desk):
    desk.presenter.decide(Disposition.RELEASE)
    assert desk.presenter.record == desk.ids[1]
    desk.presenter.undo()
    assert desk.presenter.record == desk.ids[0]
    assert desk.standing(0).outcome is None
    assert desk.ways.said[-1].startswith("Undone:")
    desk.presenter.redo()
    assert desk.standing(0).outcome is Disposition.RELEASE
    desk.presenter.redo()
    assert desk.ways.said[-1] == "Nothing to do again."


def test_that_undo_without_an_act_says_so(desk):
    desk.presenter.undo()
    assert desk.ways.said == ["Nothing to undo."]


def test_that_several_rows_get_one_decision(desk):
    desk.presenter.choose([0, 1, 2], 0)
    assert desk.state.panel.about == "3 records chosen"
    desk.presenter.decide(Disposition.RELEASE)
    assert [desk.standing(at).outcome for at in range(3)] == [Disposition.RELEASE] * 3
    assert len({entry.group for entry in desk.log()}) == 1
    assert desk.state.panel.several == 0


def test_that_the_queue_can_show_only_some(desk):
    desk.presenter.decide(Disposition.RELEASE)
    desk.presenter.show_only("released")
    assert desk.state.queue.ids == (desk.ids[0],)
    assert desk.state.sight.record == desk.ids[0]
    desk.presenter.show_only("withheld")
    assert desk.state.queue.ids == ()
    counts = {way.key: way.count for way in desk.state.queue.ways}
    assert (counts["all"], counts["undecided"], counts["released"]) == (5, 4, 1)


def test_that_rows_of_the_queue_come_when_they_are_asked_for(desk):
    came = []
    desk.presenter.fetch_rows(1, 2, came.append)
    (rows,) = came
    assert [row.key for row in rows] == [str(one) for one in desk.ids[1:3]]
    assert rows[0].cells[0].text == "○"
    assert "no decision yet" in rows[0].cells[0].spoken


def test_that_j_and_k_walk_through_the_queue_and_stop_at_its_ends(desk):
    desk.presenter.step(1)
    assert desk.presenter.record == desk.ids[1]
    desk.presenter.step(-1)
    desk.presenter.step(-1)
    assert desk.presenter.record == desk.ids[0]


def test_that_the_last_decision_leads_to_the_check(desk):
    for _ in desk.ids:
        desk.presenter.decide(Disposition.RELEASE)
    assert desk.state.notice == ALL_DECIDED
    desk.presenter.follow()
    assert desk.ways.went == [(Where.CHECK, "")]


def test_that_a_decided_record_that_is_decided_anew_leads_to_its_neighbour(desk):
    for _ in desk.ids:
        desk.presenter.decide(Disposition.RELEASE)
    desk.presenter.show_only("all")
    desk.presenter.go(desk.ids[1])
    desk.presenter.decide(Disposition.NOT_RESPONSIVE)
    assert desk.presenter.record == desk.ids[2]


def test_that_a_note_is_kept_and_an_empty_one_is_not(desk):
    desk.presenter.note("  ask the sergeant ")
    desk.presenter.note("   ")
    assert [entry.decision for entry in desk.log()] == [Comment(desk.ids[0], "ask the sergeant")]
    assert desk.state.panel.notes == ("ask the sergeant",)


def test_that_a_redaction_is_lifted_or_gets_another_exemption(desk):
    desk.presenter.go(desk.ids[1])
    desk.presenter.redacting.redact([desk.target(1, "Jordan")])
    desk.take(CODE)
    desk.presenter.redacting.recode(desk.state.panel.redactions[0].id)
    desk.take(OTHER)
    assert desk.state.panel.redactions[0].codes == OTHER
    desk.presenter.redacting.lift(desk.state.panel.redactions[0].id)
    assert desk.state.panel.redactions == ()


def test_that_a_record_named_by_the_check_is_shown(desk):
    desk.presenter.arrive(str(desk.ids[4]))
    assert desk.state.sight.record == desk.ids[4]


def test_that_a_refused_decision_is_told_and_taken_back_on_the_screen(desk):
    with desk.vault.write() as work:
        work.requests.close(desk.request.id)
    desk.presenter.decide(Disposition.RELEASE)
    assert "closed" in desk.state.notice.what
    assert desk.state.queue.decided == 0


def test_that_a_request_without_records_says_where_they_come_from(tmp_path):
    desk = Reviewing(tmp_path, held=[])
    assert desk.state.empty == NOTHING
    desk.presenter.follow()
    assert desk.ways.went == [(Where.SEARCH, "")]
    desk.presenter.step(1)
    desk.presenter.put_away()()
    desk.vault.close()


def test_that_without_a_request_nothing_is_reviewed(tmp_path):
    bench = Bench(tmp_path)
    bench.ways.request = None
    shown = Shown()
    presenter = ReviewPresenter(bench.context, shown)
    presenter.arrive()
    assert shown.last.empty == NO_REQUEST
    presenter.follow()
    assert bench.ways.went == [(Where.REQUESTS, "")]
    for act in (presenter.undo, presenter.redacting.next_hint):
        act()
    presenter.decide(Disposition.RELEASE)
    presenter.put_away()()
    bench.vault.close()
