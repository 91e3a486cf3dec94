"""The words of the record of custody: its lines and tables; it knows no layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.packets import (
    ChannelHeld,
    CollectedSource,
    CollectionLog,
    Custody,
    CustodySource,
    GapTold,
)
from app.packet import wording

SOURCE_COLUMNS = ("Source", "Custodian", "Imported", "Items and their account")
OUTCOME_COLUMNS = ("Outcome", "Records")
COLLECTED_COLUMNS = ("Export", "Collected by", "Time covered", "Account of its items")
HELD_COLUMNS = ("Custodian", "Channel", "Held", "What is missing, and why")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts.

    Attributes:
        shares: the width of each column, in parts of the whole.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


def tables(custody: Custody) -> tuple[Table, Table]:
    """Give the table of sources and the table of outcomes."""
    rows = tuple(map(_source_row, custody.sources))
    return (
        Table(SOURCE_COLUMNS, rows, (0.24, 0.16, 0.18, 0.42)),
        Table(OUTCOME_COLUMNS, _outcomes(custody), (0.7, 0.3)),
    )


def account(custody: Custody) -> str:
    """Say the sum that must hold of the request's records."""
    return (
        f"{custody.held:,} held = {custody.released:,} released + {custody.redacted:,} redacted + "
        f"{custody.withheld:,} withheld + {custody.not_responsive:,} not responsive."
    )


def about(custody: Custody) -> tuple[str, ...]:
    """Say who decided, when, and by which seal the trail is known again."""
    people = f"Decided by {', '.join(custody.people)}." if custody.people else ""
    when = f"Decisions were made {custody.decided}." if custody.decided else ""
    trail = f"Last entry of the audit trail, SHA-256: {custody.trail}" if custody.trail else ""
    marks = f"Passages, regions and attachments withheld within records: {custody.redactions:,}."
    return tuple(line for line in (marks, people, when, trail) if line)


def custody_words(custody: Custody) -> str:
    """Give everything that the pages of custody say, run together."""
    return "".join(_said(custody))


def _said(custody: Custody) -> Iterator[str]:
    sources, outcomes = tables(custody)
    yield from (wording.CUSTODY_TITLE, wording.CUSTODY_NOTE)
    for table in (sources, outcomes):
        yield from table.columns
        for row in table.rows:
            yield from row
    yield account(custody)
    yield from about(custody)
    for title, note, table in collection_tables(custody.collection):
        yield from (title, note, *table.columns)
        for row in table.rows:
            yield from row


def collection_tables(log: CollectionLog | None) -> tuple[tuple[str, str, Table], ...]:
    """Give the collection log and the coverage: title, a sentence and a table each."""
    if log is None:
        return ()
    days = f"Days that the request asks for: {log.days}. " if log.days else ""
    none = "" if log.channels else " The office keeps no register of channels for these days."
    collected = Table(
        COLLECTED_COLUMNS, tuple(map(_collected_row, log.sources)), (0.24, 0.18, 0.2, 0.38)
    )
    held = Table(HELD_COLUMNS, tuple(map(_held_row, log.channels)), (0.2, 0.16, 0.18, 0.46))
    rule = _rule(log.hole) if log.hole and log.channels else ""
    note = f"{days}A record counts once, where it was first met.{rule}{none}"
    return (
        (wording.COLLECTED_TITLE, "Every export from which the office answers.", collected),
        (wording.HELD_TITLE, note, held),
    )


def _rule(hole: int) -> str:
    days = "1 day" if hole == 1 else f"{hole:,} days"
    return f" An export goes on over at most {days} without a record, unless its days are known."


def _collected_row(one: CollectedSource) -> tuple[str, ...]:
    told = one.account
    when = one.collected or f"taken in {told.imported}"
    who = "; ".join(filter(None, (when, one.by)))
    return (
        f"{told.label}, custodian {told.custodian or 'not named'}",
        who,
        one.covers or "no dates",
        _account(told),
    )


def _held_row(one: ChannelHeld) -> tuple[str, ...]:
    items = "item" if one.unreadable == 1 else "items"
    unreadable = f"; {one.unreadable:,} {items} unreadable" if one.unreadable else ""
    missing = [one.note] if one.note else []
    missing += [_gap_words(gap) for gap in one.gaps]
    missing += [f"{days}: no records, where there usually are some" for days in one.silent]
    told = ". ".join(missing) or "Nothing is known to be missing"
    copies = f" + {one.copies:,} that count elsewhere" if one.copies else ""
    held = f"{one.records:,} records{copies}{unreadable}"
    return one.custodian or "not named", one.channel, held, f"{told}."


def _gap_words(gap: GapTold) -> str:
    reason = f" ({gap.reason})" if gap.reason else ""
    return f"{gap.days}: {gap.answer}{reason}"


def _source_row(source: CustodySource) -> tuple[str, ...]:
    return source.label, source.custodian or "not named", source.imported, _account(source)


def _account(source: CustodySource) -> str:
    return (
        f"{source.seen:,} seen = {source.records:,} records + {source.copies:,} copies + "
        f"{source.unreadable:,} unreadable + {source.ignored:,} ignored. "
        f"SHA-256: {source.sha256}"
    )


def _outcomes(custody: Custody) -> tuple[tuple[str, str], ...]:
    return (
        ("Released in full", f"{custody.released:,}"),
        ("Released with redactions", f"{custody.redacted:,}"),
        ("Withheld in full", f"{custody.withheld:,}"),
        ("Not responsive", f"{custody.not_responsive:,}"),
        ("Held", f"{custody.held:,}"),
    )
