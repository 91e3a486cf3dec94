"""Gathering suggestions: groups, what is left of them, and under what kinds were withheld."""

from __future__ import annotations

import random
from dataclasses import replace

import builders
import pytest

from app.domain.decisions import AlreadyPublic
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.domain.redaction import SpanTarget
from app.domain.spans import Span
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.elsewhere import elsewhere
from app.workflow.gather_suggestions import Gathering, SuggestionGroup, used_codes
from app.workflow.keep_lists import Lists
from app.workflow.review import PARTLY, ReviewRoom
from app.workflow.settle_group import Taken, accept_groups, decline_groups, spare_groups
from app.workflow.settle_inconsistency import Open, apply_there_too, codes_of_words

TEXTS = (
    "call 850-555-0142",
    "(850) 555-0142 or 850-555-0199",
    "card 4111 1111 1111 1111",
    "850.555.0142",
)


class Office:
    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        records = [builders.message(text, number) for number, text in enumerate(TEXTS)]
        self.ids = builders.hold(vault, records)
        self.request = builders.new_request(vault, self.ids)
        self.room = ReviewRoom(vault, self.request)
        self.decider = Decider(vault, self.request, "Pat")
        self.gathering = Gathering(vault, self.request, self.room)

    def groups(self):
        self.gathering.read(self.gathering.left())
        return self.gathering.groups()

    def of(self, words: str):
        return next(one for one in self.groups() if words in one.words)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_a_number_in_other_punctuation_is_one_group_and_critical_ones_come_first(office):
    groups = office.groups()
    assert groups[0].kind == "card"
    phone = office.of("555-0142")
    assert [one.record for one in phone.found] == [office.ids[0], office.ids[1], office.ids[3]]
    assert phone.records == (office.ids[0], office.ids[1], office.ids[3])


def test_that_records_are_read_once_and_in_portions(office):
    left = office.gathering.left()
    office.gathering.read(left[:2])
    assert office.gathering.left() == left[2:]
    office.gathering.read(left[2:])
    assert office.gathering.left() == []


def test_that_what_was_settled_is_no_longer_open_and_undo_opens_it(office):
    phone = office.of("555-0142")
    done = accept_groups(office.decider, [Taken(phone, ("x",))])
    assert done.sentence == "3 redactions in 3 records"
    assert not any("555-0142" in one.words for one in office.groups())
    office.decider.undo()
    assert len(office.of("555-0142").found) == 3


def test_that_half_of_a_suggestion_is_not_all_and_its_rest_comes_again(office):
    group = office.of("4111")
    office.decider.redact(office.ids[2], [SpanTarget(Span(5, 14))], ["x"])
    left = office.of("1111")
    (one,) = left.found
    assert (one.words, left.level, left.why) == ("1111 1111", "critical", PARTLY)
    assert left.key != group.key
    assert decline_groups(office.decider, [Taken(left)]).sentence == "1 suggestion declined"
    assert not any("1111" in one.words for one in office.groups())
    office.decider.undo()
    accept_groups(office.decider, [Taken(office.of("1111"), ("x",))])
    assert not any("1111" in one.words for one in office.groups())


def test_that_places_that_read_alike_are_declined_one_by_one(office):
    group = replace(office.of("555-0142"), group="")
    some = replace(group, found=group.found[:2])
    assert decline_groups(office.decider, [Taken(some)]).records == 2
    assert [one.record for one in office.of("555.0142").found] == [office.ids[3]]


def test_that_a_group_is_named_shortly_and_alike_in_every_run(office):
    again = Gathering(office.vault, office.request, ReviewRoom(office.vault, office.request))
    again.read(again.left())
    assert {one.key for one in again.groups()} == {one.key for one in office.groups()}
    assert len({one.key for one in office.groups()}) == len(office.groups())


def test_that_what_is_spared_comes_off_the_list_with_the_act(office):
    def listed():
        return [one.entry.text for one in Lists(office.vault, "Pat").entries("never redact")]

    groups = [office.of("555-0142"), office.of("555-0199")]
    done = spare_groups(office.decider, [Taken(one) for one in groups])
    assert done.sentence == "2 entries are on the list “never redact”; see Library, Lists"
    assert len(listed()) == 2
    assert not any("0142" in one.words or "0199" in one.words for one in office.groups())
    back = office.decider.undo()
    assert back is not None
    assert back.sentence == "Undone: 2 entries of lists"
    assert listed() == []
    assert len(office.of("555-0142").found) == 3
    office.decider.redo()
    assert len(listed()) == 2
    kept = Lists(office.vault, "Pat").entries()[0]
    Lists(office.vault, "Pat").add([replace(kept.entry, note="the desk sergeant's")])
    office.decider.undo()
    assert listed() == [kept.entry.text]
    with office.vault.read() as work:
        trail = [one for one in work.audit.entries() if one.act.startswith("lists.")]
    assert [one.act.partition(".")[2] for one in trail] == [
        "added", "removed", "added", "added", "removed",
    ]  # fmt: skip
    assert "555" not in str([dict(one.detail) for one in trail])


