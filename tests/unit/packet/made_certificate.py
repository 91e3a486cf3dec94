"""Certificates and reports for tests; all invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.certificate import Certificate, CertifiedFile, Proof, Signature
from app.domain.packets import CheckDone, Custody, CustodySource, Finding, Verdict
from app.domain.report import report_of
from app.packet import certificate, report
from app.packet.checks import done

DATED = dt.date(2026, 11, 17)
FINGERPRINT = "17CF E4D8 D1B5 BBAD 4C34 7723 90E4 5631"
SIGNATURE = Signature("vQoHgTVxfkBiZBnjr1cu4010Lw950Av8b+p8TmkWWwc=", "c2lnbmVk" * 11)
ALL_CHECKS = (*done.OF_PACKET, *done.OF_ANY, *done.of_eyes(2, 1, 3), done.searched(41))
CHECKS = tuple(CheckDone(one.key, one.sentence, 0, one.amount) for one in ALL_CHECKS)


def sources(count: int) -> tuple[CustodySource, ...]:
    """Give sources with a long name each."""
    return tuple(
        CustodySource(
            label=f"Facebook: facebook-millbrook-police-2026-05-{number:02d}-a1b2c3d4.zip",
            custodian="Sgt. Ivy Marsh",
            imported="Mon 16 Nov 2026, 9:04:12 AM EST",
            sha256=f"{number:064x}",
            seen=437,
            records=430,
            copies=5,
            unreadable=1,
            ignored=1,
        )
        for number in range(1, count + 1)
    )


def made(files: int = 1, of_sources: int = 2) -> Certificate:
    """Give a certificate of a packet in some files, from some sources."""
    return Certificate(
        number="2026-014",
        department="Millbrook Police Department",
        recipient="Dana Whitlow",
        made_at="2026-11-17T09:30:00-05:00",
        program="Sunshine Desk 0.1.0",
        fingerprint=FINGERPRINT,
        files=tuple(
            CertifiedFile(
                name=f"2026-014 part {number:02d}.pdf",
                sha256=f"{number:02x}" * 32,
                size=31_234 * number,
                pages=40,
                bates=(f"MPD{40 * number - 39:06d}", f"MPD{40 * number:06d}"),
                part=number,
            )
            for number in range(1, files + 1)
        ),
        custody=Custody(
            sources=sources(of_sources),
            held=172,
            released=116,
            redacted=38,
            withheld=5,
            not_responsive=13,
            redactions=61,
            people=("Pat Ames", "Lee Ortiz"),
            decided="from Mon 16 Nov 2026, 9:30:00 AM EST to Mon 16 Nov 2026, 4:12:09 PM EST",
            trail="ab" * 32,
        ),
        log_lines=66,
        log_position=214,
        proof=Proof(CHECKS, milliseconds=8120, words=41),
        signed_off=("Sam Reyes, second reader",),
    )


def failed(count: int = 3) -> Verdict:
    """Give a verdict in which two checks failed, at some places each."""
    findings = [
        Finding("text_under_ink", page, "12 characters are there but not seen.", 7, "ink")
        for page in range(count, 0, -1)
    ]
    findings += [Finding("withheld_word", 2, "A withheld word can be read here.", 0, "needles")]
    counts = {"ink": count, "needles": 1}
    checks = tuple(
        CheckDone(one.key, one.sentence, counts.get(one.key, 0), one.amount) for one in CHECKS
    )
    return Verdict(tuple(findings), 12, "cd" * 32, seconds=1.5, checks=checks)


def clean() -> Verdict:
    """Give a verdict in which nothing was found."""
    return Verdict((), 1, "ef" * 32, seconds=0.25, checks=CHECKS)


def papers() -> Iterator[tuple[str, bytes]]:
    """Give finished papers of every kind and size."""
    for files, of_sources, page in ((1, 2, "letter"), (60, 40, "a4"), (2, 1, "legal")):
        data = certificate.build(made(files, of_sources), SIGNATURE, page)
        yield f"certificate_{files}_files_{page}", data
    yield "report_failed", report.build(report_of(failed(80), "leaky.pdf"), DATED, "letter")
    yield "report_clean", report.build(report_of(clean()), DATED, "a4")
