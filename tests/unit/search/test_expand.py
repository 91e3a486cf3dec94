"""What words are expanded to over a vocabulary, held against looking at every word."""

from __future__ import annotations

import fnmatch
import itertools
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.search.vocabulary import SmallVocabulary
from whoosh.lang.snowball.english import EnglishStemmer

from app.domain.queries import (
    And,
    AnyWord,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)
from app.search.expand import (
    MOST,
    did_you_mean,
    expand,
    near_words,
    shape_words,
    stem_words,
)
from app.search.nearness import edit_distance, within

POLICE = SmallVocabulary(
    {
        "stop": 212, "stops": 31, "stopped": 74, "stopping": 5, "store": 9, "stoop": 2,
        "fly": 3, "flies": 4, "officer": 90, "officers": 40, "blackwood": 12, "blackwod": 1,
        "traffic": 60, "jose": 7, "the": 900, "teh": 1, "investigation": 30,
        "investigations": 6, "investigate": 4, "0142": 3, "555": 20, "8505550142": 1,
    }
)  # fmt: skip


def test_that_a_prefix_becomes_the_words_that_begin_so() -> None:
    query, shown = expand(Prefix("Stop"), POLICE, stems=False)
    assert query == AnyWord(
        "Stop*", "prefix", (("stop", 212), ("stopped", 74), ("stops", 31), ("stopping", 5))
    )
    assert shown == {"Stop*": {"stop": 212, "stopped": 74, "stops": 31, "stopping": 5}}
    assert shown.left_out == {}


def test_that_a_shape_becomes_the_words_of_that_shape() -> None:
    query, _ = expand(Wildcard("st?p"), POLICE, stems=False)
    assert query == AnyWord("st?p", "wildcard", (("stop", 212),))


def test_that_a_near_spelling_finds_its_neighbours_and_swapped_letters() -> None:
    query, _ = expand(Fuzzy("hte"), POLICE, stems=False)
    assert isinstance(query, AnyWord)
    assert dict(query.words) == {"the": 900}
    far, _ = expand(Fuzzy("blackwoood", 2), POLICE, stems=False)
    assert far == AnyWord("blackwoood~2", "fuzzy", (("blackwood", 12), ("blackwod", 1)))


def test_that_words_become_their_stems_only_when_asked() -> None:
    asked = And((Word("Stopped"), Not(Word("fly")), Or((Word("555"), Phrase(("a", "stop"))))))
    assert expand(asked, POLICE, stems=False)[0] == asked
    query, shown = expand(asked, POLICE, stems=True)
    assert isinstance(query, And)
    assert query.parts[2] == Or((Word("555"), Phrase(("a", "stop"))))
    assert list(shown) == ["Stopped", "fly"]
    assert shown["Stopped"] == {"stop": 212, "stopped": 74, "stops": 31, "stopping": 5}
    assert shown["fly"] == {"flies": 4, "fly": 3}


def test_that_a_word_without_other_forms_stays_a_word() -> None:
    assert expand(Word("Jose"), POLICE, stems=True)[0] == Word("Jose")
    assert expand(Word("zebra"), POLICE, stems=True)[0] == Word("zebra")


def test_that_a_word_itself_is_searched_for_beside_its_forms() -> None:
    query, _ = expand(Word("stoppable"), SmallVocabulary({"stoppables": 2}), stems=True)
    assert query == AnyWord("stoppable", "stem", (("stoppables", 2), ("stoppable", 0)))


def test_that_a_shape_that_fits_nothing_finds_nothing() -> None:
    assert expand(Prefix("xyz"), POLICE, stems=False)[0] == AnyWord("xyz*", "prefix", ())


def test_that_a_shape_that_fits_too_much_is_cut_and_the_rest_is_counted() -> None:
    many = SmallVocabulary({f"a{n}": n for n in range(MOST + 250)})
    query, shown = expand(Wildcard("*a*"), many, stems=False)
    assert isinstance(query, AnyWord)
    assert len(query.words) == MOST
    assert query.words[0] == (f"a{MOST + 249}", MOST + 249)
    assert shown.left_out == {"*a*": 250}


