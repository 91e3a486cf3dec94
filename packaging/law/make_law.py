"""Make ``resources/law/*.toml`` from ``law.json`` and the plain sentences beside this script.

    uv run python packaging/law/make_law.py packaging/law/law.json

The same data give the same bytes. A jurisdiction is made where the data hold at least one
exemption that can be cited; those with plain sentences in ``plain.toml`` are marked as reviewed.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent.parent / "resources" / "law"

Table = Mapping[str, Any]

_UNITS = {"business_days": "business_days", "calendar_days": "calendar_days", "hours": "hours"}
_CLOCKS = ("response", "acknowledgment", "extension")
_BINDING = ("mandatory", "confidential")
_OPEN = ("discretionary", "exempt", "not required", "balancing", "conditional")


def make(law: Table, overlay: Table) -> dict[str, str]:
    """Give the files by name, as they are to be written."""
    sources = {**law["sources"], **overlay["sources"]}
    jurisdictions = [one for one in law["jurisdictions"] if _citable(one)]
    jurisdictions.sort(key=lambda one: (one["code"] not in overlay, one["code"]))
    files = {
        f"{one['code']}.toml": _text(_jurisdiction(one, overlay.get(one["code"], {}), sources))
        for one in jurisdictions
    }
    available = [
        {"code": one["code"], "name": one["name"], "reviewed": one["code"] in overlay}
        for one in jurisdictions
    ]
    files["index.toml"] = _text({"disclaimer": law["disclaimer"], "available": available})
    return files


def _text(table: Table) -> str:
    return tomli_w.dumps(table, multiline_strings=False)


def _jurisdiction(law: Table, own: Table, sources: Table) -> dict[str, Any]:
    act = law["acts"][0]
    holidays = _holiday_set(law)
    appeal = own.get("appeal") or law["denial"].get("appeal_rights")
    table = {
        "code": law["code"],
        "name": law["name"],
        "act": own.get("act", act["name"]),
        "act_citation": act["citation"],
        "target_days": own.get("target_days", 10),
        "reviewed": bool(own),
        "working_holidays": own.get("working_holidays", []),
    }
    for name in _CLOCKS:
        rule = own.get(name) or law["clock"].get(name)
        if rule:
            table[name] = _clock(rule, holidays, sources)
    if appeal:
        table["appeal"] = _note("appeal", appeal, sources)
    table["notes"] = [*_notes(law, sources), *(_note(n["kind"], n, sources) for n in _own(own))]
    more = own.get("exemptions", [])
    table["exemptions"] = [_exemption(one, own, sources) for one in (*_citable(law), *more)]
    return table


def _citable(law: Table) -> list[Table]:
    """Leave out what has no citation, and exclusions, whose code on a page would tell too much."""
    found = law["exemptions"]
    return [one for one in found if one["citation"] and one["nature"] != "exclusion"]


def _own(own: Table) -> Sequence[Table]:
    notes: Sequence[Table] = own.get("notes", [])
    return notes


def _holiday_set(law: Table) -> str:
    named = law["clock"].get("holidays", {}).get("set")
    return "federal" if law["code"] == "US" or named == "federal" else "state"


def _clock(rule: Table, holidays: str, sources: Table) -> dict[str, Any]:
    """A number that the source calls not fixed is left out; odd units count as calendar days."""
    table: dict[str, Any] = {
        "text": rule["text"],
        "citation": rule["citation"],
        "confidence": rule["confidence"],
        "holidays": holidays,
        "starts": rule.get("starts", ""),
        "sources": _sources(rule, sources),
    }
    if rule.get("number") and rule.get("fixed", True):
        table["number"] = rule["number"]
        table["unit"] = _UNITS.get(rule["unit"], "calendar_days")
    if rule.get("total"):
        table["from_receipt"] = True
    return table


def _notes(law: Table, sources: Table) -> list[dict[str, Any]]:
    """Give marking first, then the other rules of a denial, special clocks and rules, fees."""
    denial = [(key, fact) for key, fact in law["denial"].items() if key != "appeal_rights"]
    clocks = [(key, fact) for key, fact in law["clock"].items() if key not in _CLOCKS]
    special = [("special_rule", fact) for fact in law["special_rules"]]
    fees = [("fees", law["fees"])] if law["fees"] else []
    marking = ("mark_deletion_in_place", "mark_deletion")
    denial.sort(key=lambda pair: pair[0] not in marking)
    return [
        _note("marking" if kind in marking else kind, fact, sources)
        for kind, fact in (*denial, *clocks, *special, *fees)
    ]


def _note(kind: str, fact: Table, sources: Table) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": fact["text"],
        "citation": fact["citation"] or "",
        "confidence": fact["confidence"],
        "sources": _sources(fact, sources),
    }


def _exemption(one: Table, own: Table, sources: Table) -> dict[str, Any]:
    code = one["code"]
    plain = own["plain"][code] if own else one["description"]
    return {
        "code": code,
        "title": one["title"],
        "plain": plain,
        "citation": one["citation"],
        "tier": own.get("tier", {}).get(code) or tier_of(one["nature"]),
        "nature": one["nature"],
        "categories": one["category"],
        "aliases": one.get("aliases", []),
        "confidence": one["confidence"],
        "pinpoint_inferred": one.get("pinpoint_inferred", False),
        "note": one.get("note", ""),
        "sources": _sources(one, sources),
    }


def tier_of(nature: str) -> str:
    """Read the tier out of the source's words; unstated where they leave it open."""
    if nature.startswith(_BINDING):
        return "confidential"
    return "exempt" if nature.startswith(_OPEN) else "unstated"


def _sources(fact: Table, sources: Table) -> list[dict[str, str]]:
    keys = [fact["source"]] if "source" in fact else fact.get("sources", [])
    return [
        {key: value for key in ("title", "url", "date") if (value := sources[name].get(key))}
        for name in keys
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("law", type=Path, help="the data, law.json")
    parser.add_argument("--out", type=Path, default=RESOURCES)
    options = parser.parse_args(arguments)
    law = json.loads(options.law.read_text(encoding="utf-8"))
    overlay = tomllib.loads((HERE / "plain.toml").read_text(encoding="utf-8"))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in make(law, overlay).items():
        (options.out / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
