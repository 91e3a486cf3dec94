"""Stand-ins for what a window is given: a desk without a vault, ways without a window."""

# ruff: noqa: ARG002 - a fake takes what the real thing takes, and does not need all of it

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from fakes import LaneAtOnce

from app.domain.columns import ColumnMapping, KeptMapping, Meaning
from app.domain.deadlines import Deadline, business_days_left, due_date
from app.domain.exemptions import ClockRule, Confidence, Exemption, Jurisdiction, LawSource, Tier
from app.domain.ids import RecordId, RequestId, SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.requests import NewRequest, Request, Stage
from app.domain.sources import Counts, NewSource, Source, SourceProblem, SourceState
from app.domain.steps import Facts
from app.errors import AppError, WrongSecret
from app.jobs.events import Event, Job, Progress
from app.settings.values import Settings
from app.ui.at_once import AtOnce
from app.ui.services import Desk, FreshDesk
from app.ui.ways import PageContext, Where
from app.workflow.import_export import Recognised, Unrecognised
from app.workflow.keep_requests import RequestRow
from app.workflow.map_columns import TablePreview

T = TypeVar("T")
TODAY = dt.date(2026, 11, 23)

FLORIDA = Jurisdiction(
    "FL",
    "Florida",
    "Public Records Act",
    "ch. 119, Fla. Stat.",
    ClockRule("promptly", "§ 119.07(1)(a)", None),
    exemptions=(
        Exemption(
            "FL",
            "119.071(5)(a)",
            "Social security numbers",
            "Social security numbers held by an agency are withheld.",
            "§ 119.071(5)(a)5, Fla. Stat.",
            Tier.CONFIDENTIAL,
            categories=("identifiers",),
            sources=(LawSource("Florida Statutes 119.071", "https://example.com/119", "2024-05"),),
            confidence=Confidence.HIGH,
        ),
        Exemption(
            "FL",
            "119.071(2)(c)",
            "Active investigation",
            "Records of a criminal investigation that is still going on are withheld.",
            "§ 119.071(2)(c)1, Fla. Stat.",
            Tier.EXEMPT,
            confidence=Confidence.MEDIUM,
            pinpoint_inferred=True,
        ),
    ),
)
FEDERAL = Jurisdiction(
    "US",
    "United States",
    "Freedom of Information Act",
    "5 U.S.C. § 552",
    ClockRule("20 business days", "5 U.S.C. § 552(a)(6)(A)", 20, holidays="federal"),
    exemptions=(
        Exemption(
            "US",
            "(b)(6)",
            "Personal privacy",
            "Details of a private person whose release would be an unwarranted invasion.",
            "5 U.S.C. § 552(b)(6)",
            Tier.EXEMPT,
            confidence=Confidence.HIGH,
        ),
    ),
)


def no_holidays(_year: int) -> dict[dt.date, str]:
    return {dt.date(2026, 11, 26): "Thanksgiving Day"}


class FakeLaw:
    """Two jurisdictions."""

    def get(self, code: str) -> Jurisdiction:
        return {"FL": FLORIDA, "US": FEDERAL}[code]

    def codes(self) -> tuple[tuple[str, str], ...]:
        return (("US", "United States"), ("FL", "Florida"))

    def find(self, code: str, words: str) -> list[Exemption]:
        return [
            exemption
            for exemption in self.get(code).exemptions
            if words.casefold() in f"{exemption.plain} {exemption.code}".casefold()
        ]


