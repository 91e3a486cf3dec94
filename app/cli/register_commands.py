"""``register``: custodians, the channels they may use, and what is called a gap."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import replace
from pathlib import Path

from app.cli.desk import opened
from app.cli.files import table_of, write_text
from app.cli.output import Output
from app.domain.coverage import Collected, Days, GapRule, KeptEntry, RegisterEntry, RegisterId
from app.domain.ids import SourceId
from app.errors import AppError
from app.workflow.gaps import gap_rule, set_collected, set_gap_rule
from app.workflow.keep_register import Register

_WORDS = ("role", "channel", "account", "device", "serial")
_HEADINGS = ("Custodian", "Role", "Channel", "Account", "Device", "Since", "Until", "May hold")


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    register = commands.add_parser("register", help="custodians and the channels they may use")
    register.add_argument("vault", metavar="VAULT")
    verbs = register.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("list", help="list the entries").set_defaults(run=_list)
    verbs.add_parser("proposed", help="what sources have that it has not").set_defaults(
        run=_proposed
    )
    verbs.add_parser("undo", help="take the last change back").set_defaults(run=_undo)
    _add_entries(verbs)
    for name, run in (("import", _import), ("export", _export)):
        table = verbs.add_parser(name, help=f"{name} a CSV table")
        table.add_argument("file", metavar="FILE", type=Path)
        table.set_defaults(run=run)
    _add_collected(verbs)
    rule = verbs.add_parser("rule", help="what is a gap, and whether open ones keep packets back")
    rule.add_argument("rule", choices=("block", "warn"), nargs="?")
    rule.add_argument("--gap-after", type=int, metavar="DAYS", help="most days without a record")
    rule.add_argument("--silent-from", type=int, metavar="DAYS", help="fewest unusual days")
    rule.set_defaults(run=_rule)


def _add_entries(verbs: _SubParsersAction[ArgumentParser]) -> None:
    add = verbs.add_parser("add", help="put an entry down, or change it")
    add.add_argument("custodian", metavar="CUSTODIAN", nargs="?", default="")
    add.add_argument("--proposed", action="store_true", help="everything that sources have")
    _add_fields(add)
    add.set_defaults(run=_add)
    change = verbs.add_parser("change", help="change what is told of an entry")
    change.add_argument("entry", metavar="ID", type=int)
    change.add_argument("--custodian", metavar="NAME")
    change.add_argument("--may-hold", action="store_true", help="records may lie there again")
    _add_fields(change, left=None)
    change.set_defaults(run=_change)
    end = verbs.add_parser("end", help="say on which day an entry ends")
    end.add_argument("entry", metavar="ID", type=int)
    end.add_argument("last", metavar="DATE", type=dt.date.fromisoformat)
    end.set_defaults(run=_end)
    remove = verbs.add_parser("remove", help="take entries away by their numbers")
    remove.add_argument("entries", metavar="ID", type=int, nargs="+")
    remove.set_defaults(run=_remove)


def _add_collected(verbs: _SubParsersAction[ArgumentParser]) -> None:
    collected = verbs.add_parser("collected", help="say how a source was collected")
    collected.add_argument("source", metavar="SOURCE", type=int)
    collected.add_argument("--on", type=dt.date.fromisoformat, metavar="DATE")
    collected.add_argument("--by", default="", metavar="NAME")
    collected.add_argument("--account", default="", metavar="TEXT", help="account or device")
    for name in ("first", "last"):
        collected.add_argument(f"--{name}", type=dt.date.fromisoformat, metavar="DATE")
    collected.set_defaults(run=_collected)


def _add_fields(parser: ArgumentParser, left: str | None = "") -> None:
    for name in _WORDS:
        parser.add_argument(f"--{name}", default=left, metavar="TEXT")
    for name in ("since", "until"):
        parser.add_argument(f"--{name}", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--none-may-lie-there", default=left, metavar="WHO-SAID-SO")


def _list(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        kept = Register(desk.vault, desk.who).entries()
    if output.as_json:
        for one in kept:
            output.answer({"id": one.id, **entry_answer(one.entry), "who": one.who}, "")
    output.table([[one.id, *_row(one)] for one in kept], ("ID", *_HEADINGS))
    return 0


def _row(kept: KeptEntry) -> list[object]:
    entry = kept.entry
    may = "yes" if entry.may_hold else f"no: {entry.said}"
    dates = [day.isoformat() if day else "" for day in (entry.since, entry.until)]
    words = [entry.custodian, entry.role, entry.channel, entry.account, entry.device]
    return [*words, *dates, may if entry.channel else ""]


def entry_answer(entry: RegisterEntry) -> dict[str, object]:
    """Give an entry as JSON has it."""
    return {
        "custodian": entry.custodian,
        "role": entry.role,
        "channel": entry.channel,
        "account": entry.account,
        "device": entry.device,
        "serial": entry.serial,
        "since": entry.since.isoformat() if entry.since else None,
        "until": entry.until.isoformat() if entry.until else None,
        "may_hold": entry.may_hold,
        "said": entry.said,
    }


def _proposed(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        found = Register(desk.vault, desk.who).proposals()
    for entry in found:
        output.answer(
            entry_answer(entry), f"{entry.custodian} · {entry.channel} {entry.account}".strip()
        )
    return 0


def _add(options: Namespace, output: Output) -> int:
    names = ("custodian", *_WORDS, "since", "until")
    said = options.none_may_lie_there
    with opened(options) as desk:
        register = Register(desk.vault, desk.who)
        entries = register.proposals() if options.proposed else []
        if options.custodian or not options.proposed:
            told = {name: getattr(options, name) for name in names}
            entries.append(RegisterEntry(**told, may_hold=not said, said=said))
        added = register.add(entries)
    output.answer({"added": added}, f"{added:,} entries put down.")
    return 0


def _change(options: Namespace, output: Output) -> int:
    names = ("custodian", *_WORDS, "since", "until")
    given = {name: getattr(options, name) for name in names}
    told = {name: value for name, value in given.items() if value is not None}
    if options.none_may_lie_there is not None:
        told |= {"may_hold": False, "said": options.none_may_lie_there}
    if options.may_hold:
        told |= {"may_hold": True, "said": ""}
    number = RegisterId(options.entry)
    with opened(options) as desk:
        register = Register(desk.vault, desk.who)
        register.change(number, replace(register.get(number), **told))
    output.answer({"changed": options.entry}, "The entry is changed.")
    return 0


def _end(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        Register(desk.vault, desk.who).end(RegisterId(options.entry), options.last)
    output.answer({"ended": options.last.isoformat()}, f"The entry ends on {options.last}.")
    return 0


def _remove(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        removed = Register(desk.vault, desk.who).remove([RegisterId(n) for n in options.entries])
    output.answer({"removed": removed}, f"{removed:,} entries taken away.")
    return 0 if removed else 1


def _undo(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        undone = Register(desk.vault, desk.who).undo()
    output.answer({"undone": undone}, f"Undone: {undone}." if undone else "Nothing to undo.")
    return 0 if undone else 1


def _import(options: Namespace, output: Output) -> int:
    text = table_of(options.file)
    with opened(options) as desk:
        added = Register(desk.vault, desk.who).take_table(text)
    output.answer({"added": added}, f"{added:,} entries put down.")
    return 0


def _export(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        table = Register(desk.vault, desk.who).as_table()
    write_text(options.file, table, "utf-8-sig")
    output.answer({"file": str(options.file)}, f"Written to {options.file}.")
    return 0


def _collected(options: Namespace, output: Output) -> int:
    days = None
    if options.first or options.last:
        if not (options.first and options.last):
            raise AppError("One of the two days is missing.", "Give --first and --last.")
        days = Days(options.first, options.last)
    told = Collected(SourceId(options.source), options.on, options.by, days, options.account)
    with opened(options) as desk:
        set_collected(desk.vault, told, desk.who)
    output.answer({"source": options.source}, f"Noted for source {options.source}.")
    return 0


def _rule(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        before = gap_rule(desk.vault)
        rule = GapRule(
            options.rule == "block" if options.rule else before.blocks,
            before.hole if options.gap_after is None else options.gap_after,
            before.silent if options.silent_from is None else options.silent_from,
        )
        if rule != before:
            set_gap_rule(desk.vault, rule, desk.who)
    words = "keep packets back" if rule.blocks else "are told, and keep nothing back"
    told = {"blocks": rule.blocks, "gap_after": rule.hole, "silent_from": rule.silent}
    output.answer(
        told,
        f"Open gaps {words}. An export goes on over {rule.hole} days without a record at most; "
        f"{rule.silent} unusual ones are called silent.",
    )
    return 0
