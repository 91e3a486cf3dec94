"""Puts right-to-left stretches of a line into the order of speech, and compares such lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.packet.normal import unmirrored

RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RIGHT = {"R", "AL"}
_LEFT = {"L", "EN", "AN"}


def logical(clusters: Sequence[str]) -> str:
    """Give a line's text with each stretch of right-to-left letters in the order of speech.

    The line is given as it stands, from left to right, code by code. What is between two such
    letters and has no direction of its own belongs to the stretch.
    """
    plain = "".join(clusters)
    if not RTL.search(plain):
        return plain
    sides = [_side(cluster) for cluster in clusters]
    parts: list[str] = []
    at = 0
    while at < len(clusters):
        end = _stretch(sides, at) if sides[at] == "R" else at + 1
        parts.extend(reversed(clusters[at:end]))
        at = end
    return "".join(parts)


def same_lines(found: str, wanted: str, breaks: Sequence[int]) -> bool:
    """Compare a text with right-to-left lines: each line has the words that it should have.

    Letters of a word must stand in order and on their line; words of a line, digits and signs
    may be turned about, since a line does not tell in which direction it begins.
    """
    if len(found) != len(wanted):
        return False
    edges = [0, *breaks, len(found)]
    return all(
        _atoms(found[start:end]) == _atoms(wanted[start:end]) for start, end in pairwise(edges)
    )


def _side(cluster: str) -> str:
    kinds = {unicodedata.bidirectional(sign) for sign in cluster}
    return "R" if kinds & _RIGHT else "L" if kinds & _LEFT else ""


def _stretch(sides: Sequence[str], start: int) -> int:
    """Give the end of a stretch: after its last letter that is written from the right."""
    end = start
    for at in range(start, len(sides)):
        if sides[at] == "L":
            break
        if sides[at] == "R":
            end = at
    return end + 1


def _script(sign: str) -> str:
    """Give the script of a letter: the first word of its name."""
    return unicodedata.name(sign, "").partition(" ")[0]


def _atoms(line: str) -> Counter[str]:
    """Count a line's words, each in one direction and script, and its other signs one by one.

    Words of two scripts that only a space parts may meet where the line is turned about.
    """
    counted: Counter[str] = Counter()
    word, side = "", ""
    for sign in unmirrored(line):
        kind = unicodedata.bidirectional(sign)
        if unicodedata.category(sign)[0] == "M":
            counted[sign] += 1
            continue
        now = "R" if kind in _RIGHT else "L" if kind == "L" else ""
        now += _script(sign) if now else ""
        if now != side and word:
            counted[word] += 1
            word = ""
        side = now
        if now:
            word += sign
        else:
            counted[sign] += 1
    if word:
        counted[word] += 1
    return counted
