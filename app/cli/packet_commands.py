"""``packet`` and ``verify``."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.certificate_commands import write_report
from app.cli.desk import DEFAULT_ZONE, Desk, finished, opened
from app.cli.output import Output
from app.domain.packets import KeptPacket, Layout, Letterhead, Order, Verdict
from app.domain.requests import Request
from app.errors import AppError
from app.packet import verify
from app.workflow.build_packet import NotClean, PacketJob, Verified, save
from app.workflow.check_pdf import words_in
from app.workflow.eyes import ManyEyes
from app.workflow.packet_recipe import PacketWishes
from app.workflow.show_times import local_today


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    packet = commands.add_parser("packet", help="build and verify the packet of a request")
    packet.add_argument("vault", metavar="VAULT")
    packet.add_argument("number", metavar="NUMBER")
    packet.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    packet.add_argument("--order", choices=[order.value for order in Order], default="date")
    packet.add_argument("--page", choices=("letter", "legal", "a4"), default="letter")
    packet.add_argument("--zone", default=DEFAULT_ZONE, metavar="IANA")
    packet.add_argument("--bates", default="", metavar="PREFIX")
    packet.add_argument("--dated", type=dt.date.fromisoformat, metavar="DATE")
    packet.set_defaults(run=_packet)
    checking = commands.add_parser("verify", help="look for bad redactions in any PDF")
    checking.add_argument("file", metavar="FILE.pdf", type=Path)
    checking.add_argument("--words", type=Path, metavar="FILE", help="withheld texts, a line each")
    checking.add_argument("--deep", action="store_true", help="also read each page as it looks")
    checking.add_argument("--report", type=Path, metavar="OUT", help="a .json or .pdf file")
    checking.set_defaults(run=_verify)


def build(desk: Desk, request: Request, wishes: PacketWishes, output: Output) -> Verified:
    """Build and verify; raises PacketNotClean where something was found."""
    job = PacketJob(desk.vault, request, desk.law, wishes)
    result = finished(job, output)
    if isinstance(result, NotClean):
        raise result.error()
    if not isinstance(result, Verified):
        raise AppError("The packet was not finished.", "Build it again.")
    return result


def packet_answer(kept: KeptPacket, packet: Verified, path: Path) -> dict[str, object]:
    """Give a packet as the contract has it."""
    return {
        "file": str(path),
        "pages": kept.pages,
        "records": kept.records,
        "redactions": kept.redactions,
        "withheld": kept.withheld,
        "bates": list(kept.bates),
        "log_lines": len(packet.built.log),
        "bytes": len(packet.built.data),
        "sha256": kept.sha256,
        "seconds": round(packet.seconds, 3),
        "verified": True,
        "verify_seconds": round(packet.verdict.seconds, 3),
        "warnings": list(packet.built.warnings),
    }


def wishes_of(options: Namespace, request: Request) -> PacketWishes:
    """Read how the packet is wanted."""
    department = request.details.department or "Records Office"
    return PacketWishes(
        dated=options.dated or local_today(),
        letterhead=Letterhead(department),
        layout=Layout(page=options.page, zone=options.zone, order=Order(options.order)),
        bates_prefix=options.bates,
    )


def _packet(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        request = desk.request(options.number)
        packet = build(desk, request, wishes_of(options, request), output)
        kept = save(desk.vault, request, packet, options.out)
    answer = packet_answer(kept, packet, options.out)
    output.answer(answer, f"{kept.pages:,} pages, proved clean: {options.out}")
    return 0


def _verify(options: Namespace, output: Output) -> int:
    try:
        data = options.file.read_bytes()
    except OSError as error:
        raise AppError("A file could not be read.", "Check the paths that were given.") from error
    words, name = words_in(options.words), options.file.name
    if options.deep:
        with ManyEyes() as eyes:
            verdict = verify.verify_pdf(data, words, name, eyes)
    else:
        verdict = verify.verify_pdf(data, words, name)
    if options.report is not None:
        write_report(verdict, name, options.report)
    output.answer(_verdict_answer(verdict), _verdict_words(verdict))
    return 0 if verdict.clean else 1


def _verdict_answer(verdict: Verdict) -> dict[str, object]:
    return {
        "clean": verdict.clean,
        "pages": verdict.pages,
        "sha256": verdict.sha256,
        "findings": [
            {"kind": found.kind, "page": found.page, "what": found.what}
            for found in verdict.findings
        ],
        "checked": list(verdict.checked),
        "seconds": round(verdict.seconds, 3),
    }


def _verdict_words(verdict: Verdict) -> str:
    if verdict.clean:
        return f"Nothing was found in {verdict.pages:,} pages."
    return "\n".join(
        f"page {found.page}: {found.what}" if found.page else found.what
        for found in verdict.findings
    )
