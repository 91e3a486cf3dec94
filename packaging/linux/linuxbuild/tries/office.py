"""What an office does with the program on Linux: makes a vault, imports, asks, proves, updates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from linuxbuild.tries.room import HOME, Room, demand

QUESTION = "stop OR truck"
_COULD_NOT = 2
_SECRET = HOME / "secret.txt"
_EXPORT = "resources/sample/exports/sms-20260401.xml"


@dataclass(frozen=True, slots=True)
class Office:
    """A program where it lies, and the vault that is kept with it.

    Attributes:
        room: the system.
        program: what is started.
        inner: the folder of its libraries and data.
        vault: where the vault is kept.
        settings: variables that the program is started with.
    """

    room: Room
    program: PurePosixPath
    inner: PurePosixPath
    vault: PurePosixPath = HOME / "Office of records.vault"
    settings: Mapping[str, str] = field(default_factory=dict)

    def say(self, *words: str | PurePosixPath) -> dict[str, object]:
        """Run one command of the program and give its answer."""
        whole = (self.program, *words, "--json", "--passphrase-file", _SECRET)
        told = self.room.as_clerk(*whole, more=self.settings)
        answer: dict[str, object] = json.loads(told.strip().splitlines()[-1])
        return answer

    def demand_refused(self, *words: str | PurePosixPath) -> None:
        """Fail unless the program says that it cannot."""
        self.room.as_clerk(self.program, *words, more=self.settings, expected=_COULD_NOT)

    def work(self) -> int:
        """Make the vault, import into it; give the number of records."""
        secret = self.room.real(_SECRET)
        secret.write_text("Correct horse, 4 battery staples\n", encoding="utf-8")
        zone = ("--zone", "America/New_York")
        for words in (
            ("vault", "new", self.vault),
            ("import", self.vault, self.inner / _EXPORT, *zone),
        ):
            self.say(*words)
        found = self.found()
        demand(found, "the export that was imported can be searched")
        return found

    def found(self) -> int:
        """Give how many records answer a question."""
        return int(str(self.say("search", self.vault, QUESTION, "--count")["count"]))

    def prove(self, screen: str) -> float:
        """Go the whole way on the sample, with the window on a screen; give the seconds."""
        report = HOME / "self-test.json"
        shown = {**self.settings, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
        words = (self.program, "self-test", "--window", "--report", report)
        self.room.as_clerk(*words, more=shown)
        answer = json.loads(self.room.real(report).read_text(encoding="utf-8"))
        demand(answer["passed"] and answer["window"], f"the program's own test passes: {answer}")
        return float(sum(step["seconds"] for step in answer["steps"]))
