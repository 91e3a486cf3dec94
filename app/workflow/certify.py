"""Certify what is handed over: a page for people, and the same signed for experts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import app
from app.domain.certificate import (
    Certificate,
    Certified,
    CertifiedFile,
    Proof,
    as_table,
    canonical,
    envelope,
    one_line,
)
from app.domain.packets import KeptPacket, Verdict
from app.domain.requests import Request
from app.errors import PacketNotClean, PacketRefused
from app.packet import verify
from app.packet.certificate import build, words
from app.packet.checks.done import together
from app.packet.finish import PRODUCER
from app.packet.reading import read_pages
from app.vault.folder import Vault
from app.workflow.check_request import signed
from app.workflow.custody import custody_of, discreet, without_words
from app.workflow.hand_over import refuse_outdated, write_all
from app.workflow.verified import Verified

_NAME = "certificate"
_NEEDLES = "needles"
_READ = "withheld_word"


@dataclass(frozen=True, slots=True)
class CertificateWishes:
    """How a certificate is wanted.

    Attributes:
        zone: IANA name of the zone in which times are told.
        page: ``letter``, ``legal`` or ``a4``.
        made_at: with its zone; now, where it is not given.
    """

    zone: str
    page: str = "letter"
    made_at: dt.datetime | None = None


def files_of(packet: Verified, names: Sequence[str]) -> tuple[CertifiedFile, ...]:
    """Give a packet's files under the names that they are handed over with, in order.

    Args:
        packet: verified.
        names: one for each of its files.
    """
    several = packet.is_several
    return tuple(
        CertifiedFile(
            name=name,
            sha256=part.sha256,
            size=part.size,
            pages=part.pages,
            bates=part.bates,
            part=part.number if several else 0,
        )
        for name, part in zip(names, packet.parts, strict=True)
    )


def kept_files(packet: Verified, kept: KeptPacket) -> tuple[CertifiedFile, ...]:
    """Give a packet's files under the names that they were saved with."""
    names = [file.name for file in kept.files] or [kept.file_name]
    return files_of(packet, names)


def certify(
    vault: Vault,
    request: Request,
    packet: Verified,
    files: Sequence[CertifiedFile],
    wishes: CertificateWishes,
) -> Certified:
    """Make the certificate of a clean packet: what it is, what was checked, and a signature.

    Raises PacketRefused where something was decided since, where a file of the packet is not
    among ``files``, or where a name would tell what is withheld.

    Args:
        vault: open; its key signs.
        request: whose packet it is.
        packet: verified, not dropped yet.
        files: everything that is handed over, the packet's own files among it.
        wishes: how it is wanted.
    """
    refuse_outdated(vault, request, packet)
    _refuse_others(packet, files)
    certificate = _certificate(vault, request, packet, (tuple(files), wishes))
    _refuse_telling(certificate, packet.unsaid)
    data = canonical(as_table(certificate))
    with vault.read() as work:
        signature = work.signing.sign(data)
    pdf = build(certificate, signature, wishes.page)
    _prove(pdf, words(certificate, signature), packet.unsaid)
    return Certified(certificate, envelope(certificate, signature), pdf)


def certificate_paths(request: Request, path: Path) -> tuple[Path, Path]:
    """Give where JSON and page go: beside the packet's file, or into its folder.

    Args:
        request: whose packet it is.
        path: the file, the folder, or the beginning of the names of several files.
    """
    number = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in request.number)
    is_folder = path.is_dir()
    folder = path if is_folder else path.parent
    stem = number if is_folder else path.name.removesuffix(".pdf")
    return folder / f"{stem} {_NAME}.json", folder / f"{stem} {_NAME}.pdf"


def save_certificate(
    vault: Vault, request: Request, certified: Certified, path: Path
) -> tuple[Path, Path]:
    """Write JSON and page, both or none, and note it in the trail; gives where they are.

    Args:
        vault: open.
        request: whose packet it is.
        certified: as :func:`certify` gave it.
        path: as the packet was saved.
    """
    of_json, of_pdf = certificate_paths(request, path)
    write_all([(of_json, lambda: certified.json), (of_pdf, lambda: certified.pdf)])
    note_certified(vault, request, certified)
    return of_json, of_pdf


