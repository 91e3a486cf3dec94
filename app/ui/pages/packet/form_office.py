"""Groups of the form: the department's letterhead, and how the packet is handed over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
)

from app.settings.packet import INDEX_FORMATS
from app.ui.pages.packet.form_groups import Group, choose, rows
from app.ui.pages.packet.state import SPLIT_NAMES, Form, Hiding
from app.ui.pages.packet.telling import originals_told
from app.ui.widgets.check_line import CheckLine
from app.ui.widgets.words import button, label

_SEAL = 44
_INDEX_NAMES = {"html": "Web &page", "xlsx": "E&xcel", "csv": "CS&V"}
_PLACES = (("folder", "A folder"), ("zip", "One ZIP file"))


class LetterheadGroup(Group):
    """Who answers.

    Attributes:
        seal_wished, no_seal_wished: choose a picture, or print none.
    """

    seal_wished = Signal()
    no_seal_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.department, self.contact, self.custodian = QLineEdit(), QLineEdit(), QLineEdit()
        self.address = QPlainTextEdit()
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight(round(self.fontMetrics().height() * 3.6))
        self.address.installEventFilter(self)
        self.contact.setPlaceholderText("telephone, e-mail")
        self.custodian.setPlaceholderText("who signs the letter")
        self._seal = QLabel()
        self._seal.setFixedSize(QSize(_SEAL, _SEAL))
        self._seal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose = button("Choose a &seal…", self.seal_wished.emit)
        self._choose.setToolTip("A picture for the head of the letter, such as a seal or badge")
        self._remove = button("Remo&ve", self.no_seal_wished.emit, "link")
        self._shown: object = self
        for field in (self.department, self.contact, self.custodian):
            field.editingFinished.connect(self.changed)
        self._lay_out()

    def show_form(self, form: Form) -> None:
        """Show who answers."""
        for field, text in (
            (self.department, form.department),
            (self.contact, form.contact),
            (self.custodian, form.custodian),
        ):
            if field.text() != text and not field.hasFocus():
                field.setText(text)
        if self.address.toPlainText() != form.address and not self.address.hasFocus():
            self.address.setPlainText(form.address)
        if form.logo is not self._shown:
            self._shown = form.logo
            self._show_seal(form)

    def taken(self, form: Form) -> Form:
        """Give the form with these fields."""
        return replace(
            form,
            department=self.department.text(),
            address=self.address.toPlainText(),
            contact=self.contact.text(),
            custodian=self.custodian.text(),
        )

    def summary(self, form: Form) -> str:
        """Name the department."""
        seal = ", with its seal" if form.logo is not None else ""
        return f"{form.department.strip() or 'No department yet'}{seal}"

    def _show_seal(self, form: Form) -> None:
        picture = QPixmap()
        if form.logo is not None:
            picture.loadFromData(form.logo.data)
        has = not picture.isNull()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._seal.setPixmap(picture.scaled(self._seal.size(), keep, smooth) if has else picture)
        self._seal.setVisible(has)
        self._seal.setAccessibleName("The seal of the letterhead")
        self._remove.setVisible(form.logo is not None)

    def _lay_out(self) -> None:
        self.column.addLayout(
            rows(
                ("Depart&ment", self.department),
                ("Addr&ess", self.address),
                ("Con&tact", self.contact),
                ("Si&gned by", self.custodian),
            )
        )
        row = QHBoxLayout()
        for widget in (self._seal, self._choose, self._remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the address when the clerk leaves its field."""
        if watched is self.address and event.type() is QEvent.Type.FocusOut:
            self.changed.emit()
        return super().eventFilter(watched, event)


