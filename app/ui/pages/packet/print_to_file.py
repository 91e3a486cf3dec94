"""Prints a file with the window's own printing into another file, for the self-test."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.documents.print_pages import PrintPages
from app.jobs.isolated import Child
from app.ui.at_once import AtOnce
from app.ui.pages.packet.print_run import Order, PrintRun, Told
from app.ui.pages.packet.print_state import PrintForm
from app.ui.pages.packet.print_work import PrintWork
from app.ui.pages.packet.printing import QtPress, set_up
from app.workflow.print_packet import PrintFile, Printout
from app.workflow.print_pages import PrintWishes

TITLE = "Sunshine Desk self-test"
DPI = 150


def print_to_file(data: bytes, pages: int, path: Path) -> None:
    """Print a PDF of so many pages on a printer that is a file.

    Raises:
        AppError: not all of it was printed.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(DPI)
    set_up(printer, PrintForm(), TITLE)
    file = PrintFile("", pages, hashlib.sha256(data).hexdigest(), lambda: data)
    work, told = PrintWork(PrintPages(Child())), list[Told]()
    try:
        order = Order(Printout(TITLE, (file,)), PrintWishes(), "")
        PrintRun(order, QtPress(printer), work, AtOnce(), told.append).begin()
    finally:
        work.close()
        del printer, application
    if told[-1].error is not None:
        raise told[-1].error
