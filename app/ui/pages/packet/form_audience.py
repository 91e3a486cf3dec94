"""The group of the form that says for whom the packet is made."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.domain.audiences import IN_WORDS, Audience
from app.ui.pages.packet.form_groups import SHRINKS, Group, rows
from app.ui.pages.packet.state import LONGEST_NAME, Form
from app.ui.rows import Tone
from app.ui.widgets.words import label, set_tone

_WARNING = (
    "◆ NOT the public's packet. It shows what {whom} may see, and says so on every page. It must "
    "not go to anybody else."
)


class AudienceGroup(Group):
    """For whom: the public, or one audience and on wish a person."""

    def __init__(self) -> None:
        super().__init__()
        self.audience = QComboBox()
        self.audience.setSizeAdjustPolicy(SHRINKS)
        self.audience.setMinimumContentsLength(8)
        for one in Audience:
            self.audience.addItem(IN_WORDS[one].capitalize(), one.value)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("for example Maria Soto; may be left empty")
        self._warning = label(wrap=True)
        set_tone(self._warning, Tone.BAD)
        self._fields = rows(("For", self.audience), ("Name", self.name))
        self.column.addLayout(self._fields)
        self.column.addWidget(self._warning)
        self.audience.activated.connect(self.changed)
        self.name.editingFinished.connect(self.changed)

    def show_form(self, form: Form) -> None:
        """Show for whom; a name is asked only where there may be one."""
        self.audience.setCurrentIndex(self.audience.findData(form.audience.value))
        if self.name.text() != form.for_name and not self.name.hasFocus():
            self.name.setText(form.for_name)
        is_public = form.audience is Audience.PUBLIC
        self._fields.setRowVisible(self.name, not is_public)
        self._warning.setVisible(not is_public)
        self._warning.setText(_WARNING.format(whom=IN_WORDS[form.audience]))

    def taken(self, form: Form) -> Form:
        """Give the form with for whom."""
        audience = Audience(self.audience.currentData())
        return replace(form, audience=audience, for_name=self.name.text())

    def summary(self, form: Form) -> str:
        """Say for whom."""
        return form.made_for.in_words.capitalize()
