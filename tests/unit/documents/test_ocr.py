"""That the words of pictures are recognised: where they stand, however the picture lies."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import Here
from PIL import Image, ImageDraw, ImageFont

from app import paths
from app.documents import g4, recognise
from app.documents.ocr import OcrWord, Reader, Recognised
from app.domain.languages import Languages
from app.domain.redacted import Encoding, Picture, SheetWord
from app.errors import ChildFailed
from app.jobs.isolated import Child

SPANISH = (
    "¿Dónde vive la señora Begoña Peña Núñez, según el informe?",
    "¡No lo sé! respondió el niño, que oyó la música del camión",
    "y pidió información sobre la reunión del próximo miércoles.",
)
LINES = (
    "The patrol unit arrived at the scene before midnight and",
    "two witnesses stated that the light had turned red while",
    "the vehicle crossed the county road toward Cedar Hollow.",
)
WORDS = [word for line in LINES for word in line.split()]


@pytest.fixture
def reader() -> Reader:
    return Reader(Here())


def page(
    points: float = 11, dpi: int = 200, mode: str = "L", lines: Sequence[str] = LINES
) -> Image.Image:
    """Draw the lines on a sheet of 6 by 2 inches."""
    sheet = Image.new("L", (6 * dpi, 2 * dpi), 255)
    pen = ImageDraw.Draw(sheet)
    times = dpi / 72
    font = ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), points * times)
    for at, line in enumerate(lines):
        pen.text((20 * times, (20 + 30 * at) * times), line, 0, font)
    return sheet.convert(mode)


def file_of(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()


def said(read: Recognised) -> list[str]:
    return [word.text for word in read.words]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_that_the_words_of_a_file_are_read(reader: Reader, kind: str, mode: str) -> None:
    assert said(reader.read(file_of(page(mode=mode), kind), dpi=200)) == WORDS


def test_that_spanish_is_read_with_its_accents_and_signs(reader: Reader) -> None:
    both, data = Languages.ENGLISH_AND_SPANISH, file_of(page(lines=SPANISH))
    words = [word for line in SPANISH for word in line.split()]
    assert said(reader.read(data, dpi=200, languages=both)) == words
    in_english = said(reader.read(data, dpi=200))
    assert not {"Peña", "señora", "¿Dónde", "camión"} & set(in_english)
    assert said(reader.read(file_of(page()), dpi=200, languages=both)) == WORDS


def test_that_letters_on_nothing_are_read_as_on_paper(reader: Reader) -> None:
    clear = Image.new("RGBA", page().size, (0, 0, 0, 0))
    clear.putalpha(page().point(lambda value: 255 - value))
    assert said(reader.read(file_of(clear), dpi=200)) == WORDS


def test_that_bare_fax_data_is_read(reader: Reader) -> None:
    sheet = page(dpi=300)
    picture = Picture(*sheet.size, g4.packed(np.asarray(sheet) < 128), Encoding.G4)
    assert said(reader.read(picture, dpi=300)) == WORDS


def test_that_bare_pixels_are_read(reader: Reader) -> None:
    assert said(reader.read_grey(page().tobytes(), page().size, dpi=200)) == WORDS


@pytest.mark.parametrize("dpi", [72, 100, 150, 300])
def test_that_small_pictures_are_made_larger(reader: Reader, dpi: int) -> None:
    found = said(reader.read(file_of(page(dpi=dpi)), dpi=dpi))
    assert len(set(found) & set(WORDS)) >= 0.9 * len(set(WORDS))


def test_that_a_resolution_that_is_not_known_is_guessed(reader: Reader) -> None:
    assert said(reader.read(file_of(page()))) == WORDS


def test_that_a_large_picture_is_made_smaller(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "_READ_PIXELS", 480_000)
    first = reader.read(file_of(page(dpi=600)), dpi=600)
    assert said(first) == WORDS
    assert first.words[0].box == pytest.approx((20 / 432, 24 / 144, 42 / 432, 32 / 144), abs=0.03)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_that_a_picture_on_its_side_is_read_and_boxes_stay_where_the_words_are(
    reader: Reader, turn: int
) -> None:
    sheet = page()
    upright = reader.read_grey(sheet.tobytes(), sheet.size, dpi=200)
    turned = sheet.rotate(-turn, expand=True)
    read = reader.read_grey(turned.tobytes(), turned.size, dpi=200)
    assert said(read) == WORDS
    word, same = read.words[0], upright.words[0]
    back = turned.crop(pixels(word, turned)).rotate(turn, expand=True)
    ink = sheet.crop(pixels(same, sheet))
    assert back.size == pytest.approx(ink.size, abs=3)
    assert back.resize(ink.size).histogram()[0] == pytest.approx(ink.histogram()[0], rel=0.2)


def pixels(word: OcrWord, picture: Image.Image) -> tuple[int, int, int, int]:
    left, top, right, bottom = word.box
    across, down = picture.size
    return (
        *(round(left * across), round(top * down)),
        *(round(right * across), round(bottom * down)),
    )


def test_that_lines_and_blocks_are_counted(reader: Reader) -> None:
    words = reader.read(file_of(page()), dpi=200).words
    lines = [[word.text for word in words if word.line == at] for at in range(3)]
    assert lines == [line.split() for line in LINES]
    assert {word.block for word in words} <= {0, 1, 2}
    assert all(0 <= side <= 1 for word in words for side in word.box)
    assert all(0.5 < word.confidence <= 1 for word in words)


def test_that_a_picture_without_text_gives_no_words(reader: Reader) -> None:
    noise = Image.effect_noise((600, 400), 60)
    assert not reader.read(file_of(noise), dpi=200).sheet_words(0.6)
    assert reader.read(file_of(Image.new("L", (800, 800), 250))) == Recognised()


def test_that_only_words_of_which_the_reader_is_sure_are_kept() -> None:
    box = (0.1, 0.1, 0.2, 0.2)
    read = Recognised((OcrWord("sure", box, 0.9, 2, 1), OcrWord("unsure", box, 0.2, 3, 1)))
    assert read.sheet_words() == (SheetWord("sure", box, 2, 1),)
    assert len(read.sheet_words(0)) == 2
    assert "sure" not in repr(read)
    assert "sure" not in repr(read.words)


@pytest.mark.parametrize("broken", [b"", b"GIF89a" * 9, b"\x89PNG\r\n\x1a\n broken", b"II*\0" * 9])
def test_that_a_damaged_picture_is_told_in_a_sentence(reader: Reader, broken: bytes) -> None:
    with pytest.raises(ChildFailed) as failed:
        reader.read(broken)
    assert failed.value.reason == "The picture is damaged, so its words cannot be recognised."


def test_that_bare_data_of_another_size_is_damaged(reader: Reader) -> None:
    with pytest.raises(ChildFailed, match="damaged"):
        reader.read_grey(b"\0" * 10, (10, 10))


def test_that_too_many_pixels_are_not_opened(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "_MOST_PIXELS", 1_000)
    for read in (
        lambda: reader.read(file_of(page())),
        lambda: reader.read(Picture(100, 100, b"", Encoding.G4)),
    ):
        with pytest.raises(ChildFailed, match="too large"):
            read()


def test_that_a_page_that_takes_too_long_gives_no_words(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        def __getattr__(self, _: str) -> Callable[..., bool]:
            return lambda *_: False

    monkeypatch.setattr(recognise, "_engine", lambda _: Slow())
    assert not reader.read(file_of(page())).words


def test_that_the_model_is_found_in_a_folder_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Zoë Ünlü 名前"
    shutil.copytree(paths.resource(recognise.FOLDER), folder)
    monkeypatch.setattr(paths, "resource", lambda _: folder)
    before = Path.cwd()
    for languages in Languages:
        engine = recognise._engine.__wrapped__(languages)
        engine.End()
    assert Path.cwd() == before
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_that_the_engine_works_in_a_child_and_stays_warm_there() -> None:
    with Reader(Child()) as reader:
        assert said(reader.read(file_of(page()), dpi=200)) == WORDS
        assert said(reader.read(file_of(page(), "JPEG"), dpi=200)) == WORDS


def test_that_the_models_are_those_that_are_told() -> None:
    folder = paths.resource(recognise.FOLDER)
    told = (folder / "README.md").read_text(encoding="utf-8")
    models = sorted(folder.glob("*.traineddata"))
    hashes = [hashlib.sha256(model.read_bytes()).hexdigest() for model in models]
    assert [model.stem for model in models] == ["eng", "spa"]
    assert re.findall("[0-9a-f]{64}", told) == hashes
    assert all(f"{model.stat().st_size:,} bytes" in told for model in models)
    assert all(model.stat().st_size < 5_000_000 for model in models)
    assert "Apache License" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_that_a_full_page_upside_down_is_read_though_it_seems_to_hold_words() -> None:
    page = Image.new("L", (1700, 2200), 255)
    pen = ImageDraw.Draw(page)
    face = ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), 40)
    for at in range(18):
        pen.text((150, 150 + at * 52), "Officer Avery Stone signed for the keys", 0, face)
    turned = page.rotate(180)
    words = recognise.recognise(turned.tobytes(), recognise.GREY, turned.size, 200)
    assert [word[0] for word in words].count("Stone") >= 15


def bubbles(times: float = 1.0) -> Image.Image:
    """Draw light letters in bubbles of two colours on a dark screen."""
    screen = Image.new("RGB", (1080, 1000), (18, 18, 22))
    pen = ImageDraw.Draw(screen)
    font = ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), 44)
    for at, line in enumerate(("Marcus Blackwood", "are you there", "at the corner", "call me")):
        left, fill = ((300, (20, 80, 170)), (60, (50, 50, 60)))[at % 2]
        pen.rounded_rectangle((left, 100 + at * 150, left + 720, 210 + at * 150), 30, fill)
        pen.text((left + 30, 120 + at * 150), line, (235, 235, 235), font)
    return screen.resize((round(1080 * times), round(1000 * times)))


@pytest.mark.parametrize(("times", "turn"), [(1.0, 0), (0.5, 0), (1.0, 180)])
def test_that_light_letters_on_dark_and_coloured_grounds_are_read(
    reader: Reader, times: float, turn: int
) -> None:
    found = reader.read(file_of(bubbles(times).rotate(turn)))
    assert {"Marcus", "Blackwood", "there", "corner", "call"} <= set(said(found))


def test_that_words_on_dark_and_on_paper_are_read_once_each_and_in_lines_of_their_own(
    reader: Reader,
) -> None:
    sheet = page(mode="RGB").resize((1080, 360))
    both = Image.new("RGB", (1080, 1360), "white")
    both.paste(sheet, (0, 0))
    both.paste(bubbles(), (0, 360))
    found = reader.read(file_of(both), dpi=180)
    texts = [word.text for word in found.words]
    assert {"Blackwood", "midnight"} <= set(texts)
    assert texts.count("midnight") == texts.count("Blackwood") == 1
    lines = {word.text: word.line for word in found.words}
    assert lines["Marcus"] == lines["Blackwood"] != lines["midnight"]
