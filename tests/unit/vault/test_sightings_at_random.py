"""However telephones' exports come and however they are parted, the records are the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import new_vault
from hypothesis import given, settings
from hypothesis import strategies as st
from two_custodians import Telling, begin, held, take

from app.domain.owners import Owners
from app.domain.sightings import Circles, Seen, chains, grouped, seen_in
from app.domain.sightings import Told as SaidOf
from app.vault import sightings
from app.vault.checking import check_vault

PHONES = ("Ana", "Ben", "Cleo")


@dataclass(frozen=True)
class Told:
    seen: Seen
    locator: str


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    found: dict[tuple[str, int], Telling] = {}
    for _ in range(draw(st.integers(2, 12))):
        author, *to = draw(st.permutations(PHONES))[: draw(st.integers(2, 3))]
        text = draw(st.sampled_from(("ok", "ok", "on my way")))
        second = draw(st.integers(0, 300))
        for phone in (author, *to):
            late = draw(st.integers(-30, 60))
            if draw(st.integers(0, 5)):
                one = Telling(phone, author, tuple(sorted(to)), text, second + late)
                found[phone, second + late] = one
    return list(found.values())


def expected(telling: list[Telling]) -> set[frozenset[str]]:
    """Group them by the rule alone, knowing all of them."""
    said: dict[tuple[object, ...], list[Told]] = {}
    circles = Circles(Owners(()))
    for one in telling:
        parsed = one.parsed
        source = PHONES.index(one.phone)
        circle = circles.of(parsed.parties)
        assert circle is not None
        assert parsed.sent.utc is not None
        said_of = SaidOf("sms", "", (), parsed.text, "", parsed.sent.utc)
        seen = seen_in(said_of, circle, (), source, (repr(one).encode(), 0))
        assert seen is not None
        said.setdefault(seen.said, []).append(Told(seen, parsed.locator))
    return {
        frozenset(told.locator for told in group)
        for told in said.values()
        for chain in chains(told)
        for group in grouped(chain)
    }


@settings(max_examples=40, deadline=None)
@given(tellings(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_that_any_order_and_any_parts_give_the_same_records(
    tmp_path_factory, telling: list[Telling], parts: int, dice: random.Random
) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    vault = new_vault(folder)
    portions = [
        (
            phone,
            part,
            [one for n, one in enumerate(telling) if one.phone == phone and n % parts == part],
        )
        for phone in PHONES
        for part in range(parts)
    ]
    dice.shuffle(portions)
    for phone, part, portion in portions:
        source = begin(vault, phone, f"{phone} {part}")
        dice.shuffle(portion)
        cut = dice.randint(0, len(portion))
        counts = [
            take(vault, source, [one.parsed for one in some])
            for some in (portion[:cut], portion[cut:])
        ]
        assert sum(one.seen for one in counts) == len(portion)
    assert sorted(held(vault), key=sorted) == sorted(expected(telling), key=sorted)
    assert check_vault(vault, deep=True) == []
    vault.close()


@pytest.mark.parametrize("seed", range(6))
def test_that_what_is_not_seen_whole_is_never_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(sightings, "_MOST_STEPS", 1)
    dice, vault = random.Random(seed), new_vault(tmp_path)
    told = [
        Telling(phone, "Ana", ("Ben", "Cleo"), "ok", second)
        for phone in PHONES
        for second in dice.sample(range(1500), 30)
    ]
    dice.shuffle(told)
    sources = {phone: begin(vault, phone) for phone in PHONES}
    for one in told:
        take(vault, sources[one.phone], [one.parsed])
    assert sorted(place for places in held(vault) for place in places) == sorted(
        one.parsed.locator for one in told
    )
    assert check_vault(vault, deep=True) == []
    vault.close()
