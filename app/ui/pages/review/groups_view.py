"""The groups of suggestions: a table on the left, the group in question on the right."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.review.group_state import COLUMNS, Detail, GroupsState
from app.ui.pages.review.match_view import Places
from app.ui.rows import Column, Row
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.placing import side_by_side
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, caption, label, panel, rule

PLACES = (Column("", 3, whole=True), Column("Where", 20), Column("Words"))
KEYS = (
    "Enter redacts all of the group · Del none of these · L never redact · Space shows the places "
    "· E another exemption · Shift+↓ several groups · G or Esc back to the records"
)


class GroupsTable(Table):
    """The groups.

    Attributes:
        stood: keys that are chosen, and the row on which the clerk stands.
        accepted, declined, spared, unfolded, other, left: what a key wants.
    """

    stood = Signal(list, int)
    accepted = Signal()
    declined = Signal()
    spared = Signal()
    unfolded = Signal()
    other = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("Groups of suggestions", COLUMNS, look.colours)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._stood)
        look.changed.connect(lambda: self.rows.recolour(look.colours))
        self._quiet = False
        self._wishes = {
            Qt.Key.Key_Return: self.accepted,
            Qt.Key.Key_Enter: self.accepted,
            Qt.Key.Key_Delete: self.declined,
            Qt.Key.Key_Backspace: self.declined,
            Qt.Key.Key_L: self.spared,
            Qt.Key.Key_Space: self.unfolded,
            Qt.Key.Key_E: self.other,
            Qt.Key.Key_Escape: self.left,
            Qt.Key.Key_G: self.left,
        }

    def show_groups(self, rows: tuple[Row, ...], position: int) -> None:
        """Show the groups afresh."""
        self._quiet = True
        self.rows.show_rows(rows)
        if position >= 0:
            self.stand_on(position)
        self._quiet = False

    def _stood(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if not self._quiet and not self.signalsBlocked():
            self.stood.emit(self.chosen_keys(), self.currentIndex().row())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key is for."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        wish = self._wishes.get(Qt.Key(event.key())) if plain else None
        if wish is not None:
            wish.emit()
        else:
            super().keyPressEvent(event)


class GroupsView(QWidget):
    """The whole panel.

    Attributes:
        narrowed: the kind that is to be shown.
        told_more: the clerk wants to read how well suggestions find.
        looked_for_faces: the clerk wants faces to be looked for.
        read_pages: the clerk wants pages to be read.
    """

    narrowed = Signal(str)
    told_more = Signal()
    looked_for_faces = Signal()
    read_pages = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.table = GroupsTable(look)
        self.places = Places(PLACES, look)
        self.empty = EmptyPage()
        self._total = ElidedLabel("muted")
        self._kinds = QComboBox()
        self._kinds.setAccessibleName("Which kind is shown")
        self._kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._kinds.setMinimumContentsLength(18)
        self._faces = button("Look for &faces", self.looked_for_faces.emit)
        self._pages = button("Rea&d pages", self.read_pages.emit)
        self._accept = button("&Redact", self.table.accepted.emit, "main")
        self._decline = button("&None of these", self.table.declined.emit)
        self._spare = button("Ne&ver redact", self.table.spared.emit)
        self._unfold = button("&Places", self.table.unfolded.emit)
        self._kind = label(role="muted")
        self._words = label(role="heading", wrap=True)
        self._why = label(wrap=True)
        self._under = label(role="strong", wrap=True)
        self._measured = label(role="small", wrap=True)
        self._more = button("How well is each kind found?", self.told_more.emit, "link")
        self._stack = QStackedWidget()
        self._shown = GroupsState()
        self._lay_out()
        self._kinds.activated.connect(lambda at: self.narrowed.emit(self._kinds.itemData(at)))
        self.places.left.connect(self.table.unfolded)
        self.empty.pressed.connect(self.table.left)

    def show_groups(self, state: GroupsState) -> None:
        """Show everything afresh."""
        before, self._shown = self._shown, state
        if not state.open:
            return
        self._total.set_whole(state.progress or state.total)
        self._show_kinds(state)
        self._stack.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        if before.rows != state.rows:
            self.table.show_groups(state.rows, state.position)
        elif len(self.table.chosen_keys()) < 2:
            self.table.stand_on(state.position)
        self._faces.setEnabled(state.looks)
        self._pages.setVisible(bool(state.reads))
        self._pages.setText(state.reads)
        self._pages.setAccessibleName(state.reads.replace("&", ""))
        self._show_detail(state.detail, before.detail)
        self._accept.setText(state.accept or "&Redact")
        self._accept.setAccessibleName(state.accept.replace("&", ""))
        if not before.open:
            self.table.setFocus()

    def _show_kinds(self, state: GroupsState) -> None:
        texts = [f"{kind.name}  {kind.count:,}" for kind in state.kinds]
        if texts != [self._kinds.itemText(at) for at in range(self._kinds.count())]:
            self._kinds.clear()
            for kind, text in zip(state.kinds, texts, strict=True):
                self._kinds.addItem(text, kind.key)
        self._kinds.setCurrentIndex(self._kinds.findData(state.kind))

    def _show_detail(self, detail: Detail | None, before: Detail | None) -> None:
        for made in (self._accept, self._decline, self._spare, self._unfold):
            made.setEnabled(detail is not None)
        if detail is None:
            return
        self._kind.setText(detail.title)
        self._words.setText(detail.words)
        self._why.setText(detail.why)
        self._under.setText(f"Withheld under: {detail.under}")
        self._measured.setText(detail.measured)
        self._unfold.setText("Hide &places" if detail.places else "Show &places")
        had = before.places if before is not None else ()
        if detail.places != had:
            self.places.show_places(detail.places, with_likeness=False)
        self.places.setVisible(bool(detail.places))
        if detail.places and not had:
            self.places.setFocus()
        elif had and not detail.places:
            self.table.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(label("Suggestions", "heading"))
        top.addWidget(self._total, 1)
        top.addWidget(caption("&Kind", self._kinds))
        top.addWidget(self._kinds)
        top.addWidget(self._pages)
        top.addWidget(self._faces)
        top.addWidget(button("&Back to the records", self.table.left.emit))
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for made in (self._accept, self._decline, self._spare, self._unfold):
            deeds.addWidget(made)
        deeds.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(deeds)
        self._stack.addWidget(side_by_side(left, self._detail_panel(), (760, 380)))
        self._stack.addWidget(self.empty)
        keys = ElidedLabel("small")
        keys.set_whole(KEYS)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self._stack, 1)
        outer.addWidget(keys)

    def _detail_panel(self) -> QWidget:
        box = panel()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        for made in (self._kind, self._words, self._why, self._under):
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(made)
        inside.addWidget(rule())
        inside.addWidget(self._measured)
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.places, 1)
        inside.addStretch(0)
        self.places.hide()
        return box
