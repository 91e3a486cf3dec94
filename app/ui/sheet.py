"""Records in their conversation as lines of runs that know which text they show. No PySide6."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.people import Party, Role
from app.domain.places import text_at
from app.domain.records import Record
from app.domain.redaction import Field, Place, Redaction, SpanTarget, WholeTarget, spans_of
from app.domain.spans import Span
from app.workflow.redact_records import platform_in_words, remarks_of
from app.workflow.show_times import UNKNOWN, in_words, local_time

LONGEST_NEIGHBOUR = 900
JOINED = "Joined on the People page; the export does not say so, and no packet does unasked."
SET_AFRESH = "its text alone, set afresh; layout and pictures are not shown."
OUTCOME_SIGNS: Mapping[Disposition | None, str] = {
    None: "○",
    Disposition.RELEASE: "●",
    Disposition.REDACT: "◐",
    Disposition.WITHHOLD: "■",
    Disposition.NOT_RESPONSIVE: "–",
}
OUTCOME_WORDS: Mapping[Disposition | None, str] = {
    None: "no decision yet",
    Disposition.RELEASE: "released",
    Disposition.REDACT: "released with redactions",
    Disposition.WITHHOLD: "withheld",
    Disposition.NOT_RESPONSIVE: "not responsive",
}


class Ink(StrEnum):
    """How a run is drawn."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    LABEL = "label"
    BAR = "bar"
    HINT = "hint"
    HIT = "hit"
    OPEN = "open"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Spot:
    """The stretch of a record's printable text that a run stands for."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look.

    Attributes:
        spot: where they come from; None for words of the program's own.
        tip: told on hover: the words under a bar, or why something is suggested.
        goes: the record to which it leads.
    """

    text: str
    ink: Ink = Ink.PLAIN
    spot: Spot | None = None
    tip: str = ""
    goes: RecordId | None = None

    def __repr__(self) -> str:
        return f"Run({self.ink})"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a text may break it into several.

    Attributes:
        small: set in small letters.
        quoted: how far it stands in as words of another mail; 0 for the record's own.
    """

    runs: tuple[Run, ...]
    small: bool = False
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One record.

    Attributes:
        here: it is the record in question; the others stand around it.
        held: it is in the request, so that one can go there.
    """

    record: RecordId
    lines: tuple[Line, ...]
    here: bool = False
    held: bool = False

    def __repr__(self) -> str:
        return f"Card({self.record})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A conversation with one record in question."""

    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one printable text that is drawn otherwise."""

    place: Place
    span: Span
    ink: Ink
    tip: str = ""


def runs_of(
    text: str, place: Place, redactions: Iterable[Redaction], marks: Iterable[Mark] = ()
) -> tuple[Run, ...]:
    """Cut one printable text into runs: bars, marked stretches and what is between."""
    own = sorted((m for m in marks if m.place == place), key=lambda mark: mark.span)
    runs: list[Run] = []
    at = 0
    for span, codes in bars_of(spans_of(redactions, place), len(text)):
        runs += _visible(text, place, (at, span.start), own)
        runs.append(Run(bar_words(codes), Ink.BAR, Spot(place, span), text[span.start : span.end]))
        at = span.end
    runs += _visible(text, place, (at, len(text)), own)
    return tuple(runs)


def bars_of(redactions: Sequence[Redaction], length: int) -> list[tuple[Span, tuple[str, ...]]]:
    """Join redactions that touch, as the packet does; each bar with its codes."""
    bars: list[tuple[Span, tuple[str, ...]]] = []
    targets = ((r.target, r.codes) for r in redactions)
    spans = sorted((t.span, codes) for t, codes in targets if isinstance(t, SpanTarget))
    for span, codes in spans:
        if bars and span.start <= bars[-1][0].end:
            last, before = bars.pop()
            bars.append((Span(last.start, max(last.end, span.end)), (*before, *codes)))
        elif span.start < length:
            bars.append((span, codes))
    return [(Span(s.start, min(s.end, length)), tuple(sorted(set(c)))) for s, c in bars]


def bar_words(codes: Sequence[str]) -> str:
    """Give what stands on a bar."""
    return f"\u00a0{' + '.join(codes) or 'no exemption'}\u00a0"


def card_in_question(
    record: Record,
    standing: Standing,
    marks: Sequence[Mark],
    zone: str,
    joined: Mapping[int, str] | None = None,
) -> Card:
    """Give the record in question with every printable text of it.

    What joined people are called stands behind their parties; ``joined`` has it by position.
    """
    lines = [_head_line(record, zone)]
    write = _Writer(record, standing.redactions, marks)
    if record.conversation_title:
        lines.append(write.line("Title", [Place(Field.TITLE)]))
    for role, name in _ROLES.items():
        places = _places_of_role(record, role)
        if places:
            lines.append(write.line(name, places, joined or {}))
    if record.subject:
        lines.append(write.line("Subject", [Place(Field.SUBJECT)]))
    if record.text:
        lines.append(Line(write.runs(Place(Field.TEXT))))
    else:
        lines.append(Line((Run("(no text)", Ink.MUTED),)))
    names = (Place(Field.ATTACHMENT_NAME, index) for index in range(len(record.attachments)))
    lines.extend(write.line("File", [name]) for name in names)
    for index, attachment in enumerate(record.attachments):
        if attachment.reflows and withheld_whole(standing, index) is None:
            lines += write.document(index)
    return Card(record.id, tuple(lines), here=True, held=True)


def neighbour_card(
    record: Record, standing: Standing | None, zone: str, marks: Sequence[Mark] = ()
) -> Card:
    """Give a record that stands beside the one in question: sender, time, text."""
    redactions = standing.redactions if standing else ()
    write = _Writer(record, redactions, marks)
    sign = OUTCOME_SIGNS[standing.outcome] if standing else "·"
    tip = OUTCOME_WORDS[standing.outcome] if standing else "not in this request"
    head = (
        Run(f"{sign}  ", Ink.MUTED, tip=tip),
        *_sender(record, write),
        Run(f"  {short_time(record, zone)}", Ink.MUTED),
    )
    if standing and standing.outcome is Disposition.WITHHOLD:
        head = (*head, Run("  ", Ink.MUTED), Run(bar_words(standing.codes), Ink.BAR))
    lines = [Line(head, small=True)]
    if record.subject:
        lines.append(Line(write.runs(Place(Field.SUBJECT))))
    if record.text:
        lines.append(Line(_shortened(write.runs(Place(Field.TEXT)))))
    names = "  ".join(a.name or "attachment" for a in record.attachments)
    if names:
        lines.append(Line((Run(f"▤ {names}", Ink.MUTED),), small=True))
    return Card(record.id, tuple(lines), held=standing is not None)


def marked_card(record: Record, marks: Sequence[Mark], zone: str, *, here: bool) -> Card:
    """Give a record with what was found in it; for looking only, so nothing is withheld."""
    if here:
        return card_in_question(record, Standing(record.id), marks, zone)
    return replace(neighbour_card(record, None, zone, marks), held=True)


def _sender(record: Record, write: _Writer) -> tuple[Run, ...]:
    """Name the sender shortly; with its bars where something of it is withheld."""
    at = next((i for i, party in enumerate(record.parties) if party.role is Role.FROM), None)
    if at is None:
        return (Run("unknown sender", Ink.STRONG),)
    runs = write.runs(Place(Field.PARTY, at))
    if any(run.ink is not Ink.PLAIN for run in runs):
        return runs
    party = record.parties[at]
    return (Run(party.name or party.address or "unknown sender", Ink.STRONG),)


def short_name(label: str) -> str:
    """Give the name of a party's label without the address behind it."""
    name, _, address = label.partition(" <")
    return name if name and address.endswith(">") else label


