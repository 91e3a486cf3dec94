"""Every importer's samples, and what must be true of the items of any file, however damaged."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.people import Party
from app.domain.records import Flag
from app.importers.base import (
    Cursor,
    Ignored,
    Importer,
    ImportOptions,
    Item,
    Parsed,
    Unreadable,
)
from app.importers.export_tree import open_export
from app.importers.registry import IMPORTERS, recognising
from app.importers.times import AHEAD, EARLIEST, wall_clock

TESTS = Path(__file__).resolve().parent
EXPORTS = TESTS / "exports"
SAMPLE = TESTS.parent / "resources" / "sample" / "exports"
FIXTURES = {
    "sms_backup": "sms/*/*.xml",
    "whatsapp": "whatsapp/*.txt",
    "google_voice": "google_voice/*",
    "mbox": "mbox/*.mbox",
    "eml": "eml/*/*.eml",
    "emlx": "emlx/*.emlx",
    "msg": "msg/*",
    "warc": "warc/*",
    "load_file": "load_file/*.[do][ap]t",
    "pst": "pst/*",
    "rsmf": "rsmf/*",
}
OPTIONS = ImportOptions("Ofc. Diaz", "America/New_York", ("+18505550101", "diaz@example.com"))
LARGEST_TO_DAMAGE = 400_000
NO_SAMPLES = ("README", "NOTICE", "LICENSE", ".")


@dataclass(frozen=True)
class Sample:
    importer: Importer
    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return f"{self.importer.key}-{self.paths[0].parent.name}-{self.paths[0].name}"

    def items(self, after: int | None = None) -> list[Item]:
        export = open_export(self.paths)
        cursor = None if after is None else Cursor(after)
        return list(self.importer.read(export, OPTIONS, cursor))


def _own_samples(importer: Importer) -> Iterator[Sample]:
    folder = EXPORTS / importer.key
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix == ".parts":
            yield Sample(importer, tuple(sorted(path.iterdir())))
        elif not path.name.startswith(NO_SAMPLES):
            yield Sample(importer, (path,))
    for path in sorted((EXPORTS / "fixtures").glob(FIXTURES.get(importer.key, "-"))):
        yield Sample(importer, (path,))


def _bundled_samples() -> Iterator[Sample]:
    for path in sorted(SAMPLE.iterdir()) if SAMPLE.is_dir() else ():
        for importer in recognising(open_export([path]))[:1]:
            yield Sample(importer, (path,))


SAMPLES = [
    *(sample for importer in IMPORTERS for sample in _own_samples(importer)),
    *_bundled_samples(),
]
DAMAGED = [
    sample
    for sample in SAMPLES
    if len(sample.paths) == 1
    and sample.paths[0].is_file()
    and sample.paths[0].stat().st_size <= LARGEST_TO_DAMAGE
]


def comparable(item: Item) -> object:
    """Give an item without the functions that open its attachments, which are never equal."""
    if not isinstance(item, Parsed):
        return item
    bare = [dataclasses.replace(attachment, open=None) for attachment in item.attachments]
    return dataclasses.replace(item, attachments=tuple(bare))


def texts_of(parsed: Parsed) -> Iterator[str]:
    """Give every text of a record that may be kept or shown."""
    yield from (parsed.locator, parsed.platform, parsed.text, parsed.platform_id, parsed.raw)
    yield from (parsed.conversation_key, parsed.conversation_title, parsed.parent_id)
    yield from (parsed.subject, parsed.sent.raw, parsed.sent.zone, *parsed.labels)
    for party in parsed.parties:
        yield from (party.name, party.address)
    for attachment in parsed.attachments:
        yield from (attachment.name, attachment.claimed_type, attachment.missing)


def assert_sound(items: list[Item]) -> None:
    """Hold items against what must be true of those of any file, however damaged."""
    for item in items:
        assert item.locator
        if isinstance(item, Parsed):
            assert_record_is_sound(item)
        else:
            assert isinstance(item, Ignored | Unreadable)
            assert_sentence(item.reason)
    places = Counter(item.locator for item in items)
    twice = [place for place, number in places.items() if number > 1]
    assert not twice, f"locators that several items have: {twice[:3]}"


def assert_record_is_sound(parsed: Parsed) -> None:
    assert parsed.platform
    assert parsed.flags <= {flag.value for flag in Flag}
    assert all(isinstance(party, Party) for party in parsed.parties)
    for text in texts_of(parsed):
        text.encode("utf-8")
        assert "\0" not in text
    assert "\r" not in parsed.text
    assert not parsed.raw or json.loads(parsed.raw) is not None
    for problem in parsed.problems:
        assert problem.code
        assert_sentence(problem.what)
    doubtful = any(problem.code.startswith("date_") for problem in parsed.problems)
    if parsed.sent.utc is None or not EARLIEST <= parsed.sent.utc <= wall_clock() + AHEAD:
        assert doubtful, "a record without a time, or with an impossible one, says so"
    assert not (doubtful and Flag.DATE_DOUBTFUL.value not in parsed.flags)


def assert_sentence(reason: str) -> None:
    assert reason.endswith("."), reason
    assert reason[0].isupper() or reason[0].isdigit() or not reason[0].isalpha(), reason
    assert len(reason) > 10, reason