class HandingGroup(Group):
    """In how many files, and what a delivery holds beside them.

    Attributes:
        originals_wished: choose which originals may leave with what hides in them.
    """

    originals_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._splits = QButtonGroup(self)
        self.split: dict[str, QRadioButton] = {}
        for key, name in SPLIT_NAMES:
            made = QRadioButton(name)
            made.clicked.connect(lambda _: self.changed.emit())
            self._splits.addButton(made)
            self.split[key] = made
        self.pages = _number(100_000, "pages", "Most pages of a part")
        self.megabytes = _number(10_000, "MB", "Most megabytes of a part")
        self.place = QComboBox()
        for key, name in _PLACES:
            self.place.addItem(name, key)
        self.locked = CheckLine("Lock the &ZIP", "It opens with a passphrase that you choose then.")
        self.index = {key: CheckLine(_INDEX_NAMES[key]) for key in ("html", "xlsx", "csv")}
        self.more = {
            "files": CheckLine("Attachments as f&iles", "As they are released, each on its own."),
            "natives": CheckLine(
                "O&riginal files",
                "Of what is released whole; a file in which something hides stays.",
            ),
            "load_file": CheckLine(
                "&Load file for lawyers", "Concordance and Opticon, with images."
            ),
            "rsmf": CheckLine("RSMF for law&yers", "Conversations for review programs."),
        }
        self.hides = label(role="small", wrap=True)
        self.hides.setContentsMargins(26, 0, 0, 0)
        self.originals = button("C&hoose what may leave…", self.originals_wished.emit, "link")
        self._lay_out()

    def show_originals(self, form: Form, hiding: Hiding) -> None:
        """Say how many originals hide something, and how many of them may leave."""
        told = originals_told(form, hiding)
        self.hides.setText(told)
        self.originals.setAccessibleDescription(told)
        for one in (self.hides, self.originals):
            one.setVisible(bool(told) and form.habits.natives)

    def show_form(self, form: Form) -> None:
        """Show what was chosen."""
        has = form.habits
        self.split[has.split].setChecked(True)
        for field, value in ((self.pages, has.part_pages), (self.megabytes, has.part_megabytes)):
            if not field.hasFocus():
                field.setValue(value)
            field.setEnabled(has.split == "parts")
        choose(self.place, has.place)
        self.locked.set_on(on=has.locked)
        self.locked.setVisible(has.place == "zip")
        for key, line in self.index.items():
            line.set_on(on=key in has.index)
        for name, line in self.more.items():
            line.set_on(on=bool(getattr(has, name)))

    def taken(self, form: Form) -> Form:
        """Give the form with these choices."""
        split = next(key for key, made in self.split.items() if made.isChecked())
        habits = replace(
            form.habits,
            split=split,
            part_pages=self.pages.value(),
            part_megabytes=self.megabytes.value(),
            place=str(self.place.currentData()),
            locked=self.locked.on,
            index=tuple(name for name in INDEX_FORMATS if self.index[name].on),
            files=self.more["files"].on,
            natives=self.more["natives"].on,
            load_file=self.more["load_file"].on,
            rsmf=self.more["rsmf"].on,
        )
        return replace(form, habits=habits)

    def summary(self, form: Form) -> str:
        """Say in how many files."""
        has = form.habits
        if has.split != "parts":
            return dict(SPLIT_NAMES)[has.split]
        pages = f"{has.part_pages:,} pages" if has.part_pages else ""
        size = f"{has.part_megabytes:,} MB" if has.part_megabytes else ""
        most = " or ".join(one for one in (pages, size) if one)
        return f"Parts of at most {most}" if most else "Parts"

    def _lay_out(self) -> None:
        for made in self.split.values():
            self.column.addWidget(made)
            if made is self.split["parts"]:
                most = rows(("of at most", self.pages), ("or", self.megabytes))
                most.setContentsMargins(26, 0, 0, 0)
                self.column.addLayout(most)
        self.pages.valueChanged.connect(lambda _: self.changed.emit())
        self.megabytes.valueChanged.connect(lambda _: self.changed.emit())
        self.column.addSpacing(4)
        self.column.addWidget(label("With Deliver…", "strong"))
        self.column.addLayout(rows(("Deliver &as", self.place)))
        self.place.activated.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.locked)
        self.column.addWidget(label("List of records as", "muted"))
        for line in self.index.values():
            self.column.addWidget(line)
        for line in self.more.values():
            self.column.addWidget(line)
            if line is self.more["natives"]:
                self.column.addWidget(self.hides)
                indented = QHBoxLayout()
                indented.setContentsMargins(18, 0, 0, 0)
                indented.addWidget(self.originals)
                indented.addStretch(1)
                self.column.addLayout(indented)
        for line in (self.locked, *self.index.values(), *self.more.values()):
            line.ticked.connect(self.changed)


def _number(most: int, unit: str, name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, most)
    made.setSpecialValueText(f"any {unit}")
    made.setSuffix(f" {unit}")
    made.setSingleStep(5)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made
