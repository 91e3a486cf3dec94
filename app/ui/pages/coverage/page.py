"""Joins the page of coverage: view, presenter and the file dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app import paths
from app.settings.ways_out import WayOut
from app.ui.page import Page
from app.ui.pages.coverage.presenter import CoveragePresenter
from app.ui.pages.coverage.view import CoverageView
from app.ui.theme import Look
from app.ui.undoing import UNDO
from app.ui.ways import Deed, PageContext
from app.ui.widgets.ask_path import ask_file, ask_save


class CoveragePage(Page):
    """What is held for the open request."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = CoverageView(look)
        super().__init__(self.view, "Coverage")
        self._let_out = context.let_out
        self.presenter = CoveragePresenter(context, self.view.show_state)
        self._bind()

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - it has no subject
        """Reckon afresh."""
        self.presenter.arrive()
        self.view.take_focus()

    def refresh(self) -> None:
        """Reckon afresh; an import may have filled a gap."""
        self.presenter.arrive()

    def deeds(self) -> list[Deed]:
        """Offer what can be done here."""
        view = self.view
        return [
            Deed("Answer the chosen gap", view.answer.reason.setFocus, "Alt+R", "coverage missing"),
            Deed("Find the records of the chosen week", self.presenter.find, "Alt+F", "search"),
            Deed("Choose whom the request asks for", view.open_asked, "Alt+W", "custodian channel"),
            Deed("Change the rule on gaps", view.open_rule, "Alt+E", "silent days block warn"),
            Deed("Take a register in from a table", self._ask_table, "", "csv import custodians"),
            Deed("Save the register as CSV", self._ask_save, "", "export custodians"),
            Deed("Undo the last answer or entry", self.presenter.undo, "Ctrl+Z", "gap register"),
        ]

    def _bind(self) -> None:
        view, presenter, register = self.view, self.presenter, self.view.register
        keeping, entry = presenter.register, register.entry
        view.days_wished.connect(presenter.set_days)
        view.zoomed.connect(lambda by_days: presenter.zoom(by_days=by_days))
        view.find_wished.connect(presenter.find)
        view.grid.chosen.connect(presenter.choose)
        view.grid.opened.connect(view.open_answer)
        view.answer.answered.connect(presenter.answer)
        view.answer.acknowledged.connect(presenter.acknowledge)
        view.empty.pressed.connect(presenter.follow)
        view.collected.told.connect(keeping.note_collected)
        view.asked.wished.connect(presenter.ask_for)
        view.rule.wished.connect(keeping.rule)
        entry.put.connect(keeping.put)
        entry.changed.connect(keeping.change)
        entry.ended.connect(keeping.end)
        entry.removed.connect(keeping.remove)
        register.taken_over.connect(keeping.take_over)
        register.table_wished.connect(self._ask_table)
        register.save_wished.connect(self._ask_save)
        back = QShortcut(QKeySequence(UNDO), view)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(presenter.undo)

    def _ask_table(self) -> None:
        ask_file(self.view, "Take in a register", "CSV (*.csv)", self.presenter.register.take_table)

    def _ask_save(self) -> None:
        suggested, save = (
            paths.documents_folder() / "Register.csv",
            self.presenter.register.save_table,
        )
        self._let_out(
            WayOut.TABLES, lambda: ask_save(self.view, "Save the register", suggested, save)
        )


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return CoveragePage(context, look)
