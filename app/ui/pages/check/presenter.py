"""Decides what the check page shows. No PySide6."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.decisions import Disposition, Done, SignOff
from app.domain.exemptions import Exemption
from app.domain.ids import RecordId, RequestId
from app.domain.requests import Request
from app.errors import AppError
from app.jobs.isolated import Child
from app.ui.pages.review.second_reader import SUBJECT
from app.ui.rows import EmptyWords, Notice, Tone
from app.ui.services import Desk
from app.ui.sheet import OUTCOME_WORDS
from app.ui.ways import PageContext, Where
from app.ui.wording import count, of_error
from app.workflow.check_request import CheckFinding, check, confirm_exemption, sign_off, signed
from app.workflow.consistency import Consistency
from app.workflow.count_review import outcomes
from app.workflow.decide import Decider
from app.workflow.elsewhere import leave_visible
from app.workflow.gaps import OF_COVERAGE
from app.workflow.page_likeness import PageLikeness
from app.workflow.second_reading import OF_READER, UNSIGNED, in_words, seconding
from app.workflow.settle_inconsistency import apply_there_too
from app.workflow.withhold_too import withhold_too

NO_REQUEST = EmptyWords(
    "No request is open", "Open the request that is to be checked.", "Go to &Requests"
)
ROLE = "second reader"
MOST_RECORDS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of the page.

    Attributes:
        records: where the sentence leads to, some of them.
        more: how many further records it is about.
        citation, plain, read_in: what must be compared before a citation is confirmed.
        to_sign, to_read: what the second reader must do.
        to_coverage: whether the page of what is held tells more.
        places: how many places can be settled from here; ``at`` says which finding it is.
        act: what the button says that settles them.
        can_stay: whether they can be left visible as public.
        words: what is withheld elsewhere, shown beside the sentence and nowhere else.
    """

    sentence: str
    tone: Tone
    records: tuple[RecordId, ...] = ()
    more: int = 0
    code: str = ""
    citation: str = ""
    plain: str = ""
    read_in: str = ""
    to_sign: bool = False
    to_read: bool = False
    to_coverage: bool = False
    places: int = 0
    act: str = "Apply there &too"
    can_stay: bool = False
    at: int = -1
    words: str = ""

    def __repr__(self) -> str:
        return f"Item({self.tone})"


@dataclass(frozen=True, slots=True)
class CheckState:
    """Everything that the page shows.

    Attributes:
        blocking: how many sentences keep the packet from being built.
        counted: how the records are decided, a word and a number each.
        signed: who stands for the request as it is decided now.
        reading: how the second reader's pass stands; empty where there is none and none is asked.
    """

    items: tuple[Item, ...] = ()
    checked: bool = False
    working: bool = True
    blocking: int = 0
    counted: tuple[tuple[str, int], ...] = ()
    signed: str = ""
    reading: str = ""
    suggested_name: str = ""
    notice: Notice | None = None
    empty: EmptyWords | None = None


@dataclass(frozen=True, slots=True)
class _Looked:
    findings: tuple[CheckFinding, ...]
    signature: SignOff | None
    reading: str
    outcomes: Mapping[RecordId, Disposition | None]
    exemptions: Mapping[str, Exemption]


