"""How near two spellings are to each other; knows nothing of vocabularies or texts."""

from __future__ import annotations


def swapped(word: str) -> frozenset[str]:
    """Give the spellings in which two neighbouring letters changed places."""
    return frozenset(
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
    )


def within(word: str, other: str, distance: int) -> bool:
    """Say whether one spelling becomes the other by that many changes, or by one swap."""
    if abs(len(word) - len(other)) > distance:
        return False
    return edit_distance(word, other) <= distance or other in swapped(word)


def edit_distance(word: str, other: str) -> int:
    """Count the letters to put in, take out or replace (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, another in enumerate(other, 1):
            replaced = before[column - 1] + (letter != another)
            here.append(min(replaced, before[column] + 1, here[column - 1] + 1))
        before = here
    return before[-1]
