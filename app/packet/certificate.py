"""The certificate as pages: what was checked, the sums, the hashes, the signature."""

from __future__ import annotations

import datetime as dt

from app.domain.certificate import Certificate, CertifiedFile, Signature
from app.domain.packets import CheckDone, CustodySource
from app.packet import custody_words
from app.packet.custody_words import Table
from app.packet.finish import Properties
from app.packet.paper import BAD, GOOD, Facts, Paper, Section, Steps, draw, words_of
from app.packet.wording import long_date

TITLE = "Certificate"
_PASSED, _FAILED = f"{GOOD} Passed", f"{BAD} Failed"
_COLUMNS = ("Result", "What is true of every file of the packet")


def build(certificate: Certificate, signature: Signature, page: str) -> bytes:
    """Draw the certificate; the same certificate gives the same bytes.

    Args:
        certificate: of a packet that is clean.
        signature: of its canonical JSON.
        page: ``letter``, ``legal`` or ``a4``.
    """
    return draw(_paper(certificate, signature), page)


def words(certificate: Certificate, signature: Signature) -> str:
    """Give everything that the pages say."""
    return words_of(_paper(certificate, signature))


def _paper(certificate: Certificate, signature: Signature) -> Paper:
    made = dt.datetime.fromisoformat(certificate.made_at)
    number = certificate.number
    return Paper(
        properties=Properties(f"{TITLE} for public records request {number}", made.date()),
        title=TITLE,
        under=_under(certificate),
        verdict=f"{GOOD} This packet was proved clean before it was handed over.",
        said=_said(certificate),
        is_good=True,
        sections=(
            Section("The packet", (_facts(certificate, made),)),
            Section("The files", (_FILES, _files(certificate.files))),
            Section("What became of the records", _outcomes(certificate)),
            Section("What was checked", (_CHECKS, _checks(certificate.proof.checks))),
            Section("Where the records came from", _sources(certificate)),
            Section("The signature", (_SIGNATURE, _signed(certificate, signature))),
            Section("How to check this certificate", (Steps(_STEPS),)),
        ),
        feet=(f"Request {number}", TITLE),
    )


_FILES = (
    "A SHA-256 is a number that a program computes from a file. A file in which a single sign "
    "was changed has another one, so the numbers below tell whether you have these files."
)
_CHECKS = (
    "The finished files were opened as a stranger would open them, and everything in them was "
    "compared with what may be in them."
)
_SIGNATURE = (
    "The JSON file that came with this page says the same as this page and is signed with the key "
    "of the office's vault. Nobody can change it without breaking the signature. The fingerprint "
    "tells whose key it is: ask the office to read its own to you."
)
_TELEPHONE = (
    "Telephone the office, on a number that you know from elsewhere, and ask for the fingerprint "
    "of its vault. It must be the one on this page."
)
_WITH_PROGRAM = (
    "With Sunshine Desk: run “sunshine-desk certificate check” with the name of the JSON file and "
    "of the files of the packet. It says whether the signature is sound and whether each file is "
    "the one that was certified."
)
_BY_HAND = (
    "Without it: compare the SHA-256 of each file with the table above. On Windows, “certutil "
    "-hashfile” with the name of the file and SHA256 prints it; on a Mac “shasum -a 256”; on "
    "Linux “sha256sum”."
)
_FOR_EXPERTS = (
    "For experts: the signature is Ed25519 (RFC 8032) over the JSON of the entry “certificate” "
    "with sorted keys, without spaces, in UTF-8, with one line feed at the end. Any program that "
    "knows Ed25519, such as OpenSSL, can check it."
)
_STEPS = (_TELEPHONE, _WITH_PROGRAM, _BY_HAND, _FOR_EXPERTS)
_SUM = "Every item of each source is accounted for: seen = records + copies + unreadable + ignored."


def _under(certificate: Certificate) -> str:
    packet = f"of the packet that answers public records request {certificate.number}"
    made_for = certificate.made_for
    return packet if made_for.is_public else f"{packet}, made for {made_for.in_words}"


