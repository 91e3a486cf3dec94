"""The help on the screen: reached with F1, read with keys, honest about the keys it names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from desk_fakes import FakeVaults, FakeWays, a_context, a_full_desk
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.settings.file import save
from app.settings.values import Settings, Theme
from app.ui import shortcuts, undoing
from app.ui.application import Program
from app.ui.pages import catalogue
from app.ui.pages.help.page import make
from app.ui.services import Services
from app.ui.theme import Look
from app.ui.ways import Where
from app.workflow.help import Help, Topic

UI = Path(catalogue.__file__).parent.parent
HELP = Help.load()
NAMED = re.compile(r"^`(.+)`$")
READ_BY_WIDGETS = {"Return": "Enter", "Enter": "Enter", "Delete": "Delete", "Space": "Space",
                   "Tab": "Tab", "Escape": "Esc", "Down": "Down", "PageDown": "PgDown",
                   "PageUp": "PgUp", "Plus": "+", "Minus": "-"}  # fmt: skip


@pytest.fixture
def look(qapp) -> Look:
    made = Look(qapp)
    made.wear(Theme.LIGHT, 100)
    return made


@pytest.fixture
def page(qtbot, look):
    ways = FakeWays()
    made = make(a_context(ways=ways), look)
    made.ways = ways
    qtbot.addWidget(made.widget)
    made.widget.resize(1100, 620)
    made.widget.show()
    made.widget.activateWindow()
    qtbot.waitUntil(made.widget.isActiveWindow)
    return made


def links(document: QTextDocument) -> list[str]:
    found = []
    block = document.begin()
    while block.isValid():
        formats = [pieces.fragment().charFormat() for pieces in block]
        found += [one.anchorHref() for one in formats if one.isAnchor()]
        block = block.next()
    return found


def keys_named(topic: Topic) -> list[str]:
    """Give the keys of the key tables of a topic."""
    cells, inside = [], False
    for line in topic.text.splitlines():
        first = line.strip("|").split("|")[0].strip()
        inside = line.startswith("|") and (inside or first == "Key")
        if inside:
            cells += [key for part in first.split(" to ") if (key := NAMED.match(part.strip()))]
    return [key[1] for key in cells]


def keys_of_widget(widget: QWidget) -> set[str]:
    """Give the shortcuts that a page declares."""
    declared = [one.key() for one in widget.findChildren(QShortcut)]
    declared += [one.shortcut() for one in widget.findChildren(QAbstractButton)]
    return {one.toString() for one in declared if not one.isEmpty()}


def keys_of_code(*places: Path) -> set[str]:
    """Give the keys that widgets read themselves."""
    files = [
        file for place in places for file in (place.glob("*.py") if place.is_dir() else [place])
    ]
    named = {
        node.attr.removeprefix("Key_")
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")
    }
    read = {READ_BY_WIDGETS[name] for name in named if name in READ_BY_WIDGETS}
    return {QKeySequence(key).toString() for key in read}


def test_that_every_topic_is_rendered_with_its_title_headings_and_links(page):
    text = page.view.text
    for topic in HELP.topics:
        text.show_topic(topic.title, topic.text, "")
        plain = text.toPlainText()
        assert plain.startswith(topic.title)
        assert "**" not in plain
        assert "](" not in plain
        for heading in topic.headings:
            assert f"\n{heading}\n" in plain
        assert len(links(text.document())) >= topic.text.count("](")
        frames = text.document().rootFrame().childFrames()
        tables = [frame for frame in frames if isinstance(frame, QTextTable)]
        assert len(tables) == len(re.findall(r"^\|---", topic.text, re.MULTILINE))


def test_that_nothing_is_loaded_from_anywhere(page, tmp_path):
    text = page.view.text
    picture = tmp_path / "a.png"
    picture.write_bytes(b"")
    for address in ("https://example.com/a.png", picture.as_uri()):
        loaded = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
        assert loaded.isEmpty()
    assert not text.openLinks()
    assert not text.openExternalLinks()


def test_that_a_heading_is_brought_to_the_top(page):
    page.arrive("Search>search#fields")
    text = page.view.text
    assert text.textCursor().block().text() == "Fields"
    assert text.verticalScrollBar().value() > 0
    page.arrive("Search>search")
    assert text.verticalScrollBar().value() == 0


def test_that_a_link_is_followed_with_the_keys(page):
    page.arrive("Request>first-steps")
    text = page.view.text
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText().startswith("Requests and the clock")
    QTest.keyClick(page.widget, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert text.toPlainText().startswith("First steps")


def test_that_the_list_is_walked_from_the_find_field(page):
    page.arrive("Search>")
    field = page.view._find
    field.setText("recovery key")
    rows = page.view.table.rows
    assert page.view.table.currentIndex().row() == 0
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page.presenter._state.chosen == rows.row(1).key
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert page.presenter._state.chosen == rows.row(0).key
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.widget.focusWidget() is page.view.text
    field.setText("zebrazebra")
    assert page.view.empty.isVisible()


def test_that_escape_leads_back_to_the_page_one_came_from(page):
    page.arrive("Review>")
    QTest.keyClick(page.widget, Qt.Key.Key_Escape)
    assert page.ways.went == [(Where.REVIEW, "")]


def test_that_the_text_wears_the_theme_and_grows_with_it(page, look):
    page.arrive("Review>")
    text = page.view.text

    def heading():
        return next(iter(text.document().begin())).fragment().charFormat()

    light, small = heading().foreground().color(), heading().fontPointSize()
    look.wear(Theme.DARK, 150)
    assert heading().foreground().color() == look.colours["text"] != light
    assert heading().fontPointSize() > small
    look.wear(Theme.LIGHT, 100)


def test_that_every_key_of_the_frame_stands_in_the_help():
    declared = {one.keys for one in shortcuts.GOING} | {shortcuts.EVERYTHING, shortcuts.LOCK}
    named = set(keys_named(_topic("keys")))
    assert declared <= named


def _topic(key: str) -> Topic:
    found = HELP.about(key)
    assert found is not None
    return found.topic


@pytest.mark.parametrize(
    "where", [where for where in Where if where is not Where.HELP], ids=lambda where: where.name
)
def test_that_every_key_that_is_named_for_a_page_is_declared_by_it(where, qtbot, look):
    about = HELP.about(where.value)
    assert about is not None
    named = keys_named(about.topic)
    if not named:
        return
    page = catalogue.made(where, a_context(), look)
    qtbot.addWidget(page.widget)
    folder = UI / "pages" / where.value.lower()
    widgets = (UI / "widgets" / "sheet_view.py", UI / "widgets" / "table.py")
    known = keys_of_widget(page.widget) | keys_of_code(folder, *widgets)
    last = page.put_away()
    if last is not None:
        last()
    assert [key for key in named if QKeySequence(key).toString() not in known] == []


def test_that_every_key_named_for_the_help_itself_is_declared(page):
    page.arrive("Review>")
    frame = {one.keys for one in shortcuts.GOING} | {shortcuts.EVERYTHING, shortcuts.LOCK}
    frame |= {undoing.UNDO, undoing.REDO}
    known = keys_of_widget(page.widget) | keys_of_code(UI / "pages" / "help", UI / "widgets")
    assert set(keys_named(_topic("keys"))) <= known | frame


class Seat:
    def __init__(self, folder: Path, qtbot) -> None:
        vault = folder / "Records.vault"
        vault.mkdir()
        (vault / "vault.toml").touch()
        settings = folder / "settings.toml"
        save(settings, Settings(last_vault=str(vault), clerk="M. Ortiz"))
        services = Services(FakeVaults(a_full_desk), settings, folder)
        self.program = Program(services, QApplication.instance())
        self.window = self.program.window
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def text(self) -> str:
        shown = self.window.focusWidget()
        return shown.toPlainText() if hasattr(shown, "toPlainText") else ""


@pytest.fixture
def seat(tmp_path, qtbot):
    made = Seat(tmp_path, qtbot)
    yield made
    if made.window.frame is not None:
        made.window.lock()
        qtbot.waitUntil(lambda: not made.window._locking)
    made.program.end()
    QGuiApplication.clipboard().clear()


def test_that_f1_tells_of_passphrases_while_no_vault_is_open(seat, qtbot):
    QTest.keyClick(seat.window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: seat.text().startswith("Vaults, passphrase"))
    QTest.keyClick(seat.window, Qt.Key.Key_F1)
    QTest.keyClick(seat.window, Qt.Key.Key_Escape)
    assert seat.window._stack.currentWidget() is seat.window.unlock.widget
    seat.window.unlock.presenter.unlock("open sesame please")
    qtbot.waitUntil(lambda: seat.window.frame is not None)


def test_that_f1_opens_the_topic_of_the_page_and_escape_leads_back(seat, qtbot):
    seat.window.unlock.presenter.unlock("open sesame please")
    qtbot.waitUntil(lambda: seat.window.frame is not None)
    frame = seat.window.frame
    frame.go(Where.LIBRARY)
    qtbot.waitUntil(lambda: frame._here is Where.LIBRARY)
    QTest.keyClick(seat.window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: seat.text().startswith("Exemptions and citations"))
    QTest.keyClick(seat.window, Qt.Key.Key_F1)
    assert seat.text().startswith("Exemptions and citations")
    QTest.keyClick(seat.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: frame._here is Where.LIBRARY)


def test_that_everything_offers_each_topic(seat, qtbot):
    seat.window.unlock.presenter.unlock("open sesame please")
    qtbot.waitUntil(lambda: seat.window.frame is not None)
    frame = seat.window.frame
    deeds = {deed.title: deed for deed in frame._deeds()}
    assert {f"Help: {topic.title}" for topic in HELP.topics} <= deeds.keys()
    assert deeds["Go to Help"].keys == "F1"
    deeds["Help: Keys"].run()
    qtbot.waitUntil(lambda: seat.text().startswith("Keys"))