def test_that_half_of_something_never_goes_on_the_list(office):
    office.decider.redact(office.ids[2], [SpanTarget(Span(5, 14))], ["x"])
    done = spare_groups(office.decider, [Taken(office.of("1111"))])
    assert done.sentence == "1 suggestion declined"
    assert Lists(office.vault, "Pat").entries() == []
    assert not any("1111" in one.words for one in office.groups())


def test_that_what_stands_on_the_list_already_stays_when_the_act_is_undone(office):
    group = office.of("555-0142")
    entry = ListEntry(ListKind.NEVER_REDACT, EntryKind.PHONE, group.words, "by hand")
    Lists(office.vault, "Pat").add([entry])
    spare_groups(office.decider, [Taken(group)])
    office.decider.undo()
    assert [one.entry for one in Lists(office.vault, "Pat").entries()] == [entry]


def test_that_a_change_of_lists_lets_everything_be_read_again(office):
    office.groups()
    entry = ListEntry(ListKind.NEVER_REDACT, EntryKind.PHONE, "850-555-0142")
    Lists(office.vault, "Pat").add([entry])
    assert len(office.gathering.left()) == len(office.ids)
    assert not any("555-0142" in one.words for one in office.groups())


def test_that_nothing_is_read_before_it_was_asked_what_is_left(office):
    office.gathering.read(office.ids)
    assert office.gathering.groups() == []


def test_that_the_exemption_of_the_latest_redaction_of_a_kind_is_known(office):
    office.decider.redact(office.ids[0], [SpanTarget(Span(5, 17))], ["old"])
    office.decider.redact(office.ids[3], [SpanTarget(Span(0, 12))], ["new"])
    office.decider.redact(office.ids[2], [SpanTarget(Span(0, 4))], ["other"])
    used = used_codes(office.vault, office.request, office.room.suggesting())
    assert used == {"phone": ("new",)}


def test_that_places_are_withheld_as_the_same_words_are_elsewhere(office):
    target = SpanTarget(Span(5, 17))
    office.decider.redact(office.ids[0], [target], ["x"])
    hits = elsewhere(office.vault, office.request, office.ids[0], target)
    words = "850-555-0142"
    assert codes_of_words(office.vault, office.request, words) == ("x",)
    done = apply_there_too(office.vault, office.request, Open(words, hits))
    assert done.records == 2
    with pytest.raises(DecisionRefused):
        apply_there_too(office.vault, office.request, Open("850-555-0199", hits))


@pytest.mark.parametrize("seed", range(4))
def test_that_groups_kept_up_to_date_are_those_gathered_afresh(vault: Vault, seed: int) -> None:
    dice = random.Random(seed)
    numbers = [f"850-555-01{n:02}" for n in range(4)]
    texts = [" and ".join(dice.choices(numbers, k=dice.randint(1, 3))) for _ in range(12)]
    ids = builders.hold(vault, [builders.message(text, n) for n, text in enumerate(texts)])
    request = builders.new_request(vault, ids)
    room = ReviewRoom(vault, request)
    kept, decider = Gathering(vault, request, room), Decider(vault, request, "Pat")

    def fresh() -> list[SuggestionGroup]:
        made = Gathering(vault, request, room)
        made.read(made.left())
        return made.groups()

    for _ in range(25):
        left = kept.left()
        kept.read(left[: dice.randint(1, 5)] if len(left) > 6 else left)
        if not kept.left():
            assert sorted(kept.groups(), key=lambda one: one.key) == sorted(
                fresh(), key=lambda one: one.key
            )
        groups = fresh()
        act = dice.choice(("accept", "decline", "some", "half", "public", "undo", "redo"))
        if act == "undo" or not groups:
            decider.undo()
        elif act == "redo":
            decider.redo()
        else:
            _decide(decider, dice.choice(groups), act)


def _decide(decider: Decider, group: SuggestionGroup, act: str) -> None:
    first = group.found[0]
    (target,) = first.targets
    assert isinstance(target, SpanTarget)
    if act == "accept":
        accept_groups(decider, [Taken(group, ("x",))])
    elif act == "decline":
        decline_groups(decider, [Taken(group)])
    elif act == "some":
        decline_groups(decider, [Taken(replace(group, found=(first,)), whole=False)])
    elif act == "half":
        half = replace(target, span=Span(target.span.start, target.span.start + 4))
        decider.redact(first.record, [half], ["x"])
    else:
        decider.apply([AlreadyPublic(first.record, target, "printed")], "public")
