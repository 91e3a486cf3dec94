"""An import that is killed by the system goes on where it stopped: nothing lost, nothing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import builders

from app.domain.sources import Source, SourceState
from app.jobs.finish import finish
from app.vault.folder import Passphrase, Vault
from app.workflow.import_export import ResumeJob, unfinished

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 12_000
IMPORT_AND_WAIT = """
import pathlib, sys, threading
from app.importers.base import ImportOptions
from app.jobs.events import Progress
from app.jobs.runner import run
from app.vault.folder import Passphrase, Vault
from app.workflow.import_export import ImportJob, look_at

vault = Vault.open(pathlib.Path(sys.argv[1]), Passphrase(sys.argv[3]), "Pat")
(what,) = look_at([pathlib.Path(sys.argv[2])])
forever = threading.Event()

def tell(event):
    if isinstance(event, Progress) and event.note == what.name and event.done >= 4_000:
        print("in the middle", flush=True)
        forever.wait()

run(ImportJob(vault, what, ImportOptions("Diaz", "UTC")), tell, threading.Event())
"""


def test_that_a_killed_import_goes_on_with_nothing_lost_and_nothing_twice(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    vault.close()
    export = tmp_path / "sms-killed.xml"
    texts = [f"message {n % 3_000}" for n in range(MESSAGES)]
    export.write_text(builders.sms_xml(texts), encoding="utf-8")
    _killed_in_the_middle(vault.path, export)

    again = Vault.open(vault.path, Passphrase(builders.PASSPHRASE), "Pat")
    try:
        (source,) = unfinished(again)
        assert source.state is SourceState.RUNNING
        assert 4_000 <= source.taken < MESSAGES
        with again.read() as work:
            assert work.records.count() == source.counts.records == source.taken
        done = finish(ResumeJob(again, source))
        assert isinstance(done, Source)
        assert (done.state, done.counts.records) == (SourceState.DONE, MESSAGES)
        assert unfinished(again) == []
        with again.read() as work:
            assert work.records.count() == MESSAGES
    finally:
        again.close()


def _killed_in_the_middle(vault: Path, export: Path) -> None:
    command = [sys.executable, "-c", IMPORT_AND_WAIT, str(vault), str(export), builders.PASSPHRASE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.kill()
