"""What every importer promises, held against every sample of its format and damaged ones."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from importer_samples import (
    DAMAGED,
    OPTIONS,
    SAMPLES,
    Sample,
    assert_sentence,
    assert_sound,
    comparable,
)

from app.errors import AppError
from app.importers.base import Importer, MemberUnreadable, Parsed
from app.importers.export_tree import open_export
from app.importers.registry import IMPORTERS, recognise

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=str)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.key)
def test_that_every_importer_has_a_sample(importer: Importer) -> None:
    assert any(sample.importer is importer for sample in SAMPLES)


@every_sample
def test_that_an_export_is_recognised_by_what_is_inside(sample: Sample) -> None:
    assert recognise(open_export(sample.paths)).key == sample.importer.key


@every_sample
def test_that_the_account_adds_up(sample: Sample) -> None:
    items = sample.items()
    assert_sound(items)
    assert items


@every_sample
def test_that_a_second_reading_gives_the_same_in_the_same_order(sample: Sample) -> None:
    first, second = sample.items(), sample.items()
    assert [*map(comparable, first)] == [*map(comparable, second)]


@every_sample
def test_that_reading_goes_on_after_any_cursor(sample: Sample) -> None:
    items = [*map(comparable, sample.items())]
    count = len(items)
    places = (
        range(count + 1) if count <= 12 else {0, 1, 2, count // 3, count // 2, count - 1, count}
    )
    for taken in sorted(places):
        assert [*map(comparable, sample.items(taken))] == items[taken:], f"after {taken}"
    assert sample.items(count + 5) == []


@every_sample
def test_that_attachments_open_or_say_why_they_are_missing(sample: Sample) -> None:
    for item in sample.items():
        for attachment in item.attachments if isinstance(item, Parsed) else ():
            assert attachment.name
            if attachment.open is None:
                assert_sentence(attachment.missing)
                continue
            try:
                with attachment.open() as stream:
                    while stream.read(1 << 16):
                        pass
            except MemberUnreadable as fault:
                assert_sentence(fault.reason)


@every_sample
def test_that_a_copy_elsewhere_gives_the_same(sample: Sample, tmp_path: Path) -> None:
    copies = []
    for path in sample.paths:
        copy = tmp_path / path.name
        shutil.copytree(path, copy) if path.is_dir() else shutil.copyfile(path, copy)
        copies.append(copy)
    moved = Sample(sample.importer, tuple(copies))
    assert [*map(comparable, moved.items())] == [*map(comparable, sample.items())]


def read_damaged(importer: Importer, path: Path) -> None:
    """Read a damaged file; a sentence or sound items are both well."""
    try:
        export = open_export([path])
        if importer.recognises(export):
            assert_sound(list(importer.read(export, OPTIONS, None)))
    except AppError as refused:
        assert_sentence(refused.what)
        assert_sentence(refused.remedy)


@pytest.mark.parametrize("sample", DAMAGED, ids=str)
def test_that_a_truncated_export_is_read_as_far_as_it_goes(sample: Sample, tmp_path: Path) -> None:
    whole = sample.paths[0].read_bytes()
    for eighth in range(1, 8):
        path = tmp_path / f"{eighth}" / sample.paths[0].name
        path.parent.mkdir()
        path.write_bytes(whole[: len(whole) * eighth // 8])
        read_damaged(sample.importer, path)


@pytest.mark.parametrize("sample", DAMAGED, ids=str)
def test_that_flipped_bytes_never_stop_the_program(sample: Sample, tmp_path: Path) -> None:
    whole = sample.paths[0].read_bytes()
    for seed in range(4):
        dice = random.Random(seed)
        damaged = bytearray(whole)
        for _ in range(1 + len(whole) // 500 if whole else 0):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path = tmp_path / f"{seed}" / sample.paths[0].name
        path.parent.mkdir()
        path.write_bytes(damaged)
        read_damaged(sample.importer, path)
