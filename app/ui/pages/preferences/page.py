"""Joins the page of preferences: view and presenter."""

from __future__ import annotations

from app.ui.page import Page
from app.ui.pages.preferences.presenter import PreferencesPresenter
from app.ui.pages.preferences.view import PreferencesView
from app.ui.theme import Look
from app.ui.ways import PageContext


class PreferencesPage(Page):
    """What the clerk chooses once."""

    def __init__(self, context: PageContext, look: Look) -> None:  # noqa: ARG002 - every page is made alike
        self.view = PreferencesView()
        super().__init__(self.view, "Preferences")
        self.presenter = PreferencesPresenter(
            context.ways, context.settings, self.view.show_state, context.policy
        )
        self.view.chosen.connect(self.presenter.choose)

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - it has no subject
        """Show what holds."""
        self.presenter.arrive()
        self.view.clerk.setFocus()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return PreferencesPage(context, look)
