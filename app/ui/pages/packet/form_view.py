"""What goes into the packet and how it looks: the groups of fields on the left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.settings.policy import Policy
from app.ui.pages.packet.form_audience import AudienceGroup
from app.ui.pages.packet.form_groups import ContentsGroup, Group, LooksGroup, NumbersGroup
from app.ui.pages.packet.form_office import HandingGroup, LetterheadGroup
from app.ui.pages.packet.state import Form, PacketState
from app.ui.pages.packet.telling import pages_told
from app.ui.widgets.fold import Fold
from app.ui.widgets.held import hold


class FormView(QScrollArea):
    """The fields, in groups that can be folded away.

    Attributes:
        changed: the clerk left a field that says something else now.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.audience = AudienceGroup()
        self.contents = ContentsGroup()
        self.looks = LooksGroup()
        self.letterhead = LetterheadGroup()
        self.numbers = NumbersGroup()
        self.handing = HandingGroup()
        self._form = Form()
        self._showing = False
        self._folds: list[tuple[Fold, Group]] = []
        self._lay_out()

    def show_form(self, form: Form, contents: tuple[str, ...]) -> None:
        """Show the fields; one in which the clerk types is left alone."""
        self._form, self._showing = form, True
        self.contents.say(contents)
        for fold, group in self._folds:
            group.show_form(form)
            fold.say(group.summary(form))
        self._showing = False

    def show_state(self, state: PacketState) -> None:
        """Show the fields, and what is known of the packet beside them."""
        pages = pages_told(state.estimate)
        about = (pages[0].upper() + pages[1:],) if pages else ()
        self.show_form(state.form, (*state.contents, *about))
        self.contents.fingerprint.show_signs(state.fingerprint)
        self.handing.show_originals(state.form, state.hiding)

    def form(self) -> Form:
        """Give what the fields say."""
        form = self._form
        for _, group in self._folds:
            form = group.taken(form)
        return form

    def hold(self, policy: Policy) -> None:
        """Let nobody type into what an IT department fixed."""
        head = self.letterhead
        if policy.letterhead is not None:
            hold(head.department, head.address, head.contact, head.custodian)
        held = {"page": self.looks.page, "zone": self.looks.zone}
        hold(*(field for name, field in held.items() if policy.fixes(name)))

    def unfold(self) -> None:
        """Show every field."""
        for fold, _ in self._folds:
            fold.set_open(is_open=True)

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit(self.form())

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What goes into the packet")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(6)
        for title, group, is_open in (
            ("For whom", self.audience, True),
            ("What goes in", self.contents, True),
            ("How it looks", self.looks, True),
            ("Letterhead", self.letterhead, False),
            ("Numbers", self.numbers, False),
            ("Handing over", self.handing, False),
        ):
            fold = Fold(title, group, is_open=is_open)
            self._folds.append((fold, group))
            group.changed.connect(self._tell)
            column.addWidget(fold)
        column.addStretch(1)
        self.setWidget(inside)
