"""Ways in which identifiers are said: behind the number, on the lines of forms, misread."""

from __future__ import annotations

import pytest

from app.detect.suggest import Finder

FLORIDA = Finder("FL")


def found(text: str) -> list[tuple[str, str]]:
    return [
        (str(one.kind), text[one.span.start : one.span.end]) for one in FLORIDA.suggestions(text)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("KQX 41B is the tag", "plate", "KQX 41B"),
        ("D450 480 83 771 0 (DL)", "driver_license", "D450 480 83 771 0"),
        ("4471# is the gate code", "door_code", "4471#"),
        ("otter9912x is the wifi password", "password", "otter9912x"),
        ("0448812 is her MRN", "medical", "0448812"),
    ],
)
def test_that_a_word_behind_a_number_names_it(text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


def test_that_the_lines_of_a_form_are_no_part_of_what_stands_on_them() -> None:
    text = "PHONE: 850-555-0142____\nDOB: 07/31/1983____  PLATE: KQX41B____"
    assert found(text) == [
        ("phone", "850-555-0142"), ("birth_date", "07/31/1983"), ("plate", "KQX41B"),
    ]  # fmt: skip


def test_that_misread_words_still_say_what_a_number_is() -> None:
    assert found("D0B 07/31/1983, S0cial Security 601224455") == [
        ("birth_date", "07/31/1983"), ("ssn", "601224455"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["device 25:15:76:1D:0F:36 is on", "wallet 0xD0B1", "unit D0B-7"])
def test_that_signs_within_an_address_are_never_mended(text: str) -> None:
    assert all(value in text for _, value in found(text))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("How old is he?\nC: He's twelve.", ["twelve"]),
        ("three kids, 4, 7, and 11, were home", ["4", "7", "11"]),
        ("my son, he's 9, saw it", ["9"]),
        ("he is 6 foot 2", []),
        ("she is 10 minutes out", []),
        ("he was 2 cars back", []),
    ],
)
def test_that_bare_ages_are_those_of_children(text: str, ages: list[str]) -> None:
    assert [value for kind, value in found(text) if kind == "minor_age"] == ages


def test_that_a_badge_behind_a_name_opens_no_door() -> None:
    assert found("Sgt. Diaz #1188 has the gate key") == []


def test_that_the_code_of_a_telephone_is_no_code_of_a_door() -> None:
    assert found("code for the tablet is 4471") == [("password", "4471")]


@pytest.mark.parametrize("number", ["4454 7945 1139 0930", "3598899323053410"])
def test_that_a_number_called_a_card_is_looked_at_though_its_check_digit_fails(number: str) -> None:
    (one,) = FLORIDA.suggestions(f"please block card {number}")
    assert (one.kind, one.level) == ("card", "look")


def test_that_numbers_of_other_countries_are_found_behind_a_label() -> None:
    assert found("Phone: 0490 75 40 81") == [("phone", "0490 75 40 81")]
