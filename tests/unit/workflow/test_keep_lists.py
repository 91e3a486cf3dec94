"""The clerk's lists: taken in from a table, suggested in records, and what is never suggested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import pytest

from app.domain.ids import RecordId
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.errors import AppError
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.gather_suggestions import Gathering, SuggestionGroup
from app.workflow.keep_lists import Lists, entries_of
from app.workflow.review import ReviewRoom
from app.workflow.settle_group import Taken, accept_groups, decline_groups

TABLE = (
    "list,kind,text,note,exemptions\n"
    'Minors,name,Caleb Delaney,son,"s. 1; s. 2"\n'
    "officers' families,,14 Cedar Lane,,\n"
    "never redact,phone,850-555-0100,front desk,\n"
    "Bus drivers,literal,the bait shop,,\n"
)
TEXTS = (
    "Caleb Delaney and Calib Delaney at 14 Cedar Ln",
    "call 850-555-0100 or 850-555-0142",
    "Rosa Diaz at the bait shop, 850.555.0142",
    "ask Gloria Estevez",
)


class Office:
    """A request of four messages."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        records = [builders.message(text, n) for n, text in enumerate(TEXTS)]
        records[3] = builders.message(TEXTS[3], 3, sender="Gloria Estevez")
        self.ids: list[RecordId] = builders.hold(vault, records)
        self.request = builders.new_request(vault, self.ids)
        self.lists = Lists(vault, "Rosa")
        self.room = ReviewRoom(vault, self.request)
        self.decider = Decider(vault, self.request, "Rosa")

    def group(self, words: str) -> SuggestionGroup | None:
        gathering = Gathering(self.vault, self.request, self.room)
        gathering.read(gathering.left())
        return next((one for one in gathering.groups() if one.group == words), None)

    def taken(self, words: str) -> Taken:
        group = self.group(words)
        assert group is not None
        return Taken(group, group.codes)

    def suggested(self, at: int) -> dict[str, str]:
        sight = self.room.look(self.ids[at])
        return {
            sight.record.text[one.suggestion.span.start : one.suggestion.span.end]: (
                f"{one.suggestion.kind} {one.suggestion.level}"
            )
            for one in sight.suggestions
            if one.place.field.value == "text"
        }


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_table_is_taken_in_and_written_out_alike(office: Office) -> None:
    assert office.lists.take_table("\ufeff" + TABLE) == 4
    assert office.lists.take_table(TABLE) == 0
    first = office.lists.entries("minors")[0].entry
    assert first.codes == ("s. 1", "s. 2")
    assert [one.entry.kind for one in office.lists.entries()] == [
        EntryKind.NAME,
        EntryKind.ADDRESS,
        EntryKind.PHONE,
        EntryKind.LITERAL,
    ]
    assert entries_of(office.lists.as_table()) == [one.entry for one in office.lists.entries()]
    assert office.lists.as_table("bus drivers").count("\n") == 1
    assert office.lists.as_table("Bus drivers").count("\n") == 2


def test_that_every_change_is_in_the_trail_by_numbers_alone(office: Office) -> None:
    office.lists.take_table(TABLE)
    office.lists.remove([office.lists.entries()[0].id])
    office.lists.as_table()
    with office.vault.read() as work:
        trail = work.audit.entries()
    acts = [entry for entry in trail if entry.act.startswith("lists.")]
    assert [entry.act for entry in acts] == ["lists.added", "lists.removed", "lists.exported"]
    assert "Caleb" not in str([dict(entry.detail) for entry in acts])


@pytest.mark.parametrize(
    "table",
    [
        "name,text\nminors,Caleb\n",
        "list,text\nminors,\n",
        "list,text\n,Caleb\n",
        "list,kind,text\nminors,planet,Caleb\n",
        "list,text\nminors,…\n",
        f"list,text\nminors,{'x' * 200_000}\n",
        f"list,text,{'x' * 200_000}\nminors,Caleb\n",
    ],
)
def test_that_a_table_that_is_wrong_is_refused_whole(office: Office, table: str) -> None:
    with pytest.raises(AppError):
        office.lists.take_table(table)
    assert office.lists.entries() == []


