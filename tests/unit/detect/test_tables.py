"""Tables in texts: which line is a head, what stands below it, and what the columns suggest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detect.columns import kind_of_head
from app.detect.suggest import Finder
from app.detect.tables import cells, head_words

FLORIDA = Finder("FL")


def found(text: str) -> set[tuple[str, str]]:
    return {
        (str(one.kind), text[one.span.start : one.span.end]) for one in FLORIDA.suggestions(text)
    }


def read(text: str) -> list[tuple[str, str]]:
    told = cells(text, lambda head: head if head in {"dob", "tag"} else "")
    return [(one.means, text[one.span.start : one.span.end]) for one in told]


def test_that_cells_with_quotes_and_commas_are_kept_whole() -> None:
    text = 'name,dob,tag,note\n"Doe, Jo","01/02/1990",ABC123,"a, b"\nRoe,,XYZ99,'
    assert read(text) == [("dob", "01/02/1990"), ("tag", "ABC123"), ("tag", "XYZ99")]


@pytest.mark.parametrize("sign", ["|", "\t", ";", ","])
def test_that_each_sign_between_cells_is_read(sign: str) -> None:
    rows = [["Name", "DOB", "Tag"], ["Jo", "1/2/1990", "ABC123"]]
    text = "\n".join(sign.join(row) for row in rows)
    assert read(text) == [("dob", "1/2/1990"), ("tag", "ABC123")]


def test_that_a_rule_below_the_head_is_gone_over() -> None:
    text = "| Name | DOB | Tag |\n|------|-----|-----|\n| Jo | 1/2/1990 | ABC123 |"
    assert read(text) == [("dob", "1/2/1990"), ("tag", "ABC123")]


def test_that_a_line_without_columns_ends_a_table() -> None:
    text = "Name,DOB,Tag\nJo,1/2/1990,ABC123\nThe end.\nRoe,3/4/1991,XYZ999"
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    "text",
    ["dob, tag\n1,2", "I have a dob, a tag, and 3 dogs\n1, 2, 3", "dob,tag,12345\n1,2,3",
     "dob,x,y\n1,2,3"],
)  # fmt: skip
def test_that_what_is_no_head_makes_no_table(text: str) -> None:
    assert read(text) == []


def test_that_the_head_of_a_column_says_what_its_numbers_are() -> None:
    text = (
        "case_no,last,dob,ssn,dl,phone,tag,age,street\n"
        "26-0417,Doe,1/2/1990,601224455,055512345,8505550142,ABC1234,16,14 Cedar\n"
        "26-0418,Roe,unknown,n/a,none,,none,44,\n"
    )
    assert found(text) == {
        ("case_number", "26-0417"), ("birth_date", "1/2/1990"), ("ssn", "601224455"),
        ("driver_license", "055512345"), ("phone", "8505550142"), ("plate", "ABC1234"),
        ("minor_age", "16"), ("address", "14 Cedar"), ("case_number", "26-0418"),
    }  # fmt: skip


def test_that_a_date_is_no_case_number_even_in_a_column_of_reports() -> None:
    kinds = {kind for kind, _ in found("report,dob,unit\n11/25/2026,,12\n")}
    assert "case_number" not in kinds


@pytest.mark.parametrize(
    ("head", "kind"),
    [("Driver's Lic. #", "driver_license"), ("D.O.B.", "birth_date"), ("SSN", "ssn"),
     ("Home Phone", "phone"), ("License Plate No.", "plate"), ("Gate Code", "door_code"),
     ("Remarks", ""), ("Officer", "")],
)  # fmt: skip
def test_that_heads_are_known_however_they_are_written(head: str, kind: str) -> None:
    assert kind_of_head(head_words(head)) == kind


@given(st.text(st.sampled_from('a,"|\t;\n1DOBTag '), max_size=120))
def test_that_cells_lie_within_the_text_and_are_never_empty(text: str) -> None:
    for one in cells(text, lambda _: "x"):
        said = text[one.span.start : one.span.end]
        assert said.strip()
        assert "\n" not in said
