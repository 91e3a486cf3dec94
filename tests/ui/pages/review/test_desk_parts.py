"""The desk's line of tasks, its few drawn pages and its search, without a window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.redacted import SheetWord
from app.domain.spans import Region
from app.errors import AppError
from app.ui.at_once import AtOnce
from app.ui.pages.review.desk_drawn import AT_HAND, DrawnPages, wide_enough
from app.ui.pages.review.desk_find import AT_ONCE, FindOnPages
from app.ui.pages.review.desk_turns import Task, Turns
from app.ui.widgets.page_layout import laid_out
from app.workflow.show_pages import PageAsked, ShownPage
from app.workflow.suggest_on_pages import PageSuggestion


class Later:
    """A line of questions that answers when it is told to."""

    def __init__(self) -> None:
        self.open: list[Callable[[], None]] = []

    def ask(self, question, answered, _failed) -> None:
        self.open.append(lambda: answered(question()))

    def silence(self) -> None:
        self.open.clear()

    def answer(self) -> None:
        self.open.pop(0)()


OWN, SEEN = SheetWord("own", (0, 0, 0.1, 0.1)), SheetWord("seen", (0, 0.2, 0.1, 0.3))


class Room:
    """Shows pages without drawing any."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.looked: list[int] = []

    def suggestions(self, _record, _index, number) -> tuple[PageSuggestion, ...]:
        self.looked.append(number)
        return ()

    def page(self, _record, _index, asked) -> ShownPage:
        self.drawn.append(asked.number)
        return ShownPage(asked.number)

    def faces(self, _record, _index, number) -> tuple[Region, ...]:
        return (Region(number, 0.1, 0.1, 0.2, 0.2),) if number == 2 else ()

    def further(self, _record, _index, _number) -> tuple[SheetWord, ...]:
        return ()

    def hits(self, _record, _index, number, _literal) -> list[Region]:
        return [Region(number, 0.1, 0.1, 0.2, 0.2)] if number % 10 == 0 else []


def nothing(*_: object) -> None:
    """Do nothing."""


class RoomWithEyes(Room):
    """Shows scans; what eyes have read once is given with the page from then on."""

    def page(self, _record, _index, asked) -> ShownPage:
        self.drawn.append(asked.number)
        is_read = -asked.number in self.drawn
        return ShownPage(asked.number, words=(OWN, SEEN)[: 1 + is_read], unread=not is_read)

    def further(self, _record, _index, number) -> tuple[SheetWord, ...]:
        self.drawn.append(-number)
        return (SEEN,)


def test_that_a_scan_is_told_before_eyes_have_read_it_and_again_after() -> None:
    told: list[int] = []

    def changed() -> None:
        told.append(len(drawn.page(1).words))

    room, drawn = RoomWithEyes(), DrawnPages(AtOnce(), changed, nothing)
    drawn.want(room, (None, 0), [PageAsked(1, 64), PageAsked(2, 64)], 1)
    assert room.drawn == [1, -1, 2]
    assert told[:2] == [1, 2]
    drawn.want(room, (None, 0), [PageAsked(1, 128)], 0)
    assert room.drawn[3:] == [1]
    assert drawn.page(1).words == (OWN, SEEN)
    drawn.clear()
    drawn.want(room, (None, 0), [PageAsked(1, 64)], 0)
    assert room.drawn[4:] == [1, -1]


def test_that_newer_tasks_take_the_place_of_those_that_wait():
    asks, told = Later(), []
    turns = Turns(asks, nothing)
    turns.want([Task(lambda: 1, told.append), Task(lambda: 2, told.append)])
    turns.want([Task(lambda: 3, told.append)])
    asks.answer()
    asks.answer()
    assert told == [1, 3]
    assert asks.open == []


def test_that_what_is_dropped_is_not_told():
    asks, told = Later(), []
    turns = Turns(asks, nothing)
    turns.want([Task(lambda: 1, told.append), Task(lambda: 2, told.append)])
    turns.drop()
    assert asks.open == []
    turns.want([Task(lambda: 3, told.append)])
    asks.answer()
    assert told == [3]


