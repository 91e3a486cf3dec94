"""The search page: line, narrowing, results, preview, and what is done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.search.facets_view import FacetsView
from app.ui.pages.search.presenter import COLUMNS
from app.ui.pages.search.query_line import QueryLine
from app.ui.pages.search.sides import HelpView, TermsView
from app.ui.pages.search.state import SearchState, Side
from app.ui.rows import FetchRows
from app.ui.theme import Look
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.empty_page import EmptyPage
from app.ui.widgets.marked import MarkedDelegate
from app.ui.widgets.notice_line import NoticeLine
from app.ui.widgets.quoting_sheet import QuotingSheetView
from app.ui.widgets.table import Table
from app.ui.widgets.words import button, label, set_tone


class HitTable(Table):
    """The hits; several can be chosen.

    Attributes:
        marked: keys of the hits to mark.
    """

    marked = Signal(list)

    def __init__(self, look: Look) -> None:
        super().__init__("Records found", COLUMNS, look.colours)
        self.setItemDelegate(MarkedDelegate(self, look))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        look.changed.connect(lambda: self.rows.recolour(look.colours))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pressed_cell.connect(self._pressed)

    def _pressed(self, key: str, column: int) -> None:
        if column == 0:
            self.marked.emit([key])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with Space and go on."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        keys = self.chosen_keys()
        if keys:
            self.marked.emit(keys)
        if len(keys) == 1:
            self.stand_and_tell(self.currentIndex().row() + 1)

    def stand_and_tell(self, position: int) -> None:
        """Stand on a row as if the clerk had gone there."""
        if 0 <= position < self.rows.rowCount():
            self.selectRow(position)


class SearchView(QWidget):
    """The whole page.

    Attributes:
        typed, narrowed, meant, ordered, stood_on, marked: what the clerk does with the answer.
        opened: a hit that is to be shown in its conversation, with the focus there.
        add_wished, add_all_wished, add_around_wished, around_changed: into the request.
        decide_wished: to the review, with the hits that are in the request.
        name_wished, saved, forgotten, chosen_saved: saved searches.
        turned: to the help or the term report.
        endings_wished: whether other endings of the words are found too.
    """

    typed = Signal(str)
    narrowed = Signal(str)
    meant = Signal(str, str)
    add_wished = Signal()
    decide_wished = Signal()
    add_all_wished = Signal()
    add_around_wished = Signal()
    around_changed = Signal(int)
    unmark_wished = Signal()
    name_wished = Signal()
    saved = Signal(str)
    forgotten = Signal(str)
    turned = Signal(object)
    endings_wished = Signal(bool)

    def __init__(self, look: Look, fetch: FetchRows) -> None:
        super().__init__()
        self._fetch = fetch
        self.line = QueryLine(look)
        self.facets = FacetsView(look)
        self.table = HitTable(look)
        self.preview = QuotingSheetView("The hit in its conversation", look)
        self.help = HelpView()
        self.terms = TermsView(look)
        self.notice = NoticeLine(closable=False)
        self.empty = EmptyPage()
        self._said = ElidedLabel("muted")
        self._meant = button("", self._take_meant, "link")
        self._endings = QCheckBox("Other &endings too")
        self._summary = label(role="strong")
        self._title = ElidedLabel("strong")
        self._shown: SearchState | None = None
        self._make_buttons()
        self._lay_out()
        self._bind()

    def show_state(self, state: SearchState) -> None:
        """Show everything afresh; the list begins at its top with every new answer."""
        before, self._shown = self._shown, state
        self.line.show_typed(state.typed)
        self.line.show_mistake(state.mistake)
        self._show_under(state)
        self.notice.show_notice(state.notice)
        self._pages.setCurrentIndex(1 if state.empty is not None else 0)
        if state.empty is not None:
            self.empty.show_words(state.empty)
        self._sides.setCurrentIndex(list(Side).index(state.side))
        if before is not None and before.side is not state.side:
            self._focus_side(state.side)
        self.facets.show_groups(state.groups)
        if before is None or before.answer != state.answer:
            self.table.rows.show_count(state.count, self._fetch)
            self.table.scrollToTop()
        elif before.version != state.version:
            self.table.rows.renew()
        self._show_preview(state)
        self._show_buttons(state)
        self.terms.show_terms(state.terms)

    def take_focus(self) -> None:
        """Put the caret into the line."""
        self.line.setFocus()
        self.line.selectAll()

    def go_down(self) -> None:
        """Go from the line into the results."""
        self.table.setFocus()
        if not self.table.selectionModel().hasSelection():
            self.table.stand_and_tell(max(self.table.currentIndex().row(), 0))

    def _focus_side(self, side: Side) -> None:
        if side is Side.TERMS:
            self.terms.take_focus()
        else:
            self.line.setFocus()

    def _show_under(self, state: SearchState) -> None:
        """Show the line below: a mistake, or what was understood."""
        wrong = state.mistake
        if wrong is not None:
            words = wrong.sentence
        elif state.expanded:
            words = "   ".join(state.expanded)
        else:
            words = "  ".join(state.hints)
        self._said.set_whole(words)
        set_tone(self._said, "bad" if wrong else "muted")
        meant = state.meant[0] if state.meant and wrong is None else None
        self._meant.setVisible(meant is not None)
        if meant is not None:
            self._meant.setText(f"Did you mean “{meant[1]}”?")
            self._meant.setAccessibleName(f"Did you mean {meant[1]}?")
        blocked = self._endings.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._endings.setChecked(state.stems)
        self._endings.blockSignals(blocked)
        held = f" · {state.in_request:,} in the request" if state.in_request else ""
        self._summary.setText("" if wrong else f"{state.summary}{held}")

    def _show_preview(self, state: SearchState) -> None:
        preview = state.preview
        self._title.set_whole(preview.title if preview else "")
        self.preview.setVisible(preview is not None)
        self._nothing.setVisible(preview is None)
        if preview is not None:
            self.preview.show_sheet(preview.sheet)

    def _show_buttons(self, state: SearchState) -> None:
        n, marked = state.count, state.marked
        self._add_all.setText(
            f"Add &all {n:,} to the request" if n != 1 else "&Add it to the request"
        )
        self._add_all.setEnabled(n > 0)
        self._add_all.setVisible(not marked)
        self._add_marked.setText(f"Add {marked:,} &marked to the request")
        self._add_marked.setVisible(marked > 0)
        self._unmark.setVisible(marked > 0)
        self._decide.setText(f"De&cide on {state.deciding:,}")
        self._decide.setVisible(state.deciding > 0)
        which = f"{marked:,} marked" if marked else f"all {n:,}"
        self._around_button.setText(f"Add {which} wit&h")
        self._around_button.setEnabled(n > 0)
        self._name_button.setVisible(not state.naming)
        self._name_button.setEnabled(bool(state.typed.strip()))
        self._name.setVisible(state.naming)
        self._name_save.setVisible(state.naming)
        if state.naming and not self._name.hasFocus():
            self._name.setText(state.typed[:60])
            self._name.setFocus()
            self._name.selectAll()
        self._saved_button.setEnabled(bool(state.saved))

    def _take_meant(self) -> None:
        if self._shown is not None and self._shown.meant:
            self.meant.emit(*self._shown.meant[0])

    def _fill_saved(self) -> None:
        self._menu.clear()
        saved = self._shown.saved if self._shown else ()
        for one in saved:
            words = one.name.replace("&", "&&")
            act = self._menu.addAction(words)
            act.setToolTip(one.query)
            act.triggered.connect(lambda _=False, query=one.query: self.typed.emit(query))
        if saved:
            self._menu.addSeparator()
            forget = self._menu.addMenu("Forget")
            for one in saved:
                act = forget.addAction(one.name.replace("&", "&&"))
                act.triggered.connect(lambda _=False, name=one.name: self.forgotten.emit(name))

    def _make_buttons(self) -> None:
        self._add_all = button("Add &all to the request", self.add_all_wished.emit, "main")
        self._add_marked = button("Add &marked", self.add_wished.emit, "main")
        for made in (self._add_all, self._add_marked):
            made.setToolTip("Add to the request (A in the list)")
        self._decide = button("De&cide", self.decide_wished.emit)
        self._decide.setToolTip("Decide on those that are in the request, together (D in the list)")
        self._unmark = button("&Unmark all", self.unmark_wished.emit, "quiet")
        self._around_button = button("Add wit&h", self.add_around_wished.emit)
        self._around_button.setToolTip("Add the records with what stands around each")
        self._around = QSpinBox()
        self._around.setRange(1, 50)
        self._around.setValue(3)
        self._around.setAccessibleName("Messages around each")
        self._around.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._around.setSuffix(" messages around each")
        self._name_button = button("&Save search…", self.name_wished.emit)
        self._name = QLineEdit()
        self._name.setAccessibleName("Name of the search")
        self._name.setMaximumWidth(220)
        self._name_save = button("Sa&ve", lambda: self.saved.emit(self._name.text()), "main")
        self._name.returnPressed.connect(lambda: self.saved.emit(self._name.text()))
        self._saved_button = button("Sa&ved", lambda: None)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_saved)
        self._saved_button.setMenu(self._menu)
        self._help_button = button("E&xamples", lambda: self.turned.emit(Side.HELP))
        self._terms_button = button("&Terms report", lambda: self.turned.emit(Side.TERMS))

    def _bind(self) -> None:
        self.line.textEdited.connect(self.typed)
        self.line.textChanged.connect(self._cleared)
        self.line.down_wished.connect(self.go_down)
        self.facets.wished.connect(self.narrowed)
        self.help.tried.connect(self.typed)
        self.help.left.connect(lambda: self.turned.emit(Side.HELP))
        self.terms.left.connect(lambda: self.turned.emit(Side.TERMS))
        self._around.valueChanged.connect(self.around_changed)
        self._endings.toggled.connect(self.endings_wished)
        for keys, act in (("Ctrl+F", self.take_focus), ("/", self.take_focus)):
            self._key(keys, self).activated.connect(act)
        self._key("A", self.table).activated.connect(self.add_wished)
        self._key("D", self.table).activated.connect(self.decide_wished)
        self._key("Ctrl+S", self).activated.connect(self.name_wished)

    def _cleared(self, text: str) -> None:
        """Tell when the clear button empties the line, which is no edit to Qt."""
        if not text and self._shown is not None and self._shown.typed:
            self.typed.emit("")

    def _key(self, keys: str, parent: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), parent)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.line, 1)
        for made in (self._saved_button, self._terms_button, self._help_button):
            top.addWidget(made)
        under = QHBoxLayout()
        under.setSpacing(12)
        under.addWidget(self._said, 1)
        under.addWidget(self._meant)
        under.addWidget(self._endings)
        under.addWidget(self._summary)
        self._sides = QStackedWidget()
        for side in (self._results(), self.terms, self.help):
            self._sides.addWidget(side)
        whole = QWidget()
        page = QVBoxLayout(whole)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(under)
        page.addWidget(self.notice)
        page.addWidget(self._sides, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 10)
        outer.addWidget(self._pages)

    def _results(self) -> QWidget:
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self._title)
        beside.addWidget(self.preview, 1)
        self._nothing = label("Choose a record to see it in its conversation.", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        beside.addWidget(self._nothing, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.facets, self.table, right):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([150, 700, 270])
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter, 1)
        column.addLayout(self._foot())
        return results

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (
            self._add_all, self._add_marked, self._decide, self._unmark,
            self._around_button, self._around,
        ):  # fmt: skip
            row.addWidget(widget)
        row.addStretch(1)
        for beside in (self._name_button, self._name, self._name_save):
            row.addWidget(beside)
        return row
