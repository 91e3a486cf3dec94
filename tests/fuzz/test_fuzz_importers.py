"""A few hundred damaged exports at every change; ``fuzz_importers.py`` reads many thousands."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from fuzz import reading_damaged
from fuzz.mutations import mutated
from fuzz.reading_damaged import Wrong, keys, samples_of, try_one
from importer_samples import Sample
from tries import TIMES

from app.importers.base import Cursor, Export, ImportOptions, Item

MOST_SECONDS = 30.0


@pytest.mark.parametrize("key", keys())
def test_that_damaged_exports_are_read_as_far_as_they_go(key: str) -> None:
    for seed in range(20 * TIMES):
        assert try_one(key, seed) < MOST_SECONDS, seed


def test_that_every_importer_has_samples_small_enough() -> None:
    assert all(samples_of(key) for key in keys())


def test_that_one_seed_damages_alike() -> None:
    whole = bytes(range(256)) * 20
    one, two = (mutated(whole, random.Random("x 1")) for _ in range(2))
    assert one == two != whole


class _Faulty:
    """An importer with a fault of the kind that is named."""

    key, label, needs_zone, experimental = "faulty", "made up", False, True

    def __init__(self, fault: str) -> None:
        self._fault = fault

    def recognises(self, _: Export) -> bool:
        return True

    def read(self, _: Export, __: ImportOptions, ___: Cursor | None) -> list[Item]:
        if self._fault == "crash":
            raise KeyError("x")
        if self._fault == "escape":
            Path(tempfile.gettempdir(), "escaped").write_bytes(b"x")
        return []


@pytest.mark.parametrize(
    ("fault", "told"), [("crash", "KeyError"), ("escape", "opened"), ("loss", "lost")]
)
def test_that_a_faulty_importer_is_found(
    fault: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = samples_of("sms_backup")[0]
    faulty = [Sample(_Faulty(fault), whole.paths)]
    monkeypatch.setattr(reading_damaged, "samples_of", lambda _: faulty)
    with pytest.raises(Wrong, match=told):
        try_one("faulty", 1)
