"""Decides and redacts 100 short messages of the sample in the real window, and counts the keys.

``python tests/ui/hand_speed.py [NUMBER] [FOLDER FOR PICTURES]``

What to decide comes from the decision file of the sample, as it would from a clerk's head; how,
from the program: it offers suggestions, exemptions used before, words by their beginnings and the
same words elsewhere. Every message stands on the screen before it is decided, and is decided by
a key of its own. A key with what is held down counts once; each repetition counts. It is counted
from the moment the review stands until every message is decided; then the vault is compared with
what the decision file itself makes of the same messages, sign by sign.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import CHEAP, PASSPHRASE  # noqa: E402 - the path is set above
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.domain.decisions import Disposition, Standing  # noqa: E402
from app.domain.ids import RecordId  # noqa: E402
from app.domain.places import text_at  # noqa: E402
from app.domain.records import Record  # noqa: E402
from app.domain.redaction import Place, SpanTarget  # noqa: E402
from app.domain.requests import Request  # noqa: E402
from app.jobs.events import Failed, Job  # noqa: E402
from app.jobs.runner import run  # noqa: E402
from app.settings.file import save  # noqa: E402
from app.settings.values import Settings  # noqa: E402
from app.ui.application import Program  # noqa: E402
from app.ui.doors import Doors  # noqa: E402
from app.ui.frame import Frame  # noqa: E402
from app.ui.pages import catalogue  # noqa: E402
from app.ui.pages.review.begun_words import begun_in  # noqa: E402
from app.ui.pages.review.page import ReviewPage  # noqa: E402
from app.ui.services import Services  # noqa: E402
from app.ui.ways import Where  # noqa: E402
from app.vault.folder import Vault  # noqa: E402
from app.workflow import demo  # noqa: E402
from app.workflow.decide import Decider  # noqa: E402
from app.workflow.decision_file import DecisionFile  # noqa: E402
from app.workflow.find_words import records_of  # noqa: E402
from app.workflow.keep_requests import Requests  # noqa: E402
from app.workflow.law import Library  # noqa: E402
from app.workflow.sample import Sample, load  # noqa: E402
from app.workflow.search_records import Searcher  # noqa: E402

NUMBER = 100
MOST_KEYS = 250
SHORT = 200
ZONE = "America/New_York"
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
KEYS = {
    Disposition.RELEASE: Qt.Key.Key_R,
    Disposition.REDACT: Qt.Key.Key_R,
    Disposition.WITHHOLD: Qt.Key.Key_W,
    Disposition.NOT_RESPONSIVE: Qt.Key.Key_N,
}
PATIENCE_S = 120

Withheld = frozenset[tuple[Place, int, str]]
"""Each sign that is withheld: its text, its position, and under what."""


def done(job: Job) -> object:
    """Run a job to its end."""
    events: list[object] = []
    run(job, events.append, threading.Event())
    if isinstance(events[-1], Failed):
        raise SystemExit(events[-1].what)
    return getattr(events[-1], "result", None)


@dataclass(frozen=True)
class Wanted:
    """What the decision file makes of the messages.

    Attributes:
        vault: a vault with the messages in a request, and nothing decided.
        standings: how each message stands when the file is applied.
    """

    vault: Path
    number: str
    records: Mapping[RecordId, Record]
    standings: Mapping[RecordId, Standing]


def prepare(folder: Path, number: int = NUMBER) -> Wanted:
    """Import the sample, choose the messages, and ask the decision file how they stand.

    Those come first of which something is withheld or which are not simply released, so that
    the work is the hardest that so many messages of the sample can make.
    """
    sample = load()
    path = folder / "Millbrook.vault"
    vault, _ = Vault.create(path, PASSPHRASE, CHEAP)
    demo.import_sample(vault, sample, done)
    requests = Requests(vault, Library.load(), lambda: sample.request.received)
    whole = demo.enter_sample_request(requests, Searcher(vault, ZONE), sample)
    with vault.read() as work:
        ids = work.requests.record_ids(whole.id)
    short = [r for r in records_of(vault, ids) if len(r.text) <= SHORT and not r.attachments]
    scratch = _request(requests, sample, "scratch", [record.id for record in short])
    vault.close()
    standings = _as_in_the_file(path, folder / "Scratch.vault", scratch, sample)
    hard = [r for r in short if standings[r.id].outcome is not Disposition.RELEASE]
    easy = [r for r in short if r not in hard]
    chosen = (hard + easy)[:number]
    vault = Vault.open(path, PASSPHRASE)
    requests = Requests(vault, Library.load(), lambda: sample.request.received)
    _request(requests, sample, "2026-100", [record.id for record in chosen])
    vault.close()
    records = {record.id: record for record in chosen}
    return Wanted(path, "2026-100", records, {one: standings[one] for one in records})


def _request(requests: Requests, sample: Sample, number: str, ids: Sequence[RecordId]) -> Request:
    request = requests.new(replace(sample.request, number=number))
    requests.add(request.id, list(ids), "short messages")
    return request


def _as_in_the_file(
    source: Path, scratch: Path, request: Request, sample: Sample
) -> Mapping[RecordId, Standing]:
    shutil.copytree(source, scratch)
    vault = Vault.open(scratch, PASSPHRASE)
    try:
        decider = Decider(vault, request, "decision file")
        DecisionFile(vault, Searcher(vault, ZONE), decider).apply(sample.decisions)
        with vault.read() as work:
            return work.decisions.standings(request.id)
    finally:
        vault.close()


def withheld(standing: Standing) -> Withheld:
    """Give each sign that is withheld of a record."""
    return frozenset(
        (one.target.place, at, code)
        for one in standing.redactions
        if isinstance(one.target, SpanTarget)
        for at in range(one.target.span.start, one.target.span.end)
        for code in one.codes
    )


class Desk:
    """The window, and every key that is pressed in it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = program.window
        self.pressed: Counter[str] = Counter()
        self._open = 0
        self._count_questions()

    @property
    def frame(self) -> Frame:
        """Give the frame of the open vault."""
        frame = self.window.frame
        assert frame is not None
        return frame

    @property
    def page(self) -> ReviewPage:
        """Give the review."""
        page = self.frame._page(Where.REVIEW)
        assert isinstance(page, ReviewPage)
        return page

    def _count_questions(self) -> None:
        aside = self.program.background.aside

        def counted(question: Callable[[], object], told: Callable[..., None]) -> object:
            self._open += 1

            def over(future: object) -> None:
                self._open -= 1
                told(future)

            return aside(question, over)

        self.program.background.aside = counted  # type: ignore[method-assign,assignment]  # the script listens

    def turn(self, ms: int = 1) -> None:
        """Let the window do what it has to do."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, is_so: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                raise SystemExit(f"never came: {what}")
            self.turn()

    def rest(self) -> None:
        """Wait until nothing is asked any more, as a clerk waits for the screen."""
        self.until(lambda: self._open == 0, "rest")
        self.turn()
        self.until(lambda: self._open == 0, "rest")

    def press(self, kind: str, key: Qt.Key | str, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key, where the focus is, and count it."""
        self.pressed[kind] += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.rest()