def short_time(record: Record, zone: str) -> str:
    """Give ``14 Mar 2026 9:04 PM``."""
    return short_moment(record.sent.utc, zone)


def short_moment(utc: int | None, zone: str) -> str:
    """Give ``14 Mar 2026 9:04 PM`` in a zone, or say that the time is unknown."""
    if utc is None:
        return UNKNOWN
    local = local_time(utc, zone)
    half = "AM" if local.hour < 12 else "PM"
    return f"{local.day} {local:%b %Y} {local.hour % 12 or 12}:{local:%M} {half}"


def short_day(utc: int | None, zone: str) -> str:
    """Give ``14 Mar 9:04 PM``: what fits into a narrow list; empty where the time is unknown."""
    if utc is None:
        return ""
    words = short_moment(utc, zone).split()
    return " ".join((*words[:2], *words[3:]))


def withheld_whole(standing: Standing, attachment: int) -> Redaction | None:
    """Give the redaction that withholds an attachment as a whole."""
    for redaction in standing.redactions:
        target = redaction.target
        if isinstance(target, WholeTarget) and target.attachment == attachment:
            return redaction
    return None


_ROLES = {
    Role.FROM: "From",
    Role.TO: "To",
    Role.CC: "Cc",
    Role.BCC: "Bcc",
    Role.MEMBER: "With",
    Role.MENTIONED: "Mentions",
}


