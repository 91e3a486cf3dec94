"""What typed searches mean, what is refused with which sentence, and that nothing else happens."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tries import tries

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
from app.errors import QueryMistake
from app.search.language import hints, normal, parse
from app.search.unparse import unparse

NUMBER = Or((Phrase(("850", "555", "0142")), Word("8505550142")))
DAY = dt.date(2026, 3, 14)
NEXT = dt.date(2026, 3, 15)
APRIL = dt.date(2026, 4, 1)
MARCH = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stop", Word("stop")),
        ("traffic stop", And((Word("traffic"), Word("stop")))),
        ('"traffic stop"', Phrase(("traffic", "stop"))),
        ("“traffic stop”", Phrase(("traffic", "stop"))),
        ("„traffic stop“", Phrase(("traffic", "stop"))),
        ('“traffic stop"', Phrase(("traffic", "stop"))),
        ('"traffic stop”', Phrase(("traffic", "stop"))),
        ('"stop"', Word("stop")),
        ('"AND"', Word("AND")),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a OR b OR c", Or((Word("a"), Word("b"), Word("c")))),
        ("a b OR c", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a AND b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("(a b) OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("(a (b (c)))", And((Word("a"), Word("b"), Word("c")))),
        ("a NOT b", And((Word("a"), Not(Word("b"))))),
        ("NOT b", And((Everything(), Not(Word("b"))))),
        ("NOT (NOT b)", Word("b")),
        ("a OR NOT b", Or((Word("a"), And((Everything(), Not(Word("b"))))))),
        ("* NOT b", And((Everything(), Not(Word("b"))))),
        ("* b", Word("b")),
        ("", Everything()),
        ("  ", Everything()),
        ("*", Everything()),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("stop*", Prefix("stop")),
        ("st?p", Wildcard("st?p")),
        ("s*p*", Wildcard("s*p*")),
        ("st**p", Wildcard("st*p")),
        ("stop?", Wildcard("stop?")),
        ("did he stop ?", And((Word("did"), Word("he"), Word("stop")))),
        ("555-01*", And((Word("555"), Prefix("01")))),
        ("blackwood~", Fuzzy("blackwood", 1)),
        ("blackwood~2", Fuzzy("blackwood", 2)),
        ('"traffic stop"~5', Near(("traffic", "stop"), 5)),
        ('"stop"~5', Word("stop")),
        ("850-555-0142", NUMBER),
        ("1-850-555-0142", NUMBER),
        ("8505550142", Word("8505550142")),
        ('"850-555-0142"', Phrase(("850", "555", "0142"))),
        ("850-555-014", Phrase(("850", "555", "014"))),
        ("(850) 555-0142", NUMBER),
        ("call (850) 555-0142", And((Word("call"), NUMBER))),
        ("dana@example.com", Phrase(("dana", "example", "com"))),
        ("(b)(6)", Phrase(("b", "6"))),
        ("(b)(7)(C) stop", And((Phrase(("b", "7", "C")), Word("stop")))),
        ("(a OR b)(c)", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("§119.071", Phrase(("119", "071"))),
        ("§119.071(2)(d)", Phrase(("119", "071", "2", "d"))),
        ("https://example.com/a", Phrase(("https", "example", "com", "a"))),
        ("O’Neil", Phrase(("O", "Neil"))),
        ("stop – now", And((Word("stop"), Word("now")))),
        ("10:30", Phrase(("10", "30"))),
        ("note: stop", And((Word("note"), Word("stop")))),
        ("日本 stop", And((Phrase(("日", "本")), Word("stop")))),
        ("🔥", Word("🔥")),
        ("👍🏽", Phrase(("👍", "🏽"))),
        ("हिन्दी", Word("हिन्दी")),
        ("from:diaz", People(Among.FROM, "diaz")),
        ("From:diaz", People(Among.FROM, "diaz")),
        ('to:"Sgt. Cole"', People(Among.TO, "Sgt. Cole")),
        ("with:“Sgt. Cole”", People(Among.WITH, "Sgt. Cole")),
        ("from:dana@example.com", People(Among.FROM, "dana@example.com")),
        ("from:(diaz OR cole)", Or((People(Among.FROM, "diaz"), People(Among.FROM, "cole")))),
        ("in:sms", Within("sms")),
        ("source:phone.zip", FromSource("phone.zip")),
        ("tag:inbox", Tagged("inbox")),
        ("has:attachment", Has("attachment")),
        ("has:Attachments", Has("attachment")),
        ("has:deleted", Has("deleted")),
        ("has:problems", Has("problem")),
        ("type:email", OfKind("email")),
        ("type:mail", OfKind("email")),
        ("type:photo", OfKind("image")),
        ("type:image/jpeg", OfKind("image/jpeg")),
        ("on:2026-03-14", Sent(DAY, NEXT)),
        ("on:3/14/2026", Sent(DAY, NEXT)),
        ("on:14 March 2026", Sent(DAY, NEXT)),
        ('on:"14 Mar 2026"', Sent(DAY, NEXT)),
        ("on:March 14, 2026", Sent(DAY, NEXT)),
        ("on:2026-03", Sent(MARCH, APRIL)),
        ("on:March 2026", Sent(MARCH, APRIL)),
        ("on:3/2026", Sent(MARCH, APRIL)),
        ("on:2026", Sent(dt.date(2026, 1, 1), dt.date(2027, 1, 1))),
        ("on:2026-03-14..2026-03-31", Sent(DAY, APRIL)),
        ("before:2026-03-14", Sent(None, DAY)),
        ("after:2026-03-14", Sent(DAY, None)),
        ("after:2026-03", Sent(MARCH, None)),
        (
            'stop OR "traffic stop" from:diaz after:2026-03-01',
            And(
                (
                    Or((Word("stop"), Phrase(("traffic", "stop")))),
                    People(Among.FROM, "diaz"),
                    Sent(MARCH, None),
                )
            ),
        ),
    ],
)
def test_that_a_typed_search_means_this(typed: str, meant: Query) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "position", "says"),
    [
        ('stop "traffic', 5, "quotation mark at character 6 is never closed"),
        ("stop “traffic", 5, "quotation mark at character 6 is never closed"),
        ("5'10\"", 4, "quotation mark at character 5"),
        ("(stop", 0, "bracket at character 1 is never closed"),
        ("a (b (c)", 2, "bracket at character 3 is never closed"),
        ("stop)", 4, "bracket at character 5 closes nothing"),
        ("stop ()", 5, "nothing in the brackets at character 6"),
        ("(" * 40 + "a" + ")" * 40, 30, "more than 30 deep"),
        ("stop OR", 7, "OR stands at the end"),
        ("OR stop", 0, "OR at character 1 stands at the beginning"),
        ("(OR stop)", 1, "behind a bracket"),
        ("a AND OR b", 6, "OR at character 7 stands behind AND"),
        ("a NOT", 5, "NOT stands at the end"),
        ("NOT NOT a", 4, "NOT at character 5"),
        ("(a OR)", 5, "OR stands before the bracket at character 6"),
        ("form:diaz", 0, "form: at character 1 is not a field"),
        ("a form: diaz", 2, "form: at character 3 is not a field"),
        ("from:", 0, "from: at character 1 says nothing"),
        ("from: diaz", 0, "from: at character 1 says nothing"),
        ("from:AND", -1, ""),
        ('from:""', 5, "from: at character 6 says nothing"),
        ("has:money", 4, "has: does not know “money” at character 5"),
        ("type:mial", 5, "type: does not know “mial”"),
        ("on:2026-02-30", 3, "February 2026 has no day 30. It stands at character 4"),
        ("on:2026-13-01", 3, "There is no month 13"),
        ("on:14/3/2026", 3, "There is no month 14"),
        ("on:1812", 3, "1812 is not between"),
        ("on:soon", 3, "“soon” is not a date"),
        ("on:yesterday", 3, "no day is today"),
        ("on:2026-03-14..2026-03-01", 3, "ends before it begins"),
        ('""', 0, "no word between the quotation marks"),
        ('"..."', 0, "no word between the quotation marks"),
        ("§", 0, "no word in this search"),
        ('"a b"~', 0, "needs a number of words"),
        ('"a b"~0', 0, "needs a number of words"),
        ('"a b"~99999999999', 0, "needs a number of words"),
        ("blackwood~3", 9, "behind one plain word"),
        ("a-b~", 3, "behind one plain word"),
        ("a" * 20_001, 20_000, "longer than 20,000"),
    ],
)
def test_that_a_mistake_says_where_it_is(typed: str, position: int, says: str) -> None:
    if position < 0:
        assert parse(typed) == People(Among.FROM, "AND")
        return
    with pytest.raises(QueryMistake) as caught:
        parse(typed)
    assert says in caught.value.what
    assert caught.value.position == position
    assert caught.value.remedy.endswith((".", '"'))


def test_that_a_misspelled_field_is_offered_rightly() -> None:
    with pytest.raises(QueryMistake, match="Did you mean from:") as caught:
        parse("form:diaz")
    assert "source:" in caught.value.remedy


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("on:today", DAY, NEXT),
        ("on:yesterday", dt.date(2026, 3, 13), DAY),
        ("on:this week", dt.date(2026, 3, 9), dt.date(2026, 3, 16)),
        ("on:last week", dt.date(2026, 3, 2), dt.date(2026, 3, 9)),
        ("on:this month", MARCH, APRIL),
        ("on:last month", dt.date(2026, 2, 1), MARCH),
        ("on:this year", dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        ('on:"last year"', dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
    ],
)
def test_that_words_for_days_count_from_the_day_given(
    typed: str, start: dt.date, end: dt.date
) -> None:
    assert parse(typed, today=DAY) == Sent(start, end)


def test_that_dates_carry_the_zone_whose_days_are_meant() -> None:
    assert parse("on:2026-03-14", "America/New_York") == Sent(DAY, NEXT, "America/New_York")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("stop and go", "write AND"),
        ("stop or go", "write OR"),
        ("stop not go", "write NOT"),
        ("stop -go", "write NOT go"),
    ],
)
def test_that_a_hint_is_given_where_an_operator_looks_meant(typed: str, says: str) -> None:
    assert any(says in hint for hint in hints(typed))


@pytest.mark.parametrize("typed", ["stop AND go", '"stop and go"', "850-555-0142", "order"])
def test_that_no_hint_is_given_where_none_is_needed(typed: str) -> None:
    assert hints(typed) == ()


SIGNS = 'ab1é日 \t"“”„()*?~:-–§.🔥\u0301/@'
PIECES = ["AND", "OR", "NOT", "from:", "on:", "2026", "has:", "type:", "form:", "~2", "March"]
LETTERS = st.sampled_from([*SIGNS, *PIECES])


@tries(200)
@given(st.lists(LETTERS, max_size=25).map("".join) | st.text(max_size=40))
def test_that_any_text_gives_a_query_or_a_mistake(typed: str) -> None:
    understood = _understood(typed)
    if isinstance(understood, QueryMistake):
        assert 0 <= understood.position <= len(typed)
        assert understood.what
        assert understood.remedy
    else:
        assert isinstance(understood, Query)
        assert parse(unparse(understood)) == understood


def _understood(typed: str) -> Query | QueryMistake:
    try:
        return parse(typed)
    except QueryMistake as mistake:
        return mistake


WORDS = st.from_regex(r"[a-zé0-9]{1,6}|AND|OR|NOT", fullmatch=True)
VALUES = st.text(st.sampled_from("ab .-@*?:()\"'\né"), min_size=1, max_size=8).filter(
    lambda text: text.strip() == text
)
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
LEAVES = st.one_of(
    WORDS.map(Word),
    st.lists(WORDS, min_size=2, max_size=4).map(lambda found: Phrase(tuple(found))),
    st.builds(Near, st.lists(WORDS, min_size=2, max_size=3).map(tuple), st.integers(1, 1000)),
    WORDS.map(Prefix),
    st.sampled_from(["st?p", "a*b", "*b", "?b*"]).map(Wildcard),
    st.builds(Fuzzy, st.from_regex("[a-z]{2,6}", fullmatch=True), st.sampled_from([1, 2])),
    st.builds(People, st.sampled_from(Among), VALUES),
    VALUES.map(Within),
    VALUES.map(FromSource),
    VALUES.map(Tagged),
    st.sampled_from([Has("attachment"), OfKind("email"), OfKind("image/png"), Everything()]),
    DATES.map(lambda day: Sent(day, None)),
    DATES.map(lambda day: Sent(None, day)),
    st.builds(
        lambda day, length: Sent(day, day + dt.timedelta(days=length)), DATES, st.integers(1, 500)
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda found: And(tuple(found))),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: Or(tuple(found))),
        parts.map(Not),
    ),
    max_leaves=8,
)


@tries(150)
@given(TREES)
def test_that_an_unparsed_tree_is_parsed_as_the_same(tree: Query) -> None:
    assert parse(unparse(tree)) == normal(tree)


@given(TREES)
@tries(100)
def test_that_the_normal_form_is_flat_and_stays(tree: Query) -> None:
    once = normal(tree)
    assert normal(once) == once
    assert _flat(once)


def _flat(query: Query) -> bool:
    match query:
        case And(parts):
            positive = any(not isinstance(part, Not) for part in parts)
            inner = [part.part if isinstance(part, Not) else part for part in parts]
            return (
                positive
                and not any(isinstance(part, And) for part in parts)
                and all(map(_flat, inner))
            )
        case Or(parts):
            return all(not isinstance(part, Or) and _flat(part) for part in parts)
        case _:
            return not isinstance(query, Not)


def test_that_an_expanded_word_is_written_as_it_was_typed() -> None:
    assert unparse(AnyWord("stop*", "prefix", (("stops", 3),))) == "stop*"


def test_that_a_value_with_both_kinds_of_quotation_marks_is_still_readable() -> None:
    assert parse(unparse(Within('a "b“ c'))) == Within("a  b  c")


def test_that_a_tree_made_by_hand_with_a_whole_address_becomes_a_phrase() -> None:
    assert normal(Word("dana@example.com")) == Phrase(("dana", "example", "com"))
    assert normal(Sent(None, None)) == Everything()
    assert unparse(Sent(None, None)) == "*"
