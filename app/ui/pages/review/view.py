"""The review page: queue, conversation, decision; every key of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.decisions import Disposition
from app.domain.redaction import RegionTarget, SpanTarget
from app.ui.pages.review.audience import AudienceState
from app.ui.pages.review.audience_view import KEYS as AUDIENCE_KEYS
from app.ui.pages.review.audience_view import AudienceBar, AudienceChoice
from app.ui.pages.review.decision_view import DecisionView
from app.ui.pages.review.desk_state import DeskState
from app.ui.pages.review.desk_view import KEYS as DESK_KEYS
from app.ui.pages.review.desk_view import DeskView
from app.ui.pages.review.group_state import GroupsState
from app.ui.pages.review.groups_view import GroupsView
from app.ui.pages.review.match_view import MatchView
from app.ui.pages.review.picker_view import PickerView
from app.ui.pages.review.pictures_view import PicturesView
from app.ui.pages.review.queue_view import QueueView
from app.ui.pages.review.reader_view import KEYS as READER_KEYS
from app.ui.pages.review.reader_view import ReaderView
from app.ui.pages.review.second_reader import ReaderState
from app.ui.pages.review.selection_bar import SelectionBar
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.words import ALL_DECIDED
from app.ui.rows import FetchRows, Notice
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.quoting_sheet import QuotingSheetView
from app.ui.widgets.words import button, label

KEYS = (
    "R release · W withhold · N not responsive · D redact · 1–9 recent · E find exemption · "
    "T type words · U undecided · . suggestion · G groups · C conversation · O person · "
    "S elsewhere · Shift+S near-copies · Shift+Q fold quotes · Shift+O quoted mail · P pages · "
    "V reader · Shift+V views · Ctrl+Z"
)


class ReviewView(QWidget):
    """The whole page.

    Attributes:
        stepped: +1 for the next record, -1 for the one before.
        decided: a disposition; the next record comes.
        decided_here: a disposition; the record stays.
        redact_wished: position among the recent exemptions; -1 to find one.
        undo_wished, redo_wished, kind_wished, note_wished: other keys.
        groups_wished, elsewhere_wished: suggestions in groups; where else words stand.
        near_wished: the near-copies of the record.
        pages_wished: open or leave the pages of an attachment.
        region_wished: a region of a page, to be brought into sight.
    """

    stepped = Signal(int)
    decided = Signal(object)
    decided_here = Signal(object)
    redact_wished = Signal(int)
    undo_wished = Signal()
    redo_wished = Signal()
    kind_wished = Signal()
    note_wished = Signal()
    groups_wished = Signal()
    elsewhere_wished = Signal()
    near_wished = Signal()
    pages_wished = Signal()
    region_wished = Signal(object)

    def __init__(self, look: Look, fetch: FetchRows) -> None:
        super().__init__()
        self.queue = QueueView(look, fetch)
        self.sheet = QuotingSheetView("The record in its conversation", look)
        self.bar = SelectionBar(self.sheet.viewport())
        self.decision = DecisionView(look)
        self.desk = DeskView(look)
        self.matches = MatchView(look)
        self.groups = GroupsView(look)
        self.pictures = PicturesView(look)
        self.picker = PickerView(look, self)
        self.reader = ReaderView()
        self.audience = AudienceBar()
        self.audience_choice = AudienceChoice()
        self.notice = NoticeLine()
        self.empty = EmptyPage()
        self._title = ElidedLabel("heading")
        self._copies = label(role="muted")
        self._near = button("", self.near_wished.emit, "link")
        self._near.hide()
        self._hint = ElidedLabel("hint")
        self._kind = button("All of this &kind…", self.kind_wished.emit, "link")
        self._stack = QStackedWidget()
        self._middle = QStackedWidget()
        self._keys = ElidedLabel("small")
        self._shortcuts: list[QShortcut] = []
        self._under = ""
        self._own_keys = self._keys_of_view = KEYS
        self._notice: Notice | None = None
        self._shown: ReviewState | None = None
        self._lay_out()
        self._bind_keys()
        self.sheet.picked.connect(self._place_bar)
        self.sheet.verticalScrollBar().valueChanged.connect(self._place_bar)
        self.decision.decided.connect(self.decided)
        self.decision.looked_at.connect(self._show_target)
        self.bar.recent_wished.connect(self.redact_wished)
        self.bar.find_wished.connect(lambda: self.redact_wished.emit(-1))

    def show_state(self, state: ReviewState) -> None:
        """Show everything afresh; what did not change stays where it is."""
        self._notice = state.notice
        self._show_notice()
        if self._stack.currentWidget() is not self.groups or state.empty is not None:
            self._stack.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
            return
        self.queue.show_queue(state.queue, state.panel.several)
        sight = state.sight
        if sight is not None:
            self._title.set_whole(sight.title)
            self._copies.setText(sight.copies)
            self._copies.setToolTip(sight.found)
            self._copies.setAccessibleDescription(sight.found)
            self.sheet.show_sheet(sight.sheet)
            self.pictures.show_pictures(sight.pictures)
            self._show_hint(state)
        self.decision.show_panel(state.panel)
        self.bar.show_recent(state.panel.recent)
        self.matches.show_matches(state.same)
        had_pick = self._shown is not None and self._shown.pick is not None
        if had_pick or state.pick is not None:
            self.picker.show_pick(state.pick, self)
        self._shown = state

    def show_desk(self, state: DeskState | None) -> None:
        """Show the pages of an attachment in the middle column, or the conversation again."""
        was_open = self._middle.currentIndex() == 1
        is_open = state is not None
        self._middle.setCurrentIndex(1 if is_open else 0)
        if state is not None:
            self.desk.show_desk(state)
        if is_open != was_open:
            self._keys.set_whole(DESK_KEYS if is_open else self._own_keys)
        if not self.picker.isVisible() and (is_open != was_open or self.desk.hasFocus()):
            self.take_focus()

    def show_reader(self, state: ReaderState) -> None:
        """Show the second reader's bar, or only why a record came back."""
        had_focus = self.reader.comment.hasFocus()
        self.reader.show_reader(state)
        self.decision.show_reading("" if state.on else state.comment, reads=state.on)
        self._show_notice()
        self._own_keys = READER_KEYS if state.on else self._keys_of_view
        if self._middle.currentIndex() == 0:
            self._keys.set_whole(self._own_keys)
        if had_focus and not state.asks:
            self.take_focus()

    def show_audience(self, state: AudienceState) -> None:
        """Show for whom the records are shown; a strong bar says so while it is not the public."""
        self.audience.show_audience(state)
        self.audience_choice.show_audience(state)
        self._keys_of_view = KEYS if state.is_public else AUDIENCE_KEYS
        if not self.reader.reads:
            self._own_keys = self._keys_of_view
            if self._middle.currentIndex() == 0:
                self._keys.set_whole(self._own_keys)

    def show_groups(self, state: GroupsState) -> None:
        """Show the suggestions in groups in place of the records, or the records again.

        The keys of the records do nothing meanwhile, so that none is decided unseen.
        """
        was_open = self._stack.currentWidget() is self.groups
        if state.open != was_open:
            self._stack.setCurrentIndex(2 if state.open else 0)
            for shortcut in self._shortcuts:
                shortcut.setEnabled(not state.open)
        self.groups.show_groups(state)
        if was_open and not state.open:
            self.take_focus()

    def show_under(self, under: str) -> None:
        """Say under what Enter redacts the suggestion that waits."""
        self._under = under

    def bind_key(self, keys: str, act: Callable[[], object]) -> None:
        """Let a key do something while the records are shown."""
        self._key(keys, act)

    def lay_under_sheet(self, widget: QWidget) -> None:
        """Put something under the conversation."""
        self._column.insertWidget(2, widget)

    def take_focus(self) -> None:
        """Put the focus into the text, where selecting begins, or on the pages that lie open."""
        if self._middle.currentIndex() == 1:
            self.desk.take_focus()
        else:
            self.sheet.setFocus()

    def _show_hint(self, state: ReviewState) -> None:
        sight, at = state.sight, state.hint
        hints = sight.hints if sight else ()
        waits = hints[at] if 0 <= at < len(hints) else None
        self.sheet.mark_hint(waits.target if waits else None, len(hints))
        if waits is not None:
            which = f"▒ {waits.name} {at + 1} of {len(hints)}"
            under = f" under {self._under}" if self._under else ""
            words = f"{which} · Enter redacts it{under} · Del none · Tab next"
        elif hints:
            plural = "suggestion" if len(hints) == 1 else "suggestions"
            words = f"▒ {len(hints)} {plural} in this record · Tab to go through them"
        else:
            words = ""
        self._hint.set_whole(words)
        self._hint.setVisible(bool(words))
        self._kind.setVisible(waits is not None)

    def _show_notice(self) -> None:
        is_over = self._notice == ALL_DECIDED and self.reader.reads
        self.notice.show_notice(None if is_over else self._notice)

    def _show_target(self, target: object) -> None:
        if isinstance(target, SpanTarget):
            self.sheet.show_target(target)
        elif isinstance(target, RegionTarget):
            self.region_wished.emit(target)

    def _place_bar(self) -> None:
        if self.sheet.targets():
            self.bar.place(self.sheet.selection_box(), self.sheet.viewport().rect())
        else:
            self.bar.hide()

    def _bind_keys(self) -> None:
        for key, disposition in (
            ("R", Disposition.RELEASE),
            ("W", Disposition.WITHHOLD),
            ("N", Disposition.NOT_RESPONSIVE),
        ):
            self._key(key, lambda d=disposition: self.decided.emit(d))  # type: ignore[misc]  # mypy gives the default no type
            self._key(f"Shift+{key}", lambda d=disposition: self.decided_here.emit(d))  # type: ignore[misc]  # as above
        self._key("J", lambda: self.stepped.emit(1))
        self._key("K", lambda: self.stepped.emit(-1))
        self._key("D", lambda: self.redact_wished.emit(0))
        self._key("E", lambda: self.redact_wished.emit(-1))
        for digit in range(1, 10):
            self._key(str(digit), lambda at=digit - 1: self.redact_wished.emit(at))  # type: ignore[misc]  # as above
        self._key("Ctrl+Z", self.undo_wished.emit)
        self._key("Ctrl+Y", self.redo_wished.emit)
        self._key("Ctrl+Shift+Z", self.redo_wished.emit)
        self._key("A", self.kind_wished.emit)
        self._key("M", self.decision.focus_note)
        self._key("G", self.groups_wished.emit)
        self._key("S", self.elsewhere_wished.emit)
        self._key("Shift+S", self.near_wished.emit)
        self._key("P", self.pages_wished.emit)
        self._key("V", self.reader.toggled.emit)
        self._key("Y", self.reader.accepted.emit)
        self._key("Q", self.reader.back_wished.emit)
        self.reader.accept_by_enter(self.sheet)
        self.reader.accept_by_enter(self.queue)

    def show_near(self, words: str) -> None:
        """Say how many near-copies the record has; nothing where it has none."""
        self._near.setText(words)
        self._near.setVisible(bool(words))

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(keys in {"J", "K"})
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        if not keys.startswith("Ctrl"):
            self._shortcuts.append(shortcut)

    def _conversation(self) -> QWidget:
        middle = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self._copies)
        head.addWidget(self._near)
        head.addWidget(self.audience_choice)
        hints = QHBoxLayout()
        hints.addWidget(self._hint, 1)
        hints.addWidget(self._kind)
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.pictures)
        column.addLayout(hints)
        column.addWidget(self.matches)
        return middle

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._middle.addWidget(self._conversation())
        self._middle.addWidget(self.desk)
        for widget in (self.queue, self._middle, self.decision):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([250, 620, 250])
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        whole = QWidget()
        page = QVBoxLayout(whole)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addWidget(self.audience)
        page.addWidget(self.reader)
        page.addWidget(splitter, 1)
        self._keys.set_whole(KEYS)
        page.addWidget(self._keys)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.groups)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 8)
        outer.setSpacing(8)
        outer.addWidget(self.notice)
        outer.addWidget(self._stack, 1)
