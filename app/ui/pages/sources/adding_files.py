"""Shows the files that are about to be imported, a line each, and asks whose each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.pages.sources.adding import FileLine, Whose
from app.ui.rows import Tone
from app.ui.widgets.words import button, empty, label, set_tone

_WHOSE, _OWN = "Whose is it?", "Own number or address"


class AddingFiles(QWidget):
    """One line a file; what was typed in its fields stays when another is left out.

    Attributes:
        table_wished, paper_wished, left_out: name of a file to be read as a table of columns,
            to be taken as a document instead, or not to be added.
    """

    table_wished = Signal(str)
    paper_wished = Signal(str)
    left_out = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._fields: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self._names: dict[str, str] = {}

    @property
    def typed(self) -> dict[str, Whose]:
        """Give what was typed of each file, by their names."""
        return {name: Whose(who.text(), own.text()) for name, (who, own) in self._fields.items()}

    def show_lines(self, lines: Sequence[FileLine], custodians: Sequence[str]) -> None:
        """Show files; ``custodians`` are offered while a name is typed."""
        typed = {self._names[name]: whose for name, whose in self.typed.items()}
        self._fields.clear()
        self._names = {line.name: line.place or line.name for line in lines}
        empty(self._column)
        for line in lines:
            self._column.addWidget(self._line(line))
            if line.asks_whose:
                self._column.addWidget(
                    self._asked(line.name, typed.get(self._names[line.name], Whose()), custodians)
                )

    def first_field(self) -> QLineEdit | None:
        """Give the field in which a clerk begins to type; None where nothing is asked."""
        return next((who for who, _ in self._fields.values()), None)

    def _asked(self, name: str, typed: Whose, custodians: Sequence[str]) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(18, 0, 0, 6)
        fields = (QLineEdit(typed.custodian), QLineEdit(typed.own))
        for field, asks in zip(fields, (_WHOSE, _OWN), strict=True):
            field.setPlaceholderText(asks)
            field.setAccessibleName(f"{asks.rstrip('?')}: {name}")
            row.addWidget(field, 1)
        completer = QCompleter(list(custodians), made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        fields[0].setCompleter(completer)
        self._fields[name] = fields
        return made

    def _line(self, line: FileLine) -> QWidget:
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
