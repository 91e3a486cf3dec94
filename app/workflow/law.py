"""The law that ships with the program: jurisdictions, their calendars, finding by plain words."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.exemptions import (
    ClockRule,
    Confidence,
    Exemption,
    Jurisdiction,
    LawNote,
    LawSource,
    Tier,
)
from app.errors import AppError
from app.paths import resource

if TYPE_CHECKING:
    from app.search.library import ExemptionIndex

HolidaysOfYear = Callable[[int], Mapping[dt.date, str]]


class Library:
    """The jurisdictions of the program, in the order in which they are offered."""

    def __init__(self, jurisdictions: Iterable[Jurisdiction]) -> None:
        self._jurisdictions = {one.code: one for one in jurisdictions}
        self._calendars = {code: _calendar(one) for code, one in self._jurisdictions.items()}
        self._index: ExemptionIndex | None = None

    @classmethod
    def load(cls, folder: Path | None = None) -> Library:
        """Read the bundled law, or that of another folder."""
        folder = folder or resource("law")
        available = _read(folder / "index.toml")["available"]
        return cls(jurisdiction_of(_read(folder / f"{one['code']}.toml")) for one in available)

    @property
    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        """Give all jurisdictions, those reviewed for this program first."""
        return tuple(self._jurisdictions.values())

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of all jurisdictions, in the same order."""
        return tuple(self._jurisdictions)

    def get(self, code: str) -> Jurisdiction:
        """Find a jurisdiction by its code, in capital or small letters."""
        found = self._jurisdictions.get(code.strip().upper())
        if found is None:
            raise AppError(
                f"The library has no jurisdiction “{code}”.",
                f"Choose one of {', '.join(self.codes)}.",
            )
        return found

    def holidays_of(self, code: str) -> HolidaysOfYear:
        """Give the holidays on which the offices of a jurisdiction are closed, year by year."""
        return self._calendars[self.get(code).code]

    def find(self, typed: str, code: str = "", limit: int = 20) -> list[Exemption]:
        """Find exemptions by plain words, the best first; of one jurisdiction where it is given."""
        if self._index is None:
            from app.search.library import ExemptionIndex

            self._index = ExemptionIndex(
                exemption for one in self.jurisdictions for exemption in one.exemptions
            )
        return self._index.find(typed, self.get(code).code if code else "", limit)


def jurisdiction_of(table: Mapping[str, Any]) -> Jurisdiction:
    """Make a jurisdiction of a table as ``packaging/law/make_law.py`` writes it."""
    code = table["code"]
    exemptions = tuple(_exemption(code, one) for one in table["exemptions"])
    return Jurisdiction(
        code=code,
        name=table["name"],
        act=table["act"],
        act_citation=table["act_citation"],
        response=_clock(table["response"]),
        acknowledgment=_clock(table["acknowledgment"]) if "acknowledgment" in table else None,
        extension=_clock(table["extension"]) if "extension" in table else None,
        appeal=_note(table["appeal"]) if "appeal" in table else None,
        notes=tuple(_note(one) for one in table["notes"]),
        exemptions=exemptions,
        target_days=table["target_days"],
        sources=_all_sources(table),
        working_holidays=tuple(table["working_holidays"]),
        reviewed=table["reviewed"],
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise AppError(
            f"The law library file {path.name} cannot be read.",
            "Install the program again; no record is touched by that.",
        ) from error


def _clock(table: Mapping[str, Any]) -> ClockRule:
    return ClockRule(
        text=table["text"],
        citation=table["citation"],
        number=table.get("number"),
        unit=table.get("unit", "business_days"),
        holidays=table["holidays"],
        starts=table["starts"],
        confidence=Confidence(table["confidence"]),
        from_receipt=table.get("from_receipt", False),
    )


def _note(table: Mapping[str, Any]) -> LawNote:
    return LawNote(table["text"], table["citation"], Confidence(table["confidence"]), table["kind"])


def _exemption(jurisdiction: str, table: Mapping[str, Any]) -> Exemption:
    return Exemption(
        jurisdiction=jurisdiction,
        code=table["code"],
        title=table["title"],
        plain=table["plain"],
        citation=table["citation"],
        tier=Tier(table["tier"]),
        nature=table["nature"],
        categories=tuple(table["categories"]),
        aliases=tuple(table["aliases"]),
        sources=_sources(table),
        confidence=Confidence(table["confidence"]),
        pinpoint_inferred=table["pinpoint_inferred"],
        note=table["note"],
    )


def _sources(table: Mapping[str, Any]) -> tuple[LawSource, ...]:
    return tuple(LawSource(**one) for one in table["sources"])


def _all_sources(table: Mapping[str, Any]) -> tuple[LawSource, ...]:
    rules = [table[name] for name in ("response", "acknowledgment", "extension", "appeal")
             if name in table]  # fmt: skip
    found = [source for one in (*rules, *table["notes"]) for source in _sources(one)]
    return tuple(dict.fromkeys(found))


def _calendar(law: Jurisdiction) -> HolidaysOfYear:
    """Give the calendar of the ``holidays`` library without those its offices work on.

    That library takes half a second to import, so it is asked for when a date is.
    """

    @cache
    def of_year(year: int) -> Mapping[dt.date, str]:
        import holidays

        state = law.code if law.response.holidays == "state" else None
        found = holidays.country_holidays("US", subdiv=state, years=year, language="en_US")
        return {day: name for day, name in found.items() if closed(name)}

    def closed(names: str) -> bool:
        each = {name.removesuffix(" (observed)") for name in names.split("; ")}
        return not each <= set(law.working_holidays)

    return of_year
