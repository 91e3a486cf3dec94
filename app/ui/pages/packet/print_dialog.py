"""The preview of a printing: choices, the paper as it will be, and how far the printer is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QSplitter, QVBoxLayout, QWidget

from app.ui.pages.packet.print_form import PrintFormView
from app.ui.pages.packet.print_preview import PrintPreview
from app.ui.pages.packet.print_state import Phase, PrintState
from app.ui.theme import Look
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.words import button, label, with_icon

_SIZE = (940, 660)


class PrintDialog(QDialog):
    """Stands beside the window, which stays live.

    Attributes:
        print_wished: go on to the system's printer dialog.
        stop_wished: no further page.
        closed: the clerk is done with it.
    """

    print_wished = Signal()
    stop_wished = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Print")
        self.setAccessibleName("Print")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = PrintFormView()
        self.preview = PrintPreview(look)
        self.notice = NoticeLine()
        self._title = label(role="title")
        self._sums = label(role="muted", wrap=True)
        self._printer = label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName("Sides printed")
        self._far = label(role="muted")
        self.print = with_icon(
            button("&Print…", self.print_wished.emit, "main"), "print", "on_accent"
        )
        self.stop = button("Sto&p", self.stop_wished.emit)
        self.leave = button("&Close", self.close)
        self._lay_out()
        look.dress_icons(self)
        self.resize(*_SIZE)
        self.form.pages.setFocus()

    def show_state(self, state: PrintState) -> None:
        """Show everything afresh."""
        runs = state.phase is Phase.PRINTING
        self.setWindowTitle(f"Print {state.title}".strip())
        self._title.setText(state.title or "Preparing…")
        self.form.setEnabled(state.phase is Phase.CHOOSING)
        self.form.show_state(state)
        self.preview.show_state(state)
        self.notice.show_notice(state.notice)
        self._sums.setText(state.sums)
        self._printer.setText(f"Printer: {state.facts.name}" if state.facts.name else "")
        self.print.setEnabled(state.phase is Phase.CHOOSING and not state.wrong)
        self.stop.setVisible(runs)
        self.leave.setEnabled(not runs)
        self._bar.setVisible(runs)
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.done)
        self._far.setVisible(runs)
        self._far.setText(f"{state.done:,} of {state.total:,} sides" if state.total else "Begins…")

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.form)
        splitter.addWidget(self.preview)
        splitter.setSizes([360, 560])
        splitter.setStretchFactor(1, 1)
        splitter.setHandleWidth(14)
        splitter.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._sums, 1)
        foot.addWidget(self._bar)
        for widget in (self._far, self.stop, self.leave, self.print):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._printer)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(splitter, 1)
        column.addLayout(foot)

    # Qt

    def reject(self) -> None:
        """Leave by Escape, but not while the printer works."""
        if self.leave.isEnabled():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the printing where it is closed by the window's own button."""
        super().closeEvent(event)
        self.closed.emit()
