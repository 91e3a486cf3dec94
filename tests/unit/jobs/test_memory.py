"""Memory is given back to the system: rings are taken apart, and glibc is asked to let go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest

from app.jobs import memory


class Ring:
    """Holds itself, so that only the collector takes it apart."""

    def __init__(self) -> None:
        self.itself = self


class System:
    """A C library that notes how it is asked to let go of pages, where it can."""

    def __init__(self, trim: Callable[[int], int] | None) -> None:
        if trim is not None:
            self.malloc_trim = trim


def hold_a_ring() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


@pytest.fixture(autouse=True)
def no_chance() -> Iterator[None]:
    """Let nothing but the giving back take rings apart."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_that_what_is_held_in_rings_is_freed(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jobs.memory.sys.platform", platform)
    monkeypatch.setattr("app.jobs.memory.ctypes.CDLL", lambda _: System(lambda _: 1))
    ring = hold_a_ring()
    assert ring() is not None
    memory.give_back()
    assert ring() is None


@pytest.mark.parametrize(("platform", "asked"), [("linux", [0]), ("win32", []), ("darwin", [])])
def test_that_only_glibc_is_asked_to_let_go_of_pages_and_of_all_of_them(
    platform: str, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []

    def trim(keep: int) -> int:
        heard.append(keep)
        return 1

    monkeypatch.setattr("app.jobs.memory.sys.platform", platform)
    monkeypatch.setattr("app.jobs.memory.ctypes.CDLL", lambda _: System(trim))
    memory.give_back()
    assert heard == asked


def test_that_a_system_without_such_a_call_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jobs.memory.sys.platform", "linux")
    monkeypatch.setattr("app.jobs.memory.ctypes.CDLL", lambda _: System(None))
    ring = hold_a_ring()
    memory.give_back()
    assert ring() is None
