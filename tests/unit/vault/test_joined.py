"""The shelf of joined people, and how search and counts follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import builders
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain.ids import PersonId, RecordId
from app.domain.joining import Joint
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.queries import Among, Everything, People, Word
from app.domain.records import Kind
from app.errors import AppError
from app.vault.folder import Vault

OFFICE = Party(Role.TO, "", "desk@example.com", is_owner=True)
NUMBER = Party(Role.FROM, "", "+1 850 555 0101")
MAIL = Party(Role.FROM, "Dale Whitaker", "dale@example.com")
HANDLE = Party(Role.FROM, "", "@dalew")


def said(number: int, sender: Party, platform: str = "sms") -> Parsed:
    return Parsed(
        locator=f"m {number}",
        platform=platform,
        kind=Kind.MESSAGE,
        text=f"word{number}",
        sent=Moment(builders.MARCH_14 + number, "", "utc"),
        parties=(sender, OFFICE),
    )


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    builders.hold(vault, [said(1, NUMBER), said(2, MAIL, "email"), said(3, HANDLE, "x")])
    yield vault
    vault.close()


def person(vault: Vault, address: str) -> PersonId:
    with vault.read() as work:
        return next(one.person for one in work.joined.handles() if one.address == address)


def join(vault: Vault, addresses: Sequence[str], name: str = "") -> int:
    people = [person(vault, address) for address in addresses]
    with vault.write() as work:
        return work.joined.add(Joint.JOIN, people, "Rosa", name=name)


def found(vault: Vault, typed: str, among: Among = Among.WITH) -> list[int]:
    return list(vault.index.find(People(among, typed)).ids)


ALL = [NUMBER.address, MAIL.address, HANDLE.address]


def test_that_any_address_of_a_joined_person_finds_all_of_their_records(vault: Vault) -> None:
    assert found(vault, NUMBER.address) == [1]
    join(vault, ALL)
    for typed in ("8505550101", "dale@example.com", "@dalew", "whitaker"):
        assert found(vault, typed) == [1, 2, 3]
        assert found(vault, typed, Among.FROM) == [1, 2, 3]
        assert found(vault, typed, Among.TO) == []


def test_that_the_name_that_the_clerk_gave_finds_them_whatever_its_case(vault: Vault) -> None:
    join(vault, ALL[1:], "Uncle Dale")
    assert found(vault, "UNCLE") == [2, 3]
    assert found(vault, "dale uncle") == [2, 3]
    assert found(vault, "uncle bob") == []
    assert list(vault.index.find(Word("uncle")).ids) == []


def test_that_facets_count_a_joined_person_once_under_one_name(vault: Vault) -> None:
    facets = dict(vault.index.find(Everything()).facets().people)
    assert facets["+1 850 555 0101"] == 1
    join(vault, ALL)
    assert dict(vault.index.find(Everything()).facets().people) == {
        "desk@example.com": 3,
        "Dale Whitaker": 3,
    }
    join(vault, ALL, "D. W.")
    hits = vault.index.find(Everything())
    assert dict(hits.facets().people)["D. W."] == 3
    assert hits.in_how_many()[min(person(vault, one) for one in ALL)] == 3


def test_that_what_is_undone_finds_no_more(vault: Vault) -> None:
    act = join(vault, ALL, "Dale")
    with vault.write() as work:
        undoing = work.joined.add(Joint.UNDO, [], "Rosa", undoes=act)
    assert found(vault, NUMBER.address) == [1]
    with vault.write() as work:
        work.joined.add(Joint.UNDO, [], "Rosa", undoes=undoing)
    assert found(vault, NUMBER.address) == [1, 2, 3]


def test_that_records_that_come_later_belong_to_the_joined_person(vault: Vault) -> None:
    join(vault, ALL)
    builders.hold(vault, [said(4, NUMBER)], name="later.xml")
    assert found(vault, "@dalew") == [1, 2, 3, 4]


def test_that_all_that_a_joined_person_sent_is_gathered(vault: Vault) -> None:
    request = builders.new_request(vault, [RecordId(1), RecordId(2), RecordId(3)])
    with vault.read() as work:
        assert work.gatherings.of_sender(request.id, RecordId(1)) == [1]
    join(vault, ALL[:2])
    with vault.read() as work:
        assert work.gatherings.of_sender(request.id, RecordId(1)) == [1, 2]
        assert work.joined.keys_in(request.id) >= {"8505550101", "dale@example.com", "x|dalew"}


def test_that_acts_come_back_as_they_were_put_down(vault: Vault) -> None:
    with vault.read() as work:
        assert work.joined.mark() == 0
    number = join(vault, ALL, "Dale")
    with vault.read() as work:
        (act,) = work.joined.acts()
        assert (act.id, act.kind, act.name, act.who) == (number, Joint.JOIN, "Dale", "Rosa")
        assert work.joined.mark() == number
        assert work.joined.joining().name_of(act.people[2]) == "Dale"
        assert work.joined.unknown([act.people[0], PersonId(99)]) == [99]
    assert "Dale" not in repr(act)


def test_that_handles_of_some_are_those_of_all_but_the_others(vault: Vault) -> None:
    with vault.read() as work:
        everyone = list(work.joined.handles())
        chosen = [one for one in everyone if one.address in ALL[1:]]
        assert work.joined.handles_of(one.person for one in chosen) == chosen
    assert {one.address: one.platform for one in chosen} == {ALL[1]: "", ALL[2]: "x"}
    assert "Dale" not in repr(chosen)


def test_that_contacts_with_several_addresses_are_listed_as_cards(vault: Vault) -> None:
    card = Parsed(
        locator="card 1",
        platform="contacts",
        kind=Kind.DOCUMENT,
        parties=tuple(Party(Role.MENTIONED, "Dale", one) for one in ALL[:2]),
    )
    builders.hold(vault, [card], name="cards.vcf")
    with vault.read() as work:
        cards = work.joined.cards("contacts")
    assert cards == [("Dale", tuple(person(vault, one) for one in ALL[:2]))]


@pytest.mark.parametrize("act", ["UPDATE people_acts SET name = 'x'", "DELETE FROM people_acts"])
def test_that_an_act_cannot_be_changed_from_outside(vault: Vault, act: str) -> None:
    join(vault, ALL)
    with pytest.raises((DBAPIError, AppError)), vault.database.write() as connection:
        connection.execute(text(act))
