"""The library of exemptions, and what the clerk chooses once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_fakes import FakeLaw, FakeSettings, FakeWays, Shown, texts

from app.errors import AppError
from app.settings.values import Settings, Theme
from app.ui.at_once import AtOnce
from app.ui.pages.library.presenter import LibraryPresenter
from app.ui.pages.preferences.presenter import PreferencesPresenter
from app.ui.rows import Tone
from app.ui.zones import ZONES, is_zone, zones_with


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def library(shown) -> LibraryPresenter:
    presenter = LibraryPresenter(FakeLaw(), AtOnce, shown)
    presenter.arrive("FL")
    return presenter


def test_that_a_jurisdiction_shows_its_act_and_all_exemptions(library, shown):
    state = shown.last
    assert state.act == "Public Records Act, ch. 119, Fla. Stat."
    assert texts(state.rows, 0) == ["119.071(5)(a)", "119.071(2)(c)"]
    assert state.found == "2 exemptions"
    assert state.detail.code == "119.071(5)(a)"


def test_that_the_tier_is_told_in_plain_words(library, shown):
    assert texts(shown.last.rows, 2) == ["must withhold", "may withhold"]


def test_that_plain_words_find(library, shown):
    library.find("investigation")
    assert texts(shown.last.rows, 0) == ["119.071(2)(c)"]


def test_that_an_unsure_pinpoint_is_warned_of(library, shown):
    library.choose("119.071(2)(c)")
    assert "confirm it once" in shown.last.detail.warning
    library.choose("119.071(5)(a)")
    assert shown.last.detail.warning == ""
    assert shown.last.detail.confidence_tone is Tone.GOOD
    assert "2024-05" in shown.last.detail.sources[0]


def test_that_nothing_found_says_how_to_find(library, shown):
    library.find("zebra")
    assert "plain word" in shown.last.empty.sentence
    assert shown.last.detail is None
    library.choose("none")
    assert shown.last.detail is None


def test_that_another_jurisdiction_is_looked_into(library, shown):
    library.choose_jurisdiction("US")
    assert texts(shown.last.rows, 0) == ["(b)(6)"]
    library.choose_jurisdiction("")
    assert shown.last.code == "US"


def test_that_a_jurisdiction_without_exemptions_says_so(shown, monkeypatch):
    law = FakeLaw()
    monkeypatch.setattr(law, "find", lambda _code, _words: [])
    LibraryPresenter(law, AtOnce, shown).arrive("FL")
    assert shown.last.empty.title == "No exemptions for Florida yet"


def test_that_an_unknown_jurisdiction_is_told(shown, monkeypatch):
    def none(_code: str) -> object:
        raise AppError("There is no such jurisdiction.", "Choose another.")

    law = FakeLaw()
    monkeypatch.setattr(law, "get", none)
    LibraryPresenter(law, AtOnce, shown).arrive("XX")
    assert shown.last.notice.what == "There is no such jurisdiction."


def test_that_a_low_confidence_citation_must_be_confirmed(library, shown, monkeypatch):
    weak = replace(FakeLaw().get("US").exemptions[0], confidence="low", nature="discretionary")
    monkeypatch.setattr(FakeLaw, "find", lambda *_: [weak])
    from app.domain.exemptions import Confidence

    monkeypatch.setattr(
        FakeLaw, "find", lambda *_: [replace(weak, confidence=Confidence.LOW, plain="")]
    )
    library.choose_jurisdiction("US")
    assert "confirm this citation" in shown.last.detail.warning
    assert shown.last.detail.tier == "May withhold — discretionary"


def test_that_preferences_are_kept_as_they_are_chosen(shown):
    settings, ways = FakeSettings(), FakeWays()
    presenter = PreferencesPresenter(ways, settings, shown)
    presenter.arrive()
    assert shown.last.settings == Settings()
    presenter.choose(Settings(theme=Theme.DARK))
    assert settings.now.theme is Theme.DARK
    assert ways.said == ["Your preferences are kept."]
    presenter.choose(Settings(theme=Theme.DARK))
    assert len(ways.said) == 1


def test_that_a_zone_nobody_knows_is_not_kept(shown):
    settings = FakeSettings()
    PreferencesPresenter(FakeWays(), settings, shown).choose(Settings(zone="Mars/Olympus"))
    assert settings.now == Settings()
    assert "no time zone" in shown.last.notice.what


def test_that_preferences_that_cannot_be_kept_are_told(shown):
    settings = FakeSettings(refusal=AppError("Not saved.", "Mend it."))
    PreferencesPresenter(FakeWays(), settings, shown).choose(Settings(clerk="A"))
    assert shown.last.notice.what == "Not saved."


def test_that_zones_are_offered_in_words():
    assert all(is_zone(name) for name, _ in ZONES)
    assert zones_with("UTC") == ZONES
    assert zones_with("Europe/Oslo")[0] == ("Europe/Oslo", "Europe/Oslo")
    assert not is_zone("")
