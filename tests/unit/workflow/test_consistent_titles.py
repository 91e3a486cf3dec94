"""The consistency report on titles, which one record of a conversation holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.redaction import Field, SpanTarget
from app.domain.spans import Span
from app.vault.folder import Vault
from app.workflow.consistency import Consistency
from app.workflow.decide import Decider
from app.workflow.law import Library

LAW = Library.load()
CODE = next(e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation)


class Office:
    """Three records of one conversation whose title says what a record elsewhere withholds."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        talk = [
            replace(builders.message(text, n, title="About Jordan Blackwood"), conversation_key="1")
            for n, text in enumerate(("call me", "I did", "thanks"))
        ]
        other = builders.message("Jordan Blackwood lives here", 9, title="Another")
        *self.talk, self.elsewhere = builders.hold(vault, [*talk, other])
        self.request = builders.new_request(vault, [self.elsewhere])
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose([self.elsewhere], Disposition.RELEASE)
        self.decider.redact(self.elsewhere, [SpanTarget(Span(0, 16))], [CODE])
        self.kept = Consistency(vault, self.request)

    def add(self, *records: RecordId) -> None:
        with self.vault.write() as work:
            work.requests.add_records(self.request.id, records, "later")

    def remove(self, record: RecordId) -> None:
        with self.vault.write() as work:
            work.requests.remove_records(self.request.id, [record])

    def titles(self) -> list[RecordId]:
        """Give of which records titles are told, the same as a report made anew says."""
        kept, anew = (
            sorted(
                hit.record
                for one in report.report()
                for hit in one.hits
                if hit.place.field is Field.TITLE
            )
            for report in (self.kept, Consistency(self.vault, self.request))
        )
        assert kept == anew
        return kept


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_title_is_told_of_the_next_record_when_the_first_is_taken_out(
    office: Office,
) -> None:
    first, second, third = office.talk
    office.add(first, second, third)
    assert office.titles() == [first]
    office.remove(first)
    assert office.titles() == [second]
    office.remove(second)
    office.remove(third)
    assert office.titles() == []


def test_that_a_title_is_told_once_when_an_earlier_record_joins(office: Office) -> None:
    first, second, _ = office.talk
    office.add(second)
    assert office.titles() == [second]
    office.add(first)
    assert office.titles() == [first]
    office.remove(first)
    assert office.titles() == [second]
