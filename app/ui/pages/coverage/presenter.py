"""Decides what the page of coverage shows: what is held, what is missing, the register. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.coverage import Days, GapAnswer, GapRule, Scope, Settling
from app.domain.ids import SourceId
from app.domain.requests import Request
from app.errors import AppError
from app.ui.pages.coverage.keeping import Keeping
from app.ui.pages.coverage.state import (
    NO_REQUEST,
    Asked,
    CoverageState,
    Picture,
    asked_of,
    chosen_of,
    heads_of,
    lines_of,
    picture_of,
    summary_of,
)
from app.ui.pages.coverage.typed import Gathered, RegisterRow, gathered_of, row_of
from app.ui.rows import Notice, Tone
from app.ui.services import Desk
from app.ui.ways import PageContext, Where
from app.ui.wording import count, of_error
from app.workflow.coverage import collected_in, coverage, rule_in
from app.workflow.coverage_scope import known_in, scope_in, set_scope
from app.workflow.gaps import acknowledge, answer_gaps, undo
from app.workflow.keep_register import Register, date_of


@dataclass(frozen=True, slots=True)
class _Looked:
    scope: Scope | None
    picture: Picture | None
    register: tuple[RegisterRow, ...]
    proposals: int
    sources: tuple[tuple[int, str], ...]
    gathered: tuple[Gathered, ...]
    asked: Asked
    rule: GapRule


class CoveragePresenter:
    """Asks the vault; remembers the picture that is shown, and where the clerk stands on it.

    Attributes:
        register: what is said of the register, of exports and of the rule.
    """

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
        self.register = Keeping(context.desk, self._write)

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

        def chosen(known: Scope | None) -> Scope:
            begins, ends = date_of(first), date_of(last)
            if begins is None or ends is None:
                raise AppError("A day is missing.", "Enter the first and the last day.")
            days = Days(begins, ends)
            return replace(known, days=days) if known else Scope(days, (), self._settings.now.zone)

        self._ask_for(chosen, "The days are kept with the request.")

    def ask_for(self, custodians: Sequence[str], channels: Sequence[str]) -> None:
        """Choose of whom and in which channels everything must be held; none for all."""

        def chosen(known: Scope | None) -> Scope:
            if known is None:
                raise AppError("A day is missing.", "Enter the first and the last day.")
            return replace(known, custodians=tuple(custodians), channels=tuple(channels))

        self._ask_for(chosen, "Whom and what the request asks for is kept. Ctrl+Z takes it back.")

    def _ask_for(self, choose: Callable[[Scope | None], Scope], sentence: str) -> None:
        request, known = self._ways.request, self._scope
        if request is None:
            return

        def act() -> str:
            set_scope(self._desk.vault, request, choose(known), self._desk.who)
            return sentence

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

    def follow(self) -> None:
        """Go where a request is opened."""
        self._ways.go(Where.REQUESTS)

    def _write(self, act: Callable[[], str], *, in_register: bool | None = False) -> None:
        """Do something; undo then goes on in the register or in the request, None where it was."""

        def done(sentence: str) -> None:
            if in_register is not None:
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
            gathered=looked.gathered,
            asked=looked.asked,
            rule=looked.rule,
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
        scope, known, rule = scope_in(work, request), known_in(work), rule_in(work)
        collected = collected_in(work)
    return _Looked(
        scope,
        picture_of(found, by_days=by_days) if found is not None else None,
        tuple(map(row_of, register.entries())),
        len(register.proposals()),
        tuple((number, f"{number}: {told.name}, {told.custodian}") for number, told in sources),
        tuple(map(gathered_of, collected.values())),
        asked_of(known, scope),
        rule,
    )


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
