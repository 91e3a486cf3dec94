"""Makes what the review page shows out of what the vault says; pure. No PySide6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.detect.kinds import label_of
from app.documents.images import kind_in_words
from app.domain.audiences import IN_WORDS, Audience
from app.domain.decisions import Disposition, Standing
from app.domain.ids import RecordId
from app.domain.places import place_in_words, text_at
from app.domain.records import Flag, Record
from app.domain.redaction import Field, Redaction, RegionTarget, SpanTarget, WholeTarget
from app.ui.pages.review.found import copies_of, found_at
from app.ui.pages.review.state import Hint, Panel, Picture, Redacted, Shown, Sight
from app.ui.quoted import quotes_apart
from app.ui.rows import Cell, Row, Tone
from app.ui.sheet import (
    OUTCOME_SIGNS,
    OUTCOME_WORDS,
    Ink,
    Mark,
    Sheet,
    card_in_question,
    neighbour_card,
    party_words,
    short_day,
    short_moment,
    short_name,
    withheld_whole,
)
from app.ui.wording import count
from app.ui.wording import size as size_words
from app.workflow.redact_records import platform_in_words
from app.workflow.review import PlacedSuggestion, QueueRow
from app.workflow.review import Sight as Seen
from app.workflow.show_pages import slip_words

Outcomes = Mapping[RecordId, Disposition | None]

WAYS: tuple[tuple[str, str, object], ...] = (
    ("all", "All", ...),
    ("undecided", "Undecided", None),
    ("redacted", "Redacted", Disposition.REDACT),
    ("released", "Released in full", Disposition.RELEASE),
    ("withheld", "Withheld", Disposition.WITHHOLD),
    ("not_responsive", "Not responsive", Disposition.NOT_RESPONSIVE),
)
NO_CODES = "no exemption"


def ways_of(outcomes: Outcomes) -> tuple[Shown, ...]:
    """Give the ways to show the queue, with counts."""
    counts: Mapping[object, int] = Counter(outcomes.values())
    return tuple(
        Shown(key, name, len(outcomes) if wanted is ... else counts.get(wanted, 0))
        for key, name, wanted in WAYS
    )


def ids_of(outcomes: Outcomes, shown: str) -> tuple[RecordId, ...]:
    """Give the records that one way shows."""
    wanted = {key: outcome for key, _, outcome in WAYS}[shown]
    if wanted is ...:
        return tuple(outcomes)
    return tuple([one for one, is_so in outcomes.items() if is_so is wanted])


def queue_row(row: QueueRow, zone: str) -> Row:
    """Give a line of the queue: sign, time, sender, opening, remarks."""
    line = row.line
    outcome = OUTCOME_WORDS[row.outcome]
    tone = Tone.MUTED if row.outcome is not None else Tone.PLAIN
    opening = " ".join(f"{line.subject}  {line.opening}".split()) or "(no text)"
    marks = [f"{row.redactions} ▬" if row.redactions else "", "▤" if line.attachments else ""]
    marks.append("▲" if line.flags - {Flag.SYSTEM.value} else "")
    marks.append(f"≈ {row.near.split()[0]}" if row.near else "")
    when = short_moment(line.sent, zone)
    return Row(
        str(line.id),
        (
            Cell(
                OUTCOME_SIGNS[row.outcome],
                _TONES[row.outcome],
                outcome,
                ", ".join(
                    filter(None, (when, f"{line.author}: {opening[:80]}", outcome, row.near))
                ),
            ),
            Cell(short_name(line.author), strong=row.outcome is None),
            Cell(short_day(line.sent, zone), Tone.MUTED),
            Cell(opening, tone),
            Cell("  ".join(mark for mark in marks if mark), Tone.MUTED, row.near, row.near),
        ),
    )


_TONES = {
    None: Tone.MUTED,
    Disposition.RELEASE: Tone.GOOD,
    Disposition.REDACT: Tone.SOON,
    Disposition.WITHHOLD: Tone.BAD,
    Disposition.NOT_RESPONSIVE: Tone.MUTED,
}


def sight_of(seen: Seen, zone: str) -> Sight:
    """Give the record in question among its neighbours."""
    record, views = seen.record, seen.views or seen.standings
    marks = [*opened_marks(seen), *(_mark(one) for one in seen.suggestions)]
    here = card_in_question(record, seen.view, marks, zone, seen.joined)
    here = quotes_apart(here, record.text, seen.quotes, zone)
    cards = tuple(
        here if one.id == record.id else neighbour_card(one, views.get(one.id), zone)
        for one in seen.neighbours
    ) or (here,)
    return Sight(
        record.id,
        _title(record),
        Sheet(cards),
        tuple(_hint(one) for one in seen.suggestions),
        tuple(_picture(record, index, seen.view) for index in range(len(record.attachments))),
        copies_of(seen),
        seen,
        found_at(record, zone),
    )


def with_pictures(sight: Sight, drawn: Mapping[int, bytes | str]) -> Sight:
    """Add what was drawn of the attachments, or why it could not be."""
    pictures = tuple(_drawn(one, drawn.get(one.index, b"")) for one in sight.pictures)
    return replace(sight, pictures=pictures)


def panel_of(seen: Seen, recent: Sequence[str], chosen: Sequence[RecordId]) -> Panel:
    """Give the decision panel."""
    standing = seen.view
    outcome = standing.outcome
    several = len(chosen) if len(chosen) > 1 else 0
    about = f"{several:,} records chosen" if several else f"Record {seen.record.id}"
    return Panel(
        about,
        "" if several else _stands_for(seen),
        None if several else outcome,
        several,
        _listed(seen),
        standing.comments,
        tuple(recent[:9]),
    )


def opened_marks(seen: Seen) -> list[Mark]:
    """Mark what the public may not read and the audience may."""
    whom = IN_WORDS[seen.audience]
    return [
        Mark(one.target.place, one.target.span, Ink.OPEN, f"open for {whom}")
        for one in _opened(seen)
        if isinstance(one.target, SpanTarget)
    ]


def _opened(seen: Seen) -> list[Redaction]:
    kept = {one.id for one in seen.view.redactions}
    return [one for one in seen.standing.redactions if one.id not in kept]


def _listed(seen: Seen) -> tuple[Redacted, ...]:
    """List what is withheld; with what is open for the audience, and what is withheld for it."""
    public = {one.id for one in seen.standing.redactions}
    opened, whom = {one.id for one in _opened(seen)}, IN_WORDS[seen.audience]
    rows: list[Redacted] = []
    for one in (*_opened(seen), *seen.view.redactions):
        row = _redacted(seen.record, one)
        if one.id in opened:
            row = replace(row, codes=f"◇ open for {whom} · {row.codes}")
        elif one.id not in public:
            row = replace(row, codes=f"◆ for {whom} alone · {row.codes}")
        rows.append(row)
    return tuple(rows)


def _stands_for(seen: Seen) -> str:
    stands = _stands(seen.view)
    return (
        stands if seen.audience is Audience.PUBLIC else f"For {IN_WORDS[seen.audience]}: {stands}"
    )


def _drawn(picture: Picture, data: bytes | str) -> Picture:
    if isinstance(data, str):
        return replace(picture, note=data)
    return replace(picture, data=data)


def kind_name(kind: str) -> str:
    """Name a kind of suggestion."""
    return label_of(kind)


def _stands(standing: Standing) -> str:
    outcome = standing.outcome
    if outcome is None:
        waiting = count(len(standing.redactions), "redaction")
        return f"No decision yet · {waiting}" if standing.redactions else "No decision yet"
    words = OUTCOME_WORDS[outcome].capitalize()
    if outcome is Disposition.WITHHOLD:
        return f"{words} · {' + '.join(standing.codes)}"
    return f"{words} · {len(standing.redactions)}" if outcome is Disposition.REDACT else words


def _title(record: Record) -> str:
    others = party_words(record.recipients)
    author = record.author.name or record.author.address or "unknown sender"
    who = f"{author} → {others}" if others else author
    return f"{platform_in_words(record)} · {who}"


def _mark(one: PlacedSuggestion) -> Mark:
    why = one.suggestion.why or "suggested"
    return Mark(one.place, one.suggestion.span, Ink.HINT, f"{kind_name(_kind(one))}: {why}")


def _hint(one: PlacedSuggestion) -> Hint:
    kind = _kind(one)
    return Hint(one.target, kind, kind_name(kind), one.suggestion.why, one.listed, one.codes)


def _kind(one: PlacedSuggestion) -> str:
    return str(one.suggestion.kind)


def _picture(record: Record, index: int, standing: Standing) -> Picture:
    attachment = record.attachments[index]
    whole = withheld_whole(standing, index)
    return Picture(
        index,
        attachment.name or f"attachment {index + 1}",
        kind_in_words(attachment.media_type, attachment.name),
        "" if attachment.missing else size_words(attachment.size),
        " + ".join(whole.codes) or NO_CODES if whole else "",
        whole.id if whole else None,
        note=attachment.missing or attachment.note or slip_words(attachment),
    )


def _redacted(record: Record, redaction: Redaction) -> Redacted:
    target = redaction.target
    codes = " + ".join(redaction.codes) or NO_CODES
    if isinstance(target, SpanTarget):
        words = text_at(record, target.place)[target.span.start : target.span.end]
        words = " ".join(words.split())
        place = "" if target.place.field is Field.TEXT else f" ({place_in_words(target.place)})"
        return Redacted(redaction.id, f"{words}{place}", codes, target)
    return Redacted(redaction.id, _attachment_words(record, target), codes, target)


def _attachment_words(record: Record, target: RegionTarget | WholeTarget) -> str:
    name = record.attachments[target.attachment].name or f"attachment {target.attachment + 1}"
    if isinstance(target, WholeTarget):
        return f"▤ {name}, whole"
    return f"▤ part of page {target.region.page} · {name}"
