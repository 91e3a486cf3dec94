"""Invented messages beside the bundled sample, to see how the program does with very many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.importers.base import ImportOptions
from app.workflow.sample import Sample, SampleExport

NAME = "sms-invented.xml"
_SEED = 20260314
_FROM = 1_680_000_000_000
_WORDS = (
    *("shift", "truck", "bridge", "school", "late", "copy", "lunch", "keys", "radio", "storm"),
    *("parade", "council", "permit", "fence", "light", "water", "crew", "night", "morning", "desk"),
    *(
        "photo",
        "please",
        "thanks",
        "sorry",
        "today",
        "tomorrow",
        "again",
        "north",
        "gate",
        "coffee",
    ),
)
_FACES = ("\N{THUMBS UP SIGN}", "\N{GRINNING FACE}", "\N{PARTY POPPER}")


def with_more(sample: Sample, folder: Path, count: int) -> Sample:
    """Add an export of so many invented messages, none of which answers the sample's request.

    Args:
        sample: as it is bundled.
        folder: the export is written into it.
        count: messages; the same number gives the same file.
    """
    path = folder / NAME
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(count))
    expected = dict(sample.expected)
    counts = {"seen": count, "records": count, "copies": 0, "unreadable": 0, "ignored": 0}
    expected["sources"] = {**expected["sources"], NAME: counts}
    export = SampleExport(path, ImportOptions("Invented", "America/New_York", ()))
    return replace(sample, exports=(*sample.exports, export), expected=expected)


def _lines(count: int) -> Iterator[str]:
    dice = random.Random(_SEED)  # noqa: S311 - invented messages, no secret
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    yield f'<smses count="{count}" backup_set="invented" backup_date="{_FROM}" type="full">\n'
    for number in range(count):
        person = dice.randrange(100, 200)
        words = " ".join(dice.choices(_WORDS, k=dice.randrange(2, 30)))
        face = f" {dice.choice(_FACES)}" if number % 50 == 0 else ""
        yield (
            f'  <sms protocol="0" address="+1850555{person:04}" date="{_FROM + number * 60_000}" '
            f'type="{dice.choice((1, 2))}" subject="null" body="{words}{face} {number}" '
            f'read="1" status="-1" locked="0" contact_name="Person {person}" />\n'
        )
    yield "</smses>\n"
