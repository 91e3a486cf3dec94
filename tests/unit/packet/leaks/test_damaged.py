"""Damaged files never stop the check; they are either read or named as damaged."""

from __future__ import annotations

import random
import re

import pytest
from unit.packet.leaks.made import LEAKS, SECRET

from app.packet.verify import verify_pdf

TOKENS = re.compile(rb"/\w+|\d+ 0 R|\d+")
ODD = (
    *(
        b"/Kids",
        b"/Names",
        b"/Annots",
        b"/Resources",
        b"/Contents",
        b"/Filter",
        b"/Fields",
        b"null",
    ),
    *(b"true", b"[", b"]", b"<<", b">>", b"(x)", b"1 0 R", b"99 0 R", b"-1", b"/\xff\xfe", b"0"),
)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(60))
def test_that_a_file_with_odd_parts_is_looked_through(seed: int) -> None:
    chance = random.Random(seed)
    data = LEAKS[seed % len(LEAKS)].make()
    for _ in range(4):
        places = list(TOKENS.finditer(data))
        place = chance.choice(places)
        data = data[: place.start()] + chance.choice(ODD) + data[place.end() :]
    verdict = verify_pdf(data, [SECRET])
    assert verdict.pages >= 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_that_a_truncated_file_is_not_clean(part: float) -> None:
    data = LEAKS[0].make()
    assert not verify_pdf(data[: int(len(data) * part)]).clean
