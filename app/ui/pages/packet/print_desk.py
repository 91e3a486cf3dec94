"""Joins the preview of a printing, the system's printer dialog and the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.documents.print_pages import PrintPages
from app.domain.requests import Request
from app.jobs.isolated import Child
from app.ui.pages.packet.print_dialog import PrintDialog
from app.ui.pages.packet.print_presenter import PrintContext, PrintPresenter
from app.ui.pages.packet.print_work import PrintWork
from app.ui.pages.packet.printing import QtPress, facts_of, set_up
from app.ui.theme import Look
from app.ui.ways import PageContext
from app.ui.widgets.ask_printer import ask_printer
from app.vault.folder import Vault
from app.workflow.build_marked import VerifiedMarked
from app.workflow.letter import long_date
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import (
    Printout,
    log_printout,
    marked_printout,
    plain_printout,
    printout_of,
    verified_file,
)
from app.workflow.verified import Verified


class PrintDesk:
    """Prints verified files for one page of the window; one printing at a time."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self._context = context
        self._look = look
        self.dialog: PrintDialog | None = None
        self.presenter: PrintPresenter | None = None

    def open_packet(
        self,
        parent: QWidget,
        packet: Verified,
        wishes: PacketWishes,
        done: Callable[[], None],
    ) -> PrintDialog | None:
        """Show a verified packet; one made without a letter gets its letter before it.

        Args:
            parent: over which it stands.
            packet: of the open request.
            wishes: that it was made from.
            done: called when something was printed and remembered.
        """
        library = self._context.desk.library
        return self._open_of(
            parent, lambda vault, of: printout_of(vault, of, library, packet, wishes), done
        )

    def open_log(
        self, parent: QWidget, packet: Verified, wishes: PacketWishes, done: Callable[[], None]
    ) -> PrintDialog | None:
        """Show the exemption log of a verified packet alone."""
        library = self._context.desk.library
        return self._open_of(
            parent, lambda vault, of: log_printout(vault, of, library, packet, wishes), done
        )

    def open_file(
        self, parent: QWidget, title: str, data: bytes, act: str, done: Callable[[], None]
    ) -> PrintDialog:
        """Show any other PDF, such as a certificate, once it is proved to hide nothing.

        Args:
            parent: over which it stands.
            title: in the dialog, on the stamp and in the printer's queue.
            data: the file.
            act: for the trail, such as ``certificate.printed``.
            done: called when something was printed and remembered.
        """
        vault = self._context.desk.vault
        return self.open(
            parent, lambda: plain_printout(vault, title, verified_file(data), act), done
        )

    def open_marked(
        self, parent: QWidget, copy: VerifiedMarked, paper: str, done: Callable[[], None]
    ) -> PrintDialog | None:
        """Show a verified marked copy; its bands and its watermark are printed as they are."""
        return self._open_of(
            parent, lambda vault, of: marked_printout(vault, of, copy, paper), done
        )

    def _open_of(
        self, parent: QWidget, make: Callable[[Vault, Request], Printout], done: Callable[[], None]
    ) -> PrintDialog | None:
        """Show files of the open request; without one there is nothing to print."""
        desk, request = self._context.desk, self._context.ways.request
        if request is None:
            return None
        return self.open(parent, lambda: make(desk.vault, request), done)

    def open(
        self, parent: QWidget, make: Callable[[], Printout], done: Callable[[], None]
    ) -> PrintDialog:
        """Show any verified files.

        Args:
            parent: over which it stands.
            make: gives the files; called beside the window.
            done: called when something was printed and remembered.
        """
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return self.dialog
        dialog = PrintDialog(self._look, parent)
        presenter = PrintPresenter(self._printing(make, done), dialog.show_state)
        self.dialog, self.presenter = dialog, presenter
        dialog.form.changed.connect(presenter.change)
        dialog.preview.turned.connect(presenter.turn)
        dialog.preview.wide.connect(presenter.wide)
        dialog.print_wished.connect(self.ask_printer)
        dialog.stop_wished.connect(presenter.stop)
        dialog.closed.connect(self._closed)
        presenter.arrive()
        dialog.show()
        return dialog

    def ask_printer(self) -> None:
        """Ask which printer, with what was chosen set in it."""
        dialog, presenter = self.dialog, self.presenter
        if dialog is None or presenter is None or not presenter.is_ready:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, presenter.state.form, self._name_in_queue())
        ask_printer(printer, dialog, lambda: self.print_on(printer))

    def _name_in_queue(self) -> str:
        """Name the printing for a queue that others see: never what it is, or for whom."""
        request = self._context.ways.request
        return f"Request {request.number}" if request else "Sunshine Desk"

    def print_on(self, printer: QPrinter) -> None:
        """Print on this printer."""
        if self.presenter is not None:
            self.presenter.print_on(QtPress(printer))

    def put_away(self) -> Callable[[], None] | None:
        """Stop; gives the last work before the vault is locked."""
        presenter, dialog = self.presenter, self.dialog
        self.presenter = self.dialog = None
        if presenter is None:
            return None
        finish = presenter.close()
        if dialog is not None:
            dialog.close()
        return finish

    def _closed(self) -> None:
        presenter = self.presenter
        self.presenter = self.dialog = None
        if presenter is not None:
            finish = presenter.close()
            self._context.asks().ask(finish, lambda _: None, self._context.ways.trouble)

    def _printing(self, make: Callable[[], Printout], done: Callable[[], None]) -> PrintContext:
        context = self._context

        def told(words: str) -> None:
            context.ways.say(words)
            context.ways.changed()
            done()

        return PrintContext(
            make=make,
            work=PrintWork(PrintPages(Child())),
            asks=context.asks,
            facts=facts_of(QPrinterInfo.defaultPrinter()),
            today=long_date(context.desk.today()),
            done=told,
        )
