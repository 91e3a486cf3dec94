"""Measures the program under Wine beside the same commit on Linux, one after the other."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from winbuild.places import DRIVE
from winbuild.shell import run
from winbuild.tries.computer import DOCUMENTS, Computer
from winbuild.tries.office import Office

MESSAGES = 20_000
QUESTIONS = (
    "storm",
    "storm parade",
    "stor*",
    '"water crew" OR council',
    "officer after:2024-01-01",
)
STARTS = 3
PAINTED_S = 1.5
"""So long the window stands before a start that is only measured closes it."""

_COSTS = Path(__file__).with_name("costs.py")
Say = Callable[[Sequence[str | PurePath]], str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one system, in seconds and milliseconds.

    Attributes:
        start: from the call until the page to unlock has stood, the first time and later.
        imported: for so many messages.
        asked: the middle of the times in which questions were answered.
    """

    first_start: float
    start: float
    imported: float
    asked: float


def measure(say: Say, export: PurePath, vault: PurePath) -> Figures:
    """Measure one system; ``say`` runs a command there and gives what it printed."""
    starts = [_timed(lambda: say(["window", "--close"])) - PAINTED_S for _ in range(STARTS)]
    say(["vault", "new", vault, "--json"])
    told = json.loads(say(["import", vault, export, "--zone", "UTC", "--json"]).splitlines()[-1])
    answers = [say(["search", vault, one, "--limit", "50", "--json"]) for one in QUESTIONS]
    times = [float(json.loads(answer.splitlines()[-1])["ms"]) for answer in answers]
    first, *later = starts
    seconds = float(told["sources"][0]["seconds"])
    return Figures(first, min(later), seconds, statistics.median(times))


def on_windows(office: Office, export: Path) -> Figures:
    """Measure the program that is installed."""
    computer = office.computer
    secret: list[str | PurePath] = ["--passphrase-file", office.secret]
    program = office.home / "sunshine-desk.exe"
    brought = computer.bring(export)
    vault = DOCUMENTS / "figures.vault"
    return measure(
        lambda words: computer.run([program, *words, *_opened(words, secret)]), brought, vault
    )


def on_linux(uv: Path, source: Path, export: Path, folder: Path) -> Figures:
    """Measure the same commit on this very system."""
    secret = folder / "secret.txt"
    secret.write_text("for figures only\n", encoding="utf-8")
    start = [uv, "run", "-q", "--frozen", "--no-dev", "--directory", source, "python", "main.py"]
    settings = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}

    def say(words: Sequence[str | PurePath]) -> str:
        told = _opened(words, ["--passphrase-file", secret])
        return run([*map(str, start), *map(str, words), *map(str, told)], more=settings).stdout

    run([*map(str, start), "--version"])
    return measure(say, export, folder / "figures.vault")


def _opened(words: Sequence[str | PurePath], secret: list[str | PurePath]) -> list[str | PurePath]:
    """Give what opens the vault; the window is measured as a click opens it, with no more words."""
    return [] if words[0] == "window" else secret


def make_export(source: Path, made: Path) -> None:
    """Write many invented messages."""
    maker = source / "tests" / "bench" / "make_sms.py"
    run(["python3", maker, str(MESSAGES), made])


def costs(work: Path, computer: Computer) -> tuple[dict[str, float], dict[str, float]]:
    """Give what single steps cost here and under Wine: what of a ratio is Wine's shows there.

    Args:
        work: the build's folder, with its Python for Windows; the computer sees it meanwhile.
        computer: on which nothing else runs.
    """
    brought = computer.bring(_COSTS)
    computer.wine.mount(DRIVE, work)
    there = computer.run([rf"{DRIVE}\python\python.exe", "-B", "-I", brought])
    computer.wine.take_away(DRIVE)
    return json.loads(run(["python3", _COSTS]).stdout), json.loads(there)


def costs_table(linux: dict[str, float], windows: dict[str, float]) -> str:
    """Set what single steps cost side by side."""
    return _table([(f"{step}, us", linux[step], windows[step]) for step in linux])


def table(linux: Figures, windows: Figures) -> str:
    """Set the figures side by side."""
    rows = (
        ("first start to unlock, s", linux.first_start, windows.first_start),
        ("later start to unlock, s", linux.start, windows.start),
        (f"import of {MESSAGES} messages, s", linux.imported, windows.imported),
        ("question, ms", linux.asked, windows.asked),
    )
    return _table(rows)


def _table(rows: Iterable[tuple[str, float, float]]) -> str:
    lines = [f"{'':<34}{'Linux':>10}{'Wine':>10}{'ratio':>8}"]
    lines += [f"{name:<34}{a:>10.2f}{b:>10.2f}{b / a if a else 0:>8.2f}" for name, a, b in rows]
    return "\n".join(lines)


def _timed(do: Callable[[], object]) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began
