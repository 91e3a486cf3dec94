"""Feeding a printer: page by page, stopped, failing, and what is told then; no window."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from desk_fakes import Shown

from app.documents.print_pages import PrintPage
from app.errors import AppError, ChildFailed, PacketNotClean, PacketRefused
from app.ui.at_once import AtOnce
from app.ui.pages.packet.print_layout import PAPERS, Paper
from app.ui.pages.packet.print_presenter import STOPPED, PrintContext, PrintPresenter
from app.ui.pages.packet.print_state import (
    Phase,
    PrinterFacts,
    PrintForm,
    PrintState,
    Turning,
)
from app.ui.pages.packet.print_work import Drawing, Laid, PrintWork
from app.ui.rows import Tone
from app.workflow.print_packet import Printed, PrintFile, Printout
from app.workflow.print_pages import Duplex, Faces, PageAt, PrintWishes, Scope

ROOT = Path(__file__).resolve().parents[4]


class FakePages:
    """Draws one dot a page, whose value is the page's number."""

    def __init__(self) -> None:
        self.widths: list[int] = []
        self.broken = 0
        self.closed = False

    def sizes(self, data: bytes) -> list[tuple[float, float]]:
        return [PAPERS["letter"]] * data[0]

    def draw(self, data: bytes, number: int, width: int, *, is_grey: bool = False) -> PrintPage:  # noqa: ARG002 - as the real one
        if number == self.broken:
            raise ChildFailed("This page cannot be drawn.")
        self.widths.append(width)
        return PrintPage(1, 1, bytes([number]) * (1 if is_grey else 3), is_grey, (0.0, 0.07))

    def close(self) -> None:
        self.closed = True


@dataclass
class FakePress:
    """A printer that takes so many sides and then no more."""

    most: int = 1_000
    paper: Paper = field(default_factory=lambda: Paper.plain("letter"))
    dpi: int = 300
    is_grey: bool = False
    makes_copies: bool = False
    begins: bool = True
    ends: bool = True
    changed: dict[str, object] = field(default_factory=dict)
    sides: list[list[int]] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    did: list[str] = field(default_factory=list)
    after: dict[int, object] = field(default_factory=dict)

    def as_set(self, wishes: PrintWishes) -> PrintWishes:
        return replace(wishes, **self.changed)

    def begin(self) -> bool:
        self.did.append("begin")
        return self.begins

    def next_side(self) -> bool:
        return len(self.sides) < self.most

    def put(self, laid: Sequence[Laid], stamp: str) -> bool:
        self.sides.append([one.page.pixels[0] for one in laid])
        self.stamps.append(stamp)
        if len(self.sides) in self.after:
            self.after[len(self.sides)]()
        return True

    def end(self) -> bool:
        self.did.append("end")
        return self.ends

    def abort(self) -> None:
        self.did.append("abort")


class Bench:
    """A presenter over files without a vault."""

    def __init__(self, *pages: int, letter: int = 0, facts: PrinterFacts | None = None) -> None:
        self.noted: list[Printed] = []
        self.done: list[str] = []
        self.refusal: AppError | None = None
        self.pages = FakePages()
        files = tuple(a_file(count, at) for at, count in enumerate(pages))
        self.printout = Printout(
            title="2026-014 packet",
            files=files,
            letter=letter,
            recipient="Dana Whitlow",
            refuse=self.refuse,
            note=self.noted.append,
        )
        self.shown: Shown[PrintState] = Shown()
        context = PrintContext(
            make=lambda: self.printout,
            work=PrintWork(self.pages),
            asks=AtOnce,
            facts=facts or PrinterFacts("Office printer"),
            today="November 12, 2026",
            done=self.done.append,
        )
        self.presenter = PrintPresenter(context, self.shown)
        self.presenter.arrive()

    @property
    def state(self) -> PrintState:
        return self.shown.last

    def refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def choose(self, **changes: object) -> None:
        self.presenter.change(replace(self.state.form, **changes))

    def print(self, press: FakePress | None = None, **changes: object) -> FakePress:
        self.choose(**changes)
        press = press or FakePress()
        self.presenter.print_on(press)
        return press


