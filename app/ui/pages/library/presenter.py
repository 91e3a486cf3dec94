"""Decides what the library of exemptions shows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.exemptions import Confidence, Exemption, Jurisdiction, Tier
from app.errors import AppError
from app.ui.rows import Cell, Column, EmptyWords, Notice, Row, Tone
from app.ui.services import KnowsLaw
from app.ui.ways import Asks
from app.ui.wording import count, of_error

COLUMNS = (
    Column("Code", 16),
    Column("In plain words"),
    Column("Tier", 13, tip="Exempt may be withheld; confidential must be"),
    Column("Citation", 26),
)
_TIERS = {
    Tier.EXEMPT: "may withhold",
    Tier.CONFIDENTIAL: "must withhold",
    Tier.UNSTATED: "not stated",
}
_CONFIDENCE = {
    Confidence.HIGH: "Read in the statute's own text or an official guide",
    Confidence.MEDIUM: "Read in a reputable second-hand source",
    Confidence.LOW: "Weakly sourced; read the statute before you rely on it",
}
_CONFIDENCE_TONES = {
    Confidence.HIGH: Tone.GOOD,
    Confidence.MEDIUM: Tone.PLAIN,
    Confidence.LOW: Tone.SOON,
}


@dataclass(frozen=True, slots=True)
class ExemptionDetail:
    """One exemption, whole."""

    code: str
    title: str
    plain: str
    citation: str
    tier: str
    confidence: str
    confidence_tone: Tone
    warning: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Everything that the page shows."""

    jurisdictions: tuple[tuple[str, str], ...] = ()
    code: str = ""
    act: str = ""
    clock: str = ""
    rows: tuple[Row, ...] = ()
    found: str = ""
    chosen: str = ""
    detail: ExemptionDetail | None = None
    empty: EmptyWords | None = None
    notice: Notice | None = None


class LibraryPresenter:
    """Remembers the jurisdiction and the typed words."""

    def __init__(
        self, law: KnowsLaw, asks: Callable[[], Asks], show: Callable[[LibraryState], None]
    ) -> None:
        self._law = law
        self._asks = asks()
        self._show = show
        self._words = ""
        self._found: tuple[Exemption, ...] = ()
        self._state = LibraryState()

    def arrive(self, jurisdiction: str) -> None:
        """Show a jurisdiction's law."""
        self._state = replace(self._state, jurisdictions=self._law.codes())
        self.choose_jurisdiction(jurisdiction)

    def choose_jurisdiction(self, code: str) -> None:
        """Look into another jurisdiction's law."""
        if not code:
            return
        self._state = replace(self._state, code=code)
        self._ask()

    def find(self, words: str) -> None:
        """Find exemptions in plain words."""
        self._words = words
        self._ask()

    def choose(self, code: str) -> None:
        """Show one exemption whole."""
        found = next((one for one in self._found if one.code == code), None)
        self._tell(replace(self._state, chosen=code, detail=_detail(found) if found else None))

    def _ask(self) -> None:
        code, words = self._state.code, self._words
        self._asks.ask(
            lambda: (self._law.get(code), tuple(self._law.find(code, words))),
            lambda found: self._came(*found),
            self._refused,
        )

    def _came(self, law: Jurisdiction, found: tuple[Exemption, ...]) -> None:
        self._found = found
        first = found[0] if found else None
        self._tell(
            replace(
                self._state,
                act=f"{law.act}, {law.act_citation}".rstrip(", "),
                clock=f"Answer: {law.response.text} ({law.response.citation})",
                rows=tuple(_row(one) for one in found),
                found=count(len(found), "exemption"),
                chosen=first.code if first else "",
                detail=_detail(first) if first else None,
                empty=None if found else self._empty(law),
                notice=None,
            )
        )

    def _empty(self, law: Jurisdiction) -> EmptyWords:
        if self._words.strip():
            return EmptyWords(
                "No exemption like that",
                f"Nothing in the library for {law.name} is about these words. Try one plain word, "
                "such as “address” or “investigation”.",
            )
        return EmptyWords(
            f"No exemptions for {law.name} yet",
            "The library could not be sourced for this jurisdiction. Ask your attorney which "
            "apply.",
        )

    def _refused(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: LibraryState) -> None:
        self._state = state
        self._show(state)


def _row(one: Exemption) -> Row:
    tone = Tone.SOON if one.tier is Tier.CONFIDENTIAL else Tone.MUTED
    return Row(
        one.code,
        (
            Cell(one.code, strong=True),
            Cell(one.plain or one.title),
            Cell(_TIERS[one.tier], tone),
            Cell(one.citation, Tone.MUTED),
        ),
    )


def _detail(one: Exemption) -> ExemptionDetail:
    warning = ""
    if one.pinpoint_inferred:
        warning = (
            "The paragraph number was not printed in the source. You confirm it once before it "
            "is printed in a packet."
        )
    elif one.needs_confirmation:
        warning = "You confirm this citation once before it is printed in a packet."
    nature = f" — {one.nature}" if one.nature else ""
    return ExemptionDetail(
        one.code,
        one.title,
        one.plain,
        one.citation,
        f"{_TIERS[one.tier].capitalize()}{nature}",
        _CONFIDENCE[one.confidence],
        _CONFIDENCE_TONES[one.confidence],
        warning,
        tuple(
            " · ".join(part for part in (source.title, source.date, source.url) if part)
            for source in one.sources
        ),
    )
