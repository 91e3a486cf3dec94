"""Groups of the form: what goes in, how it looks, what stands before the numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.packets import Density, Order, Talk
from app.ui.pages.packet.state import (
    DENSITY_NAMES,
    ORDER_NAMES,
    PAGE_NAMES,
    TALK_NAMES,
    Form,
)
from app.ui.widgets.check_line import CheckLine
from app.ui.widgets.fingerprint import Fingerprint
from app.ui.widgets.picture_choice import Option, PictureChoice
from app.ui.widgets.words import caption, label

ZONES = (
    "America/New_York", "America/Detroit", "America/Chicago", "America/Denver",
    "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "UTC",
)  # fmt: skip
SHRINKS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_TALKS = {
    Talk.PLAIN: ("talk_plain", "Sender and time, then the words, one below the other."),
    Talk.BUBBLES: ("talk_bubbles", "As on a telephone: who writes stands left or right."),
}
_DENSITIES = {
    Density.NORMAL: ("pages_normal", "Room to read and to make notes."),
    Density.COMPACT: ("pages_compact", "Small letters, many messages a page; less paper."),
    Density.ONE_A_PAGE: ("pages_one", "Every record begins on a page of its own."),
}


class Group(QWidget):
    """Some fields of the form.

    Attributes:
        changed: the clerk left a field that says something else now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def show_form(self, form: Form) -> None:
        """Show what the form says; a field in which the clerk types is left alone."""
        raise NotImplementedError

    def taken(self, form: Form) -> Form:
        """Give the form with what these fields say."""
        raise NotImplementedError

    def summary(self, form: Form) -> str:
        """Say in one line what the fields hold."""
        raise NotImplementedError


_JOINED = "joined_names"


class ContentsGroup(Group):
    """What goes into the packet beside the records."""

    def __init__(self) -> None:
        super().__init__()
        self._records = label(role="strong", wrap=True)
        self._lines = {
            "letter": CheckLine(
                "Cover &letter", "What was asked, what is released, and the right to a review."
            ),
            "attachments": CheckLine(
                "&Attachments", "Pictures and documents follow their record; else they are named."
            ),
            "log": CheckLine(
                "E&xemption log", "One line for each thing that is withheld, with the law."
            ),
            "custody": CheckLine(
                "&Record of custody", "Which exports the records come from, and how they add up."
            ),
            "collection": CheckLine(
                "Collection lo&g", "Every export, and what is held by channel, with its gaps."
            ),
            "certificate": CheckLine(
                "Certifi&cate", "A signed page beside the packet that anybody can check."
            ),
            _JOINED: CheckLine(
                "&Joined names", "Say beside a number whom your office knows it to be; not kept."
            ),
        }
        self.column.addWidget(self._records)
        for line in self._lines.values():
            line.ticked.connect(self.changed)
            self.column.addWidget(line)
        self.fingerprint = Fingerprint()
        self.fingerprint.setContentsMargins(26, 0, 0, 4)
        self.column.addWidget(self.fingerprint)

    def say(self, contents: tuple[str, ...]) -> None:
        """Say what is decided of the records."""
        self._records.setText("\n".join(contents))

    def show_form(self, form: Form) -> None:
        """Show the ticks."""
        for name, line in self._lines.items():
            line.set_on(on=bool(getattr(form if name == _JOINED else form.habits, name)))
        self.fingerprint.setVisible(form.habits.certificate)

    def taken(self, form: Form) -> Form:
        """Give the form with the ticks."""
        on = {name: line.on for name, line in self._lines.items()}
        habits = replace(
            form.habits,
            letter=on["letter"],
            attachments=on["attachments"],
            log=on["log"],
            custody=on["custody"] or (on["collection"] and not form.habits.collection),
            collection=on["collection"] and (on["custody"] or not form.habits.custody),
            certificate=on["certificate"],
        )
        return replace(form, habits=habits, joined_names=on[_JOINED])

    def summary(self, form: Form) -> str:
        """Name what goes in."""
        has = form.habits
        names = (
            (has.letter, "letter"),
            (True, "records"),
            (has.attachments, "attachments"),
            (has.log, "log"),
            (has.custody, "custody"),
            (has.custody and has.collection, "collection log"),
            (has.certificate, "certificate"),
            (form.joined_names, "joined names"),
        )
        return ", ".join(name for is_in, name in names if is_in).capitalize()


