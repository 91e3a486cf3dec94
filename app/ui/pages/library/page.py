"""Joins the library: view and presenter."""

from __future__ import annotations

from app.ui.page import Page
from app.ui.pages.library.presenter import LibraryPresenter
from app.ui.pages.library.view import LibraryView
from app.ui.theme import Look
from app.ui.ways import PageContext


class LibraryPage(Page):
    """The laws' exemptions."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = LibraryView(look)
        super().__init__(self.view, "Library")
        self._context = context
        self.presenter = LibraryPresenter(context.desk.law, context.asks, self.view.show_state)
        self.view.jurisdiction_wished.connect(self.presenter.choose_jurisdiction)
        self.view.find_wished.connect(self.presenter.find)
        self.view.table.chosen.connect(self.presenter.choose)

    def arrive(self, subject: str) -> None:
        """Show the law of the open request, or of the last one; or of ``subject``."""
        request = self._context.ways.request
        usual = self._context.settings.now.jurisdiction
        self.presenter.arrive(subject or (request.details.jurisdiction if request else usual))
        self.view.take_focus()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return LibraryPage(context, look)
