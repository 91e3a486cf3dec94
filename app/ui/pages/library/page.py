"""Joins the library, the clerk's lists and the vault's people: views and presenters."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.settings.ways_out import WayOut
from app.ui.page import Page
from app.ui.pages.library.lists import ListsPresenter
from app.ui.pages.library.lists_view import ListsView
from app.ui.pages.library.people import PeoplePresenter
from app.ui.pages.library.people_view import PeopleView
from app.ui.pages.library.presenter import LibraryPresenter
from app.ui.pages.library.view import LibraryView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext

LISTS, PEOPLE = "lists", "people"
"""The words with which the page is sent to the lists, or to the people."""


class LibraryPage(Page):
    """The laws' exemptions, the clerk's lists, and who is one person."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = LibraryView(look)
        self.lists_view = ListsView(look)
        self.people_view = PeopleView(look)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.view, "&Exemptions")
        self._tabs.addTab(_within(self.lists_view), "L&ists")
        self._tabs.addTab(_within(self.people_view), "&People")
        super().__init__(self._tabs, "Library")
        self._context = context
        self.presenter = LibraryPresenter(context.desk.law, context.asks, self.view.show_state)
        self.lists = ListsPresenter(context, self.lists_view.show_state)
        self.people = PeoplePresenter(context, self.people_view.show_state)
        self.view.jurisdiction_wished.connect(self.presenter.choose_jurisdiction)
        self.view.find_wished.connect(self.presenter.find)
        self.view.table.chosen.connect(self.presenter.choose)
        self._bind_lists()
        self._bind_people()

    def arrive(self, subject: str) -> None:
        """Show the law of the open request, or the last one; or ``subject``'s; lists; people."""
        if subject in {LISTS, PEOPLE}:
            self._tabs.setCurrentIndex(1 if subject == LISTS else 2)
            self._turned(self._tabs.currentIndex())
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
            Deed("People: join numbers, addresses, handles", self._show_people, "Alt+P", "split"),
            Deed("Undo the last joining of people", self.people.undo, "", "people split join"),
        ]

    def _show_lists(self) -> None:
        self.arrive(LISTS)

    def _show_people(self) -> None:
        self.arrive(PEOPLE)

    def _bind_people(self) -> None:
        view, people = self.people_view, self.people
        view.find_wished.connect(people.find)
        view.join_wished.connect(people.join)
        view.split_wished.connect(people.split)
        view.name_wished.connect(people.call)
        view.accepted.connect(people.accept)
        view.declined.connect(people.decline)
        view.undo_wished.connect(people.undo)

    def _bind_lists(self) -> None:
        view, lists = self.lists_view, self.lists
        self._tabs.currentChanged.connect(self._turned)
        view.list_wished.connect(lists.choose_list)
        view.added.connect(lists.add)
        view.removed.connect(lists.remove)
        view.office_wished.connect(lists.add_office)
        view.taken.connect(lists.take_table)
        view.save_wished.connect(lambda: self._context.let_out(WayOut.TABLES, view.ask_place))
        view.saved.connect(lists.save_table)

    def _turned(self, at: int) -> None:
        shown = (
            (self.view.take_focus,),
            (self.lists.arrive, self.lists_view.take_focus),
            (self.people.arrive, self.people_view.take_focus),
        )[at]
        for act in shown:
            act()


def _within(part: QWidget) -> QWidget:
    """Give a part with some room around it."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(18, 14, 18, 14)
    column.addWidget(part)
    return around


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return LibraryPage(context, look)
