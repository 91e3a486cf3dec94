"""What a certificate says of a packet, in one form that can be signed; it knows no key."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.audiences import FOR_PUBLIC, MadeFor
from app.domain.packets import CheckDone, Custody, CustodySource

FORMAT = "sunshine-desk certificate 1"
ALGORITHM = "Ed25519"
_GROUPS = 8
_GROUP = 4


@dataclass(frozen=True, slots=True)
class CertifiedFile:
    """One file that was handed over.

    Attributes:
        name: as the recipient gets it; within a folder with ``/``.
        pages: 0 where it has none.
        bates: first and last number printed on its pages; empty where there are none.
        part: its place among the files of the packet; 0 where there is one alone.
    """

    name: str
    sha256: str
    size: int
    pages: int = 0
    bates: tuple[str, str] = ("", "")
    part: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What the verification of all files said.

    Attributes:
        words: how many withheld words were searched; only their number.
    """

    checks: tuple[CheckDone, ...]
    milliseconds: int
    words: int

    @property
    def clean(self) -> bool:
        """Say whether nothing was found."""
        return not any(check.findings for check in self.checks)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything that a certificate says; no word of any record.

    Attributes:
        made_at: ISO 8601 with offset.
        program: name and version.
        fingerprint: of the vault's public key.
        log_lines: how many lines the exemption log has.
        log_position: the last decision that the packet knows.
        signed_off: who stands for the request as it is decided, with role.
        made_for: the audience; what it may not see is withheld.
    """

    number: str
    department: str
    recipient: str
    made_at: str
    program: str
    fingerprint: str
    files: tuple[CertifiedFile, ...]
    custody: Custody
    log_lines: int
    log_position: int
    proof: Proof
    signed_off: tuple[str, ...] = ()
    made_for: MadeFor = FOR_PUBLIC


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the public key that it is checked with, both in base64."""

    public_key: str
    value: str


class FileState(StrEnum):
    """What became of a file that a certificate names."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNNAMED = "not in the certificate"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file beside its certificate."""

    name: str
    state: FileState


@dataclass(frozen=True, slots=True)
class CertificateCheck:
    """What a certificate and its files are worth.

    Attributes:
        signed: whether the signature fits what the certificate says.
        fingerprint: of the key that signed it; empty where it is not signed.
        number: of the request, as the certificate says; not to be believed where not signed.
        sentence: all of it for a reader, with what to do.
    """

    signed: bool
    fingerprint: str
    number: str
    files: tuple[FileCheck, ...]
    sentence: str

    @property
    def holds(self) -> bool:
        """Say whether it is signed and every file is the one that it names."""
        return self.signed and all(one.state is FileState.SAME for one in self.files)


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate as it is handed over.

    Attributes:
        json: the signed envelope; ``pdf`` says the same as pages.
    """

    certificate: Certificate
    json: bytes = field(repr=False)
    pdf: bytes = field(repr=False)


def fingerprint_of(public_key: str) -> str:
    """Give eight groups of four signs that can be read out on the telephone.

    They are the first half of the SHA-256 of the key's 32 bytes; empty where it is no key.
    """
    try:
        raw = base64.b64decode(public_key, validate=True)
    except (binascii.Error, ValueError):
        return ""
    digits = hashlib.sha256(raw).hexdigest().upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def canonical(told: object) -> bytes:
    """Give the one form of a JSON value that is signed.

    UTF-8, keys in the order of their code points, no spaces, a line feed at the end.
    """
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def envelope(certificate: Certificate, signature: Signature) -> bytes:
    """Give the file: what is certified and the signature of its canonical form."""
    return canonical(
        {
            "certificate": as_table(certificate),
            "signature": {
                "algorithm": ALGORITHM,
                "public_key": signature.public_key,
                "value": signature.value,
            },
        }
    )


def as_table(certificate: Certificate) -> dict[str, object]:
    """Give a certificate as the JSON that is signed; numbers are whole, texts have one line."""
    custody, proof = certificate.custody, certificate.proof
    return {
        "format": FORMAT,
        "request": one_line(certificate.number),
        "department": one_line(certificate.department),
        "recipient": one_line(certificate.recipient),
        "made_for": {
            "audience": certificate.made_for.audience.value,
            "name": one_line(certificate.made_for.name),
        },
        "made_at": certificate.made_at,
        "program": certificate.program,
        "fingerprint": certificate.fingerprint,
        "files": [_file(file) for file in certificate.files],
        "counts": {
            "held": custody.held,
            "released": custody.released,
            "redacted": custody.redacted,
            "withheld": custody.withheld,
            "not_responsive": custody.not_responsive,
            "redactions": custody.redactions,
            "log_lines": certificate.log_lines,
        },
        "sources": [_source(source) for source in custody.sources],
        "decisions": {
            "people": [one_line(who) for who in custody.people],
            "made": one_line(custody.decided),
            "signed_off": [one_line(who) for who in certificate.signed_off],
            "log_position": certificate.log_position,
            "trail": custody.trail,
        },
        "verification": {
            "clean": proof.clean,
            "checks": [_check(check) for check in proof.checks],
            "milliseconds": proof.milliseconds,
            "words_searched": proof.words,
        },
    }


def one_line(text: str) -> str:
    """Give a text without line ends and without signs that cannot be seen."""
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if not unicodedata.category(sign).startswith("C"))


def _file(file: CertifiedFile) -> dict[str, object]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "bytes": file.size,
        "pages": file.pages,
        "first_number": file.bates[0],
        "last_number": file.bates[1],
        "part": file.part,
    }


def _source(source: CustodySource) -> dict[str, object]:
    return {
        "label": one_line(source.label),
        "custodian": one_line(source.custodian),
        "imported": source.imported,
        "sha256": source.sha256,
        "seen": source.seen,
        "records": source.records,
        "copies": source.copies,
        "unreadable": source.unreadable,
        "ignored": source.ignored,
    }


def _check(check: CheckDone) -> dict[str, object]:
    return {"key": check.key, "sentence": check.sentence, "findings": check.findings}
