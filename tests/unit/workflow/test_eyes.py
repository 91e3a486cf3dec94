"""That pages are read by several processes at a time, and come back in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageDraw, ImageFont

from app import paths
from app.documents.ocr import Reader
from app.errors import ChildFailed
from app.packet.looking import PagePixels
from app.workflow.eyes import ManyEyes, own_eyes


class Words:
    """Stands for a child: reads the height of a page as its word."""

    def __init__(self) -> None:
        self.closed = False

    def call(self, _: Callable[..., object], *arguments: object, **__: float) -> object:
        height = arguments[2][1]  # type: ignore[index]
        if height == 13:
            return "The picture is damaged."
        return [(str(height), 0.0, 0.0, 1.0, 1.0, 0.9, 0, 0)]

    def close(self) -> None:
        self.closed = True


def pages(count: int) -> Iterator[PagePixels]:
    return (PagePixels(1, height, b"", 200) for height in range(1, count + 1))


def test_that_words_come_in_the_order_of_the_pages() -> None:
    children = [Words(), Words()]
    with ManyEyes([Reader(child) for child in children]) as eyes:
        assert [seen[0].text for seen in eyes(pages(9))] == [str(at) for at in range(1, 10)]
        assert [seen[0].text for seen in eyes(pages(2))] == ["1", "2"]
    assert all(child.closed for child in children)


def test_that_only_a_few_pages_are_held_at_a_time() -> None:
    drawn: list[int] = []

    def drawing() -> Iterator[PagePixels]:
        for page in pages(9):
            drawn.append(page.height)
            yield page

    with ManyEyes([Reader(Words()), Reader(Words())]) as eyes:
        next(iter(eyes(drawing())))
    assert drawn == [1, 2, 3]


def test_that_a_page_that_cannot_be_read_is_told() -> None:
    with ManyEyes([Reader(Words())]) as eyes, pytest.raises(ChildFailed):
        list(eyes(pages(13)))
    assert threading.active_count() >= 1


def test_that_eyes_in_the_child_itself_read_alike() -> None:
    sheet = Image.new("L", (700, 120), 255)
    font = ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), 32)
    ImageDraw.Draw(sheet).text((20, 30), "Photographs were taken", 0, font)
    page = PagePixels(*sheet.size, sheet.tobytes(), 200)
    assert [word.text for word in next(own_eyes([page]))] == ["Photographs", "were", "taken"]
    with pytest.raises(ChildFailed):
        next(own_eyes([PagePixels(5, 5, b"", 200)]))
    with ManyEyes() as eyes:
        assert list(eyes([page])) == list(own_eyes([page]))
