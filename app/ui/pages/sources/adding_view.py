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

from app.ui.pages.sources.adding import Adding, Answers, FileLine
from app.ui.rows import Tone
from app.ui.widgets.scrolling import fill_scrolling
from app.ui.widgets.words import button, caption, label, panel, set_tone
from app.ui.zones import zones_with


class AddingView(QWidget):
    """The files, the questions, Import.

    Attributes:
        begun: import with these answers.
        away_wished: add nothing.
        table_wished, paper_wished, left_out: name of a file to be read as a table of columns,
            to be taken as a document instead, or not to be added.
    """

    begun = Signal(object)
    away_wished = Signal()
    table_wished = Signal(str)
    paper_wished = Signal(str)
    left_out = Signal(str)

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
        self._files = QVBoxLayout()
        self._files.setSpacing(6)
        self._shown: Adding | None = None
        self._lay_out()
        self.custodian.returnPressed.connect(self._begin)

    def show_adding(self, adding: Adding) -> None:
        """Show the files and only the questions that must be asked."""
        if adding == self._shown:
            return
        first = self._shown is None
        self._shown = adding
        self._show_files(adding.lines)
        completer = QCompleter(list(adding.custodians), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.custodian.setCompleter(completer)
        if first:
            self._fill_zones(adding.zone)
        self.zone.setVisible(adding.needs_zone)
        self._zone_caption.setVisible(adding.needs_zone)
        self._go.setText(adding.import_word)
        self._go.setEnabled(bool(adding.recognised))
        self.custodian.setFocus()

    def _fill_zones(self, own: str) -> None:
        self.zone.clear()
        for name, words in zones_with(own):
            self.zone.addItem(f"{words} — {name}" if words != name else name, name)
        self.zone.setCurrentIndex(self.zone.findData(own))

    def _begin(self) -> None:
        typed = self.zone.currentText()
        at = self.zone.findText(typed)
        zone = self.zone.itemData(at) if at >= 0 else typed.strip()
        self._shown = None
        self.begun.emit(
            Answers(self.custodian.text(), zone, self.keep.isChecked(), self.own.text())
        )
        self.own.clear()

    def _show_files(self, lines: tuple[FileLine, ...]) -> None:
        while self._files.count():
            item = self._files.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for line in lines:
            self._files.addWidget(self._file(line))

    def _file(self, line: FileLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        sign = label("✓" if line.tone is Tone.GOOD else "▲", "strong")
        set_tone(sign, line.tone)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(line.name, "strong", wrap=True))
        words.addWidget(label(line.sentence, "muted", wrap=True))
        row.addLayout(words, 1)
        if line.table_word:
            table = button(line.table_word, lambda: self.table_wished.emit(line.name), "link")
            table.setToolTip("Say what its columns hold; each row becomes a record")
            row.addWidget(table)
        if line.offers_paper:
            paper = button("As a &document", lambda: self.paper_wished.emit(line.name), "link")
            paper.setToolTip("Take the file as one record, with its rows as text")
            row.addWidget(paper)
        leave = button("Leave out", lambda: self.left_out.emit(line.name), "link")
        leave.setAccessibleName(f"Leave out {line.name}")
        row.addWidget(leave)
        return made

    def _lay_out(self) -> None:
        box = panel()
        box.setMaximumWidth(760)
        column = QVBoxLayout(box)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(8)
        column.addWidget(label("What is added", "heading"))
        column.addLayout(self._files)
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

    def _lay_out_questions(self, column: QVBoxLayout) -> None:
        """Lay out the questions."""
        column.addWidget(caption("&Whose phone, mailbox or account is it?", self.custodian))
        column.addWidget(self.custodian)
        column.addSpacing(4)
        own = "The phone's or account's &own number or address, if you know it"
        column.addWidget(caption(own, self.own))
        column.addWidget(self.own)
        column.addWidget(
            label(
                "Exports often leave it out. It stands beside the name as sender and receiver.",
                "small",
            )
        )
        column.addSpacing(4)
        column.addWidget(self._zone_caption)
        column.addWidget(self.zone)
        column.addSpacing(4)
        column.addWidget(self.keep)
        hint = label("The vault grows by the size of the export; the file can then go.", "small")
        hint.setContentsMargins(26, 0, 0, 0)
        column.addWidget(hint)
