"""The bundled law: complete, sourced, made by the kept script, with true calendars."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.exemptions import Confidence, Tier
from app.errors import AppError
from app.paths import resource
from app.workflow.law import Library

ROOT = Path(__file__).resolve().parents[3]
OVERLAY = tomllib.loads((ROOT / "packaging" / "law" / "plain.toml").read_text(encoding="utf-8"))
LIBRARY = Library.load()
REVIEWED = ("US", "FL", "AZ")
EVERY = [(code, one) for code in LIBRARY.codes for one in LIBRARY.get(code).exemptions]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "packaging" / "law" / "make_law.py"
    spec = importlib.util.spec_from_file_location("make_law", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_three_jurisdictions_of_the_office_are_reviewed_and_come_first() -> None:
    assert set(LIBRARY.codes[:3]) == set(REVIEWED)
    assert {one.code for one in LIBRARY.jurisdictions if one.reviewed} == set(REVIEWED)


@pytest.mark.parametrize(("code", "one"), EVERY, ids=lambda value: getattr(value, "code", value))
def test_that_every_exemption_has_citation_source_and_plain_words(code: str, one: object) -> None:
    assert one.jurisdiction == code  # type: ignore[attr-defined]  # an Exemption
    assert one.citation  # type: ignore[attr-defined]
    assert one.title  # type: ignore[attr-defined]
    assert one.plain.endswith(".")  # type: ignore[attr-defined]
    assert all(source.title for source in one.sources)  # type: ignore[attr-defined]
    assert one.sources  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", REVIEWED)
def test_that_plain_sentences_are_sentences_for_people(code: str) -> None:
    for one in LIBRARY.get(code).exemptions:
        assert one.plain[0].isupper()
        assert one.plain.count(".") == 1
        assert 30 <= len(one.plain) <= 160
        assert one.plain != one.title
        assert not any(
            word in one.plain for word in ("pursuant", "§", "U.S.C", "F.S.", "unwarranted")
        )


@pytest.mark.parametrize("code", REVIEWED)
def test_that_letters_can_name_act_clock_and_review(code: str) -> None:
    law = LIBRARY.get(code)
    assert law.act
    assert law.act_citation
    assert law.response.text
    assert law.response.citation
    assert law.appeal is not None
    assert law.appeal.text.startswith("You may")
    assert law.appeal.citation
    assert law.sources


def test_that_the_tiers_are_those_of_the_sources() -> None:
    tiers = {(code, one.code): one.tier for code, one in EVERY}
    assert tiers["US", "(b)(1)"] is Tier.CONFIDENTIAL
    assert tiers["US", "(b)(6)"] is Tier.EXEMPT
    assert tiers["US", "PA (j)(2)"] is Tier.UNSTATED
    assert tiers["FL", "s. 119.071(2)(h)"] is Tier.CONFIDENTIAL
    assert tiers["FL", "s. 119.071(2)(c)1"] is Tier.EXEMPT
    assert tiers["FL", "s. 119.071(5)(a)"] is Tier.UNSTATED
    assert tiers["AZ", "A.R.S. § 13-4434"] is Tier.CONFIDENTIAL


def test_that_the_federal_marking_rule_is_the_first_note() -> None:
    notes = LIBRARY.get("US").notes
    assert notes[0].kind == "marking"
    assert "place of deletion" in notes[0].text


def test_that_weak_citations_ask_for_confirmation() -> None:
    weak = [one for _, one in EVERY if one.confidence is Confidence.LOW]
    assert weak
    assert all(one.needs_confirmation for one in weak)
    assert any(one.pinpoint_inferred and one.needs_confirmation for _, one in EVERY)
    privacy = LIBRARY.get("US").exemption("(b)(6)")
    assert privacy is not None
    assert not privacy.needs_confirmation


def test_that_codes_are_unique_in_a_jurisdiction_and_former_codes_are_known() -> None:
    for law in LIBRARY.jurisdictions:
        codes = [code for one in law.exemptions for code in (one.code, *one.aliases)]
        assert len(set(codes)) == len(codes)
    renumbered = next(one for _, one in EVERY if one.aliases)
    law = LIBRARY.get(renumbered.jurisdiction)
    assert law.exemption(renumbered.aliases[0]) == renumbered
    assert law.exemption("no such code") is None


def test_that_the_clocks_are_those_of_the_law() -> None:
    assert LIBRARY.get("US").response.number == 20
    assert LIBRARY.get("US").response.holidays == "federal"
    assert LIBRARY.get("US").acknowledgment.number is None  # type: ignore[union-attr]  # it has one
    for code in ("FL", "AZ"):
        assert LIBRARY.get(code).response.number is None
        assert LIBRARY.get(code).response.holidays == "state"
    assert LIBRARY.get("VT").extension.from_receipt  # type: ignore[union-attr]  # it has one


def test_that_the_kept_script_makes_the_same_bytes(script: ModuleType, tmp_path: Path) -> None:
    script.main([str(ROOT / "packaging" / "law" / "law.json"), "--out", str(tmp_path)])
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in resource("law").glob("*.toml")}
    assert made == kept


def test_that_every_exemption_of_the_data_is_there(script: ModuleType) -> None:
    data = json.loads((ROOT / "packaging" / "law" / "law.json").read_text(encoding="utf-8"))
    for one in data["jurisdictions"]:
        if one["code"] in REVIEWED:
            kept = {exemption.code for exemption in LIBRARY.get(one["code"]).exemptions}
            listed = {item["code"]: item["nature"] for item in one["exemptions"]}
            added = {item["code"] for item in OVERLAY[one["code"]].get("exemptions", [])}
            assert not added & listed.keys()
            citable = {code for code, nature in listed.items() if nature != "exclusion"}
            assert kept == citable | added


def test_that_exclusions_are_not_offered_as_codes_for_a_bar() -> None:
    assert LIBRARY.get("US").exemption("(c)(1)") is None


@pytest.mark.parametrize(
    ("nature", "tier"),
    [
        ("mandatory (confidential)", "confidential"),
        ("discretionary", "exempt"),
        ("tier not shown in source", "unstated"),
        ("per other law", "unstated"),
    ],
)
def test_that_a_tier_is_read_only_where_it_is_said(
    script: ModuleType, nature: str, tier: str
) -> None:
    assert script.tier_of(nature) == tier


def test_that_an_unknown_jurisdiction_is_refused_with_the_known_ones() -> None:
    with pytest.raises(AppError, match="no jurisdiction “XX”") as caught:
        LIBRARY.get("XX")
    assert "FL" in caught.value.remedy
    assert LIBRARY.get(" fl ").name == "Florida"


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_that_a_damaged_library_is_told_in_a_sentence(tmp_path: Path, damage: str) -> None:
    if damage == "torn":
        (tmp_path / "index.toml").write_text("available = [", encoding="utf-8")
    with pytest.raises(AppError, match=r"index\.toml cannot be read"):
        Library.load(tmp_path)


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("US", dt.date(2026, 11, 11), "Veterans Day"),
        ("FL", dt.date(2026, 11, 11), "Veterans Day"),
        ("AZ", dt.date(2026, 11, 11), "Veterans Day"),
        ("US", dt.date(2026, 7, 3), "Independence Day (observed)"),
        ("FL", dt.date(2026, 11, 27), "Friday After Thanksgiving"),
        ("US", dt.date(2026, 11, 27), ""),
        ("AZ", dt.date(2026, 11, 27), ""),
        ("US", dt.date(2026, 6, 19), "Juneteenth National Independence Day"),
        ("FL", dt.date(2026, 6, 19), ""),
        ("US", dt.date(2026, 10, 12), "Columbus Day"),
        ("FL", dt.date(2026, 10, 12), ""),
        ("FL", dt.date(2026, 2, 16), ""),
    ],
)
def test_that_the_calendars_are_true(code: str, day: dt.date, name: str) -> None:
    assert LIBRARY.holidays_of(code)(day.year).get(day, "") == name


def test_that_a_year_is_reckoned_once() -> None:
    year = LIBRARY.holidays_of("FL")
    assert year(2031) is year(2031)


def test_that_every_jurisdiction_has_a_calendar() -> None:
    for code in LIBRARY.codes:
        assert len(LIBRARY.holidays_of(code)(2026)) >= 9


@pytest.mark.parametrize(
    ("typed", "code", "first"),
    [
        ("home address of an officer", "FL", "s. 119.071(4)(d)2.a"),
        ("home address of an officer", "AZ", "A.R.S. § 39-123(A)"),
        ("ssn", "FL", "s. 119.071(5)(a)"),
        ("credit card", "FL", "s. 119.071(5)(b)"),
        ("rape victim", "AZ", "A.R.S. § 13-4434"),
        ("undercover", "FL", "s. 119.071(4)(c)"),
        ("informant", "US", "(b)(7)(D)"),
        ("draft legal advice", "US", "(b)(5)"),
        ("trade secret", "US", "(b)(4)"),
        ("confession", "FL", "s. 119.071(2)(e)"),
        ("bodycam", "FL", "s. 119.071(2)(l)"),
    ],
)
def test_that_plain_words_find_the_exemption(typed: str, code: str, first: str) -> None:
    assert LIBRARY.find(typed, code)[0].code == first


def test_that_plain_words_find_in_all_jurisdictions_where_none_is_named() -> None:
    assert len({one.jurisdiction for one in LIBRARY.find("informant")}) > 3


def test_that_the_overlay_names_no_exemption_that_is_not_there() -> None:
    text = (ROOT / "packaging" / "law" / "plain.toml").read_text(encoding="utf-8")
    overlay = tomllib.loads(text)
    for code in REVIEWED:
        known = {one.code for one in LIBRARY.get(code).exemptions}
        assert set(overlay[code]["plain"]) == known
        assert set(overlay[code].get("tier", {})) <= known
