"""Sheets read in this process, and in the child process that the program reads them in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import Here

from app.documents.sheets import Sheets
from app.jobs.isolated import Child


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return Sheets(Here())


@pytest.fixture(scope="module")
def child() -> Iterator[Sheets]:
    with Sheets(Child(memory_mb=1000, seconds=60)) as made:
        yield made
