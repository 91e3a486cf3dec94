"""Parsers that go to the limit of recursion, and collections that must not fall in there."""

from __future__ import annotations

import gc
import json
import threading

import pytest

from app.reading.deep import undisturbed


class Loop:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.me = self


def test_that_nothing_is_collected_while_a_parser_goes_as_deep_as_it_can():
    seen: list[str] = []
    during: list[int] = []

    def told(phase: str, _: dict[str, int]) -> None:
        seen.append(phase)

    def parse() -> None:
        with undisturbed():
            for _ in range(2_000):
                Loop()
            try:
                json.loads("[" * 100_000)
            finally:
                during.append(len(seen))

    gc.callbacks.append(told)
    try:
        gc.collect()
        before = len(seen)
        with pytest.raises(RecursionError):
            parse()
    finally:
        gc.callbacks.remove(told)
    assert during == [before]
    assert gc.isenabled()


def test_that_who_comes_last_leaves_collections_as_they_were():
    entered, left = threading.Event(), threading.Event()

    def other() -> None:
        with undisturbed():
            entered.set()
            left.wait()

    with undisturbed():
        thread = threading.Thread(target=other)
        thread.start()
        entered.wait()
    assert gc.isenabled()
    left.set()
    thread.join()
    assert gc.isenabled()