def test_that_a_task_that_fails_does_not_stop_the_others():
    told, failed = [], []

    def fail() -> int:
        raise AppError("no", "yes")

    Turns(AtOnce(), failed.append).want([Task(fail, told.append), Task(lambda: 2, told.append)])
    assert told == [2]
    assert [error.what for error in failed] == ["no"]


def test_that_few_pages_are_at_hand_and_none_of_them_is_drawn_twice():
    room, drawn = Room(), DrawnPages(AtOnce(), nothing, nothing)
    for number in range(1, 21):
        drawn.want(room, (None, 0), [PageAsked(number, 640)], 0)
    assert len(drawn.at_hand()) == AT_HAND
    assert drawn.page(1) is None
    drawn.want(room, (None, 0), [PageAsked(20, 640)], 0)
    assert room.drawn == list(range(1, 21))
    assert [number for number in drawn.faces if drawn.faces[number]] == [2]
    assert room.looked == list(range(1, 21))
    drawn.clear()
    assert drawn.at_hand() == ()


def test_that_the_page_that_follows_is_made_ready():
    room, drawn = Room(), DrawnPages(AtOnce(), nothing, nothing)
    drawn.want(room, (None, 0), [PageAsked(1, 640), PageAsked(2, 640)], 1)
    assert room.drawn == [1, 2]
    assert set(drawn.faces) == {1}
    assert room.looked == [1]


def test_that_all_pages_of_a_file_that_was_read_are_looked_through_once_those_in_sight_first():
    room, drawn = Room(), DrawnPages(AtOnce(), nothing, nothing)
    drawn.want(room, (None, 0), [PageAsked(3, 640)], 0, read=4)
    assert room.looked == [3, 1, 2, 4]
    drawn.want(room, (None, 0), [PageAsked(2, 640)], 0, read=4)
    assert room.looked == [3, 1, 2, 4]
    assert room.drawn == [3, 2]


def test_that_a_little_more_width_draws_nothing_again():
    assert wide_enough(1) == wide_enough(64)
    assert wide_enough(65) > wide_enough(64)


def test_that_words_are_looked_for_page_by_page_and_gone_through_from_where_one_stands():
    find = FindOnPages(AtOnce(), nothing, nothing)
    find.begin(Room(), (None, 0), 100, "  two   words ")
    assert find.words == "two words"
    assert len(find.hits) == 10
    assert not find.looking
    assert find.step(35).page == 40
    assert find.step(35).page == 50
    assert len(find.targets(0, [Region(10, 0, 0, 1, 1)])) == 9
    find.clear()
    assert find.step(1) is None
    assert find.here is None


def test_that_a_newer_search_silences_the_older():
    asks = Later()
    find = FindOnPages(asks, nothing, nothing)
    find.begin(Room(), (None, 0), 100, "one")
    asks.answer()
    assert find.looking
    assert find.done == AT_ONCE
    find.begin(Room(), (None, 0), 5, "two")
    assert len(asks.open) == 1
    asks.answer()
    assert (find.done, find.hits) == (5, [])


def test_that_pages_stand_under_one_another_and_are_found_by_their_height():
    layout = laid_out([(612, 792), (792, 612), (100, 100)], 800, 1.0)
    assert layout.rect(2).width() == pytest.approx(780)
    assert layout.rect(1).bottom() < layout.rect(2).top()
    assert layout.page_at(layout.rect(2).center().y()) == 2
    assert layout.between(0, layout.height) == (1, 2, 3)
    placed = layout.placed(1, (0.25, 0.5, 0.75, 1.0))
    assert layout.within(1, placed.topLeft()) == pytest.approx((0.25, 0.5))
    assert laid_out([], 800, 1.0).between(0, 10) == ()
    wide = laid_out([(612, 792)], 800, 2.0)
    assert wide.width > 800