def a_file(pages: int, at: int = 0) -> PrintFile:
    data = bytes([pages, at])
    return PrintFile(f"part {at + 1:02d}", pages, hashlib.sha256(data).hexdigest(), lambda: data)


def test_that_every_page_goes_to_the_printer_and_the_whole_is_remembered():
    bench = Bench(4)
    press = bench.print()
    assert press.sides == [[1], [2], [3], [4]]
    assert press.did == ["begin", "end"]
    (printed,) = bench.noted
    assert printed.is_whole
    assert [page.number for page in printed.pages] == [1, 2, 3, 4]
    assert bench.done == ["4 pages of 2026-014 packet went to the printer."]
    assert bench.state.notice.tone is Tone.GOOD
    assert bench.state.phase is Phase.CHOOSING


def test_that_progress_is_told_after_every_side():
    bench = Bench(3)
    bench.print()
    told = [(state.done, state.total) for state in bench.shown if state.phase is Phase.PRINTING]
    assert told == [(0, 0), (1, 3), (2, 3), (3, 3)]


def test_that_pages_are_drawn_for_the_dots_of_the_printer():
    bench = Bench(1)
    bench.print(FakePress(dpi=200))
    assert bench.pages.widths[-1] == 1700


def test_that_a_grey_printer_gets_grey_pages():
    bench = Bench(2)
    greys = []
    press = FakePress(is_grey=True)
    press.put = lambda laid, _: greys.append(laid[0].page.is_grey) or True
    bench.print(press)
    assert greys == [True, True]


def test_that_only_the_pages_asked_for_are_printed():
    bench = Bench(9)
    assert bench.print(pages="2-3, 7").sides == [[2], [3], [7]]
    assert [page.number for page in bench.noted[0].pages] == [2, 3, 7]


def test_that_a_wrong_range_is_told_and_not_printed():
    bench = Bench(9)
    press = bench.print(pages="3-12")
    assert bench.state.wrong == "There is no page 12. The last page is 9."
    assert bench.state.sides == 0
    assert press.did == []
    bench.choose(pages="3")
    assert bench.state.wrong == ""


def test_that_all_files_are_one_job_in_their_order():
    bench = Bench(2, 3)
    assert bench.print().sides == [[1], [2], [1], [2], [3]]
    assert len(bench.noted) == 1


def test_that_copies_are_made_here_where_the_printer_makes_none():
    bench = Bench(2)
    assert bench.print(copies=2).sides == [[1], [2], [1], [2]]
    assert bench.print(copies=2, collate=False).sides == [[1], [1], [2], [2]]
    assert bench.print(FakePress(makes_copies=True), copies=2).sides == [[1], [2]]
    assert [printed.wishes.copies for printed in bench.noted] == [2, 2, 2]


def test_that_what_was_changed_in_the_systems_dialog_counts():
    bench = Bench(2)
    press = bench.print(FakePress(changed={"copies": 3, "duplex": Duplex.LONG}))
    assert press.sides == [[1], [2]] * 3
    assert bench.noted[0].wishes.copies == 3


def test_that_two_pages_go_on_one_side():
    bench = Bench(3)
    assert bench.print(two_up=True).sides == [[1, 2], [3]]


def test_that_an_empty_side_is_fed_between_files_on_sheets_with_two_sides():
    assert Bench(1, 2).print(turning=Turning.LONG).sides == [[1], [], [1], [2]]


def test_that_fronts_and_backs_are_printed_by_hand():
    bench = Bench(3)
    assert bench.print(turning=Turning.FRONT).sides == [[1], [3]]
    assert bench.print(turning=Turning.BACK).sides == [[2], []]
    assert [printed.wishes.faces for printed in bench.noted] == [Faces.FRONT, Faces.BACK]


