"""Shows what the clerk chooses once: names for the letters, times, looks, locking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import app
from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.settings.policy import Policy
from app.settings.values import TEXT_PERCENTS, Settings, Theme
from app.ui.pages.preferences.presenter import PreferencesState
from app.ui.rows import Notice
from app.ui.widgets.held import BY_IT, hold
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.scrolling import PAGE, fill_scrolling
from app.ui.widgets.words import button, caption, label, panel
from app.ui.wording import count
from app.ui.zones import zones_with

Fields = tuple[tuple[str, QWidget], ...]
_THEMES = ((Theme.SYSTEM, "As the system"), (Theme.LIGHT, "Light"), (Theme.DARK, "Dark"))
_PAPERS = (("letter", "Letter"), ("legal", "Legal"), ("a4", "A4"))
_LOCKS = ((5, "5 minutes"), (15, "15 minutes"), (30, "30 minutes"), (60, "1 hour"), (0, "never"))


class PreferencesView(QWidget):
    """The whole page.

    Attributes:
        chosen: the settings as they stand on the page after a change.
        update_wished: an update was carried in.
    """

    chosen = Signal(object)
    update_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._settings, self._policy = Settings(), Policy()
        self._notes: dict[QWidget, QLabel] = {}
        self._filling = False
        self.clerk, self.department = QLineEdit(), QLineEdit()
        self.address = QPlainTextEdit()
        self.contact, self.custodian = QLineEdit(), QLineEdit()
        self.zone, self.theme, self.text_size = QComboBox(), QComboBox(), QComboBox()
        self.paper, self.scans, self.lock = QComboBox(), QComboBox(), QComboBox()
        self._notice = NoticeLine()
        self._fill_choices()
        self._lay_out()
        self._bind()

    def show_state(self, state: PreferencesState) -> None:
        """Show what holds."""
        self._filling = True
        self._hold(state.policy)
        now = self._settings = state.settings
        head = now.letterhead
        texts = ((self.clerk, now.clerk), (self.department, head.department))
        for line, text in (*texts, (self.contact, head.contact), (self.custodian, head.custodian)):
            if line.text() != text:
                line.setText(text)
        address = "\n".join(head.address)
        if self.address.toPlainText() != address and not self.address.hasFocus():
            self.address.setPlainText(address)
        self._choose_zone(now.zone)
        self.theme.setCurrentIndex(self.theme.findData(now.theme.value))
        self.text_size.setCurrentIndex(self.text_size.findData(now.text_percent))
        self.paper.setCurrentIndex(self.paper.findData(now.page))
        self.scans.setCurrentIndex(self.scans.findData(now.scans.value))
        self._choose_lock(now.auto_lock_minutes)
        self._notice.show_notice(state.notice)
        self._filling = False

    def show_notice(self, notice: Notice) -> None:
        """Show what came of something, and leave the fields alone."""
        self._notice.show_notice(notice)

    def settings(self) -> Settings:
        """Give the settings as they stand on the page."""
        typed = self.zone.currentText()
        at = self.zone.findText(typed)
        address = tuple(
            line.strip() for line in self.address.toPlainText().splitlines() if line.strip()
        )
        return replace(
            self._settings,
            clerk=self.clerk.text().strip(),
            letterhead=Letterhead(
                self.department.text().strip(),
                address,
                self.contact.text().strip(),
                self.custodian.text().strip(),
                self._settings.letterhead.logo,
            ),
            zone=self.zone.itemData(at) if at >= 0 else typed.strip(),
            theme=Theme(self.theme.currentData()),
            text_percent=self.text_size.currentData(),
            page=self.paper.currentData(),
            scans=Languages(self.scans.currentData()),
            auto_lock_minutes=self.lock.currentData(),
        )

    def _fill_choices(self) -> None:
        self.zone.setEditable(True)
        for theme, words in _THEMES:
            self.theme.addItem(words, theme.value)
        for percent in TEXT_PERCENTS:
            self.text_size.addItem(f"{percent} %", percent)
        for page, words in _PAPERS:
            self.paper.addItem(words, page)
        for languages in Languages:
            self.scans.addItem(languages.told, languages.value)
        self._offer_locks()

    def _offer_locks(self) -> None:
        """Offer the times that are allowed."""
        self.lock.clear()
        for minutes, words in _LOCKS:
            if self._policy.minutes(minutes) == minutes:
                self.lock.addItem(words, minutes)

    def _hold(self, policy: Policy) -> None:
        """Let nobody change what an IT department fixed, and say so beside it."""
        if policy == self._policy:
            return
        self._policy = policy
        fields = {
            "letterhead": (self.department, self.address, self.contact, self.custodian),
            "zone": (self.zone,),
            "theme": (self.theme,),
            "page": (self.paper,),
            "scans": (self.scans,),
            "text_percent": (self.text_size,),
        }
        held = [one for name, some in fields.items() if policy.fixes(name) for one in some]
        hold(*held)
        for field in held:
            self._notes[field].setText(BY_IT)
            self._notes[field].show()
        self._offer_locks()
        if policy.lock_at_most is not None:
            most = f"At most {count(policy.lock_at_most, 'minute')}, set by your IT department"
            self._notes[self.lock].setText(most)
            self._notes[self.lock].show()

    def _choose_zone(self, own: str) -> None:
        if self.zone.findData(own) < 0:
            self.zone.clear()
            for name, words in zones_with(own):
                self.zone.addItem(f"{words} — {name}" if words != name else name, name)
        self.zone.setCurrentIndex(self.zone.findData(own))

    def _choose_lock(self, minutes: int) -> None:
        if self.lock.findData(minutes) < 0:
            self.lock.addItem(f"{minutes} minutes", minutes)
        self.lock.setCurrentIndex(self.lock.findData(minutes))

    def _bind(self) -> None:
        for line in (self.clerk, self.department, self.contact, self.custodian):
            line.editingFinished.connect(self._tell)
        self.address.textChanged.connect(self._tell)
        for box in self._boxes():
            box.activated.connect(lambda _: self._tell())

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.theme, self.text_size, self.paper, self.scans, self.lock, self.zone

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit(self.settings())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._notice)
        groups = (self._who_answers(), self._times_and_paper(), self._scans(), self._window())
        for box in (*groups, self._updates()):
            column.addWidget(box)
        column.addStretch(1)
        fill_scrolling(self, inside, PAGE)

    def _group(self, title: str, sentence: str, fields: Fields) -> QWidget:
        """Make a panel of captioned fields, each with room for a note below it."""
        for _, field in fields:
            self._notes[field] = label(role="small")
            self._notes[field].hide()
        return _group(title, sentence, fields, self._notes)

    def _who_answers(self) -> QWidget:
        fields = (
            ("&Your name", self.clerk),
            ("&Department", self.department),
            ("&Address", self.address),
            ("&Contact", self.contact),
            ("Custodian of &records", self.custodian),
        )
        why = "Your name stands in the audit trail; the rest at the head of letters."
        return self._group("Who answers", why, fields)

    def _times_and_paper(self) -> QWidget:
        fields = (("Time &zone", self.zone), ("&Paper", self.paper))
        return self._group("Times and paper", "Packets print times in this zone.", fields)

    def _scans(self) -> QWidget:
        why = "Reading a scan in two languages takes longer; what was read before stays as it is."
        return self._group("Scans and pictures", why, (("Languages of &scans", self.scans),))

    def _window(self) -> QWidget:
        fields = (
            ("C&olours", self.theme),
            ("&Text size", self.text_size),
            ("&Lock after", self.lock),
        )
        why = "Long work is let come to its end before the vault locks itself."
        return self._group("Window", why, fields)

    def _updates(self) -> QWidget:
        box = panel()
        box.setMaximumWidth(760)
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(f"Version {app.__version__}", "heading"))
        told = "A newer version comes as a signed file; the program asks no network for one."
        column.addWidget(label(told, "muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(button("&Install an update…", self.update_wished.emit))
        row.addStretch(1)
        column.addLayout(row)
        return box


def _group(title: str, sentence: str, fields: Fields, notes: Mapping[QWidget, QLabel]) -> QWidget:
    box = panel()
    box.setMaximumWidth(760)
    column = QVBoxLayout(box)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(8)
    column.addWidget(label(title, "heading"))
    column.addWidget(label(sentence, "muted", wrap=True))
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    for text, field in fields:
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * 4)
        form.addRow(caption(text, field), field)
        form.setWidget(form.rowCount(), QFormLayout.ItemRole.FieldRole, notes[field])
    column.addLayout(form)
    return box
