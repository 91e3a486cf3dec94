"""Which exemption a suggestion takes, in three jurisdictions by hand and in all without error."""

from __future__ import annotations

import pytest

from app.detect.kinds import Kind
from app.domain.exemptions import Exemption, Tier
from app.workflow.law import Library
from app.workflow.propose_codes import proposals, propose_codes, proposed_code

LIBRARY = Library.load()
LISTS = ("name", "victims", "minors", "informants", "officers_families")


def of(state: str, kind: str) -> tuple[str, ...]:
    return propose_codes(LIBRARY.get(state).exemptions, kind)


def code(state: str, kind: str) -> str:
    return proposed_code(LIBRARY.get(state).exemptions, kind)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (Kind.SSN, "s. 119.071(5)(a)"),
        (Kind.CARD, "s. 119.071(5)(b)"),
        (Kind.BANK_ACCOUNT, "s. 119.071(5)(b)"),
        (Kind.ROUTING, "s. 119.071(5)(b)"),
        (Kind.DRIVER_LICENSE, "s. 119.0712(2)(b)"),
        (Kind.PLATE, "s. 119.0712(2)(b)"),
        (Kind.VIN, "s. 119.0712(2)(b)"),
        ("informants", "s. 119.071(2)(f)"),
        ("officers_families", "s. 119.071(4)(d)2.a"),
        (Kind.PHONE, ""),
        (Kind.ADDRESS, ""),
        (Kind.FILE_NUMBER, ""),
    ],
)
def test_that_florida_names_an_exemption_for_each_thing(kind: str, wanted: str) -> None:
    assert code("FL", kind) == wanted


def test_that_a_thing_that_florida_does_not_name_gets_none_of_another() -> None:
    assert "s. 119.071(5)(a)" not in of("FL", Kind.CARD)
    assert "s. 119.071(5)(b)" not in of("FL", Kind.SSN)


def test_that_an_address_in_florida_depends_on_whose_it_is() -> None:
    found = proposals(LIBRARY.get("FL").exemptions, Kind.ADDRESS)
    assert found[0].code == "s. 119.071(4)(d)2.a"
    assert all(one.depends for one in found)


@pytest.mark.parametrize("kind", [Kind.SSN, Kind.CARD, Kind.PHONE, Kind.BIRTH_DATE, Kind.MEDICAL])
def test_that_federal_law_proposes_privacy_first(kind: str) -> None:
    assert of("US", kind)[:2] == ("(b)(6)", "(b)(7)(C)")
    assert code("US", kind) == "(b)(6)"


def test_that_federal_law_knows_sources_and_techniques() -> None:
    assert of("US", "informants") == ("(b)(7)(D)",)
    assert of("US", Kind.PASSWORD)[0] == "(b)(7)(E)"
    assert code("US", Kind.PASSWORD) == ""


def test_that_arizona_proposes_nothing_where_its_library_holds_nothing() -> None:
    assert of("AZ", Kind.SSN) == ()
    assert code("AZ", Kind.SSN) == ""
    assert of("AZ", Kind.ADDRESS)[0] == "A.R.S. § 39-123(A)"
    assert code("AZ", Kind.ADDRESS) == ""
    assert "A.R.S. § 39-123.01(A)" in of("AZ", "victims")


@pytest.mark.parametrize("state", LIBRARY.codes)
def test_that_every_jurisdiction_proposes_its_own_codes_once(state: str) -> None:
    for kind in (*Kind, *LISTS, "a kind of another"):
        found = of(state, kind)
        assert len(set(found)) == len(found)
        assert all(LIBRARY.get(state).exemption(one) is not None for one in found)
        assert code(state, kind) in {*found, ""}


def test_that_no_jurisdiction_withholds_the_number_of_a_report() -> None:
    assert not any(of(state, Kind.FILE_NUMBER) for state in LIBRARY.codes)


def exemption(number: str, title: str, *categories: str, tier: Tier = Tier.EXEMPT) -> Exemption:
    return Exemption("XX", number, title, "A sentence.", "c.", tier, categories=categories)


def test_that_what_names_the_thing_then_what_must_be_withheld_comes_first() -> None:
    law = [
        exemption("a", "Privacy", "privacy"),
        exemption("b", "Financial records", "financial_id"),
        exemption("c", "Other money", "financial_id", tier=Tier.CONFIDENTIAL),
        exemption("d", "Credit card numbers", "privacy", "financial_id"),
        exemption("e", "Home address of officers", "officer_home", "financial_id"),
        exemption("f", "911 recordings", "privacy"),
    ]
    assert propose_codes(law, Kind.CARD) == ("d", "c", "b", "a", "e")
    assert [one.depends for one in proposals(law, Kind.CARD)] == [False] * 4 + [True]


def test_that_the_order_of_the_library_changes_nothing_but_ties() -> None:
    law = [exemption("a", "Privacy", "privacy"), exemption("b", "Cards", "financial_id")]
    assert propose_codes(law, Kind.CARD) == propose_codes(law[::-1], Kind.CARD)