def test_that_the_stamp_stands_on_every_page():
    bench = Bench(2)
    press = bench.print(stamped=True)
    assert press.stamps == ["Copy of 2026-014 packet for Dana Whitlow, November 12, 2026"] * 2
    assert all(one.spot.stamp is not None for one in bench.state.laid)


def test_that_a_stamp_needs_neither_name_nor_date():
    assert PrintForm(stamped=True).stamp("x packet") == "Copy of x packet"
    assert PrintForm(stamp_for="Dana").stamp("x packet") == ""


def test_that_a_stamp_that_tells_is_refused_before_printing():
    bench = Bench(1)
    bench.printout = replace(bench.printout, unsaid=("Blackwood",))
    bench.presenter.arrive()
    press = bench.print(stamped=True, stamp_for="Jordan Blackwood")
    assert "withheld" in bench.state.wrong
    assert press.did == []


def test_that_nothing_outdated_is_printed():
    bench = Bench(3)
    bench.refusal = PacketRefused("The request was changed.", "Build it again.")
    press = bench.print()
    assert press.did == []
    assert bench.noted == []
    assert bench.state.notice.what == "The request was changed."


def test_that_changed_bytes_are_not_printed():
    bench = Bench(2)
    broken = replace(bench.printout.files[0], sha256="0" * 64)
    with pytest.raises(PacketNotClean):
        PrintWork(FakePages()).side(
            replace(bench.printout, files=(broken,)),
            (PageAt(0, 1, 1),),
            Drawing(Paper.plain("letter"), 72),
        )


def test_that_a_printer_that_fails_in_the_middle_is_told_with_what_is_left():
    bench = Bench(9)
    press = bench.print(FakePress(most=4))
    assert press.sides == [[1], [2], [3], [4]]
    assert press.did == ["begin", "abort"]
    notice = bench.state.notice
    assert notice.tone is Tone.BAD
    assert notice.what == "The printer took no more after 4 of 9 sides."
    assert "Pages 5-9 are still to be printed." in notice.remedy
    assert bench.state.form.pages == "5-9"
    (printed,) = bench.noted
    assert not printed.is_whole
    assert [page.number for page in printed.pages] == [1, 2, 3, 4]
    assert bench.print().sides == [[5], [6], [7], [8], [9]]


def test_that_after_a_failure_several_copies_are_left_as_they_were_wished():
    bench = Bench(3)
    bench.print(FakePress(most=4), copies=2)
    assert bench.state.form.pages == ""
    assert bench.state.notice.tone is Tone.BAD


def test_that_a_printer_that_does_not_begin_is_told():
    bench = Bench(2)
    press = bench.print(FakePress(begins=False))
    assert press.sides == []
    assert "did not begin" in bench.state.notice.what
    assert bench.noted == []


def test_that_a_job_that_cannot_be_handed_over_counts_as_failed():
    bench = Bench(2)
    bench.print(FakePress(ends=False))
    assert bench.state.notice.tone is Tone.BAD
    assert not bench.noted[0].is_whole


def test_that_a_page_that_cannot_be_drawn_ends_the_job():
    bench = Bench(3)
    bench.pages.broken = 2
    press = bench.print()
    assert press.did == ["begin", "abort"]
    assert bench.state.notice.what == "This page cannot be drawn."


def test_that_stopping_between_pages_prints_no_further():
    bench = Bench(5)
    press = FakePress(after={2: bench.presenter.stop})
    bench.print(press)
    assert press.sides == [[1], [2]]
    assert press.did == ["begin", "abort"]
    assert bench.state.notice == STOPPED
    assert not bench.noted[0].is_whole


