"""Runs the project's own tests under Wine's Windows, as a clerk with an unusual name would be."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from winbuild import debian, interpreter, stand_ins, wheels
from winbuild.places import DRIVE, Places
from winbuild.shell import BuildFailed, Steps
from winbuild.source import take
from winbuild.suite import clerk, outcome, rules
from winbuild.suite.screen import screen
from winbuild.wine import Wine

_SHOWN = 30
_HERE = rf"{DRIVE}\suite"
AT_START = f'''"""Run by every Python of the suite before anything else."""
import os
import _winapi

if hasattr(_winapi, "CopyFile2"):  # Wine 8 lacks it and ends who calls it; shutil does without
    del _winapi.CopyFile2
os.environ.update(USERNAME={clerk.NAME!r}, USERPROFILE={clerk.HOME!r})
'''


@dataclass(frozen=True, slots=True)
class Suite:
    """Where the tests lie and run.

    Attributes:
        places: of the build; its Python and stand-ins are used where they are there.
    """

    places: Places

    @property
    def home(self) -> Path:
        """Give the folder of all that only the tests need."""
        return self.places.work / "suite"

    @property
    def source(self) -> Path:
        """Give the files of the commit whose tests run: a folder as unusual as the clerk."""
        return self.home / clerk.NAME

    @property
    def report(self) -> Path:
        """Give what pytest writes."""
        return self.home / "outcome.xml"


def run_suite(suite: Suite, commit: str, paths: Sequence[str], steps: Steps) -> None:
    """Make all that the tests need and run them; raises BuildFailed unless all are well."""
    suite.home.mkdir(parents=True, exist_ok=True)
    debian.install()
    take(suite.source, commit)
    chosen = tuple(paths) or rules.CHOSEN
    absent = rules.lacking(suite.source, chosen)
    if absent:
        raise BuildFailed(f"No such tests: {', '.join(absent)}")
    steps.say("Python for Windows, with what tests need")
    _make_python(suite)
    steps.say("a fresh computer under Wine")
    wine = Wine(suite.home / "prefix")
    wine.make(suite.places.stand_ins)
    wine.mount(DRIVE, suite.places.work)
    clerk.move_in(wine)
    for line in rules.told():
        print(line, flush=True)
    steps.say(f"tests: {' '.join(chosen)}")
    _judge(suite, _run(suite, wine, chosen))


def _make_python(suite: Suite) -> None:
    """Lay a Python beside the shipped one: that has none of the packages of the tests."""
    uv = debian.uv(suite.places.work)
    shipped, own = suite.places.python, suite.home / "python"
    if not (shipped / "python.exe").exists():
        interpreter.assemble(uv, shipped)
    if not (suite.places.stand_ins / stand_ins.NAMES[0]).exists():
        stand_ins.make(suite.places.stand_ins)
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(shipped, own, ignore=shutil.ignore_patterns("site-packages"))
    site = own / "Lib" / "site-packages"
    wheels.for_tests(uv, suite.source, site)
    (site / "sitecustomize.py").write_text(AT_START, encoding="utf-8")
    for path in (site / "shiboken6").glob("vcruntime140*.dll"):
        shutil.copyfile(path, own / path.name)


def _run(suite: Suite, wine: Wine, paths: Sequence[str]) -> str:
    suite.report.unlink(missing_ok=True)
    command = [rf"{_HERE}\python\python.exe", "-m", "pytest", "-q", "--tb=short", "-n", "logical"]
    command += [*rules.deselected(), rf"--junitxml={_HERE}\outcome.xml", *paths]
    plain = {"PYTHONUTF8": "0", "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": ""}
    with screen() as display:
        more = {**plain, "DISPLAY": display}
        done = wine.run(command, folder=suite.source, more=more, may_fail=True)
        wine.wait()
    (suite.home / "tests.log").write_text(done.stdout, encoding="utf-8")
    return done.stdout


def _judge(suite: Suite, printed: str) -> None:
    if not suite.report.exists():
        raise BuildFailed(f"The tests broke off:\n{printed[-3000:]}")
    came_to = outcome.read(suite.report)
    for reason, times in sorted(came_to.skipped.items()):
        print(f"skipped {times}: {reason}", flush=True)
    print(came_to.told, flush=True)
    if came_to.bad or not came_to.passed:
        listed = "\n".join(came_to.bad[:_SHOWN])
        raise BuildFailed(f"{came_to.told}; see {suite.home / 'tests.log'}\n{listed}")
