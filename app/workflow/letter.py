"""The wording of the cover letter: what was asked, what leaves, what does not and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.audiences import FOR_PUBLIC, MadeFor
from app.domain.exemptions import Jurisdiction, Tier
from app.domain.packets import Reason
from app.domain.requests import Request
from app.packet import wording
from app.workflow.made_for import is_requester

_MADE_FOR = "This copy was made for {whom}, and for nobody else."


@dataclass(frozen=True, slots=True)
class Tally:
    """What a packet holds, in numbers of records."""

    found: int
    released: int
    redacted: int
    withheld: int
    not_responsive: int
    redactions: int


def letter(
    request: Request,
    law: Jurisdiction,
    tally: Tally,
    reasons: Iterable[Reason],
    made_for: MadeFor = FOR_PUBLIC,
) -> tuple[str, ...]:
    """Give the paragraphs of the letter; they hold nothing of any record."""
    cited = list(reasons)
    paragraphs = [*_opening(request, law, made_for), _what_was_found(tally, made_for)]
    if tally.redacted or tally.withheld:
        paragraphs.append(_what_is_withheld(tally, cited))
    paragraphs.append(
        "Every redaction is marked at its place with the exemption that it rests on. The "
        "exemption log at the end lists each of them with its page, the citation and a plain "
        "explanation."
        if tally.redactions or tally.withheld
        else "Nothing was withheld."
    )
    may_appeal = made_for.is_public or is_requester(request, made_for)
    if law.appeal is not None and may_appeal and (tally.redactions or tally.withheld):
        paragraphs.append(
            f"Your right to a review: {_sentence(law.appeal.text)} {law.appeal.citation}"
        )
    paragraphs.append("Please write to us if anything in this packet is unclear.")
    return tuple(paragraphs)


def addressee(request: Request, made_for: MadeFor) -> str:
    """Name to whom a packet is written: who asked, or for whom it was made."""
    if made_for.is_public:
        return request.details.requester
    return made_for.name or made_for.in_words.removeprefix("the ").capitalize()


def _opening(request: Request, law: Jurisdiction, made_for: MadeFor) -> tuple[str, ...]:
    details = request.details
    asked = f" You asked for: “{details.text.strip()}”" if details.text.strip() else ""
    of = f"public-records request {details.number}, received on {long_date(details.received)}"
    if made_for.is_public:
        answers = f"This answers your {of}, under {_act(law)}.{asked}"
        return f"Dear {details.requester}:", answers
    text = f" It asks for: “{details.text.strip()}”" if details.text.strip() else ""
    return (
        f"Dear {addressee(request, made_for)}:",
        f"{_MADE_FOR.format(whom=made_for.in_words)} {wording.not_passed_on(made_for)}",
        f"It answers {of}, under {_act(law)}.{text}",
    )


def reasons_for(law: Jurisdiction, codes: Iterable[str]) -> tuple[Reason, ...]:
    """Give what the packet prints of each exemption used, in the order of the codes."""
    found = ((code, law.exemption(code)) for code in sorted(set(codes)))
    return tuple(
        Reason(code, exemption.citation, exemption.plain, _tier(exemption.tier))
        for code, exemption in found
        if exemption is not None
    )


def long_date(day: dt.date) -> str:
    """Give a date as an American letter writes it."""
    return f"{day:%B} {day.day}, {day.year}"


def _act(law: Jurisdiction) -> str:
    return f"the {law.act} ({law.act_citation})" if law.act_citation else f"the {law.act}"


def _what_was_found(tally: Tally, made_for: MadeFor) -> str:
    parts = [
        f"{_records(tally.released)} released in full",
        f"{_records(tally.redacted)} released with redactions",
        f"{_records(tally.withheld)} withheld in full",
    ]
    listed = f"{parts[0]}, {parts[1]} and {parts[2]}"
    found = f"We found {_records(tally.found)} that answer the request: {listed}."
    return found if made_for.is_public else f"{found} These numbers are those of this copy."


def _what_is_withheld(tally: Tally, reasons: list[Reason]) -> str:
    marks = "1 mark" if tally.redactions == 1 else f"{tally.redactions:,} marks"
    if len(reasons) < 2:
        cited = "".join(_cited(reason) for reason in reasons)
        return _sentence(f"Parts were withheld in {marks} under the following exemption: {cited}")
    listed = "".join(f"\n- {_cited(reason)}" for reason in reasons)
    return f"Parts were withheld in {marks} under the following exemptions:{listed}"


def _cited(reason: Reason) -> str:
    """Name an exemption once: many citations hold their code already."""
    holds_code = reason.citation.startswith(reason.code)
    return reason.citation if holds_code else f"{reason.code} ({reason.citation})"


def _tier(tier: Tier) -> str:
    return "" if tier is Tier.UNSTATED else tier.value


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
