"""Joins the packet: view, presenter, dialogs and the desk for printing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.settings.ways_out import WayOut
from app.ui.page import Page
from app.ui.pages.packet.hiding_dialog import HidingDialog
from app.ui.pages.packet.marked_dialog import MarkedDialog
from app.ui.pages.packet.originals_dialog import OriginalsDialog
from app.ui.pages.packet.passphrase_dialog import PassphraseDialog
from app.ui.pages.packet.presenter import PacketPresenter
from app.ui.pages.packet.print_desk import PrintDesk
from app.ui.pages.packet.state import Source
from app.ui.pages.packet.sure_dialog import SureDialog
from app.ui.pages.packet.view import PacketView
from app.ui.theme import Look
from app.ui.undoing import Undoing
from app.ui.ways import Deed, PageContext, Where
from app.ui.widgets.ask_path import ask_file, ask_folder, ask_save
from app.ui.widgets.undo_keys import bind_undo
from app.workflow.print_packet import Printout

PICTURES = "Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff *.webp)"


class PacketPage(Page):
    """Builds, verifies, saves, delivers and prints."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = PacketView(look)
        super().__init__(self.view, "Packet")
        self._ways, self._look, self._let_out = context.ways, look, context.let_out
        self.presenter = PacketPresenter(context, self.view.show_state)
        self.undoing = Undoing(context, self.refresh)
        bind_undo(self.view, self.undoing)
        self.printing = PrintDesk(context, look)
        self._sure_of = ""
        self.view.form.hold(context.policy)
        self._bind()

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - the packet has no subject
        """Read the request afresh."""
        self.presenter.arrive()
        self.view.take_focus()

    def make_ready(self) -> None:
        """Start what draws the preview."""
        self.presenter.make_ready()

    def refresh(self) -> None:
        """Read the request afresh."""
        self.presenter.arrive()

    def leave(self) -> None:
        """Remember how packets are liked."""
        self.presenter.leave()

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
                Deed("Print the packet", self.ask_printer, "Ctrl+P", "paper letter copies"),
                Deed("Print the exemption log alone", self.ask_log, words="paper"),
                Deed("Print the certificate", self.print_certificate, words="paper signed proof"),
                Deed("Deliver the packet", self.ask_delivery, words="zip folder load file rsmf"),
            ]
        if self.presenter.report() is not None:
            words = "paper checks proof"
            deeds.append(Deed("Print the verification report", self.print_report, words=words))
        if self.presenter.state.building:
            deeds.append(Deed("Stop building", self.presenter.stop, "Esc", "cancel"))
        if self.presenter.state.hiding.originals:
            words = "natives metadata permit"
            deeds.append(Deed("Choose originals that may leave", self.ask_originals, words=words))
        words = "supervisor court attorney outlines unredacted"
        deeds.append(Deed("Make a marked copy", self.ask_recipient, words=words))
        if self.presenter.state.hiding.rows:
            deeds.append(Deed("Show what hides in attachments", self.show_hiding, words="metadata"))
        return [*deeds, *self.undoing.deeds()]

    def ask_file(self) -> None:
        """Ask where the packet is to be saved."""
        place, save = self._place(), self.presenter.save
        self._once_sure(lambda: ask_save(self.view, "Save the packet", place, save))

    def ask_delivery(self) -> None:
        """Ask for the passphrase of a ZIP that is locked, then where the delivery goes."""
        if self.presenter.state.form.habits.natives:
            self._let_out(WayOut.ORIGINALS, lambda: self._once_sure(self._ask_delivery))
        else:
            self._once_sure(self._ask_delivery)

    def _once_sure(self, go: Callable[[], object]) -> None:
        """Ask once for each packet that is not the public's whether it is to be handed over."""
        packet, request = self.presenter.packet, self._ways.request
        is_public = packet is None or packet.made_for.is_public
        if packet is None or is_public or request is None or self._sure_of == packet.verdict.sha256:
            go()
            return
        sha256 = packet.verdict.sha256

        def sure() -> None:
            self._sure_of = sha256
            go()

        dialog = SureDialog(self.view, packet.made_for, request.details.requester)
        dialog.sure.connect(sure)
        dialog.open()

    def _ask_delivery(self) -> None:
        if not self.presenter.delivering.is_locked:
            self._ask_place("")
            return
        dialog = PassphraseDialog(self.view, self.presenter.delivering.refusal)
        dialog.given.connect(self._ask_place)
        dialog.open()

    def _ask_place(self, passphrase: str) -> None:
        delivering = self.presenter.delivering
        name = delivering.name()
        if delivering.is_zip:
            ask_save(
                self.view,
                "Deliver as a ZIP",
                _documents() / name,
                lambda path: delivering.deliver(path, passphrase),
            )
            return
        ask_folder(
            self.view,
            f"Where shall the folder “{name}” be made?",
            _documents(),
            lambda folder: delivering.deliver(folder / name),
        )

    def ask_printer(self) -> None:
        """Show what will be printed, then ask for the printer."""
        packet = self.presenter.packet
        if packet is not None:
            wishes, arrive = self.presenter.state.form.wishes, self.presenter.arrive
            self._once_sure(lambda: self.printing.open_packet(self.view, packet, wishes, arrive))

    def ask_log(self) -> None:
        """Show the exemption log as it will be printed alone."""
        packet = self.presenter.packet
        if packet is not None:
            wishes = self.presenter.state.form.wishes
            self.printing.open_log(self.view, packet, wishes, self.presenter.arrive)

    def print_certificate(self) -> None:
        """Show the certificate as it will be printed."""
        self._print(self.presenter.certificate())

    def print_report(self) -> None:
        """Show the report of the verification as it will be printed."""
        self._print(self.presenter.report())

    def _print(self, make: Callable[[], Printout] | None) -> None:
        if make is not None:
            self.printing.open(self.view, make, self.presenter.arrive)

    def ask_originals(self) -> None:
        """List originals in which something hides; the clerk says which may leave."""
        state = self.presenter.state
        before = state.form.permitted
        dialog = OriginalsDialog(self.view, state.hiding.originals, before, self._look)
        dialog.permitted.connect(self.presenter.permit)
        dialog.open()

    def ask_recipient(self) -> None:
        """Ask for whom a marked copy is to be made, where such copies are allowed."""
        self._let_out(WayOut.MARKED_COPIES, self._ask_recipient)

    def _ask_recipient(self) -> None:
        marking = self.presenter.marking
        dialog = MarkedDialog(self.view, marking.refusal)
        dialog.named.connect(marking.build)
        dialog.open()

    def ask_marked_file(self) -> None:
        """Ask where the marked copy is to be saved."""
        marking = self.presenter.marking
        name = marking.name()
        if name:
            ask_save(self.view, "Save the marked copy", _documents() / name, marking.save)

    def print_marked(self) -> None:
        """Show the marked copy as it will be printed."""
        copy, paper = self.presenter.marking.copy, self.presenter.state.form.page
        if copy is not None:
            self.printing.open_marked(self.view, copy, paper, self.presenter.arrive)

    def ask_seal(self) -> None:
        """Ask for a picture for the letterhead."""
        title = "Choose a seal for the letterhead"
        ask_file(self.view, title, PICTURES, self.presenter.choose_seal)

    def show_hiding(self) -> None:
        """List what hides in attachments."""
        dialog = HidingDialog(self.view, self.presenter.state.hiding, self._look)
        dialog.record_wished.connect(lambda one: self._ways.go(Where.REVIEW, str(one)))
        dialog.open()

    def _place(self) -> Path:
        name = self.presenter.file_name()
        return _documents() / (name if name.endswith(".pdf") else f"{name}.pdf")

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        pages, form = view.preview, view.form
        form.changed.connect(presenter.change)
        form.letterhead.seal_wished.connect(self.ask_seal)
        form.letterhead.no_seal_wished.connect(presenter.remove_seal)
        pages.turned.connect(presenter.turn)
        pages.gone.connect(presenter.pages.go)
        pages.zoomed.connect(presenter.zoom)
        pages.wide.connect(presenter.wide)
        view.build_wished.connect(presenter.build)
        view.form_wished.connect(presenter.show_form)
        view.result_wished.connect(presenter.show_result)
        view.hiding_wished.connect(self.show_hiding)
        view.parts_wished.connect(presenter.make_parts)
        view.stop_wished.connect(presenter.stop)
        form.handing.originals_wished.connect(self.ask_originals)
        view.red.go_wished.connect(presenter.go_there)
        view.red.report_wished.connect(self.print_report)
        view.empty.pressed.connect(presenter.follow)
        self._bind_results()

    def _bind_results(self) -> None:
        green, marked, presenter = self.view.green, self.view.marked, self.presenter
        green.save_wished.connect(self.ask_file)
        green.deliver_wished.connect(self.ask_delivery)
        green.print_wished.connect(self.ask_printer)
        green.marked_wished.connect(self.ask_recipient)
        green.certificate_wished.connect(self.print_certificate)
        green.report_wished.connect(self.print_report)
        green.pages_wished.connect(partial(presenter.look_at, Source.PACKET))
        marked.save_wished.connect(self.ask_marked_file)
        marked.print_wished.connect(self.print_marked)
        marked.pages_wished.connect(partial(presenter.look_at, Source.MARKED))


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return PacketPage(context, look)
