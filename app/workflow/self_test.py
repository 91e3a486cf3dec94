"""The whole way on the bundled sample, step by step and timed, for an installed program."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from app.errors import AppError
from app.packet import reading
from app.vault.folder import Vault
from app.workflow.demo import (
    Demo,
    RunJob,
    build_sample,
    compared,
    confirm_sample,
    decide_sample,
    enter_sample_request,
    import_sample,
)
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.sample import Sample
from app.workflow.search_records import Searcher
from app.workflow.show_times import local_today

MOST_DIFFERENT = 12.0
"""Of 255 shades, on average over a page: resampling makes some two, another page far more."""


@dataclass(slots=True)
class Step:
    """One step.

    Attributes:
        why: a sentence where it is not well.
    """

    name: str
    ok: bool = True
    seconds: float = 0.0
    why: str = ""


@dataclass(slots=True)
class Steps:
    """The steps so far; after one that is not well none is begun."""

    done: list[Step] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether all were well."""
        return all(step.ok for step in self.done)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time a step; an AppError in it is noted as its end, and told again."""
        step = Step(name)
        self.done.append(step)
        began = time.monotonic()
        try:
            yield step
        except AppError as error:
            step.ok, step.why = False, str(error)
            raise
        finally:
            step.seconds = round(time.monotonic() - began, 2)

    def try_out(self, name: str, act: Callable[[], str]) -> None:
        """Do a step that says why it is not well, or nothing; left out after one that is not."""
        if not self.ok:
            return
        try:
            with self.step(name) as step:
                step.why = act()
                step.ok = not step.why
        except AppError:
            return


def walk(vault: Vault, sample: Sample, steps: Steps, run: RunJob) -> Demo:
    """Import, search, redact, build and verify; raises AppError at the first step that fails."""
    law = Library.load()
    requests = Requests(vault, law, local_today)
    demo, searcher = Demo(), Searcher(vault, "America/New_York")
    with steps.step("import"):
        demo.sources = import_sample(vault, sample, run)
    with steps.step("search"):
        request = enter_sample_request(requests, searcher, sample)
    with steps.step("redact"):
        decide_sample(vault, searcher, request, sample)
        demo.findings = confirm_sample(vault, request, law)
    with steps.step("build") as build:
        demo.packet = build_sample(vault, request, law, run)
    verified = demo.packet.verdict
    build.seconds = round(max(0.0, build.seconds - verified.seconds), 2)
    steps.done.append(Step("verify", verified.clean, round(verified.seconds, 2)))
    demo.rows = compared(vault, request, demo, sample)
    return demo


def unlike(packet: bytes, printed: bytes) -> str:
    """Say on which page a printed file is another than what was printed; empty for none."""
    try:
        pages, prints = list(reading.read_pages(packet)), list(reading.read_pages(printed))
    except reading.NotReadable:
        return "What was printed cannot be read back."
    if len(pages) != len(prints):
        return f"{len(pages)} pages were printed, and {len(prints)} came out."
    for page, came in zip(pages, prints, strict=True):
        if _different(page.grey, came.grey) > MOST_DIFFERENT:
            return f"Page {page.number} came out otherwise than it is."
    return ""


def _different(page: reading.Grey, came: reading.Grey) -> float:
    """Give how far two pages are from each other; sizes may differ by a pixel."""
    if any(abs(one - other) > 2 for one, other in zip(page.shape, came.shape, strict=True)):
        return 255.0
    down, across = (min(pair) for pair in zip(page.shape, came.shape, strict=True))
    one, other = page[:down, :across].astype(np.int16), came[:down, :across].astype(np.int16)
    return float(np.abs(one - other).mean())
