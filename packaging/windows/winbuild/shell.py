"""Runs other programs and says what they said when they fail; knows nothing of what they do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KEPT_LINES = 40


class BuildFailed(Exception):
    """A step did not do what it should; the text says which, and what was printed last."""


def run(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    more: Mapping[str, str] | None = None,
    may_fail: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and give its exit code and all that it printed.

    Its output goes through a pipe: Python under Wine cannot write to a plain file.
    """
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603 - the commands are this package's own
        words,
        cwd=folder,
        env={**os.environ, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode and not may_fail:
        last = "\n".join(done.stdout.splitlines()[-KEPT_LINES:])
        raise BuildFailed(f"{Path(words[0]).name} ended with {done.returncode}:\n{last}")
    return done


def ended(work: Callable[[], int]) -> int:
    """Do a whole build beside those who work at the computer; gives 1 where a step failed."""
    lower_priority()
    try:
        return work()
    except BuildFailed as failed:
        print(f"Failed: {failed}", file=sys.stderr)
        return 1


def at_once(works: Iterable[Callable[[], object]]) -> None:
    """Do all of some works at the same time; what one fails with is raised in the end."""
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(work) for work in works]:
            done.result()


class Steps:
    """Tells on the terminal which step runs and how long the one before took."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def say(self, text: str) -> None:
        """Tell that a step begins."""
        passed = int(time.monotonic() - self._began)
        print(f"[{passed // 60:02}:{passed % 60:02}] {text}", flush=True)


def lower_priority() -> None:
    """Leave the computer to those who work at it."""
    if sys.platform != "win32":
        os.nice(5)
