"""``audit``: show the trail, write it out, and check an exported one."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import opened
from app.cli.files import lines_of
from app.cli.output import Output
from app.domain.audit import AuditEntry, broken_at
from app.errors import AppError
from app.workflow.keep_vault import save_trail, trail_lines
from app.workflow.show_times import iso


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands; ``audit verify FILE`` needs no vault."""
    audit = commands.add_parser("audit", help="show, export or verify the audit trail")
    audit.add_argument("vault", metavar="VAULT", help="a vault, or the word verify")
    audit.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an exported trail")
    audit.add_argument("--export", type=Path, metavar="FILE", help="write the trail to a file")
    audit.set_defaults(run=_audit)


def _audit(options: Namespace, output: Output) -> int:
    if options.vault == "verify" and options.file is not None:
        return _verify(options.file, output)
    if options.export is not None:
        return _export(options, output)
    with opened(options) as desk, desk.vault.read() as work:
        entries = work.audit.entries()
        broken = work.audit.verify()
    for entry, line in zip(entries, trail_lines(entries), strict=True):
        detail = ", ".join(f"{name} {value}" for name, value in entry.detail.items())
        output.answer(line, f"{iso(entry.at)}  {entry.who}  {entry.act}  {detail}")
    return _said(broken, len(entries), output)


def _export(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        entries, broken = save_trail(desk.vault, options.export)
    return _said(broken, entries, output)


def _verify(file: Path, output: Output) -> int:
    try:
        untrusted = [json.loads(line) for line in lines_of(file) if line]
        entries = [
            AuditEntry(one["id"], one["at"], one["who"], one["act"], one["detail"], one["seal"])
            for one in untrusted
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AppError(
            f"{file.name} is no exported audit trail.", "Export it with audit VAULT --export."
        ) from error
    broken = broken_at(entries)
    output.answer({"sound": broken is None, "entries": len(entries), "broken_at": broken}, "")
    return _said(broken, len(entries), output)


def _said(broken: int | None, entries: int, output: Output) -> int:
    if broken is None:
        output.say(f"The chain of {entries:,} entries holds.")
        return 0
    output.say(f"The chain is broken at entry {broken}: it or one before it was changed.")
    return 1
