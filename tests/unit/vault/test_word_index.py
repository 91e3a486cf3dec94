"""The word index: what each kind of query finds, in which order, and how hits fall."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from builders import hold, message
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ids import BlobName
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment, Problem
from app.domain.queries import (
    Among,
    And,
    AnyWord,
    Everything,
    FromSource,
    Fuzzy,
    Has,
    Near,
    Not,
    OfKind,
    Or,
    People,
    Phrase,
    Prefix,
    Query,
    Sent,
    Tagged,
    Wildcard,
    Within,
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


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Write to jane_doe@mail.example.com, please.", "jane_doe@mail.example.com"),
        ("Write to jane_doe@mail.example.com, please.", "example.com"),
        ("Call (850) 555-0142!", "850-555-0142"),
        ("Call (850) 555-0142!", "8505550142"),
        ("Call 8505550142", "(850) 555-0142"),
        ("Call +18505550142", "850.555.0142"),
        ("Call +1 850 555 0142", "18505550142"),
        ("Plate ABC-1234.", "abc-1234"),
        ("under § 119.071(2)(c), F.S.", "119.071(2)(c)"),
        ("AT&T said", "at&t"),
        ("it's O'Brien's", "O'Brien"),
        ("José ate crème brûlée", "jose"),
        ("Jose\u0301 came", "JOSÉ"),
        ("the end.", "end"),
        ("#JusticeForAll @eve", "#justiceforall"),
        ("我在東京工作", "東京"),
        ("ฉันอยู่ที่กรุงเทพ", "กรุงเทพ"),
        ("학교에서 봐요", "학교"),
        ("カタカナとひらがな", "カタカナ"),
        ("see you \U0001f600\U0001f600", "\U0001f600"),
        ("I \u2764\ufe0f it", "\u2764"),
        ("हिंदी में", "हिंदी"),
        ("Straße", "straße"),
        ("Привет МИР", "мир"),
    ],
)
def test_that_what_a_clerk_looks_for_is_found(vault: Vault, text: str, typed: str) -> None:
    hold(vault, [post(text), post("nothing of the kind 1234 850")])
    assert found(vault, Word(typed)) == [1]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("0142 555 850", "850-555-0142"),
        ("jane at example dot com", "jane@example.com"),
        ("京東", "東京"),
        ("resume", "resumes"),
        ("कमल", "कमाल"),
        ("anything", "!!!"),
        ("anything", ""),
        ("anything", "\0"),
        ("anything", "\ud800"),
    ],
)
def test_that_what_only_looks_alike_is_not_found(vault: Vault, text: str, typed: str) -> None:
    hold(vault, [post(text)])
    assert found(vault, Word(typed)) == []


HOSTILE = [
    '"',
    '""',
    'a" OR "b',
    "a* OR b",
    "NOT a",
    "text:a",
    "NEAR(a b)",
    "^a",
    "a)(",
    "{",
    "--;",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_that_nothing_typed_becomes_syntax(vault: Vault, typed: str) -> None:
    hold(vault, [post("a"), post("b"), post("c")])
    for query in (
        Word(typed),
        Phrase((typed, typed)),
        Prefix(typed),
        Near((typed, "b"), 3),
        AnyWord(typed, "stem", ((typed, 1),)),
        And((Word("c"), Word(typed))),
        People(Among.WITH, typed),
        Within(typed),
    ):
        assert set(found(vault, query)) <= {1, 2}
    assert set(found(vault, Word("c"))) == {3}


@given(st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_that_any_text_can_be_looked_for(shared: Vault, text: str) -> None:
    for query in (Word(text), Prefix(text), Near((text, text), 2), Within(text), Has(text)):
        shared.index.find(query).page("rank", 0, 5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    from builders import new_vault

    vault = new_vault(tmp_path_factory.mktemp("shared"))
    hold(vault, [post("some words"), post("other words")])
    return vault


def test_that_words_are_found_in_every_part_of_a_record(vault: Vault) -> None:
    photo = StoredAttachment(
        "plan_b.pdf", 1, "application/pdf", "aa", BlobName("b" * 64), "warehouse 東京"
    )
    rosa = (Party(Role.FROM, "Rosa Diaz", "rosa@example.com"),)
    hold(
        vault,
        [
            post("text here"),
            post("", subject="subject here"),
            post("see"),
            post("hi", parties=rosa),
            post("hi", conversation_key="k", conversation_title="Night shift"),
        ],
        [[], [], [photo]],
    )
    expected = {
        "here": [1, 2], "plan_b.pdf": [3], "warehouse": [3], "東京": [3], "diaz": [4],
        "rosa@example.com": [4], "shift": [5],
    }  # fmt: skip
    for word, ids in expected.items():
        assert found(vault, Word(word)) == ids
    assert found(vault, Phrase(("night", "shift"))) == [5]
    assert found(vault, Prefix("ros")) == [4]
    assert found(vault, And((Word("hi"), Word("diaz")))) == [4]
    assert found(vault, And((Word("hi"), Not(Word("diaz"))))) == [5]
    assert found(vault, Or((Word("warehouse"), Word("diaz"), Word("text")))) == [1, 3, 4]


def test_that_phrases_keep_their_order_and_near_words_do_not(vault: Vault) -> None:
    hold(vault, [post("the red car stopped"), post("the car is red"), post("red blue green car")])
    assert found(vault, Phrase(("red", "car"))) == [1]
    assert found(vault, Near(("red", "car"), 1)) == [1]
    assert found(vault, Near(("red", "car"), 2)) == [1, 2]
    assert found(vault, Near(("red", "car"), 3)) == [1, 2, 3]
    assert found(vault, Near(("!", "?"), 3)) == []
    assert found(vault, Phrase(())) == []


def test_that_any_number_of_words_can_stand_for_one(vault: Vault) -> None:
    hold(vault, [post(f"word{n}") for n in range(1500)])
    many = AnyWord("word*", "prefix", tuple((f"word{n}", 1) for n in range(1200)))
    assert len(found(vault, many)) == 1200
    assert len(found(vault, And((many, Prefix("word1"))))) == 311
    assert len(vault.index.find(many).page("rank", 0, 2000)) == 1200
    assert found(vault, AnyWord("x", "stem", ())) == []


def test_that_shapes_of_words_must_be_expanded_first(vault: Vault) -> None:
    for query in (Wildcard("a*b"), Fuzzy("word")):
        with pytest.raises(TypeError, match="must be expanded"):
            vault.index.find(query)


def test_that_people_are_found_by_role_name_and_any_of_their_addresses(vault: Vault) -> None:
    rosa, ben = Party(Role.FROM, "Rosa Diaz", "+1 850 555 0101"), Party(Role.TO, "Ben Cole")
    nameless = Party(Role.CC, "", "8505550101")
    hold(
        vault,
        [
            post("1", parties=(rosa, ben)),
            post("2", parties=(replace(ben, role=Role.FROM), replace(rosa, role=Role.TO))),
            post("3", parties=(replace(ben, role=Role.FROM), nameless)),
            post("4", parties=(Party(Role.MENTIONED, "Rosa Ortiz"),)),
        ],
    )
    cases = {
        (Among.FROM, "rosa"): [1],
        (Among.TO, "rosa"): [2, 3],
        (Among.WITH, "rosa"): [1, 2, 3, 4],
        (Among.WITH, "diaz rosa"): [1, 2, 3],
        (Among.WITH, "(850) 555-0101"): [1, 2, 3],
        (Among.FROM, "555-0101"): [1],
        (Among.FROM, "cole"): [2, 3],
        (Among.FROM, "nobody"): [],
        (Among.FROM, ""): [],
    }
    for (among, text), ids in cases.items():
        assert found(vault, People(among, text)) == ids, (among, text)


def test_that_days_are_those_of_the_zone(vault: Vault) -> None:
    at_night = dt.datetime(2026, 3, 15, 3, 30, tzinfo=dt.UTC)
    eleven_at_night = round(at_night.timestamp() * 1_000_000)
    hold(vault, [post("1", sent=Moment(eleven_at_night)), post("2")])
    utc = at_night.date()
    local = utc - dt.timedelta(days=1)
    one_day = dt.timedelta(days=1)
    assert found(vault, Sent(utc, utc + one_day)) == [1]
    assert found(vault, Sent(local, local + one_day)) == []
    assert found(vault, Sent(local, local + one_day, "America/New_York")) == [1]
    assert found(vault, Sent(None, utc)) == []
    assert found(vault, Sent(utc, None)) == [1]
    assert found(vault, Sent(None, None)) == [1]
    assert found(vault, Sent(dt.date.min, dt.date.max, "Asia/Tokyo")) == [1]


def test_that_facts_filter(vault: Vault) -> None:
    image = StoredAttachment("a", 1, "image/png", "aa", BlobName("b" * 64))
    pdf = replace(image, media_type="application/pdf")
    odd = post("2", problems=(Problem("x", "Odd."), Problem("y", "Odder.")))
    hold(
        vault,
        [
            post("1", flags=frozenset({"deleted"}), labels=("Inbox", "Work")),
            odd,
            post("3", platform="facebook_messages", kind=Kind.MESSAGE),
            post("4"),
            post("5", conversation_key="k", conversation_title="Facebook plans"),
        ],
        [[], [], [image], [pdf, image]],
    )
    cases: dict[Query, list[int]] = {
        Has("attachment"): [3, 4],
        Has("Attachments"): [3, 4],
        Has("problem"): [2],
        Has("deleted"): [1],
        Has("luck"): [],
        OfKind("message"): [3],
        OfKind("image"): [3, 4],
        OfKind("PDF"): [4],
        OfKind("image/png"): [3, 4],
        OfKind(""): [],
        Tagged("inbox"): [1],
        Tagged("deleted"): [1],
        Tagged("work/legal"): [],
        Within("facebook"): [3, 5],
        Within("facebook messages"): [3],
        Within("plans"): [5],
        Within(""): [],
        Everything(): [1, 2, 3, 4, 5],
        Not(Everything()): [],
        And(()): [1, 2, 3, 4, 5],
        Or(()): [],
    }
    for query, ids in cases.items():
        assert found(vault, query) == ids, query


def test_that_sources_are_found_by_number_name_and_custodian_with_their_copies(
    vault: Vault,
) -> None:
    hold(vault, [message("a", 1), message("b", 2)], name="phone 2.xml")
    hold(vault, [message("b", 2), message("c", 3)], name="tablet.xml")
    assert found(vault, FromSource("1")) == [1, 2]
    assert found(vault, FromSource("2")) == [2, 3]
    assert found(vault, FromSource("tablet")) == [2, 3]
    assert found(vault, FromSource("PHONE")) == [1, 2]
    assert found(vault, FromSource("diaz")) == [1, 2, 3]
    assert found(vault, FromSource("9")) == []
    assert found(vault, FromSource("")) == []
    facets = vault.index.find(Everything()).facets()
    assert facets.sources == (("phone 2.xml", 2), ("tablet.xml", 2))


WORDS = st.lists(st.sampled_from("abcde"), max_size=6).map(" ".join)
LEAVES = st.one_of(
    st.sampled_from("abcdez").map(Word),
    st.lists(st.sampled_from("abcde"), min_size=1, max_size=3).map(lambda w: Phrase(tuple(w))),
    st.just(Everything()),
)
QUERIES = st.recursive(
    LEAVES,
    lambda q: st.one_of(
        st.lists(q, min_size=1, max_size=3).map(lambda p: And(tuple(p))),
        st.lists(q, min_size=1, max_size=3).map(lambda p: Or(tuple(p))),
        q.map(Not),
    ),
    max_leaves=8,
)


def means(query: Query, text: str) -> bool:
    """Say by hand whether a text is meant."""
    match query:
        case Word(text=word):
            return word in text.split()
        case Phrase(words=words):
            return f" {' '.join(words)} " in f" {text} "
        case And(parts=parts):
            return all(means(part, text) for part in parts)
        case Or(parts=parts):
            return any(means(part, text) for part in parts)
        case Not(part=part):
            return not means(part, text)
        case _:
            return True


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(WORDS, min_size=1, max_size=8), queries=st.lists(QUERIES, max_size=8))
def test_that_a_tree_finds_what_reading_by_hand_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], queries: list[Query]
) -> None:
    from builders import new_vault

    vault = new_vault(tmp_path_factory.mktemp("v"))
    posts = [post(text, sent=Moment(n)) for n, text in enumerate(texts)]
    titled = [replace(p, conversation_key="k", conversation_title="z") for p in posts[:2]]
    hold(vault, [*titled, *posts[2:]])
    for query in queries:
        hand = [
            n
            for n, text in enumerate(texts, 1)
            if means(query, text + (" z" if n <= len(titled) else ""))
        ]
        if "Phrase" not in repr(query) or "'z'" not in repr(query):
            assert found(vault, query) == hand, query
    vault.close()
