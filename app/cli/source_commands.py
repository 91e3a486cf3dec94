"""``import``, ``formats`` and ``sources``."""

from __future__ import annotations

import io
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.cli.desk import DEFAULT_ZONE, Desk, finished, opened
from app.cli.files import write_text
from app.cli.mapping_commands import told_mapping
from app.cli.output import Output
from app.domain.sources import Source, SourceState
from app.errors import AppError
from app.importers import registry
from app.importers.base import ImportOptions
from app.workflow.account import account_csv
from app.workflow.import_export import (
    ImportJob,
    Recognised,
    ResumeJob,
    Unrecognised,
    look_at,
    recognised_as,
    unfinished,
)
from app.workflow.map_columns import Columns

MOST_PROBLEMS = 1_000
HEADINGS = ("Id", "Export", "What it is", "Items", "Records", "Copies", "Unreadable", "Ignored")


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    take_in = commands.add_parser("import", help="take exports into a vault")
    take_in.add_argument("vault", metavar="VAULT")
    take_in.add_argument("exports", metavar="EXPORT", nargs="*", type=Path)
    take_in.add_argument("--custodian", default="", metavar="NAME", help="whose export it is")
    take_in.add_argument("--zone", default=DEFAULT_ZONE, metavar="IANA", help="for bare times")
    take_in.add_argument("--own", action="append", default=[], metavar="ADDRESS")
    take_in.add_argument("--as", dest="key", metavar="KEY", help="read it as this format")
    take_in.add_argument(
        "--mapping", metavar="FILE|NAME", help="what a table's columns hold; see mappings"
    )
    take_in.add_argument("--keep-export", action="store_true", help="keep a sealed copy")
    take_in.add_argument("--go-on", action="store_true", help="finish imports that were stopped")
    take_in.set_defaults(run=_import)
    formats = commands.add_parser("formats", help="list the formats that can be read")
    formats.set_defaults(run=_formats)
    sources = commands.add_parser("sources", help="list what was imported")
    sources.add_argument("vault", metavar="VAULT")
    sources.add_argument("--account", type=int, metavar="ID", help="one source's account")
    sources.add_argument("--csv", type=Path, metavar="F", help="write the account to a file")
    sources.set_defaults(run=_sources)


def source_answer(desk: Desk, source: Source, *, held: bool = False) -> dict[str, object]:
    """Give a source as the contract has it."""
    with desk.vault.read() as work:
        problems = work.sources.problems(source.id, None, 0, MOST_PROBLEMS)
    counts = source.counts
    return {
        "id": source.id,
        "name": source.details.name,
        "format": source.details.format,
        "custodian": source.details.custodian,
        "state": source.state.value,
        "already_held": held,
        "sha256": source.details.sha256,
        "seen": counts.seen,
        "records": counts.records,
        "copies": counts.copies,
        "sightings": source.sightings,
        "unreadable": counts.unreadable,
        "ignored": counts.ignored,
        "attachments": counts.attachments,
        "seconds": round(source.seconds, 3),
        "peak_rss_mb": round(source.peak_rss_mb, 1),
        "problems": [
            {"kind": one.kind, "locator": one.locator, "reason": one.reason} for one in problems
        ],
    }


def source_row(source: Source) -> list[object]:
    """Give a source as one line of a table."""
    counts = source.counts
    details = source.details
    return [
        int(source.id),
        details.name,
        details.label,
        counts.seen,
        counts.records,
        counts.copies,
        counts.unreadable,
        counts.ignored,
    ]


def _import(options: Namespace, output: Output) -> int:
    wishes = ImportOptions(options.custodian, _zone(options.zone), tuple(options.own))
    answers: list[dict[str, object]] = []
    rows: list[list[object]] = []
    refused: list[Unrecognised] = []
    with opened(options) as desk:
        known, refused = _exports(options, desk)
        jobs: list[ImportJob] = []
        if options.go_on:
            jobs += [ResumeJob(desk.vault, one) for one in unfinished(desk.vault)]
        jobs += [
            ImportJob(desk.vault, one, wishes, keep_export=options.keep_export) for one in known
        ]
        for job in jobs:
            source = finished(job, output)
            if isinstance(source, Source):
                answers.append(source_answer(desk, source, held=job.already_held))
                rows.append(source_row(source))
    for one in refused:
        output.say(f"{one.name}: {one.what} {one.remedy}")
    if output.as_json:
        output.answer({"sources": answers}, "")
    output.table(rows, HEADINGS)
    return 2 if refused and not answers else 1 if refused else 0


def _exports(options: Namespace, desk: Desk) -> tuple[list[Recognised], list[Unrecognised]]:
    for path in options.exports:
        if not path.exists():
            raise AppError(
                f"There is no file or folder {path.name}.", "Check its path and the drive."
            )
    if options.mapping:
        columns = Columns(desk.vault)
        mapping = told_mapping(options.mapping, columns)
        return [columns.recognised((path,), mapping) for path in options.exports], []
    if options.key:
        importer = registry.by_key(options.key)
        return [recognised_as((path,), importer) for path in options.exports], []
    looked = look_at(options.exports) if options.exports else []
    known = [one for one in looked if isinstance(one, Recognised)]
    return known, [one for one in looked if isinstance(one, Unrecognised)]


def _formats(_options: Namespace, output: Output) -> int:
    for importer in registry.IMPORTERS:
        output.answer(
            {
                "key": importer.key,
                "label": importer.label,
                "experimental": importer.experimental,
            },
            f"{importer.key:<18} {importer.label}{' · experimental' * importer.experimental}",
        )
    return 0


def _sources(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        with desk.vault.read() as work:
            sources = work.sources.all()
        if options.account is not None:
            sources = [source for source in sources if source.id == options.account]
        if output.as_json:
            for source in sources:
                output.answer(source_answer(desk, source), "")
        output.table([source_row(source) for source in sources], HEADINGS)
        if options.csv is not None and sources:
            table = io.StringIO(newline="")
            account_csv(desk.vault, sources[0].id, table)
            write_text(options.csv, table.getvalue(), encoding="utf-8-sig")
        stopped = [source for source in sources if source.state is not SourceState.DONE]
    for source in stopped:
        output.say(f"{source.details.name} is not finished; import --go-on goes on with it.")
    return 0


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise AppError(
            f"There is no time zone {name}.", "Use an IANA name such as America/New_York."
        ) from error
