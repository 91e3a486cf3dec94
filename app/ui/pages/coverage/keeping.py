"""What a clerk says of the register, of exports and of the rule on gaps; each is one act. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.domain.coverage import GapRule, RegisterId
from app.domain.ids import SourceId
from app.errors import AppError
from app.ui.pages.coverage.typed import Gathered, TypedEntry
from app.ui.services import Desk
from app.ui.wording import count
from app.workflow.gaps import collected_of, set_collected, set_gap_rule
from app.workflow.keep_register import Register, date_of


class Writes(Protocol):
    """Does something in the vault and says a sentence of it."""

    def __call__(self, act: Callable[[], str], *, in_register: bool | None) -> None:
        """Do it."""


class Keeping:
    """The verbs of the register.

    Args:
        desk: the vault, and who sits at it.
        write: does what is said.
    """

    def __init__(self, desk: Desk, write: Writes) -> None:
        self._desk = desk
        self._write = write

    def put(self, typed: TypedEntry) -> None:
        """Put a new entry down."""
        self._keep(lambda register: register.put(typed.read()), "The entry is in the register.")

    def change(self, entry: int, typed: TypedEntry) -> None:
        """Change what an entry says."""
        number = RegisterId(entry)
        self._keep(lambda register: register.change(number, typed.read()), "The entry is changed.")

    def end(self, entry: int, last: str) -> None:
        """End an entry on a day, today where none is typed."""

        def act(register: Register) -> None:
            register.end(RegisterId(entry), date_of(last) or dt.datetime.now().astimezone().date())

        self._keep(act, "The entry is ended; nothing is asked of it after that day.")

    def remove(self, entry: int) -> None:
        """Take an entry away."""
        gone = [RegisterId(entry)]
        self._count(lambda register: register.remove(gone), "taken out of the register")

    def take_over(self) -> None:
        """Put into the register what the sources have."""
        self._count(
            lambda register: register.add(register.proposals()), "taken over into the register"
        )

    def take_table(self, path: Path) -> None:
        """Put the entries of a CSV table into the register."""

        def act(register: Register) -> int:
            try:
                return register.take_table(path.read_text(encoding="utf-8-sig"))
            except (OSError, UnicodeDecodeError) as error:
                raise AppError("The table cannot be read.", "Save it as CSV, in UTF-8.") from error

        self._count(act, "put into the register")

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

        self._write(act, in_register=None)

    def note_collected(self, told: Gathered) -> None:
        """Keep how an export was collected, and which days it covers."""

        def act() -> str:
            known = collected_of(self._desk.vault, SourceId(told.source))
            set_collected(self._desk.vault, told.told_beside(known), self._desk.who)
            return f"How source {told.source} was collected is kept. Ctrl+Z takes it back."

        self._write(act, in_register=True)

    def rule(self, rule: GapRule) -> None:
        """Say what is called a gap, and whether open ones hold packets back."""

        def act() -> str:
            set_gap_rule(self._desk.vault, rule, self._desk.who)
            return "The rule on gaps is kept, for all requests. Ctrl+Z takes it back."

        self._write(act, in_register=True)

    def _keep(self, change: Callable[[Register], object], sentence: str) -> None:
        def act() -> str:
            change(Register(self._desk.vault, self._desk.who))
            return sentence

        self._write(act, in_register=True)

    def _count(self, change: Callable[[Register], int], words: str) -> None:
        def act() -> str:
            changed = change(Register(self._desk.vault, self._desk.who))
            return f"{count(changed, 'entry', 'entries')} {words}."

        self._write(act, in_register=True)
