"""That names of people who take no part are suggested, and streets, offices and months are not."""

from __future__ import annotations

import pytest
from gold.score import Tally, tallies
from gold.texts import strangers, strangers_held_out
from hypothesis import given
from hypothesis import strategies as st

from app.detect.strangers import find
from app.detect.suggest import Suggestion


def names(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in find(text)]


def suggested(text: str) -> list[Suggestion]:
    return list(find(text))


def test_that_the_gold_texts_are_found_and_little_else() -> None:
    tally: Tally = tallies(strangers(), suggested)["name"]
    assert tally.found / tally.wanted >= 0.95
    assert tally.right / tally.given >= 0.95


def test_that_most_of_what_was_held_out_is_found() -> None:
    tally: Tally = tallies(strangers_held_out(), suggested)["name"]
    assert tally.found / tally.wanted >= 0.88
    assert tally.right / tally.given >= 0.88


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jordan Blackwood", "JORDAN BLACKWOOD"), ("Jordan Blackwood", "Blackwood, Jordan")],
)
def test_that_one_name_is_one_group_however_it_is_written(one: str, other: str) -> None:
    groups = {suggestion.group for text in (one, other) for suggestion in find(text)}
    assert len(groups) == 1


def test_that_every_name_says_why_without_saying_it() -> None:
    for suggestion in find("victim Tamika Rhodes and Mr. Petrov and Colleen McBride"):
        assert suggestion.level == "look"
        assert suggestion.why.endswith(".")
        for word in ("Tamika", "Rhodes", "Petrov", "Colleen", "McBride"):
            assert word not in suggestion.why


@given(st.text(st.sampled_from("JordanBlackw o.,'-\nVictim: Mrs Sgt1"), max_size=200))
def test_that_suggestions_lie_within_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for one in find(text):
        assert at <= one.span.start < one.span.end <= len(text)
        at = one.span.end


@pytest.mark.parametrize("rank", ["Officer", "Sgt.", "Det.", "Chief", "Judge", "Deputy"])
def test_that_whoever_holds_an_office_is_left_out(rank: str) -> None:
    assert names(f"{rank} Marcus Delgado took the report") == []


def test_that_a_name_said_in_full_is_found_again_where_only_a_part_is_said() -> None:
    text = "I spoke with Jordan Blackwood. At noon Blackwood left; Jordan's dog stayed."
    assert names(text) == ["Jordan Blackwood", "Blackwood", "Jordan"]


@pytest.mark.parametrize(
    "name", ["Luis Alberto Castillo", "Donnell Van Horn", "Rosa De Leon", "H. O'Brien"]
)
def test_that_names_of_several_words_are_one(name: str) -> None:
    assert names(f"then {name} drove off") == [name]


@pytest.mark.parametrize(
    "text",
    ["4168 NW Martin Luther King Jr Ave", "Alton, Georgia 30519", "Patrick Street at Nelson Road",
     "the Johnson County line", "Wendy's parking lot"],
)  # fmt: skip
def test_that_places_are_no_names_however_they_are_called(text: str) -> None:
    assert names(text) == []


def test_that_columns_of_names_are_read() -> None:
    text = "id,last,first,role\n1,Abernathy,Kofi,victim\n2,N/A,,unknown"
    assert names(text) == ["Abernathy", "Kofi"]
