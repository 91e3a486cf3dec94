"""No text makes a detector's patterns try for long: steps are counted, not seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regex_steps import Steps

from app.detect import (
    address,
    bank,
    birth_date,
    card,
    crypto,
    cues,
    gps,
    identity,
    licence,
    link,
    mail_address,
    minor_age,
    network,
    phone,
    secret,
    seen,
    ssn,
    vehicle,
)
from app.detect.named import Named
from app.detect.suggest import suggestions

MODULES = (
    address, bank, birth_date, card, crypto, cues, gps, identity, licence, link, mail_address,
    minor_age, network, phone, secret, seen, ssn, vehicle,
)  # fmt: skip
UNITS = (
    "1", "1 ", "12-", "a", "a ", "A1", "a@", "a.", "(8", "14 Aa ", "dob ", "x-", "case no ", "0:",
    "acct is ", "password ", "plate A", "DL 1 ", "gate code ", "Aa, FL ", "/a1B", "?a=", "SSN is #",
)  # fmt: skip
LENGTH = 96
A_SIGN = 3000
"""Steps a sign may cost. Bounded patterns cost a constant; a catastrophe costs millions."""


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Named):
        yield value.pattern
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns_in(one)


def patterns_of(module: ModuleType) -> list[re.Pattern[str]]:
    found = [one for value in vars(module).values() for one in patterns_in(value)]
    return list(dict.fromkeys(found))


PATTERNS = [
    pytest.param(pattern, id=f"{module.__name__.rsplit('.', 1)[1]}-{at}")
    for module in MODULES
    for at, pattern in enumerate(patterns_of(module))
]


def steps(pattern: re.Pattern[str], text: str) -> int:
    counted = Steps(pattern, limit=len(text) * A_SIGN)
    counted.search_all(text)
    return counted.taken


@pytest.mark.parametrize("pattern", PATTERNS)
def test_that_no_repeated_text_costs_more_than_so_many_steps_a_sign(
    pattern: re.Pattern[str],
) -> None:
    for unit in UNITS:
        text = (unit * LENGTH)[:LENGTH]
        short, long = steps(pattern, text[: LENGTH // 2]), steps(pattern, text)
        assert long <= 3.5 * short + 400


def test_that_the_counter_finds_what_a_catastrophe_is() -> None:
    assert steps(re.compile(r"\d+"), "1" * 40) < 400
    slow = re.compile(r"(?:a|aa)+b")
    assert steps(slow, "a" * 16) > 8 * steps(slow, "a" * 8)


TEXTS = st.lists(
    st.sampled_from(["call ", "850-555-0142", "SSN ", "é", "x", "4111 1111 ", "\n", "14 Cedar Ln"]),
    max_size=5,
).map("".join)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from([one.values[0] for one in PATTERNS]), TEXTS)
def test_that_the_counter_finds_what_the_engine_finds(pattern: re.Pattern[str], text: str) -> None:
    found = [match.span() for match in pattern.finditer(text)]
    counted = Steps(pattern, limit=10**7).search_all(text)
    assert counted == found


@pytest.mark.parametrize("unit", UNITS)
def test_that_monotonous_texts_are_read_to_the_end(unit: str) -> None:
    assert isinstance(suggestions(unit * 4000), list)
