"""Words elsewhere, found by the word index in portions, against reading every text of a request."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.detect.variants import forms_of
from app.domain.ids import BlobName, ConversationId, RecordId
from app.domain.places import places_of, text_at
from app.domain.redaction import Field, SpanTarget
from app.domain.requests import Request
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow import looking
from app.workflow.alike import Hit
from app.workflow.decide import Decider
from app.workflow.elsewhere import Elsewhere
from app.workflow.find_words import records_of
from app.workflow.known_words import KnownWords
from app.workflow.looking import Wanted

NAMES = ("Joanna Delaney", "Maria de la Cruz", "Robert Fenwick", "Peter Okafor", "Rosa Diaz")
ALIKE = (
    "Delaney", "DELANEY, JOANNA", "Joanna Delany's", "J. Delaney", "jdelaney", "Joanna", "Maria",
    "de la Cruz", "delacruz", "Fenwick", "fenwicks", "JD", "850-555-0142", "(850) 555 0142",
    "8505550142", "555-0142", "850-555-O142", "rosa.diaz@example.com", "rosa.diaz", "rosadiaz",
    "traffic light was out", "trafic light was out", "traffic-light was out…", "traffic light w…",
    "ask her first", "ask her firsts", "pond", "ponds", "blue gate", "blue  gate's", "1200 Elm St",
    "1200 Elm Street",
)  # fmt: skip
WANTED = (
    *NAMES, "Delaney", "850-555-0142", "rosa.diaz@example.com", "traffic light was out",
    "ask her first", "pond", "blue gate", "1200 Elm Street", "nobody", "…",
)  # fmt: skip
_FILL = "the of to and call me when you get there ok see shift tonight light was out traffic"
FILL = _FILL.split()


def made_text(dice: random.Random) -> str:
    words = dice.choices(FILL, k=dice.randint(1, 9))
    for _ in range(dice.randint(0, 2)):
        words.insert(dice.randint(0, len(words)), dice.choice((*NAMES, *ALIKE)))
    return " ".join(words)


def made_request(vault: Vault, dice: random.Random) -> Request:
    """Make records that share people and titles, half of them with files, and hold most."""
    records, files = [], []
    for number in range(60):
        made = builders.message(
            made_text(dice), dice.randint(0, 40), sender=dice.choice((*NAMES, "Ann Oakes")),
            title=dice.choice(("", "About Joanna Delaney", "1200 Elm Street")),
        )  # fmt: skip
        records.append(replace(made, locator=f"sms {number}", subject=made_text(dice)))
        kind = dice.choice(("text/plain", "application/pdf"))
        name = f"{made_text(dice).split()[0]}.txt"
        note = StoredAttachment(name, 9, kind, "aa", BlobName("b"), text=made_text(dice))
        files.append([note] if dice.random() < 0.5 else [])
    ids = builders.hold(vault, records, files)
    return builders.new_request(vault, [one for one in ids if dice.random() < 0.8])


def plainly(vault: Vault, request: Request, words: str) -> list[Hit]:
    """Read everything, the way anyone would."""
    forms = forms_of(words, KnownWords(vault).lexicon(request.id))
    with vault.read() as work:
        ids = work.requests.record_ids(request.id)
        conversations = {one.id: one.conversation for one in work.requests.keys_of(ids)}
    told: set[ConversationId] = set()
    found: list[Hit] = []
    for record in records_of(vault, ids) if forms is not None else ():
        conversation = conversations[record.id]
        for place in sorted(places_of(record), key=lambda p: (list(Field).index(p.field), p.index)):
            if place.field is Field.TITLE and conversation in told:
                continue
            places = forms.find(text_at(record, place)) if forms is not None else ()
            found += [Hit(record.id, (SpanTarget(o.span, place),), o.likeness) for o in places]
        told.add(conversation)
    return sorted(found, key=lambda hit: not hit.is_same)


@pytest.mark.parametrize("seed", range(6))
def test_that_the_index_finds_in_portions_what_reading_everything_finds(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 5)
    dice = random.Random(seed)
    vault = builders.new_vault(tmp_path)
    try:
        request = made_request(vault, dice)
        looks = Elsewhere(vault, request)
        for words in WANTED:
            assert looks.of_words(words) == plainly(vault, request, words), words
    finally:
        vault.close()


def test_that_the_first_portion_holds_the_very_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    texts = [*["Joanna came"] * 5, "Joanna Delaney left", *["Joanna came"] * 5]
    vault = builders.new_vault(tmp_path)
    try:
        sent = [builders.message(text, n) for n, text in enumerate(texts)]
        sent.append(builders.message("hello", 30, sender="Joanna Delaney"))
        sent.append(builders.message("hello", 31, sender="Joanna Okafor"))
        ids = builders.hold(vault, sent)
        looks = Elsewhere(vault, builders.new_request(vault, ids)).looking(Wanted("Joanna Delaney"))
        first = [(hit.record, hit.place.field) for hit in looks.hits() if hit.is_same]
        assert {(ids[5], Field.TEXT), (ids[11], Field.PARTY)} <= set(first)
        portions = 0
        while looks.left:
            looks.read()
            portions += 1
        assert portions >= 5
        assert {hit.record for hit in looks.hits()} == set(ids)
    finally:
        vault.close()


def test_that_a_place_is_said_to_be_withheld_as_it_stands_when_asked(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    try:
        sent = [builders.message("Joanna Delaney", n, title="Joanna Delaney") for n in range(3)]
        ids = builders.hold(vault, sent)
        request = builders.new_request(vault, ids)
        looks = Elsewhere(vault, request).looking(Wanted("Joanna Delaney"))
        assert not any(hit.withheld for hit in looks.hits())
        hits = looks.hits()
        title = next(hit for hit in hits if hit.place.field is Field.TITLE)
        text = next(hit for hit in hits if hit.record == ids[1])
        decider = Decider(vault, request, "Pat")
        decider.redact(RecordId(ids[2]), title.targets, ["x"])
        decider.redact(text.record, text.targets, ["x"])
        withheld = {(hit.record, hit.place.field) for hit in looks.hits() if hit.withheld}
        assert withheld == {(ids[0], Field.TITLE), (ids[1], Field.TEXT)}
    finally:
        vault.close()
