"""``records``, ``search`` and ``terms``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

from app.cli.desk import Desk, opened
from app.cli.files import lines_of
from app.cli.output import Output
from app.domain.ids import RecordId, SourceId
from app.domain.people import Role
from app.domain.provenance import Sighting
from app.domain.records import Record
from app.workflow.find_words import records_of
from app.workflow.show_times import iso
from app.workflow.terms_report import terms_report

DEFAULT_LIMIT = 20


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    records = commands.add_parser("records", help="list records, a line each")
    records.add_argument("vault", metavar="VAULT")
    records.add_argument("--source", type=int, metavar="ID")
    records.add_argument("--query", metavar="Q")
    records.set_defaults(run=_records)
    search = commands.add_parser("search", help="find records")
    search.add_argument("vault", metavar="VAULT")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--order", choices=("date", "rank"), default="date")
    search.add_argument("--limit", type=int, default=DEFAULT_LIMIT)
    search.add_argument("--offset", type=int, default=0)
    search.add_argument("--count", action="store_true", help="only how many")
    search.add_argument("--facets", action="store_true", help="how many where")
    search.add_argument("--exact", action="store_true", help="only the words as written")
    search.add_argument("--must-match", action="store_true", help="exit 1 where nothing matches")
    search.set_defaults(run=_search)
    terms = commands.add_parser("terms", help="how much each query of a list finds")
    terms.add_argument("vault", metavar="VAULT")
    terms.add_argument("file", metavar="FILE", type=Path)
    terms.set_defaults(run=_terms)


def record_answer(record: Record) -> dict[str, object]:
    """Give a record as the contract has it."""
    return {
        "id": record.id,
        "source": record.source,
        "platform": record.platform,
        "kind": record.kind.value,
        "sent": iso(record.sent.utc),
        "sent_zone": record.sent.zone,
        "from": record.author.label,
        "to": [party.label for party in record.parties if party.role is not Role.FROM],
        "conversation": record.conversation_title,
        "subject": record.subject,
        "text": record.text,
        "attachments": [
            {
                "name": one.name,
                "size": one.size,
                "sha256": one.sha256,
                "type": one.media_type,
                "text": one.text,
                "recognised": one.recognised,
                "languages": one.languages,
            }
            for one in record.attachments
        ],
        "copies": [
            {"source": one.source, "locator": one.locator, "custodian": one.custodian}
            | ({} if one.sighting is None else _telling(one.sighting))
            for one in record.occurrences
        ],
        "flags": sorted(record.flags),
    }


def _telling(one: Sighting) -> dict[str, object]:
    return {
        "sent": iso(one.sent.utc),
        "parties": [f"{party.role.value}: {party.label}" for party in one.parties],
        "owner": [party.label for party in one.parties if party.is_owner],
        "text": one.text,
    }


def _records(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        for record in _chosen(desk, options):
            answer = record_answer(record)
            words = f"{record.id:>8}  {answer['sent'] or '?':<32}  {record.author.label:.40}"
            output.answer(answer, words)
    return 0


def _chosen(desk: Desk, options: Namespace) -> Iterator[Record]:
    query = options.query or "*"
    ids = desk.searcher.ask(query, stems=False).ids()
    wanted = None if options.source is None else SourceId(options.source)
    for record in records_of(desk.vault, ids):
        if wanted is None or wanted in {record.source, *(o.source for o in record.occurrences)}:
            yield record


def _search(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        found = desk.searcher.ask(options.query, stems=not options.exact)
        answer: dict[str, object] = {"count": found.count, "expanded": found.expanded}
        hits = [] if options.count else found.lines(options.order, options.offset, options.limit)
        if not options.count:
            answer["hits"] = [
                {
                    "id": hit.line.id,
                    "fragment": hit.fragment,
                    "spans": [[span.start, span.end] for span in hit.spans],
                }
                for hit in hits
            ]
        if options.facets:
            facets = found.facets()
            answer["facets"] = {
                "platforms": dict(facets.platforms),
                "people": dict(facets.people),
                "months": dict(facets.months),
                "sources": dict(facets.sources),
            }
        answer["did_you_mean"] = found.did_you_mean
        answer["ms"] = round(found.milliseconds, 3)
    words = [f"{found.count:,} records, {found.milliseconds:.0f} ms"]
    words += [f"{hit.line.id:>8}  {hit.line.author:<24.24}  {hit.fragment}" for hit in hits]
    words += found.hints
    words += [f"Did you mean {near} for {typed}?" for typed, near in found.did_you_mean.items()]
    output.answer(answer, "\n".join(words))
    return 1 if options.must_match and not found.count else 0


def _terms(options: Namespace, output: Output) -> int:
    terms = [line.strip() for line in lines_of(options.file) if line.strip()]
    with opened(options) as desk:
        rows = terms_report(desk.searcher, terms)
    if output.as_json:
        listed = [
            {"term": row.term, "records": row.records, "alone": row.alone, "mistake": row.mistake}
            for row in rows
        ]
        output.answer({"terms": listed}, "")
    output.table(
        [[row.term, row.records, row.alone, row.mistake] for row in rows],
        ("Query", "Records", "Only this one", "Mistake"),
    )
    return 0


def ids_of(desk: Desk, query: str) -> list[RecordId]:
    """Give what a query finds exactly as written, oldest first."""
    return desk.searcher.ask(query, stems=False).ids()