class FakeRequests:
    """Requests in a list; counts that a test may set."""

    def __init__(self, *details: NewRequest) -> None:
        self.held: list[Request] = []
        self.counts = Facts(sources=3, records_held=412)
        self.in_request: dict[str, Facts] = {}
        self.refusal: AppError | None = None
        for one in details:
            self.new(one)

    def new(self, details: NewRequest) -> Request:
        self._refuse()
        if any(request.number == details.number for request in self.held):
            raise AppError(f"There is already a request {details.number}.", "Choose another.")
        request = Request(RequestId(len(self.held) + 1), details)
        self.held.append(request)
        return request

    def change(self, request: RequestId, details: NewRequest) -> Request:
        self._refuse()
        return self._put(request, details=details)

    def close(self, request: RequestId) -> None:
        self._refuse()
        self._put(request, stage=Stage.CLOSED)

    def reopen(self, request: RequestId) -> None:
        self._put(request, stage=Stage.OPEN)

    def get(self, number: str) -> Request:
        for request in self.held:
            if request.number == number:
                return request
        raise AppError(f"There is no request {number}.", "Look it up in the list.")

    def rows(self) -> list[RequestRow]:
        self._refuse()
        return [self._row(request) for request in self.held]

    def deadline(self, details: NewRequest) -> Deadline:
        law = FakeLaw().get(details.jurisdiction)
        found = due_date(details.received, law, no_holidays, while_closed=details.after_hours)
        return replace(found, due=details.due) if details.due else found

    def add(self, request: RequestId, records: Sequence[RecordId], how: str) -> int:
        return len(records)

    def add_with_neighbours(
        self, request: RequestId, records: Sequence[RecordId], around: int
    ) -> int:
        return len(records)

    def remove(self, request: RequestId, records: Sequence[RecordId]) -> int:
        return len(records)

    def facts(self, request_id: RequestId | None) -> Facts:
        request = next((one for one in self.held if one.id == request_id), None)
        if request is None:
            return self.counts
        return self.in_request.get(request.number, replace(self.counts, request_open=True))

    def _put(self, request: RequestId, **changed: object) -> Request:
        at = next(n for n, held in enumerate(self.held) if held.id == request)
        self.held[at] = replace(self.held[at], **changed)
        return self.held[at]

    def _row(self, request: Request) -> RequestRow:
        deadline = self.deadline(request.details)
        left = business_days_left(TODAY, deadline.due, no_holidays)
        facts = self.facts(request.id)
        stage = "Closed" if request.stage is Stage.CLOSED else "Search"
        if facts.in_request:
            stage = "Review" if facts.undecided else "Packet"
        return RequestRow(request, deadline, left, stage, facts.undecided)

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal


class FakeSources:
    """Sources in a list; files are recognised by their ending."""

    def __init__(self, *sources: Source) -> None:
        self.held = list(sources)
        self.bad: list[SourceProblem] = []
        self.begun: list[tuple[str, str, str, bool]] = []
        self.own: list[tuple[str, ...]] = []
        self.saved: list[Path] = []
        self.looked_with: list[tuple[ColumnMapping | None, str]] = []
        self.kept_mappings: list[KeptMapping] = []
        self.already_held = False
        self.scans: dict[SourceId, FilesRead] = {}
        self.languages: list[Languages] = []

    def all(self) -> list[Source]:
        return list(self.held)

    def problems(self, source: SourceId, kind: str, offset: int, limit: int) -> list[SourceProblem]:
        found = [one for one in self.bad if one.kind == kind]
        return found[offset : offset + limit]

    def count_problems(self, source: SourceId, kind: str) -> int:
        return sum(1 for one in self.bad if one.kind == kind)

    def look_at(self, paths: tuple[Path, ...]) -> list[Recognised | Unrecognised]:
        return [self._looked(path) for path in paths]

    def table(
        self, paths: tuple[Path, ...], mapping: ColumnMapping | None, zone: str
    ) -> TablePreview:
        if not paths[0].name.endswith((".dat", ".csv")):
            raise AppError(f"{paths[0].name} is no table.", "Save it as CSV first.")
        self.looked_with.append((mapping, zone))
        told = mapping or ColumnMapping((("created", Meaning.DATE), ("body", Meaning.TEXT)))
        return TablePreview(
            paths, told, ("created", "body", "mood"), ("1/2/2026", "hello", "glad"), (), ("odd",)
        )

    def as_table(self, paths: tuple[Path, ...], mapping: ColumnMapping) -> Recognised:
        return Recognised(paths, "table", "Table", True, paths[0].name, mapping=mapping)

    def as_paper(self, paths: tuple[Path, ...]) -> Recognised:
        return Recognised(paths, "files", "Files", False, paths[0].name)

    def mappings(self) -> list[KeptMapping]:
        return list(self.kept_mappings)

    def keep_mapping(self, name: str, headings: tuple[str, ...], mapping: ColumnMapping) -> None:
        if not name:
            raise AppError("The mapping has no name.", "Type a name.")
        self.kept_mappings.append(KeptMapping(name, frozenset(headings), mapping))

    def importing(
        self,
        export: Recognised,
        custodian: str,
        zone: str,
        *,
        keep_export: bool,
        own: tuple[str, ...] = (),
    ) -> FakeJob:
        self.own.append(own)
        self.begun.append((export.name, custodian, zone, keep_export))
        return FakeJob(f"Importing {export.name}", already_held=self.already_held)

    def going_on(self, source: Source) -> FakeJob:
        if source.details.place == "gone":
            raise AppError("The export is no longer there.", "Bring it back.")
        return FakeJob(f"Importing {source.details.name}")

    def files_read(self) -> dict[SourceId, FilesRead]:
        return dict(self.scans)

    def reading_words(self, source: SourceId, languages: Languages) -> FakeReading:
        self.languages.append(languages)
        before = self.scans[source]
        self.scans[source] = FilesRead(0, {languages: before.left(languages)})
        return FakeReading()

    def linking_near_copies(self) -> FakeReading:
        return FakeReading("Looking for near-copies")

    def save_account(self, source: SourceId, path: Path) -> None:
        self.saved.append(path)

    def _looked(self, path: Path) -> Recognised | Unrecognised:
        if path.suffix == ".xml":
            return Recognised((path,), "sms_backup", "SMS Backup & Restore", False, path.name)
        if path.suffix == ".zip":
            return Recognised((path,), "facebook", "Facebook download", True, path.name)
        return Unrecognised(
            (path,), path.name, f"{path.name} is no export that is known.", "Choose another file."
        )


