"""Writes an SMS Backup & Restore file of any number of invented messages; same seed, same bytes.

``uv run tests/bench/make_sms.py 100000 FILE.xml [--seed 7]``
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from html import escape
from pathlib import Path

_WORDS = (
    "shift", "road", "truck", "bridge", "school", "call", "late", "copy", "report", "meeting",
    "lunch", "keys", "radio", "storm", "parade", "council", "permit", "fence", "dog", "light",
    "water", "crew", "night", "morning", "street", "corner", "officer", "chief", "desk", "form",
    "photo", "number", "please", "thanks", "sorry", "today", "tomorrow", "again", "north",
)  # fmt: skip
_SMILEYS = ("&#55357;&#56832;", "&#55358;&#56596;", "\N{THUMBS UP SIGN}", "&#55356;&#57119;")
_SECOND = 1_000
_START = 1_700_000_000_000


def lines(count: int, seed: int = 7) -> Iterator[str]:
    """Give the file line by line; every fiftieth message carries emoji, every tenth two lines."""
    dice = random.Random(seed)
    people = [(f"+1850555{number:04}", f"Person {number}") for number in range(100, 200)]
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    yield f'<smses count="{count}" backup_set="bench" backup_date="{_START}" type="full">\n'
    at = _START
    for number in range(count):
        at += dice.randrange(1, 900) * _SECOND
        address, name = dice.choice(people)
        kind = dice.choice((1, 1, 2))
        yield (
            f'  <sms protocol="0" address="{address}" date="{at}" type="{kind}" subject="null" '
            f'body="{_body(dice, number)}" toa="null" sc_toa="null" service_center="null" read="1" '
            f'status="-1" locked="0" date_sent="{at - 900 if kind == 1 else 0}" sub_id="1" '
            f'readable_date="Nov 14, 2023 5:13:20 PM" contact_name="{name}" />\n'
        )
    yield "</smses>\n"


def write(path: Path, count: int, seed: int = 7) -> None:
    """Write the file without holding it in memory."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(count, seed))


def _body(dice: random.Random, number: int) -> str:
    words = escape(" ".join(dice.choices(_WORDS, k=dice.randrange(2, 30))))
    if number % 50 == 0:
        words += f" {dice.choice(_SMILEYS)}"
    return f"{words}&#10;{dice.choice(_WORDS)} {number}" if number % 10 == 0 else words


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write(given.file, given.count, given.seed)


if __name__ == "__main__":
    _main()
