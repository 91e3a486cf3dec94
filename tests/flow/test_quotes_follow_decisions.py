"""One decision reaches what answers quote: the same words are found in every quotation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import hold, new_request, new_vault
from made_mails import ANSWERED, ASKED, THANKED, thread

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.redaction import Field, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.consistency import Consistency
from app.workflow.decide import Decider
from app.workflow.elsewhere import apply_elsewhere, elsewhere

CODE = "s. 119.071(4)(d)2.a"
TEXTS = dict(enumerate((ASKED, ANSWERED, THANKED), 1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Vault, Request, Decider]]:
    vault = new_vault(tmp_path)
    request = new_request(vault, hold(vault, thread()))
    yield vault, request, Decider(vault, request, "Rosa")
    vault.close()


def place(words: str) -> SpanTarget:
    start = ASKED.index(words)
    return SpanTarget(Span(start, start + len(words)))


@pytest.mark.parametrize("words", ["Jordan Blackwood", "850-555-0142", "the old harbour"])
def test_that_withheld_words_are_withheld_in_every_quotation(desk, words: str) -> None:
    vault, request, decider = desk
    decider.dispose(decider.record_ids(), Disposition.RELEASE)
    decider.redact(RecordId(1), [place(words)], [CODE])
    found = elsewhere(vault, request, RecordId(1), place(words))
    texts = [hit for hit in found if hit.place.field is Field.TEXT]
    said = {
        (hit.record, " ".join(TEXTS[hit.record][one.span.start : one.span.end].split()))
        for hit in texts
        for one in hit.targets
    }
    assert {record for record, _ in said} >= {2, 3}
    report = Consistency(vault, request)
    told = {record for one in report.report() for record in one.records}
    assert told >= {2, 3}
    apply_elsewhere(decider, texts, [CODE])
    assert not [
        one for one in report.report() if any(h.place.field is Field.TEXT for h in one.hits)
    ]
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
    for record in (2, 3):
        text = list(TEXTS[record])
        for one in standings[RecordId(record)].redactions:
            if isinstance(one.target, SpanTarget) and one.target.place.field is Field.TEXT:
                text[one.target.span.start : one.target.span.end] = "#" * len(one.target.span)
        left = "".join(c for c in "".join(text) if c.isalnum()).casefold()
        assert "".join(c for c in words if c.isalnum()).casefold() not in left
