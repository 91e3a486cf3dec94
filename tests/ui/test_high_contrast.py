"""High contrast and the dark mode of the system, worn while one works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from ui.test_theme import EDGES, TABLE, TEXTS, contrast

from app.settings.values import Theme
from app.ui import contrast as seen
from app.ui import theme
from app.ui.contrast import ON_DARK, ON_LIGHT, in_contrast, wished_contrast
from app.ui.theme import Look, read_tokens
from app.windows_desk.contrast import SystemColours


class System:
    """A system whose high contrast is switched on and off."""

    colours: SystemColours | None = None

    def __call__(self) -> SystemColours | None:
        return self.colours


@pytest.fixture
def system():
    return System()


@pytest.fixture
def look(qapp, system):
    made = Look(qapp, system)
    yield made
    system.colours = None
    made.wear(Theme.LIGHT, 100)


@pytest.mark.parametrize("system", [ON_DARK, ON_LIGHT])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [pair for pair in (*TEXTS, *EDGES) if "chosen" not in pair or pair == ("on_chosen", "chosen")],
)
def test_that_every_text_has_the_contrast_that_was_asked_for(system, ink, ground):
    tokens = in_contrast(TABLE["dark"], system)
    assert contrast(tokens[ink], tokens[ground]) >= 7


def test_that_only_the_systems_colours_are_worn_and_paper_stays_paper():
    system = SystemColours("#000001", "#fffff1", "#00ff01", "#000002", "#808081", "#ffff02")
    tokens = in_contrast(TABLE["light"], system)
    papers = {name for name in tokens if "paper" in name}
    assert {name: tokens[name] for name in papers} == {
        name: TABLE["light"][name] for name in papers
    }
    own = {tokens[name] for name in tokens.keys() - papers}
    assert own == {"#000001", "#fffff1", "#00ff01", "#000002", "#808081", "#ffff02"}


@pytest.mark.parametrize("choice", list(Theme))
def test_that_high_contrast_is_worn_whatever_the_clerk_chose(look, system, qapp, choice):
    system.colours = ON_DARK
    look.wear(choice, 100)
    assert look.colours["ground"].name() == "#000000"
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Highlight).name() == "#1aebff"
    idle = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert idle.name() == "#3ff23f"
    assert "#3ff23f" in qapp.styleSheet()


def test_that_it_is_put_on_and_off_while_one_works(look, system, qapp):
    look.wear(Theme.LIGHT, 100)
    told: list[str] = []
    look.changed.connect(lambda: told.append(look.colours["ground"].name()))
    system.colours = ON_DARK
    look.follow()
    look.follow()
    system.colours = ON_LIGHT
    look.follow()
    system.colours = None
    look.follow()
    assert told == ["#000000", "#ffffff", TABLE["light"]["ground"]]
    assert ON_LIGHT.idle not in qapp.styleSheet()


def test_that_a_system_that_wishes_no_contrast_is_given_none(qapp):
    assert wished_contrast() is None


class Wishing:
    """The hints of a system that wishes high contrast without naming colours."""

    def __init__(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme

    def styleHints(self):  # noqa: N802 - Qt's name
        return self

    def accessibility(self):
        return self

    def contrastPreference(self):  # noqa: N802 - Qt's name
        return Qt.ContrastPreference.HighContrast

    def colorScheme(self):  # noqa: N802 - Qt's name
        return self._scheme


@pytest.mark.parametrize(
    ("scheme", "colours"), [(Qt.ColorScheme.Dark, ON_DARK), (Qt.ColorScheme.Light, ON_LIGHT)]
)
def test_that_a_system_without_colours_of_its_own_is_given_ours(monkeypatch, scheme, colours):
    monkeypatch.setattr(seen, "QGuiApplication", Wishing(scheme))
    assert wished_contrast() is colours


def test_that_windows_colours_weigh_more_than_ours(monkeypatch):
    own = SystemColours("#2d3236", "#ffffff", "#abd6ff", "#263b50", "#a6a6a6", "#75e9fc")
    monkeypatch.setattr(seen, "high_contrast", lambda: own)
    assert wished_contrast() is own


@pytest.mark.parametrize(
    ("scheme", "dark"), [(Qt.ColorScheme.Dark, True), (Qt.ColorScheme.Light, False)]
)
def test_that_the_dark_mode_of_the_system_is_followed_at_once(look, monkeypatch, scheme, dark):
    look.wear(Theme.LIGHT if dark else Theme.DARK, 100)
    monkeypatch.setattr(theme, "QGuiApplication", Wishing(scheme))
    look.wear(Theme.SYSTEM, 100)
    assert look.colours == read_tokens(dark)
    other = Qt.ColorScheme.Light if dark else Qt.ColorScheme.Dark
    monkeypatch.setattr(theme, "QGuiApplication", Wishing(other))
    QGuiApplication.styleHints().colorSchemeChanged.emit(other)
    assert look.colours == read_tokens(not dark)
