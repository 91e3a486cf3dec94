"""Joins the keys that spare the hand: words by their beginnings, what is next, many at once."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.ids import RecordId
from app.ui.pages.review.presenter import ReviewPresenter
from app.ui.pages.review.state import ReviewState
from app.ui.pages.review.view import ReviewView
from app.ui.pages.review.word_choice import ChoiceState, WordChoice
from app.ui.pages.review.word_line import WordLine
from app.ui.pages.review.words import NO_FOLD, NO_QUOTED
from app.ui.ways import Deed


class Hand:
    """Stands beside the page, so that the page stays small.

    Args:
        redact: withholds what is selected: position among the recent exemptions, -1 to find one.
        is_away: says whether something else than the conversation has the middle of the page.
    """

    def __init__(
        self,
        view: ReviewView,
        presenter: ReviewPresenter,
        redact: Callable[[int], None],
        is_away: Callable[[], bool],
    ) -> None:
        self._view = view
        self._presenter = presenter
        self._redact = redact
        self._is_away = is_away
        self.line = WordLine()
        self.choice = WordChoice(presenter, self._show, view.sheet.shows)
        view.lay_under_sheet(self.line)
        self.line.typed.connect(self.choice.type)
        self.line.stepped.connect(self.choice.step)
        self.line.taken.connect(self._take)
        self.line.left.connect(self._leave)
        self._record: RecordId | None = None
        for deed in self.deeds():
            view.bind_key(deed.keys, deed.run)

    def deeds(self) -> list[Deed]:
        """Offer what the keys do."""
        several, striding = self._presenter.several, self._presenter.striding
        return [
            Deed("Next undecided record", striding.next_undecided, "U", "open left skip"),
            Deed("Next suggestion in any record", striding.next_suggestion, ".", "detect skip"),
            Deed("Choose words by typing how they begin", self._begin, "T", "select keyboard"),
            Deed("Choose the same words again", self._again, "H", "select last here"),
            Deed("Choose the whole conversation", several.conversation, "C", "bulk thread chat"),
            Deed("Choose all of this person", several.sender, "O", "bulk sender author words"),
            Deed("Fold what a mail quotes, or unfold it", self._fold, "Shift+Q", "quote answer"),
            Deed("Go to the mail that is quoted", self._quoted, "Shift+O", "quote answer thread"),
        ]

    def follow(self, state: ReviewState) -> None:
        """Put the line away once another record stands on the screen."""
        record = state.sight.record if state.sight is not None else None
        if record != self._record:
            self._record = record
            self.choice.leave()

    def remember(self) -> None:
        """Keep the words that are about to be withheld, to choose them again."""
        self.choice.remember(self._view.sheet.targets())

    def _begin(self) -> None:
        if not self._is_away():
            self.choice.begin()

    def _again(self) -> None:
        target = None if self._is_away() else self.choice.again()
        if target is not None:
            self._view.sheet.show_target(target)

    def _show(self, state: ChoiceState) -> None:
        self.line.show_choice(state)
        if state.target is not None:
            self._view.sheet.show_target(state.target)
        elif state.open:
            self._view.sheet.drop_selection()

    def _fold(self) -> None:
        if not self._is_away() and not self._view.sheet.fold():
            self._presenter.say(NO_FOLD)

    def _quoted(self) -> None:
        record = None if self._is_away() else self._view.sheet.quoted_record()
        if record is not None:
            self._presenter.go(RecordId(record))
        elif not self._is_away():
            self._presenter.say(NO_QUOTED)

    def _take(self, recent: int) -> None:
        if self.choice.state.target is not None:
            self._leave()
            self._redact(recent)

    def _leave(self) -> None:
        self.choice.leave()
        self._view.take_focus()
