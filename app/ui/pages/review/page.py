"""Joins the review: view and presenter."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.domain.ids import DecisionId, RecordId
from app.domain.redaction import RegionTarget, SpanTarget
from app.ui.page import Page
from app.ui.pages.review.audience import AudiencePresenter
from app.ui.pages.review.desk_page import bind_desk, deeds_of, open_at
from app.ui.pages.review.desk_presenter import DeskPresenter
from app.ui.pages.review.grouping import Grouping
from app.ui.pages.review.hand import Hand
from app.ui.pages.review.near import NearPresenter, NearState
from app.ui.pages.review.near_dialog import NearDialog
from app.ui.pages.review.presenter import ReviewPresenter
from app.ui.pages.review.second_reader import ReaderPresenter
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.view import ReviewView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext, Where

_VIEWS = "view victim prosecutor court layer"
FIGURES = "suggestions"
"""The help topic with all figures."""


class ReviewPage(Page):
    """The heart of the window."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.presenter = ReviewPresenter(context, self._show)
        self.view = ReviewView(look, self.presenter.fetch_rows)
        self.desk = DeskPresenter(context, self.presenter, self.view.show_desk)
        self.groups = Grouping(context, self.presenter, self.view.show_groups, self._groups_left)
        self.reader = ReaderPresenter(context, self.presenter, self.view.show_reader)
        self.audience = AudiencePresenter(context, self.presenter, self.view.show_audience)
        self.near = NearPresenter(context, self.presenter, self._show_near)
        self.near_dialog: NearDialog | None = None
        self.presenter.redacting.aside = self.audience
        self.hand = Hand(self.view, self.presenter, self._redact, lambda: self.desk.is_open)
        self._context = context
        self._look = look
        super().__init__(self.view, "Review")
        self._bind()

    def arrive(self, subject: str) -> None:
        """Read the request afresh."""
        if subject:
            self.groups.leave()
        self.audience.rest()
        self.near.forget()
        self.presenter.arrive(subject)
        self.reader.arrive(subject)
        self.view.take_focus()

    def refresh(self) -> None:
        """Read the request afresh."""
        self.near.forget()
        self.presenter.arrive()
        self.reader.arrive()
        self.groups.refresh()

    def leave(self) -> None:
        """Close what lies over the page."""
        if self.presenter.picking.open:
            self.presenter.picking.leave()

    def put_away(self) -> Callable[[], None] | None:
        """Let what was decided be written before the vault is closed."""
        finish, close = self.presenter.put_away(), self.desk.put_away()

        def finish_all() -> None:
            finish()
            close()

        return finish_all

    def deeds(self) -> list[Deed]:
        """Offer what the keys do."""
        presenter = self.presenter
        return [
            Deed("Release this record", lambda: self._decide(Disposition.RELEASE), "R"),
            Deed("Withhold this record", lambda: self._decide(Disposition.WITHHOLD), "W"),
            Deed("Not responsive", lambda: self._decide(Disposition.NOT_RESPONSIVE), "N"),
            Deed("Redact the selection", lambda: self._redact(0), "D", "black out"),
            Deed("Find an exemption for the selection", lambda: self._redact(-1), "E", "law code"),
            Deed("Next record", lambda: presenter.step(1), "J"),
            Deed("Previous record", lambda: presenter.step(-1), "K"),
            Deed("Next suggestion", presenter.redacting.next_hint, "Tab", "detect"),
            Deed("All suggestions of this kind", self._of_kind, "A", "bulk detect"),
            Deed("Suggestions in groups", self._groups, "G", "bulk detect list identifiers"),
            Deed("Look for faces", self._look_for_faces, "G, Alt+F", "pictures suggestions"),
            Deed("Read pages for suggestions", self._read_pages, "G, Alt+D", "pdf scan ocr words"),
            Deed("Same words elsewhere", self._elsewhere, "S", "alike copies variants"),
            Deed("Near-copies of this record", self._open_near, "Shift+S", "alike versions differ"),
            Deed("Undo", self._undo, "Ctrl+Z", "take back"),
            Deed("Do again", self._redo, "Ctrl+Y", "redo"),
            Deed("Write a note on this record", self.view.decision.focus_note, "M", "comment"),
            Deed("Read a second time", self.reader.toggle, "V", "second reader four eyes review"),
            Deed("Accept as second reader", self.reader.accept, "Y", "verdict approve"),
            Deed("Send back as second reader", self.reader.ask_back, "Q", "verdict comment return"),
            Deed("Show for the next audience", self._next_view, "Shift+V", _VIEWS),
            Deed("Open or close for this audience", self._turn, "Z", _VIEWS),
            *self.hand.deeds(),
            *deeds_of(self.desk, self._pages),
        ]

    def _show(self, state: ReviewState) -> None:
        self.view.show_under(self.presenter.redacting.under)
        self.view.show_state(state)
        self.desk.follow(state)
        self.hand.follow(state)
        self.reader.follow(state)
        self.audience.follow(state)
        self.near.follow()
        self._look.dress_icons(self.view)

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.queue.shown_wished.connect(presenter.show_only)
        view.queue.moved.connect(presenter.choose)
        bind_desk(view.desk, self.desk)
        self._bind_reader()
        view.pages_wished.connect(self._pages)
        view.region_wished.connect(self._page_with)
        view.pictures.open_wished.connect(self._page_of)
        view.stepped.connect(presenter.step)
        self._bind_audience()
        view.redact_wished.connect(self._redact)
        view.undo_wished.connect(self._undo)
        view.redo_wished.connect(self._redo)
        view.kind_wished.connect(self._of_kind)
        view.elsewhere_wished.connect(self._elsewhere)
        view.near_wished.connect(self._open_near)
        self._bind_groups()
        view.sheet.opened.connect(lambda record: presenter.go(RecordId(record)))
        view.sheet.hint_wished.connect(presenter.redacting.next_hint)
        view.sheet.accept_wished.connect(presenter.redacting.accept)
        view.sheet.decline_wished.connect(presenter.redacting.decline)
        view.decision.lift_wished.connect(lambda one: presenter.redacting.lift(DecisionId(one)))
        view.decision.recode_wished.connect(lambda one: presenter.redacting.recode(DecisionId(one)))
        view.decision.noted.connect(presenter.note)
        view.pictures.withhold_wished.connect(presenter.redacting.withhold_attachment)
        view.matches.opened.connect(presenter.equals.open)
        view.matches.more.connect(presenter.equals.more)
        view.matches.toggled.connect(presenter.equals.tick)
        view.matches.applied.connect(presenter.redacting.apply_equals)
        view.matches.public.connect(presenter.redacting.leave_visible)
        view.matches.all_ticked.connect(presenter.equals.tick_all)
        view.matches.left.connect(presenter.equals.leave)
        view.matches.gone_to.connect(lambda record: presenter.go(RecordId(record)))
        view.picker.typed.connect(presenter.picking.type)
        view.picker.taken.connect(presenter.picking.take)
        view.picker.ticked.connect(presenter.picking.tick)
        view.picker.left.connect(self._picker_left)
        view.notice.pressed.connect(presenter.follow)
        view.empty.pressed.connect(presenter.follow)

    def _bind_groups(self) -> None:
        view, groups = self.view.groups, self.groups
        self.view.groups_wished.connect(self._groups)
        view.table.stood.connect(groups.stand)
        view.table.accepted.connect(groups.accept)
        view.table.declined.connect(groups.decline)
        view.table.spared.connect(groups.spare)
        view.table.unfolded.connect(groups.places)
        view.table.other.connect(groups.accept_under)
        view.table.left.connect(groups.leave)
        view.narrowed.connect(groups.narrow)
        view.looked_for_faces.connect(groups.look_for_faces)
        view.read_pages.connect(groups.read_pages)
        view.told_more.connect(lambda: self._context.ways.go(Where.HELP, FIGURES))
        view.places.toggled.connect(groups.tick)
        view.places.opened.connect(self._go_to_place)

    def _bind_audience(self) -> None:
        view, audience = self.view, self.audience
        view.decided.connect(self._decide)
        view.decided_here.connect(lambda one: self._decide(one, stay=True))
        view.audience_choice.chosen.connect(self._show_for)
        view.audience.public_wished.connect(lambda: self._show_for(Audience.PUBLIC))
        view.audience.held.connect(lambda code, holds: audience.hold(code, holds=holds))
        view.audience.turn_wished.connect(self._turn)
        view.bind_key("Z", self._turn)
        view.bind_key("Shift+V", self._next_view)

    def _next_view(self) -> None:
        self._show_for(self.audience.following)

    def _show_for(self, audience: Audience) -> None:
        """Show the records as somebody sees them; pages of attachments are shown for all."""
        self.leave()
        if self.desk.is_open:
            self.desk.toggle()
        self.audience.show_for(audience)
        self.view.take_focus()

    def _turn(self) -> None:
        chosen = self.view.decision.chosen_target()
        self.audience.turn(self.view.sheet.here() or ([chosen] if chosen is not None else []))

    def _decide(self, disposition: Disposition, *, stay: bool = False) -> None:
        if self.audience.is_public:
            self.presenter.decide(disposition, stay=stay)
        else:
            self.audience.decide(disposition)

    def _groups(self) -> None:
        """Show groups; what is settled there is decided for everybody."""
        self.audience.show_for(Audience.PUBLIC)
        self.groups.toggle()

    def _pages(self) -> None:
        """Open the pages of an attachment; boxes on them are drawn for everybody."""
        self.audience.show_for(Audience.PUBLIC)
        self.desk.toggle()

    def _page_of(self, attachment: int) -> None:
        self.audience.show_for(Audience.PUBLIC)
        self.desk.open(attachment)

    def _page_with(self, target: RegionTarget) -> None:
        if self.audience.is_public:
            open_at(self.desk, target)

    def _of_kind(self) -> None:
        self.audience.show_for(Audience.PUBLIC)
        hint = self.presenter.redacting.hint
        self.groups.open(hint.kind if hint else "")

    def _look_for_faces(self) -> None:
        self.audience.show_for(Audience.PUBLIC)
        self.groups.open()
        self.groups.look_for_faces()

    def _go_to_place(self, key: str) -> None:
        """Go to the record of a place, and to its page where it stands on one."""
        record, _, at = key.partition(":")
        detail = self.groups.state.detail
        target = detail.places[int(at)].target if detail is not None else None
        self.groups.go(int(record))
        if target is not None:
            self.desk.await_page(RecordId(int(record)), target)

    def _read_pages(self) -> None:
        self.audience.show_for(Audience.PUBLIC)
        self.groups.open()
        self.groups.read_pages()

    def _elsewhere(self) -> None:
        targets = [one for one in self.view.sheet.targets() if isinstance(one, SpanTarget)]
        chosen = targets[0] if targets else self.view.decision.chosen_target()
        self.presenter.redacting.elsewhere(chosen)

    def _show_near(self, state: NearState) -> None:
        self.view.show_near(state.label)
        if self.near_dialog is not None and self.near_dialog.isVisible():
            self.near_dialog.show_state(state)

    def _open_near(self) -> None:
        """List near-copies; what is decided of them is decided for everybody."""
        if not self.near.state.rows:
            self.presenter.say("No record of the vault is a near-copy of this one.")
            return
        self.audience.show_for(Audience.PUBLIC)
        if self.near_dialog is None:
            dialog = self.near_dialog = NearDialog(self.view, self._look)
            dialog.chosen.connect(self.near.choose)
            dialog.alike_wished.connect(self.near.decide_alike)
            dialog.record_wished.connect(lambda record: self.presenter.go(RecordId(record)))
        self.near_dialog.open_at(self.near.state)

    def _undo(self) -> None:
        self.presenter.undo()
        self.groups.refresh()

    def _redo(self) -> None:
        self.presenter.redo()
        self.groups.refresh()

    def _groups_left(self) -> None:
        self.presenter.arrive()

    def _bind_reader(self) -> None:
        bar, reader = self.view.reader, self.reader
        bar.toggled.connect(reader.toggle)
        bar.begun.connect(reader.begin)
        bar.accepted.connect(reader.accept)
        bar.back_wished.connect(reader.ask_back)
        bar.sent_back.connect(reader.send_back)
        bar.stayed.connect(reader.stay)
        bar.named.connect(reader.name)
        bar.sign_wished.connect(reader.sign)
        bar.anew_wished.connect(reader.anew)

    def _picker_left(self) -> None:
        if self.presenter.picking.open:
            self.presenter.picking.leave()
        if self.groups.state.open:
            self.view.groups.table.setFocus()
        else:
            self.view.take_focus()

    def _redact(self, recent: int) -> None:
        if self.desk.is_open:
            self.desk.redact(recent)
            return
        targets = self.view.sheet.targets()
        self.hand.remember()
        if not targets and self.presenter.redacting.hint is not None:
            self.presenter.redacting.accept(recent if recent >= 0 else None, ask=recent < 0)
        elif not targets and self.presenter.several.searched:
            self.presenter.several.redact_searched()
        elif recent < 0:
            self.presenter.redacting.redact_under(targets)
        else:
            self.presenter.redacting.redact(targets, recent)
        self.view.sheet.drop_selection()


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return ReviewPage(context, look)
