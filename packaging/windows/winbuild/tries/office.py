"""What an office does with the program: makes a vault, imports, asks, reads back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PureWindowsPath

from winbuild.shell import BuildFailed
from winbuild.tries.computer import BROUGHT, DOCUMENTS, Computer, Words, demand

EXPORT = r"_internal\resources\sample\exports\sms-20260401.xml"
QUESTION = "stop OR truck"
TRIED = {"vault", "import", "search", "redact", "build", "verify", "window", "print", "clean"}
"""What the program's own test must have gone through."""


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

    def demand_found(self, found: int) -> None:
        """Fail unless the vault gives the answers that it gave."""
        now = self.found()
        demand(now == found, f"the vault answers with {found} records, not {now}")

    def is_refused(self) -> bool:
        """Say whether the program leaves the vault alone, since a newer one has opened it."""
        program = self.home / "sunshine-desk.exe"
        asked: Words = ["search", self.vault, QUESTION, "--passphrase-file", self.secret]
        try:
            told = self.computer.run([program, *asked], expected=1)
        except BuildFailed as other:
            told = str(other)
        return "newer" in told

    def prove(self, *words: str) -> str:
        """Let the program test itself with window and printer; give its steps and their seconds.

        Args:
            words: how the program is asked.
        """
        report = BROUGHT / "self-test.json"
        self.computer.real(report).unlink(missing_ok=True)
        self.computer.run([self.home / words[0], *words[1:], "--report", report])
        answer = json.loads(self.computer.real(report).read_text(encoding="utf-8"))
        steps = {step["name"]: step for step in answer["steps"]}
        bad = [step for step in steps.values() if not step["ok"]]
        demand(answer["passed"] and not bad, f"the program's own test passes: {answer}")
        demand(set(steps) >= TRIED, f"all is tried: {sorted(steps)}")
        return ", ".join(f"{name} {step['seconds']}" for name, step in steps.items())
