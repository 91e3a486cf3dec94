"""Every sign gets a face that has it, with all that belongs to it; the rest is named."""

from __future__ import annotations

import hashlib
import io

import pytest
from fontTools.ttLib import TTFont

from app.packet.clusters import clean, clusters
from app.packet.fonts import BOLD, EMOJI, HAN, HANGUL, PLACEHOLDER, Faces, Style
from app.packet.reportlab_mends import BareCanvas
from app.paths import resource

PLAIN = Style(10, 14)


@pytest.fixture
def faces() -> Faces:
    return Faces(BareCanvas(io.BytesIO(), invariant=1).document)


def _names(faces: Faces, text: str, style: Style = PLAIN) -> list[str]:
    return [font.fontName for cluster in clusters(text) for font, _ in faces.choose(cluster, style)]


@pytest.mark.parametrize(
    "face", sorted(resource("fonts").glob("*.ttf")), ids=lambda path: path.name
)
def test_that_each_bundled_face_is_a_static_truetype_face(face: object) -> None:
    with TTFont(str(face), lazy=True) as font:
        assert "glyf" in font
        assert "fvar" not in font
        assert "CFF " not in font


def test_that_the_bundled_faces_are_those_of_the_list_and_small_enough() -> None:
    folder = resource("fonts")
    listed = dict(
        reversed(line.split("  "))
        for line in (folder / "faces.sha256").read_text("utf-8").splitlines()
    )
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert there == listed
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 25 * 1024 * 1024
    assert len(list(folder.glob("LICENSE-*.txt"))) == 4


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("a", "NotoSans-Regular"),
        ("ж", "NotoSans-Regular"),
        ("م", "NotoNaskhArabic-Regular"),
        ("ש", "NotoSansHebrew-Regular"),
        ("क", "NotoSansDevanagari-Regular"),
        ("ก", "NotoSansThai-Regular"),
        ("你", HAN),
        ("の", HAN),
        ("안", HANGUL),
        ("😀", EMOJI),
        ("❤\ufe0f", EMOJI),
        ("✓", "NotoSansSymbols2-Regular"),
    ],
)
def test_that_each_script_finds_its_face(faces: Faces, text: str, face: str) -> None:
    assert _names(faces, text) == [face]


def test_that_bold_text_is_asked_of_the_bold_face_first(faces: Faces) -> None:
    assert _names(faces, "a你", Style(10, 14, bold=True)) == [BOLD, HAN]
    assert Style(10, 14, italic=True).face == "NotoSans-Italic"


@pytest.mark.parametrize(
    "sign", ["👍🏽", "👨‍👩‍👧", "🇺🇸", "1\ufe0f\u20e3", "e\u0301", "क्", "🏴\U000e0067\U000e007f"]
)
def test_that_what_belongs_together_stays_together(sign: str) -> None:
    assert list(clusters(f"a{sign}b")) == ["a", sign, "b"]


def test_that_four_flag_letters_are_two_flags() -> None:
    assert list(clusters("🇺🇸🇫🇷")) == ["🇺🇸", "🇫🇷"]


def test_that_an_unknown_sign_becomes_a_box_and_is_named(faces: Faces) -> None:
    ((font, shown),) = faces.choose("\ue123", PLAIN)
    assert shown == PLACEHOLDER
    assert ord(PLACEHOLDER) in font.glyphs
    assert faces.warnings == ("U+E123 without a name could not be shown",)


def test_that_a_base_and_a_mark_that_no_face_has_together_are_shown_apart(faces: Faces) -> None:
    found = faces.choose("你\u05b0", PLAIN)
    assert [shown for _, shown in found] == ["你", "\u05b0"]
    assert faces.warnings == ()


def test_that_signs_that_only_steer_shape_are_not_shown(faces: Faces) -> None:
    assert faces.choose("\u200d", PLAIN) == ()


def test_that_control_characters_are_left_out_and_named(faces: Faces) -> None:
    faces.note_shapeless("a\x07b\tc\nd\u202e")
    assert clean("a\x07b\tc\r\nd\u202ee\u2028f") == "ab    c\nde\nf"
    assert faces.warnings == ("U+0007 without a name could not be shown",)
