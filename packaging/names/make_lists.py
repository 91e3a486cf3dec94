"""Makes ``resources/detect/*.txt``: ``python make_lists.py NAMES DICTIONARY``, from two packages.

``NAMES`` is the folder of the package ``names`` 0.3.0 (the census of 1990), ``DICTIONARY`` the file
``frequency_dictionary_en_82_765.txt`` of the package ``symspellpy`` 6.10.1. Names that the lists
hold already are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

LISTS = Path(__file__).resolve().parents[2] / "resources" / "detect"
FAMILIES, MALE, FEMALE, WORDS = 12_000, 1_219, 3_000, 15_000
OFTENER = 0.4e9
"""A word is no name where its count is so many times the percentage of people who are called so."""
WIDTH = 110


def shares(path: Path) -> dict[str, float]:
    """Read names with the percentage of people who bear them, the commonest first."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


def kept(name: str) -> tuple[str, list[str]]:
    """Read a list that is there: its first line, and its words."""
    head, _, rest = (LISTS / name).read_text(encoding="utf-8").partition("\n")
    return head, rest.split()


def write(name: str, words: Iterable[str]) -> None:
    """Write a list anew below its first line."""
    head, _ = kept(name)
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    (LISTS / name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def main(names: Path, dictionary: Path) -> int:
    """Write the three lists."""
    last, male, female = (
        shares(names / f"dist.{kind}") for kind in ("all.last", "male.first", "female.first")
    )
    families = list(last)[:FAMILIES]
    given = {*list(male)[:MALE], *list(female)[:FEMALE]}
    rows = [line.split() for line in dictionary.read_text(encoding="utf-8-sig").splitlines()]
    known = {*families, *given}

    def is_word(word: str, count: int) -> bool:
        if word not in known:
            return word not in by_hand
        people = max(last.get(word, 0), male.get(word, 0) / 2, female.get(word, 0) / 2, 0.0002)
        return count / people >= OFTENER

    by_hand = {*kept("given_names.txt")[1], *kept("family_names.txt")[1]} - known
    common = {
        w for w, count in rows[:WORDS] if len(w) > 1 and w.isalpha() and is_word(w, int(count))
    }
    more = [word for word in kept("family_names.txt")[1] if word not in set(families)]
    write("given_names.txt", sorted({*given, *kept("given_names.txt")[1]}))
    write("family_names.txt", [*families, *more])
    write("words.txt", sorted(common))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
