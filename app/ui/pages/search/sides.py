"""What can stand in the place of the results: help on the language, and the term report."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.search.help import EXAMPLES
from app.ui.pages.search.presenter import TERM_COLUMNS
from app.ui.pages.search.state import Terms
from app.ui.theme import Look
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label


class HelpView(QScrollArea):
    """Examples of the search language.

    Attributes:
        tried: an example that is to be put into the line.
        left: back to the results.
    """

    tried = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("Help on searching")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(4, 0, 12, 12)
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(18)
        grid.addWidget(label("What can be typed", "heading"), 0, 0)
        back = button("&Back to the results", self.left.emit)
        grid.addWidget(back, 0, 1, Qt.AlignmentFlag.AlignRight)
        at = 1
        for title, examples in EXAMPLES:
            grid.addWidget(label(title, "strong"), at, 0)
            for example in examples:
                at += 1
                made = button(example.typed, lambda t=example.typed: self.tried.emit(t), "link")  # type: ignore[misc]  # mypy gives the default no type
                made.setToolTip("Try it")
                grid.addWidget(made, at, 0)
                grid.addWidget(label(example.finds, wrap=True), at, 1)
            at += 1
            grid.setRowMinimumHeight(at, 8)
            at += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(at, 1)
        self.setWidget(inside)


class TermsView(QWidget):
    """A pasted list of searches, and how much each of them finds.

    Attributes:
        counted: the pasted list.
        opened: one of them.
        copied: the report is wanted on the clipboard.
        left: back to the results.
    """

    counted = Signal(str)
    opened = Signal(str)
    copied = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._list = QPlainTextEdit()
        self._list.setAccessibleName("Searches, one a line")
        self._list.setPlaceholderText('One search a line, for example\n"traffic stop"\ndelaney~')
        self._list.setTabChangesFocus(True)
        self._count = button("&Count", lambda: self.counted.emit(self._list.toPlainText()), "main")
        self._copy = button("Copy &table", self.copied.emit)
        self._table = Table("Terms report", TERM_COLUMNS, look.colours)
        look.changed.connect(lambda: self._table.rows.recolour(look.colours))
        self._table.opened.connect(self.opened)
        self._shown = Terms()
        self._lay_out()

    def show_terms(self, terms: Terms) -> None:
        """Show the report."""
        if terms.rows != self._shown.rows:
            self._table.rows.show_rows(terms.rows)
        self._count.setEnabled(not terms.working)
        self._count.setText("Counting…" if terms.working else "&Count")
        self._copy.setEnabled(bool(terms.rows))
        self._shown = terms

    def take_focus(self) -> None:
        """Put the caret into the list."""
        self._list.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Terms report", "heading"))
        words = "How much each search of a list finds, exactly as written."
        top.addWidget(label(words, "muted"), 1)
        top.addWidget(button("&Back to the results", self.left.emit))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addWidget(self._copy)
        row.addStretch(1)
        column.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._table)
        splitter.setSizes([300, 700])
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(splitter, 1)
