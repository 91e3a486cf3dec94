"""How packets are liked: kept, read again, put right where the file says something else."""

from __future__ import annotations

import pytest

from app.domain.packets import Density, Letterhead, Order, Talk
from app.domain.redacted import Encoding, Picture
from app.settings.file import load, save
from app.settings.packet import MOST_LOGO_BYTES, PacketHabits, habits_from, picture_from
from app.settings.values import Settings

LIKED = PacketHabits(
    letter=False,
    attachments=False,
    log=False,
    custody=True,
    certificate=False,
    talk=Talk.BUBBLES,
    density=Density.COMPACT,
    order=Order.CUSTODIAN,
    prefix="MPD",
    split="parts",
    part_pages=120,
    part_megabytes=25,
    place="zip",
    locked=True,
    index=("csv", "html"),
    files=True,
    natives=True,
    load_file=True,
    rsmf=True,
)


def test_that_habits_and_the_seal_are_read_again_as_they_were_kept(tmp_path):
    seal = Picture(3, 2, b"\x89PNG pixels", Encoding.PNG)
    chosen = Settings(packet=LIKED, letterhead=Letterhead("Ash Fork", logo=seal))
    save(tmp_path / "settings.toml", chosen)
    loaded = load(tmp_path / "settings.toml")
    assert loaded.settings == chosen
    assert loaded.warnings == ()


def test_that_habits_never_chosen_are_as_new(tmp_path):
    save(tmp_path / "settings.toml", Settings())
    assert load(tmp_path / "settings.toml").settings.packet == PacketHabits()
    assert PacketHabits().prefix is None


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("letter", 1),
        ("talk", "shouting"),
        ("talk", 3),
        ("density", ["compact"]),
        ("order", "size"),
        ("prefix", "much too long a prefix"),
        ("split", "shreds"),
        ("part_pages", -1),
        ("part_pages", True),
        ("part_megabytes", 10**9),
        ("place", "cloud"),
        ("index", "csv"),
    ],
)
def test_that_one_bad_habit_is_as_new_and_the_others_stay(name, bad):
    read = habits_from({"custody": True, name: bad})
    assert read == PacketHabits(custody=True)


def test_that_only_known_formats_of_the_index_are_kept():
    assert habits_from({"index": ["html", "exe", "csv"]}) == PacketHabits(index=("csv", "html"))


def test_that_what_is_no_table_gives_no_habits():
    assert habits_from("bubbles") is None


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {"width": 0, "height": 2, "data": "AAAA"},
        {"width": 2, "height": 2},
        {"width": 2, "height": 2, "data": "not base64!"},
        {"width": 2, "height": 2, "data": ""},
        {"width": 2, "height": 2, "data": "A" * (4 * MOST_LOGO_BYTES)},
    ],
)
def test_that_a_picture_that_cannot_be_used_is_none(bad):
    assert picture_from(bad) is None


def test_that_a_picture_without_a_known_encoding_is_told_by_its_bytes():
    told = {"width": 2, "height": 1, "data": "AAAA", "encoding": ["png"]}
    assert picture_from(told) == Picture(2, 1, b"\0\0\0")
