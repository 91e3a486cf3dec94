"""What a page may ask of the window, without knowing the window. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.requests import Request
from app.domain.steps import Step
from app.errors import AppError
from app.jobs.events import Event, Job
from app.settings.policy import Policy
from app.settings.values import Settings
from app.settings.ways_out import WayOut

if TYPE_CHECKING:
    from app.ui.services import Desk

T = TypeVar("T")


class Where(StrEnum):
    """The pages of the window."""

    REQUESTS = "Requests"
    INTAKE = "Request"
    SOURCES = "Sources"
    COVERAGE = "Coverage"
    SEARCH = "Search"
    REVIEW = "Review"
    CHECK = "Check"
    PACKET = "Packet"
    LIBRARY = "Library"
    VERIFY = "Check a PDF"
    VAULT = "Vault"
    PREFERENCES = "Preferences"
    HELP = "Help"

    @property
    def step(self) -> Step | None:
        """Give the step of the rail that this page is, where it is one."""
        return next((step for step in Step if step.value == self.value), None)


def where_of(step: Step) -> Where:
    """Give the page of a step."""
    return Where(step.value)


class Asks(Protocol):
    """Asks one question after another, beside the window; a newer silences an older."""

    def ask(
        self,
        question: Callable[[], T],
        answered: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Work out ``question`` beside the window; then call one of the other two, in it."""

    def silence(self) -> None:
        """Forget the question that is open; its answer will not be told."""


class Ways(Protocol):
    """What the window does for its pages."""

    @property
    def request(self) -> Request | None:
        """Give the open request as it was when the window last looked."""

    def go(self, where: Where, subject: str = "") -> None:
        """Show a page; ``subject`` is handed to its ``arrive``: a request or record number."""

    def open_request(self, number: str) -> None:
        """Make a request the open one; an empty number closes it."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line for a while: what was done or undone."""

    def trouble(self, error: AppError) -> None:
        """Show an error that belongs to no page."""

    def changed(self) -> None:
        """Tell that the vault holds something new: rail and head line are counted afresh."""

    def start(self, job: Job, told: Callable[[Event], None]) -> Callable[[], None]:
        """Begin long work, shown in the strip; ``told`` gets its events, ten a second at most.

        What is given back asks it to stop at its next safe place, as Stop in the strip does.
        """


class KeepsSettings(Protocol):
    """The settings as they are now, and how to change them."""

    @property
    def now(self) -> Settings:
        """Give the settings."""

    def change(self, settings: Settings) -> None:
        """Keep new settings; raises AppError where they cannot be written."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page is made from.

    Attributes:
        asks: makes a new line of questions; a page takes one for each thing it shows.
        policy: what an IT department fixed on this computer.
        leave_for: locks the vault, closes the window, and only then does what is handed over.
    """

    desk: Desk
    ways: Ways
    asks: Callable[[], Asks]
    settings: KeepsSettings
    policy: Policy = field(default_factory=Policy)
    leave_for: Callable[[Callable[[], None]], None] = lambda _: None

    def let_out(self, way: WayOut, act: Callable[[], object]) -> None:
        """Do what lets something out of the vault, or tell that the IT department forbids it.

        The one gate of the window: whatever leaves beside packets asks for its place through it.
        """
        try:
            self.policy.refuse(way)
        except AppError as error:
            self.ways.trouble(error)
        else:
            act()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done from "everything" (Ctrl+K).

    Attributes:
        words: further words by which it is found.
    """

    title: str
    run: Callable[[], None]
    keys: str = ""
    words: str = ""


def found_deeds(deeds: Sequence[Deed], typed: str) -> list[Deed]:
    """Give the deeds in which every typed word is found; those that begin so come first."""
    words = typed.casefold().split()
    if not words:
        return list(deeds)
    hits = [deed for deed in deeds if all(word in _haystack(deed) for word in words)]
    return sorted(hits, key=lambda deed: not deed.title.casefold().startswith(words[0]))


def _haystack(deed: Deed) -> str:
    return f"{deed.title} {deed.words}".casefold()
