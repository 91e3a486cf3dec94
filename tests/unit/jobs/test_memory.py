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
    """A C library that notes what it is asked; an old one has no such calls."""

    def __init__(self, *, is_old: bool = False) -> None:
        self.asked: list[tuple[str, tuple[int, ...]]] = []
        if not is_old:
            self.malloc_trim = self._noting("malloc_trim")
            self.mallopt = self._noting("mallopt")

    def _noting(self, name: str) -> Callable[..., int]:
        def call(*numbers: int) -> int:
            self.asked.append((name, numbers))
            return 1

        return call


def hold_a_ring() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


def stand_in(monkeypatch: pytest.MonkeyPatch, platform: str, *, is_old: bool = False) -> System:
    """Let a system stand in for the one that runs this."""
    system = System(is_old=is_old)
    monkeypatch.setattr("app.jobs.memory.sys.platform", platform)
    monkeypatch.setattr("app.jobs.memory.ctypes.CDLL", lambda _: system)
    return system


@pytest.fixture(autouse=True)
def no_chance() -> Iterator[None]:
    """Let nothing but the giving back take rings apart."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("is_old", [False, True])
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_that_what_is_held_in_rings_is_freed(
    platform: str, is_old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, platform, is_old=is_old)
    ring = hold_a_ring()
    assert ring() is not None
    memory.give_back()
    assert ring() is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_that_only_glibc_is_asked(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    system = stand_in(monkeypatch, platform)
    memory.give_back()
    memory.give_large_blocks_back_at_once()
    assert system.asked == []


def test_that_glibc_is_asked_to_let_go_of_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    system = stand_in(monkeypatch, "linux")
    memory.give_back()
    assert system.asked == [("malloc_trim", (0,))]


def test_that_glibc_is_asked_to_keep_no_block_of_a_megabyte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system = stand_in(monkeypatch, "linux")
    memory.give_large_blocks_back_at_once()
    assert system.asked == [("mallopt", (-3, 1_048_576))]


def test_that_a_system_without_such_calls_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    system = stand_in(monkeypatch, "linux", is_old=True)
    memory.give_back()
    memory.give_large_blocks_back_at_once()
    assert system.asked == []
