"""Check any PDF for redactions that do not hold; it is opened in the child process."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from app.domain.packets import CheckDone, Finding, Verdict
from app.errors import AppError, ChildFailed
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.packet.verify import verify_pdf
from app.workflow.eyes import own_eyes

MEMORY_MB = 4096
SECONDS = 1800.0
DEEP_SECONDS = 6 * 3600.0

Plain = tuple[list[tuple[str, int, str, str]], int, str, list[tuple[str, str, int, int]], float]


def words_in(path: Path | None) -> list[str]:
    """Read a list of words, one to a line."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(
            f"{path.name} cannot be read as a list of words.",
            "Choose a text file (UTF-8) with one word or name to a line.",
        ) from error
    return [line.strip() for line in text.splitlines() if line.strip()]


class CheckPdfJob:
    """Checks one PDF, which may come from anybody; ``deep`` also reads each page as it looks."""

    def __init__(self, path: Path, words: Path | None = None, *, deep: bool = False) -> None:
        self._path = path
        self._words = words
        self._deep = deep
        self._verdict: Verdict | None = None

    @property
    def title(self) -> str:
        """Say what is done; the name of the file is told by the page alone."""
        return "Checking a PDF"

    @property
    def result(self) -> Verdict | None:
        """Give what was found."""
        return self._verdict

    def steps(self) -> Generator[Progress, None, None]:
        """Read the list, then the file."""
        words = words_in(self._words)
        data = self._read()
        yield Progress(0, None, "Reading the pages")
        check = checked_deep if self._deep else checked
        with Child(MEMORY_MB, DEEP_SECONDS if self._deep else SECONDS) as child:
            try:
                plain = child.call(check, data, words, self._path.name)
            except ChildFailed as failure:
                raise AppError(
                    f"{self._path.name} could not be checked. {failure.reason}",
                    "Treat it as not checked. Print it and look at it on paper.",
                ) from failure
        self._verdict = verdict_of(plain)

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError as error:
            raise AppError(
                f"{self._path.name} cannot be read.", "See that it is still there, and try again."
            ) from error


def checked(data: bytes, words: Sequence[str], name: str) -> Plain:
    """Check a file in the child process; gives plain values, since only those are believed."""
    return _plain(verify_pdf(data, words, name))


def checked_deep(data: bytes, words: Sequence[str], name: str) -> Plain:
    """Check a file in the child process, and read each of its pages as it looks."""
    return _plain(verify_pdf(data, words, name, own_eyes))


def _plain(verdict: Verdict) -> Plain:
    findings = [(found.kind, found.page, found.what, found.check) for found in verdict.findings]
    checks = [(one.key, one.sentence, one.findings, one.amount) for one in verdict.checks]
    return findings, verdict.pages, verdict.sha256, checks, verdict.seconds


def verdict_of(plain: Plain) -> Verdict:
    """Make a verdict of what the child answered."""
    findings, pages, sha256, told, seconds = plain
    checks = tuple(CheckDone(*one) for one in told)
    return Verdict(
        tuple(Finding(kind, page, what, check=check) for kind, page, what, check in findings),
        pages,
        sha256,
        checked=tuple(check.sentence for check in checks),
        seconds=seconds,
        checks=checks,
    )
