"""Decisions from a file: each kind of line, and each way in which one is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.ids import BlobName
from app.domain.redaction import Field, RegionTarget, SpanTarget, WholeTarget
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.search_records import Searcher

PHOTO = StoredAttachment(
    "Photo.JPG", 10, "image/jpeg", "0" * 64, BlobName(""), missing="not in the export"
)


class Office:
    """A request of three messages, the first with a photograph."""

    def __init__(self, vault: Vault) -> None:
        texts = ("Jordan Blackwood came by", "ask Blackwood", "call me")
        records = [builders.message(text, number) for number, text in enumerate(texts)]
        self.vault = vault
        self.ids = builders.hold(vault, records, [[PHOTO]])
        self.request = builders.new_request(vault, self.ids)
        decider = Decider(vault, self.request, "Pat")
        self.file = DecisionFile(vault, Searcher(vault, "UTC"), decider)

    def apply(self, *lines: object) -> int:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        done, _ = self.file.apply(texts)
        return done.records

    def redactions(self, number: int) -> list[object]:
        with self.vault.read() as work:
            standing = work.decisions.standing(self.request.id, self.ids[number])
        return [redaction.target for redaction in standing.redactions]

    def disposition(self, number: int) -> Disposition | None:
        with self.vault.read() as work:
            return work.decisions.standing(self.request.id, self.ids[number]).disposition


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_search_disposes_and_the_last_line_counts(office: Office) -> None:
    office.apply(
        {"find": "*", "disposition": "RELEASE"},
        "",
        {"find": "call", "disposition": "WITHHOLD", "exemptions": ["(x)"]},
    )
    assert office.disposition(0) is Disposition.RELEASE
    assert office.disposition(2) is Disposition.WITHHOLD


def test_that_words_are_redacted_where_found_or_everywhere(office: Office) -> None:
    line = {"find": "jordan", "redact": "blackwood", "exemptions": ["(x)"]}
    office.apply(line)
    assert (len(office.redactions(0)), len(office.redactions(1))) == (1, 0)
    office.apply({**line, "everywhere": True})
    assert (len(office.redactions(0)), len(office.redactions(1))) == (1, 1)


def test_that_an_attachment_is_withheld_by_name_in_any_case(office: Office) -> None:
    office.apply({"find": "*", "attachment": "photo.jpg", "exemptions": ["(x)"]})
    assert office.redactions(0) == [WholeTarget(0)]


def test_that_a_record_is_redacted_by_span_place_and_region(office: Office) -> None:
    record = office.ids[0]
    office.apply(
        {"record": record, "span": [0, 6], "exemptions": ["(x)"]},
        {"record": record, "span": [0, 4], "field": "party", "index": 1, "exemptions": ["(x)"]},
        {"record": record, "attachment": 0, "page": 1, "region": [0, 0, 0.5, 0.5]},
    )
    targets = office.redactions(0)
    fields = {t.place.field for t in targets if isinstance(t, SpanTarget)}
    assert fields == {Field.TEXT, Field.PARTY}
    assert any(isinstance(target, RegionTarget) for target in targets)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        {"disposition": "RELEASE"},
        {"find": "*", "disposition": "SHRED"},
        {"find": "*", "disposition": "WITHHOLD"},
        {"find": '"unclosed', "disposition": "RELEASE"},
        {"find": "*", "redact": "call", "exemptions": "(x)"},
        {"record": 1, "span": [5, 2], "exemptions": []},
        {"record": 1, "span": [0, 999], "exemptions": []},
        {"record": 1, "span": [0, 1], "field": "party", "index": 9, "exemptions": []},
        {"record": 1, "attachment": 7, "exemptions": []},
        {"record": 1, "attachment": 0, "region": [0.5, 0, 0.1, 1], "exemptions": []},
        {"record": 99, "span": [0, 1], "exemptions": []},
    ],
)
def test_that_a_wrong_line_is_named_and_nothing_is_applied(office: Office, line: object) -> None:
    with pytest.raises(DecisionRefused) as refused:
        office.apply({"find": "*", "disposition": "RELEASE"}, line)
    assert refused.value.what
    assert refused.value.remedy
    assert office.disposition(0) is None
