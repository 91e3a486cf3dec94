"""Printing real packets through Qt into a file, and reading back what came out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from desk_fakes import Shown
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from review_desk import CODE, LAW, TEXTS, Bench

from app.documents.print_pages import PrintPages, draw_page
from app.domain.decisions import Disposition
from app.domain.packets import Contents, Layout, Letterhead, Limits
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.ui.at_once import AtOnce
from app.ui.pages.packet.print_presenter import PrintContext, PrintPresenter
from app.ui.pages.packet.print_state import PrinterFacts, PrintForm, PrintState, Turning
from app.ui.pages.packet.print_work import PrintWork
from app.ui.pages.packet.printing import QtPress, facts_of, set_up
from app.ui.rows import Tone
from app.workflow.build_marked import MarkedJob
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import PRINTED, Printout, marked_printout, printout_of
from app.workflow.print_pages import Duplex

WISHES = PacketWishes(
    dt.date(2026, 11, 17), Letterhead("Millbrook Police Department"), bates_prefix="MPD"
)
DPI = 100
NOT_WHITE = 235

pytestmark = pytest.mark.usefixtures("blind")


class Shop(Bench):
    """A packet of a real vault, its preview, and a printer that writes a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TEXTS * 6)
        decider = Decider(self.vault, self.request, "M. Ortiz")
        decider.dispose(self.ids, Disposition.RELEASE)
        start = TEXTS[1].index("Jordan Blackwood")
        decider.redact(self.ids[1], [SpanTarget(Span(start, start + 16))], [CODE])
        self.target = folder / "printed.pdf"
        self.work = PrintWork(PrintPages(Child()))
        self.shown: Shown[PrintState] = Shown()
        self.printout: Printout
        self.presenter: PrintPresenter

    def open(self, wishes: PacketWishes = WISHES) -> Verified:
        packet = finish(PacketJob(self.vault, self.request, LAW, wishes))
        assert isinstance(packet, Verified)
        self.offer(lambda: printout_of(self.vault, self.request, LAW, packet, wishes))
        return packet

    def offer(self, make: Callable[[], Printout]) -> None:
        self.printout = make()
        context = PrintContext(
            make=lambda: self.printout,
            work=self.work,
            asks=AtOnce,
            facts=PrinterFacts(),
            today="November 12, 2026",
            done=lambda _: None,
        )
        self.presenter = PrintPresenter(context, self.shown)
        self.presenter.arrive()

    def printer(self, kind: type[QPrinter] = QPrinter, dpi: int = DPI) -> QPrinter:
        printer = kind(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        printer.setResolution(dpi)
        return printer

    def print(self, printer: QPrinter | None = None, **changes: object) -> list[np.ndarray]:
        form = replace(self.presenter.state.form, **changes)  # type: ignore[arg-type]  # fields of it
        self.presenter.change(form)
        printer = printer or self.printer()
        set_up(printer, form, self.presenter.state.title)
        self.presenter.print_on(QtPress(printer))
        return pixels_of(self.target.read_bytes())

    def drawn(self) -> list[np.ndarray]:
        """Give what should have come out: the verified files, drawn as finely."""
        return [page for file in self.printout.files for page in drawn_of(file.proved())]


def drawn_of(data: bytes) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(data)
    wide = [round(page.get_width() / 72 * DPI) for page in document]
    document.close()
    made = []
    for number, width in enumerate(wide, start=1):
        across, down, pixels, _ = draw_page(data, number, width, False)
        page = np.frombuffer(pixels, np.uint8).reshape(down, across, -1)
        made.append(np.broadcast_to(page, (down, across, 3)))
    return made


def pixels_of(data: bytes) -> list[np.ndarray]:
    """Look at the pages as a printer would."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    return [np.asarray(page, dtype=np.int16) for page in pages]


def pictures_in(path: Path) -> list[np.ndarray]:
    """Take the pictures of pages out of a printed file, in their order."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = [
        np.asarray(one.get_bitmap().to_pil().convert("RGB"))
        for page in document
        for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    document.close()
    return found


def stamps_in(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = [page.get_textpage().get_text_range().strip() for page in document]
    document.close()
    return found


def are_same(printed: list[np.ndarray], wanted: list[np.ndarray]) -> bool:
    return len(printed) == len(wanted) and all(map(np.array_equal, printed, wanted))


def sizes_of(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    return found


@pytest.fixture
def shop(tmp_path, qapp):
    bench = Shop(tmp_path)
    yield bench
    bench.work.close()
    bench.vault.close()


def test_that_the_printed_pages_look_like_the_verified_ones(shop):
    packet = shop.open()
    printed, drawn = shop.print(), shop.drawn()
    assert len(printed) == packet.pages
    assert are_same(pictures_in(shop.target), drawn)
    assert not are_same(drawn[:1], drawn[1:2])
    looked = pixels_of(shop.printout.files[0].proved())
    assert max(np.abs(one - other).mean() for one, other in zip(printed, looked, strict=True)) < 3
    assert sizes_of(shop.target) == [(612, 792)] * packet.pages
    with shop.vault.read() as work:
        assert [kept.file_name for kept in work.packets.all(shop.request.id)] == [PRINTED]


def test_that_a_printed_page_holds_no_text_that_could_be_copied(shop):
    shop.open()
    shop.print()
    document = pypdfium2.PdfDocument(shop.target.read_bytes())
    assert [page.get_textpage().get_text_range() for page in document] == [""] * len(document)
    document.close()


def test_that_a_range_prints_those_pages_in_order(shop):
    shop.open()
    shop.print(pages="3, 1")
    drawn = shop.drawn()
    assert are_same(pictures_in(shop.target), [drawn[0], drawn[2]])


def test_that_copies_come_collated_or_page_by_page(shop):
    packet = shop.open()
    drawn = shop.drawn()[:2]
    for collate, order in ((True, (0, 1, 0, 1)), (False, (0, 0, 1, 1))):
        assert len(shop.print(pages="1-2", copies=2, collate=collate)) == 4
        assert len(sizes_of(shop.target)) == 4
        assert are_same(pictures_in(shop.target), [drawn[at] for at in order])
    assert packet.pages > 2


def test_that_the_stamp_is_printed_above_the_words_and_nothing_else_changes(shop):
    shop.open()
    printed, drawn = shop.print(stamped=True), shop.drawn()
    assert are_same(pictures_in(shop.target), drawn)
    for page, number in zip(printed, drawn, strict=True):
        first = np.flatnonzero((number < NOT_WHITE).any(axis=(1, 2))).min()
        rows = np.flatnonzero((page[: first - 1] < NOT_WHITE).any(axis=1))
        assert page[: first - 1].min() < 160
        assert rows.min() > 0.15 * DPI
        assert rows.max() < first - 2
    assert stamps_in(shop.target) == [shop.presenter.state.stamp] * len(printed)


def test_that_a_long_stamp_is_set_smaller_and_never_wider_than_its_page(shop):
    shop.open()
    for who, whole in (("D" * 60, True), ("W" * 80, False)):
        printed = shop.print(stamped=True, stamp_for=who, two_up=True, pages="1")
        columns = np.flatnonzero((printed[0][: DPI * 2] < NOT_WHITE).any(axis=0))
        assert columns.max() < printed[0].shape[1] / 2
        (found,) = stamps_in(shop.target)
        assert (found == shop.presenter.state.stamp) is whole


def test_that_a_marked_copy_keeps_its_bands_and_gets_the_stamp_below_them(shop):
    job = MarkedJob(shop.vault, shop.request, LAW, WISHES, marked_for="County attorney")
    copy = finish(job)
    shop.offer(lambda: marked_printout(shop.vault, shop.request, copy, "letter"))
    printed, drawn = shop.print(stamped=True), shop.drawn()
    assert are_same(pictures_in(shop.target), drawn)
    band = round(17 / 72 * DPI)
    for page in printed:
        rows = np.flatnonzero((page[band + 3 : round(58 / 72 * DPI)] < 170).any(axis=1))
        assert 5 <= rows.max() - rows.min() <= 16
    assert stamps_in(shop.target) == [shop.presenter.state.stamp] * len(printed)
    assert shop.presenter.state.form.stamp_for == "County attorney"


def test_that_letter_and_packet_are_one_job_with_the_letter_first(shop):
    packet = shop.open(replace(WISHES, contents=Contents(letter=False)))
    assert len(shop.print()) == packet.pages + 1
    assert are_same(pictures_in(shop.target), shop.drawn())


def test_that_all_parts_are_one_job(shop):
    packet = shop.open(replace(WISHES, limits=Limits(records=10)))
    assert packet.is_several
    assert len(shop.print()) == packet.pages
    assert are_same(pictures_in(shop.target), shop.drawn())
    with shop.vault.read() as work:
        (kept,) = work.packets.all(shop.request.id)
    assert len(kept.files) == len(packet.parts)


def test_that_legal_pages_are_fitted_on_letter_paper(shop):
    shop.open(replace(WISHES, layout=Layout(page="legal")))
    printed = shop.print(paper="letter", pages="2")
    assert sizes_of(shop.target) == [(612, 792)]
    assert "printed smaller" in shop.presenter.state.fits
    inked = np.flatnonzero((printed[0] < NOT_WHITE).any(axis=0))
    assert inked.min() > 0.9 * DPI
    assert inked.max() < printed[0].shape[1] - 0.9 * DPI


def test_that_two_pages_stand_side_by_side_on_lying_paper(shop):
    shop.open()
    printed = shop.print(two_up=True, pages="1-2")
    assert sizes_of(shop.target) == [(792, 612)]
    half = printed[0].shape[1] // 2
    left, right = printed[0][:, : half - 3], printed[0][:, half + 3 :]
    assert (left < NOT_WHITE).any()
    assert (right < NOT_WHITE).any()
    assert (printed[0][:, half - 3 : half + 3] > NOT_WHITE).all()


def test_that_empty_backs_are_empty_pages(shop):
    packet = shop.open(replace(WISHES, contents=Contents(letter=False)))
    printed = shop.print(turning=Turning.LONG)
    assert len(printed) == packet.pages + 2
    assert (printed[1] > NOT_WHITE).all()
    assert not (printed[2] > NOT_WHITE).all()


class TurningPrinter(QPrinter):
    """A printer that can turn the paper."""

    def __init__(self) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.format = QPrinter.OutputFormat.NativeFormat
        self.mode = QPrinter.DuplexMode.DuplexNone

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802 - Qt's name
        return self.format

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802 - Qt's name
        self.mode = duplex

    def duplex(self) -> QPrinter.DuplexMode:
        return self.mode


@pytest.mark.parametrize(
    ("turning", "mode", "duplex"),
    [
        (Turning.ONE, QPrinter.DuplexMode.DuplexNone, Duplex.NONE),
        (Turning.LONG, QPrinter.DuplexMode.DuplexLongSide, Duplex.LONG),
        (Turning.SHORT, QPrinter.DuplexMode.DuplexShortSide, Duplex.SHORT),
        (Turning.FRONT, QPrinter.DuplexMode.DuplexNone, Duplex.NONE),
    ],
)
def test_that_the_printer_is_told_which_sides_copies_and_paper(qapp, turning, mode, duplex):
    printer = TurningPrinter()
    form = PrintForm(turning=turning, copies=3, collate=False, paper="legal", two_up=True)
    set_up(printer, form, "2026-014 packet")
    press = QtPress(printer)
    assert printer.mode is mode
    assert (printer.copyCount(), printer.collateCopies()) == (3, False)
    assert printer.docName() == "2026-014 packet"
    assert (round(press.paper.width), round(press.paper.height)) == (1008, 612)
    assert press.paper.printable.left >= 12
    wishes = press.as_set(form.wishes)
    assert (wishes.duplex, wishes.copies, wishes.collate) == (duplex, 3, False)
    printer.mode = QPrinter.DuplexMode.DuplexNone
    assert press.as_set(form.wishes).duplex is Duplex.NONE


def test_that_a_printer_without_colours_gets_grey_pages(shop):
    shop.open()
    printer = shop.printer()
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    assert QtPress(printer).is_grey
    shop.print(printer, pages="1")
    document = pypdfium2.PdfDocument(shop.target.read_bytes())
    page = np.asarray(document[0].render(scale=1).to_pil().convert("RGB"), dtype=np.int16)
    document.close()
    assert np.abs(page[:, :, 0] - page[:, :, 2]).max() == 0


def test_that_pages_are_never_drawn_finer_than_can_be_seen(qapp):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(1200)
    assert QtPress(printer).dpi == 300
    printer.setResolution(150)
    assert QtPress(printer).dpi == 150


class Jamming(QPrinter):
    """A printer that takes two sides and then no more."""

    sides = 1

    def newPage(self) -> bool:  # noqa: N802 - Qt's name
        self.sides += 1
        return self.sides <= 2 and super().newPage()


def test_that_a_printer_that_fails_in_the_middle_is_told(shop):
    packet = shop.open()
    shop.print(shop.printer(Jamming))
    notice = shop.presenter.state.notice
    assert notice.tone is Tone.BAD
    assert notice.what == f"The printer took no more after 2 of {packet.pages} sides."
    assert shop.presenter.state.form.pages == f"3-{packet.pages}"
    with shop.vault.read() as work:
        assert work.packets.all(shop.request.id) == []
        assert "printing.stopped" in [entry.act for entry in work.audit.entries()]


@pytest.mark.no_qt_log
def test_that_a_file_that_cannot_be_written_is_told(shop):
    shop.open()
    printer = shop.printer()
    printer.setOutputFileName(str(shop.target.parent / "no such folder" / "x.pdf"))
    set_up(printer, shop.presenter.state.form, "x")
    shop.presenter.print_on(QtPress(printer))
    assert "did not begin" in shop.presenter.state.notice.what


class OldPrinter(QPrinterInfo):
    """What a printer says of itself that has one tray and one side."""

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def printerName(self) -> str:  # noqa: N802 - Qt's name
        return "Front desk"

    def supportedPageSizes(self) -> list[QPageSize]:  # noqa: N802 - Qt's name
        return [QPageSize(QPageSize.PageSizeId.Letter), QPageSize(QPageSize.PageSizeId.A5)]

    def supportedDuplexModes(self) -> list[QPrinter.DuplexMode]:  # noqa: N802 - Qt's name
        return [QPrinter.DuplexMode.DuplexNone]


def test_that_a_printer_is_asked_what_it_can(qapp):
    assert facts_of(OldPrinter()) == PrinterFacts("Front desk", can_turn=False, papers=("letter",))


def test_that_an_unknown_printer_is_taken_to_be_able(qapp):
    assert facts_of(QPrinterInfo()) == PrinterFacts()
