"""Shows the columns of a table, what each is taken for, and the first rows as they will be."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.columns import ColumnMapping, DateOrder, Meaning
from app.ui.pages.sources.columns import (
    DELIMITERS,
    ENCODINGS,
    MEANINGS,
    PREVIEW,
    ColumnLine,
    ColumnsState,
)
from app.ui.theme import Look
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, empty, label

_ORDERS = (
    (DateOrder.FOUND, "found by the dates"),
    (DateOrder.MONTH_FIRST, "month first: 3/14/2026"),
    (DateOrder.DAY_FIRST, "day first: 14.3.2026"),
)
_LEAST_PREVIEW, _MOST_COLUMNS = 150, 250


class ColumnsView(QWidget):
    """The page of columns.

    Attributes:
        chosen: a heading and its meaning.
        ways_changed: a mapping without columns: order, row of headings, delimiter, platform.
        kept_chosen, keep_wished: a name of a mapping, to be taken or to be kept.
        used, away_wished: import it so; go back without.
    """

    chosen = Signal(str, object)
    ways_changed = Signal(object)
    kept_chosen = Signal(str)
    keep_wished = Signal(str)
    used = Signal()
    away_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title = label(role="heading")
        self._under = label(role="strong")
        self._notice = NoticeLine()
        self._warnings = label(role="small", wrap=True)
        self._choosers: dict[str, QComboBox] = {}
        self.order = _combo(_ORDERS)
        self.delimiter = _combo(DELIMITERS)
        self.encoding = _combo(ENCODINGS)
        self.row = QSpinBox()
        self.row.setRange(0, 1000)
        self.row.setSpecialValueText("found")
        self.platform = QLineEdit()
        self.platform.setPlaceholderText("where no column tells it, such as Facebook")
        self.kept = QComboBox()
        self.keep_name = QLineEdit()
        self.keep_name.setPlaceholderText("such as the archive's name")
        self.table = Table("First rows as they will be imported", PREVIEW, look.colours)
        look.changed.connect(lambda: self.table.rows.recolour(look.colours))
        self._shown: ColumnsState | None = None
        self._lay_out()
        self._bind()

    def show_columns(self, state: ColumnsState) -> None:
        """Show a table and its mapping."""
        self._title.setText(f"Columns of {state.name}")
        self._under.setText(state.title)
        self._notice.show_notice(state.notice)
        self._warnings.setText("\n".join(f"▲ {one}" for one in state.warnings))
        self._warnings.setVisible(bool(state.warnings))
        self._show_lines(state.columns)
        self._show_ways(state.mapping)
        self._show_kept(state)
        if self._shown is None or self._shown.rows != state.rows:
            self.table.rows.show_rows(state.rows)
        self._shown = state

    def _show_lines(self, lines: tuple[ColumnLine, ...]) -> None:
        headings = [line.heading for line in lines]
        if headings != list(self._choosers):
            empty(self._grid)
            self._choosers = {}
            for at, line in enumerate(lines):
                self._add(at, line)
        for line in lines:
            _set(self._choosers[line.heading], line.meaning)

    def _add(self, at: int, line: ColumnLine) -> None:
        chooser = _combo(MEANINGS)
        chooser.setAccessibleName(f"What the column {line.heading} holds")
        chooser.activated.connect(lambda _: self.chosen.emit(line.heading, chooser.currentData()))
        self._choosers[line.heading] = chooser
        sample = label(line.sample[:80], "muted")
        sample.setTextFormat(Qt.TextFormat.PlainText)
        sample.setToolTip(line.sample)
        heading = label(line.heading, "strong")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(heading, at, 0)
        self._grid.addWidget(chooser, at, 1)
        self._grid.addWidget(sample, at, 2)

    def _show_ways(self, mapping: ColumnMapping) -> None:
        _set(self.order, mapping.order)
        _set(self.delimiter, mapping.delimiter)
        _set(self.encoding, mapping.encoding)
        if self.row.value() != mapping.heading_row:
            self.row.blockSignals(True)  # noqa: FBT003 - Qt takes no name for it
            self.row.setValue(mapping.heading_row)
            self.row.blockSignals(False)  # noqa: FBT003 - Qt takes no name for it
        if self.platform.text() != mapping.platform and not self.platform.hasFocus():
            self.platform.setText(mapping.platform)

    def _show_kept(self, state: ColumnsState) -> None:
        held = [self.kept.itemText(at) for at in range(1, self.kept.count())]
        if not self.kept.count() or held != list(state.kept):
            self.kept.clear()
            self.kept.addItem("(none)", "")
            for name in state.kept:
                self.kept.addItem(name, name)
        _set(self.kept, state.kept_name)
        self.kept.setEnabled(bool(state.kept))

    def _tell_ways(self) -> None:
        shown = self._shown.mapping if self._shown else ColumnMapping()
        self.ways_changed.emit(
            ColumnMapping(
                (),
                DateOrder(self.order.currentData()),
                shown.zone,
                self.row.value(),
                str(self.delimiter.currentData()),
                str(self.encoding.currentData()),
                self.platform.text().strip(),
            )
        )

    def _bind(self) -> None:
        for combo in (self.order, self.delimiter, self.encoding):
            combo.activated.connect(lambda _: self._tell_ways())
        self.row.valueChanged.connect(lambda _: self._tell_ways())
        self.platform.editingFinished.connect(self._tell_ways)
        self.kept.activated.connect(lambda _: self.kept_chosen.emit(self.kept.currentData()))
        self.keep_name.returnPressed.connect(self._keep)

    def _keep(self) -> None:
        self.keep_wished.emit(self.keep_name.text())

    def _lay_out(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(2, 1)
        columns = QScrollArea()
        columns.setWidgetResizable(True)
        columns.setWidget(inside)
        columns.setMaximumHeight(_MOST_COLUMNS)
        self.table.setMinimumHeight(_LEAST_PREVIEW)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(button("&Use these columns", self.used.emit, "main"))
        top.addWidget(button("&Back", self.away_wished.emit, key="Esc"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addWidget(self._notice)
        page.addWidget(columns, 1)
        page.addLayout(self._ways())
        page.addWidget(self._warnings)
        page.addWidget(self._under)
        page.addWidget(self.table, 1)

    def _ways(self) -> QGridLayout:
        """Lay out what holds for the whole table."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("&Day and month", self.order),
            ("&Headings in row", self.row),
            ("&Platform", self.platform),
            ("&Kept columns", self.kept),
            ("Between c&olumns", self.delimiter),
            ("&Characters", self.encoding),
            ("Kee&p these as", self.keep_name),
        )
        for at, (words, widget) in enumerate(fields):
            row, column = divmod(at, 4)
            grid.addWidget(caption(words, widget), row * 2, column)
            grid.addWidget(widget, row * 2 + 1, column)
        grid.addWidget(button("Keep", self._keep), 3, 3, Qt.AlignmentFlag.AlignLeft)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        return grid


def _combo(choices: Iterable[tuple[object, str]]) -> QComboBox:
    made = QComboBox()
    for value, words in choices:
        made.addItem(words, value.value if isinstance(value, Meaning | DateOrder) else value)
    return made


def _set(combo: QComboBox, value: object) -> None:
    plain = value.value if isinstance(value, Meaning | DateOrder) else value
    at = combo.findData(plain)
    combo.setCurrentIndex(max(at, 0))
