"""Hits and vocabulary: pages in order, how hits fall, and searching while records come in."""

from __future__ import annotations

import threading
from dataclasses import replace

from builders import MARCH_14, hold, message

from app.domain.ids import BlobName, RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.queries import (
    Among,
    And,
    Everything,
    Not,
    OfKind,
    People,
    Query,
    Word,
)
from app.domain.records import Kind
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

DAY = 86_400_000_000


def found(vault: Vault, query: Query) -> list[int]:
    return [int(one) for one in vault.index.find(query).ids]


def post(text: str, **more: object) -> Parsed:
    return replace(Parsed("1", "x", Kind.POST, text), **more)


def test_that_pages_come_by_date_and_undated_ones_last(vault: Vault) -> None:
    hold(vault, [message(f"word {n}", n) for n in (3, 1, 2)] + [post("word")])
    hits = vault.index.find(Word("word"))
    assert hits.count == 4
    assert hits.page("date", 0, 9) == [2, 3, 1, 4]
    assert hits.page("date", 0, 9, newest_first=True) == [1, 3, 2, 4]
    assert hits.page("date", 1, 2) == [3, 1]
    assert hits.page("date", 4, 2) == []
    assert [hits.contains(RecordId(n)) for n in (0, 1, 4, 5)] == [False, True, True, False]


def test_that_rank_puts_the_best_first_and_names_after(vault: Vault) -> None:
    rosa = (Party(Role.FROM, "Bribe Ltd"),)
    hold(
        vault,
        [
            post("bribe " + "filler " * 60),
            post("unrelated", parties=rosa, sent=Moment(5)),
            post("bribe bribe bribe"),
            post("filler only"),
        ],
    )
    assert vault.index.find(Word("bribe")).page("rank", 0, 9) == [3, 1, 2]
    filtered = And((Word("bribe"), Not(Word("filler"))))
    assert vault.index.find(filtered).page("rank", 0, 9) == [3, 2]
    assert vault.index.find(Everything()).page("rank", 0, 9) == [2, 1, 3, 4]


def test_that_hits_fall_on_platforms_people_and_months(vault: Vault) -> None:
    hold(
        vault,
        [
            message("a", 0),
            message("a", 1, sender="Rosa D."),
            replace(message("a", 2), sent=Moment(MARCH_14 + 30 * DAY), platform="x"),
            post("a"),
        ],
    )
    facets = vault.index.find(Word("a")).facets()
    assert facets.platforms == (("sms", 2), ("x", 2))
    assert facets.people == (("Rosa Diaz", 3), ("Ben Cole", 3))
    assert facets.months == (("2026-03", 2), ("2026-04", 1))
    assert vault.index.find(Word("nothing")).facets().people == ()


def test_that_an_empty_vault_finds_nothing(vault: Vault) -> None:
    hits = vault.index.find(Everything())
    assert (hits.count, hits.page("date", 0, 5), hits.page("rank", 0, 5)) == (0, [], [])
    assert hits.facets().platforms == ()
    assert found(vault, Word("x")) == []
    assert found(vault, People(Among.FROM, "x")) == []
    assert len(vault.index.vocabulary()) == 0


def test_that_what_was_just_written_is_found_and_old_hits_stay_as_they_were(
    vault: Vault,
) -> None:
    hold(vault, [message("first word", 1)])
    before = vault.index.find(Word("word"))
    image = StoredAttachment("a", 1, "image/gif", "aa", BlobName("b" * 64))
    hold(vault, [message("second word", 2, sender="Newcomer")], [[image]], name="b.xml")
    assert before.count == 1
    assert found(vault, Word("word")) == [1, 2]
    assert found(vault, People(Among.FROM, "newcomer")) == [1, 2]
    assert found(vault, OfKind("gif")) == [2]
    assert before.page("rank", 0, 5) == [1]
    assert vault.index.vocabulary().count("second") == 1


def test_that_the_vocabulary_counts_and_lists_words(vault: Vault) -> None:
    hold(vault, [post("Stop the stopping, José"), post("stop \U0001f600"), post("zebra 東")])
    words = vault.index.vocabulary()
    assert [words.count(w) for w in ("stop", "STOP", "josé", "none", "\U0001f600")] == [
        2,
        2,
        1,
        0,
        1,
    ]
    assert words.starting("sto") == ["stop", "stopping"]
    assert words.starting("zz") == []
    assert ("zebra" in words, "zebr" in words) == (True, False)
    assert list(words.words) == sorted(words.words)
    assert vault.index.vocabulary() is words


def test_that_many_threads_can_search_while_records_come_in(vault: Vault) -> None:
    hold(vault, [message("word", 0)], name="first")
    wrong: list[int] = []

    def search() -> None:
        last = 0
        for _ in range(30):
            count = vault.index.find(Word("word")).count
            if count < last:
                wrong.append(count)
            last = count

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 15):
        hold(vault, [message("word", number)], name=str(number))
    for thread in threads:
        thread.join()
    assert wrong == []
    assert vault.index.find(Word("word")).count == 15
