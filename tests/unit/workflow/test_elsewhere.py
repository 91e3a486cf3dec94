"""One decision everywhere: what it finds beside the place itself, and what it withholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.detect.likeness import Likeness
from app.domain.ids import BlobName, RecordId
from app.domain.records import Kind
from app.domain.redaction import Field, SpanTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.alike import Hit
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere, apply_elsewhere, elsewhere, leave_visible

NAME = "Jordan Blackwood"
TEXTS = (
    f"{NAME} lives there",
    f"Liked “{NAME} lives there”",
    "> who is Jordan\n> Blackwood?",
    "Jordan Blackwod again",
    "call J.B. now",
    "jordan blackwood's car",
    "nothing",
)


class Office:
    """A request with a name in many forms, in all printable places."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        records = [builders.message(text, number) for number, text in enumerate(TEXTS)]
        mail = replace(
            builders.message(
                "see the card", 20, sender="J Blackwood", title="About Jordan Blackwood"
            ),
            kind=Kind.EMAIL,
            subject="Fwd: Jordan Blackwood",
        )
        note = StoredAttachment(
            "blackwood_jordan.vcf", 9, "text/vcard", "aa", BlobName("b"), text=f"FN:{NAME}"
        )
        files = [[] for _ in TEXTS] + [[note]]
        self.ids: list[RecordId] = builders.hold(vault, [*records, mail], files)
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")

    def hits(self) -> list[Hit]:
        return elsewhere(self.vault, self.request, self.ids[0], SpanTarget(Span(0, 16)))

    def by_place(self) -> dict[tuple[RecordId, Field], Likeness]:
        return {(hit.record, hit.place.field): hit.likeness for hit in self.hits()}

    def redactions(self, at: int) -> int:
        with self.vault.read() as work:
            return len(work.decisions.standing(self.request.id, self.ids[at]).redactions)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_words_are_found_in_every_printable_place(office: Office) -> None:
    ids = office.ids
    assert office.by_place() == {
        (ids[1], Field.TEXT): Likeness.SAME,
        (ids[2], Field.TEXT): Likeness.SAME,
        (ids[3], Field.TEXT): Likeness.SPELLING,
        (ids[4], Field.TEXT): Likeness.INITIALS,
        (ids[5], Field.TEXT): Likeness.POSSESSIVE,
        (ids[7], Field.SUBJECT): Likeness.SAME,
        (ids[7], Field.TITLE): Likeness.SAME,
        (ids[7], Field.PARTY): Likeness.INITIALS,
        (ids[7], Field.ATTACHMENT_NAME): Likeness.ORDER,
        (ids[7], Field.ATTACHMENT_TEXT): Likeness.SAME,
    }


def test_that_the_same_words_come_first_and_the_place_itself_is_left_out(office: Office) -> None:
    hits = office.hits()
    assert [hit.is_same for hit in hits] == sorted((hit.is_same for hit in hits), reverse=True)
    assert office.ids[0] not in {hit.record for hit in hits}
    assert "Blackwood" not in repr(hits)


def test_that_context_is_made_when_it_is_shown(office: Office) -> None:
    hits = office.hits()
    contexts = Elsewhere(office.vault, office.request).contexts(hits)
    found = next(c for c, hit in zip(contexts, hits, strict=True) if hit.record == office.ids[1])
    assert (found.before, found.words, found.after) == ("Liked “", NAME, " lives there”")
    assert "Blackwood" not in repr(found)


def test_that_all_or_chosen_places_are_withheld_as_one_act(office: Office) -> None:
    hits = office.hits()
    chosen = [hit for hit in hits if hit.is_same or hit.likeness is Likeness.SPELLING]
    done = apply_elsewhere(office.decider, chosen, ["x"])
    assert done.sentence == f"{len(chosen)} places withheld in 4 records"
    assert [office.redactions(at) for at in (1, 2, 3, 4)] == [1, 1, 1, 0]
    again = {(hit.record, hit.place): hit.withheld for hit in office.hits()}
    assert all(again[hit.record, hit.place] for hit in chosen)
    assert (
        apply_elsewhere(office.decider, [h for h in office.hits() if h.withheld], ["x"]).group == 0
    )
    office.decider.undo()
    assert office.redactions(1) == 0
    assert not any(hit.withheld for hit in office.hits())


def test_that_exact_copies_of_a_chosen_record_follow(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    texts = ["Jordan Blackwood", "ask Jordan Blackwood"]
    builders.hold(vault, [builders.message(text, n) for n, text in enumerate(texts)])
    copy = replace(builders.message(texts[1], 1, sender="R. Diaz"), platform="mms")
    ids = builders.hold(vault, [copy], name="second.xml")
    request = builders.new_request(vault, ids)
    hits = elsewhere(vault, request, ids[0], SpanTarget(Span(0, 16)))
    assert [hit.record for hit in hits] == ids[1:]
    apply_elsewhere(Decider(vault, request, "Pat"), hits[:1], ["x"])
    assert all(hit.withheld for hit in elsewhere(vault, request, ids[0], SpanTarget(Span(0, 16))))
    vault.close()


def test_that_a_title_is_one_place_for_its_conversation(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    records = [builders.message(str(n), n, title="About Jordan Blackwood") for n in range(3)]
    ids = builders.hold(vault, records)
    request = builders.new_request(vault, ids)
    looks = Elsewhere(vault, request)
    (hit,) = looks.of_words(NAME)
    assert (hit.record, hit.place.field) == (ids[0], Field.TITLE)
    decider = Decider(vault, request, "Pat")
    target = hit.targets[0]
    assert isinstance(target, SpanTarget)
    decider.redact(ids[2], [target], ["x"])
    assert [one.withheld for one in looks.of_words(NAME)] == [True]
    assert looks.of_words("…") == []
    vault.close()


def test_that_words_may_stay_visible_for_a_reason_that_is_logged(office: Office) -> None:
    (first, *_) = office.hits()
    with pytest.raises(DecisionRefused):
        leave_visible(office.decider, [first], "  ")
    done = leave_visible(office.decider, [first], "named in the press release")
    assert done.sentence == "1 place stays visible as already public"
    with office.vault.read() as work:
        (said,) = work.decisions.already_public(office.request.id)
    assert (said.record, said.target) == (first.record, first.targets[0])
    office.decider.undo()
    with office.vault.read() as work:
        assert work.decisions.already_public(office.request.id) == []


def test_that_words_of_a_record_outside_the_request_are_not_given(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message(NAME, n) for n in range(3)])
    request = builders.new_request(vault, ids[:2])
    hits = elsewhere(vault, request, ids[0], SpanTarget(Span(0, 16)))
    assert [hit.record for hit in hits] == [ids[1]]
    vault.close()
