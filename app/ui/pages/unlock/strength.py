"""Says honestly how strong a passphrase is; an estimate, and told as one. No PySide6."""

from __future__ import annotations

import math
import re
import string
from dataclasses import dataclass

from app.ui.rows import Tone

SHORTEST = 8
_GUESSES_EACH_SECOND = 1_000.0
_COMMON = tuple(
    word
    for line in (
        "password passphrase welcome letmein qwerty asdf zxcv iloveyou monkey dragon football",
        "baseball superman sunshine princess master admin login abc123 summer winter spring",
        "autumn police sheriff records county city office secret changeme default 123456 12345",
        "1234 2024 2025 2026 2027",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Strength:
    """What is said of a passphrase.

    Attributes:
        level: 0 for refused, 1 weak, 2 fair, 3 strong.
    """

    level: int
    sentence: str
    tone: Tone


def strength(passphrase: str) -> Strength:
    """Estimate how long somebody who steals the vault would have to guess."""
    if not passphrase:
        return Strength(0, "", Tone.MUTED)
    if len(passphrase) < SHORTEST:
        missing = SHORTEST - len(passphrase)
        more = "1 more character" if missing == 1 else f"{missing} more characters"
        return Strength(0, f"Too short: at least {more}.", Tone.BAD)
    seconds = 2 ** bits(passphrase) / 2 / _GUESSES_EACH_SECOND
    how_long = _in_words(seconds)
    if seconds < 30 * _YEAR:
        advice = "Add a few unrelated words."
        return Strength(1, f"Weak: a thief with the file might need {how_long}. {advice}", Tone.BAD)
    if seconds < 100_000 * _YEAR:
        return Strength(2, f"Fair: guessing it would take about {how_long}.", Tone.SOON)
    return Strength(
        3, "Strong: guessing it is out of reach, as far as can be estimated.", Tone.GOOD
    )


def bits(passphrase: str) -> float:
    """Estimate the guesses as a power of two: known words and runs count for little."""
    rest, found = _without_common(passphrase.casefold())
    distinct = _without_runs(rest)
    words = [word for word in re.split(r"[\s\-_.,]+", passphrase) if len(word) >= 3]
    as_letters = len(distinct) * math.log2(_pool(passphrase)) if distinct else 0.0
    as_words = 11.0 * len(words) + 1.5 if len(words) >= 3 else math.inf
    return min(as_letters + 5.0 * found, as_words)


def _without_common(text: str) -> tuple[str, int]:
    found = 0
    for word in sorted(_COMMON, key=len, reverse=True):
        if word in text:
            text = text.replace(word, "")
            found += 1
    return text, found


def _without_runs(text: str) -> str:
    """Leave out characters that repeat or follow the one before: aaaa, 1234, abcd."""
    kept = [
        now
        for before, now in zip("\0" + text, text, strict=False)
        if abs(ord(now) - ord(before)) > 1
    ]
    return "".join(kept)


def _pool(text: str) -> int:
    pools = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    size = sum(len(pool) for pool in pools if any(letter in pool for letter in text))
    others = any(letter not in "".join(pools) for letter in text)
    return max(size + (20 if others else 0), 10)


_MINUTE, _DAY, _YEAR = 60.0, 86_400.0, 31_557_600.0


def _in_words(seconds: float) -> str:
    steps = ((_YEAR, "year"), (_DAY, "day"), (3600.0, "hour"), (_MINUTE, "minute"))
    for length, name in steps:
        if seconds >= length:
            amount = round(seconds / length)
            return f"{amount:,} {name}" if amount == 1 else f"{amount:,} {name}s"
    return "less than a minute"
