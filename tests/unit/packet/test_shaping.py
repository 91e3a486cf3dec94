"""Letters join, sequences become one sign, and every stretch stands in its direction."""

from __future__ import annotations

import io

import pytest

from app.packet.fonts import Faces, Style
from app.packet.reportlab_mends import BareCanvas
from app.packet.shaping import joined, levels, runs_of, visual_order

PLAIN = Style(10, 14)


@pytest.fixture
def faces() -> Faces:
    return Faces(BareCanvas(io.BytesIO(), invariant=1).document)


def _shown(text: str) -> str:
    _, found = levels(text)
    return "".join(text[at] for at in visual_order(found))


def test_that_arabic_letters_join(faces: Faces) -> None:
    (run,) = runs_of("سلام", PLAIN, faces, rtl=True)
    alone = [run.font.glyphs[ord(letter)] for letter in "سلام"]
    assert [glyph.number for glyph in run.glyphs] != alone[::-1]
    assert "".join(glyph.text for glyph in run.glyphs)[::-1] in {"سلام", "سالم"}


def test_that_a_family_of_emoji_is_one_sign(faces: Faces) -> None:
    (run,) = runs_of("👨‍👩‍👧", PLAIN, faces)
    assert [glyph.text for glyph in run.glyphs] == ["👨‍👩‍👧"]


def test_that_devanagari_conjuncts_keep_their_text(faces: Faces) -> None:
    (run,) = runs_of("क्षत्रिय", PLAIN, faces)
    assert "".join(glyph.text for glyph in run.glyphs).replace("\u200b", "") == "क्षत्रिय"


def test_that_plain_text_needs_no_glyphs(faces: Faces) -> None:
    (run,) = runs_of("plain", PLAIN, faces)
    assert run.glyphs == ()
    assert run.width == pytest.approx(sum(run.font.advances[sign] for sign in "plain") * 10)


def test_that_mixed_scripts_in_one_word_are_parted_by_face(faces: Faces) -> None:
    runs = runs_of("ab你好😀", PLAIN, faces)
    assert [run.text for run in runs] == ["ab", "你好", "😀"]
    assert [run.text for run in runs_of("אב😀", PLAIN, faces, rtl=True)] == ["😀", "אב"]


def test_that_only_alike_runs_are_joined(faces: Faces) -> None:
    (left,), (right,) = runs_of("ab", PLAIN, faces), runs_of("cd", PLAIN, faces)
    (other,) = runs_of("ef", Style(10, 14, bold=True), faces)
    both = joined(left, right)
    assert both is not None
    assert both.text == "abcd"
    assert joined(left, other) is None
    assert joined(left, runs_of("e\u0301", PLAIN, faces)[0]) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אבג 123", "123 גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג (test) 42", "42 )test( גבא"),
        ("אבג (דה) ו", "ו )הד( גבא"),
        ("abc (אבג) def", "abc (גבא) def"),
        ("אב (", "( בא"),
        ("אב ()", ")( בא"),
        ("a (ב] c", "a (ב] c"),
    ],
)
def test_that_directions_follow_the_bidirectional_algorithm(text: str, shown: str) -> None:
    assert _shown(text) == shown


def test_that_brackets_nested_too_deep_are_left_alone() -> None:
    text = "א" + "(" * 70 + "a" + ")" * 70
    assert len(_shown(text)) == len(text)


def test_that_joiners_do_not_shift_levels() -> None:
    text = "א\u200dב ab"
    assert len(levels(text)[1]) == len(text)


def test_that_an_empty_line_has_no_order() -> None:
    assert visual_order([]) == []
