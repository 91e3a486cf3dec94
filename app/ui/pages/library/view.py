"""Shows the library: exemptions of one jurisdiction, and one of them whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.library.presenter import COLUMNS, ExemptionDetail, LibraryState
from app.ui.theme import Look
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.placing import side_by_side
from app.ui.widgets.table import Table
from app.ui.widgets.words import caption, label, panel, rule, set_tone


class ExemptionPanel(QWidget):
    """One exemption with everything that is known of it."""

    def __init__(self) -> None:
        super().__init__()
        self._code = label(role="heading")
        self._title = label(role="strong", wrap=True)
        self._plain = label(wrap=True)
        self._citation = label(role="strong", wrap=True)
        self._tier = label(role="muted", wrap=True)
        self._confidence = label(wrap=True)
        self._warning = label(wrap=True)
        self._sources = label(role="small", wrap=True)
        set_tone(self._warning, "soon")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        first = (self._code, self._title, self._plain)
        second = (self._citation, self._tier)
        third = (self._confidence, self._warning, self._sources)
        for at, group in enumerate((first, second, third)):
            if at:
                column.addWidget(rule())
            for part in group:
                part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(words)
        box = panel()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    def show_detail(self, detail: ExemptionDetail | None) -> None:
        """Show an exemption, or nothing."""
        self.setVisible(detail is not None)
        if detail is None:
            return
        self._code.setText(detail.code)
        self._title.setText(detail.title)
        self._plain.setText(detail.plain)
        self._citation.setText(detail.citation)
        self._tier.setText(detail.tier)
        self._confidence.setText(detail.confidence)
        set_tone(self._confidence, detail.confidence_tone)
        self._warning.setText(detail.warning)
        self._warning.setVisible(bool(detail.warning))
        self._sources.setText("\n".join(detail.sources))
        self._sources.setVisible(bool(detail.sources))


class LibraryView(QWidget):
    """The whole page.

    Attributes:
        jurisdiction_wished, find_wished: what the clerk wants to look up.
    """

    jurisdiction_wished = Signal(str)
    find_wished = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._jurisdiction = QComboBox()
        self._jurisdiction.setMinimumContentsLength(20)
        self._find = QLineEdit()
        self._find.setPlaceholderText("in plain words, such as: home address of an officer")
        self._find.setClearButtonEnabled(True)
        self._act = label(role="strong")
        self._clock = label(role="muted", wrap=True)
        self._found = label(role="muted")
        self.table = Table("Exemptions", COLUMNS, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self.detail = ExemptionPanel()
        self.empty = EmptyPage()
        self.notice = NoticeLine()
        self._shown: LibraryState | None = None
        self._lay_out()
        self._jurisdiction.activated.connect(
            lambda _: self.jurisdiction_wished.emit(self._jurisdiction.currentData())
        )
        self._find.textChanged.connect(self.find_wished)
        QShortcut(QKeySequence("Ctrl+F"), self, self._find.setFocus)

    def show_state(self, state: LibraryState) -> None:
        """Show everything afresh."""
        if self._jurisdiction.count() != len(state.jurisdictions):
            self._jurisdiction.clear()
            for code, name in state.jurisdictions:
                self._jurisdiction.addItem(name, code)
        self._jurisdiction.setCurrentIndex(self._jurisdiction.findData(state.code))
        self._act.setText(state.act)
        self._clock.setText(state.clock)
        self._found.setText(state.found)
        self.notice.show_notice(state.notice)
        if self._shown is None or self._shown.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self.table.choose(state.chosen)
        self.detail.show_detail(state.detail)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)
        self._shown = state

    def take_focus(self) -> None:
        """Begin with the words."""
        self._find.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(caption("&Jurisdiction", self._jurisdiction))
        top.addWidget(self._jurisdiction)
        top.addSpacing(8)
        top.addWidget(caption("&Find", self._find))
        top.addWidget(self._find, 1)
        top.addWidget(self._found)
        splitter = side_by_side(self.table, self.detail, (700, 330))
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._act)
        column.addWidget(self._clock)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
