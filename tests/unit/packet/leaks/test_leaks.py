"""Every known way to leak is found in any PDF, and nothing is found in clean ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unit.packet.leaks import made
from unit.packet.leaks.catalogue import ALL, NAMES, of
from unit.packet.leaks.clean import CLEAN
from unit.packet.leaks.made import SECRET, Leak
from unit.packet.leaks.made_copies import CLEAN_COPIES
from unit.packet.leaks.made_scans import CLEAN_SCANS

from app.packet.verify import verify_pdf

ONLY_WITH_WORDS = frozenset(
    {
        *("title of the file", "bookmark", "actual text", "alternative text", "plain word"),
        *("word broken by a line end", "word letter by letter", "word in other signs"),
        *("word read wrong by a scanner", "letters only in a font", "name of an object"),
        "address of a link",
    }
)


def _kinds(leak: Leak, *words: str) -> set[str]:
    return {finding.kind for finding in verify_pdf(leak.make(), words).findings}


@pytest.mark.parametrize("name", NAMES)
def test_that_each_way_to_leak_is_found_when_the_word_is_known(name: str) -> None:
    missed = [at for at, leak in enumerate(of(name)) if leak.kind not in _kinds(leak, SECRET)]
    assert missed == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ONLY_WITH_WORDS])
def test_that_most_ways_to_leak_are_found_by_their_make_alone(name: str) -> None:
    missed = [at for at, leak in enumerate(of(name)) if leak.kind not in _kinds(leak)]
    assert missed == []


@pytest.mark.parametrize("name", sorted(ONLY_WITH_WORDS))
def test_that_the_table_of_what_needs_words_is_true(name: str) -> None:
    """A way that is found without words must be taken from the list."""
    assert not all(leak.kind in _kinds(leak) for leak in of(name))
    assert not any(leak.by_make for leak in of(name))


@pytest.mark.parametrize(
    ("name", "make"),
    [*made.CLEAN, *CLEAN, *CLEAN_SCANS, *CLEAN_COPIES],
    ids=lambda part: part if isinstance(part, str) else "file",
)
def test_that_a_clean_file_raises_no_alarm(name: str, make: Callable[[], bytes]) -> None:
    assert verify_pdf(make(), [SECRET]).findings == (), name


@pytest.mark.parametrize("name", NAMES)
def test_that_no_finding_repeats_the_word(name: str) -> None:
    findings = verify_pdf(of(name)[-1].make(), [SECRET]).findings
    told = " ".join(finding.what for finding in findings)
    assert SECRET.casefold() not in told.casefold()


def test_that_a_word_in_the_name_of_the_file_is_found() -> None:
    verdict = verify_pdf(made.CLEAN[0][1](), [SECRET], name="complaint-black_wood.pdf")
    assert [finding.kind for finding in verdict.findings] == ["file_name"]


def test_that_every_way_has_three_files_that_differ() -> None:
    assert len(NAMES) >= 40
    for name in NAMES:
        assert len({leak.make() for leak in of(name)}) >= 3, name


def test_that_findings_name_their_check_and_place() -> None:
    verdict = verify_pdf(of("white text")[0].make())
    (finding,) = verdict.findings
    assert finding.check == "ink"
    assert {done.key: done.findings for done in verdict.checks}["ink"] == 1
    assert finding.box is not None
    left, top, right, bottom = finding.box
    assert 0 <= left < right <= 1
    assert 0.28 < top < bottom < 0.35


def test_that_the_table_of_kinds_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print_table()
    assert len(ALL) >= 3 * len(NAMES)


def print_table() -> None:
    """Print kinds, files, and how many are found with the word known and without."""
    for name in NAMES:
        leaks = of(name)
        known = sum(leak.kind in _kinds(leak, SECRET) for leak in leaks)
        blind = sum(bool(_kinds(leak)) for leak in leaks)
        print(f"{name:34} {len(leaks):3} files {known:3} with the word {blind:3} without")
