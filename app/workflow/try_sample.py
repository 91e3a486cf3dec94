"""A vault in which everything can be tried: the bundled sample, two thirds decided."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path

from app.domain.requests import Request
from app.jobs.events import Job
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.vault.keys import KeyCost
from app.workflow import sample as bundled
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.demo import enter_sample_request, import_sample
from app.workflow.keep_requests import Requests
from app.workflow.law import Library
from app.workflow.open_vault import clerk_name, create
from app.workflow.search_records import Searcher

Tell = Callable[[str], None]

CHEAP = KeyCost(time=1, memory_kib=8 * 1024, lanes=1)
"""What is invented needs no dear key."""


def make_sample_vault(folder: Path, tell: Tell = lambda _: None) -> Vault:
    """Make it in a folder; a passphrase that nobody knows seals it, since it is made anew.

    Each step is told in words.
    """
    tell("Making an empty vault…")
    name = f"Sample {secrets.token_hex(2)}.vault"
    vault = create(folder / name, secrets.token_urlsafe(24), clerk_name(), CHEAP).vault
    try:
        _fill(vault, tell)
    except BaseException:
        vault.close()
        raise
    return vault


def _fill(vault: Vault, tell: Tell) -> None:
    sample = bundled.load()
    searcher = Searcher(vault, sample.exports[0].options.zone)
    requests = Requests(vault, Library.load(), lambda: sample.request.received + dt.timedelta(8))

    def run(job: Job) -> object:
        tell(f"{job.title}…")
        return finish(job)

    import_sample(vault, sample, run)
    tell("Entering the request and finding its records…")
    request = enter_sample_request(requests, searcher, sample)
    tell("Deciding two thirds of them…")
    _decide_two_thirds(vault, searcher, request, sample)


def _decide_two_thirds(
    vault: Vault, searcher: Searcher, request: Request, sample: bundled.Sample
) -> None:
    decider = Decider(vault, request, vault.who)
    ids = decider.record_ids()
    DecisionFile(vault, searcher, decider, ids[: len(ids) * 2 // 3]).apply(sample.decisions)
