"""What an audience sees, held against every layer that hypothesis thinks of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tries import tries

from app.domain.audiences import LAYERED, Audience
from app.domain.decisions import Disposition, Standing
from app.domain.ids import DecisionId, RecordId
from app.domain.layers import (
    LayerEntry,
    OnlyRedact,
    OnlyWithhold,
    OnlyWords,
    OpenCode,
    OpenRecord,
    OpenRedaction,
    OpenWords,
)
from app.domain.redaction import Redaction, SpanTarget, redact
from app.domain.spans import Span
from app.domain.views import Layer, StandingEntry, layer_of, seen_by, words_for

RECORD = RecordId(1)
TEXT = "abcdefghijklmnopqrst"
CODES = ("(a)", "(b)", "(c)")
VICTIM = Audience.VICTIM

spans = st.builds(
    lambda start, length: SpanTarget(Span(start, min(start + length, len(TEXT)))),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 8),
)
codes = st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple)
some_codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple)
redactions = st.lists(st.tuples(spans, codes), max_size=5).map(
    lambda made: tuple(
        Redaction(DecisionId(number), RECORD, target, own)
        for number, (target, own) in enumerate(made, 1)
    )
)
standings = st.builds(
    lambda disposition, own, made: Standing(
        RECORD, disposition, own if disposition is Disposition.WITHHOLD else (), made
    ),
    st.sampled_from([None, *Disposition]),
    some_codes,
    redactions,
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Standing, list[StandingEntry]]:
    """Give how a record stands, and layers that mean it and others."""
    standing = draw(standings)
    named: list[LayerEntry] = [
        OpenRedaction(RECORD, one.target, one.codes) for one in standing.redactions
    ]
    named += [OpenRecord(RECORD, standing.codes), OpenRecord(RECORD, ("(z)",))]
    entry = st.one_of(
        st.sampled_from(named),
        st.builds(OpenCode, st.sampled_from(CODES)),
        st.builds(lambda target, own: OnlyRedact(RECORD, target, own), spans, some_codes),
        st.builds(lambda own: OnlyWithhold(RECORD, own), some_codes),
    )
    made = draw(st.lists(st.tuples(st.sampled_from(LAYERED), entry), max_size=6))
    return standing, [
        StandingEntry(DecisionId(100 + at), audience, one)
        for at, (audience, one) in enumerate(made)
    ]


def withheld(standing: Standing) -> set[int]:
    """Give the places of the text's characters that are withheld."""
    if standing.outcome is Disposition.WITHHOLD:
        return set(range(len(TEXT)))
    return {
        at
        for one in standing.redactions
        if isinstance(one.target, SpanTarget)
        for at in range(one.target.span.start, one.target.span.end)
    }


def shown(standing: Standing) -> str:
    if standing.outcome is Disposition.WITHHOLD:
        return ""
    return redact(TEXT, standing.redactions).visible


@tries(400)
@given(worlds())
def test_that_no_audience_reads_a_character_that_is_withheld_from_it(
    world: tuple[Standing, list[StandingEntry]],
) -> None:
    standing, entries = world
    for audience in LAYERED:
        layer = layer_of(audience, entries)
        kept = [one for one in standing.redactions if not layer.opens(one)]
        own = layer.closed.get(RECORD, ())
        hidden = withheld(Standing(RECORD, Disposition.RELEASE, (), (*kept, *own)))
        assert not set(shown(seen_by(standing, layer))) & {TEXT[at] for at in hidden}
        if RECORD in layer.withheld and standing.disposition in {
            Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD,
        }:  # fmt: skip
            assert shown(seen_by(standing, layer)) == ""


@tries(200)
@given(worlds())
def test_that_the_public_sees_the_same_whatever_layers_say(
    world: tuple[Standing, list[StandingEntry]],
) -> None:
    standing, entries = world
    assert seen_by(standing, layer_of(Audience.PUBLIC, entries)) == standing


@tries(200)
@given(worlds())
def test_that_a_layer_of_one_audience_is_nothing_to_another(
    world: tuple[Standing, list[StandingEntry]],
) -> None:
    standing, entries = world
    own = [one for one in entries if one.audience is VICTIM]
    assert seen_by(standing, layer_of(VICTIM, entries)) == seen_by(standing, layer_of(VICTIM, own))


