"""That faces are found where they are, small, mirrored and turned by EXIF, and not elsewhere."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from fakes import Here
from PIL import Image, ImageDraw

from app.documents.faces import LONGEST, Faces
from app.domain.spans import Region
from app.errors import ChildFailed

PORTRAIT = Path(__file__).with_name("faces") / "astronaut.jpg"
FACE = (178 / 512, 63 / 512, 268 / 512, 176 / 512)
"""Where OpenCV's own runtime of the same network finds it (left, top, right, bottom)."""


def _bytes(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()


def _holds(region: Region, box: tuple[float, float, float, float]) -> bool:
    edges = (region.left, region.top, 1 - region.right, 1 - region.bottom)
    inner = (box[0], box[1], 1 - box[2], 1 - box[3])
    return all(outer <= inside for outer, inside in zip(edges, inner, strict=True))


def test_that_a_face_is_framed_with_a_margin_and_little_else() -> None:
    [face] = Faces(Here()).find(PORTRAIT.read_bytes(), "image/jpeg")
    assert _holds(face.region, FACE)
    assert (face.region.right - face.region.left) < 1.5 * (FACE[2] - FACE[0])
    assert face.score > 0.85


@pytest.mark.parametrize("side", [80, 200, 700])
def test_that_faces_of_every_size_are_found_in_a_scene(side: int) -> None:
    scene = Image.new("RGB", (1600, 1000), (120, 135, 150))
    portrait = Image.open(PORTRAIT).resize((side, side))
    places = ((100, 150), (820, 240))
    for place in places:
        scene.paste(portrait, place)
    found = Faces(Here()).find(_bytes(scene), "image/png")
    for left, top in places:
        box = (
            (left + FACE[0] * side) / 1600, (top + FACE[1] * side) / 1000,
            (left + FACE[2] * side) / 1600, (top + FACE[3] * side) / 1000,
        )  # fmt: skip
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        assert any(
            one.region.left < middle[0] < one.region.right
            and one.region.top < middle[1] < one.region.bottom
            for one in found
        )


def test_that_the_place_is_told_in_the_picture_as_it_is_seen() -> None:
    turned = Image.open(PORTRAIT).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = _bytes(turned, "JPEG", exif=exif.tobytes(), quality=90)
    [face] = Faces(Here()).find(data, "image/jpeg")
    assert _holds(face.region, FACE)


def test_that_a_mirrored_face_lies_on_the_other_side() -> None:
    mirrored = Image.open(PORTRAIT).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    [face] = Faces(Here()).find(_bytes(mirrored), "image/png")
    assert _holds(face.region, (1 - FACE[2], FACE[1], 1 - FACE[0], FACE[3]))


def test_that_a_face_at_the_edge_is_cut_at_the_edge() -> None:
    cut = Image.open(PORTRAIT).crop((190, 70, 470, 400))
    [face] = Faces(Here()).find(_bytes(cut), "image/png")
    assert face.region.left == 0 or face.region.top == 0


def test_that_nothing_is_found_where_there_is_no_face() -> None:
    chance = random.Random(3)
    noise = Image.frombytes("RGB", (300, 200), chance.randbytes(300 * 200 * 3))
    page = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(page).multiline_text(
        (60, 80), "\n".join("Report of the stop" for _ in range(40))
    )
    for picture in (noise, page, Image.new("RGB", (1, 1)), Image.new("RGB", (4000, 20))):
        assert Faces(Here()).find(_bytes(picture), "image/png") == ()


def test_that_a_damaged_picture_and_another_file_are_refused_with_a_sentence() -> None:
    with pytest.raises(ChildFailed, match="damaged"):
        Faces(Here()).find(b"no picture", "image/jpeg")
    with pytest.raises(ChildFailed, match="pictures only"):
        Faces(Here()).find(b"%PDF-1.7", "application/pdf")


def test_that_a_large_photograph_is_made_smaller_first(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, ...]] = []

    def look(pixels: object, least: float) -> list[object]:
        seen.append(getattr(pixels, "shape", ()))
        assert 0 < least < 1
        return []

    monkeypatch.setattr("app.documents.face_net.faces_in", look)
    Faces(Here()).find(_bytes(Image.new("RGB", (4000, 3000))), "image/png")
    assert seen == [(960, LONGEST, 3)]
