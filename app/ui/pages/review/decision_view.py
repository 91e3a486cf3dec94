"""The panel on the right: what becomes of the record, its redactions, its notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.decisions import Disposition
from app.domain.redaction import Target
from app.ui.pages.review.state import Panel, Redacted
from app.ui.theme import Look
from app.ui.widgets.words import button, label, panel, rule, set_mark, set_tone

CHOICES = (
    (Disposition.RELEASE, "Release", "R"),
    (Disposition.REDACT, "Release redacted", "R"),
    (Disposition.WITHHOLD, "Withhold…", "W"),
    (Disposition.NOT_RESPONSIVE, "Not responsive", "N"),
)


class _Redactions(QListWidget):
    """The list of redactions; Delete lifts, Enter changes the exemption."""

    lift_wished = Signal()
    recode_wished = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the chosen redaction."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.lift_wished.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.recode_wished.emit()
        else:
            super().keyPressEvent(event)


class DecisionView(QWidget):
    """The panel.

    Attributes:
        decided: a disposition was pressed.
        lift_wished, recode_wished: id of the redaction that is meant.
        looked_at: the redaction that the clerk stands on, to be shown in the text.
        noted: a note was written.
    """

    decided = Signal(object)
    lift_wished = Signal(int)
    recode_wished = Signal(int)
    looked_at = Signal(object)
    noted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[Redacted, ...] = ()
        self._about = label(role="heading")
        self._stands = label(role="muted", wrap=True)
        self._choices: dict[Disposition, QPushButton] = {}
        self._caption = label("Redactions", "strong")
        self._list = _Redactions()
        self._list.setAccessibleName("Redactions of this record")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        self._recode = button("E&xemption…", lambda: self._emit(self.recode_wished))
        self._lift = button("&Lift", lambda: self._emit(self.lift_wished))
        self._none = label("Select words in the record to redact them.", "muted", wrap=True)
        self._comment = label(wrap=True)
        set_tone(self._comment, "soon")
        self._comment.hide()
        self._notes = label(role="muted", wrap=True)
        self._note = QLineEdit()
        self._note.setPlaceholderText("A note on this record; never printed")
        self._note.setAccessibleName("Note")
        self._lay_out()
        self._list.currentRowChanged.connect(self._chosen)
        self._list.lift_wished.connect(lambda: self._emit(self.lift_wished))
        self._list.recode_wished.connect(lambda: self._emit(self.recode_wished))
        self._note.returnPressed.connect(self._write_note)

    def show_panel(self, shown: Panel) -> None:
        """Show what stands."""
        self._about.setText(shown.about)
        self._stands.setText(shown.stands or "Each of them gets the decision.")
        redacted = bool(shown.redactions) and not shown.several
        for disposition, made in self._choices.items():
            set_mark(made, "here", "true" if disposition is shown.outcome else "false")
        self._choices[Disposition.RELEASE].setVisible(not redacted)
        self._choices[Disposition.REDACT].setVisible(redacted)
        self._choices[Disposition.REDACT].setText(f"Release redacted ({len(shown.redactions)})")
        self._show_redactions(() if shown.several else shown.redactions)
        self._notes.setText("\n".join(f"“{note}”" for note in shown.notes))
        self._notes.setVisible(bool(shown.notes))

    def chosen_target(self) -> Target | None:
        """Give what the redaction withholds on which the clerk stands."""
        at = self._list.currentRow()
        return self._rows[at].target if 0 <= at < len(self._rows) else None

    def show_reading(self, comment: str, *, reads: bool) -> None:
        """Show why a second reader sent the record back; who reads does not decide."""
        for widget in (*self._choices.values(), self._recode, self._lift, self._note):
            widget.setEnabled(not reads)
        self._comment.setText(f"↩ Sent back: “{comment}”")
        self._comment.setVisible(bool(comment))

    def focus_note(self) -> None:
        """Put the caret into the note."""
        self._note.setFocus()

    def _show_redactions(self, rows: tuple[Redacted, ...]) -> None:
        if rows != self._rows:
            chosen = self._list.currentRow()
            blocked = self._list.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self._list.clear()
            for row in rows:
                item = QListWidgetItem(f"{row.words}\n{row.codes}")
                item.setToolTip("")
                self._list.addItem(item)
            self._rows = rows
            self._list.setCurrentRow(min(chosen, len(rows) - 1))
            self._list.blockSignals(blocked)
        self._caption.setText(f"Redactions  {len(rows)}" if rows else "Redactions")
        for widget in (self._list, self._recode, self._lift):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.looked_at.emit(self._rows[at].target)

    def _emit(self, signal: SignalInstance) -> None:
        at = max(self._list.currentRow(), 0)
        if at < len(self._rows):
            signal.emit(int(self._rows[at].id))

    def _write_note(self) -> None:
        self.noted.emit(self._note.text())
        self._note.clear()

    def _lay_out(self) -> None:
        box = panel()
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(7)
        column.addWidget(self._about)
        column.addWidget(self._stands)
        column.addWidget(self._comment)
        for disposition, name, key in CHOICES:
            made = button(name, lambda d=disposition: self.decided.emit(d), "choice")  # type: ignore[misc]  # mypy gives the default no type
            made.setToolTip(f"{name.rstrip('…')} ({key}); with Shift, stay on this record")
            hint = label(key, "keycap")
            inside = QHBoxLayout(made)
            inside.setContentsMargins(0, 0, 8, 0)
            inside.addStretch(1)
            inside.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)
            hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._choices[disposition] = made
            column.addWidget(made)
        column.addSpacing(4)
        column.addWidget(rule())
        column.addWidget(self._caption)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.addWidget(self._recode)
        row.addWidget(self._lift)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(0)
        column.addWidget(rule())
        column.addWidget(self._notes)
        column.addWidget(self._note)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
