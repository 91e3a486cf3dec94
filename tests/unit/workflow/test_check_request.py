"""The check: what blocks a packet and what contradicts itself."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest

from app.domain.decisions import Disposition, WithholdWords
from app.domain.ids import BlobName
from app.domain.redaction import RegionTarget, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Region, Span
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.check_request import blocking, check, confirm_exemption, sign_off, signed
from app.workflow.decide import Decider
from app.workflow.law import Library

LAW = Library.load()
SURE = next(e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation)
UNSURE = next(e for j in LAW.jurisdictions for e in j.exemptions if e.needs_confirmation)


@pytest.fixture
def request_held(vault: Vault) -> Request:
    texts = ("Jordan Blackwood lives here", "ask Blackwood about it", "call me")
    records = [builders.message(text, number) for number, text in enumerate(texts)]
    return builders.new_request(vault, builders.hold(vault, records))


def kinds(vault: Vault, request: Request) -> list[str]:
    return [found.kind for found in check(vault, request, LAW)]


def test_that_an_empty_request_cannot_be_answered(vault: Vault) -> None:
    assert kinds(vault, builders.new_request(vault, [])) == ["empty"]


def test_that_undecided_records_are_named(vault: Vault, request_held: Request) -> None:
    (found,) = check(vault, request_held, LAW)
    assert found.sentence == "3 records have no decision."
    assert found.blocks
    assert len(found.records) == 3
    assert blocking(vault, request_held, LAW).total() == 0


def test_that_nothing_stands_in_the_way_when_all_is_decided(
    vault: Vault, request_held: Request
) -> None:
    decider = Decider(vault, request_held, "Pat")
    decider.dispose(decider.record_ids(), Disposition.RELEASE)
    assert check(vault, request_held, LAW) == []


def test_that_a_withheld_word_that_is_visible_elsewhere_is_reported(
    vault: Vault, request_held: Request
) -> None:
    decider = Decider(vault, request_held, "Pat")
    ids = decider.record_ids()
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[0], [SpanTarget(Span(7, 16))], [SURE])
    (found,) = check(vault, request_held, LAW)
    assert found.kind == "visible_elsewhere"
    assert not found.blocks
    assert found.records == (ids[1],)
    assert "Blackwood" not in found.sentence
    decider.redact(ids[1], [SpanTarget(Span(4, 13))], [SURE])
    assert check(vault, request_held, LAW) == []


def test_that_a_record_that_does_not_leave_contradicts_nothing(
    vault: Vault, request_held: Request
) -> None:
    decider = Decider(vault, request_held, "Pat")
    ids = decider.record_ids()
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[0], [SpanTarget(Span(7, 16))], [SURE])
    decider.dispose([ids[1]], Disposition.WITHHOLD, [SURE])
    assert check(vault, request_held, LAW) == []


def test_that_redactions_need_an_exemption_of_this_jurisdiction(
    vault: Vault, request_held: Request
) -> None:
    decider = Decider(vault, request_held, "Pat")
    ids = decider.record_ids()
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(ids[0], [SpanTarget(Span(0, 6))], [])
    decider.redact(ids[1], [SpanTarget(Span(0, 3))], ["(b)(6)"])
    decider.dispose([ids[2]], Disposition.REDACT)
    assert kinds(vault, request_held) == ["no_exemption", "foreign_code", "nothing_redacted"]
    assert blocking(vault, request_held, LAW).total() == 3


def test_that_an_unsure_citation_is_confirmed_once(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("call me")])
    request = builders.new_request(vault, ids, UNSURE.jurisdiction)
    Decider(vault, request, "Pat").dispose(ids, Disposition.WITHHOLD, [UNSURE.code])
    (found,) = check(vault, request, LAW)
    assert (found.kind, found.code) == ("unconfirmed_code", UNSURE.code)
    confirm_exemption(vault, request, UNSURE.code)
    assert check(vault, request, LAW) == []


def test_that_a_signature_counts_until_something_is_decided_after_it(
    vault: Vault, request_held: Request
) -> None:
    decider = Decider(vault, request_held, "Pat")
    decider.dispose(decider.record_ids(), Disposition.RELEASE)
    assert signed(vault, request_held) is None
    sign_off(vault, request_held, "Sam")
    signature = signed(vault, request_held)
    assert signature is not None
    assert signature.who == "Sam"
    decider.dispose(decider.record_ids()[:1], Disposition.NOT_RESPONSIVE)
    assert signed(vault, request_held) is None


def paged(vault: Vault, text: str) -> tuple[Request, Decider]:
    """Hold a message that names somebody, and one whose PDF has a text."""
    file = StoredAttachment("f.pdf", 9, "application/pdf", "1" * 64, BlobName("1" * 64), text)
    records = [builders.message("Jordan Blackwood lives here"), builders.message("see this", 1)]
    request = builders.new_request(vault, builders.hold(vault, records, [[], [file]]))
    decider = Decider(vault, request, "Pat")
    decider.dispose(decider.record_ids(), Disposition.RELEASE)
    decider.redact(decider.record_ids()[0], [SpanTarget(Span(7, 16))], [SURE])
    return request, decider


def test_that_withheld_words_on_pages_of_attachments_are_told(vault: Vault) -> None:
    request, decider = paged(vault, "Signed: Blackwood. Copy to Mr Blackwood.")
    found, unopened = check(vault, request, LAW)
    assert (found.paged, found.words) == ((decider.record_ids()[1],), "Blackwood")
    assert found.sentence.endswith("visible in 1 (record 2, attachment 1).")
    assert unopened.kind == "never_opened"
    box = RegionTarget(0, Region(1, 0.1, 0.1, 0.2, 0.2))
    decider.redact(decider.record_ids()[1], [box], [SURE])
    assert kinds(vault, request) == ["visible_elsewhere", "never_opened"]
    decider.redact(decider.record_ids()[1], [replace(box, region=Region(1, 0, 0, 1, 1))], [SURE])
    assert kinds(vault, request) == ["never_opened"]


def test_that_words_of_a_file_that_is_withheld_whole_are_not_told(vault: Vault) -> None:
    request, decider = paged(vault, "Signed: Blackwood")
    decider.redact(decider.record_ids()[1], [WholeTarget(0)], [SURE])
    assert kinds(vault, request) == []


def with_document(vault: Vault, text: str, literal: str) -> Request:
    """Hold a message with a document, all released, and words to be withheld anywhere."""
    file = StoredAttachment("f.txt", 9, "text/plain", "1" * 64, BlobName("1" * 64), text)
    ids = builders.hold(vault, [builders.message("see this")], [[file]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    decider.apply([WithholdWords(literal)], "")
    return request


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("Pike", "Statement of Pikessn 1970"),
        ("Martin", "by martinssn"),
        ("Blackwood", "by BLACKWOODSSN"),
        ("Jordan Blackwood", "by JordanBlackwood"),
    ],
)
def test_that_words_glued_to_others_in_a_file_are_told(
    vault: Vault, literal: str, text: str
) -> None:
    found, *_ = check(vault, with_document(vault, text, literal), LAW)
    assert found.sentence == (
        "Words withheld in a file of decisions are visible in 1 (record 1, attachment text)."
    )
    assert not found.blocks


@pytest.mark.parametrize("text", ["spikes", "a pikessn", "nothing of it"])
def test_that_other_words_in_a_file_are_not_told(vault: Vault, text: str) -> None:
    assert kinds(vault, with_document(vault, text, "Pike")) == []
