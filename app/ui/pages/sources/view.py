"""Shows the sources: the list, the questions on what is added, the items that are no records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.pages.sources.adding_view import AddingView
from app.ui.pages.sources.columns import ColumnsState
from app.ui.pages.sources.columns_view import ColumnsView
from app.ui.pages.sources.presenter import COLUMNS, PROBLEM_COLUMNS, Chosen, Problems, SourcesState
from app.ui.pages.sources.scans import ScansOffer
from app.ui.theme import Look
from app.ui.widgets.choosing_button import ChoosingButton
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label, set_mark, with_icon


class DropBar(QFrame):
    """The bar that takes files.

    Attributes:
        files_wished, folder_wished: choose them in a dialog.
        dropped: paths that were dropped on it.
    """

    files_wished = Signal()
    folder_wished = Signal()
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        add = with_icon(
            button("&Add an export…", self.files_wished.emit, "main"), "add", "on_accent"
        )
        row.addWidget(add)
        row.addWidget(button("Add a &folder…", self.folder_wished.emit))
        row.addWidget(label("or drop files, folders or ZIPs here", "muted"))
        row.addStretch(1)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files will be taken."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            set_mark(self, "over", "true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing will be taken."""
        set_mark(self, "over", "false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        set_mark(self, "over", "false")
        urls = event.mimeData().urls()
        paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class SourceKeys(QWidget):
    """What can be done with the chosen source.

    Attributes:
        unreadable_wished, ignored_wished, go_on_wished, account_wished: which of it.
        coverage_wished: see what is held of everybody.
        words_wished: recognise the words on its pages and pictures, in these languages.
    """

    words_wished = Signal(str)

    unreadable_wished = Signal()
    ignored_wished = Signal()
    go_on_wished = Signal()
    account_wished = Signal()
    coverage_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sum = label(role="muted")
        self._go_on = button("&Go on with the import", self.go_on_wished.emit)
        self._unreadable = button("&Unreadable…", self.unreadable_wished.emit)
        self._ignored = button("&Ignored…", self.ignored_wished.emit)
        self._account = button("Save account as &CSV…", self.account_wished.emit)
        self._coverage = button("&What is held…", self.coverage_wished.emit)
        self._words = ChoosingButton(
            "&Recognise words",
            "Read scans, pictures and photographs, so that search finds the words on them",
        )
        self._words.chosen.connect(self.words_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sum, 1)
        for key in (self._go_on, self._words, self._unreadable, self._ignored, self._account):
            row.addWidget(key)
        row.addWidget(self._coverage)

    def show_chosen(self, chosen: Chosen | None, total: str) -> None:
        """Offer what makes sense."""
        self._sum.setText(total)
        self._go_on.setVisible(chosen is not None and chosen.may_go_on)
        self._unreadable.setEnabled(chosen is not None and chosen.unreadable > 0)
        self._ignored.setEnabled(chosen is not None and chosen.ignored > 0)
        self._account.setEnabled(chosen is not None)
        offer = chosen.scans if chosen is not None else ScansOffer()
        self._words.show_choices(offer.button, offer.choices)


class ProblemsView(QWidget):
    """Items that are no records, with place and reason.

    Attributes:
        back_wished: go back to the sources.
    """

    back_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = label(role="heading")
        self.table = Table("Items that are no records", PROBLEM_COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self._shown: Problems | None = None
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(button("&Back to the sources", self.back_wished.emit, key="Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_problems(self, problems: Problems) -> None:
        """Show the list."""
        if problems is self._shown:
            return
        self._shown = problems
        self._title.setText(problems.title)
        self.table.rows.show_count(problems.count, problems.fetch)
        self.table.setFocus()


class SourcesView(QWidget):
    """The whole page."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.drop = DropBar()
        self.table = Table("Sources", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.keys = SourceKeys()
        self.adding = AddingView()
        self.problems = ProblemsView(look)
        self.empty = EmptyPage()
        self.notice = NoticeLine()
        self.unfinished = NoticeLine()
        self.columns = ColumnsView(look)
        self._is_on_columns = False
        self._failure = label(role="small", wrap=True)
        self._scans = label(role="small", wrap=True)
        self._shown: SourcesState | None = None
        self._lay_out()

    def show_state(self, state: SourcesState) -> None:
        """Show the list, the questions or the items that are no records."""
        self.notice.show_notice(state.notice)
        listed = state.adding is None and state.problems is None
        self.unfinished.show_notice(state.unfinished if listed else None)
        if self._shown is None or self._shown.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self.table.choose(state.chosen.key if state.chosen else "")
        self.keys.show_chosen(state.chosen, state.sum)
        self._failure.setText(state.chosen.failure if state.chosen else "")
        self._failure.setVisible(bool(self._failure.text()))
        self._scans.setText(state.chosen.scans.told if state.chosen else "")
        self._scans.setVisible(bool(self._scans.text()))
        self._stack.setCurrentWidget(self._page_of(state))
        if self._is_on_columns:
            self.drop.setVisible(False)
            self._stack.setCurrentWidget(self.columns)
        self._shown = state

    def show_columns(self, state: ColumnsState | None) -> None:
        """Show the columns of a table instead of all else; go back to it for None."""
        self._is_on_columns = state is not None
        if state is not None:
            self.columns.show_columns(state)
        if self._shown is not None:
            self.show_state(self._shown)

    def take_focus(self) -> None:
        """Put the focus where the work is."""
        self.table.setFocus()

    def _page_of(self, state: SourcesState) -> QWidget:
        self.drop.setVisible(state.adding is None and state.problems is None)
        if state.adding is not None:
            self.adding.show_adding(state.adding)
            return self.adding
        if state.problems is not None:
            self.problems.show_problems(state.problems)
            return self.problems
        if state.empty is not None:
            self.empty.show_words(state.empty)
            return self.empty
        return self._list

    def _lay_out(self) -> None:
        self._list = QWidget()
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._failure)
        inside.addWidget(self._scans)
        inside.addWidget(self.keys)
        self._stack = QStackedWidget()
        for page in (self._list, self.adding, self.problems, self.empty, self.columns):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.notice)
        column.addWidget(self.unfinished)
        column.addWidget(self._stack, 1)
