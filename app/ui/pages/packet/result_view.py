"""What came of building: the green panel, the red one, and the one of a marked copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.packet.state import Green, Red
from app.ui.rows import Tone
from app.ui.widgets.fold import Fold
from app.ui.widgets.speech import announce
from app.ui.widgets.words import button, empty, label, set_tone, with_icon

MOST_LINES = 12


class Panel(QFrame):
    """A quiet box in the colour of a meaning."""

    def __init__(self, title: str, tone: Tone) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        set_tone(self, tone)
        self.title = label(title, "heading", wrap=True)
        set_tone(self.title, tone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 12, 12)
        self.column.setSpacing(7)
        self.column.addWidget(self.title)


class Facts(QGridLayout):
    """Names and figures beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(2)
        self.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show them afresh."""
        empty(self)
        for at, (name, value) in enumerate(facts):
            self.addWidget(label(name, "muted"), at, 0)
            self.addWidget(label(value, "strong", wrap=True), at, 1)


class Proof(QWidget):
    """What was checked, and the hash of the bytes that were."""

    def __init__(self) -> None:
        super().__init__()
        self._checked = label(wrap=True)
        self._sha256 = ""
        self._hash = label(role="small", wrap=True)
        self._hash.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._hash.setAccessibleName("SHA-256")
        copy = with_icon(button("", self._copy, "icon"), "copy", "muted")
        copy.setAccessibleName("Copy the SHA-256")
        copy.setToolTip("Copy the SHA-256")
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self._checked)
        self.checks = Fold("What was checked", inside)
        head = QHBoxLayout()
        head.addWidget(label("SHA-256", "strong"))
        head.addWidget(copy)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.checks)
        column.addLayout(head)
        column.addWidget(self._hash)

    def show_proof(self, checks: Sequence[str], sha256: str) -> None:
        """Show both."""
        self._sha256 = sha256
        self._checked.setText("\n".join(f"✓  {line}" for line in checks))
        self.checks.say(f"{len(checks):,} checks, all of them held")
        half = len(sha256) // 2
        self._hash.setText(f"{sha256[:half]}\n{sha256[half:]}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sha256)


class GreenPanel(Panel):
    """A verified packet.

    Attributes:
        save_wished, print_wished, marked_wished, deliver_wished: what is to become of it.
        pages_wished: look at its pages.
        certificate_wished, report_wished: print what proves it.
    """

    certificate_wished = Signal()
    report_wished = Signal()
    save_wished = Signal()
    print_wished = Signal()
    marked_wished = Signal()
    deliver_wished = Signal()
    pages_wished = Signal()

    def __init__(self) -> None:
        super().__init__("✓ Verified", Tone.GOOD)
        self._facts = Facts()
        self._files = label(role="small", wrap=True)
        self._warnings = label(wrap=True)
        set_tone(self._warnings, "soon")
        self._proof = Proof()
        self.save = with_icon(
            button("&Save PDF…", self.save_wished.emit, "main", key="Ctrl+S"), "save", "on_accent"
        )
        self.deliver = with_icon(button("&Deliver…", self.deliver_wished.emit), "box")
        self.deliver.setToolTip("Save it with lists, attachments and checksums, in a folder or ZIP")
        self.print = with_icon(button("&Print…", self.print_wished.emit, key="Ctrl+P"), "print")
        self.mark = with_icon(button("&Marked copy…", self.marked_wished.emit), "pen")
        self.pages = button("Show its pages", self.pages_wished.emit, "link")
        self.mark.setToolTip("A copy that shows what is withheld, for a supervisor or a court")
        self._keys = (self.save, self.deliver, self.print, self.mark)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._across = 0
        self._place(2)
        self.column.addLayout(self._grid)
        self.column.addLayout(self._facts)
        self.column.addWidget(self._files)
        self.column.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._warnings)
        self.column.addWidget(self._proof)
        self.certificate = button("Print the certi&ficate…", self.certificate_wished.emit, "link")
        self.certificate.setToolTip("A signed page that says what this packet is")
        self.report = button("Print the &verification report…", self.report_wished.emit, "link")
        self.report.setToolTip("What was checked and that it held, for your own file")
        for at, paper in enumerate((self.certificate, self.report), start=2):
            self.column.insertWidget(at, paper, 0, Qt.AlignmentFlag.AlignLeft)

    def show_green(self, green: Green) -> None:
        """Show the facts."""
        self._facts.show_facts(green.facts)
        self._files.setText("\n".join(green.files))
        self._files.setVisible(bool(green.files))
        self._proof.show_proof(green.checks, green.sha256)
        self._warnings.setText("\n".join(f"▲  {line}" for line in green.warnings))
        self._warnings.setVisible(bool(green.warnings))
        self.save.setText("&Save parts…" if green.files else "&Save PDF…")
        self.save.setAccessibleName("Save parts" if green.files else "Save PDF")
        announce(self, "The packet is verified.")

    def _place(self, across: int) -> None:
        """Put the buttons so many beside each other."""
        if across == self._across:
            return
        self._across = across
        for at, made in enumerate(self._keys):
            self._grid.addWidget(made, at // across, at % across)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below each other where the panel is narrow."""
        super().resizeEvent(event)
        widest = max(one.sizeHint().width() for one in self._keys)
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._grid.spacing()
        self._place(2 if room >= 2 * widest else 1)


