"""Decides what the packet page shows; only verified bytes are saved or printed. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.packets import KeptPacket
from app.domain.redacted import Picture
from app.domain.requests import Request
from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Progress, Stopped
from app.ui.pages.packet.delivering import Delivering, certificate_of
from app.ui.pages.packet.insight import Looking
from app.ui.pages.packet.marking import Marking
from app.ui.pages.packet.previewing import Previewing
from app.ui.pages.packet.sizing import Sizing
from app.ui.pages.packet.state import Form, PacketState, Red, Source, first_form
from app.ui.pages.packet.telling import PART_PAGES, green_of, initials, name_of, red_of, step_of
from app.ui.pages.packet.work import Looked, PacketWork, while_at
from app.ui.rows import Column, EmptyWords, Notice, Tone
from app.ui.ways import PageContext, Where
from app.ui.wording import of_error
from app.workflow.build_packet import NotClean, Verified
from app.workflow.certify import CertificateWishes
from app.workflow.print_packet import Printout

COLUMNS = (
    Column("Made", 20, whole=True),
    Column("For", 24),
    Column("File", 28),
    Column("Pages", 7, numbers=True),
    Column("Numbers", 24),
    Column("SHA-256"),
)
NO_REQUEST = EmptyWords(
    "No request is open", "Open the request that is to be answered.", "Go to &Requests"
)
STOPPED = Red("The building was stopped.", "Nothing was written. Build again when you like.")
REMEMBERED = "The vault remembers its hash and for whom it was made."
BEGUN = "Looking at the decisions…"


class PacketPresenter:
    """Keeps the verified packet until something changes.

    Attributes:
        pages: which page is shown.
        marking: the marked copy.
        delivering: the packet with all that goes with it.
    """

    def __init__(self, context: PageContext, show: Callable[[PacketState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._settings, self._policy = context.settings, context.policy
        self._show = show
        self._reading, self._saving, self._sealing, self._warming = (
            context.asks() for _ in range(4)
        )
        self._work: PacketWork | None = None
        self._ready: PacketWork | None = None
        self._packet: Verified | None = None
        self._state = PacketState()
        self.pages = Previewing(self, context.asks)
        self.marking = Marking(self, context)
        self.delivering = Delivering(self)
        self._looking = Looking(self, context.asks())
        self._sizing = Sizing(self, context.asks())
        self._halt: Callable[[], None] | None = None

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
            self.tell(PacketState(empty=NO_REQUEST))
            return
        work = self._work
        if work is None or work.request.id != request.id:
            ready, self._ready = self._ready, None
            if ready is None or ready.request.id != request.id:
                _close(ready)
                ready = self._new_work(request)
            self._begin(ready)
        self._read()

    def make_ready(self) -> None:
        """Begin what the first preview of the open request would wait for; nothing is shown."""
        request, at_work = self._ways.request, (self._work, self._ready)
        if request is None or any(one and one.request.id == request.id for one in at_work):
            return
        _close(self._ready)
        self._ready = ready = self._new_work(request)
        wishes = self._first_form(ready).wishes
        self._warming.ask(
            lambda: ready.make_ready(wishes, lambda: self._ready is ready),
            lambda _: None,
            lambda _: None,
        )

    def leave(self) -> None:
        """Remember how packets are liked."""
        self._looking.pause()
        if self._work is not None:
            self._keep_habits()

    def put_away(self) -> Callable[[], None] | None:
        """End the processes in which pages are drawn."""
        self._looking.pause()
        self.pages.forget()
        self.marking.forget()
        packet, self._packet = self._packet, None
        works = [work for work in (self._work, self._ready) if work is not None]
        self._ready = None
        if not works:
            return None

        def last() -> None:
            if packet is not None:
                packet.drop()
            for work in works:
                work.close()

        return last

    # How it looks

    def change(self, form: Form) -> None:
        """Take other wishes; what was built no longer fits them."""
        before = self._state.form
        if form == before:
            return
        form = form.after(before).under(self._policy)
        self._state = replace(self._state, form=form)
        if form.wishes == before.wishes:
            self.tell(self._state)
            return
        self._forget_packet()
        self.pages.preview(form.wishes)
        if form.audience is not before.audience:
            self._read()

    def choose_seal(self, path: Path) -> None:
        """Take a picture for the letterhead."""
        work = self._work
        if work is not None:
            self._sealing.ask(lambda: work.seal(path), self._sealed, self.trouble)

    def remove_seal(self) -> None:
        """Print the letterhead without a picture."""
        self.change(replace(self._state.form, logo=None))

    def turn(self, by: int) -> None:
        """Turn the pages."""
        self.pages.turn(by)

    def wide(self, pixels: int) -> None:
        """Draw for another width."""
        self.pages.room(pixels)

    def zoom(self, wide: bool) -> None:  # noqa: FBT001 - what a signal carries
        """Show the page as wide as the room, or whole."""
        self.tell(replace(self._state, wide=wide))

    def show_form(self) -> None:
        """Go back from the result to the form."""
        self.tell(replace(self._state, showing=False))

    def show_result(self) -> None:
        """Go from the form to the result."""
        shown = self._state.green is not None or self._state.red is not None
        self.tell(replace(self._state, showing=shown))

    def look_at(self, source: Source) -> None:
        """Show the pages of the packet, or of its marked copy."""
        if source is Source.PACKET and self._packet is not None:
            self.pages.show_packet(self._packet)
        elif source is Source.MARKED and self.marking.copy is not None:
            self.pages.show_copy(self.marking.copy)

    def make_parts(self) -> None:
        """Hand the packet over in parts."""
        form = self._state.form
        habits = replace(form.habits, split="parts", part_pages=PART_PAGES, part_megabytes=0)
        self.change(replace(form, habits=habits))

    def permit(self, files: frozenset[str]) -> None:
        """Let these originals leave with what hides in them; all others stay."""
        self.change(replace(self._state.form, permitted=files))

    # Build, save, print

    def build(self) -> None:
        """Build and verify."""
        work = self._work
        if work is None or self._state.building:
            return
        self._keep_habits()
        self._forget_packet()
        self.tell(replace(self._state, building=True, step=BEGUN, parts=None))
        self.run(work.job(self._state.form.wishes), self._told)

    def run(self, job: Job, told: Callable[[Event], None]) -> None:
        """Begin what takes long; it can be stopped from here."""
        heard = while_at(self._work, lambda: self._work, told)
        self._halt = self._ways.start(job, heard)

    def stop(self) -> None:
        """Stop what is built at its next safe place."""
        if self._state.building and self._halt is not None:
            self.tell(replace(self._state, stopping=True))
            self._halt()

    def file_name(self) -> str:
        """Propose a name for the file."""
        return name_of(self._ways.request, self._packet)

    def save(self, path: Path) -> None:
        """Save the verified packet."""
        work, packet = self._work, self._packet
        if work is not None and packet is not None:
            proof = certificate_of(self._state.form)
            self._saving.ask(lambda: work.save(packet, path, proof), self.saved, self.trouble)

    def certificate(self) -> Callable[[], Printout] | None:
        """Give what makes the certificate of the verified packet for paper."""
        work, packet, form = self._work, self._packet, self._state.form
        if work is None or packet is None:
            return None
        return lambda: work.certificate(packet, CertificateWishes(form.zone, form.page))

    def report(self) -> Callable[[], Printout] | None:
        """Give what makes the report of the last verification for paper."""
        work, packet, red, page = self._work, self._packet, self._state.red, self._state.form.page
        if work is None:
            return None
        if red is not None and red.verdict is not None:
            found = red.verdict
            return lambda: work.report(found, page)
        if packet is None:
            return None
        return lambda: work.report(packet.verdict, page, packet.unsaid)

    def go_there(self, record: int = 0) -> None:
        """Go to what keeps the packet from being clean, or to one record of it."""
        red = self._state.red
        if record or (red is not None and red.record):
            self._ways.go(Where.REVIEW, str(record or (red.record if red else 0)))
        elif red is not None:
            self._ways.go(Where.CHECK if red.check else Where.REVIEW)

    def follow(self) -> None:
        """Press the button of the empty page."""
        self._ways.go(Where.REQUESTS)

    # For those who help

    def tell(self, state: PacketState) -> None:
        """Show something else."""
        drew = self._state.page is None and state.page is not None
        if state.stopping and not state.building:
            state = replace(state, stopping=False)
        self._state = state
        self._show(state)
        if drew:
            self._looking.begin()
        if self._state.page is not None and not self._state.drawing:
            self._sizing.begin()

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""
        self.tell(replace(self._state, building=False, busy=False, notice=of_error(error)))

    def saved(self, kept: KeptPacket, words: str = "", more: str = REMEMBERED) -> None:
        """Tell that something was handed over."""
        words = words or f"Saved as {kept.file_name}."
        notice = Notice(words, more, Tone.GOOD)
        self.tell(replace(self._state, notice=notice))
        self._ways.say(words)
        self._ways.changed()
        self._read()

    # Inside

    def _begin(self, work: PacketWork) -> None:
        if self._work is not None:
            self._work.close()
        self._work = work
        self._packet = None
        self.pages.use(work)
        self.marking.use(work)
        self.delivering.use(work)
        self._looking.use(work)
        self._sizing.use(work)
        self._warming.ask(work.warm, lambda _: None, self.trouble)
        self._state = PacketState(form=self._first_form(work))
        self.pages.preview(self._state.form.wishes)

    def _first_form(self, work: PacketWork) -> Form:
        now = self._settings.now
        form = first_form(now, work.request.details.department, self._desk.today())
        if now.packet.prefix is None:
            return replace(form, prefix=initials(form.department))
        return form

    def _new_work(self, request: Request) -> PacketWork:
        return PacketWork(self._desk, request, self._settings.now.zone)

    def _read(self) -> None:
        work = self._work
        if work is not None:
            audience = self._state.form.audience
            self._reading.ask(lambda: work.look(audience), self._looked, self.trouble)

    def _looked(self, looked: Looked) -> None:
        state = replace(
            self._state,
            contents=looked.contents,
            kept=looked.kept,
            fingerprint=looked.fingerprint,
            empty=None,
        )
        self._state = state
        self._looking.stand(looked.position)
        self._sizing.stand(looked.position)
        packet = None if state.building else self._packet
        notice = looked.outdates(packet) if packet is not None else None
        if notice is not None:
            self._forget_packet()
            self.tell(replace(self._state, notice=notice))
            self.pages.preview(self._state.form.wishes)
            return
        self.tell(state)
        if state.page is not None:
            self._looking.begin()
        shown = state.page is not None and state.source is Source.PREVIEW
        if shown and not state.building:
            self.pages.preview(state.form.wishes)

    def _forget_packet(self) -> None:
        if self._packet is not None:
            self._packet.drop()
        self._packet = None
        self.marking.forget()
        state = replace(self._state, green=None, red=None, showing=False)
        self._state = replace(state, notice=None)

    def _sealed(self, logo: Picture) -> None:
        self.change(replace(self._state.form, logo=logo))

    def _told(self, event: Event) -> None:
        state = replace(self._state, building=False, showing=True)
        if isinstance(event, Progress):
            step, parts = step_of(event)
            self.tell(replace(self._state, step=step, parts=parts))
        elif isinstance(event, Finished):
            self._built(event.result)
        elif isinstance(event, Failed):
            self.tell(replace(state, red=Red(event.what, event.remedy, check=True)))
        elif isinstance(event, Stopped):
            self.tell(replace(state, red=STOPPED))

    def _built(self, result: object) -> None:
        state = replace(self._state, building=False, showing=True)
        if isinstance(result, Verified):
            self._packet = result
            self.tell(replace(state, green=green_of(result), pages=result.pages))
            self.pages.show_packet(result)
        elif isinstance(result, NotClean):
            self.tell(replace(state, red=red_of(result)))

    def _keep_habits(self) -> None:
        """Remember letterhead and looks for the next packet."""
        now = self._settings.now
        liked = self._state.form.kept_in(now)
        if liked != now:
            try:
                self._settings.change(liked)
            except AppError as error:
                self._ways.say(error.what)


def _close(work: PacketWork | None) -> None:
    if work is not None:
        work.close()
