"""Decides what the packet page shows; only verified bytes are saved or printed. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.documents.pages import PagePicture
from app.domain.packets import KeptPacket, Letterhead
from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Stopped
from app.ui.pages.packet.state import Form, Green, PacketState, Red
from app.ui.pages.packet.work import Looked, PacketWork
from app.ui.rows import Column, EmptyWords, Notice, Tone
from app.ui.ways import PageContext, Where
from app.ui.wording import of_error, size
from app.workflow.build_packet import NotClean, Verified

COLUMNS = (
    Column("Made", 20),
    Column("For", 20),
    Column("File", 26),
    Column("Pages", 7, numbers=True),
    Column("Numbers", 24),
    Column("SHA-256"),
)
NO_REQUEST = EmptyWords(
    "No request is open", "Open the request that is to be answered.", "Go to &Requests"
)
CHANGED = Notice(
    "Decisions were changed after this packet was built.", "Build it again.", Tone.SOON
)
STOPPED = Red("The building was stopped.", "Nothing was written. Build again when you like.")


class PacketPresenter:
    """Keeps the verified packet until something changes."""

    def __init__(self, context: PageContext, show: Callable[[PacketState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._settings = context.settings
        self._show = show
        self._reading, self._building, self._drawing, self._saving, self._printing = (
            context.asks() for _ in range(5)
        )
        self._work: PacketWork | None = None
        self._packet: Verified | None = None
        self._pdf = b""
        self._width = 900
        self._state = PacketState()

    @property
    def state(self) -> PacketState:
        """Give what is shown now."""
        return self._state

    @property
    def packet(self) -> Verified | None:
        """Give the verified packet, where there is one."""
        return self._packet

    def arrive(self) -> None:
        """Read the request afresh."""
        request = self._ways.request
        if request is None:
            self._tell(PacketState(empty=NO_REQUEST))
            return
        work = self._work
        if work is None or work.request.id != request.id:
            self._begin(PacketWork(self._desk, request, self._settings.now.zone))
        self._read()

    def put_away(self) -> Callable[[], None] | None:
        """End the process in which pages are drawn."""
        self._packet, self._pdf = None, b""
        return self._work.close if self._work is not None else None

    # How it looks

    def change(self, form: Form) -> None:
        """Take other wishes; what was built no longer fits them."""
        if form == self._state.form:
            return
        self._forget_packet()
        self._tell(replace(self._state, form=form))
        self._preview()

    def turn(self, by: int) -> None:
        """Turn the pages."""
        number = min(max(self._state.number + by, 1), max(self._state.pages, 1))
        if number != self._state.number:
            self._tell(replace(self._state, number=number))
            self._draw()

    def wide(self, pixels: int) -> None:
        """Draw for another width."""
        pixels = min(max(pixels, 300), 2000)
        if abs(pixels - self._width) > 24:
            self._width = pixels
            if self._pdf:
                self._draw()

    # Build, save, print

    def build(self) -> None:
        """Build and verify."""
        work = self._work
        if work is None or self._state.building:
            return
        self._keep_letterhead()
        self._forget_packet()
        self._tell(replace(self._state, building=True, notice=None))
        self._ways.start(work.job(self._state.form.wishes), self._told)

    def file_name(self) -> str:
        """Propose a name for the file."""
        request = self._ways.request
        return f"{request.number if request else 'Packet'} packet.pdf"

    def save(self, path: Path) -> None:
        """Save the verified packet."""
        work, packet = self._work, self._packet
        if work is not None and packet is not None:
            self._saving.ask(lambda: work.save(packet, path), self._saved, self._trouble)

    def draw_for_print(self, number: int, width: int, drawn: Callable[[PagePicture], None]) -> None:
        """Draw a page of the verified packet for the printer."""
        work, packet = self._work, self._packet
        if work is not None and packet is not None:
            self._printing.ask(
                lambda: work.draw_to_print(packet, number, width), drawn, self._trouble
            )

    def printed(self) -> None:
        """Remember that the whole packet went to the printer."""
        work, packet = self._work, self._packet
        if work is not None and packet is not None:
            self._saving.ask(lambda: work.printed(packet), self._was_printed, self._trouble)

    def go_there(self) -> None:
        """Go to what keeps the packet from being clean."""
        red = self._state.red
        if red is None:
            return
        if red.record:
            self._ways.go(Where.REVIEW, str(red.record))
        else:
            self._ways.go(Where.CHECK if red.check else Where.REVIEW)

    def follow(self) -> None:
        """Press the button of the empty page."""
        self._ways.go(Where.REQUESTS)

    # Inside

    def _begin(self, work: PacketWork) -> None:
        if self._work is not None:
            self._work.close()
        self._work = work
        self._forget_packet()
        self._state = PacketState(form=self._first_form(work))
        self._preview()

    def _first_form(self, work: PacketWork) -> Form:
        settings, details = self._settings.now, work.request.details
        head = settings.letterhead
        department = head.department or details.department
        return Form(
            department,
            "\n".join(head.address),
            head.contact,
            head.custodian,
            self._desk.today(),
            settings.page,
            settings.zone,
            prefix=_initials(department),
        )

    def _read(self) -> None:
        work = self._work
        if work is not None:
            self._reading.ask(work.look, self._looked, self._trouble)

    def _looked(self, looked: Looked) -> None:
        state = replace(self._state, contents=looked.contents, kept=looked.kept, empty=None)
        if self._packet is not None and self._packet.log_position != looked.position:
            self._forget_packet()
            state = replace(state, green=None, final=False, notice=CHANGED)
            self._tell(state)
            self._preview()
            return
        self._tell(state)
        if self._packet is None and not self._state.building and state.page is not None:
            self._preview()

    def _preview(self) -> None:
        work, form = self._work, self._state.form
        if work is None:
            return
        self._drawing.silence()
        self._tell(replace(self._state, drawing=True, drawing_trouble=""))
        wishes = form.wishes
        self._building.ask(lambda: work.preview(wishes), self._previewed, self._not_drawn)

    def _previewed(self, pdf: bytes) -> None:
        if self._packet is None:
            self._pdf = pdf
            self._draw()

    def _draw(self) -> None:
        work, pdf, number, width = self._work, self._pdf, self._state.number, self._width
        if work is not None and pdf:
            self._drawing.ask(lambda: work.draw(pdf, number, width), self._drawn, self._not_drawn)

    def _drawn(self, page: PagePicture) -> None:
        self._tell(
            replace(self._state, page=page, number=page.number, pages=page.pages, drawing=False)
        )

    def _not_drawn(self, error: AppError) -> None:
        if self._state.number > 1:
            self._state = replace(self._state, number=1)
            self._draw()
            return
        self._tell(replace(self._state, drawing=False, drawing_trouble=error.what))

    def _forget_packet(self) -> None:
        self._packet = None
        self._state = replace(self._state, green=None, red=None, final=False, notice=None)

    def _told(self, event: Event) -> None:
        if isinstance(event, Finished):
            self._built(event.result)
        elif isinstance(event, Failed):
            self._tell(
                replace(self._state, building=False, red=Red(event.what, event.remedy, check=True))
            )
        elif isinstance(event, Stopped):
            self._tell(replace(self._state, building=False, red=STOPPED))

    def _built(self, result: object) -> None:
        if isinstance(result, Verified):
            self._packet, self._pdf = result, result.built.data
            self._building.silence()
            self._tell(
                replace(
                    self._state,
                    building=False,
                    green=_green(result),
                    final=True,
                    pages=result.built.pages,
                    number=1,
                )
            )
            self._draw()
        elif isinstance(result, NotClean):
            error = result.error()
            records = [found.record for found in result.verdict.findings if found.record]
            red = Red(error.what, error.remedy, records[0] if records else 0)
            self._tell(replace(self._state, building=False, red=red))

    def _saved(self, kept: KeptPacket) -> None:
        words = f"Saved as {kept.file_name}."
        notice = Notice(words, "The vault remembers its hash and for whom it was made.", Tone.GOOD)
        self._tell(replace(self._state, notice=notice))
        self._ways.say(words)
        self._ways.changed()
        self._read()

    def _was_printed(self, _: KeptPacket) -> None:
        self._ways.say("The packet went to the printer.")
        self._ways.changed()
        self._read()

    def _keep_letterhead(self) -> None:
        """Remember the letterhead for the next packet; the office has only one."""
        head: Letterhead = self._state.form.wishes.letterhead
        now = self._settings.now
        if head.department and head != now.letterhead:
            try:
                self._settings.change(replace(now, letterhead=head))
            except AppError as error:
                self._ways.say(error.what)

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, building=False, notice=of_error(error)))

    def _tell(self, state: PacketState) -> None:
        self._state = state
        self._show(state)


def _green(packet: Verified) -> Green:
    built, tally = packet.built, packet.tally
    first, last = built.bates
    facts = (
        ("Pages", f"{built.pages:,}"),
        ("Numbered", f"{first} – {last}"),
        ("Records", f"{tally.found:,}, {tally.redacted:,} of them redacted"),
        ("Redactions", f"{tally.redactions:,}"),
        ("Withheld in full", f"{tally.withheld:,}"),
        ("Size", size(len(built.data))),
        ("Built and verified in", f"{packet.seconds:.1f} s"),
    )
    return Green(facts, packet.verdict.checked, packet.verdict.sha256, built.warnings)


def _initials(department: str) -> str:
    letters = "".join(word[0] for word in department.split() if word[0].isupper())
    return letters if 1 < len(letters) <= 6 else ""