class LooksGroup(Group):
    """How the pages look."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = PictureChoice(
            "Messages", [Option(key.value, name, *_TALKS[key]) for key, name in TALK_NAMES]
        )
        self.density = PictureChoice(
            "Pages", [Option(key.value, name, *_DENSITIES[key]) for key, name in DENSITY_NAMES]
        )
        self.order, self.page, self.zone = QComboBox(), QComboBox(), QComboBox()
        for order, name in ORDER_NAMES:
            self.order.addItem(name, order.value)
        for key, name in PAGE_NAMES:
            self.page.addItem(name, key)
        self.zone.addItems(ZONES)
        self.dated = QDateEdit()
        self.dated.setCalendarPopup(True)
        self.dated.setDisplayFormat("d MMM yyyy")
        self._lay_out()

    def show_form(self, form: Form) -> None:
        """Show what was chosen."""
        self.talk.choose(form.habits.talk.value)
        self.density.choose(form.habits.density.value)
        choose(self.order, form.habits.order.value)
        choose(self.page, form.page)
        choose(self.zone, form.zone)
        if form.dated > dt.date.min:
            with QSignalBlocker(self.dated):
                self.dated.setDate(QDate(form.dated.year, form.dated.month, form.dated.day))

    def taken(self, form: Form) -> Form:
        """Give the form with these choices."""
        day = self.dated.date()
        habits = replace(
            form.habits,
            talk=Talk(self.talk.key or Talk.PLAIN),
            density=Density(self.density.key or Density.NORMAL),
            order=Order(self.order.currentData()),
        )
        return replace(
            form,
            habits=habits,
            page=str(self.page.currentData()),
            zone=self.zone.currentText(),
            dated=dt.date(day.year(), day.month(), day.day()),
        )

    def summary(self, form: Form) -> str:
        """Say how the pages look."""
        has = form.habits
        names = (dict(TALK_NAMES)[has.talk], dict(DENSITY_NAMES)[has.density])
        order, page = dict(ORDER_NAMES)[has.order], dict(PAGE_NAMES).get(form.page, form.page)
        return ", ".join((*names, order, page.partition(" (")[0])).capitalize()

    def _lay_out(self) -> None:
        for choice in (self.order, self.page, self.zone):
            choice.setSizeAdjustPolicy(SHRINKS)
            choice.setMinimumContentsLength(8)
            choice.activated.connect(self.changed)
        self.talk.chosen.connect(self.changed)
        self.density.chosen.connect(self.changed)
        self.dated.dateChanged.connect(self.changed)
        self.column.addWidget(label("Messages", "muted"))
        self.column.addWidget(self.talk)
        self.column.addWidget(label("Pages", "muted"))
        self.column.addWidget(self.density)
        self.column.addLayout(
            rows(
                ("&Order", self.order),
                ("Pa&per", self.page),
                ("Times &in", self.zone),
                ("Date&d", self.dated),
            )
        )


class NumbersGroup(Group):
    """What stands before the number of each page."""

    def __init__(self) -> None:
        super().__init__()
        self.prefix = QLineEdit()
        self.prefix.setMaxLength(12)
        self.prefix.setPlaceholderText("for example MPD")
        self.prefix.editingFinished.connect(self.changed)
        self.column.addLayout(rows(("Number pre&fix", self.prefix)))
        words = "Stands before the running number at the foot of each page."
        self.column.addWidget(label(words, "small", wrap=True))

    def show_form(self, form: Form) -> None:
        """Show the prefix."""
        if self.prefix.text() != form.prefix and not self.prefix.hasFocus():
            self.prefix.setText(form.prefix)

    def taken(self, form: Form) -> Form:
        """Give the form with the prefix."""
        return replace(form, prefix=self.prefix.text())

    def summary(self, form: Form) -> str:
        """Show the first number."""
        return f"{form.prefix.strip()}000001 and so on"


def rows(*fields: tuple[str, QWidget]) -> QFormLayout:
    """Put fields below each other, each with its caption."""
    made = QFormLayout()
    made.setContentsMargins(0, 4, 0, 0)
    made.setSpacing(6)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, field in fields:
        field.setMinimumWidth(60)
        made.addRow(caption(text, field), field)
    return made


def choose(choice: QComboBox, value: str) -> None:
    """Choose a value by its key or its name; one that is not offered is added."""
    at = choice.findData(value)
    if at < 0:
        at = choice.findText(value)
    if at < 0:
        choice.addItem(value, value)
        at = choice.count() - 1
    choice.setCurrentIndex(at)
