"""Joins the list of requests: view and presenter."""

from __future__ import annotations

from app.ui.page import Page
from app.ui.pages.requests.presenter import RequestsPresenter
from app.ui.pages.requests.view import RequestsView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext


class RequestsPage(Page):
    """Home."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = RequestsView(look)
        super().__init__(self.view, "Requests")
        self.presenter = RequestsPresenter(
            context.desk, context.ways, context.asks, self.view.show_state
        )
        self._bind()

    def arrive(self, subject: str) -> None:
        """Read the requests afresh."""
        if subject:
            self.presenter.choose(subject)
        self.presenter.arrive()
        self.view.take_focus()

    def refresh(self) -> None:
        """Read the requests afresh."""
        self.presenter.arrive()

    def deeds(self) -> list[Deed]:
        """Offer a new request."""
        return [Deed("New request", self.presenter.new, "Alt+N", "enter intake add")]

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.new_wished.connect(presenter.new)
        view.filter_wished.connect(presenter.filter)
        view.find_wished.connect(presenter.find)
        view.opened.connect(presenter.open)
        view.table.chosen.connect(presenter.choose)
        view.table.sort_wished.connect(presenter.sort)
        view.empty.pressed.connect(self._empty_pressed)
        view.detail.open_wished.connect(lambda: presenter.open(presenter.chosen))
        view.detail.edit_wished.connect(lambda: presenter.edit(presenter.chosen))
        view.detail.close_wished.connect(lambda: presenter.close_or_reopen(presenter.chosen))

    def _empty_pressed(self) -> None:
        self.presenter.empty_pressed()
        self.view.clear_find()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return RequestsPage(context, look)
