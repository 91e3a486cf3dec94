"""The index of near texts: whatever is near is told, and the very same words are one entry."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.detect.near import LEAST_SHARE, share
from app.detect.near_index import MOST_COMPARED, MOST_SAME, NearIndex

WORDS = st.sampled_from([f"word{number}" for number in range(14)])
TEXTS = st.lists(st.lists(WORDS, min_size=8, max_size=20), min_size=2, max_size=30)


@given(TEXTS)
def test_that_whatever_is_near_is_told(texts: list[list[str]]) -> None:
    counted = [Counter(text) for text in texts]
    met = Counter(word for text in counted for word in text)
    index = NearIndex(lambda word: met[word])
    for number, words in enumerate(counted):
        near = index.take(number, words)
        told = {other for entry in near.entries for other in entry}
        same = {other for other in range(number) if counted[other] == words}
        really = {other for other in range(number) if share(counted[other], words) >= LEAST_SHARE}
        assert set(near.same) == same
        assert really <= told | same


def test_that_the_same_words_again_give_the_latest_ones() -> None:
    index = NearIndex(len)
    words = Counter(["one", "two", "three", "four", "five", "six", "seven", "eight"])
    told = [index.take(number, words).same for number in range(MOST_SAME + 3)]
    assert told[:2] == [(), (0,)]
    assert told[-1] == tuple(range(2, MOST_SAME + 2))


def test_that_many_entries_are_taken() -> None:
    index = NearIndex(len)
    for number in range(1_100):
        words = Counter([f"w{number}", *(f"x{number}-{n}" for n in range(8))])
        assert index.take(number, words).entries == ()
    assert index.take(2_000, Counter([f"x1099-{n}" for n in range(8)])).entries == ((1_099,),)


def test_that_of_too_many_the_likest_are_told() -> None:
    index = NearIndex(len)
    base = [f"word{number}" for number in range(40)]
    for number in range(MOST_COMPARED + 20):
        changed = 1 + number % 4
        index.take(number, Counter([*base[changed:], *(f"{number}-{n}" for n in range(changed))]))
    near = index.take(9_999, Counter(base))
    assert len(near.entries) == MOST_COMPARED
    told = {entry[0] for entry in near.entries}
    assert {number for number in range(MOST_COMPARED + 20) if number % 4 == 0} <= told
