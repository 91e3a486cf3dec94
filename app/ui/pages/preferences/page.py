"""Joins the page of preferences: view and presenter."""

from __future__ import annotations

from app.ui.page import Page
from app.ui.pages.preferences.presenter import PreferencesPresenter
from app.ui.pages.preferences.update_dialog import UpdateDialog
from app.ui.pages.preferences.updating import Updating
from app.ui.pages.preferences.view import PreferencesView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext
from app.ui.widgets.ask_path import ask_file

UPDATES = "Updates (*.sdupdate)"


class PreferencesPage(Page):
    """What the clerk chooses once."""

    def __init__(self, context: PageContext, look: Look) -> None:  # noqa: ARG002 - every page is made alike
        self.view = PreferencesView()
        super().__init__(self.view, "Preferences")
        self.presenter = PreferencesPresenter(
            context.ways, context.settings, self.view.show_state, context.policy
        )
        self.updating = Updating(
            context,
            self.view.show_notice,
            lambda words, go: UpdateDialog(self.view, words, go).open(),
        )
        self.view.chosen.connect(self.presenter.choose)
        self.view.update_wished.connect(self.ask_update)

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - it has no subject
        """Show what holds."""
        self.presenter.arrive()
        self.view.clerk.setFocus()

    def deeds(self) -> list[Deed]:
        """Offer what the button does."""
        words = "upgrade newer version sdupdate stick"
        return [Deed("Install an update", self.ask_update, "Alt+I", words)]

    def ask_update(self) -> None:
        """Ask for the file of an update."""
        ask_file(self.view, "Install an update", UPDATES, self.updating.take)


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return PreferencesPage(context, look)
