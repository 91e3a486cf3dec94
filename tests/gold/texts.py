"""Reads the gold texts: each a text with the stretches that are to be found, and their kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\[\[([a-z_]+):(.+?)\]\](?!\])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gold:
    """One text.

    Attributes:
        spans: start, end and kind of each stretch, in order.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]


def of_marked(marked: str) -> Gold:
    """Take the marks out of a text and say where they stood."""
    text, at, spans = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return Gold(text + marked[at:], tuple(spans))


def _lines(name: str) -> list[Gold]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("# ")]
    return [of_marked(line.replace("\\n", "\n").replace("\\t", "\t")) for line in said]


def by_hand() -> list[Gold]:
    """Give the texts that were written by hand."""
    documents = (HERE / "documents.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    written = [*_lines("by_hand.txt"), *map(of_marked, documents.split("\n---\n"))]
    return written + _without_names(_framed("dev"))


def held_out() -> list[Gold]:
    """Give the texts that no detector was tuned against."""
    return _lines("held_out.txt") + _without_names(_framed("held_out"))


def made() -> list[Gold]:
    """Give the texts that ``make_gold.py`` made."""
    return _lines("made.txt")


def strangers() -> list[Gold]:
    """Give texts with names of people of whom nothing is known beforehand."""
    return _lines("strangers.txt") + _framed_names("dev")


def strangers_held_out() -> list[Gold]:
    """Give texts with such names that the detector was not tuned against."""
    return _lines("strangers_held_out.txt") + _framed_names("held_out")


def _framed(half: str) -> list[Gold]:
    return _lines(f"frames_documents_{half}.txt") + _lines(f"frames_messages_{half}.txt")


def _framed_names(half: str) -> list[Gold]:
    texts = _lines(f"frames_documents_{half}.txt") + _lines(f"frames_strangers_{half}.txt")
    return [Gold(one.text, tuple(span for span in one.spans if span[2] == "name")) for one in texts]


def _without_names(texts: list[Gold]) -> list[Gold]:
    return [Gold(one.text, tuple(at for at in one.spans if at[2] != "name")) for one in texts]
