"""Decides what the list of exemptions offers, found in plain words. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.exemptions import Exemption, Jurisdiction, Tier
from app.errors import AppError
from app.ui.services import KnowsLaw
from app.ui.ways import Asks

MOST = 60
_TIERS = {Tier.EXEMPT: "may be withheld", Tier.CONFIDENTIAL: "must be withheld"}

Picked = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class PickRow:
    """One exemption.

    Attributes:
        doubt: what the clerk must compare before the citation is printed; empty for nothing.
        ticked: it is among those chosen together.
    """

    code: str
    title: str
    plain: str
    citation: str
    tier: str = ""
    doubt: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class PickState:
    """The open list.

    Attributes:
        purpose: what the exemption is for, for example ``Withhold record 88 under``.
    """

    purpose: str
    typed: str = ""
    rows: tuple[PickRow, ...] = ()
    ticked: tuple[str, ...] = ()
    none: str = ""


class Picking:
    """One list of exemptions at a time; recently used ones come first while nothing is typed."""

    def __init__(self, law: KnowsLaw, asks: Asks, show: Callable[[PickState | None], None]) -> None:
        self._law = law
        self._asks = asks
        self._show = show
        self._state: PickState | None = None
        self._found: Sequence[Exemption] = ()
        self._jurisdiction = ""
        self._recent: Sequence[str] = ()
        self._picked: Picked = _nobody

    @property
    def open(self) -> bool:
        """Say whether the list is open."""
        return self._state is not None

    def begin(self, jurisdiction: str, purpose: str, recent: Sequence[str], picked: Picked) -> None:
        """Open the list; ``picked`` gets the codes."""
        self._jurisdiction, self._recent, self._picked = jurisdiction, recent, picked
        self._state = PickState(purpose)
        self.type("")

    def type(self, typed: str) -> None:
        """Look for words."""
        if self._state is None:
            return
        self._state = replace(self._state, typed=typed)
        self._asks.ask(lambda: self._find(typed), self._came, self._failed)

    def tick(self, code: str) -> None:
        """Choose several: put one more among them, or take it out."""
        if self._state is None:
            return
        ticked = self._state.ticked
        now = tuple(c for c in ticked if c != code) if code in ticked else (*ticked, code)
        self._state = replace(self._state, ticked=now)
        self._tell()

    def take(self, code: str) -> None:
        """Take one, or those that were chosen together."""
        if self._state is None:
            return
        codes = self._state.ticked or ((code,) if code else ())
        if not codes:
            return
        picked = self._picked
        self.leave()
        picked(codes)

    def leave(self) -> None:
        """Close the list without taking any."""
        self._state = None
        self._picked = _nobody
        self._asks.silence()
        self._show(None)

    def _find(self, typed: str) -> Sequence[Exemption]:
        if typed.strip():
            return self._law.find(self._jurisdiction, typed)[:MOST]
        return _recent_first(self._law.get(self._jurisdiction), self._recent)[:MOST]

    def _came(self, found: Sequence[Exemption]) -> None:
        self._found = found
        self._tell()

    def _failed(self, error: AppError) -> None:
        self._found = ()
        if self._state is not None:
            self._show(replace(self._state, rows=(), none=str(error)))

    def _tell(self) -> None:
        if self._state is None:
            return
        ticked = self._state.ticked
        rows = tuple(pick_row(one, ticked=one.code in ticked) for one in self._found)
        none = "" if rows else "No exemption like that. Try one plain word, such as “address”."
        self._state = replace(self._state, rows=rows, none=none)
        self._show(self._state)


def pick_row(exemption: Exemption, *, ticked: bool = False) -> PickRow:
    """Give an exemption as a list shows it."""
    doubt = ""
    if exemption.needs_confirmation:
        doubt = "citation to be confirmed before it is printed"
    return PickRow(
        exemption.code,
        exemption.title,
        exemption.plain,
        exemption.citation,
        _TIERS.get(exemption.tier, ""),
        doubt,
        ticked,
    )


def _recent_first(law: Jurisdiction, recent: Sequence[str]) -> list[Exemption]:
    first = [found for code in recent if (found := law.exemption(code)) is not None]
    return first + [one for one in law.exemptions if one not in first]


def _nobody(_codes: tuple[str, ...]) -> None:
    """Stand where nobody waits for an exemption."""
