"""The cover letter says what the law asks, and nothing of any record."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.ids import RequestId
from app.domain.requests import NewRequest, Request
from app.workflow.law import Library
from app.workflow.letter import Tally, letter, reasons_for

LAW = Library.load()
NOTHING = Tally(2, 2, 0, 0, 1, 0)
SOME = Tally(9, 5, 3, 1, 2, 4)


def asked(jurisdiction: str, text: str = "All texts of 14 March") -> Request:
    details = NewRequest("2026-014", "Dana Whitlow", dt.date(2026, 11, 2), jurisdiction, text)
    return Request(RequestId(1), details)


@pytest.mark.parametrize("code", ["US", "FL", "AZ"])
def test_that_a_letter_cites_the_act_the_exemptions_and_the_review(code: str) -> None:
    law = LAW.get(code)
    used = law.exemptions[0].code
    text = "\n".join(letter(asked(code), law, SOME, reasons_for(law, [used])))
    assert law.act in text
    assert "November 2, 2026" in text
    assert "5 records released in full" in text
    assert "3 records released with redactions" in text
    assert "1 record withheld in full" in text
    assert law.exemptions[0].citation in text
    assert law.appeal is not None
    assert law.appeal.citation in text
    assert ".." not in text


def test_that_a_letter_without_redactions_cites_none() -> None:
    text = "\n".join(letter(asked("FL"), LAW.get("FL"), NOTHING, ()))
    assert "Nothing was withheld." in text
    assert "exemption" not in text


def test_that_a_request_without_a_text_quotes_nothing() -> None:
    paragraphs = letter(asked("FL", "  "), LAW.get("FL"), NOTHING, ())
    assert "You asked for" not in "\n".join(paragraphs)


def test_that_reasons_come_once_in_order_and_unknown_codes_are_left_out() -> None:
    law = LAW.get("FL")
    known = sorted(exemption.code for exemption in law.exemptions[:2])
    reasons = reasons_for(law, [*reversed(known), known[0], "(no such)"])
    assert [reason.code for reason in reasons] == known
    assert all(reason.tier in {"", "exempt", "confidential"} for reason in reasons)
