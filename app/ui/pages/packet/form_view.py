"""What goes into the packet and how it looks: the fields on the left."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.packets import Order
from app.ui.pages.packet.state import ORDER_NAMES, PAGE_NAMES, Form
from app.ui.widgets.words import caption, label

ZONES = (
    "America/New_York", "America/Detroit", "America/Chicago", "America/Denver",
    "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "UTC",
)  # fmt: skip


SHRINKS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class FormView(QScrollArea):
    """The fields.

    Attributes:
        changed: the clerk left a field that says something else now.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._contents = label(wrap=True)
        self._department = QLineEdit()
        self._address = QPlainTextEdit()
        self._address.setTabChangesFocus(True)
        self._address.setFixedHeight(round(self.fontMetrics().height() * 3.6))
        self._contact = QLineEdit()
        self._contact.setPlaceholderText("telephone, e-mail")
        self._custodian = QLineEdit()
        self._custodian.setPlaceholderText("who signs the letter")
        self._dated = QDateEdit()
        self._dated.setCalendarPopup(True)
        self._dated.setDisplayFormat("d MMM yyyy")
        self._page = QComboBox()
        for key, name in PAGE_NAMES:
            self._page.addItem(name, key)
        self._order = QComboBox()
        for order, name in ORDER_NAMES:
            self._order.addItem(name, order.value)
        self._zone = QComboBox()
        self._zone.addItems(ZONES)
        for choice in (self._page, self._order, self._zone):
            choice.setSizeAdjustPolicy(SHRINKS)
            choice.setMinimumContentsLength(8)
        self._prefix = QLineEdit()
        self._prefix.setMaxLength(12)
        self._lay_out()
        self._bind()

    def show_form(self, form: Form, contents: tuple[str, ...]) -> None:
        """Show the fields; one in which the clerk types is left alone."""
        self._contents.setText("\n".join(f"•  {line}" for line in contents))
        for field, text in (
            (self._department, form.department),
            (self._contact, form.contact),
            (self._custodian, form.custodian),
            (self._prefix, form.prefix),
        ):
            if field.text() != text and not field.hasFocus():
                field.setText(text)
        if self._address.toPlainText() != form.address and not self._address.hasFocus():
            self._address.setPlainText(form.address)
        if form.dated > dt.date.min:
            with QSignalBlocker(self._dated):
                self._dated.setDate(QDate(form.dated.year, form.dated.month, form.dated.day))
        _choose(self._page, form.page)
        _choose(self._order, form.order.value)
        _choose(self._zone, form.zone)

    def form(self) -> Form:
        """Give what the fields say."""
        day = self._dated.date()
        return Form(
            self._department.text(),
            self._address.toPlainText(),
            self._contact.text(),
            self._custodian.text(),
            dt.date(day.year(), day.month(), day.day()),
            str(self._page.currentData()),
            self._zone.currentText(),
            Order(self._order.currentData()),
            self._prefix.text(),
        )

    def _tell(self) -> None:
        self.changed.emit(self.form())

    def _bind(self) -> None:
        for field in (self._department, self._contact, self._custodian, self._prefix):
            field.editingFinished.connect(self._tell)
        self._address.installEventFilter(self)
        self._dated.dateChanged.connect(self._tell)
        for choice in (self._page, self._order, self._zone):
            choice.activated.connect(self._tell)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What goes into the packet")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(6)
        column.addWidget(label("What goes in", "heading"))
        column.addWidget(self._contents)
        column.addSpacing(8)
        column.addWidget(label("Letterhead", "heading"))
        column.addLayout(
            _rows(
                ("Depart&ment", self._department),
                ("Add&ress", self._address),
                ("Con&tact", self._contact),
                ("Signe&d by", self._custodian),
            )
        )
        column.addSpacing(8)
        column.addWidget(label("Pages", "heading"))
        column.addLayout(
            _rows(
                ("Date&d", self._dated),
                ("&Order", self._order),
                ("Pa&per", self._page),
                ("Times &in", self._zone),
                ("&Number prefix", self._prefix),
            )
        )
        column.addStretch(1)
        self.setWidget(inside)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the address when the clerk leaves its field."""
        if watched is self._address and event.type() is QEvent.Type.FocusOut:
            self._tell()
        return super().eventFilter(watched, event)


def _rows(*fields: tuple[str, QWidget]) -> QFormLayout:
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(6)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, field in fields:
        field.setMinimumWidth(60)
        shown: QLabel = caption(text, field)
        made.addRow(shown, field)
    return made


def _choose(choice: QComboBox, value: str) -> None:
    at = choice.findData(value)
    if at < 0:
        at = choice.findText(value)
    if at < 0:
        choice.addItem(value, value)
        at = choice.count() - 1
    choice.setCurrentIndex(at)
