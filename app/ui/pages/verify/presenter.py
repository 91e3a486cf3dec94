"""Decides what the page that checks any PDF shows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.packets import Finding, Verdict
from app.jobs.events import Event, Failed, Finished, Job, Progress, Started
from app.ui.rows import Cell, Column, Notice, Row, Tone
from app.ui.ways import Ways
from app.ui.wording import count

COLUMNS = (Column("Page", 7, numbers=True), Column("What was found"))
NO_LIST = "No list: the file is checked for its make-up alone."

MakesJob = Callable[[Path, Path | None], Job]


@dataclass(frozen=True, slots=True)
class VerifyState:
    """What the page shows.

    Attributes:
        words: which list of words is used, told in a sentence.
        listed: whether there is a list.
        rows: what was found.
        checked: what holds of a file in which nothing was found, a sentence each.
    """

    words: str = NO_LIST
    listed: bool = False
    running: bool = False
    notice: Notice | None = None
    rows: tuple[Row, ...] = ()
    checked: tuple[str, ...] = ()
    sha256: str = ""


class VerifyPresenter:
    """Keeps the list of words and what came of the last check."""

    def __init__(self, make: MakesJob, ways: Ways, show: Callable[[VerifyState], None]) -> None:
        self._make = make
        self._ways = ways
        self._show = show
        self._list: Path | None = None
        self._state = VerifyState()

    def arrive(self) -> None:
        """Show what stands."""
        self._show(self._state)

    def use_list(self, path: Path | None) -> None:
        """Search for the words of a file as well, or for none."""
        self._list = path
        words = f"Words of {path.name}: delete that file afterwards." if path else NO_LIST
        self._tell(replace(self._state, words=words, listed=path is not None))

    def check(self, path: Path) -> None:
        """Check a PDF."""
        if self._state.running:
            return
        words, listed = self._state.words, self._state.listed
        reading = Notice(f"{path.name} is being checked.", "", Tone.PLAIN)
        self._tell(VerifyState(words, listed, running=True, notice=reading))

        def told(event: Event) -> None:
            if not isinstance(event, Started | Progress):
                self._ended(path.name, event)

        self._ways.start(self._make(path, self._list), told)

    def _ended(self, name: str, event: Event) -> None:
        state = replace(self._state, running=False, notice=None)
        if isinstance(event, Failed):
            state = replace(state, notice=Notice(event.what, event.remedy, Tone.BAD))
        elif isinstance(event, Finished) and isinstance(event.result, Verdict):
            verdict = event.result
            state = replace(
                state,
                notice=_said(name, verdict),
                rows=tuple(_row(at, found) for at, found in enumerate(verdict.findings)),
                checked=verdict.checked if verdict.clean else (),
                sha256=verdict.sha256,
            )
        else:
            stopped = Notice(f"{name} was not checked to its end.", "", Tone.SOON)
            state = replace(state, notice=stopped)
        self._tell(state)

    def _tell(self, state: VerifyState) -> None:
        self._state = state
        self._show(state)


def _said(name: str, verdict: Verdict) -> Notice:
    pages = count(verdict.pages, "page")
    if verdict.clean:
        return Notice(
            f"Nothing was found in {name}, {pages}.",
            "Words inside pictures are not read: look at the pages as well.",
            Tone.GOOD,
        )
    return Notice(
        f"{count(len(verdict.findings), 'fault')} in {name}, {pages}.",
        "Do not hand this file on as it is.",
        Tone.BAD,
    )


def _row(at: int, found: Finding) -> Row:
    page = f"{found.page:,}" if found.page else "file"
    return Row(str(at), (Cell(page, Tone.MUTED), Cell(found.what, Tone.PLAIN, found.what)))
