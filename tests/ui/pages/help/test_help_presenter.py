"""What the help shows, and where its rows, links and buttons lead; without Qt."""

from __future__ import annotations

import pytest
from desk_fakes import Shown

from app.errors import AppError
from app.ui.at_once import AtOnce
from app.ui.pages.help.presenter import HelpPresenter
from app.workflow.help import Help, Topic

TOPICS = (
    Topic("first-steps", "First steps", "Begin here.", 1),
    Topic("search", "Searching", "Type words.\n\n## Fields\n\nWrite a colon.", 2, "", ("Search",)),
    Topic("packet", "The packet", "A PDF.\n\n## Bates numbers\n\nOne a page.", 3, "", ("Packet",)),
)


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def left() -> list[str]:
    return []


@pytest.fixture
def presenter(shown, left) -> HelpPresenter:
    return HelpPresenter(lambda: Help(TOPICS), AtOnce, left.append, shown)


def titles(state) -> list[str]:
    return [row.cells[0].text for row in state.rows]


def test_that_the_topic_of_the_page_one_comes_from_is_shown(presenter, shown, left):
    presenter.arrive("Search>")
    assert (shown.last.title, shown.last.chosen) == ("Searching", "search")
    assert titles(shown.last) == ["First steps", "Searching", "The packet"]
    assert shown.last.leave_word == "&Back to Search"
    presenter.leave()
    assert left == ["Search"]


def test_that_a_page_without_a_topic_shows_the_first_steps(presenter, shown, left):
    presenter.arrive("")
    assert shown.last.title == "First steps"
    assert shown.last.leave_word == ""
    presenter.leave()
    assert left == []


def test_that_a_topic_named_from_another_page_leads_back_to_that_page(presenter, shown, left):
    presenter.arrive("Packet>search#fields")
    assert (shown.last.title, shown.last.heading) == ("Searching", "Fields")
    presenter.arrive("packet")
    assert shown.last.title == "The packet"
    presenter.leave()
    assert left == ["Packet"]


def test_that_what_was_read_stays_when_one_comes_again_without_a_wish(presenter, shown):
    presenter.arrive("Search>")
    presenter.arrive("nowhere")
    assert shown.last.title == "Searching"


def test_that_links_are_followed_and_gone_back(presenter, shown):
    presenter.arrive("Search>")
    assert not shown.last.can_go_back
    presenter.choose("packet#bates-numbers")
    assert (shown.last.title, shown.last.heading) == ("The packet", "Bates numbers")
    assert shown.last.chosen == "packet"
    assert shown.last.can_go_back
    presenter.go_back()
    assert (shown.last.title, shown.last.can_go_back) == ("Searching", False)
    presenter.go_back()
    assert shown.last.title == "Searching"


def test_that_a_link_that_leads_nowhere_or_to_the_net_does_nothing(presenter, shown):
    presenter.arrive("Search>")
    before = len(shown)
    presenter.choose("https://example.com/packet")
    presenter.choose("")
    assert len(shown) == before


def test_that_plain_words_list_places_and_show_the_best(presenter, shown):
    presenter.arrive("Search>")
    presenter.find("bates")
    assert titles(shown.last) == ["Bates numbers · The packet"]
    assert shown.last.found == "1 place"
    assert (shown.last.title, shown.last.heading) == ("The packet", "Bates numbers")
    assert shown.last.chosen == shown.last.rows[0].key == "packet#bates-numbers"
    presenter.find("  ")
    assert len(shown.last.rows) == 3
    assert shown.last.found == "3 topics"
    assert shown.last.chosen == "packet"


def test_that_nothing_found_says_how_to_find(presenter, shown):
    presenter.arrive("Search>")
    presenter.find("zebra")
    assert "plain word" in shown.last.empty.sentence
    assert shown.last.rows == ()
    presenter.find("")
    assert shown.last.empty is None


def test_that_help_that_cannot_be_read_is_told(shown):
    def broken() -> Help:
        raise AppError("The help file a.md cannot be read.", "Install the program again.")

    presenter = HelpPresenter(broken, AtOnce, lambda _: None, shown)
    presenter.find("word")
    presenter.choose("search")
    presenter.arrive("Search>")
    assert "cannot be read" in shown.last.notice.what
