"""What answering the request must come to, and the proof that the decisions get there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import clerk
from marks import marked_spans, marked_words, plain
from planted import Export, Part, Planted
from query import matches

Spans = set[tuple[str, int, int]]

PLACES = ("text", "subject", "paper")


@dataclass
class Answer:
    """What the decisions make of one record."""

    disposition: str = ""
    spans: Spans = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    attachments: set[str] = field(default_factory=set)
    on_pages: bool = False

    @property
    def outcome(self) -> str:
        """Name the outcome: a released record with anything taken out is a redacted one."""
        touched = self.spans or self.names or self.attachments or self.on_pages
        return "redacted" if self.disposition == "released" and touched else self.disposition


def expected(exports: Sequence[Export]) -> dict[str, Any]:
    """Count from the marks what each import and the whole request should come to."""
    asked = [record for record in _all(exports) if record.part is not Part.ORDINARY]
    answers = [_planned(record) for record in asked]
    counts = dict.fromkeys(("released", "redacted", "withheld", "not_responsive"), 0)
    for answer in answers:
        counts[answer.outcome] += 1
    return {
        "sources": {export.name: export.account.as_json() for export in exports},
        "request": {"records": len(asked), **counts},
        "redactions_at_least": sum(
            len(answer.spans) for answer in answers if answer.disposition == "released"
        ),
        "words_in_no_page": _forbidden(asked),
        "words_that_must_appear": list(clerk.MUST_APPEAR),
        "words_in_other_scripts_that_must_appear": list(clerk.MUST_APPEAR_IN_OTHER_SCRIPTS),
    }


def prove(exports: Sequence[Export]) -> None:
    """Apply the decisions to the planted records; stop at the first that ends otherwise."""
    everything = list(_all(exports))
    gathered = [
        record for record in everything if any(matches(query, record) for query in clerk.QUERIES)
    ]
    wanted = [record for record in everything if record.part is not Part.ORDINARY]
    _same("gathered by the searches", gathered, wanted)
    answers = _decided(gathered)
    for record, answer in zip(gathered, answers, strict=True):
        _agree(record, _planned(record), answer)
    _nothing_leaks(gathered, answers)


def _all(exports: Iterable[Export]) -> Iterable[Planted]:
    for export in exports:
        yield from export.planted


def _planned(record: Planted) -> Answer:
    if record.part is Part.LOOKALIKE:
        return Answer("not_responsive")
    if record.withhold:
        return Answer("withheld")
    spans = {(place, *span) for place in PLACES for span in marked_spans(getattr(record, place))}
    secret = [redact.casefold() for _, redact, _ in clerk.EVERYWHERE]
    shown = (*record.people, record.conversation)
    names = {name for name in shown if any(word in name.casefold() for word in secret)}
    hidden = {name for _, name, _ in clerk.ATTACHMENTS}
    files = hidden.intersection(record.attachments)
    return Answer("released", spans, names, files, record.on_pages)


def _decided(records: Sequence[Planted]) -> list[Answer]:
    answers = [Answer(on_pages=record.on_pages) for record in records]
    for decision in clerk.decisions():
        found = [matches(decision["find"], record) for record in records]
        if not any(found):
            raise ValueError(f"finds nothing: {decision}")
        for record, answer, hit in zip(records, answers, found, strict=True):
            if hit or decision.get("everywhere"):
                _apply(decision, record, answer)
    return answers


def _apply(decision: dict[str, Any], record: Planted, answer: Answer) -> None:
    if "disposition" in decision:
        names = {"RELEASE": "released", "WITHHOLD": "withheld", "NOT_RESPONSIVE": "not_responsive"}
        answer.disposition = names[decision["disposition"]]
    elif "attachment" in decision:
        answer.attachments.update({decision["attachment"]}.intersection(record.attachments))
    else:
        _redact(literal(decision["redact"]), record, answer)


def literal(words: str) -> re.Pattern[str]:
    """Match words as `redact` does: whole words, any case, any run of blanks."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _redact(pattern: re.Pattern[str], record: Planted, answer: Answer) -> None:
    for place in PLACES:
        for match in pattern.finditer(plain(getattr(record, place))):
            answer.spans.add((place, *match.span()))
    for name in (*record.people, record.conversation):
        if pattern.search(name):
            answer.names.add(name)


def _agree(record: Planted, plan: Answer, answer: Answer) -> None:
    if plan.outcome != answer.outcome:
        raise ValueError(f"{answer.outcome} instead of {plan.outcome}: {record}")
    if plan.disposition == "released" and _covered(plan.spans) != _covered(answer.spans):
        raise ValueError(f"other words taken out, {sorted(answer.spans)}: {record}")


def _nothing_leaks(records: Sequence[Planted], answers: Sequence[Answer]) -> None:
    """Read what is left of the released records as a requester would."""
    pairs = zip(records, answers, strict=True)
    shown = "\n".join(_left(*pair) for pair in pairs if pair[1].disposition == "released")
    leaked = [word for word in _forbidden(records) if word.casefold() in shown.casefold()]
    promised = (*clerk.MUST_APPEAR, *clerk.MUST_APPEAR_IN_OTHER_SCRIPTS)
    lost = [word for word in promised if word.casefold() not in shown.casefold()]
    if leaked or lost:
        raise ValueError(f"would leak {leaked}; would be lost {lost}")


def _left(record: Planted, answer: Answer) -> str:
    pieces = []
    for place in PLACES:
        gone = {at for at_place, at in _covered(answer.spans) if at_place == place}
        text = plain(getattr(record, place))
        pieces.append("".join("█" if at in gone else text[at] for at in range(len(text))))
    names = (*record.people, record.conversation)
    files = [name for name in record.attachments if name not in answer.attachments]
    return "\n".join((*pieces, *(name for name in names if name not in answer.names), *files))


def _covered(spans: Spans) -> set[tuple[str, int]]:
    return {(place, at) for place, start, end in spans for at in range(start, end)}


def _same(what: str, got: Sequence[Planted], wanted: Sequence[Planted]) -> None:
    extra = [record for record in got if record not in wanted]
    missing = [record for record in wanted if record not in got]
    if extra or missing:
        told = "\n".join(
            f"  {sign} {record}"
            for sign, group in (("+", extra), ("-", missing))
            for record in group
        )
        raise ValueError(f"not as planned, {what}:\n{told}")


def _forbidden(records: Iterable[Planted]) -> list[str]:
    words = [
        word
        for record in records
        for part in (record.subject, record.text, record.paper)
        for word in marked_words(part)
    ]
    kept = [word for word in words if word not in clerk.TOO_SHORT_TO_FORBID]
    return sorted({*kept, *clerk.ALSO_IN_NO_PAGE})
