"""Verifying lets go of what it opened before it looks at pages, which need much memory."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence

from unit.packet import made

from app.domain.redacted import SheetWord
from app.packet.checks.objects import Contents
from app.packet.comparing import Body
from app.packet.expected import Section
from app.packet.looking import PagePixels
from app.packet.second_reading import SecondPage
from app.packet.verify import verify_packet
from app.packet.writer import build

HELD = (Contents, Body, Section, SecondPage)


class Counting:
    """Eyes that see nothing, and count what is held of the checks before them."""

    def __init__(self) -> None:
        self.held = -1

    def __call__(self, pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        gc.collect()
        self.held = sum(1 for one in gc.get_objects() if isinstance(one, HELD))
        for _ in pages:
            yield ()


def test_that_nothing_inspected_is_held_while_pages_are_looked_at() -> None:
    recipe = made.recipe(made.record(1, made.text("see ", made.bar())))
    built = build(recipe)
    before = sum(1 for one in gc.get_objects() if isinstance(one, HELD))
    eyes = Counting()
    verify_packet(built.data, recipe, built, ["Blackwood"], eyes)
    assert eyes.held == before
