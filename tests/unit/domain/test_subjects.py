"""Subjects of a hostile length."""

from __future__ import annotations

import pytest

from app.domain.subjects import subject_of


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("Boat" + " " * 500_000 + "ramp", "boat"),
        ("Re: Boat ramp " + "(fwd)" * 200_000, "boat ramp"),
        ("[fwd:" * 100 + "Boat ramp" + "]" * 100, "boat ramp"),
    ],
)
def test_that_only_the_beginning_of_a_very_long_subject_is_read(written: str, base: str) -> None:
    assert subject_of(written).base.startswith(base)