@dataclass
class FakeJob:
    """A job that does nothing, step by step."""

    title: str
    count: int = 3
    already_held: bool = False

    @property
    def result(self) -> Source:
        return a_source()

    def steps(self) -> Generator[Progress, None, None]:
        for at in range(self.count):
            yield Progress(at + 1, self.count)


@dataclass
class FakeReading:
    """A job that counts two."""

    title: str = "Recognising words"
    result: int = 2

    def steps(self) -> Generator[Progress, None, None]:
        yield Progress(1, 1)


@dataclass
class FakeWays:
    """Remembers what a page asked of the window."""

    request: Request | None = None
    went: list[tuple[Where, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    troubles: list[AppError] = field(default_factory=list)
    changes: int = 0
    jobs: list[Job] = field(default_factory=list)
    stopped: list[Job] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def go(self, where: Where, subject: str = "") -> None:
        self.went.append((where, subject))

    def open_request(self, number: str) -> None:
        self.opened.append(number)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def trouble(self, error: AppError) -> None:
        self.troubles.append(error)

    def changed(self) -> None:
        self.changes += 1

    def start(self, job: Job, told: Callable[[Event], None]) -> Callable[[], None]:
        self.jobs.append(job)
        for event in self.events:
            told(event)
        return lambda: self.stopped.append(job)


@dataclass
class FakeSettings:
    """Settings that are not written."""

    now: Settings = field(default_factory=Settings)
    refusal: AppError | None = None

    def change(self, settings: Settings) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.now = settings


@dataclass
class FakeVaults:
    """Opens a desk for the passphrase ``open sesame please``."""

    make: Callable[[], Desk]
    asked: list[tuple[str, Path]] = field(default_factory=list)
    refusal: AppError | None = None

    def unlock(self, path: Path, passphrase: str, who: str) -> Desk:
        self.asked.append(("unlock", path))
        if self.refusal:
            raise self.refusal
        if passphrase != "open sesame please":
            raise WrongSecret("Wrong.", "Try again.")
        return self.make()

    def recover(self, path: Path, recovery_key: str, passphrase: str, who: str) -> Desk:
        self.asked.append(("recover", path))
        if recovery_key != "AAAA-BBBB":
            raise WrongSecret("Wrong.", "Try again.")
        return self.make()

    def create(self, path: Path, passphrase: str, who: str) -> FreshDesk:
        self.asked.append(("create", path))
        if self.refusal:
            raise self.refusal
        return FreshDesk(self.make(), "K7QM-2RXF-9TBD-HW4C-PLN3-8VJG")

    def sample(self, tell: Callable[[str], None]) -> Desk:
        tell("Importing a.xml…")
        self.asked.append(("sample", Path()))
        return self.make()


def a_request(number: str, days_ago: int = 5, **more: str) -> NewRequest:
    return NewRequest(
        number=number,
        requester=more.pop("requester", "Dana Whitlow"),
        received=TODAY - dt.timedelta(days=days_ago),
        jurisdiction=more.pop("jurisdiction", "US"),
        **more,
    )


SOME_COUNTS = Counts(8190, 12, 2, 10)


def a_source(
    number: int = 1,
    name: str = "sms-20260401.xml",
    state: SourceState = SourceState.DONE,
    counts: Counts = SOME_COUNTS,
    place: str = "",
) -> Source:
    details = NewSource(
        "sms_backup", "SMS Backup & Restore", name, "0" * 64, 1_200_000, place, "Ofc. R. Diaz"
    )
    return Source(SourceId(number), details, state, counts, counts.seen)


def a_desk(
    requests: FakeRequests | None = None,
    sources: FakeSources | None = None,
    closed: Callable[[], None] = lambda: None,
) -> Desk:
    return Desk(
        name="Records",
        who="M. Ortiz",
        vault=None,  # type: ignore[arg-type]  # no page that is tested with this desk opens the vault
        requests=requests or FakeRequests(),
        sources=sources or FakeSources(),
        law=FakeLaw(),
        library=None,  # type: ignore[arg-type]  # as the vault
        lane=LaneAtOnce(),
        close=closed,
        today=lambda: TODAY,
    )


def a_context(
    desk: Desk | None = None, ways: FakeWays | None = None, settings: FakeSettings | None = None
) -> PageContext:
    return PageContext(desk or a_desk(), ways or FakeWays(), AtOnce, settings or FakeSettings())


class Shown(list[T]):
    """The states that a presenter gave out; ``last`` is what stands on the page."""

    @property
    def last(self) -> T:
        return self[-1]

    def __call__(self, state: T) -> None:
        self.append(state)


def texts(rows: Sequence[object], column: int) -> list[str]:
    return [row.cells[column].text for row in rows]


ASKED = (
    ("2026-011", 29, "Daily Courier", "All texts of the chief in March, sent or received"),
    ("2026-014", 21, "Dana Whitlow", "Texts and posts about the traffic stop on 14 March"),
    ("2026-016", 20, "Harbor Legal Aid", "Body camera policy mails between patrol and IT"),
    ("2026-018", 12, "R. Nakamura", "Every comment on the city's page about the bridge closing"),
    ("2026-019", 9, "Ann-Marie Oyelaran", ""),
    ("2026-021", 4, "Channel 8 News", "Mails of the public works director with the contractor"),
    ("2026-022", 2, "Tomas Veld", "Messages between the clerk and the mayor on the budget vote"),
)


def a_full_desk() -> Desk:
    """A desk with something on every page, for pictures."""
    requests = FakeRequests(
        *(a_request(number, days, requester=who, text=text) for number, days, who, text in ASKED),
        a_request("2026-003", 200, requester="A. Brandt", text="Noise complaints, Mill Street"),
    )
    requests.held[-1] = replace(requests.held[-1], stage=Stage.CLOSED)
    some = Facts(request_open=True, sources=3, records_held=8602)
    requests.in_request = {
        "2026-011": replace(some, in_request=190, undecided=88),
        "2026-014": replace(some, in_request=412, undecided=214),
        "2026-016": replace(some, in_request=61, undecided=0, findings=6),
    }
    sources = FakeSources(
        a_source(1),
        a_source(2, "facebook-pd-page.zip", counts=Counts(361, 40, 0, 118)),
        a_source(3, "diaz-mailbox.mbox", SourceState.STOPPED, Counts(51, 0, 1, 0)),
    )
    sources.bad = [
        SourceProblem("unreadable", f"sms[{n}]", "The date is not a number.") for n in (77, 4031)
    ]
    return a_desk(requests, sources)
