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
from app.ui.contrast import SeesContrast, in_contrast, wished_contrast
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

    @property
    def is_contrast(self) -> bool:
        """Say whether these are the few colours of high contrast."""
        return "idle" in self.tokens

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

    High contrast of the system weighs more than what the clerk chose.

    Attributes:
        changed: the colours are other ones now; who paints by hand paints again.
    """

    changed = Signal()

    def __init__(self, application: QApplication, contrast: SeesContrast = wished_contrast) -> None:
        super().__init__(application)
        self._sees_contrast = contrast
        self._application = application
        self._base = application.font().pointSizeF() or 9.0
        self._choice = Theme.SYSTEM
        self._percent = 100
        self._drawn = QTemporaryDir()
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._worn: tuple[Colours, int] | None = None
        self.colours = self._wished()
        application.setStyle("Fusion")
        lend_emoji()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    def wear(self, choice: Theme, percent: int) -> None:
        """Dress the program as the clerk chose."""
        self._choice, self._percent = choice, percent
        self.follow()

    def icon(self, name: str, token: str = "text") -> QIcon:  # noqa: S107 - a colour's name
        """Give an icon in one of the theme's colours."""
        if (name, token) not in self._icons:
            made = icon_of(name, self.colours[token], self.colours[self._idle])
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

    def follow(self) -> None:
        """Dress anew where the system or the clerk wishes other colours than are worn."""
        wished = self._wished()
        if self._worn != (wished, self._percent):
            self._dress(wished)

    def _wished(self) -> Colours:
        colours, system = read_tokens(self._dark()), self._sees_contrast()
        return colours if system is None else Colours(in_contrast(colours.tokens, system))

    def _dark(self) -> bool:
        if self._choice is Theme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Theme.DARK

    def _dress(self, colours: Colours) -> None:
        self._worn = (colours, self._percent)
        self._icons.clear()
        self.colours = colours
        font = QFont(self._application.font())
        size = self._base * self._percent / 100
        font.setPointSizeF(size)
        self._application.setFont(font)
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(self._sheet(size))
        for window in self._application.topLevelWidgets():
            self.dress_icons(window)
        self.changed.emit()

    @property
    def _idle(self) -> str:
        return "idle" if self.colours.is_contrast else "muted"

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colours[token])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colours[self._idle])
        return palette

    def _sheet(self, size: float) -> str:
        names: dict[str, str] = dict(self.colours.tokens)
        names.update({name: f"{size * factor:.1f}" for name, factor in _SIZES.items()})
        names.update({name: self._arrow(*what) for name, what in _ARROWS.items()})
        sheets = ["desk", "contrast"] if self.colours.is_contrast else ["desk"]
        texts = [resource(f"styles/{one}.qss").read_text(encoding="utf-8") for one in sheets]
        return Template("\n".join(texts)).substitute(names)

    def _arrow(self, name: str, token: str) -> str:
        """Draw one of the small signs that a style sheet can only take from a file."""
        colour = self.colours[token]
        path = Path(self._drawn.path()) / f"{name}_{colour.name()[1:]}.png"
        if not path.exists():
            drawn(name, colour, 32).save(str(path))
        return path.as_posix()
