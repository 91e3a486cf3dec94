"""Joins the check: view and presenter."""

from __future__ import annotations

from app.domain.ids import RecordId
from app.ui.page import Page
from app.ui.pages.check.presenter import CheckPresenter
from app.ui.pages.check.view import CheckView
from app.ui.theme import Look
from app.ui.undoing import Undoing
from app.ui.ways import Deed, PageContext
from app.ui.widgets.undo_keys import bind_undo


class CheckPage(Page):
    """What stands in the way of the packet."""

    def __init__(self, context: PageContext) -> None:
        self.view = CheckView()
        super().__init__(self.view, "Check")
        self.presenter = CheckPresenter(context, self.view.show_state)
        self.undoing = Undoing(context, self.refresh)
        bind_undo(self.view, self.undoing)
        self._bind()

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - the check has no subject
        """Check afresh."""
        self.presenter.arrive()
        self.view.take_focus()

    def refresh(self) -> None:
        """Check afresh."""
        self.presenter.arrive()

    def deeds(self) -> list[Deed]:
        """Offer what can be done here."""
        return [
            Deed("Check again", self.presenter.arrive, "F5", "findings"),
            Deed("Sign as second reader", self.view.sign.take_focus, "Alt+S", "supervisor"),
            Deed("Read as second reader", self.presenter.read, "Alt+R", "four eyes pass review"),
            *self.undoing.deeds(),
        ]

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.gone_to.connect(lambda record: presenter.go_to(RecordId(record)))
        view.confirmed.connect(presenter.confirm)
        view.applied.connect(presenter.apply_there)
        view.left_visible.connect(presenter.leave_visible)
        view.sign.signed.connect(presenter.sign)
        view.read_wished.connect(presenter.read)
        view.coverage_wished.connect(presenter.see_coverage)
        view.next_wished.connect(presenter.follow)
        view.empty.pressed.connect(presenter.follow)


def make(context: PageContext, look: Look) -> Page:  # noqa: ARG001 - every page is made alike
    """Make the page."""
    return CheckPage(context)
