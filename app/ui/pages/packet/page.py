"""Joins the packet: view, presenter, the file dialog and the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.ui.page import Page
from app.ui.pages.packet.presenter import PacketPresenter
from app.ui.pages.packet.print_desk import PrintDesk
from app.ui.pages.packet.view import PacketView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext


class PacketPage(Page):
    """Builds, verifies, saves and prints."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = PacketView(look)
        super().__init__(self.view, "Packet")
        self.presenter = PacketPresenter(context, self.view.show_state)
        self.printing = PrintDesk(context, look)
        self._bind()

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - the packet has no subject
        """Read the request afresh."""
        self.presenter.arrive()
        self.view.take_focus()

    def refresh(self) -> None:
        """Read the request afresh."""
        self.presenter.arrive()

    def put_away(self) -> Callable[[], None] | None:
        """Forget the packet; it can be built again."""
        ends = [self.printing.put_away(), self.presenter.put_away()]
        last = [end for end in ends if end is not None]

        def finish() -> None:
            for end in last:
                end()

        return finish if last else None

    def deeds(self) -> list[Deed]:
        """Offer what can be done here."""
        deeds = [Deed("Build and verify the packet", self.presenter.build, "Ctrl+Return", "pdf")]
        if self.presenter.packet is not None:
            deeds += [
                Deed("Save the packet as PDF", self.ask_file, "Ctrl+S", "export file"),
                Deed("Print the packet", self.ask_printer, "Ctrl+P", "paper"),
            ]
        return deeds

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.form.changed.connect(presenter.change)
        view.preview.turned.connect(presenter.turn)
        view.preview.wide.connect(presenter.wide)
        view.build_wished.connect(presenter.build)
        view.green.save_wished.connect(self.ask_file)
        view.green.print_wished.connect(self.ask_printer)
        view.red.go_wished.connect(presenter.go_there)
        view.empty.pressed.connect(presenter.follow)

    def ask_file(self) -> None:
        """Ask where the packet is to be saved."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(place)
        dialog = QFileDialog(self.view, "Save the packet", folder, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.presenter.file_name())
        dialog.fileSelected.connect(lambda chosen: self.presenter.save(Path(chosen)))
        dialog.open()

    def ask_printer(self) -> None:
        """Show what will be printed, then ask for the printer."""
        packet = self.presenter.packet
        if packet is not None:
            wishes = self.presenter.state.form.wishes
            self.printing.open_packet(self.view, packet, wishes, self.presenter.arrive)


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return PacketPage(context, look)
