"""``deliver``: the packet with all that goes with it, as a folder or a ZIP."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.desk import finished, opened
from app.cli.output import Output
from app.cli.packet_options import add_options, wishes_of
from app.cli.secret import passphrase
from app.domain.hidden import HiddenKind
from app.domain.requests import Request
from app.errors import AppError
from app.workflow.build_packet import NotClean
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes, Form
from app.workflow.enclose import Permitted

_FORMATS = ("csv", "xlsx", "html")
_HASH = re.compile("[0-9a-f]{64}")


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    deliver = commands.add_parser("deliver", help="hand over the packet with index, log and files")
    deliver.add_argument("vault", metavar="VAULT")
    deliver.add_argument("number", metavar="NUMBER")
    deliver.add_argument("--out", required=True, type=Path, metavar="PATH")
    deliver.add_argument("--zip", action="store_true", help="one ZIP instead of a folder")
    deliver.add_argument(
        "--zip-passphrase-file", type=Path, metavar="F", help="seal the ZIP (AES-256)"
    )
    deliver.add_argument(
        "--index", type=formats_of, default=frozenset(_FORMATS), metavar="csv,xlsx,html"
    )
    deliver.add_argument("--attachments", action="store_true", help="attachments as released")
    deliver.add_argument("--natives", action="store_true", help="originals released whole")
    deliver.add_argument(
        "--natives-with",
        type=permitted_of,
        default=Permitted(),
        metavar="WHAT",
        help="what may hide in originals: metadata,author; endings: mp4; or SHA-256 of files",
    )
    deliver.add_argument("--load-file", action="store_true", help="Concordance DAT and OPT")
    deliver.add_argument("--rsmf", action="store_true", help="conversations in RSMF 2.0")
    deliver.add_argument("--certificate", action="store_true", help="a signed certificate")
    add_options(deliver)
    deliver.set_defaults(run=_deliver)


def formats_of(typed: str) -> frozenset[str]:
    """Read formats of the index; none where nothing is typed."""
    found = frozenset(filter(None, (part.strip().lower() for part in typed.split(","))))
    if found - {*_FORMATS}:
        raise ArgumentTypeError(f"the index is made as {', '.join(_FORMATS)}")
    return found


def permitted_of(typed: str) -> Permitted:
    """Read what may hide in originals: kinds, hashes of files, and endings of files."""
    words = {part.strip().lower().removeprefix(".") for part in typed.split(",")} - {""}
    kinds = frozenset(kind for kind in HiddenKind if kind.value in words)
    rest = words - {kind.value for kind in kinds}
    files = frozenset(word for word in rest if _HASH.fullmatch(word))
    return Permitted(kinds, frozenset(rest - files), files)


def wished(options: Namespace, request: Request) -> DeliveryWishes:
    """Read what is delivered."""
    secret = options.zip_passphrase_file
    if secret is not None and not options.zip:
        raise AppError("A folder cannot be sealed.", "Add --zip.")
    return DeliveryWishes(
        packet=wishes_of(options, request),
        form=Form.ZIP if options.zip else Form.FOLDER,
        index=options.index,
        log=frozenset({"csv", "xlsx"}),
        attachments=options.attachments,
        natives=options.natives,
        permitted=options.natives_with,
        load_file=options.load_file,
        rsmf=options.rsmf,
        passphrase=_sealing(secret) if secret is not None else "",
        certificate=options.certificate,
    )


def _sealing(file: Path) -> str:
    secret = passphrase(file)
    if not secret:
        raise AppError("The file of the ZIP's passphrase is empty.", "Put one line into it.")
    return secret


def _deliver(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        wishes = wished(options, request)
        job = DeliverJob(desk.vault, request, desk.law, wishes, options.out)
        done = finished(job, output)
    if isinstance(done, NotClean):
        raise done.error()
    if not isinstance(done, Delivered):
        raise AppError("The delivery was not finished.", "Deliver again.")
    output.answer(_answer(done), f"{done.files:,} files, proved clean: {done.path}")
    return 0


def _answer(done: Delivered) -> dict[str, object]:
    kept = done.kept
    return {
        "out": str(done.path),
        "files": done.files,
        "bytes": done.size,
        "sha256": done.sha256,
        "pages": kept.pages,
        "records": kept.records,
        "redactions": kept.redactions,
        "withheld": kept.withheld,
        "bates": list(kept.bates),
        "verified": True,
        "warnings": list(done.warnings),
        "audience": kept.audience.value,
        "made_for": kept.made_for,
    }
