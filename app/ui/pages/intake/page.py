"""Joins the form of a request: view and presenter."""

from __future__ import annotations

from collections.abc import Callable

from app.ui.page import Page
from app.ui.pages.intake.presenter import IntakePresenter
from app.ui.pages.intake.view import IntakeView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext


class IntakePage(Page):
    """A request as it came in."""

    def __init__(self, context: PageContext, look: Look) -> None:  # noqa: ARG002 - every page is made alike
        self.view = IntakeView()
        super().__init__(self.view, "Request")
        self.presenter = IntakePresenter(
            context.desk, context.ways, context.asks, context.settings, self.view.show_state
        )
        self.view.fields.typed.connect(self.presenter.typed)
        self.view.save_wished.connect(self._save)
        self.view.away_wished.connect(self.presenter.leave_unsaved)

    def arrive(self, subject: str) -> None:
        """Show the form."""
        self.presenter.arrive(subject)
        self.view.take_focus()

    def _save(self) -> None:
        self.presenter.save()
        self.view.fields.focus_wrong()

    def put_away(self) -> Callable[[], None] | None:
        """Save what is half typed, if it can be saved."""
        return self.presenter.put_away()

    def deeds(self) -> list[Deed]:
        """Offer to save."""
        return [Deed("Save the request", self._save, "Ctrl+S", "keep")]


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return IntakePage(context, look)