class MarkedPanel(Panel):
    """A verified marked copy.

    Attributes:
        save_wished, print_wished: write it to a file, or on paper.
        pages_wished: look at its pages.
    """

    save_wished = Signal()
    print_wished = Signal()
    pages_wished = Signal()

    def __init__(self) -> None:
        super().__init__("▲ Marked copy, not for release", Tone.MARKED)
        self._facts = Facts()
        self.save = with_icon(button("Save mar&ked copy…", self.save_wished.emit), "save")
        self.pages = button("Show its pa&ges", self.pages_wished.emit, "link")
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(with_icon(button("Print &it…", self.print_wished.emit), "print"))
        row.addStretch(1)
        self.column.addLayout(self._facts)
        self.column.addLayout(row)
        self.column.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignLeft)

    def show_marked(self, green: Green) -> None:
        """Show for whom it is."""
        self._facts.show_facts(green.facts)
        announce(self, f"The marked copy for {green.marked_for} is verified.")


class RedPanel(Panel):
    """Why there is no packet, and everything that was found.

    Attributes:
        go_wished: the clerk wants to see it; a record, or 0 for the worst.
        report_wished: print what was found.
    """

    go_wished = Signal(int)
    report_wished = Signal()

    def __init__(self) -> None:
        super().__init__("● Not saved", Tone.BAD)
        self._what = label(role="strong", wrap=True)
        self._remedy = label(wrap=True)
        self.go = button("&Go there", lambda: self.go_wished.emit(0), "main")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.report = Fold("Full report", inside)
        for widget in (self._what, self._remedy):
            self.column.addWidget(widget)
        self.column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.report)
        self.paper = button("Print the &verification report…", self.report_wished.emit, "link")
        self.column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)

    def show_red(self, red: Red) -> None:
        """Show what was found."""
        self.title.setText(red.title)
        self._what.setText(red.what)
        self._remedy.setText(red.remedy)
        self.go.setVisible(bool(red.record) or red.check)
        empty(self._lines)
        for line in red.lines[:MOST_LINES]:
            where = f" ({line.where})" if line.where else ""
            self._lines.addWidget(label(f"✗  {line.what}{where}", wrap=True))
            if line.record:
                self._lines.addWidget(self._to(line.record), 0, Qt.AlignmentFlag.AlignLeft)
        more = len(red.lines) - MOST_LINES
        if more > 0:
            self._lines.addWidget(label(f"and {more:,} more", "muted"))
        for sentence, held in red.checks:
            if held:
                self._lines.addWidget(label(f"✓  {sentence}", "muted", wrap=True))
        found = len(red.lines)
        self.report.say(f"{found:,} {'thing was' if found == 1 else 'things were'} found")
        self.report.setVisible(bool(red.lines))
        self.paper.setVisible(red.verdict is not None)
        announce(self, red.what)

    def _to(self, record: int) -> QWidget:
        return button(f"Go to record {record}", lambda: self.go_wished.emit(record), "link")