def note_certified(vault: Vault, request: Request, certified: Certified) -> None:
    """Note in the trail that a certificate was handed over, wherever its files went."""
    with vault.write() as work:
        work.audit.append(
            vault.who,
            "packet.certified",
            request=request.id,
            sha256=hashlib.sha256(certified.json).hexdigest(),
            page_sha256=hashlib.sha256(certified.pdf).hexdigest(),
            fingerprint=certified.certificate.fingerprint,
            files=len(certified.certificate.files),
            **certified.certificate.made_for.noted,
        )


def _certificate(
    vault: Vault,
    request: Request,
    packet: Verified,
    asked: tuple[tuple[CertifiedFile, ...], CertificateWishes],
) -> Certificate:
    files, wishes = asked
    zone = ZoneInfo(wishes.zone)
    custody = custody_of(vault, request, wishes.zone, packet.made_for.audience)
    made_at = (wishes.made_at or dt.datetime.now(dt.UTC)).astimezone(zone)
    signature = signed(vault, request)
    said = discreet(f"{signature.who}, {signature.role}", packet.unsaid) if signature else ""
    with vault.read() as work:
        fingerprint = work.signing.fingerprint
    return Certificate(
        number=one_line(request.number),
        department=one_line(request.details.department),
        recipient=one_line(packet.recipient),
        made_at=made_at.isoformat(timespec="seconds"),
        program=f"{PRODUCER} {app.__version__}",
        fingerprint=fingerprint,
        files=files,
        custody=without_words(custody, packet.unsaid),
        log_lines=len(packet.built.log),
        log_position=packet.log_position,
        proof=_proof([part.verdict for part in packet.parts] or [packet.verdict]),
        signed_off=(said,) if said else (),
        made_for=packet.made_for,
    )


def _proof(verdicts: Sequence[Verdict]) -> Proof:
    """Put the checks of all files together, each check once."""
    checks = together(verdicts)
    return Proof(
        checks=checks,
        milliseconds=round(1000 * sum(verdict.seconds for verdict in verdicts)),
        words=next((one.amount for one in checks if one.key == _NEEDLES), 0),
    )


def _refuse_others(packet: Verified, files: Sequence[CertifiedFile]) -> None:
    """Refuse a packet that is not clean, was changed, or is not what is handed over."""
    listed = {file.sha256 for file in files}
    for part in packet.parts:
        is_whole = hashlib.sha256(part.read()).hexdigest() == part.sha256
        if not (is_whole and part.verdict.clean and part.verdict.sha256 == part.sha256):
            raise PacketNotClean("The packet changed after it was verified.", "Build it again.")
        if part.sha256 not in listed:
            raise PacketRefused(
                "The certificate would leave out a file of the packet.",
                "Build the packet again and save it with its certificate.",
            )
    if not packet.parts:
        raise PacketNotClean("There is no packet to certify.", "Build it first.")


# What is withheld


def _refuse_telling(certificate: Certificate, unsaid: Sequence[str]) -> None:
    if verify.any_tells(_typed(certificate), unsaid):
        raise PacketRefused(
            "The name of a file, of the recipient or of the department holds words that are "
            "withheld in the packet.",
            "Choose another name.",
        )


def _typed(certificate: Certificate) -> Iterator[str]:
    """Give every text of a certificate that somebody typed."""
    yield from (certificate.number, certificate.department, certificate.recipient)
    yield certificate.made_for.name
    yield from (file.name for file in certificate.files)
    yield from certificate.custody.people
    yield from certificate.signed_off
    for source in certificate.custody.sources:
        yield from (source.label, source.custodian)


def _prove(pdf: bytes, said: str, unsaid: Sequence[str]) -> None:
    """Look at the page as a stranger would; nobody gets one in which something is found.

    Words are searched in its lines as they are written: what only resembles a withheld word, or
    runs backwards into one, stands in every long hash.
    """
    wanted = verify.not_said(unsaid, said)
    lines = (line for page in read_pages(pdf) for line in page.characters.splitlines())
    found = [one for one in verify.verify_pdf(pdf, wanted).findings if one.kind != _READ]
    if found or verify.any_tells(lines, wanted):
        what = found[0].what if found else "A withheld word can be read on it."
        raise PacketNotClean(
            f"No certificate was made, because its page is not clean: {what}",
            "Keep the vault as it is and report the fault.",
        )
