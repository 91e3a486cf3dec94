"""The law's reasons for withholding, and what a jurisdiction asks of an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tier(StrEnum):
    """How far the law leaves a choice: exempt may be withheld, confidential must be."""

    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"
    UNSTATED = "unstated"


class Confidence(StrEnum):
    """How sure the library is of a fact; says where it was read, not that it is current."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class LawSource:
    """Where a rule of law was read."""

    title: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """One reason of one jurisdiction.

    Attributes:
        code: as it is printed on a bar, for example ``(b)(6)``; unique in its jurisdiction.
        plain: one sentence for a requester who is not a lawyer.
        nature: the source's own words on whether it binds.
        note: what the clerk should know of the entry itself, such as what was not read.
        pinpoint_inferred: the paragraph number was not printed in the source that was read.
    """

    jurisdiction: str
    code: str
    title: str
    plain: str
    citation: str
    tier: Tier = Tier.UNSTATED
    nature: str = ""
    categories: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[LawSource, ...] = ()
    confidence: Confidence = Confidence.LOW
    pinpoint_inferred: bool = False
    note: str = ""

    @property
    def needs_confirmation(self) -> bool:
        """Say whether the clerk must confirm the citation once before it is printed."""
        return self.pinpoint_inferred or self.confidence is Confidence.LOW


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long the law gives for an answer.

    Attributes:
        number: how many units; None where the law says only "promptly" or the like.
        unit: ``business_days``, ``calendar_days`` or ``hours``.
        holidays: which set does not count: ``federal``, ``state`` or empty.
        from_receipt: of an extension, whether its number counts from receipt, not from the
            first due date.
    """

    text: str
    citation: str
    number: int | None = None
    unit: str = "business_days"
    holidays: str = ""
    starts: str = ""
    confidence: Confidence = Confidence.LOW
    from_receipt: bool = False


@dataclass(frozen=True, slots=True)
class LawNote:
    """A rule that the letters print: appeal rights, marking, fees.

    Attributes:
        kind: stable word, for example ``marking``, ``fees`` or ``cite_specific_exemption``.
    """

    text: str
    citation: str
    confidence: Confidence = Confidence.LOW
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """What one jurisdiction's public-records law asks.

    Attributes:
        code: ``US``, ``FL``, ``AZ``…
        act: the act's name and citation.
        target_days: the office's own target in business days where the law fixes no number.
        working_holidays: names of calendar holidays on which its offices are open.
        reviewed: whether its plain sentences were written for this program, or only taken over.
    """

    code: str
    name: str
    act: str
    act_citation: str
    response: ClockRule
    acknowledgment: ClockRule | None = None
    extension: ClockRule | None = None
    appeal: LawNote | None = None
    notes: tuple[LawNote, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    target_days: int = 10
    sources: tuple[LawSource, ...] = field(default=())
    working_holidays: tuple[str, ...] = ()
    reviewed: bool = False

    def exemption(self, code: str) -> Exemption | None:
        """Find an exemption by its code or a former code; None where there is none."""
        for exemption in self.exemptions:
            if code == exemption.code or code in exemption.aliases:
                return exemption
        return None
