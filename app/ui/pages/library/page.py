"""Joins the library and the clerk's lists: views and presenters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.pages.library.lists import ListsPresenter
from app.ui.pages.library.lists_view import ListsView
from app.ui.pages.library.presenter import LibraryPresenter
from app.ui.pages.library.view import LibraryView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext

LISTS = "lists"
"""The word with which the page is sent to the lists."""


class LibraryPage(Page):
    """The laws' exemptions, and the clerk's lists."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = LibraryView(look)
        self.lists_view = ListsView(look)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.view, "&Exemptions")
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self.lists_view)
        self._tabs.addTab(around, "L&ists")
        super().__init__(self._tabs, "Library")
        self._context = context
        self.presenter = LibraryPresenter(context.desk.law, context.asks, self.view.show_state)
        self.lists = ListsPresenter(context, self.lists_view.show_state)
        self.view.jurisdiction_wished.connect(self.presenter.choose_jurisdiction)
        self.view.find_wished.connect(self.presenter.find)
        self.view.table.chosen.connect(self.presenter.choose)
        self._bind_lists()

    def arrive(self, subject: str) -> None:
        """Show the law of the open request, or of the last one; or of ``subject``; or lists."""
        if subject == LISTS:
            self._tabs.setCurrentIndex(1)
            self.lists.arrive()
            self.lists_view.take_focus()
            return
        request = self._context.ways.request
        usual = self._context.settings.now.jurisdiction
        self._tabs.setCurrentIndex(0)
        self.presenter.arrive(subject or (request.details.jurisdiction if request else usual))
        self.view.take_focus()

    def deeds(self) -> list[Deed]:
        """Offer what can be done here."""
        return [
            Deed("Lists: victims, minors, never redact", self._show_lists, "Alt+I", "own people"),
            Deed("Office's own people are never redacted", self.lists.add_office, "Alt+O", "list"),
        ]

    def _show_lists(self) -> None:
        self.arrive(LISTS)

    def _bind_lists(self) -> None:
        view, lists = self.lists_view, self.lists
        self._tabs.currentChanged.connect(self._turned)
        view.list_wished.connect(lists.choose_list)
        view.added.connect(lists.add)
        view.removed.connect(lists.remove)
        view.office_wished.connect(lists.add_office)
        view.taken.connect(lists.take_table)
        view.saved.connect(lists.save_table)

    def _turned(self, at: int) -> None:
        read: Callable[[], None] = self.lists.arrive if at else self.view.take_focus
        read()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return LibraryPage(context, look)
