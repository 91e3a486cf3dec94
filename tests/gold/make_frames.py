"""Fills the frames of ``frames/``: ``uv run tests/gold/make_frames.py``; a seed for each half.

Frames were written by hand before the detectors were looked at; ``*_held_out.txt`` and the words
of ``vocabulary.HELD_OUT`` are what nothing is tuned by. Each frame is filled twice.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gold.fillings import PERSON, Fillings, said_name
from gold.make_gold import garble
from gold.vocabulary import DEV, HELD_OUT, Vocabulary

HERE = Path(__file__).resolve().parent
HALVES: dict[str, tuple[Vocabulary, int]] = {"dev": (DEV, 20261123), "held_out": (HELD_OUT, 88211)}
SETS = ("documents", "messages", "strangers")
TIMES = 2
_SLOT = re.compile(r"\{\{(\w+)(?: (\w))?\}\}")
_FORM_OF = re.compile(
    r"_(?:fl|ga|tx|ny|oh|ca|dash|plain|joined|num|es|words|bare|spaced|caps|lower|lines|last)$"
)
_AS = {"street": "address", "pobox": "address", "pin": "password", "letters_last": "name"}
_READ_WRONG = frozenset({"ssn", "phone", "birth_date", "routing", "bank_account", "card"})


class Frame:
    """Fills one frame: a slot with a letter says the same each time."""

    def __init__(self, fillings: Fillings, *, scanned: bool = False) -> None:
        self.fillings = fillings
        self.scanned = scanned
        self.people: dict[str, tuple[str, str, str]] = {}
        self.said: dict[str, str] = {}

    def filled(self, frame: str) -> str:
        """Fill the slots."""
        return _SLOT.sub(self._filled, frame)

    def _filled(self, slot: re.Match[str]) -> str:
        form, key = slot[1], slot[2] or ""
        if form in PERSON or form == "letters_last":
            person = self.people.setdefault(key, self.fillings.person())
            return f"[[name:{said_name(form, person)}]]"
        kind = _AS.get(form) or _FORM_OF.sub("", form)
        value = self.said.get(slot[0]) or str(getattr(self.fillings, form)())
        if key:
            self.said[slot[0]] = value
        chance = self.fillings.chance
        if self.scanned and kind in _READ_WRONG and chance.random() < 1 / 2:
            value = garble(value, chance)
        return f"[[{kind}:{value}]]"


def frames(name: str) -> list[tuple[str, str]]:
    """Read the frames of a file, each with what it is."""
    text = (HERE / "frames" / f"{name}.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    if not name.startswith("documents"):
        return [("", line.replace("\\n", "\n")) for line in text.splitlines()]
    parted = (one.partition("\n") for one in text.removesuffix("\n").split("\n---\n"))
    return [(title, body) for title, _, body in parted]


def texts(kind: str, half: str) -> Iterator[str]:
    """Fill each frame of a half as often as it is to be."""
    words, seed = HALVES[half]
    chance = random.Random(f"{seed} {kind}")
    for title, body in frames(f"{kind}_{half}") * TIMES:
        fillings = Fillings(chance, words)
        yield Frame(fillings, scanned=title.startswith("@ocr")).filled(body)


def lines(kind: str, half: str) -> list[str]:
    """Write each text on one line, with signs for its line ends."""
    return [text.replace("\n", "\\n").replace("\t", "\\t") for text in texts(kind, half)]


def main() -> int:
    """Write the files."""
    for half in HALVES:
        for kind in SETS:
            head = f"# Made by make_frames.py out of frames/{kind}_{half}.txt; see there.\n"
            target = HERE / f"frames_{kind}_{half}.txt"
            target.write_text(head + "\n".join(lines(kind, half)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
