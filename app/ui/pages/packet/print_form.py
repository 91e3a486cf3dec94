"""What is printed and how: the fields beside the preview of a printing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.packet.print_layout import PAPER_NAMES
from app.ui.pages.packet.print_state import (
    SCOPE_NAMES,
    TURNING_NAMES,
    PrintForm,
    PrintState,
    Turning,
)
from app.ui.widgets.words import caption, label, set_mark, set_tone
from app.workflow.print_pages import MOST_COPIES, Scope

_LONGEST_STAMP = 80
_BY_PRINTER = {Turning.LONG, Turning.SHORT}


class PrintFormView(QScrollArea):
    """The fields.

    Attributes:
        changed: they say something else now.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._form = PrintForm()
        self.scope = _choice("What is printed", SCOPE_NAMES)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("all, or 1-3, 7, 12-14")
        self._wrong = label(role="small", wrap=True)
        set_tone(self._wrong, "bad")
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.lineEdit().setTextMargins(6, 0, 0, 0)
        self.collate = QCheckBox("Co&llate: one whole copy after the other")
        self.turning = _choice("Sides", TURNING_NAMES)
        self.two_up = QCheckBox("&Two pages on each side")
        self.backwards = QCheckBox("Last sheet &first")
        self.paper = _choice("Paper", PAPER_NAMES.items())
        self._fits = label(role="small", wrap=True)
        set_tone(self._fits, "soon")
        self.stamped = QCheckBox("Stamp each page as a cop&y")
        self.stamp_for = QLineEdit()
        self.stamp_date = QLineEdit()
        for field in (self.stamp_for, self.stamp_date):
            field.setMaxLength(_LONGEST_STAMP)
        self._stamp = label(role="small", wrap=True)
        self._lay_out()
        self._bind()

    def show_state(self, state: PrintState) -> None:
        """Show the fields; one in which the clerk types is left alone."""
        form = self._form = state.form
        for box, value in (
            (self.collate, form.collate),
            (self.two_up, form.two_up),
            (self.backwards, form.backwards),
            (self.stamped, form.stamped),
        ):
            with QSignalBlocker(box):
                box.setChecked(value)
        for choice, key in (
            (self.scope, form.scope),
            (self.turning, form.turning),
            (self.paper, form.paper),
        ):
            choice.setCurrentIndex(choice.findData(str(key)))
        for field, text in (
            (self.pages, form.pages),
            (self.stamp_for, form.stamp_for),
            (self.stamp_date, form.stamp_date),
        ):
            if field.text() != text:
                field.setText(text)
        with QSignalBlocker(self.copies):
            self.copies.setValue(form.copies)
        self._show_what_can_be(state)

    def _show_what_can_be(self, state: PrintState) -> None:
        self._rows.setRowVisible(self.scope, state.has_letter)
        self.collate.setEnabled(state.form.copies > 1)
        _allow(self.turning, {str(one) for one in _BY_PRINTER}, may=state.facts.can_turn)
        set_mark(self.pages, "wrong", bool(state.wrong))
        self._wrong.setText(state.wrong)
        self._rows.setRowVisible(self._wrong, bool(state.wrong))
        self._fits.setText(state.fits)
        self._fits.setVisible(bool(state.fits))
        for field in (self.stamp_for, self.stamp_date):
            self._stamp_rows.setRowVisible(field, state.form.stamped)
        self._stamp.setText(f"“{state.stamp}”")
        self._stamp.setVisible(bool(state.stamp))

    def _tell(self) -> None:
        self.changed.emit(
            replace(
                self._form,
                scope=Scope(self.scope.currentData()),
                pages=self.pages.text(),
                copies=self.copies.value(),
                collate=self.collate.isChecked(),
                turning=Turning(self.turning.currentData()),
                two_up=self.two_up.isChecked(),
                backwards=self.backwards.isChecked(),
                paper=str(self.paper.currentData()),
                stamped=self.stamped.isChecked(),
                stamp_for=self.stamp_for.text(),
                stamp_date=self.stamp_date.text(),
            )
        )

    def _bind(self) -> None:
        for choice in (self.scope, self.turning, self.paper):
            choice.activated.connect(self._tell)
        for box in (self.collate, self.two_up, self.backwards, self.stamped):
            box.toggled.connect(self._tell)
        for field in (self.pages, self.stamp_for, self.stamp_date):
            field.textEdited.connect(self._tell)
        self.copies.valueChanged.connect(self._tell)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What is printed and how")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(7)
        self._rows = _rows(("&What", self.scope), ("Pa&ges", self.pages), ("C&opies", self.copies))
        self._rows.insertRow(2, self._wrong)
        paper = _rows(("Pap&er", self.paper), ("&Sides", self.turning))
        self._stamp_rows = _rows(("Copy fo&r", self.stamp_for), ("&Date", self.stamp_date))
        column.addWidget(label("What is printed", "heading"))
        column.addLayout(self._rows)
        column.addWidget(self.collate)
        column.addSpacing(8)
        column.addWidget(label("Paper", "heading"))
        column.addLayout(paper)
        for widget in (self._fits, self.two_up, self.backwards):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(label("Stamp", "heading"))
        column.addWidget(self.stamped)
        column.addLayout(self._stamp_rows)
        column.addWidget(self._stamp)
        column.addStretch(1)
        self.setWidget(inside)


def _choice(name: str, choices: object) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    for key, text in list(choices):  # type: ignore[call-overload]  # pairs of any kind of key
        made.addItem(text, str(key))
    return made


def _rows(*fields: tuple[str, QWidget]) -> QFormLayout:
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(6)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, field in fields:
        made.addRow(caption(text, field), field)
    return made


def _allow(choice: QComboBox, keys: set[str], *, may: bool) -> None:
    """Grey out what the printer cannot do."""
    model = choice.model()
    if not isinstance(model, QStandardItemModel):
        return
    for at in range(choice.count()):
        if choice.itemData(at) in keys:
            item = model.item(at)
            item.setEnabled(may)
            item.setToolTip("" if may else "This printer prints on one side only.")
