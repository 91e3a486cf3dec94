"""Shows the form of a request, and beside it the deadline as it is being worked out."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.requests import NewRequest
from app.ui.pages.intake.presenter import IntakeState
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.words import button, caption, label, panel, set_mark, set_tone


class Fields(QWidget):
    """The fields themselves, each with room for a sentence below it.

    Attributes:
        typed: name of the field that the clerk changed, and all that stands in the fields.
    """

    typed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.number, self.requester = QLineEdit(), QLineEdit()
        self.contact, self.department = QLineEdit(), QLineEdit()
        self.received, self.due = QDateEdit(), QDateEdit()
        self.by_hand = QCheckBox("Set the d&ue date by hand")
        self.after_hours = QCheckBox("Arrived after office &hours or on a closed day")
        self.jurisdiction = QComboBox()
        self.text, self.notes = QPlainTextEdit(), QPlainTextEdit()
        self._wrong: dict[str, QLabel] = {}
        self._lay_out()
        self._bind()

    def fill(self, state: IntakeState) -> None:
        """Put what is kept into the fields."""
        self._filling = True
        details = state.typed
        self.number.setText(details.number)
        self.requester.setText(details.requester)
        self.contact.setText(details.contact)
        self.department.setText(details.department)
        self.received.setDate(_to_qt(details.received))
        self.after_hours.setChecked(details.after_hours)
        self.by_hand.setChecked(details.due is not None)
        self.due.setDate(_to_qt(details.due or details.received))
        self._fill_jurisdictions(state)
        self.text.setPlainText(details.text)
        self.notes.setPlainText(details.notes)
        self._filling = False

    def show_wrong(self, wrong: dict[str, str]) -> None:
        """Write below each field what must be put right."""
        for name, line in self._wrong.items():
            line.setText(wrong.get(name, ""))
            line.setVisible(name in wrong)
            field: QWidget = getattr(self, name)
            set_mark(field, "wrong", "true" if name in wrong else "false")
            field.setAccessibleDescription(wrong.get(name, ""))
        self.due.setVisible(self.by_hand.isChecked())

    def focus_wrong(self) -> None:
        """Go to the first field that must be put right."""
        for name, line in self._wrong.items():
            if not line.isHidden():
                getattr(self, name).setFocus()
                return

    def details(self) -> NewRequest:
        """Give what stands in the fields."""
        return NewRequest(
            number=self.number.text().strip(),
            requester=self.requester.text().strip(),
            received=_to_python(self.received.date()),
            jurisdiction=self.jurisdiction.currentData() or "",
            text=self.text.toPlainText().strip(),
            contact=self.contact.text().strip(),
            department=self.department.text().strip(),
            notes=self.notes.toPlainText().strip(),
            due=_to_python(self.due.date()) if self.by_hand.isChecked() else None,
            after_hours=self.after_hours.isChecked(),
        )

    def _fill_jurisdictions(self, state: IntakeState) -> None:
        if self.jurisdiction.count() != len(state.jurisdictions):
            self.jurisdiction.clear()
            for code, name in state.jurisdictions:
                self.jurisdiction.addItem(name, code)
        self.jurisdiction.setCurrentIndex(self.jurisdiction.findData(state.typed.jurisdiction))

    def _bind(self) -> None:
        for name in ("number", "requester", "contact", "department"):
            line: QLineEdit = getattr(self, name)
            line.textEdited.connect(lambda _, name=name: self._tell(name))
        for name in ("received", "due"):
            day: QDateEdit = getattr(self, name)
            day.dateChanged.connect(lambda _, name=name: self._tell(name))
        self.jurisdiction.currentIndexChanged.connect(lambda _: self._tell("jurisdiction"))
        self.by_hand.toggled.connect(lambda _: self._tell("due"))
        self.after_hours.toggled.connect(lambda _: self._tell("after_hours"))
        self.text.textChanged.connect(lambda: self._tell("text"))
        self.notes.textChanged.connect(lambda: self._tell("notes"))

    def _tell(self, name: str) -> None:
        if not self._filling:
            self.typed.emit(name, self.details())

    def _lay_out(self) -> None:
        for day in (self.received, self.due):
            day.setCalendarPopup(True)
            day.setDisplayFormat("ddd d MMM yyyy")
        for box, lines in ((self.text, 6), (self.notes, 3)):
            box.setTabChangesFocus(True)
            box.setMinimumHeight(box.fontMetrics().lineSpacing() * lines)
        self.contact.setPlaceholderText("mail, telephone or address")
        self.notes.setPlaceholderText("for the office; never printed")
        self.text.setPlaceholderText("what is asked for, in the requester's words")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        places = (
            ("&Number", "number", 0, 0, 1),
            ("&Requester", "requester", 0, 1, 2),
            ("Re&ceived", "received", 1, 0, 1),
            ("&Jurisdiction", "jurisdiction", 1, 1, 1),
            ("Con&tact", "contact", 1, 2, 1),
            ("&What is asked for", "text", 3, 0, 3),
            ("De&partment that holds it", "department", 4, 0, 2),
            ("", "due", 4, 2, 1),
            ("N&otes", "notes", 5, 0, 3),
        )
        for text, name, row, column, wide in places:
            grid.addLayout(self._place(text, name), row, column, 1, wide)
        grid.addWidget(self.after_hours, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(3, 1)

    def _place(self, text: str, name: str) -> QVBoxLayout:
        field: QWidget = getattr(self, name)
        wrong = label(role="small", wrap=True)
        set_tone(wrong, "bad")
        wrong.hide()
        self._wrong[name] = wrong
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption(text, field) if text else self.by_hand)
        column.addWidget(field)
        column.addWidget(wrong)
        if not isinstance(field, QPlainTextEdit):
            column.addStretch(1)
        return column


class IntakeView(QWidget):
    """The whole page.

    Attributes:
        save_wished, away_wished: keep what is typed, or leave it.
    """

    save_wished = Signal()
    away_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = Fields()
        self._title = label(role="heading")
        self._notice = NoticeLine()
        self._due = label(role="heading", wrap=True)
        self._basis = label(role="small", wrap=True)
        self._steps = label(wrap=True)
        self.save = button("&Save", self.save_wished.emit, "main", key="Ctrl+S")
        self._away = button("&Leave without saving", self.away_wished.emit)
        self._lay_out()

    def show_state(self, state: IntakeState) -> None:
        """Show everything; the fields themselves only when they are to be filled."""
        self._title.setText(state.title)
        if state.fill:
            self.fields.fill(state)
        self.fields.show_wrong(dict(state.wrong))
        self._notice.show_notice(state.notice)
        self._due.setText(state.due)
        self._basis.setText("" if state.statutory else "The law fixes no day; this is a target.")
        self._basis.setVisible(not state.statutory)
        self._steps.setText("\n\n".join(state.steps))
        if state.save_word and self.save.text() != state.save_word:
            self.save.setText(state.save_word)
        self.save.setEnabled(state.changed or state.new)
        self._away.setVisible(state.changed)

    def take_focus(self) -> None:
        """Begin where something is missing."""
        field = self.fields.number if self.fields.requester.text() else self.fields.requester
        field.setFocus()

    def _lay_out(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.fields, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(scroll, 1)
        left.addWidget(self._notice)
        keys = QHBoxLayout()
        keys.addWidget(self.save)
        keys.addWidget(self._away)
        keys.addStretch(1)
        left.addLayout(keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._beside())

    def _beside(self) -> QWidget:
        box = panel()
        box.setFixedWidth(300)
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label("When it is due", "muted"))
        column.addWidget(self._due)
        column.addWidget(self._basis)
        column.addWidget(self._steps)
        column.addStretch(1)
        return box


def _to_qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _to_python(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
