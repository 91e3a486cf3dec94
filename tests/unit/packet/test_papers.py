"""Certificate and report as pages: whole, readable, clean, the same each time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.packet import made_certificate as made

from app.domain.certificate import Certificate
from app.domain.packets import Finding, Verdict
from app.domain.report import report_of
from app.packet import certificate, report
from app.packet.normal import seen
from app.packet.reading import read_pages
from app.packet.verify import verify_pdf

PAPERS = dict(made.papers())


def text_of(data: bytes) -> str:
    return seen("".join(page.characters for page in read_pages(data)))


def page_of(told: Certificate) -> str:
    return text_of(certificate.build(told, made.SIGNATURE, "letter"))


@pytest.mark.parametrize("name", PAPERS)
def test_that_every_paper_passes_the_verification_of_strangers_files(name: str) -> None:
    assert verify_pdf(PAPERS[name]).findings == ()


def test_that_the_same_certificate_gives_the_same_bytes() -> None:
    told = made.made()
    first = certificate.build(told, made.SIGNATURE, "letter")
    assert certificate.build(told, made.SIGNATURE, "letter") == first


def test_that_the_page_says_all_that_is_signed() -> None:
    told = made.made(files=3, of_sources=5)
    text = page_of(told)
    wanted = [
        *(file.name for file in told.files),
        *(file.sha256 for file in told.files),
        *(source.sha256 for source in told.custody.sources),
        *(source.custodian for source in told.custody.sources),
        *(check.sentence for check in told.proof.checks),
        *told.custody.people,
        *told.signed_off,
        *(told.fingerprint, told.recipient, told.number, told.program, told.custody.trail),
        *(made.SIGNATURE.value, made.SIGNATURE.public_key),
        "172 held = 116 released + 38 redacted + 5 withheld + 13 not responsive.",
        "MPD000001 to MPD000120",
        "The exemption log of the packet has 66 lines.",
        "41 withheld words were searched",
        "November 17, 2026, 9:30:00 AM (UTC-05:00)",
    ]
    assert [one for one in wanted if seen(one) not in text] == []
    assert text.count(seen("✓ Passed")) == len(told.proof.checks)


def test_that_everything_drawn_is_among_the_words_that_it_gives() -> None:
    told = made.made(files=2)
    said = seen(certificate.words(told, made.SIGNATURE))
    for page in read_pages(certificate.build(told, made.SIGNATURE, "letter")):
        for line in page.characters.splitlines():
            for word in line.split():
                assert seen(word) in said or word.rstrip(".").isdigit()


def test_that_what_is_not_known_is_left_out() -> None:
    told = made.made()
    custody = replace(told.custody, people=(), decided="")
    text = page_of(replace(told, department="", signed_off=(), custody=custody))
    for label in ("Office", "Decided by", "Signed off by"):
        assert seen(f"{label}Millbrook") not in text
    assert seen("Decided by") not in text
    assert seen("Signed off by") not in text


def test_that_one_word_and_one_check_are_said_in_the_singular() -> None:
    told = made.made()
    proof = replace(told.proof, checks=told.proof.checks[:1], words=1)
    text = page_of(replace(told, proof=proof))
    assert seen("1 check was made on the finished file") in text
    assert seen("1 withheld word was searched") in text
    none = page_of(replace(told, proof=replace(proof, words=0)))
    assert seen("none of them found anything.The packet") in none


def test_that_a_report_says_what_failed_before_what_passed_and_where() -> None:
    text = text_of(report.build(report_of(made.failed(), "leaky.pdf"), made.DATED, "letter"))
    assert seen("✗ This file is not clean: 4 faults in 2 checks.") in text
    words, ink, passed = (
        text.index(seen(title))
        for title in (
            "✗ Failed: withheld words in the file",
            "✗ Failed: text that is not seen",
            "What passed",
        )
    )
    assert words < ink < passed
    assert seen("Page 1, record 7") in text
    assert text.count(seen("✓ Passed")) == len(made.CHECKS) - 2
    assert seen("Not a certificate") in text
    assert seen("leaky.pdf") in text


def test_that_a_long_report_says_how_much_it_leaves_to_the_json() -> None:
    text = text_of(PAPERS["report_failed"])
    assert seen("55 more of this kind are listed") in text


def test_that_a_clean_report_says_so_and_asks_for_nothing() -> None:
    text = text_of(PAPERS["report_clean"])
    assert seen("✓ Nothing was found in 1 page.") in text
    assert seen("What to do") not in text
    assert seen("of a file that is not named here") in text


def test_that_a_file_that_cannot_be_opened_gets_a_report_too() -> None:
    verdict = verify_pdf(b"not a pdf")
    text = text_of(report.build(report_of(verdict, "note.pdf"), made.DATED, "letter"))
    assert seen("Failed: reading the file") in text
    assert seen("The file as a whole") in text


def test_that_a_finding_of_no_check_is_told_as_another() -> None:
    verdict = Verdict((Finding("odd", 1, "Something odd."),), 1, "00" * 32)
    text = text_of(report.build(report_of(verdict), made.DATED, "letter"))
    assert seen("Failed: another check") in text
    assert seen("What passed") not in text