def test_that_a_prefix_of_too_many_words_is_left_to_the_index_whole() -> None:
    many = SmallVocabulary({f"a{n}": n for n in range(MOST + 250)})
    query, shown = expand(Prefix("a"), many, stems=False)
    assert query == Prefix("a")
    assert shown.left_out == {}
    assert len(shown["a*"]) == MOST


def test_that_a_missing_word_is_offered_its_nearest_neighbour() -> None:
    query = And((Word("Oficer"), Not(Word("trafic")), Phrase(("blakwood", "stop"))))
    assert did_you_mean(query, POLICE) == {
        "Oficer": "officer",
        "trafic": "traffic",
        "blakwood": "blackwood",
    }
    assert did_you_mean(Or((Near(("stpo", "officer"), 3), Everything())), POLICE) == {
        "stpo": "stop"
    }


@pytest.mark.parametrize("word", ["stop", "zz", "zzzzzzzz", "556", "qqq"])
def test_that_nothing_is_offered_where_nothing_is_near_or_needed(word: str) -> None:
    assert did_you_mean(Word(word), POLICE) == {}


def test_that_an_expanded_word_is_not_corrected() -> None:
    assert did_you_mean(AnyWord("xx*", "prefix", ()), POLICE) == {}


SHORT = st.text("abé", min_size=1, max_size=5)
VOCABULARIES = st.sets(SHORT, max_size=40)


@settings(deadline=None)
@given(VOCABULARIES, SHORT, st.sampled_from([1, 2]))
def test_that_near_words_are_those_that_looking_at_each_word_gives(
    words: set[str], word: str, distance: int
) -> None:
    folded = {found.replace("é", "e") for found in words}
    vocabulary = SmallVocabulary(dict.fromkeys(folded, 1))
    own = word.replace("é", "e")
    expected = sorted(found for found in folded if within(own, found, distance))
    assert near_words(word, distance, vocabulary) == expected


@given(SHORT, SHORT, SHORT)
def test_that_the_edit_distance_is_a_distance(one: str, two: str, three: str) -> None:
    assert (edit_distance(one, two) == 0) == (one == two)
    assert edit_distance(one, two) == edit_distance(two, one)
    assert edit_distance(one, three) <= edit_distance(one, two) + edit_distance(two, three)


@given(VOCABULARIES, st.text("ab*?", min_size=1, max_size=5))
def test_that_shapes_are_those_that_looking_at_each_word_gives(
    words: set[str], pattern: str
) -> None:
    plain = {word.replace("é", "e") for word in words}
    vocabulary = SmallVocabulary(dict.fromkeys(plain, 1))
    expected = sorted(word for word in plain if fnmatch.fnmatchcase(word, pattern))
    assert shape_words(pattern, vocabulary) == expected


def test_that_stems_are_those_that_looking_at_each_word_gives() -> None:
    roots = "run stop happi relat investig arrest witness agenc polic hop hope fly die generat"
    ends = "s ed ing ation ational ize izer ness y ies e er ers ly ful ment al ive able ity"
    stem = EnglishStemmer().stem
    words = {root + end for root, end in itertools.product(roots.split(), ["", *ends.split()])}
    vocabulary = SmallVocabulary(dict.fromkeys(words, 1))
    for word in words:
        expected = sorted(other for other in words if stem(other) == stem(word))
        assert stem_words(word, vocabulary) == expected, word


def test_that_a_large_vocabulary_is_not_walked_word_by_word() -> None:
    """Count the questions put to the vocabulary instead of the time."""
    letters = random.Random(7)
    words = {
        "".join(letters.choice("etaoinshrdlucm") for _ in range(letters.randint(3, 9)))
        for _ in range(30_000)
    }
    vocabulary = _Counting(dict.fromkeys(words, 1))
    near_words("stration", 1, vocabulary)
    assert vocabulary.asked < 3_000


class _Counting(SmallVocabulary):
    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__(counts)
        self.asked = 0
        self._watched = _Watched(self._words, self)

    @property
    def words(self) -> list[str]:
        return self._watched


class _Watched(list[str]):
    def __init__(self, words: list[str], owner: _Counting) -> None:
        super().__init__(words)
        self._owner = owner

    def __getitem__(self, at: Any) -> Any:
        self._owner.asked += 1
        return super().__getitem__(at)
