"""What long work says while it runs: a closed union of frozen values."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Started:
    """The job was taken up."""

    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is; ``total`` is None where it cannot be known. ``note`` holds no record text."""

    done: int
    total: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """It came to its end; ``result`` is what the job kept in its ``result`` attribute."""

    title: str
    result: object = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """It was stopped at a safe place and can go on later."""

    title: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not go on.

    Attributes:
        bug: True where the reason was not an AppError.
    """

    title: str
    what: str
    remedy: str
    bug: bool = False


Event = Started | Progress | Finished | Stopped | Failed


class Job(Protocol):
    """Long work. A yield is a safe place to stop: commit, then yield."""

    @property
    def title(self) -> str:
        """Say what is done, in the clerk's words."""

    @property
    def result(self) -> object:
        """Give what came of it, once finished."""

    def steps(self) -> Generator[Progress, None, None]:
        """Do the work piece by piece."""
