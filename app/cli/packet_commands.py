"""``packet``, ``pages`` and ``verify``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.certificate_commands import write_report
from app.cli.desk import Desk, finished, opened
from app.cli.output import Output
from app.cli.packet_options import add_options, wishes_of
from app.domain.packets import KeptPacket, Verdict
from app.domain.requests import Request
from app.errors import AppError
from app.jobs.isolated import Child
from app.packet import verify
from app.workflow.build_marked import MarkedJob, VerifiedMarked, save_marked
from app.workflow.build_packet import NotClean, PacketJob, Verified, save
from app.workflow.certify import CertificateWishes, certify, kept_files, save_certificate
from app.workflow.check_pdf import words_in
from app.workflow.estimate_pages import estimate_pages
from app.workflow.eyes import ManyEyes
from app.workflow.kept_sheets import tools_in
from app.workflow.packet_recipe import PacketWishes


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    packet = commands.add_parser("packet", help="build and verify the packet of a request")
    packet.add_argument("vault", metavar="VAULT")
    packet.add_argument("number", metavar="NUMBER")
    packet.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
    packet.add_argument(
        "--marked-copy-for", default=None, metavar="WHO", help="show what is withheld, outlined"
    )
    packet.add_argument("--certificate", action="store_true", help="sign a certificate beside it")
    add_options(packet)
    packet.set_defaults(run=_packet)
    pages = commands.add_parser("pages", help="estimate how many pages a packet will have")
    pages.add_argument("vault", metavar="VAULT")
    pages.add_argument("number", metavar="NUMBER")
    add_options(pages)
    pages.set_defaults(run=_pages)
    checking = commands.add_parser("verify", help="look for bad redactions in any PDF")
    checking.add_argument("file", metavar="FILE.pdf", type=Path)
    checking.add_argument("--words", type=Path, metavar="FILE", help="withheld texts, a line each")
    checking.add_argument("--deep", action="store_true", help="also read each page as it looks")
    checking.add_argument("--report", type=Path, metavar="OUT", help="a .json or .pdf file")
    checking.set_defaults(run=_verify)


def _pages(options: Namespace, output: Output) -> int:
    with opened(options) as desk, Child() as child:
        request = desk.request(options.number)
        wishes = wishes_of(options, request)
        many = estimate_pages(desk.vault, request, desk.law, wishes, tools_in(child))
    output.answer({"pages": many}, f"about {many:,} pages")
    return 0


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
    """Give a packet as the contract has it; ``files`` where there are several."""
    answer: dict[str, object] = {
        "file": str(path),
        "pages": kept.pages,
        "records": kept.records,
        "redactions": kept.redactions,
        "withheld": kept.withheld,
        "bates": list(kept.bates),
        "log_lines": len(packet.built.log),
        "bytes": packet.size,
        "sha256": kept.sha256,
        "seconds": round(packet.seconds, 3),
        "verified": True,
        "verify_seconds": round(packet.verdict.seconds, 3),
        "warnings": list(packet.built.warnings),
        "audience": kept.audience.value,
        "made_for": kept.made_for,
    }
    if kept.files:
        answer["files"] = [
            {
                "name": one.name,
                "sha256": one.sha256,
                "bytes": one.size,
                "pages": one.pages,
                "bates": list(one.bates),
            }
            for one in kept.files
        ]
    return answer


def _packet(options: Namespace, output: Output) -> int:
    if options.marked_copy_for is not None:
        return _marked(options, output)
    with opened(options) as desk:
        request = desk.request(options.number)
        wishes = wishes_of(options, request)
        packet = build(desk, request, wishes, output)
        try:
            kept = save(desk.vault, request, packet, options.out)
            answer = packet_answer(kept, packet, options.out)
            if options.certificate:
                answer["certificate"] = _certified(desk, request, packet, kept, options)
        finally:
            packet.drop()
    files = f" in {len(packet.parts)} files" if packet.is_several else ""
    whom = "" if packet.made_for.is_public else f" for {packet.made_for.in_words}"
    output.answer(answer, f"{kept.pages:,} pages{files}{whom}, proved clean: {options.out}")
    return 0


def _certified(
    desk: Desk, request: Request, packet: Verified, kept: KeptPacket, options: Namespace
) -> list[str]:
    wishes = CertificateWishes(options.zone, options.page)
    certified = certify(desk.vault, request, packet, kept_files(packet, kept), wishes)
    return [str(one) for one in save_certificate(desk.vault, request, certified, options.out)]


def _marked(options: Namespace, output: Output) -> int:
    """Build, verify and save a marked copy; it never takes the name of a packet's file."""
    if options.parts_pages or options.parts_mb or options.per_record or options.certificate:
        raise AppError(
            "A marked copy is one file, without a certificate.",
            "Leave out parts, files for each record and the certificate.",
        )
    with opened(options) as desk:
        request = desk.request(options.number)
        wishes = wishes_of(options, request)
        job = MarkedJob(desk.vault, request, desk.law, wishes, marked_for=options.marked_copy_for)
        copy = finished(job, output)
        if isinstance(copy, NotClean):
            raise copy.error()
        if not isinstance(copy, VerifiedMarked):
            raise AppError("The marked copy was not finished.", "Build it again.")
        kept = save_marked(desk.vault, request, copy, options.out)
    answer = {
        "file": str(options.out),
        "marked_for": kept.marked_for,
        "audience": kept.audience.value,
        "made_for": kept.made_for,
        "pages": kept.pages,
        "records": kept.records,
        "redactions": kept.redactions,
        "withheld": kept.withheld,
        "sha256": kept.sha256,
        "seconds": round(copy.seconds, 3),
        "verified": True,
        "verify_seconds": round(copy.verdict.seconds, 3),
        "warnings": list(copy.built.warnings),
    }
    words = f"{kept.pages:,} pages for {kept.marked_for}, not for release: {options.out}"
    output.answer(answer, words)
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
