"""Shows the one page of three questions on exports that are about to be imported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.sources.adding import Adding, Answers
from app.ui.pages.sources.adding_files import AddingFiles
from app.ui.widgets.scrolling import fill_scrolling
from app.ui.widgets.words import button, caption, label, panel
from app.ui.zones import zones_with


class AddingView(QWidget):
    """The files, the questions, Import.

    Attributes:
        begun: import with these answers.
        away_wished: add nothing.
        files: a line each, with what else can be done with it.
    """

    begun = Signal(object)
    away_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.custodian = QLineEdit()
        self.custodian.setPlaceholderText("for example: Ofc. R. Diaz")
        self.own = QLineEdit()
        self.own.setPlaceholderText("for example: 850-555-0126")
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.keep = QCheckBox("&Keep a sealed copy of the export in the vault")
        self._zone_caption = caption(
            "&Time zone of its times, which the export leaves out", self.zone
        )
        self._go = button("&Import", self._begin, "main")
        self.files = AddingFiles()
        self._several = label(
            "Several people's? Name each above; the name below is for those left empty.",
            "small",
            wrap=True,
        )
        self._own_asked = self._lay_out_own()
        self._shown: Adding | None = None
        self._lay_out()
        self.custodian.returnPressed.connect(self._begin)

    def show_adding(self, adding: Adding) -> None:
        """Show the files and only the questions that must be asked."""
        if adding == self._shown:
            return
        first = self._shown is None
        self._shown = adding
        self.files.show_lines(adding.lines, adding.custodians)
        self._several.setVisible(adding.several)
        self._own_asked.setVisible(not adding.several)
        completer = QCompleter(list(adding.custodians), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.custodian.setCompleter(completer)
        if first:
            self._fill_zones(adding.zone)
        self.zone.setVisible(adding.needs_zone)
        self._zone_caption.setVisible(adding.needs_zone)
        self._go.setText(adding.import_word)
        self._go.setEnabled(bool(adding.recognised))
        (self.files.first_field() or self.custodian).setFocus()

    def _fill_zones(self, own: str) -> None:
        self.zone.clear()
        for name, words in zones_with(own):
            self.zone.addItem(f"{words} — {name}" if words != name else name, name)
        self.zone.setCurrentIndex(self.zone.findData(own))

    def _begin(self) -> None:
        typed = self.zone.currentText()
        at = self.zone.findText(typed)
        zone = self.zone.itemData(at) if at >= 0 else typed.strip()
        adding, self._shown = self._shown, None
        own = "" if adding is not None and adding.several else self.own.text()
        keep = self.keep.isChecked()
        self.begun.emit(Answers(self.custodian.text(), zone, keep, own, self.files.typed))
        self.own.clear()

    def _lay_out(self) -> None:
        box = panel()
        box.setMaximumWidth(760)
        column = QVBoxLayout(box)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(8)
        column.addWidget(label("What is added", "heading"))
        column.addWidget(self.files)
        column.addSpacing(10)
        self._lay_out_questions(column)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(button("&Add nothing", self.away_wished.emit, key="Esc"))
        row.addStretch(1)
        column.addLayout(row)
        inside = QWidget()
        outside = QVBoxLayout(inside)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(box)
        outside.addStretch(1)
        fill_scrolling(self, inside)

    def _lay_out_own(self) -> QWidget:
        """Lay out the question for the number of a single export."""
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        own = "The phone's or account's &own number or address, if you know it"
        column.addWidget(caption(own, self.own))
        column.addWidget(self.own)
        hint = "Exports often leave it out. It stands beside the name as sender and receiver."
        column.addWidget(label(hint, "small"))
        return asked

    def _lay_out_questions(self, column: QVBoxLayout) -> None:
        """Lay out the questions."""
        column.addWidget(caption("&Whose phone, mailbox or account is it?", self.custodian))
        column.addWidget(self.custodian)
        column.addWidget(self._several)
        column.addWidget(self._own_asked)
        column.addSpacing(4)
        column.addWidget(self._zone_caption)
        column.addWidget(self.zone)
        column.addSpacing(4)
        column.addWidget(self.keep)
        hint = label("The vault grows by the size of the export; the file can then go.", "small")
        hint.setContentsMargins(26, 0, 0, 0)
        column.addWidget(hint)
