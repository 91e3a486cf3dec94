"""The desk: an attachment's pages in the middle column, with their list and what hides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.review.desk_canvas import DeskCanvas
from app.ui.pages.review.desk_state import DeskState, PageRow
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.speech import announce
from app.ui.widgets.words import button, label, set_tone

KEYS = (
    "Esc or P back · PgUp / PgDn pages · arrows words, Space boxes, Shift more · X wider · "
    "I all but this · F whole page · D withhold · B as released · Ctrl+F find · Ctrl +/−/0 zoom"
)


class _Pages(QAbstractListModel):
    """One line a page."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[PageRow] = ()

    def show_rows(self, rows: Sequence[PageRow]) -> None:
        """Show other pages, or the same ones with other signs."""
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    # Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the pages."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Give a line: seen or not, its number, what is on it."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            marks = [f"■{row.bars}" if row.bars else "", f"▒{row.hints}" if row.hints else ""]
            marks.append(f"⌕{row.hits}" if row.hits else "")
            return " ".join(["●" if row.seen else "○", str(row.number), *filter(None, marks)])
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            seen = "seen" if row.seen else "not looked at yet"
            return (
                f"Page {row.number}, {seen}, {row.bars} withheld, {row.hints} suggested, "
                f"{row.hits} found"
            )
        return None


class DeskView(QWidget):
    """The whole column.

    Attributes:
        left: back, one step at a time; ``closed`` at once.
        looked_for: words were typed; ``hit_wished`` the next place of them.
        found_wished: withhold every place; ``burned_wished`` show as released or not.
        wider_wished, inverted_wished, whole_wished, ticked: other keys.
    """

    left = Signal()
    looked_for = Signal(str)
    hit_wished = Signal()
    found_wished = Signal()
    burned_wished = Signal()
    wider_wished = Signal()
    inverted_wished = Signal()
    whole_wished = Signal()
    ticked = Signal()
    page_wished = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas = DeskCanvas(look)
        self.words = QLineEdit()
        self._title = ElidedLabel("heading")
        self._kind = label(role="muted")
        self._all = button("Withhold &all", self.found_wished.emit)
        self._burned = button("As released", self.burned_wished.emit, "chip")
        self._model = _Pages()
        self.pages = QListView()
        self._note = label(role="muted", wrap=True)
        self._hides = QFrame()
        self._hidden = label(role="small", wrap=True)
        self._tick = button("Looked at (L)", self.ticked.emit)
        self._telling = ElidedLabel("hint")
        self._stack = QStackedWidget()
        self._lay_out()
        self._bind()

    def show_desk(self, state: DeskState) -> None:
        """Show everything afresh."""
        self._title.set_whole(state.title)
        self._kind.setText(state.kind)
        self._model.show_rows(state.rows)
        self.pages.setVisible(len(state.rows) > 1)
        if len(state.rows) > 1:
            self._stand_on(state.page)
        self._note.setText(state.note)
        self._stack.setCurrentIndex(0 if state.sizes else 1)
        self._burned.setChecked(state.burned)
        self._all.setVisible(state.found > 0 and not state.looking)
        self._all.setText(f"Withhold &all {state.found:,}")
        for widget in (self.words, self._burned):
            widget.setEnabled(bool(state.sizes))
        if state.found < 0 and not self.words.hasFocus():
            self.words.clear()
        self._show_hidden(state)
        if self._telling.text() != state.telling:
            self._telling.set_whole(state.telling)
            announce(self.canvas, state.telling)
        self.canvas.show_pages(state)

    def take_focus(self) -> None:
        """Put the focus on the pages."""
        (self.canvas if self._stack.currentIndex() == 0 else self).setFocus()

    def _stand_on(self, page: int) -> None:
        index = self._model.index(page - 1)
        if self.pages.currentIndex() != index:
            self.pages.setCurrentIndex(index)
            self.pages.scrollTo(index)

    def _show_hidden(self, state: DeskState) -> None:
        self._hides.setVisible(bool(state.hidden))
        self._hidden.setText("Hides in this file: " + "  ".join(state.hidden))
        self._tick.setText("✓ Looked at" if state.looked_at else "Looked at (L)")
        self._tick.setEnabled(not state.looked_at)
        waits = state.to_look_at and not state.looked_at
        set_tone(self._hides, "soon" if waits else "good" if state.looked_at else "plain")

    def _escape(self) -> None:
        self.left.emit()
        if self.words.hasFocus():
            self.words.clear()
            self.take_focus()

    def _bind(self) -> None:
        for key, act in (
            ("Esc", self._escape),
            ("Ctrl+F", self._begin_find),
            ("Ctrl+Return", self.found_wished.emit),
            ("Ctrl++", lambda: self.canvas.zoomed.emit(1)),
            ("Ctrl+=", lambda: self.canvas.zoomed.emit(1)),
            ("Ctrl+-", lambda: self.canvas.zoomed.emit(-1)),
        ):
            self._key(key, act)
        self.words.textEdited.connect(self.looked_for)
        self.words.returnPressed.connect(self.hit_wished)
        self.pages.clicked.connect(lambda index: self.page_wished.emit(index.row() + 1))

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _act_of(self, event: QEvent) -> Callable[[], object] | None:
        """Give what a letter means here; on the page around the desk it may mean another thing."""
        if not isinstance(event, QKeyEvent) or event.modifiers() or self.words.hasFocus():
            return None
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_X: self.wider_wished.emit,
            Qt.Key.Key_I: self.inverted_wished.emit,
            Qt.Key.Key_F: self.whole_wished.emit,
            Qt.Key.Key_B: self.burned_wished.emit,
            Qt.Key.Key_L: self.ticked.emit,
        }
        return acts.get(event.key())

    def _begin_find(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _lay_out(self) -> None:
        back = button("‹ Back", self._escape, "quiet")
        back.setToolTip("Back to the conversation (Esc or P)")
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self._title, 1)
        head.addWidget(self._kind)
        self.words.setPlaceholderText("Find on the pages (Ctrl+F)")
        self.words.setAccessibleName("Find on the pages")
        self._burned.setCheckable(True)
        self._burned.setToolTip("Show the very pixels that leave (B)")
        tools = QHBoxLayout()
        tools.addWidget(self.words, 1)
        tools.addWidget(self._all)
        tools.addWidget(self._burned)
        for text, name, by in (("−", "Smaller", -1), ("+", "Larger", 1)):
            made = button(text, lambda way=by: self.canvas.zoomed.emit(way), "icon")  # type: ignore[misc]  # mypy gives the default no type
            made.setAccessibleName(name)
            made.setToolTip(f"{name} (Ctrl{text})")
            tools.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self._middle(), 1)
        column.addWidget(self._hides_panel())
        column.addWidget(self._telling)

    def _middle(self) -> QStackedWidget:
        self.pages.setModel(self._model)
        self.pages.setAccessibleName("List of pages")
        self.pages.setUniformItemSizes(True)
        self.pages.setFixedWidth(self.fontMetrics().averageCharWidth() * 15)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages)
        row.addWidget(self.canvas, 1)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setMargin(24)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._note)
        return self._stack

    def _hides_panel(self) -> QFrame:
        self._hides.setProperty("role", "notice")
        row = QHBoxLayout(self._hides)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self._hidden, 1)
        row.addWidget(self._tick)
        return self._hides

    # Qt

    def event(self, event: QEvent) -> bool:
        """Keep the desk's own letters from meaning what they mean on the page around it."""
        if event.type() is QEvent.Type.ShortcutOverride and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter means."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
