"""Who may be one person, by names and addresses alone: laws that hold for anybody's contacts."""

from __future__ import annotations

import string
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.detect.same_people import MOST, Alike, Met, Sign, alike_people
from app.domain.ids import PersonId
from app.domain.people import normal_address

GIVEN = st.sampled_from(["Dale", "Maria", "Robert", "Bob", "D.", "M", "Roberto", "Ana María", ""])
FAMILY = st.sampled_from(["Whitaker", "Soto", "O'Neil", "de la Cruz", "Garage", "W", ""])
NAMES = st.one_of(
    st.builds(lambda one, other: f"{one} {other}".strip(), GIVEN, FAMILY),
    st.builds(lambda one, other: f"{other}, {one}", GIVEN, FAMILY),
    st.sampled_from(["Dale +1 850 555 0101", "Soto <soto@example.com>", "Tow Yard", "1234"]),
    st.text(max_size=12),
)
ADDRESSES = st.one_of(
    st.sampled_from(
        ["", "+1 850 555 0101", "(850) 555-0102", "soto@example.com", "dw@example.com"]
    ),
    st.sampled_from(["@daleonwater", "daleonwater", "bob", "12345", "Maria.Soto"]),
    st.text(max_size=8),
)
PLATFORMS = st.sampled_from(["", "", "x", "instagram"])
HANDLES = st.lists(st.tuples(NAMES, ADDRESSES, PLATFORMS), max_size=14)


def met_of(handles: list[tuple[str, str, str]]) -> list[Met]:
    """Number people as a vault does: one for each address on its platform, else for each name."""
    numbers: dict[tuple[str, str], PersonId] = {}
    found = []
    for name, address, platform in handles:
        normal = normal_address(address)
        key = (platform, normal) if normal else ("name", name)
        person = numbers.setdefault(key, PersonId(len(numbers) + 1))
        found.append(Met(person, name, address, platform if normal else ""))
    return found


def told(found: list[Alike]) -> dict[tuple[PersonId, ...], Sign]:
    return {one.people: one.sign for one in found}


@given(HANDLES)
def test_that_a_suggestion_names_several_known_people_once(
    handles: list[tuple[str, str, str]],
) -> None:
    met = met_of(handles)
    found = alike_people(met)
    known = {one.person for one in met}
    for one in found:
        assert 2 <= len(one.people) <= MOST
        assert list(one.people) == sorted(set(one.people))
        assert set(one.people) <= known
        assert one.why
    assert len(told(found)) == len(found)
    assert [one.sign for one in found] == sorted(one.sign for one in found)


@given(HANDLES, st.randoms(use_true_random=False))
def test_that_the_order_in_which_people_were_met_changes_nothing(
    handles: list[tuple[str, str, str]], chance: object
) -> None:
    met = met_of(handles)
    other = list(met)
    chance.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert told(alike_people(other)) == told(alike_people(met))


@given(HANDLES)
def test_that_to_meet_somebody_twice_suggests_nothing_more(
    handles: list[tuple[str, str, str]],
) -> None:
    met = met_of(handles)
    assert told(alike_people([*met, *met])) == told(alike_people(met))


@given(HANDLES)
def test_that_no_name_or_address_is_in_what_a_suggestion_shows_of_itself(
    handles: list[tuple[str, str, str]],
) -> None:
    met = met_of(handles)
    for one in (*alike_people(met), *met):
        shown = repr(one)
        for name, address, _ in handles:
            words = [word for word in (name, address) if len(word) > 6]
            assert not any(word in shown for word in words)


@given(HANDLES, st.data())
def test_that_a_contact_is_the_surest_sign_and_keeps_its_name(
    handles: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    met = met_of(handles)
    people = sorted({one.person for one in met})
    assume(len(people) > 1)
    chosen = tuple(data.draw(st.lists(st.sampled_from(people), min_size=2, unique=True)))
    assume(len(chosen) <= MOST)
    found = alike_people(met, [("Uncle Dale", chosen)])
    assert (found[0].sign, found[0].name) == (Sign.CARD, "Uncle Dale")
    assert set(found[0].people) == set(chosen)
    alone = told(alike_people(met))
    assert set(told(found)) == set(alone) | {tuple(sorted(chosen))}


@given(st.integers(2, MOST + 3))
def test_that_those_of_one_full_name_are_suggested_until_they_are_a_crowd(many: int) -> None:
    met = [Met(PersonId(at + 1), "Dale Whitaker", f"dale{at}@example.com") for at in range(many)]
    found = alike_people(met)
    if many > MOST:
        assert found == []
    else:
        assert told(found) == {tuple(one.person for one in met): Sign.NAME}


@given(st.text(string.ascii_lowercase, min_size=1, max_size=8), st.booleans())
def test_that_a_handle_tells_on_two_platforms_alone(handle: str, is_same_platform: bool) -> None:
    other = "x" if is_same_platform else "instagram"
    met = [Met(PersonId(1), "", f"@{handle}", "x"), Met(PersonId(2), "", handle, other)]
    expected = {(1, 2): Sign.HANDLE} if not is_same_platform and len(handle) >= 4 else {}
    assert told(alike_people(met)) == expected


def test_that_the_surest_of_several_signs_is_told() -> None:
    met = [
        Met(PersonId(1), "D. Whitaker", "@daleonwater", "x"),
        Met(PersonId(2), "Dale Whitaker", "@daleonwater", "instagram"),
    ]
    assert told(alike_people(met)) == {(1, 2): Sign.HANDLE}


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("D. Whitaker", "Dale Whitaker", True),
        ("Bob Soto", "Robert Soto", True),
        ("Whitaker, D", "Dale Whitaker", True),
        ("Dale Whitaker", "Dale Ray Whitaker", True),
        ("Dale T. Whitaker", "Dale Ray Whitaker", False),
        ("E. Whitaker", "Dale Whitaker", False),
        ("Whitaker", "Dale Whitaker", False),
        ("Dale Garage", "Dale Whitaker", False),
        ("D. Whitaker", "D. R. Whitaker", False),
    ],
)
def test_that_a_short_name_stands_for_a_full_one_of_the_same_family(
    short: str, full: str, is_one: bool
) -> None:
    met = [Met(PersonId(1), short, "a@example.com"), Met(PersonId(2), full, "b@example.com")]
    assert told(alike_people(met)) == ({(1, 2): Sign.SHORT_NAME} if is_one else {})


def test_that_a_short_name_which_fits_two_is_nobodys() -> None:
    names = ("D. Whitaker", "Dale Whitaker", "Dora Whitaker")
    met = [Met(PersonId(at), name, f"{at}@example.com") for at, name in enumerate(names, 1)]
    assert alike_people(met) == []


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Dale Whitaker (850) 555-0101", "Dale Whitaker"),
        ("850 555 0101", ""),
        ("Tow Yard - 8505550101", ""),
    ],
)
def test_that_a_name_that_holds_a_number_leads_to_whose_it_is(name: str, called: str) -> None:
    met = [Met(PersonId(1), "", "+1 850 555 0101"), Met(PersonId(2), name, "dale@example.com")]
    (found,) = alike_people(met)
    assert (found.people, found.sign, found.name) == ((1, 2), Sign.WRITTEN, called)


def test_that_every_pair_of_a_few_names_is_weighed_alike() -> None:
    names = ("Robert Soto", "Bob Soto", "R. Soto", "Maria Soto")
    for one, other in combinations(names, 2):
        pair = [Met(PersonId(1), one, "a@example.com"), Met(PersonId(2), other, "b@example.com")]
        assert told(alike_people(pair)) == told(alike_people(pair[::-1]))
