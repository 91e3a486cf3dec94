"""On the bundled sample: one redaction each of name, phone and address finds all planted forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.detect.likeness import Likeness
from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.places import text_at
from app.domain.redaction import SOURCE_TEXT, Field, RegionTarget, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.workflow import sample as bundled
from app.workflow.alike import Hit
from app.workflow.consistency import Consistency
from app.workflow.decide import Decider
from app.workflow.demo import enter_sample_request, import_sample
from app.workflow.elsewhere import Elsewhere, apply_elsewhere
from app.workflow.find_words import pattern_of, records_of
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.page_likeness import PageLikeness
from app.workflow.search_records import Searcher

CODE = "s. 119.071(4)(d)2.a"
NAME, PHONE, ADDRESS = "Joanna Delaney", "850-555-0142", "14 Cedar Lane"


class Millbrook:
    """The sample, imported, its request filled and every record of it released."""

    def __init__(self, folder: Path) -> None:
        sample = bundled.load()
        self.vault: Vault = builders.new_vault(folder)
        import_sample(self.vault, sample, finish)
        requests = Requests(self.vault, Library.load(), lambda: sample.request.received)
        searcher = Searcher(self.vault, sample.exports[0].options.zone)
        self.request: Request = enter_sample_request(requests, searcher, sample)
        self.decider = Decider(self.vault, self.request, "Pat")
        self.decider.dispose(self.decider.record_ids(), Disposition.RELEASE)

    def redact_once(self, words: str) -> tuple[RecordId, SpanTarget]:
        """Withhold words in the first text that has them."""
        pattern = pattern_of(words)
        for record in records_of(self.vault, self.decider.record_ids()):
            match = pattern.search(record.text)
            if match:
                target = SpanTarget(Span(*match.span()), SOURCE_TEXT)
                self.decider.redact(record.id, [target], [CODE])
                return record.id, target
        raise AssertionError("not in the sample")

    def found(self, words: str) -> list[tuple[Hit, str]]:
        """Give what one redaction of words finds, with the words at each place."""
        hits = Elsewhere(self.vault, self.request).of_place(*self.redact_once(words))
        records = {r.id: r for r in records_of(self.vault, [hit.record for hit in hits])}
        result = []
        for hit in hits:
            (target,) = hit.targets
            assert isinstance(target, SpanTarget)
            text = text_at(records[hit.record], target.place)
            result.append((hit, text[target.span.start : target.span.end]))
        return result


@pytest.fixture(scope="module")
def millbrook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Millbrook]:
    made = Millbrook(tmp_path_factory.mktemp("millbrook"))
    yield made
    made.vault.close()


def forms(found: list[tuple[Hit, str]]) -> set[tuple[str, str]]:
    return {(words, hit.likeness.value) for hit, words in found}


def test_that_one_redaction_of_the_name_finds_every_planted_form(millbrook: Millbrook) -> None:
    found = millbrook.found(NAME)
    assert forms(found) >= {
        (NAME, "same"),
        ("Joanna Delany", "spelling"),
        ("Delainey", "spelling"),
        ("joanna.delaney@example.com", "address"),
        ("J.D", "initials"),
        ("Delaney_J", "initials"),
        ("Delaney", "part"),
    }
    fields = {hit.place.field for hit, words in found if words == NAME}
    assert fields >= {Field.TEXT, Field.SUBJECT, Field.PARTY, Field.TITLE}
    assert (Field.ATTACHMENT_NAME, "Delaney_J") in {(h.place.field, words) for h, words in found}


def test_that_the_street_of_the_same_name_is_left_alone(millbrook: Millbrook) -> None:
    for hit, words in millbrook.found(NAME):
        if hit.likeness is Likeness.PART and words == "Delaney":
            (record,) = records_of(millbrook.vault, [hit.record])
            (target,) = hit.targets
            assert isinstance(target, SpanTarget)
            behind = text_at(record, target.place)[target.span.end :]
            assert not behind.startswith(" Road")


def test_that_one_redaction_of_the_phone_finds_four_punctuations_and_a_quoted_reply(
    millbrook: Millbrook,
) -> None:
    found = millbrook.found(PHONE)
    assert {words for _, words in found} == {
        "850-555-0142",
        "(850) 555-0142",
        "850.555.0142",
        "8505550142",
    }
    quoted = [
        record.text
        for record in records_of(millbrook.vault, [hit.record for hit, _ in found])
        if any(PHONE in line for line in record.text.splitlines() if line.startswith(">>>"))
    ]
    assert quoted


def test_that_one_redaction_of_the_address_finds_both_spellings_and_the_reaction(
    millbrook: Millbrook,
) -> None:
    found = millbrook.found(ADDRESS)
    said = {words.rstrip(",") for _, words in found}
    assert {"14 Cedar Lane", "14 Cedar Ln", "14 Cedar"} <= said
    (reaction,) = [hit for hit, words in found if words == "14 Cedar"]
    (record,) = records_of(millbrook.vault, [reaction.record])
    assert record.text.startswith("Liked “")


def test_that_words_on_the_pages_of_the_form_are_found_and_withheld_there(tmp_path: Path) -> None:
    millbrook = Millbrook(tmp_path)
    places = [millbrook.redact_once(words) for words in (NAME, PHONE, ADDRESS)]
    with Child() as child:
        looks = Elsewhere(
            millbrook.vault, millbrook.request, pages=PageLikeness(millbrook.vault, child)
        )
        for place in places:
            hits = [h for h in looks.of_place(*place) if isinstance(h.targets[0], RegionTarget)]
            contexts = looks.contexts(hits)
            assert any(
                "Delaney" in c.words or "0142" in c.words or "14" in c.words for c in contexts
            )
            apply_elsewhere(millbrook.decider, hits, [CODE])
            again = [h for h in looks.of_place(*place) if isinstance(h.targets[0], RegionTarget)]
            assert again
            assert all(hit.withheld for hit in again)
    millbrook.vault.close()


def test_that_three_decisions_leave_nothing_inconsistent(tmp_path: Path) -> None:
    millbrook = Millbrook(tmp_path)
    report = Consistency(millbrook.vault, millbrook.request)
    places = [millbrook.redact_once(words) for words in (NAME, PHONE, ADDRESS)]
    assert {one.kind for one in report.report()} >= {"visible", "address_stays", "alike"}
    looks = Elsewhere(millbrook.vault, millbrook.request)
    for place in places:
        hits = [hit for hit in looks.of_place(*place) if not hit.withheld]
        before = millbrook.decider.can()
        apply_elsewhere(millbrook.decider, hits, [CODE])
        assert all(hit.withheld for hit in looks.of_place(*place))
        assert before[0]
    kinds = {one.kind for one in report.report()}
    assert not kinds & {"visible", "address_stays"}
    for _ in range(3):
        millbrook.decider.undo()
    assert {one.kind for one in report.report()} >= {"visible", "address_stays", "alike"}
    millbrook.vault.close()
