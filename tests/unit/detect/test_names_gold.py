"""The gold texts with names: how many are found, and how many of what is found are right."""

from __future__ import annotations

from pathlib import Path

from gold.score import Tally, tallies
from gold.texts import HERE, Gold, of_marked

from app.detect.lexicon import Lexicon
from app.detect.names import Names, known_people
from app.domain.words import placed_words

LEAST_RECALL, LEAST_PRECISION = 0.93, 0.85


def lines(path: Path) -> list[str]:
    said = path.read_text(encoding="utf-8").splitlines()
    return [line for line in said if line and not line.startswith("# ")]


def gold() -> list[Gold]:
    return [of_marked(line.replace("\\n", "\n")) for line in lines(HERE / "names.txt")]


def people() -> list[tuple[str, str]]:
    pairs = (line.partition("\t") for line in lines(HERE / "people.txt"))
    return [(name, address) for name, _, address in pairs]


def counted() -> Tally:
    texts = gold()
    lexicon = Lexicon(word for one in texts for word, _, _ in placed_words(one.text))
    names = Names(known_people(people()), lexicon)
    whole = Tally()
    for one in tallies(texts, names.find).values():
        whole.wanted += one.wanted
        whole.found += one.found
        whole.given += one.given
        whole.right += one.right
        whole.missed += one.missed
        whole.wrong += one.wrong
    return whole


def test_that_names_of_those_who_take_part_are_found_and_few_others() -> None:
    tally = counted()
    assert tally.wanted > 90
    assert tally.recall >= LEAST_RECALL, tally.missed
    assert tally.precision >= LEAST_PRECISION, tally.wrong
