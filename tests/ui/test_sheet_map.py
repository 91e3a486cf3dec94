"""What is selected on the screen, in the record's own code points."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.decisions import Standing
from app.domain.ids import DecisionId, RecordId, SourceId
from app.domain.people import Party, Role
from app.domain.records import Kind, Record
from app.domain.redaction import Field, Place, Redaction, SpanTarget
from app.domain.spans import Span
from app.ui.sheet import Ink, Mark, bars_of, card_in_question, runs_of
from app.ui.sheet_map import SheetMap, Stretch, shown_text

TEXT = Place()


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def laid(runs) -> SheetMap:
    """Lay runs one after another, as the document does."""
    at, stretches = 0, []
    for run in runs:
        end = at + units(shown_text(run.text))
        stretches.append(Stretch(at, end, run))
        at = end
    return SheetMap(stretches)


def redaction(start: int, end: int, *codes: str, place: Place = TEXT) -> Redaction:
    return Redaction(DecisionId(1), RecordId(1), SpanTarget(Span(start, end), place), codes)


def test_that_a_selection_behind_an_emoji_names_the_right_characters():
    text = "😀🚓 stopped Jordan"
    sheet = laid(runs_of(text, TEXT, ()))
    start = units("😀🚓 stopped ")
    (target,) = sheet.targets(start, start + units("Jordan"))
    assert text[target.span.start : target.span.end] == "Jordan"


def test_that_blanks_at_the_ends_are_left_out():
    (target,) = laid(runs_of("stopped Jordan again", TEXT, ())).targets(7, 15)
    assert target.span == Span(8, 14)


def test_that_blanks_alone_are_no_selection():
    assert laid(runs_of("a   b", TEXT, ())).targets(1, 4) == ()


def test_that_a_touched_bar_means_all_that_is_under_it():
    text = "stopped Jordan Blackwood again"
    runs = runs_of(text, TEXT, [redaction(8, 24, "(b)(6)")])
    bar = next(run for run in runs if run.ink is Ink.BAR)
    assert "Jordan" not in bar.text
    assert bar.tip == "Jordan Blackwood"
    sheet = laid(runs)
    assert sheet.targets(9, 10) == (SpanTarget(Span(8, 24)),)


def test_that_a_selection_over_bar_and_words_is_one_stretch():
    text = "stopped Jordan Blackwood again"
    sheet = laid(runs_of(text, TEXT, [redaction(15, 24, "(b)(6)")]))
    (target,) = sheet.targets(8, 20)
    assert target.span == Span(8, 24)


def test_that_a_suggestion_is_found_on_the_screen_and_back():
    text = "😀 lives at 14 Cedar Hollow"
    mark = Mark(TEXT, Span(11, 26), Ink.HINT)
    sheet = laid(runs_of(text, TEXT, (), [mark]))
    start, end = sheet.units_of(SpanTarget(Span(11, 26)))
    assert (start, end) == (12, 27)
    assert sheet.targets(start, end) == (SpanTarget(Span(11, 26)),)


def test_that_what_is_not_shown_has_no_place_on_the_screen():
    assert (
        laid(runs_of("abc", TEXT, ())).units_of(SpanTarget(Span(0, 1), Place(Field.TITLE))) is None
    )


def test_that_each_place_of_a_record_gets_its_own_target():
    record = Record(
        RecordId(7), SourceId(1), "sms", Kind.MESSAGE, conversation_title="Night shift",
        parties=(Party(Role.FROM, "Rosa"), Party(Role.TO, "Ben")), subject="Stop", text="on Cedar",
    )  # fmt: skip
    card = card_in_question(record, Standing(record.id), (), "UTC")
    runs = [run for line in card.lines for run in line.runs]
    everything = laid(runs).targets(0, 10_000)
    assert [(t.place.field, t.place.index) for t in everything] == [
        (Field.TITLE, 0), (Field.PARTY, 0), (Field.PARTY, 1), (Field.SUBJECT, 0), (Field.TEXT, 0),
    ]  # fmt: skip


def test_that_bars_that_touch_become_one_with_all_codes():
    bars = bars_of([redaction(0, 4, "b"), redaction(3, 6, "a"), redaction(9, 12, "c")], 10)
    assert bars == [(Span(0, 6), ("a", "b")), (Span(9, 10), ("c",))]


@given(st.text(max_size=60))
def test_that_what_is_shown_is_as_long_as_the_text(text):
    shown = shown_text(text)
    assert len(shown) == len(text)
    assert units(shown) == units(text)
    assert not set(shown) & {"\r", "\u2029", "\x00", "\ufffc"}


@given(st.text(min_size=1, max_size=40), st.data())
def test_that_any_run_of_characters_is_named_exactly(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sheet = laid(runs_of(text, TEXT, ()))
    found = sheet.targets(units(text[:start]), units(text[:end]))
    chosen = text[start:end]
    if not chosen.strip():
        assert found == ()
    else:
        (target,) = found
        assert text[target.span.start : target.span.end] == chosen.strip()


@given(
    st.text(min_size=1, max_size=50),
    st.lists(st.tuples(st.integers(0, 49), st.integers(1, 20)), max_size=4),
)
def test_that_runs_hold_every_visible_character_once_and_no_hidden_one(text, spans):
    redactions = [redaction(start, start + length, "x") for start, length in spans]
    runs = runs_of(text, TEXT, redactions)
    spots = [run.spot.span for run in runs if run.spot]
    assert all(one.end == other.start for one, other in pairwise(spots))
    assert sum(len(span) for span in spots) == len(text)
    hidden = {at for start, length in spans for at in range(start, min(start + length, len(text)))}
    visible = "".join(run.text for run in runs if run.ink is not Ink.BAR)
    assert visible == "".join(c for at, c in enumerate(text) if at not in hidden)