class Clerk:
    """Decides one message after another."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk = desk
        self._wanted = wanted
        self._law = Library.load()

    def work(self) -> None:
        """Decide all of them."""
        page = self._desk.page
        for _ in self._wanted.records:
            self._desk.rest()
            record = page.presenter.record
            assert record is not None
            while (missing := self._missing(record)) and self._standing().outcome is None:
                self._withhold(record, missing)
            self._decide(self._wanted.standings[record])

    def _standing(self) -> Standing:
        seen = self._desk.page.presenter.standpoint.seen
        assert seen is not None
        return seen.standing

    def _missing(self, record: RecordId) -> list[tuple[SpanTarget, tuple[str, ...]]]:
        now = withheld(self._standing())
        found = [
            (one.target, one.codes)
            for one in self._wanted.standings[record].redactions
            if isinstance(one.target, SpanTarget)
            and not withheld(Standing(record, redactions=(one,))) <= now
        ]
        return sorted(found, key=lambda pair: (len(pair[0].place.field), pair[0].span.start))

    def _decide(self, wanted: Standing) -> None:
        assert wanted.outcome is not None
        self._desk.press(f"decide: {wanted.outcome.value.lower()}", KEYS[wanted.outcome])
        if wanted.outcome is Disposition.WITHHOLD:
            self._pick(wanted.codes)

    # Withholding words

    def _withhold(
        self, record: RecordId, missing: Sequence[tuple[SpanTarget, tuple[str, ...]]]
    ) -> None:
        target, codes = missing[0]
        by_hint, by_typing = self._tabs_to(target), self._typed_for(record, target)
        if by_hint is not None and (by_typing is None or by_hint <= len(by_typing[0])):
            for _ in range(by_hint):
                self._desk.press("suggestion: next", Qt.Key.Key_Tab)
            self._take_hint(codes)
        else:
            assert by_typing is not None, self._wanted.records[record].text
            self._type(*by_typing, codes)
        self._elsewhere()

    def _tabs_to(self, target: SpanTarget) -> int | None:
        state = self._desk.page.presenter.state
        hints = state.sight.hints if state.sight else ()
        at = next((n for n, hint in enumerate(hints) if hint.target == target), None)
        return at - state.hint if at is not None and at > state.hint else None

    def _typed_for(self, record: RecordId, target: SpanTarget) -> tuple[str, int] | None:
        """Find the fewest letters that choose the words, with the places to be passed over."""
        whole = self._wanted.records[record]
        words = text_at(whole, target.place)[target.span.start : target.span.end].lower().split()
        ways = [
            (typed, found.index(target))
            for first in range(1, len(words[0]) + 1)
            for typed in (words[0][:first] + " " * (len(words) - 1),)
            if target in (found := self._begun(whole, typed))
        ]
        return min(ways, key=lambda way: len(way[0]) + way[1], default=None)

    def _begun(self, whole: Record, typed: str) -> list[SpanTarget]:
        begun = begun_in(whole, self._standing().redactions, typed)
        return [one for one in begun if self._desk.page.view.sheet.shows(one)]

    def _take_hint(self, codes: tuple[str, ...]) -> None:
        presenter = self._desk.page.presenter
        if presenter.redacting.under == " + ".join(codes):
            self._desk.press("suggestion: redact", Qt.Key.Key_Return)
        elif codes[0] in presenter.recent:
            at = presenter.recent.index(codes[0])
            key = "d" if at == 0 else str(at + 1)
            self._desk.press("suggestion: redact under a recent one", key)
        else:
            self._desk.press("exemption: open the list", "e")
            self._pick(codes)

    def _type(self, typed: str, passed: int, codes: tuple[str, ...]) -> None:
        self._desk.press("words: begin", "t")
        for letter in typed:
            self._desk.press("words: letters", letter)
        for _ in range(passed):
            self._desk.press("words: next place", Qt.Key.Key_Tab)
        recent = self._desk.page.presenter.recent
        if codes[0] not in recent:
            self._desk.press("exemption: open the list", Qt.Key.Key_Return, SHIFT)
            self._pick(codes)
        elif recent.index(codes[0]) == 0:
            self._desk.press("words: redact", Qt.Key.Key_Return)
        else:
            self._desk.press("words: redact", str(recent.index(codes[0]) + 1), ALT)

    def _elsewhere(self) -> None:
        """Let the same words go everywhere, where the file withholds them everywhere."""
        found = self._desk.page.presenter.equals.found
        if found is None:
            return
        wanted = self._wanted.standings
        if found.checked and all(
            withheld_at <= withheld(wanted[hit.record])
            for hit in found.checked
            for withheld_at in (_signs(hit.targets, found.codes),)
        ):
            self._desk.press("the same words everywhere", "a", ALT)

    # The list of exemptions

    def _pick(self, codes: Sequence[str]) -> None:
        picking = self._desk.page.view.picker
        self._desk.until(picking.isVisible, "the list of exemptions")
        self._desk.rest()
        typed = self._words_for(codes[0])
        if self._first() != codes[0]:
            for letter in typed:
                self._desk.press("exemption: letters", letter)
        assert self._first() == codes[0]
        self._desk.press("exemption: take", Qt.Key.Key_Return)

    def _first(self) -> str:
        pick = self._desk.page.presenter.state.pick
        return pick.rows[0].code if pick is not None and pick.rows else ""

    def _words_for(self, code: str) -> str:
        """Give the fewest letters of its plain words that bring an exemption to the top."""
        exemption = self._law.get("FL").exemption(code)
        assert exemption is not None
        words = f"{exemption.title} {exemption.plain}".lower().replace(",", " ").split()
        typed = [word[:n] for word in words for n in range(3, len(word) + 1)]
        typed += [f"{one} {other}" for one in words for other in words if one != other]
        for one in sorted(dict.fromkeys(typed), key=len):
            found = self._law.find(one, "FL")
            if found and found[0].code == code:
                return one
        raise SystemExit(f"not found in plain words: {code}")


def _signs(targets: Sequence[object], codes: Sequence[str]) -> Withheld:
    return frozenset(
        (target.place, at, code)
        for target in targets
        if isinstance(target, SpanTarget)
        for at in range(target.span.start, target.span.end)
        for code in codes
    )


def _no_sample(_tell: object) -> Vault:
    raise NotImplementedError


def seat(wanted: Wanted, folder: Path) -> Desk:
    """Open the window with the review standing; none of these keys are counted."""
    settings = folder / "settings.toml"
    chosen = Settings(last_vault=str(wanted.vault), clerk="M. Ortiz", window=(1366, 720))
    save(settings, chosen)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    services = Services(Doors(_no_sample, lambda: dt.date(2026, 11, 12)), settings, folder)
    desk = Desk(Program(services, application))
    desk.window.show()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window")
    desk.window.unlock.presenter.unlock(PASSPHRASE)
    desk.until(lambda: desk.window.frame is not None, "the vault")
    desk.frame.open_request(wanted.number)
    desk.until(lambda: desk.frame.request is not None, "the request")
    desk.until(lambda: len(desk.frame._pages) == len(catalogue.PAGES), "all pages")
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window")
    desk.frame.go(Where.REVIEW)
    desk.until(lambda: desk.page.presenter.record is not None, "the review")
    desk.rest()
    desk.pressed.clear()
    return desk


def differences(wanted: Wanted) -> list[str]:
    """Compare what lies in the vault with what the decision file makes of the messages."""
    vault = Vault.open(wanted.vault, PASSPHRASE)
    with vault.read() as work:
        request = work.requests.by_number(wanted.number)
        assert request is not None
        now = work.decisions.standings(request.id)
    vault.close()
    return [
        f"record {one}"
        for one, standing in wanted.standings.items()
        if (now[one].outcome, now[one].codes, withheld(now[one]))
        != (standing.outcome, standing.codes, withheld(standing))
    ]


def decide_all(
    number: int, folder: Path, pictures: Path | None = None
) -> tuple[Counter[str], Wanted]:
    """Do it all; gives the keys by kind."""
    wanted = prepare(folder, number)
    desk = seat(wanted, folder)
    try:
        Clerk(desk, wanted).work()
        desk.rest()
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
            desk.window.grab().save(str(pictures / "hand_speed.png"))
    finally:
        desk.window.lock()
        desk.until(lambda: not desk.window._locking, "the lock")
        desk.window.close()
        desk.program.end()
    return desk.pressed, wanted


def main() -> None:
    """Count, compare, and say so."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    pictures = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        pressed, wanted = decide_all(number, Path(place), pictures)
        for kind, times in sorted(pressed.items()):
            print(f"{times:5}  {kind}")
        bars = sum(len(one.redactions) for one in wanted.standings.values())
        print(f"{pressed.total():5}  in all, for {len(wanted.records)} messages and {bars} bars")
        print(f"       in {time.monotonic() - began:.0f} s with the import")
        found = differences(wanted)
        print("as the decision file says" if not found else f"differs: {found}")
        if found or pressed.total() > MOST_KEYS * number / NUMBER:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
