"""What an office does with the program: makes a vault, imports, asks, reads back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PureWindowsPath

from winbuild.tries.computer import DOCUMENTS, Computer, demand

EXPORT = r"_internal\resources\sample\exports\sms-20260401.xml"
QUESTION = "stop OR truck"


@dataclass(frozen=True, slots=True)
class Office:
    """A program where it is installed, and the vault that is kept with it.

    Attributes:
        home: the folder of the program.
        secret: a file with the passphrase.
    """

    computer: Computer
    home: PureWindowsPath
    secret: PureWindowsPath
    vault: PureWindowsPath = DOCUMENTS / "Office of records.vault"

    def say(self, *words: str | PureWindowsPath) -> dict[str, object]:
        """Run one command of the program and give its answer."""
        command = [self.home / "sunshine-desk.exe", *words, "--json"]
        told = self.computer.run([*command, "--passphrase-file", self.secret])
        answer: dict[str, object] = json.loads(told.strip().splitlines()[-1])
        return answer

    def work(self) -> int:
        """Make the vault, import into it; give the number of records."""
        self.say("vault", "new", self.vault)
        self.say("import", self.vault, self.home / EXPORT, "--zone", "America/New_York")
        found = self.found()
        demand(found, "the export that was imported can be searched")
        return found

    def found(self) -> int:
        """Give how many records answer a question."""
        answer = self.say("search", self.vault, QUESTION, "--count")
        return int(str(answer["count"]))

    def prove(self) -> None:
        """Go the whole way on the sample, with the window."""
        answer = self.say("self-test", "--window")
        demand(answer["passed"] is True, f"the program's own test passes: {answer}")
