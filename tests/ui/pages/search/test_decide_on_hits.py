"""From the search to the review: the hits of a search are decided together."""

from __future__ import annotations

import pytest
from desk_fakes import Shown
from review_desk import CODE, TEXTS, Bench

from app.domain.decisions import Disposition
from app.ui.hits import sought_in, subject_of
from app.ui.pages.review.presenter import ReviewPresenter
from app.ui.pages.review.queueing import HITS
from app.ui.pages.search.presenter import SearchPresenter
from app.ui.ways import Where
from app.workflow.gather_records import Sought


class Both(Bench):
    def __init__(self, folder, **more) -> None:
        super().__init__(folder, **more)
        self.found: Shown = Shown()
        self.shown: Shown = Shown()
        self.search = SearchPresenter(self.context, self.found)
        self.review = ReviewPresenter(self.context, self.shown)
        self.search.arrive()

    def decide_on(self, typed: str) -> None:
        self.search.type(typed)
        self.search.decide()
        where, subject = self.ways.went[-1]
        assert where is Where.REVIEW
        self.review.arrive(subject)


@pytest.fixture
def desk(tmp_path):
    bench = Both(tmp_path, held=[0, 1, 2, 3])
    yield bench
    bench.review.put_away()()
    bench.vault.close()


def test_that_the_word_a_page_is_sent_with_comes_back_whole():
    sought = Sought('"14 cedar" OR x', stems=False, marked=(3, 5))
    assert sought_in(subject_of(sought)) == sought
    assert sought_in("88") is None


def test_that_hits_in_the_request_become_a_way_of_the_queue_all_chosen(desk):
    desk.decide_on("blackwood")
    queue = desk.shown.last.queue
    assert queue.ids == (desk.ids[1], desk.ids[3])
    assert queue.shown == HITS
    assert queue.ways[-1].name == "Search: blackwood"
    assert queue.chosen == (0, 1)
    assert desk.shown.last.panel.several == 2
    assert desk.ways.said[-1].startswith("2 records of this search chosen")


def test_that_one_key_decides_all_hits_and_one_undo_takes_it_back(desk):
    desk.decide_on("blackwood")
    desk.review.decide(Disposition.NOT_RESPONSIVE)
    assert [desk.standing(at).outcome for at in range(4)] == [
        None, Disposition.NOT_RESPONSIVE, None, Disposition.NOT_RESPONSIVE,
    ]  # fmt: skip
    desk.review.undo()
    assert [desk.standing(at).outcome for at in range(4)] == [None] * 4


def test_that_the_searched_words_are_withheld_in_all_hits_as_one_act(desk):
    desk.decide_on('"jordan blackwood"')
    assert desk.review.several.searched
    desk.review.several.redact_searched()
    assert desk.shown.last.pick.purpose.startswith("Redact the searched words, 2 places in 2 ")
    desk.review.picking.take(CODE)
    for at in (1, 3):
        (redaction,) = desk.standing(at).redactions
        span = redaction.target.span
        assert TEXTS[at][span.start : span.end] == "Jordan Blackwood"
    desk.review.undo()
    assert not desk.standing(1).redactions
    assert not desk.standing(3).redactions


def test_that_going_one_by_one_ends_the_common_choice(desk):
    desk.decide_on("blackwood")
    desk.review.step(1)
    assert desk.shown.last.panel.several == 0
    assert not desk.review.several.searched
    desk.review.decide(Disposition.RELEASE)
    assert desk.standing(1).outcome is None
    assert desk.standing(3).outcome is Disposition.RELEASE


def test_that_only_marked_hits_are_decided_where_some_are(desk):
    desk.search.type("blackwood")
    desk.search.mark([str(desk.ids[3])])
    assert desk.found.last.deciding == 1
    desk.decide_on("blackwood")
    assert desk.shown.last.queue.ids == (desk.ids[3],)


def test_that_hits_outside_the_request_are_told_and_lead_nowhere(desk):
    desk.search.mark([str(desk.ids[4])])
    desk.search.decide()
    assert desk.ways.went == []
    assert desk.ways.said[-1] == "None of these records is in the request. Add them first."