def _said(certificate: Certificate) -> str:
    proof = certificate.proof
    checks = _many(len(proof.checks), "check was made", "checks were made")
    words = _many(proof.words, "withheld word was", "withheld words were")
    searched = f" {words} searched in pages, properties, fonts and all other data."
    where = "the finished file" if len(certificate.files) == 1 else "the finished files"
    return f"{checks} on {where}, and none of them found anything.{searched if proof.words else ''}"


def _facts(certificate: Certificate, made: dt.datetime) -> Facts:
    custody, made_for = certificate.custody, certificate.made_for
    numbered = [file for file in certificate.files if file.bates[0]]
    pages = sum(file.pages for file in certificate.files)
    stamps = f", numbered {_stamps(numbered)}" if numbered else ""
    rows = (
        ("Request", certificate.number),
        ("Office", certificate.department),
        ("Handed over to", certificate.recipient),
        ("Made for", "" if made_for.is_public else made_for.in_words),
        ("Certified", f"{long_date(made.date())}, {_clock(made)}"),
        ("Pages", f"{pages:,}{stamps}"),
        ("Decided by", ", ".join(custody.people)),
        ("Decided", custody.decided),
        ("Signed off by", "; ".join(certificate.signed_off)),
        ("Made with", certificate.program),
    )
    return Facts(tuple((name, said) for name, said in rows if said))


def _clock(moment: dt.datetime) -> str:
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment.hour % 12 or 12}:{moment:%M:%S} {half} ({moment.tzname()})"


def _stamps(files: list[CertifiedFile]) -> str:
    return f"{files[0].bates[0]} to {files[-1].bates[1]}"


def _files(files: tuple[CertifiedFile, ...]) -> Table:
    rows = tuple((_named(file), f"{file.size:,}", file.sha256) for file in files)
    return Table(("File", "Bytes", "SHA-256"), rows, (0.29, 0.12, 0.59))


def _named(file: CertifiedFile) -> str:
    pages = f"\n{_many(file.pages, 'page')}" if file.pages else ""
    stamps = f"\n{file.bates[0]} to {file.bates[1]}" if file.bates[0] else ""
    return f"{file.name}{pages}{stamps}"


def _checks(checks: tuple[CheckDone, ...]) -> Table:
    rows = tuple((_FAILED if one.findings else _PASSED, one.sentence) for one in checks)
    return Table(_COLUMNS, rows, (0.16, 0.84))


def _outcomes(certificate: Certificate) -> tuple[str | Table, ...]:
    custody = certificate.custody
    table = custody_words.tables(custody)[1]
    marks = _many(
        custody.redactions,
        "passage, region or attachment is",
        "passages, regions and attachments are",
    )
    lines = _many(certificate.log_lines, "line")
    log = f"Within records, {marks} withheld. The exemption log of the packet has {lines}."
    return table, custody_words.account(custody), log


def _sources(certificate: Certificate) -> tuple[str | Table | Facts, ...]:
    custody = certificate.custody
    rows = tuple(map(_source, custody.sources))
    trail = (
        ("Decision log", f"up to entry {certificate.log_position:,}"),
        ("Audit trail", f"last entry, SHA-256\n{custody.trail}"),
    )
    table = Table(("Source", "Custodian", "Account and SHA-256"), rows, (0.235, 0.155, 0.61))
    return (
        _SUM,
        table,
        Facts(trail),
    )


def _source(source: CustodySource) -> tuple[str, str, str]:
    label = f"{source.label}\nimported {source.imported}"
    account = (
        f"{source.seen:,} seen = {source.records:,} records + {source.copies:,} copies + "
        f"{source.unreadable:,} unreadable + {source.ignored:,} ignored\n{source.sha256}"
    )
    return label, source.custodian or "not named", account


def _signed(certificate: Certificate, signature: Signature) -> Facts:
    return Facts(
        (
            ("Fingerprint", certificate.fingerprint),
            ("Public key", signature.public_key),
            ("Signature", signature.value),
        ),
        strong="Fingerprint",
    )


def _many(count: int, noun: str, plural: str = "") -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {plural or noun + 's'}"
