"""How the window looks: colours from one token file, made into a palette and a style sheet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.paths import resource
from app.settings.values import Theme
from app.ui.icons import drawn, icon_of
from app.ui.rows import Tone

ICON_NAME = "icon_name"
ICON_LARGE = "icon_large"
ICON_TOKEN = "icon_token"  # noqa: S105 - a colour's name, no secret
_ARROWS = {
    "check_icon": ("check", "on_accent"),
    "down_icon": ("down", "muted"),
    "up_icon": ("up", "muted"),
}
_SIZES = {"base_pt": 1.0, "title_pt": 1.55, "heading_pt": 1.15, "small_pt": 0.9}
_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "chosen",
    QPalette.ColorRole.HighlightedText: "on_chosen",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Light: "raised",
}


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme by what they are for."""

    tokens: dict[str, str]

    def __getitem__(self, name: str) -> QColor:
        return QColor(self.tokens[name])

    def of_tone(self, tone: Tone) -> QColor | None:
        """Give the colour of a text with a meaning; None for the plain one."""
        return None if tone is Tone.PLAIN else self[tone.value]


def read_tokens(dark: bool) -> Colours:  # noqa: FBT001 - there are exactly two themes
    """Read the token file."""
    table = tomllib.loads(resource("styles/tokens.toml").read_text(encoding="utf-8"))
    return Colours(table["dark" if dark else "light"])


def lend_emoji() -> None:
    """Let a computer without a face for emoji use the bundled one, skin tones included."""
    if not QFontDatabase.applicationEmojiFontFamilies():
        added = QFontDatabase.addApplicationFont(str(resource("fonts/NotoEmoji-Regular.ttf")))
        for family in QFontDatabase.applicationFontFamilies(added):
            QFontDatabase.addApplicationEmojiFontFamily(family)


class Look(QObject):
    """Dresses the program, and dresses it anew when the system or the clerk changes the theme.

    Attributes:
        changed: the colours are other ones now; who paints by hand paints again.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._base = application.font().pointSizeF() or 9.0
        self._choice = Theme.SYSTEM
        self._percent = 100
        self._drawn = QTemporaryDir()
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._worn: tuple[bool, int] | None = None
        self.colours = read_tokens(self._dark())
        application.setStyle("Fusion")
        lend_emoji()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def wear(self, choice: Theme, percent: int) -> None:
        """Dress the program as the clerk chose."""
        self._choice, self._percent = choice, percent
        if self._worn != (self._dark(), percent):
            self._dress()

    def icon(self, name: str, token: str = "text") -> QIcon:  # noqa: S107 - a colour's name
        """Give an icon in one of the theme's colours."""
        if (name, token) not in self._icons:
            made = icon_of(name, self.colours[token], self.colours["muted"])
            self._icons[name, token] = made
        return self._icons[name, token]

    def dress_icons(self, root: QWidget) -> None:
        """Draw the icons of all buttons below ``root`` that name one."""
        for button in root.findChildren(QAbstractButton):
            name = button.property(ICON_NAME)
            if name:
                button.setIcon(self.icon(name, button.property(ICON_TOKEN) or "text"))
                times = 2.2 if button.property(ICON_LARGE) else 1.1
                side = round(button.fontMetrics().height() * times)
                button.setIconSize(QSize(side, side))

    def _follow(self) -> None:
        if self._choice is Theme.SYSTEM:
            self._dress()

    def _dark(self) -> bool:
        if self._choice is Theme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Theme.DARK

    def _dress(self) -> None:
        self._worn = (self._dark(), self._percent)
        self._icons.clear()
        self.colours = read_tokens(self._dark())
        font = QFont(self._application.font())
        size = self._base * self._percent / 100
        font.setPointSizeF(size)
        self._application.setFont(font)
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(self._sheet(size))
        for window in self._application.topLevelWidgets():
            self.dress_icons(window)
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colours[token])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colours["muted"])
        return palette

    def _sheet(self, size: float) -> str:
        names: dict[str, str] = dict(self.colours.tokens)
        names.update({name: f"{size * factor:.1f}" for name, factor in _SIZES.items()})
        names.update({name: self._arrow(*what) for name, what in _ARROWS.items()})
        sheet = resource("styles/desk.qss").read_text(encoding="utf-8")
        return Template(sheet).substitute(names)

    def _arrow(self, name: str, token: str) -> str:
        """Draw one of the small signs that a style sheet can only take from a file."""
        colour = self.colours[token]
        path = Path(self._drawn.path()) / f"{name}_{colour.name()[1:]}.png"
        if not path.exists():
            drawn(name, colour, 32).save(str(path))
        return path.as_posix()
