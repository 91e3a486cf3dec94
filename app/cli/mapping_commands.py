"""``mappings`` and ``columns``: what the columns of tables hold."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import DEFAULT_ZONE, opened
from app.cli.files import write_text
from app.cli.output import Output
from app.domain.columns import ColumnMapping, mapping_of
from app.errors import AppError
from app.workflow.map_columns import Columns, TablePreview

HEADINGS = ("Column", "Is taken for", "First in it")
KEPT = ("Name", "Columns read", "Columns")
_LARGEST = 1 << 20


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    columns = commands.add_parser("columns", help="show what a table's columns are taken for")
    columns.add_argument("vault", metavar="VAULT")
    columns.add_argument("table", metavar="TABLE", type=Path)
    columns.add_argument("--mapping", metavar="FILE|NAME", help="look at it by this mapping")
    columns.add_argument("--zone", default=DEFAULT_ZONE, metavar="IANA", help="for bare times")
    columns.add_argument("--save", type=Path, metavar="FILE", help="write the mapping as JSON")
    columns.add_argument("--keep", metavar="NAME", help="keep the mapping in the vault")
    columns.set_defaults(run=_columns)
    mappings = commands.add_parser("mappings", help="list the mappings of columns that are kept")
    mappings.add_argument("vault", metavar="VAULT")
    mappings.set_defaults(run=_mappings)


def told_mapping(told: str, columns: Columns) -> ColumnMapping:
    """Give the mapping of a JSON file, or the one that is kept by a name."""
    path = Path(told)
    if not path.is_file():
        return columns.named(told)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return mapping_of(file.read(_LARGEST))
    except (OSError, UnicodeError) as cause:
        raise AppError(
            f"{path.name} cannot be read.", "Save the mapping as JSON text in UTF-8."
        ) from cause


def _columns(options: Namespace, output: Output) -> int:
    if not options.table.exists():
        raise AppError(f"There is no file {options.table.name}.", "Check its path and the drive.")
    with opened(options) as desk:
        columns = Columns(desk.vault)
        told = told_mapping(options.mapping, columns) if options.mapping else None
        preview = columns.preview((options.table,), told, options.zone)
        if options.keep is not None:
            columns.keep(options.keep, preview.headings, preview.mapping)
    if options.save is not None:
        write_text(options.save, preview.mapping.as_json + "\n")
    for warning in preview.warnings:
        output.say(warning)
    if output.as_json:
        output.answer(_answer(preview), "")
    output.table(_rows(preview), HEADINGS)
    return 0


def _mappings(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        kept = Columns(desk.vault).kept()
    if output.as_json:
        for one in kept:
            told = {heading: meaning.value for heading, meaning in one.mapping.columns}
            output.answer({"name": one.name, "columns": told}, "")
    output.table([[one.name, len(one.mapping.columns), len(one.headings)] for one in kept], KEPT)
    return 0


def _answer(preview: TablePreview) -> dict[str, object]:
    return {
        "columns": {heading: meaning.value for heading, meaning in preview.mapping.columns},
        "headings": list(preview.headings),
        "warnings": list(preview.warnings),
        "kept": preview.kept_name,
        "rows": len(preview.rows),
    }


def _rows(preview: TablePreview) -> list[list[object]]:
    told = dict(preview.mapping.columns)
    lines = zip(preview.headings, preview.samples, strict=True)
    return [
        [heading, told[heading].value if heading in told else "", sample]
        for heading, sample in lines
    ]
