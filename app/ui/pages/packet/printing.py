"""A printer of the computer, or a file in place of one, as the printing takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.ui.pages.packet.print_layout import Box, Paper
from app.ui.pages.packet.print_paint import paint_side
from app.ui.pages.packet.print_state import PrinterFacts, PrintForm, Turning
from app.ui.pages.packet.print_work import Laid
from app.workflow.print_pages import Duplex, Faces, PrintWishes

FINEST = 300
_EDGE = 12.0
_FAILED = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
PAPERS = {
    "letter": QPageSize.PageSizeId.Letter,
    "legal": QPageSize.PageSizeId.Legal,
    "a4": QPageSize.PageSizeId.A4,
}
_TURNS = {
    Turning.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Turning.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}
_DUPLEX = {
    QPrinter.DuplexMode.DuplexNone: Duplex.NONE,
    QPrinter.DuplexMode.DuplexLongSide: Duplex.LONG,
    QPrinter.DuplexMode.DuplexAuto: Duplex.LONG,
    QPrinter.DuplexMode.DuplexShortSide: Duplex.SHORT,
}


def facts_of(info: QPrinterInfo) -> PrinterFacts:
    """Say what a printer can; one that says nothing is taken to be able to."""
    if info.isNull():
        return PrinterFacts()
    sizes = {size.id() for size in info.supportedPageSizes()}
    papers = tuple(name for name, size in PAPERS.items() if size in sizes)
    turns = set(info.supportedDuplexModes()) & set(_TURNS.values())
    return PrinterFacts(info.printerName(), bool(turns), papers or tuple(PAPERS))


def set_up(printer: QPrinter, form: PrintForm, title: str) -> None:
    """Tell a printer what was chosen, so that the system's dialog shows it."""
    printer.setPageSize(QPageSize(PAPERS[form.paper]))
    lying = QPageLayout.Orientation.Landscape
    printer.setPageOrientation(lying if form.two_up else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCopyCount(form.copies)
    printer.setCollateCopies(form.collate)
    printer.setDuplex(_TURNS.get(form.turning, QPrinter.DuplexMode.DuplexNone))


class QtPress:
    """A printer that takes one side after the other; the job begins with the first."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()

    @property
    def paper(self) -> Paper:
        """Give the paper that lies in it."""
        layout = QPageLayout(self._printer.pageLayout())
        layout.setUnits(QPageLayout.Unit.Point)
        sheet = layout.fullRect(QPageLayout.Unit.Point)
        least: QMarginsF = layout.minimumMargins()
        left, top = max(_EDGE, least.left()), max(_EDGE, least.top())
        right, bottom = max(_EDGE, least.right()), max(_EDGE, least.bottom())
        room = Box(left, top, sheet.width() - left - right, sheet.height() - top - bottom)
        return Paper(sheet.width(), sheet.height(), room)

    @property
    def dpi(self) -> int:
        """Give its resolution, or less where more would not be seen."""
        return min(FINEST, self._printer.resolution())

    @property
    def is_grey(self) -> bool:
        """Say whether it prints without colours."""
        return self._printer.colorMode() is QPrinter.ColorMode.GrayScale

    @property
    def makes_copies(self) -> bool:
        """Say whether it makes the copies itself."""
        return self._printer.supportsMultipleCopies()

    def as_set(self, wishes: PrintWishes) -> PrintWishes:
        """Give the wishes with what was chosen in the system's dialog since."""
        return replace(
            wishes,
            copies=max(1, self._printer.copyCount()),
            collate=self._printer.collateCopies(),
            duplex=self._duplex(wishes),
        )

    def begin(self) -> bool:
        """Start the job; copies that are made here are not asked of the printer as well."""
        self._printer.setFullPage(True)
        if not self.makes_copies:
            self._printer.setCopyCount(1)
        return self._painter.begin(self._printer)

    def next_side(self) -> bool:
        """Go to a new side; false where the printer takes no more."""
        return self._printer.newPage() and self._works()

    def put(self, laid: Sequence[Laid], stamp: str) -> bool:
        """Draw on this side; false where the printer failed."""
        paint_side(self._painter, laid, stamp, self._printer.resolution() / 72)
        return self._works()

    def end(self) -> bool:
        """Hand the job over; false where that failed."""
        return self._painter.end() and self._works()

    def abort(self) -> None:
        """Give the job up."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _duplex(self, wishes: PrintWishes) -> Duplex:
        """Say how the paper turns; a file has no paper, and is laid out as was wished."""
        is_file = self._printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
        if is_file or wishes.faces is not Faces.BOTH:
            return wishes.duplex
        return _DUPLEX[self._printer.duplex()]

    def _works(self) -> bool:
        return self._printer.printerState() not in _FAILED