@dataclass(frozen=True, slots=True)
class _Writer:
    record: Record
    redactions: tuple[Redaction, ...]
    marks: Sequence[Mark]

    def runs(self, place: Place) -> tuple[Run, ...]:
        return runs_of(text_at(self.record, place), place, self.redactions, self.marks)

    def document(self, index: int) -> tuple[Line, Line]:
        """Write the text of an attachment that is set afresh, under a banner that says so."""
        banner = f"▤ Attachment {index + 1} as it is printed: {SET_AFRESH}"
        return (
            Line((Run(banner, Ink.STRONG),), small=True),
            Line(self.runs(Place(Field.ATTACHMENT_TEXT, index))),
        )

    def line(
        self, name: str, places: Sequence[Place], joined: Mapping[int, str] = MappingProxyType({})
    ) -> Line:
        runs: list[Run] = [Run(f"{name}\t", Ink.LABEL)]
        for at, place in enumerate(places):
            if at:
                runs.append(Run(", ", Ink.MUTED))
            runs += self.runs(place)
            if place.index in joined:
                runs.append(Run(f" = {joined[place.index]}", Ink.MUTED, tip=JOINED))
        return Line(tuple(runs))


def _places_of_role(record: Record, role: Role) -> list[Place]:
    return [
        Place(Field.PARTY, index)
        for index, party in enumerate(record.parties)
        if party.role is role and party.label
    ]


def _head_line(record: Record, zone: str) -> Line:
    parts = [platform_in_words(record), in_words(record.sent, zone), f"record {record.id}"]
    runs = [Run(" · ".join(parts), Ink.MUTED)]
    remarks = remarks_of(record)
    if remarks:
        runs.append(Run(f"   ▲ {', '.join(remarks)}", Ink.STRONG))
    return Line(tuple(runs), small=True)


def _visible(text: str, place: Place, stretch: tuple[int, int], marks: Sequence[Mark]) -> list[Run]:
    start, end = stretch
    runs: list[Run] = []
    at = start
    for mark in marks:
        first, last = max(mark.span.start, at), min(mark.span.end, end)
        if first >= last:
            continue
        runs += _plain(text, place, at, first)
        runs.append(Run(text[first:last], mark.ink, Spot(place, Span(first, last)), mark.tip))
        at = last
    return runs + _plain(text, place, at, end)


def _plain(text: str, place: Place, start: int, end: int) -> list[Run]:
    if start >= end:
        return []
    return [Run(text[start:end], Ink.PLAIN, Spot(place, Span(start, end)))]


def _shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Keep the beginning of a neighbour's text; it is only there to be understood by."""
    kept: list[Run] = []
    room = LONGEST_NEIGHBOUR
    for run in runs:
        if len(run.text) > room and run.ink is not Ink.BAR:
            kept += [Run(run.text[:room], run.ink), Run(" …", Ink.MUTED)]
            break
        kept.append(run)
        room -= len(run.text)
    return tuple(kept)


def party_words(parties: Sequence[Party]) -> str:
    """Name the parties of a record shortly, for a title."""
    names = [party.name or party.address or "unknown" for party in parties]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
