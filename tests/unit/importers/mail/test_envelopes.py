"""Mails in envelopes: signed, compressed and encrypted ones, and journal reports."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from exports.smime_files import INSIDE, compressed, der, mails, sealed_mail, signed, streamed

from app.domain.parsed import Parsed
from app.importers.mail.eml import parse_mail
from app.reading.smime import Seal, open_envelope

MAILS = mails()


def _record(name: str) -> Parsed:
    record = parse_mail(MAILS[name], name)
    assert isinstance(record, Parsed)
    return record


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("signed.eml", ["signed"]),
        ("streamed.eml", ["signed"]),
        ("twice.eml", ["signed"]),
        ("compressed.eml", ["compressed"]),
    ],
)
def test_that_what_was_sealed_openly_is_read(name: str, notes: list[str]) -> None:
    record = _record(name)
    assert record.text == "Sealed words."
    assert [file.name for file in record.attachments] == ["a.csv"]
    assert [problem.code for problem in record.problems] == notes
    assert not record.flags


@pytest.mark.parametrize(
    ("name", "note"), [("encrypted.eml", "encrypted"), ("damaged.eml", "sealed")]
)
def test_that_what_cannot_be_opened_is_named(name: str, note: str) -> None:
    record = _record(name)
    assert [file.name for file in record.attachments] == ["smime.p7m"]
    assert [problem.code for problem in record.problems] == [note]
    assert record.flags == {"undecodable"}


def test_that_a_cut_envelope_is_read_as_far_as_it_goes_and_kept() -> None:
    for envelope in (signed(INSIDE)[:-40], compressed(INSIDE)[:-20]):
        record = parse_mail(sealed_mail(b"Cut", 1, envelope))
        assert isinstance(record, Parsed)
        assert record.text.startswith("Sealed")
        assert record.attachments[-1].name == "smime.p7m"
        assert "truncated" in record.flags


def test_that_a_journal_report_without_a_mark_keeps_the_blind_copy() -> None:
    record = _record("journal.eml")
    assert record.subject == "Stops"
    assert [party.address for party in record.parties if party.role.value == "bcc"] == [
        "chief@example.com"
    ]
    assert [problem.code for problem in record.problems] == ["journal"]


def test_that_a_real_signature_gives_its_content() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Rosa Diaz")])
    begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=900))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(INSIDE)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    envelope = open_envelope(builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary]))
    assert (envelope.seal, envelope.content) == (Seal.SIGNED, INSIDE)


@pytest.mark.parametrize("whole", [signed(INSIDE), streamed(INSIDE)])
def test_that_cut_envelopes_never_stop_the_reading(whole: bytes) -> None:
    for end in range(len(whole)):
        envelope = open_envelope(whole[:end])
        assert INSIDE.startswith(envelope.content)
        assert envelope.cut or not envelope.content
    assert not open_envelope(whole).cut


def test_that_endless_nesting_is_given_up() -> None:
    deep = b"\x30\x80" * 5000
    assert open_envelope(deep).seal is Seal.UNKNOWN
    assert open_envelope(der(0x04, b"x")).seal is Seal.UNKNOWN
    assert open_envelope(b"").seal is Seal.UNKNOWN
