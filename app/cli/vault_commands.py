"""``vault new | info | check | backup | restore | salvage | four-eyes``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import opened
from app.cli.output import Output
from app.cli.secret import passphrase
from app.disk import is_in_one_drive
from app.domain.decisions import Which
from app.domain.second_reading import WHICH_IN_WORDS, FourEyes
from app.vault import backup
from app.vault.keys import Passphrase
from app.workflow.open_vault import clerk_name, create
from app.workflow.second_reading import rule_of, set_rule
from app.workflow.vault_places import IN_ONE_DRIVE


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    vault = commands.add_parser("vault", help="make, look at, check and save vaults")
    verbs = vault.add_subparsers(required=True, metavar="VERB")
    new = verbs.add_parser("new", help="make an empty vault")
    new.add_argument("vault", metavar="PATH")
    new.set_defaults(run=_new)
    info = verbs.add_parser("info", help="say what a vault holds")
    info.add_argument("vault", metavar="PATH")
    info.set_defaults(run=_info)
    check = verbs.add_parser("check", help="look for damage")
    check.add_argument("vault", metavar="PATH")
    check.add_argument("--deep", action="store_true", help="read every attachment too")
    check.set_defaults(run=_check)
    save = verbs.add_parser("backup", help="write a copy that is whole")
    save.add_argument("vault", metavar="PATH")
    save.add_argument("destination", metavar="DEST", type=Path)
    save.set_defaults(run=_backup)
    restore = verbs.add_parser("restore", help="make a vault from a backup")
    restore.add_argument("backup", metavar="BACKUP", type=Path)
    restore.add_argument("path", metavar="PATH", type=Path)
    restore.set_defaults(run=_restore)
    salvage = verbs.add_parser("salvage", help="save what can be read of a damaged vault")
    salvage.add_argument("path", metavar="PATH", type=Path)
    salvage.add_argument("destination", metavar="DEST", type=Path)
    salvage.set_defaults(run=_salvage)
    rule = verbs.add_parser("four-eyes", help="who decides may not sign off; nothing leaves unread")
    rule.add_argument("vault", metavar="PATH")
    rule.add_argument("set", metavar="on|off", choices=("on", "off"), nargs="?")
    rule.add_argument("--least", type=Which, choices=list(Which), default=None)
    rule.add_argument("--reason", default="", metavar="TEXT", help="needed to loosen the rule")
    rule.set_defaults(run=_four_eyes)


def _new(options: Namespace, output: Output) -> int:
    secret = passphrase(options.passphrase_file, twice=True)
    path = Path(options.vault)
    if is_in_one_drive(path):
        output.say(" ".join(IN_ONE_DRIVE))
    fresh = create(path, secret, clerk_name())
    fresh.vault.close()
    output.answer(
        {"vault": str(options.vault), "recovery_key": fresh.recovery_key},
        f"The vault was made.\n\nRecovery key: {fresh.recovery_key}\n\n"
        "It is shown this once. Write it down and lock it away: it opens the vault when the "
        "passphrase is lost.",
    )
    return 0


def _info(options: Namespace, output: Output) -> int:
    with opened(options) as desk, desk.vault.read() as work:
        sources = work.sources.all()
        numbers: dict[str, object] = {
            "vault": desk.vault.name,
            "format_version": desk.vault.format_version,
            "sources": len(sources),
            "records": work.records.count(),
            "requests": len(work.requests.all()),
            "fingerprint": work.signing.fingerprint,
        }
    words = "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in numbers.items())
    output.answer(numbers, words)
    return 0


def _check(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        faults = backup.check(desk.vault, deep=options.deep)
    words = "\n".join(faults) if faults else "Nothing is damaged."
    output.answer({"sound": not faults, "faults": list(faults)}, words)
    return 1 if faults else 0


def _backup(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        backup.backup(desk.vault, options.destination)
    output.answer({"backup": str(options.destination)}, "The backup is whole.")
    return 0


def _restore(options: Namespace, output: Output) -> int:
    backup.restore(options.backup, options.path)
    output.answer({"vault": str(options.path)}, "The vault was restored.")
    return 0


def _salvage(options: Namespace, output: Output) -> int:
    secret = Passphrase(passphrase(options.passphrase_file))
    saved = backup.salvage(options.path, options.destination, secret)
    words = "\n".join(f"{name}: {count:,}" for name, count in saved.items())
    output.answer({"vault": str(options.destination), "saved": dict(saved)}, words)
    return 0


def _four_eyes(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        rule = rule_of(desk.vault)
        if options.set is not None:
            least = options.least or rule.least
            rule = FourEyes(is_on=options.set == "on", least=least)
            set_rule(desk.vault, rule, desk.who, options.reason)
    words = f"on, at least {WHICH_IN_WORDS[rule.least]}" if rule.is_on else "off"
    output.answer({"on": rule.is_on, "least": rule.least.value}, f"Four eyes: {words}.")
    return 0
