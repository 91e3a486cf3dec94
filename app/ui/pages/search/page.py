"""Joins the search: view, presenter and clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from app.ui.page import Page
from app.ui.pages.search.presenter import SearchPresenter
from app.ui.pages.search.state import SearchState, Side
from app.ui.pages.search.view import SearchView
from app.ui.theme import Look
from app.ui.undoing import Undoing
from app.ui.ways import Deed, PageContext
from app.ui.widgets.undo_keys import bind_undo


class SearchPage(Page):
    """Finds records and puts them into the request."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.presenter = SearchPresenter(context, self._show)
        self.view = SearchView(look, self.presenter.fetch_rows)
        super().__init__(self.view, "Search")
        self.undoing = Undoing(context, self.refresh)
        bind_undo(self.view, self.undoing)
        self._bind()

    def arrive(self, subject: str) -> None:
        """Ask afresh."""
        self.presenter.arrive(subject)
        self.view.take_focus()

    def refresh(self) -> None:
        """Ask afresh; an import may have brought records."""
        self.presenter.arrive()

    def deeds(self) -> list[Deed]:
        """Offer what can be done with the answer."""
        presenter = self.presenter
        return [
            Deed("Add what is marked or all to the request", presenter.add, "A"),
            Deed("Decide on these hits", presenter.decide, "D", "bulk review redact release"),
            Deed("Add with messages around each", presenter.add_with_neighbours, "", "context"),
            Deed("Save this search", presenter.name_it, "Ctrl+S", "keep"),
            Deed("Terms report", lambda: presenter.turn_to(Side.TERMS), "", "count list hits"),
            Deed("Examples of searches", lambda: presenter.turn_to(Side.HELP), "", "language help"),
            *self.undoing.deeds(),
            Deed("Take all marks away", presenter.unmark, "", "unmark clear"),
        ]

    def _show(self, state: SearchState) -> None:
        self.view.show_state(state)

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.typed.connect(presenter.type)
        view.narrowed.connect(presenter.narrow)
        view.meant.connect(presenter.mean)
        view.endings_wished.connect(presenter.endings)
        view.table.sort_wished.connect(presenter.order)
        view.table.chosen.connect(presenter.stand_on)
        view.table.marked.connect(presenter.mark)
        view.table.opened.connect(lambda _: view.preview.setFocus())
        view.preview.opened.connect(lambda record: presenter.stand_on(str(record)))
        view.decide_wished.connect(presenter.decide)
        view.add_wished.connect(presenter.add)
        view.add_all_wished.connect(presenter.add_all)
        view.add_around_wished.connect(presenter.add_with_neighbours)
        view.around_changed.connect(presenter.around)
        view.unmark_wished.connect(presenter.unmark)
        view.name_wished.connect(presenter.name_it)
        view.saved.connect(presenter.save)
        view.forgotten.connect(presenter.forget)
        view.turned.connect(presenter.turn_to)
        view.terms.counted.connect(presenter.count_terms)
        view.terms.opened.connect(presenter.open_term)
        view.terms.copied.connect(self._copy_terms)
        view.notice.pressed.connect(presenter.follow)
        view.empty.pressed.connect(presenter.follow)

    def _copy_terms(self) -> None:
        QGuiApplication.clipboard().setText(self.presenter.terms_as_text())


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return SearchPage(context, look)
