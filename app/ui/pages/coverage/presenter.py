"""Decides what the page of coverage shows: what is held, what is missing, the register. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.coverage import Days, GapAnswer, RegisterEntry, RegisterId, Scope, Settling
from app.domain.ids import SourceId
from app.domain.requests import Request
from app.errors import AppError
from app.ui.pages.coverage.state import (
    NO_REQUEST,
    CoverageState,
    Gathered,
    Picture,
    RegisterRow,
    chosen_of,
    heads_of,
    lines_of,
    picture_of,
    summary_of,
)
from app.ui.rows import Notice, Tone
from app.ui.services import Desk
from app.ui.ways import PageContext, Where
from app.ui.wording import count, of_error
from app.workflow.coverage import coverage
from app.workflow.coverage_scope import scope_of, set_scope
from app.workflow.gaps import (
    acknowledge,
    answer_gaps,
    collected_of,
    set_collected,
    undo,
)
from app.workflow.keep_register import Register, date_of


@dataclass(frozen=True, slots=True)
class _Looked:
    scope: Scope | None
    picture: Picture | None
    register: tuple[RegisterRow, ...]
    proposals: int
    sources: tuple[tuple[int, str], ...]


class CoveragePresenter:
    """Asks the vault; remembers the picture that is shown, and where the clerk stands on it."""

    def __init__(self, context: PageContext, show: Callable[[CoverageState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._settings = context.settings
        self._reading, self._writing = context.asks(), context.asks()
        self._show = show
        self._state = CoverageState()
        self._picture: Picture | None = None
        self._scope: Scope | None = None
        self._at = (0, 0)
        self._in_register = False

    @property
    def state(self) -> CoverageState:
        """Give what is shown now."""
        return self._state

    def arrive(self) -> None:
        """Reckon afresh."""
        request, desk, by_days = self._ways.request, self._desk, self._state.by_days
        if request is None:
            self._tell(CoverageState(empty=NO_REQUEST))
            return
        self._reading.ask(
            lambda: _look(desk, request, by_days=by_days), self._looked, self._refused
        )

    def zoom(self, *, by_days: bool) -> None:
        """Show days instead of weeks, or weeks again."""
        if by_days != self._state.by_days:
            self._at = (self._at[0], 0)
            self._tell(replace(self._state, by_days=by_days, chosen=None))
            self.arrive()

    def choose(self, line: int, part: int) -> None:
        """Stand on a cell."""
        if self._picture is not None and self._is_there(line, part):
            self._at = (line, part)
            self._tell(replace(self._state, chosen=chosen_of(self._picture, line, part)))

    def find(self) -> None:
        """Search for the records of the chosen cell."""
        if self._picture is not None and self._state.chosen is not None:
            self._ways.go(Where.SEARCH, self._picture.query(*self._at))

    def set_days(self, first: str, last: str) -> None:
        """Choose for which days everything must be held."""
        request = self._ways.request
        if request is None:
            return
        scope = self._scope

        def act() -> str:
            begins, ends = date_of(first), date_of(last)
            if begins is None or ends is None:
                raise AppError("A day is missing.", "Enter the first and the last day.")
            of = scope.custodians if scope else ()
            zone = scope.zone if scope else self._settings.now.zone
            set_scope(
                self._desk.vault, request, Scope(Days(begins, ends), of, zone), self._desk.who
            )
            return "The days are kept with the request."

        self._write(act)

    def answer(self, settling: str, source: int, reason: str) -> None:
        """Answer the gap on which the clerk stands."""
        request, picture = self._ways.request, self._picture
        gap = picture.gap_at(*self._at) if picture is not None else None
        if request is None or gap is None:
            return
        said = Settling(settling)
        given = SourceId(source) if said is Settling.COLLECTED else None
        answer = GapAnswer(gap.line, gap.days, said, reason, given)

        def act() -> str:
            answer_gaps(self._desk.vault, request, [answer], self._desk.who)
            return "The gap is answered. Ctrl+Z takes it back."

        self._write(act)

    def acknowledge(self, reason: str) -> None:
        """Let the packet be built though gaps are open."""
        request = self._ways.request
        if request is None:
            return

        def act() -> str:
            gaps = acknowledge(self._desk.vault, request, reason, self._desk.who)
            return f"{count(gaps, 'open gap')} acknowledged. Ctrl+Z takes it back."

        self._write(act)

    def undo(self) -> None:
        """Take back what was last said: of the request, or on the register where one stood."""
        request = None if self._in_register else self._ways.request

        def act() -> str:
            undone = undo(self._desk.vault, request, self._desk.who)
            return f"Undone: {undone}." if undone else "There is nothing to undo."

        self._write(act, in_register=self._in_register)

    def add(self, custodian: str, channel: str, account: str) -> None:
        """Put an entry into the register by hand."""
        entry = RegisterEntry(custodian, channel=channel, account=account)
        self._keep(lambda register: register.add([entry]), "put into the register")

    def note_collected(self, told: Gathered) -> None:
        """Keep how an export was collected, and which days it covers."""

        def act() -> str:
            first, last = date_of(told.first), date_of(told.last)
            if (first is None) != (last is None):
                raise AppError("One of the two days is missing.", "Enter both, or none.")
            days = Days(first, last) if first is not None and last is not None else None
            source = SourceId(told.source)
            known = collected_of(self._desk.vault, source)
            made = replace(known, on=date_of(told.on), by=told.by.strip(), days=days)
            set_collected(self._desk.vault, made, self._desk.who)
            return f"How source {told.source} was collected is kept. Ctrl+Z takes it back."

        self._write(act, in_register=True)

    def take_over(self) -> None:
        """Put into the register what the sources have."""
        self._keep(
            lambda register: register.add(register.proposals()), "taken over into the register"
        )

    def remove(self, entry: int) -> None:
        """Take an entry away."""
        gone = [RegisterId(entry)]
        self._keep(lambda register: register.remove(gone), "taken out of the register")

    def take_table(self, path: Path) -> None:
        """Put the entries of a CSV table into the register."""

        def act(register: Register) -> int:
            try:
                return register.take_table(path.read_text(encoding="utf-8-sig"))
            except (OSError, UnicodeDecodeError) as error:
                raise AppError("The table cannot be read.", "Save it as CSV, in UTF-8.") from error

        self._keep(act, "put into the register")

    def save_table(self, path: Path) -> None:
        """Write the register as a CSV table."""

        def act() -> str:
            table = Register(self._desk.vault, self._desk.who).as_table()
            try:
                path.write_text(table, encoding="utf-8-sig", newline="")
            except OSError as error:
                raise AppError(
                    "The table cannot be written.", "Choose another folder, or close the file."
                ) from error
            return "The register is saved."

        self._write(act, in_register=self._in_register)

    def follow(self) -> None:
        """Go where a request is opened."""
        self._ways.go(Where.REQUESTS)

    def _keep(self, change: Callable[[Register], int], words: str) -> None:
        def act() -> str:
            changed = change(Register(self._desk.vault, self._desk.who))
            return f"{count(changed, 'entry', 'entries')} {words}."

        self._write(act, in_register=True)

    def _write(self, act: Callable[[], str], *, in_register: bool = False) -> None:
        def done(sentence: str) -> None:
            self._in_register = in_register
            self._ways.say(sentence)
            self._ways.changed()
            self.arrive()

        self._writing.ask(act, done, self._refused)

    def _looked(self, looked: _Looked) -> None:
        self._picture, self._scope = looked.picture, looked.scope
        days = looked.scope.days if looked.scope else None
        shown = CoverageState(
            first=days.first.isoformat() if days else "",
            last=days.last.isoformat() if days else "",
            by_days=self._state.by_days,
            registered=bool(looked.register),
            register=looked.register,
            proposals=looked.proposals,
            sources=looked.sources,
            notice=_asking(looked),
        )
        if looked.picture is not None:
            shown = replace(
                shown,
                heads=heads_of(looked.picture),
                lines=lines_of(looked.picture),
                summary=summary_of(looked.picture.found),
                open_gaps=len(looked.picture.found.open_gaps),
            )
            if self._is_there(*self._at):
                shown = replace(shown, chosen=chosen_of(looked.picture, *self._at))
        self._tell(shown)

    def _is_there(self, line: int, part: int) -> bool:
        picture = self._picture
        return picture is not None and (
            0 <= line < len(picture.cells) and 0 <= part < len(picture.parts)
        )

    def _refused(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: CoverageState) -> None:
        self._state = state
        self._show(state)


def _look(desk: Desk, request: Request, *, by_days: bool) -> _Looked:
    found = coverage(desk.vault, request)
    register = Register(desk.vault, desk.who)
    with desk.vault.read() as work:
        sources = [(int(one.id), one.details) for one in work.sources.all()]
    return _Looked(
        scope_of(desk.vault, request),
        picture_of(found, by_days=by_days) if found is not None else None,
        tuple(_row(one.id, one.entry) for one in register.entries()),
        len(register.proposals()),
        tuple((number, f"{number}: {told.name}, {told.custodian}") for number, told in sources),
    )


def _row(number: RegisterId, entry: RegisterEntry) -> RegisterRow:
    since, until = (day.isoformat() if day else "" for day in (entry.since, entry.until))
    may = "" if not entry.channel else "yes" if entry.may_hold else f"no: {entry.said}"
    words = (entry.custodian, entry.role, entry.channel, entry.account, entry.device)
    return RegisterRow(int(number), (*words, since, until, may))


def _asking(looked: _Looked) -> Notice | None:
    if not looked.register:
        return Notice(
            "There is no register yet, so nobody can tell what is missing.",
            "Take over what the sources have, or take in a table.",
            Tone.SOON,
        )
    if looked.scope is None:
        return Notice("The request names no days.", "Enter the first and the last one.", Tone.SOON)
    return None
