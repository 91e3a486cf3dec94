"""Exemptions are found by plain words, the fitting one first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.exemptions import Exemption
from app.search.library import ExemptionIndex

EXEMPTIONS = (
    Exemption(
        "FL", "s. 119.071(4)(d)2.a", "Home address etc. of law enforcement personnel and family",
        "Where police officers and their families live is kept private.", "s. 119.071(4)(d)2.a.",
        categories=("officer_home",),
    ),
    Exemption(
        "FL", "s. 119.071(5)(a)", "Social security numbers",
        "Social security numbers are not given out.", "s. 119.071(5)(a)",
        categories=("financial_id",),
    ),
    Exemption(
        "FL", "s. 119.071(2)(f)", "Confidential informant or source",
        "Who told the police in confidence is not named.", "s. 119.071(2)(f)",
        categories=("informant",), aliases=("old-2f",),
    ),
    Exemption(
        "US", "(b)(6)", "Clearly unwarranted invasion of personal privacy",
        "Private facts of a person that the public has no need to know.", "5 U.S.C. 552(b)(6)",
        categories=("privacy", "medical"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> ExemptionIndex:
    return ExemptionIndex(EXEMPTIONS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("home address of an officer", "s. 119.071(4)(d)2.a"),
        ("where a cop lives", "s. 119.071(4)(d)2.a"),
        ("SSN", "s. 119.071(5)(a)"),
        ("credit card", "s. 119.071(5)(a)"),
        ("snitch", "s. 119.071(2)(f)"),
        ("informants", "s. 119.071(2)(f)"),
        ("old-2f", "s. 119.071(2)(f)"),
        ("medical", "(b)(6)"),
        ("(b)(6)", "(b)(6)"),
    ],
)
def test_that_plain_words_find_the_fitting_exemption(
    index: ExemptionIndex, typed: str, first: str
) -> None:
    assert index.find(typed)[0].code == first


def test_that_only_the_asked_jurisdiction_answers(index: ExemptionIndex) -> None:
    assert {one.jurisdiction for one in index.find("address private", "FL")} == {"FL"}


def test_that_nothing_typed_gives_all_in_their_order(index: ExemptionIndex) -> None:
    assert index.find("  ", "FL") == list(EXEMPTIONS[:3])
    assert index.find("", limit=2) == list(EXEMPTIONS[:2])


def test_that_what_fits_nothing_finds_nothing(index: ExemptionIndex) -> None:
    assert index.find("zebra") == []


@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=30) | st.text('ab"()*?~:^{}[] ORNT', max_size=30))
def test_that_any_text_may_be_typed(typed: str) -> None:
    assert isinstance(ExemptionIndex(EXEMPTIONS[:1]).find(typed), list)
