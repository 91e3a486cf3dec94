"""A packet shows every record as it may be shown, whatever stands in it, and always alike."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from unit.packet.made import (
    B6,
    B7,
    FLORIDA,
    bar,
    by_conversation,
    photograph,
    recipe,
    record,
    story,
    text,
)

from app.domain.packets import Layout, PacketRecipe
from app.domain.redacted import Extent, RedactedAttachment, RedactedText, released
from app.packet.reading import read_pages
from app.packet.verify import verify_packet
from app.packet.writer import build
from app.paths import resource


def _pages(data: bytes) -> list[str]:
    return [" ".join(page.characters.split()) for page in read_pages(data)]


def _clean(made: PacketRecipe) -> list[str]:
    built = build(made)
    verdict = verify_packet(built.data, made, built, ["Blackwood", "+1 850 555-0199"])
    assert verdict.findings == ()
    return _pages(built.data)


def test_that_the_parts_follow_one_another() -> None:
    pages = _clean(recipe(*story()))
    assert pages[0].startswith("Millbrook Police Department")
    assert "November 20, 2026" in pages[0]
    assert pages[1].startswith(
        "Text messages: Ofc. R. Diaz, Sgt. Cole sms-20260401.xml Saturday, March 14, 2026"
    )
    assert "Exemption log" in pages[-1]
    assert "Codes used in this packet" in pages[-1]
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"page {number} of {len(pages)} MPD-{number:06d}")


def test_that_the_log_has_a_line_for_each_code_of_each_bar() -> None:
    built = build(recipe(*story()))
    assert [(line.where, line.code) for line in built.log] == [
        ("record 88, message text", B6),
        ("record 88, message text", B6),
        ("record 88, message text", B7),
        ("record 88, message text", FLORIDA),
        ("record 90, sender", B6),
        ("record 90, recipient 2", B6),
        ("record 90, attachment 1, picture", B6),
        ("record 90, attachment 3, name", B6),
        ("record 90, attachment 3, whole", B7),
        ("record 91, conversation title", B6),
        ("record 91, whole record", B7),
        ("record 92, subject", B6),
    ]
    assert {line.record for line in built.log} == {88, 90, 91, 92}
    assert all(line.bates == f"MPD-{line.page:06d}" and line.citation for line in built.log)


def test_that_first_pages_are_those_on_which_the_records_begin() -> None:
    records = [record(number, "word " * 400) for number in range(1, 9)]
    built = build(recipe(*records))
    pages = _pages(built.data)
    assert built.pages == len(pages)
    assert built.bates == ("MPD-000001", f"MPD-{len(pages):06d}")
    for number, page in built.first_pages.items():
        assert f"Record {number} ·" in pages[page - 1]


def test_that_the_same_recipe_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from unit.packet.made import recipe, story;"
        "from app.packet.writer import build;"
        "print(hashlib.sha256(build(recipe(*story())).data).hexdigest())"
    )
    here = hashlib.sha256(build(recipe(*story())).data).hexdigest()
    for seed in ("1", "2"):
        root = Path(__file__).parents[3]
        path = os.pathsep.join((str(root), str(root / "tests")))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert ran.stdout.strip() == here


def test_that_a_packet_without_records_says_so() -> None:
    pages = _clean(recipe())
    assert "No records are part of this packet." in pages[1]
    assert "Nothing in this packet is withheld." in pages[2]


def test_that_nothing_withheld_makes_no_legend() -> None:
    assert not any("Codes used" in page for page in _clean(recipe(record(1))))


HARD = {
    "fifty thousand characters": "a few words and then some more. " * 1_563,
    "a word of ten thousand letters": "x" * 10_000,
    "no text": "",
    "only spaces": "   \n \t ",
    "control characters": "a\x00b\x07c\x1bd\x7fe\x85f",
    "tabs": "a\tb\t\tc",
    "directions mixed": "abc אבג (def) 42 مرحبا https://example.org/א?b=1 [x]",
    "directions forced": "a\u202eb\u202c\u2067c\u2069d\u200fe",
    "emoji only": "👍🏽👨‍👩‍👧🇺🇸❤️‍🔥",
    "marks without a base": "\u0301\u0301 \u20e3",
    "a mark that is only words": "he wrote [REDACTED (b)(6)] in the mail",
    "hyphens at line ends": "well-known- " * 60 + "\nend-\nof-\n",
    "letters of old presentation": "ﬁne ﷺ Å ½ ① ﬀ",
    "unknown signs": "\ue000\U000f0000\U0001fbff",
    "brackets and backslashes": "\\ ( ) \\( ((( <<>> %PDF /Name",
    "mathematics": "∀x∈ℝ: x²≥0, 𝒜𝔅 ∑∫√",
    "khmer, lao, tamil": "ភាសាខ្មែរ ພາສາລາວ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ગુજરાતી ਪੰਜਾਬੀ বাংলা සිංහල",
    "armenian, georgian, ethiopic": "Հայերեն ქართული አማርኛ မြန်မာ",
    "hair spaces": "a\u2009b\u00a0c\u3000d",
    "lone surrogate": "a\ud83db",
}


@pytest.mark.parametrize("said", HARD.values(), ids=HARD.keys())
def test_that_any_text_is_laid_out_and_read_back(said: str) -> None:
    _clean(recipe(record(1, said), record(2, text("before ", bar(), f" {said} ", bar(B7)))))


FACES = sorted(resource("fonts").glob("*.ttf"))


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_that_the_signs_of_each_face_are_read_back(face: Path) -> None:
    with TTFont(face, lazy=True) as font:
        codes = sorted(font.getBestCmap())
    codes = [code for code in codes if unicodedata.category(chr(code)) not in {"Cc", "Cs", "Cn"}]
    step = 1 + len(codes) // 900
    said = " ".join(map(chr, codes[::step]))
    made = recipe(record(1, said))
    built = build(made)
    assert built.warnings == ()
    assert verify_packet(built.data, made, built, ()).findings == ()


def test_that_three_hundred_recipients_are_all_named() -> None:
    people = tuple(released(f"Person {at} <p{at}@example.org>") for at in range(300))
    pages = _clean(recipe(record(1, recipients=people)))
    assert "p299@example.org" in " ".join(pages)


def test_that_unknown_signs_are_named_in_the_warnings() -> None:
    assert build(recipe(record(1, "a\ue000b"))).warnings == (
        "U+E000 without a name could not be shown",
    )


@pytest.mark.parametrize("page", ["letter", "legal", "a4", "unheard of"])
def test_that_each_page_size_is_laid_out(page: str) -> None:
    _clean(recipe(*story(), layout=Layout(page=page)))


def test_that_conversations_are_bookmarks_in_their_order() -> None:
    made = by_conversation(story())
    _clean(made)
    with pikepdf.open(io.BytesIO(build(made).data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Letter",
            "Records",
            "Exemption log",
            "Codes used in this packet",
        ]
        assert [item.title for item in outline.root[1].children] == [
            "Text messages: Ofc. R. Diaz, Sgt. Cole",
            "E-mail: complaint of [REDACTED (b)(6)]",
        ]


def test_that_months_are_bookmarks_by_date() -> None:
    records = (record(1), record(2, day=dt.date(2026, 4, 1)), record(3, day=None))
    with (
        pikepdf.open(io.BytesIO(build(recipe(*records)).data)) as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root[1].children]
    assert titles == ["March 2026", "April 2026", "Date not known"]
    _clean(recipe(*records))


@pytest.mark.parametrize("file_type", ["JPEG", "PNG"])
def test_that_pictures_are_drawn_with_their_description(file_type: str) -> None:
    shown = RedactedAttachment(
        released("a.jpg"), "Photograph", picture=lambda: photograph(file_type)
    )
    made = recipe(record(1, attachments=(shown, shown)))
    _clean(made)
    with pikepdf.open(io.BytesIO(build(made).data)) as pdf:
        figures = [
            str(item.Alt)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert figures == [f"Photograph, attachment {at} of record 1" for at in (1, 2)]


def test_that_a_tall_picture_and_a_long_title_fit_a_page() -> None:
    tall = dataclasses.replace(photograph(), width=10, height=5_000)
    shown = RedactedAttachment(released("n" * 400), "Photograph", picture=lambda: tall)
    _clean(recipe(record(1, "x" * 3_000, attachments=(shown,), title=released("title " * 120))))


def test_that_a_name_with_line_ends_and_a_long_bar_stays_in_its_line() -> None:
    odd = text("Jane\nRoe ", bar(extent=Extent.LINES), "\n")
    _clean(recipe(record(1, sender=odd, subject=odd, title=odd), record(2, sender=RedactedText())))


def test_that_a_title_with_a_line_end_is_one_bookmark() -> None:
    _clean(by_conversation((record(1, title=text("two\nlines ", bar())),)))


def test_that_a_source_is_told_once_and_again_where_it_changes() -> None:
    pages = _clean(recipe(record(1), record(2), record(3, source="other.mbox"), record(4)))
    assert pages[1].count("sms-20260401.xml") == 1
    assert "other.mbox" in pages[1]


def test_that_a_withheld_record_without_names_says_so() -> None:
    nameless = record(1, "", sender=RedactedText(), recipients=(), title=RedactedText())
    (page,) = _clean(recipe(dataclasses.replace(nameless, withheld=bar())))[1:2]
    assert "Conversation without a title" in page
    assert "Names withheld with the record" in page


def test_that_a_log_line_longer_than_a_page_is_drawn() -> None:
    made = recipe(*story())
    long = dataclasses.replace(made.reasons[0], plain="a long explanation " * 250)
    _clean(dataclasses.replace(made, reasons=(long, *made.reasons[1:])))


def test_that_a_code_without_an_explanation_is_logged_all_the_same() -> None:
    made = recipe(record(1, text(bar("own code"))), reasons=())
    assert [line.code for line in build(made).log] == ["own code"]
    _clean(made)


def test_that_a_bar_without_codes_is_logged() -> None:
    made = recipe(record(1, text("a ", dataclasses.replace(bar(), codes=()), " b")))
    assert [line.code for line in build(made).log] == [""]
    _clean(made)


def test_that_bars_of_one_look_have_one_width_in_the_file() -> None:
    texts = [text("some words ", bar(), f" {'y' * at}") for at in range(1, 30)]
    data = build(recipe(*(record(at, said) for at, said in enumerate(texts, start=1)))).data
    widths = {
        round(shape.box[2] - shape.box[0], 1)
        for page in read_pages(data)
        for shape in page.shapes
        if shape.covers and shape.light < 0.1 and shape.box[3] - shape.box[1] > 10
    }
    assert len(widths) == 1


def test_that_the_tree_of_tags_reads_in_order_and_speaks_the_codes() -> None:
    with pikepdf.open(io.BytesIO(build(recipe(*story())).data)) as pdf:
        roles: list[str] = []
        spoken: list[str] = []

        def walk(item: pikepdf.Object) -> None:
            if isinstance(item, pikepdf.Dictionary) and "/S" in item:
                roles.append(str(item.S))
                if str(item.S) == "/Span":
                    spoken.append(str(item.Alt))
                for kid in item.get("/K", []):
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K)
    assert roles[0] == "/Document"
    headings = [role for role in roles if role in {"/H1", "/H2", "/H3"}]
    assert headings[:3] == ["/H1", "/H2", "/H3"]
    assert "redacted, exemptions (b)(6) and (b)(7)(C)" in spoken
    assert roles.count("/TH") == 6
    assert roles.count("/TD") == 6 * 12
    assert "/Figure" in roles
