"""Every known way to leak is found in any PDF, and nothing is found in clean ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unit.packet.leaks.made import CLEAN, LEAKS, SECRET, Leak

from app.packet.verify import verify_pdf


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_that_each_way_to_leak_is_found_when_the_word_is_known(leak: Leak) -> None:
    verdict = verify_pdf(leak.make(), [SECRET])
    assert leak.kind in {finding.kind for finding in verdict.findings}


@pytest.mark.parametrize(
    "leak", [leak for leak in LEAKS if leak.by_make], ids=lambda leak: leak.name
)
def test_that_most_ways_to_leak_are_found_by_their_make_alone(leak: Leak) -> None:
    verdict = verify_pdf(leak.make())
    assert leak.kind in {finding.kind for finding in verdict.findings}


@pytest.mark.parametrize(("name", "make"), CLEAN, ids=[name for name, _ in CLEAN])
def test_that_a_clean_file_raises_no_alarm(name: str, make: Callable[[], bytes]) -> None:
    assert verify_pdf(make(), [SECRET]).findings == (), name


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_that_no_finding_repeats_the_word(leak: Leak) -> None:
    told = " ".join(finding.what for finding in verify_pdf(leak.make(), [SECRET]).findings)
    assert SECRET.casefold() not in told.casefold()


def test_that_a_word_in_the_name_of_the_file_is_found() -> None:
    verdict = verify_pdf(CLEAN[0][1](), [SECRET], name="complaint-black_wood.pdf")
    assert [finding.kind for finding in verdict.findings] == ["file_name"]


def test_that_every_kind_of_the_catalogue_has_a_leak() -> None:
    assert len(LEAKS) >= 24
    assert sum(leak.by_make for leak in LEAKS) >= 24