def test_that_what_was_printed_is_remembered_when_the_window_closes_in_the_middle():
    bench = Bench(5)
    last = []
    press = FakePress(after={3: lambda: last.append(bench.presenter.close())})
    bench.print(press)
    assert bench.noted == []
    last[0]()
    assert [page.number for page in bench.noted[0].pages] == [1, 2]
    assert bench.pages.closed


def test_that_closing_with_nothing_printed_ends_the_drawing():
    bench = Bench(1)
    bench.presenter.close()()
    assert bench.pages.closed
    assert bench.noted == []


def test_that_what_cannot_be_prepared_is_told():
    def fail() -> Printout:
        raise PacketRefused("The request was changed.", "Build it again.")

    context = PrintContext(
        fail, PrintWork(FakePages()), AtOnce, PrinterFacts(), "today", lambda _: None
    )
    shown: Shown[PrintState] = Shown()
    presenter = PrintPresenter(context, shown)
    presenter.arrive()
    assert shown.last.notice.what == "The request was changed."
    presenter.change(PrintForm(copies=3))
    presenter.print_on(FakePress())
    assert shown.last.phase is Phase.PREPARING


def test_that_sides_are_turned_and_named():
    bench = Bench(2, 2)
    assert (bench.state.caption, bench.state.sides) == ("Page 1 (part 01)", 4)
    bench.presenter.turn(2)
    assert bench.state.caption == "Page 3 (part 02)"
    bench.presenter.turn(99)
    assert bench.state.at == 3
    bench.presenter.turn(1)
    bench.presenter.turn(-99)
    assert bench.state.at == 0


def test_that_the_preview_shows_empty_sides_and_pairs():
    bench = Bench(1, 2)
    bench.choose(turning=Turning.LONG)
    bench.presenter.turn(1)
    assert bench.state.caption == "This side stays empty"
    bench.choose(turning=Turning.ONE, two_up=True)
    bench.presenter.turn(1)
    assert bench.state.caption == "Page 2 (part 02) and Page 3 (part 02)"
    assert bench.state.paper.width > bench.state.paper.height


def test_that_the_letter_before_a_packet_is_named():
    bench = Bench(1, 2, letter=1)
    bench.printout = replace(bench.printout, letter_apart=True)
    bench.presenter.arrive()
    assert bench.state.has_letter
    assert bench.state.caption == "Letter, page 1"
    bench.presenter.turn(1)
    assert bench.state.caption == "Page 1"
    bench.choose(scope=Scope.LETTER)
    assert bench.state.sides == 1


def test_that_the_paper_it_takes_is_counted():
    bench = Bench(5)
    assert bench.state.sums == "5 pages on 5 sheets of paper"
    bench.choose(turning=Turning.LONG, copies=3)
    assert bench.state.sums == "5 pages in 3 copies on 9 sheets of paper"


def test_that_paper_that_the_printer_has_not_is_not_proposed():
    bench = Bench(1, facts=PrinterFacts("A", papers=("a4",)))
    assert bench.state.form.paper == "a4"
    assert "printed smaller" in bench.state.fits


def test_that_a_page_that_cannot_be_shown_is_told_in_its_place():
    bench = Bench(2)
    bench.pages.broken = 2
    bench.presenter.turn(1)
    assert bench.state.trouble == "This page cannot be drawn."
    assert bench.state.laid == ()


def test_that_the_preview_is_drawn_for_the_width_of_the_window():
    bench = Bench(1)
    bench.presenter.wide(1000)
    assert bench.pages.widths[-1] == 1000
    bench.presenter.wide(1010)
    assert bench.pages.widths[-1] == 1000


def test_that_nothing_is_changed_while_the_printer_works():
    bench = Bench(3)
    press = FakePress(after={1: lambda: bench.choose(copies=5)})
    bench.print(press)
    assert bench.state.form.copies == 1


def test_that_the_printing_knows_no_pyside6():
    script = (
        "import sys, app.ui.pages.packet.print_presenter; "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
