"""``lists``: names and numbers that the office keeps, taken in from and written to CSV tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import opened
from app.cli.files import table_of, write_text
from app.cli.output import Output
from app.domain.lists import KeptEntry, ListEntryId, list_in_words
from app.workflow.keep_lists import Lists


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    lists = commands.add_parser("lists", help="keep lists of victims, minors, never redact …")
    verbs = lists.add_subparsers(required=True, metavar="VERB")
    show = verbs.add_parser("show", help="list the entries")
    show.add_argument("vault", metavar="VAULT")
    show.add_argument("--list", default="", metavar="NAME", help="only of this list")
    show.set_defaults(run=_show)
    take = verbs.add_parser("import", help="take entries in from a CSV table")
    take.add_argument("vault", metavar="VAULT")
    take.add_argument("file", metavar="FILE", type=Path)
    take.set_defaults(run=_import)
    write = verbs.add_parser("export", help="write the entries to a CSV table")
    write.add_argument("vault", metavar="VAULT")
    write.add_argument("file", metavar="FILE", type=Path)
    write.add_argument("--list", default="", metavar="NAME", help="only of this list")
    write.set_defaults(run=_export)
    remove = verbs.add_parser("remove", help="take entries away by their numbers")
    remove.add_argument("vault", metavar="VAULT")
    remove.add_argument("entries", metavar="ID", type=int, nargs="+")
    remove.set_defaults(run=_remove)
    office = verbs.add_parser("office", help="put the office's own people on “never redact”")
    office.add_argument("vault", metavar="VAULT")
    office.set_defaults(run=_office)


def _show(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        kept = Lists(desk.vault, desk.who).entries(options.list)
    if output.as_json:
        for one in kept:
            output.answer(_answer(one), "")
    rows = [
        [one.id, list_in_words(one.entry), one.entry.kind.value, one.entry.text, one.entry.note]
        for one in kept
    ]
    output.table(rows, ("ID", "List", "Kind", "Text", "Note"))
    return 0


def _import(options: Namespace, output: Output) -> int:
    text = table_of(options.file)
    with opened(options) as desk:
        lists = Lists(desk.vault, desk.who)
        added = lists.take_table(text)
        held = len(lists.entries())
    output.answer({"added": added, "entries": held}, f"{added:,} new entries; {held:,} in all.")
    return 0


def _export(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        table = Lists(desk.vault, desk.who).as_table(options.list)
    write_text(options.file, table, "utf-8-sig")
    output.answer({"file": str(options.file)}, f"Written to {options.file}.")
    return 0


def _remove(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        removed = Lists(desk.vault, desk.who).remove([ListEntryId(n) for n in options.entries])
    output.answer({"removed": removed}, f"{removed:,} entries taken away.")
    return 0 if removed else 1


def _office(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        lists = Lists(desk.vault, desk.who)
        added = lists.add(lists.office_people())
    output.answer({"added": added}, f"{added:,} people of the office are never redacted.")
    return 0


def _answer(kept: KeptEntry) -> dict[str, object]:
    entry = kept.entry
    return {
        "id": kept.id,
        "list": entry.name or entry.list.value,
        "kind": entry.kind.value,
        "text": entry.text,
        "note": entry.note,
        "exemptions": list(entry.codes),
    }
