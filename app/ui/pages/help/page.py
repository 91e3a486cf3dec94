"""Joins the help: view and presenter; it also stands while no vault is open."""

from __future__ import annotations

from collections.abc import Callable

from app.ui.page import Page
from app.ui.pages.help.presenter import HelpPresenter
from app.ui.pages.help.view import HelpView
from app.ui.theme import Look
from app.ui.ways import Asks, PageContext, Where
from app.workflow.help import Help


class HelpPage(Page):
    """The help.

    Args:
        asks: makes lines of questions.
        leave: goes to the page of a name.
    """

    def __init__(self, asks: Callable[[], Asks], leave: Callable[[str], None], look: Look) -> None:
        self.view = HelpView(look)
        super().__init__(self.view, "Help")
        self.presenter = HelpPresenter(Help.load, asks, leave, self.view.show_state)
        view, presenter = self.view, self.presenter
        view.find_wished.connect(presenter.find)
        view.table.chosen.connect(presenter.choose)
        view.text.followed.connect(presenter.choose)
        view.back_wished.connect(presenter.go_back)
        view.leave_wished.connect(presenter.leave)

    def arrive(self, subject: str) -> None:
        """Show the topic of the page that the clerk was on, or the one that is named."""
        self.presenter.arrive(subject)
        self.view.take_focus()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return HelpPage(context.asks, lambda name: context.ways.go(Where(name)), look)
