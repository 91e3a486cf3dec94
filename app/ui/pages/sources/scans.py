"""Offers to recognise the words on pages and pictures of a source, by language. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.ids import SourceId
from app.domain.languages import FilesRead, Languages
from app.errors import AppError
from app.jobs.events import Event, Finished, Progress, Started
from app.ui.services import KeepsSources
from app.ui.ways import Asks, KeepsSettings, Ways
from app.ui.wording import count

NOTHING = FilesRead()


@dataclass(frozen=True, slots=True)
class ScansOffer:
    """What is told of the pages and pictures of one source, and what can be done.

    Attributes:
        button: what it says.
        choices: of each choice of languages the key and words; empty where all is read.
        told: in which languages how many files were read.
    """

    button: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    told: str = ""


def offer_of(files: FilesRead, usual: Languages) -> ScansOffer:
    """Offer the usual languages first, and others where they find words that were not read."""
    order = sorted(Languages, key=lambda one: one is not usual)
    choices = tuple(
        (one.value, f"In {one.told} ({count(left, 'file')})")
        for one in order
        if (left := files.left(one))
    )
    return ScansOffer(_button(files.left(usual)) if choices else "", choices, _told(files))


def _button(waiting: int) -> str:
    return f"&Recognise words in {waiting:,}" if waiting else "&Recognise words again"


def _told(files: FilesRead) -> str:
    parts = [
        f"{count(number, 'file')} read in {one.told}"
        for one in Languages
        if (number := files.read.get(one, 0))
    ]
    if files.unread:
        parts.append(f"{files.unread:,} not read yet" if parts else "none read yet")
    return f"Scans and pictures: {', '.join(parts)}." if parts else ""


class Scans:
    """Remembers how many files of each source were read.

    Args:
        changed: called once that is known anew.
    """

    def __init__(
        self,
        sources: KeepsSources,
        ways: Ways,
        settings: KeepsSettings,
        changed: Callable[[], None],
    ) -> None:
        self._sources = sources
        self._ways = ways
        self._settings = settings
        self._changed = changed
        self._files: dict[SourceId, FilesRead] = {}

    def count(self, asks: Asks, refuse: Callable[[AppError], None]) -> None:
        """Count the files afresh."""

        def came(files: dict[SourceId, FilesRead]) -> None:
            self._files = files
            self._changed()

        asks.ask(self._sources.files_read, came, refuse)

    def offer(self, source: SourceId) -> ScansOffer:
        """Say what can be done for a source."""
        return offer_of(self._files.get(source, NOTHING), self._settings.now.scans)

    def read(self, source: SourceId, key: str, ended: Callable[[], None]) -> None:
        """Recognise words in the languages of a key, or in the usual ones; then call ``ended``."""
        languages = Languages(key) if key else self._settings.now.scans
        if not self._files.get(source, NOTHING).left(languages):
            return
        job = self._sources.reading_words(source, languages)

        def told(event: Event) -> None:
            if isinstance(event, Finished):
                read = count(job.result, "file")
                self._ways.say(f"{read} read; search finds the words that were recognised.")
            if not isinstance(event, Started | Progress):
                ended()

        self._ways.start(job, told)
