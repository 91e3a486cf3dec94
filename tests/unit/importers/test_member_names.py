"""Names inside archives are made safe or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.member_names import (
    LEADS_OUT,
    NOT_A_NAME,
    is_housekeeping,
    numbered,
    safe_name,
    shown_name,
)


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "/abs", "C:\\x", "c:/x", "\\\\server\\share\\x", "a\\..\\..\\b", "a/.. /b"],
)
def test_that_a_name_that_leads_out_is_refused(name: str) -> None:
    assert safe_name(name) == ("", LEADS_OUT)


@pytest.mark.parametrize("name", ["", ".", "a\0b", "x/" * 5_000])
def test_that_what_is_no_name_is_refused(name: str) -> None:
    assert safe_name(name) == ("", NOT_A_NAME)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON.txt", "_CON.txt"),
        ("a/aux ", "a/_aux"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("dots...", "dots"),
        ("a:stream", "a_stream"),
        ("what?.jpg", "what_.jpg"),
        ("a\\b.txt", "a/b.txt"),
        ("./a//b", "a/b"),
        ("cafe\u0301.txt", "café.txt"),
        (" .", "_"),
        ("/".join("d" * 40), "/".join("d" * 40)),
    ],
)
def test_that_a_name_windows_cannot_have_is_changed(name: str, safe: str) -> None:
    assert safe_name(name) == (safe, "")


def test_that_long_parts_are_cut_and_stay_apart() -> None:
    first, second = safe_name("x" * 300 + "1.jpg")[0], safe_name("x" * 300 + "2.jpg")[0]
    assert first != second
    assert len(first) <= 200
    assert first.endswith(".jpg")
    assert "." not in safe_name("y" * 300)[0]


@given(st.text(max_size=60))
def test_that_a_safe_name_is_always_safe(untrusted: str) -> None:
    name, reason = safe_name(untrusted)
    assert bool(name) != bool(reason)
    assert ".." not in name.split("/")
    assert not name.startswith("/")
    assert not set(name) & set('\\:*?"<>|\0')
    assert safe_name(name)[0] == name or not name


@pytest.mark.parametrize("name", ["__MACOSX/x", "a/.DS_Store", "Thumbs.db", "x/._y", "DESKTOP.INI"])
def test_that_files_of_the_system_are_known(name: str) -> None:
    assert is_housekeeping(name)


def test_that_a_number_goes_before_the_ending() -> None:
    assert numbered("a/b.json", 2) == "a/b (2).json"
    assert numbered("a.b/c", 3) == "a.b/c (3)"
    assert numbered(".hidden", 2) == ".hidden (2)"


def test_that_a_refused_name_is_shown_without_controls() -> None:
    assert shown_name("a\0b\nc") == "a\ufffdb\ufffdc"
    assert shown_name("") == "(no name)"