def test_that_listed_words_are_critical_and_others_are_looked_at(office: Office) -> None:
    before = office.suggested(0)
    office.lists.take_table(TABLE)
    assert before.get("Caleb Delaney") == "name look"
    assert office.suggested(0) == {
        "Caleb Delaney": "name critical",
        "Calib Delaney": "name critical",
        "14 Cedar Ln": "address critical",
    }
    assert office.suggested(2) == {
        "Rosa Diaz": "name look",
        "the bait shop": "listed critical",
        "850.555.0142": "phone look",
    }


def test_that_what_is_never_redacted_is_not_suggested(office: Office) -> None:
    assert set(office.suggested(1)) == {"850-555-0100", "850-555-0142"}
    office.lists.take_table(TABLE)
    assert set(office.suggested(1)) == {"850-555-0142"}


def test_that_the_office_s_own_people_can_be_spared_at_one_stroke(office: Office) -> None:
    found = office.lists.office_people()
    assert {entry.text for entry in found} == {"Ben Cole"}
    office.lists.add([ListEntry(ListKind.NEVER_REDACT, EntryKind.NAME, "Rosa Diaz")])
    assert "Rosa Diaz" not in office.suggested(2)


def test_that_people_are_not_suggested_where_every_record_names_them(office: Office) -> None:
    places = {one.place.field.value for _, one in office.room.all_suggestions("name")}
    assert places == {"text"}
    office.lists.add([ListEntry(ListKind.INFORMANTS, EntryKind.NAME, "Gloria Estevez")])
    places = {one.place.field.value for _, one in office.room.all_suggestions("name")}
    assert places >= {"text", "party", "title"}


def test_that_equal_suggestions_are_accepted_with_the_codes_of_the_list(office: Office) -> None:
    office.lists.take_table(TABLE)
    taken = office.taken("caleb delaney")
    assert taken.group.listed == "minors"
    done = accept_groups(office.decider, [taken])
    assert done.sentence == "2 redactions in 1 record"
    with office.vault.read() as work:
        standing = work.decisions.standing(office.request.id, office.ids[0])
    assert {one.codes for one in standing.redactions} == {("s. 1", "s. 2")}
    assert office.group("caleb delaney") is None
    office.decider.undo()
    assert len(office.taken("caleb delaney").group.found) == 2


def test_that_a_declined_group_does_not_come_again_with_a_later_import(office: Office) -> None:
    office.lists.take_table(TABLE)
    decline_groups(office.decider, [office.taken("caleb delaney")])
    assert "Caleb Delaney" not in office.suggested(0)
    later = builders.hold(office.vault, [builders.message("Caleb Delaney again", 40)])
    with office.vault.write() as work:
        work.requests.add_records(office.request.id, later[-1:], "later")
    office.ids = later
    assert office.suggested(-1) == {}
    office.decider.undo()
    assert office.suggested(-1) == {"Caleb Delaney": "name critical"}


def test_that_who_comes_on_a_list_is_suggested_though_the_group_was_declined(
    office: Office,
) -> None:
    def listed() -> list[str]:
        return [one.listed for one in office.room.look(office.ids[3]).suggestions if one.listed]

    entry = ListEntry(ListKind.OWN, EntryKind.NAME, "Gloria Estevez", name="Neighbours")
    office.lists.add([entry])
    declined = office.taken("gloria estevez")
    decline_groups(office.decider, [declined])
    assert listed() == []
    office.lists.add([replace(entry, list=ListKind.VICTIMS, name="")])
    assert "victims" in listed()
    decline_groups(office.decider, [declined])
    assert listed() == []
