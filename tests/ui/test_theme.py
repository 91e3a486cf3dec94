"""The token file: both themes hold the same names, and text can be read on its ground."""

from __future__ import annotations

import tomllib
from string import Template

import pytest
from PySide6.QtGui import QFontDatabase, QTextLayout

from app.paths import resource
from app.ui.theme import lend_emoji

TABLE = tomllib.loads(resource("styles/tokens.toml").read_text(encoding="utf-8"))
TEXTS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "rail"),
    ("text", "hover"),
    ("text", "raised"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "rail"),
    ("muted", "chosen"),
    ("on_accent", "accent"),
    ("on_accent", "accent_down"),
    ("on_chosen", "chosen"),
    ("link", "surface"),
    ("link", "ground"),
    ("link", "chosen"),
    ("good", "surface"),
    ("soon", "surface"),
    ("bad", "surface"),
    ("soon", "chosen"),
    ("bad", "chosen"),
    ("text", "bad_ground"),
    ("text", "soon_ground"),
    ("text", "good_ground"),
    ("bad", "bad_ground"),
    ("soon", "soon_ground"),
    ("marked", "surface"),
    ("marked", "chosen"),
    ("marked", "marked_ground"),
    ("text", "marked_ground"),
    ("on_hit", "hit"),
    ("on_bar", "bar"),
    ("hint", "surface"),
]
EDGES = [("edge", "surface"), ("edge", "ground"), ("focus", "surface"), ("focus", "ground")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_that_text_has_enough_contrast(theme, ink, ground):
    least = 3.0 if ink == "hint" else 4.5
    assert contrast(TABLE[theme][ink], TABLE[theme][ground]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_that_edges_of_fields_and_the_focus_can_be_seen(theme, edge, ground):
    assert contrast(TABLE[theme][edge], TABLE[theme][ground]) >= 3.0


def test_that_both_themes_hold_the_same_names():
    assert TABLE["light"].keys() == TABLE["dark"].keys()


def test_that_the_style_sheet_names_no_colour_of_its_own():
    sheet = resource("styles/desk.qss").read_text(encoding="utf-8")
    used = {found[1] or found[2] for found in Template.pattern.findall(sheet)}
    assert "#" not in "".join(
        line.split("{", 1)[-1]
        for line in sheet.splitlines()
        if ":" in line and "{" in line and "#" in line.split("{", 1)[1]
    )
    sizes = {"base_pt", "title_pt", "heading_pt", "small_pt", "check_icon", "down_icon", "up_icon"}
    assert used <= TABLE["light"].keys() | sizes


def test_that_emoji_are_shown_where_the_computer_has_no_face_for_them(qapp):
    lend_emoji()
    lend_emoji()
    assert QFontDatabase.applicationEmojiFontFamilies() == ["Noto Emoji"]
    layout = QTextLayout("\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", qapp.font())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(500)
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert 0 not in glyphs
