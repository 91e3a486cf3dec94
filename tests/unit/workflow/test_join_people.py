"""People: suggested, joined, split, named, undone; and what a packet says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.ids import PersonId, RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.errors import AppError
from app.vault.folder import Vault
from app.workflow.join_people import People, Someone
from app.workflow.joined_names import joined_names_in
from app.workflow.review import ReviewRoom

OFFICE = Party(Role.TO, "Front Desk", "desk@example.com", is_owner=True)
NUMBER = Party(Role.FROM, "", "+1 850 555 0101")
MAIL = Party(Role.FROM, "Dale Whitaker", "dale@example.com")
SHORT = Party(Role.FROM, "D. Whitaker", "whitaker@example.org")
FEED = Party(Role.FROM, "", "@daleonwater")
PHOTO = Party(Role.FROM, "", "@daleonwater")


def said(number: int, sender: Party, platform: str = "sms", text: str = "on my way") -> Parsed:
    return Parsed(
        locator=f"m {number}",
        platform=platform,
        kind=Kind.MESSAGE,
        text=f"{text} {number}",
        sent=Moment(builders.MARCH_14 + number * 1_000_000, "", "utc"),
        parties=(sender, OFFICE),
    )


CARD = Parsed(
    locator="card 1",
    platform="contacts",
    kind=Kind.DOCUMENT,
    text="Name: Dale Whitaker",
    parties=tuple(
        Party(Role.MENTIONED, "Dale Whitaker", one) for one in (NUMBER.address, MAIL.address)
    ),
)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    builders.hold(
        vault,
        [said(1, NUMBER), said(2, MAIL, "email"), said(3, SHORT, "email"), said(4, FEED, "x"),
         said(5, PHOTO, "instagram")],
    )  # fmt: skip
    yield vault
    vault.close()


@pytest.fixture
def people(vault: Vault) -> People:
    return People(vault, "Rosa")


def one(people: People, find: str) -> Someone:
    return people.everyone(find)[0]


def acts_in_trail(vault: Vault) -> list[str]:
    with vault.read() as work:
        return [entry.act for entry in work.audit.entries() if entry.act.startswith("people.")]


def test_that_everybody_is_listed_with_how_often_they_are_met(people: People) -> None:
    listed = people.everyone()
    assert listed[0].display == "Front Desk"
    assert listed[0].records == 5
    assert {each.display for each in listed} == {
        "Front Desk", "+1 850 555 0101", "Dale Whitaker", "D. Whitaker", "@daleonwater",
    }  # fmt: skip
    assert "Dale" not in repr(listed)


@pytest.mark.parametrize("typed", ["(850) 555-0101", "850 555-0101", "0101", "+1 850"])
def test_that_a_number_is_found_in_any_spelling(people: People, typed: str) -> None:
    assert [each.display for each in people.everyone(typed)] == ["+1 850 555 0101"]


def test_that_names_are_found_by_how_their_words_begin(people: People) -> None:
    assert {each.display for each in people.everyone("whit")} == {"Dale Whitaker", "D. Whitaker"}
    assert people.everyone("zebra") == []


def test_that_the_joined_stand_first_under_the_name_that_was_given(people: People) -> None:
    number, mail = one(people, "0101"), one(people, "dale@example.com")
    people.join([number.id, mail.id], "  Uncle   Dale ")
    first = people.everyone()[0]
    assert (first.display, first.called, first.records) == ("Uncle Dale", "Uncle Dale", 2)
    assert [member.labels for member in first.members] == [
        ("+1 850 555 0101",), ("Dale Whitaker <dale@example.com>",),
    ]  # fmt: skip
    assert one(people, "uncle").id == first.id
    people.name(mail.id, "")
    assert people.everyone()[0].display == "Dale Whitaker"


def test_that_a_person_is_split_and_each_act_taken_back_in_turn(
    people: People, vault: Vault
) -> None:
    ids = [one(people, typed).id for typed in ("0101", "dale@example.com", "whitaker@example.org")]
    people.join(ids, "Dale")
    people.split([ids[2]])
    assert len(one(people, "0101").members) == 2
    assert people.undo() == "1 split"
    assert len(one(people, "0101").members) == 3
    assert people.undo() == "3 joined"
    assert len(one(people, "0101").members) == 1
    with pytest.raises(AppError, match="Nothing was joined"):
        people.undo()
    assert acts_in_trail(vault) == ["people.join", "people.split", "people.undo", "people.undo"]
    assert [act.kind.value for act in people.acts()] == ["join", "split", "undo", "undo"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda people: people.join([PersonId(1)]), "One alone"),
        (lambda people: people.join([PersonId(1), PersonId(99)]), "no person 99"),
        (lambda people: people.split([PersonId(1)]), "joined with anybody"),
        (lambda people: people.name(PersonId(1), "x" * 200), "too long"),
        (lambda people: people.decline([]), "There is no person"),
        (lambda people: people.get([PersonId(99)]), "no person 99"),
    ],
)
def test_that_what_makes_no_sense_is_refused(people: People, act, sentence: str) -> None:
    with pytest.raises(AppError, match=sentence):
        act(people)
    assert people.acts() == []


def test_that_the_same_may_be_suggested_for_several_reasons_the_surest_first(
    people: People, vault: Vault
) -> None:
    builders.hold(vault, [CARD], name="cards.vcf")
    told = [(each.alike.sign.name, each.alike.name) for each in people.suggestions()]
    assert told == [
        ("CARD", "Dale Whitaker"), ("HANDLE", ""), ("SHORT_NAME", "Dale Whitaker"),
    ]  # fmt: skip
    assert people.suggestions()[0].alike.why == (
        "One contact, “Dale Whitaker”, lists all of these addresses."
    )


def test_that_what_was_accepted_is_not_suggested_again(people: People) -> None:
    for proposal in people.suggestions():
        people.join(proposal.ids, proposal.alike.name)
    assert people.suggestions() == []
    assert one(people, "whitaker@example.org").display == "Dale Whitaker"
    people.undo()
    assert len(people.suggestions()) == 1


def test_that_what_was_declined_stays_declined_also_when_others_come(
    people: People, vault: Vault
) -> None:
    (handle, short) = people.suggestions()
    people.decline(handle.ids)
    assert [each.alike.sign for each in people.suggestions()] == [short.alike.sign]
    builders.hold(vault, [said(9, FEED, "youtube")], name="more.json")
    pairs = [set(each.ids) for each in people.suggestions() if each.alike.sign.name == "HANDLE"]
    assert len(pairs) == 2
    assert set(handle.ids) not in pairs


def test_that_review_shows_the_name_beside_the_party_and_changes_no_text(
    people: People, vault: Vault
) -> None:
    request = builders.new_request(vault, [RecordId(1)])
    before = ReviewRoom(vault, request).look(RecordId(1))
    people.join([one(people, "0101").id, one(people, "dale@example.com").id])
    after = ReviewRoom(vault, request).look(RecordId(1))
    assert dict(before.joined) == {}
    assert dict(after.joined) == {0: "Dale Whitaker"}
    assert after.record == before.record


def test_that_the_joined_name_is_suggested_where_it_is_written(
    people: People, vault: Vault
) -> None:
    builders.hold(vault, [said(7, NUMBER, text="ask Marlow Quinnell about it")], name="b.xml")
    request = builders.new_request(vault, [RecordId(6)])
    room = ReviewRoom(vault, request)

    def why() -> list[str]:
        looked = room.look(RecordId(6)).suggestions
        return [each.suggestion.why for each in looked if each.suggestion.kind == "name"]

    assert not any("somebody in this request" in sentence for sentence in why())
    people.name(one(people, "0101").id, "Marlow Quinnell")
    assert any("somebody in this request" in sentence for sentence in why())


def test_that_a_name_that_tells_nothing_new_is_not_told(people: People, vault: Vault) -> None:
    mail = one(people, "dale@example.com")
    people.name(mail.id, "Dale")
    with vault.read() as work:
        names = joined_names_in(work)
    assert names.of("email", MAIL) == ""
    assert names.of("email", replace(MAIL, name="")) == "Dale"
    assert names.of("sms", NUMBER) == ""
