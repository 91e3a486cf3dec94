"""Answers on standard output, everything else on standard error; UTF-8 on every system."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

from app.jobs.events import Event, Failed, Progress, Started

Answer = Mapping[str, object]


class Output:
    """Where one command writes; a program without a console has nowhere to.

    Attributes:
        as_json: whether answers are JSON objects, or sentences and tables for people.
    """

    def __init__(
        self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.as_json = as_json
        self._out = _utf8(out if out is not None else sys.stdout)
        self._err = _utf8(err if err is not None else sys.stderr)

    def answer(self, answer: Answer, words: str) -> None:
        """Print one answer: the object as JSON, or the words for people."""
        self._print(json.dumps(answer, ensure_ascii=False) if self.as_json else words)

    def table(self, rows: Sequence[Sequence[object]], headings: Sequence[str]) -> None:
        """Print a table for people; numbers stand to the right."""
        if not self.as_json:
            self._print(_table(rows, headings))

    def say(self, sentence: str) -> None:
        """Print a message that is no answer."""
        print(sentence, file=self._err, flush=True)

    def tell(self, event: Event) -> None:
        """Print what a job says, one line that is written over where there is a terminal."""
        if isinstance(event, Started):
            self.say(f"{event.title} …")
        elif isinstance(event, Progress) and self._err is not None and self._err.isatty():
            of = f" of {event.total:,}" if event.total else ""
            print(f"\r  {event.done:,}{of}  {event.note:<40.40}", end="", file=self._err)
        elif isinstance(event, Failed):
            self.say(f"{event.what} {event.remedy}".strip())

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)


def _utf8(stream: TextIO | None) -> TextIO | None:
    """Make a console stream write UTF-8, also where Windows would take a code page."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream


def _table(rows: Sequence[Sequence[object]], headings: Sequence[str]) -> str:
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max(len(line[column]) for line in [list(headings), *cells])
        for column in range(len(headings))
    ]
    right = [
        bool(rows) and all(isinstance(row[column], int | float) for row in rows)
        for column in range(len(headings))
    ]
    lines = [_line(list(headings), widths, right), "  ".join("-" * width for width in widths)]
    lines += [_line(line, widths, right) for line in cells]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(parts).rstrip()


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
