"""Says what typed words were taken for; pure. No PySide6."""

from __future__ import annotations

from collections.abc import Mapping


def expansions(
    expanded: Mapping[str, dict[str, int]], left_out: Mapping[str, int]
) -> tuple[str, ...]:
    """Say what each word was taken for, where that is more than the word itself."""
    return tuple(
        f"{typed} → {_words(words)}{_left_out(left_out.get(typed, 0))}"
        for typed, words in expanded.items()
        if list(words) != [typed.lower()]
    )


def _words(words: dict[str, int], most: int = 6) -> str:
    shown = [f"{word} {number:,}" for word, number in list(words.items())[:most]]
    more = f" and {len(words) - most:,} more" if len(words) > most else ""
    return f"{', '.join(shown)}{more}" if shown else "no word like that"


def _left_out(number: int) -> str:
    return f"; {number:,} rarer ones are not searched for" if number else ""
