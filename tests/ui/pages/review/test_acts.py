"""Acts are done in their order and none is lost."""

from __future__ import annotations

from app.errors import AppError
from app.ui.pages.review.acts import Acts
from app.ui.pages.review.pace import Pace


class Later:
    """A line that answers when it is told to."""

    def __init__(self) -> None:
        self.open = None

    def ask(self, question, answered, failed):
        self.open = (question, answered, failed)

    def silence(self):
        self.open = None

    def answer(self):
        question, answered, failed = self.open
        try:
            result = question()
        except AppError as error:
            failed(error)
        else:
            answered(result)


def test_that_a_second_act_waits_for_the_first():
    line, done = Later(), []
    acts = Acts(line, done.append)
    acts.do(lambda: "first", done.append)
    acts.do(lambda: "second", done.append)
    assert acts.waiting
    line.answer()
    line.answer()
    assert done == ["first", "second"]
    assert not acts.waiting


def test_that_a_refused_act_does_not_keep_the_next_one_back():
    line, done, refused = Later(), [], []

    def refuse():
        raise AppError("No.", "Do not.")

    acts = Acts(line, refused.append)
    acts.do(refuse, done.append)
    acts.do(lambda: "second", done.append)
    line.answer()
    line.answer()
    assert [error.what for error in refused] == ["No."]
    assert done == ["second"]


def test_that_what_was_not_begun_is_done_before_the_vault_closes():
    line, written = Later(), []
    acts = Acts(line, written.append)
    for word in ("first", "second", "third"):
        acts.do(lambda word=word: written.append(word), lambda _: None)
    rest = acts.rest()
    assert written == []
    rest()
    assert written == ["first", "second", "third"]
    line.answer()
    assert written == ["first", "second", "third"]


def test_that_nothing_is_left_to_do_when_nothing_waits():
    line = Later()
    acts = Acts(line, print)
    acts.do(lambda: 1, lambda _: None)
    line.answer()
    assert acts.rest() is None


def test_that_what_follows_comes_after_all_acts():
    line, order = Later(), []
    acts = Acts(line, order.append)
    acts.then(lambda: order.append("at once"))
    acts.do(lambda: "act", order.append)
    acts.then(lambda: order.append("then"))
    line.answer()
    assert order == ["at once", "act", "then"]


def test_that_the_pace_is_told_once_enough_was_decided():
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _ in range(4):
        now[0] += 10
        pace.decided(1)
    assert pace.words(100) == ""
    now[0] += 10
    pace.decided(1)
    assert pace.words(100) == "about 17 minutes at your pace"
    assert pace.words(5) == "about a minute at your pace"
    assert pace.words(2_000) == "about 5.6 h at your pace"
    assert pace.words(20_000) == "about 56 h at your pace"
    assert pace.words(0) == ""


def test_that_a_visitor_at_the_counter_does_not_slow_the_pace():
    now = [0.0]
    pace = Pace(lambda: now[0])
    now[0] = 3_600
    pace.decided(5)
    assert pace.words(5) == "about 2 minutes at your pace"