class _Kept:
    """The consistency report of the open request, which only looks at what changed since."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._of: tuple[RequestId, Consistency] | None = None

    def check(self, request: Request) -> tuple[CheckFinding, ...]:
        """Check a request; from any thread, one after another."""
        desk = self._desk
        with self._lock:
            if self._of is None or self._of[0] != request.id:
                self._of = (request.id, Consistency(desk.vault, request, desk.words))
            return tuple(check(desk.vault, request, desk.library, self._of[1]))


class CheckPresenter:
    """Asks the vault; remembers what was found last, to settle it."""

    def __init__(self, context: PageContext, show: Callable[[CheckState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._reading, self._writing = context.asks(), context.asks()
        self._show = show
        self._state = CheckState()
        self._kept = _Kept(context.desk)
        self._findings: tuple[CheckFinding, ...] = ()

    @property
    def state(self) -> CheckState:
        """Give what is shown now."""
        return self._state

    def arrive(self) -> None:
        """Check afresh."""
        request = self._ways.request
        if request is None:
            self._tell(CheckState(working=False, empty=NO_REQUEST))
            return
        self._tell(replace(self._state, working=True, empty=None, notice=None))
        self._reading.ask(
            lambda: _look(self._desk, request, self._kept), self._looked, self._trouble
        )

    def go_to(self, record: RecordId) -> None:
        """Show a record in the review."""
        self._ways.go(Where.REVIEW, str(record))

    def see_coverage(self) -> None:
        """Show what is held, and what is missing."""
        self._ways.go(Where.COVERAGE)

    def read(self) -> None:
        """Go to the review as its second reader."""
        self._ways.go(Where.REVIEW, SUBJECT)

    def apply_there(self, at: int) -> None:
        """Withhold the places of a finding as the same words are withheld elsewhere."""
        request, found, desk = self._ways.request, self._finding(at), self._desk
        if request is not None and found is not None:
            self._settle(lambda: _applied(desk, request, found))

    def leave_visible(self, at: int, why: str) -> None:
        """Let the places of a finding be seen, because the public knows what stands there."""
        request, found, desk = self._ways.request, self._finding(at), self._desk
        if request is not None and found is not None:
            decider = Decider(desk.vault, request, desk.who)
            self._settle(lambda: leave_visible(decider, found.hits, why))

    def confirm(self, code: str) -> None:
        """Say that the citation was compared with the law in force."""
        request = self._ways.request
        if request is not None:
            self._write(
                lambda: confirm_exemption(self._desk.vault, request, code),
                f"The citation of {code} is confirmed.",
            )

    def sign(self, name: str, role: str) -> None:
        """Stand for the request as it is decided now."""
        request, who = self._ways.request, name.strip()
        if request is None:
            return
        if not who:
            notice = Notice("Nobody is named.", "Enter the name of whoever signs.", Tone.BAD)
            self._tell(replace(self._state, notice=notice))
            return
        self._write(
            lambda: sign_off(self._desk.vault, request, who, role.strip() or ROLE),
            f"{who} has signed.",
        )

    def follow(self) -> None:
        """Go on to the packet, or to where a request is opened."""
        self._ways.go(Where.REQUESTS if self._state.empty is not None else Where.PACKET)

    def _finding(self, at: int) -> CheckFinding | None:
        return self._findings[at] if 0 <= at < len(self._findings) else None

    def _settle(self, act: Callable[[], Done | None]) -> None:
        def done(told: Done | None) -> None:
            if told is None:
                return
            self._ways.say(f"{told.sentence}. Ctrl+Z on the review takes it back.")
            self._ways.changed()
            self.arrive()

        self._writing.ask(act, done, self._trouble)

    def _write(self, act: Callable[[], None], sentence: str) -> None:
        def done(_: None) -> None:
            self._ways.say(sentence)
            self._ways.changed()
            self.arrive()

        self._writing.ask(act, done, self._trouble)

    def _looked(self, looked: _Looked) -> None:
        self._findings = looked.findings
        items = [
            _placed(_item(found, looked.exemptions), found, at)
            for at, found in enumerate(looked.findings)
        ]
        asked = any(item.to_sign or item.to_read for item in items)
        if looked.signature is None and looked.outcomes and not asked:
            items.append(Item("The second reader has not signed.", Tone.MUTED, to_sign=True))
        signature = looked.signature
        self._tell(
            CheckState(
                tuple(items),
                checked=True,
                working=False,
                blocking=sum(1 for found in looked.findings if found.blocks),
                counted=_counted(looked.outcomes),
                signed=f"Signed by {signature.who}, {signature.role}." if signature else "",
                reading=looked.reading,
                suggested_name="",
            )
        )

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, working=False, notice=of_error(error)))

    def _tell(self, state: CheckState) -> None:
        self._state = state
        self._show(state)


def _look(desk: Desk, request: Request, kept: _Kept) -> _Looked:
    law = desk.law.get(request.details.jurisdiction)
    findings = kept.check(request)
    named = {found.code: law.exemption(found.code) for found in findings if found.code}
    known = {code: exemption for code, exemption in named.items() if exemption is not None}
    told = seconding(desk.vault, request, desk.who)
    reading = in_words(told) if told.rule.is_on or told.reading is not None else ""
    signature = signed(desk.vault, request)
    return _Looked(findings, signature, reading, outcomes(desk.vault, request), known)


def _applied(desk: Desk, request: Request, found: CheckFinding) -> Done | None:
    """Settle a finding; pages are opened where it needs them."""
    if found.lacking:
        return withhold_too(Decider(desk.vault, request, desk.who), found.lacking)
    if found.open is None:
        return None
    with Child() as child:
        pages = PageLikeness(desk.vault, child)
        return apply_there_too(desk.vault, request, found.open, desk.words, pages)


def _placed(item: Item, found: CheckFinding, at: int) -> Item:
    places = sum(not hit.withheld for hit in found.hits) + len(found.paged)
    places += len(found.lacking)
    words = " ".join(found.words.split())
    if not places:
        return replace(item, words=words)
    placed = replace(item, places=places, can_stay=bool(found.hits), at=at, words=words)
    if found.kind == "two_requests":
        return replace(placed, act="Withhold here &too")
    return placed if words else replace(placed, act="Withhold it &too")


def _item(found: CheckFinding, exemptions: Mapping[str, Exemption]) -> Item:
    tone = Tone.BAD if found.blocks else Tone.SOON
    shown = found.records[:MOST_RECORDS]
    item = Item(found.sentence, tone, shown, len(found.records) - len(shown))
    if found.kind in OF_READER:
        is_unsigned = found.kind == UNSIGNED
        return replace(item, to_sign=is_unsigned, to_read=not is_unsigned)
    if found.kind in OF_COVERAGE:
        return replace(item, to_coverage=True)
    exemption = exemptions.get(found.code)
    if found.kind != "unconfirmed_code" or exemption is None:
        return item
    sources = "; ".join(
        f"{source.title}{f', {source.date}' if source.date else ''}" for source in exemption.sources
    )
    return replace(
        item,
        code=found.code,
        citation=exemption.citation,
        plain=exemption.plain,
        read_in=f"Read in: {sources}" if sources else exemption.note,
    )


def _counted(
    decided: Mapping[RecordId, Disposition | None],
) -> tuple[tuple[str, int], ...]:
    found = Counter(decided.values())
    order: Sequence[Disposition | None] = (*Disposition, None)
    pairs = [(OUTCOME_WORDS[one], found[one]) for one in order if found[one]]
    total = count(len(decided), "record").split()[1]
    return ((f"{total} in the request", len(decided)), *pairs) if decided else ()