@tries(200)
@given(worlds())
def test_that_closings_never_show_more_and_openings_never_less(
    world: tuple[Standing, list[StandingEntry]],
) -> None:
    standing, entries = world
    closings = [one for one in entries if isinstance(one.entry, OnlyRedact | OnlyWithhold)]
    openings = [one for one in entries if one not in closings]
    public = withheld(standing)
    assert withheld(seen_by(standing, layer_of(VICTIM, closings))) >= public
    assert withheld(seen_by(standing, layer_of(VICTIM, openings))) <= public
    both = withheld(seen_by(standing, layer_of(VICTIM, entries)))
    assert both >= withheld(seen_by(standing, layer_of(VICTIM, openings)))


@tries(200)
@given(worlds())
def test_that_what_is_decided_for_all_stays_so(
    world: tuple[Standing, list[StandingEntry]],
) -> None:
    standing, entries = world
    seen = seen_by(standing, layer_of(VICTIM, entries))
    for same in (None, Disposition.NOT_RESPONSIVE):
        assert (seen.disposition is same) is (standing.disposition is same)


def made(number: int, start: int, end: int, *own: str) -> Redaction:
    return Redaction(DecisionId(number), RECORD, SpanTarget(Span(start, end)), own)


def test_that_a_redaction_is_open_only_if_none_of_its_exemptions_holds() -> None:
    standing = Standing(RECORD, Disposition.RELEASE, (), (made(1, 0, 2, "(a)", "(b)"),))
    one = seen_by(standing, Layer(VICTIM, frozenset({"(a)"})))
    assert [left.codes for left in one.redactions] == [("(b)",)]
    assert seen_by(standing, Layer(VICTIM, frozenset({"(a)", "(b)"}))).redactions == ()


def test_that_what_rests_on_no_exemption_is_opened_by_none() -> None:
    standing = Standing(RECORD, Disposition.RELEASE, (), (made(1, 0, 2),))
    assert seen_by(standing, Layer(VICTIM, frozenset(CODES))).redactions


def test_that_a_stretch_under_two_redactions_stays_where_one_is_open() -> None:
    first, second = made(1, 0, 6, "(a)"), made(2, 4, 9, "(b)")
    standing = Standing(RECORD, Disposition.RELEASE, (), (first, second))
    seen = seen_by(standing, Layer(VICTIM, frozenset({"(a)"})))
    assert redact(TEXT, seen.redactions).visible == TEXT[:4] + TEXT[9:]


def test_that_a_redacted_record_of_which_all_is_open_is_released() -> None:
    standing = Standing(RECORD, Disposition.REDACT, (), (made(1, 0, 2, "(a)"),))
    seen = seen_by(standing, Layer(VICTIM, frozenset({"(a)"})))
    assert (seen.disposition, seen.outcome) == (Disposition.RELEASE, Disposition.RELEASE)
    empty = Standing(RECORD, Disposition.REDACT)
    assert seen_by(empty, Layer(VICTIM)).disposition is Disposition.REDACT


def test_that_a_withheld_record_is_shown_with_its_redactions() -> None:
    standing = Standing(RECORD, Disposition.WITHHOLD, ("(a)",), (made(1, 0, 2, "(b)"),))
    seen = seen_by(standing, Layer(VICTIM, records=frozenset({OpenRecord(RECORD, ("(a)",))})))
    assert seen.outcome is Disposition.REDACT
    assert seen.codes == ()
    held = seen_by(standing, Layer(VICTIM, records=frozenset({OpenRecord(RECORD, ("(b)",))})))
    assert held.outcome is Disposition.WITHHOLD


def test_that_words_are_searched_for_the_audience_that_may_not_read_them() -> None:
    entries = [
        StandingEntry(DecisionId(1), VICTIM, OpenWords("Maria")),
        StandingEntry(DecisionId(2), VICTIM, OnlyWords("Grove")),
        StandingEntry(DecisionId(3), Audience.COURT, OnlyWords("Elm")),
    ]
    words = ("Maria", "Rosa")
    assert words_for(words, layer_of(VICTIM, entries)) == ("Rosa", "Grove")
    assert words_for(words, layer_of(Audience.PUBLIC, entries)) == words
