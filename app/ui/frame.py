"""The frame around the pages of an opened vault: rail, head line, page, strip, status line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.requests import Request
from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Progress, Started
from app.settings.policy import Policy
from app.ui.background import Background, QueryRunner
from app.ui.frame_presenter import FramePresenter, FrameState
from app.ui.long_work import LongWork, WorkState
from app.ui.page import Page
from app.ui.pages import catalogue
from app.ui.pages.help.presenter import FROM
from app.ui.services import Desk, StopsJob
from app.ui.shortcuts import key_of
from app.ui.step_rail import StepRail
from app.ui.theme import Look
from app.ui.ways import Deed, KeepsSettings, PageContext, Where
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.everything import Everything
from app.ui.widgets.head_line import HeadLineView
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.speech import announce
from app.ui.widgets.strip import Strip

SAID_FOR_MS = 12_000
BUILD_EACH_MS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clerk is: the open request's number and the page."""

    number: str = ""
    where: Where = Where.REQUESTS


class Frame(QWidget):
    """Shows one page at a time and does what pages ask of the window.

    Attributes:
        lock_wished: the clerk wants to lock the vault.
        leave_wished: the window should close, and then do what is handed over.
        retitled: the window's title should name this request; empty for none.
        work_changed: what the strip shows now.
        work_failed: a piece of long work came to grief.
    """

    lock_wished = Signal()
    leave_wished = Signal(object)
    retitled = Signal(str)
    work_changed = Signal(tuple)
    work_failed = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        look: Look,
        settings: KeepsSettings,
        policy: Policy | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._desk = desk
        self._background = background
        self._look = look
        self._lines: WeakSet[QueryRunner] = WeakSet()
        self._pages: dict[Where, Page] = {}
        self._here: Where | None = None
        self._gone = False
        self._handles: dict[int, StopsJob] = {}
        self._made_ready = ""
        self._context = PageContext(
            desk, self, self._line, settings, policy or Policy(), self.leave_wished.emit
        )
        self._presenter = FramePresenter(desk, self._line(), self._show)
        self._build()
        self._work = LongWork(self._show_work)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(lambda: self._presenter.say(""))
        self._building = QTimer(self)
        self._building.setInterval(BUILD_EACH_MS)
        self._building.timeout.connect(self._build_one)

    def begin(self, place: Place) -> None:
        """Show the first page, or the one that stood when the vault was locked."""
        self._presenter.open_request(place.number)
        self.go(place.where)

    def build_ahead(self) -> None:
        """Build the pages that were not shown yet, one by one, so that no first visit waits."""
        self._building.start()

    @property
    def place(self) -> Place:
        """Tell where the clerk is; holds no word of a record."""
        request = self.request
        return Place(request.number if request else "", self._here or Where.REQUESTS)

    # What pages ask for (Ways)

    @property
    def request(self) -> Request | None:
        """Give the open request."""
        return self._presenter.request

    def go(self, where: Where, subject: str = "") -> None:
        """Show a page, or tell why it is blocked."""
        self._presenter.when_settled(lambda: self._go(where, subject))

    def _go(self, where: Where, subject: str) -> None:
        if where is Where.INTAKE and not subject and self.request is None:
            where = Where.REQUESTS
        if not self._presenter.may_go(where):
            return
        if where not in catalogue.PAGES:
            self.trouble(AppError(f"{where.value} is not part of this version.", "Update it."))
            return
        if where is Where.HELP and self._here not in {None, Where.HELP}:
            subject = f"{self._here}{FROM}{subject}"
        page = self._page(where)
        if self._here is not None and self._here is not where:
            self._pages[self._here].leave()
        self._here = where
        self._stack.setCurrentWidget(page.widget)
        self._presenter.arrived(where)
        page.arrive(subject)

    def open_request(self, number: str) -> None:
        """Make a request the open one."""
        self._presenter.open_request(number)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""
        self._presenter.say(sentence)
        self._quiet.start(SAID_FOR_MS)
        announce(self._status, sentence)

    def trouble(self, error: AppError) -> None:
        """Show an error over the page."""
        self._presenter.trouble(error)

    def changed(self) -> None:
        """Count rail and head line afresh."""
        self._presenter.refresh()

    def start(self, job: Job, told: Callable[[Event], None]) -> Callable[[], None]:
        """Begin long work; gives what asks it to stop."""
        number = self._work.begun(job.title)

        def tell(event: Event) -> None:
            if self._gone:
                return
            self._work.told(number, event)
            if not isinstance(event, Started | Progress):
                self._handles.pop(number, None)
                self._ended(event)
            told(event)

        self._handles[number] = self._background.start(self._desk.lane, job, tell)
        return lambda: self._stop_work(number)

    # What the window asks for

    @property
    def busy(self) -> bool:
        """Say whether long work runs."""
        return self._work.running

    def step_wished(self, where: Where) -> None:
        """Go to a page from the rail or by its key."""
        self.go(where)

    def open_everything(self) -> None:
        """Let the clerk find anything that can be done."""
        Everything(self._deeds(), self._look, self).open_over(self)

    def dropped(self, paths: tuple[Path, ...]) -> None:
        """Take files that were dropped on the window to the sources."""
        self.go(Where.SOURCES)
        self._presenter.when_settled(lambda: self._page(Where.SOURCES).dropped(paths))

    def put_away(self) -> list[Callable[[], None]]:
        """Silence everything; gives the last work to do before the vault closes."""
        self._gone = True
        last = [page.put_away() for page in self._pages.values()]
        for line in self._lines:
            line.silence()
        self._quiet.stop()
        self._building.stop()
        return [work for work in last if work is not None]

    # Inside

    def _build(self) -> None:
        self._rail = StepRail()
        self._rail.wished.connect(lambda where: self.step_wished(Where(where)))
        self._head = HeadLineView()
        self._head.lock_wished.connect(self.lock_wished)
        self._head.everything_wished.connect(self.open_everything)
        self._notice = NoticeLine(closable=True)
        self._notice.pressed.connect(self._follow_notice)
        self._notice.dismissed.connect(self._presenter.dismiss)
        self._stack = QStackedWidget()
        self._strip = Strip()
        self._strip.stop_wished.connect(self._stop)
        self._status = ElidedLabel("small")
        self._status.setObjectName("status")
        self._status.setContentsMargins(18, 4, 18, 4)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._head)
        over = QVBoxLayout()
        over.setContentsMargins(18, 10, 18, 0)
        over.addWidget(self._notice)
        right.addLayout(over)
        right.addWidget(self._stack, 1)
        right.addWidget(self._strip)
        right.addWidget(self._status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _build_one(self) -> None:
        if self.busy:
            return
        missing = next((where for where in catalogue.PAGES if where not in self._pages), None)
        if missing is not None:
            if not catalogue.load(missing):
                self._page(missing)
            return
        self._building.stop()
        self._desk.spare()
        self._make_ready()

    def _make_ready(self) -> None:
        """Let pages begin what a first visit would wait for, once for each request."""
        number = self.place.number
        if number in {"", self._made_ready} or len(self._pages) < len(catalogue.PAGES):
            return
        self._made_ready = number
        for page in self._pages.values():
            page.make_ready()

    def _line(self) -> QueryRunner:
        line = self._background.asks()
        self._lines.add(line)
        return line

    def _page(self, where: Where) -> Page:
        if where not in self._pages:
            page = catalogue.made(where, self._context, self._look)
            self._pages[where] = page
            self._stack.addWidget(page.widget)
            self._look.dress_icons(page.widget)
        return self._pages[where]

    def _show(self, state: FrameState) -> None:
        self._rail.show_state(state)
        self._head.show_head(state.head)
        self._notice.show_notice(state.notice)
        self._status.set_whole(state.said)
        self.retitled.emit(state.head.number if state.head else "")
        self._make_ready()

    def _show_work(self, works: tuple[WorkState, ...]) -> None:
        self._strip.show_work(works)
        self.work_changed.emit(works)

    def _follow_notice(self) -> None:
        where = self._presenter.notice_leads_to
        if where is not None:
            self.go(where)

    def _stop(self, position: int) -> None:
        number = self._work.at(position)
        if number is not None:
            self._stop_work(number)

    def _stop_work(self, number: int) -> None:
        if number in self._handles:
            self._work.stopping(number)
            self._handles[number].stop()

    def _ended(self, event: Event) -> None:
        self._presenter.refresh()
        if isinstance(event, Failed):
            self.work_failed.emit()
            self._presenter.trouble(AppError(event.what, event.remedy))
        elif isinstance(event, Finished):
            self.say(f"Done: {event.title}.")
        if self._here is not None:
            self._pages[self._here].refresh()

    def _deeds(self) -> list[Deed]:
        here = self._pages[self._here].deeds() if self._here else []
        return [*here, *self._ways_deeds(), *self._request_deeds(), *self._help_deeds()]

    def _ways_deeds(self) -> list[Deed]:
        steps = [where for where in Where if where in catalogue.PAGES]
        deeds = [
            Deed(f"Go to {where.value}", lambda where=where: self.go(where), key_of(where))  # type: ignore[misc]  # mypy gives the default no type
            for where in steps
        ]
        return [*deeds, Deed("Lock the vault", self.lock_wished.emit, "Ctrl+L", "close leave")]

    def _request_deeds(self) -> list[Deed]:
        return [
            Deed(
                f"Open request {row.request.number} — {row.request.details.requester}",
                lambda number=row.request.number: self._open_and_go(number),  # type: ignore[misc]  # mypy gives the default no type
            )
            for row in self._presenter.rows
        ]

    def _help_deeds(self) -> list[Deed]:
        """Offer the topics of the help; imported late, so that the window stands soon."""
        from app.workflow.help import Help

        if Where.HELP not in catalogue.PAGES:
            return []
        return [
            Deed(
                f"Help: {topic.title}",
                lambda key=topic.key: self.go(Where.HELP, key),  # type: ignore[misc]  # mypy gives the default no type
                words=topic.words,
            )
            for topic in Help.load().topics
        ]

    def _open_and_go(self, number: str) -> None:
        self.open_request(number)
        self._presenter.when_settled(lambda: self._go(self._presenter.next_where(), ""))
