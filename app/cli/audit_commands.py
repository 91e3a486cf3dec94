"""``audit``: show the trail, write it out, and check an exported one."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import opened
from app.cli.output import Output
from app.domain.audit import AuditEntry, broken_at
from app.errors import AppError
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
    with opened(options) as desk, desk.vault.read() as work:
        entries = work.audit.entries()
        broken = work.audit.verify()
    if options.export is not None:
        lines = [json.dumps(_line(entry), ensure_ascii=False) for entry in entries]
        options.export.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    else:
        for entry in entries:
            detail = ", ".join(f"{name} {value}" for name, value in entry.detail.items())
            output.answer(_line(entry), f"{iso(entry.at)}  {entry.who}  {entry.act}  {detail}")
    return _said(broken, len(entries), output)


def _verify(file: Path, output: Output) -> int:
    try:
        untrusted = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
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


def _line(entry: AuditEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": entry.at,
        "who": entry.who,
        "act": entry.act,
        "detail": entry.detail,
        "seal": entry.seal,
    }
