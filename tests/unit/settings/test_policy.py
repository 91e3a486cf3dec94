"""The policy of an IT department: what it fixes, what it closes, and what a bad one does."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.domain.redacted import Encoding, Picture
from app.errors import AppError
from app.settings.policy import Policy
from app.settings.policy_places import MOST_BYTES
from app.settings.policy_places import policy_at as policy_of_files
from app.settings.policy_reading import Told, of_registry, policy_of
from app.settings.values import Settings, Theme
from app.settings.ways_out import WayOut

KEY = base64.b64encode(bytes(range(32))).decode("ascii")
HEAD = {"department": "City of Ash Fork", "address": ["1 Main St"], "contact": "555-0101"}
WHOLE = {
    "auto_lock_minutes": 10,
    "zone": "America/Chicago",
    "jurisdiction": "FL",
    "theme": "dark",
    "page": "a4",
    "scans": "eng+spa",
    "text_percent": 125,
    "letterhead": HEAD,
    "exports_allowed": ["tables", "backups"],
    "update_key": KEY,
}


def policy_at(files: list[Path]) -> Policy:
    """Read files as a computer would on which administrators alone may write there."""
    return policy_of_files(files, lambda _: True, lambda: None)


def written(folder: Path, table: object) -> Path:
    path = folder / "policy.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_that_every_key_of_a_policy_holds(tmp_path):
    policy = policy_at([written(tmp_path, WHOLE)])
    assert policy.warnings == ()
    held = policy.over(Settings(clerk="M. Ortiz", auto_lock_minutes=60))
    assert held == Settings(
        clerk="M. Ortiz",
        letterhead=Letterhead("City of Ash Fork", ("1 Main St",), "555-0101"),
        zone="America/Chicago",
        jurisdiction="FL",
        theme=Theme.DARK,
        page="a4",
        scans=Languages.ENGLISH_AND_SPANISH,
        text_percent=125,
        auto_lock_minutes=10,
    )
    assert policy.ways_out == {WayOut.TABLES, WayOut.BACKUPS}
    assert policy.update_key == bytes(range(32))
    assert not policy.no_updates


def test_that_no_policy_changes_nothing(tmp_path):
    assert policy_at([tmp_path / "none" / "policy.json"]) == Policy()
    chosen = Settings(auto_lock_minutes=0, page="legal")
    assert Policy().over(chosen) == chosen
    for way in WayOut:
        Policy().refuse(way)


@pytest.mark.parametrize(("chosen", "held"), [(0, 15), (60, 15), (15, 15), (5, 5)])
def test_that_a_clerk_may_lock_sooner_and_never_later(chosen, held):
    assert Policy(lock_at_most=15).minutes(chosen) == held


def test_that_a_seal_stays_the_clerks_where_the_policy_names_none():
    seal = Picture(2, 2, b"seal", Encoding.PNG)
    own = Settings(letterhead=Letterhead("Mine", logo=seal))
    policy = policy_of([Told("here", {"letterhead": HEAD})])
    assert policy.over(own).letterhead.logo == seal
    assert policy.over(own).letterhead.department == "City of Ash Fork"
    kept = policy.own(replace(policy.over(own), clerk="A"), own)
    assert (kept.letterhead, kept.clerk) == (own.letterhead, "A")


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("zone", "Mars/Olympus"),
        ("zone", 3),
        ("theme", "purple"),
        ("page", None),
        ("scans", ["english"]),
        ("text_percent", 3),
        ("letterhead", "City of Ash Fork"),
        ("letterhead", {"address": "1 Main St"}),
        ("jurisdiction", 7),
    ],
)
def test_that_a_bad_value_is_told_and_fixes_nothing(name, bad):
    policy = policy_of([Told("here", {name: bad})])
    assert not policy.fixes(name)
    (warning,) = policy.warnings
    assert name in warning
    assert policy.over(Settings()) == Settings()


@pytest.mark.parametrize("bad", ["15 minutes", 0, -5, 1441, True, None, 7.5])
def test_that_a_bad_time_for_locking_still_locks(bad):
    policy = policy_of([Told("here", {"auto_lock_minutes": bad})])
    assert policy.minutes(0) == 15
    assert "15 minutes" in policy.warnings[0]


@pytest.mark.parametrize("bad", ["tables", 7, None, {"tables": True}])
def test_that_a_bad_list_of_exports_allows_none(bad):
    policy = policy_of([Told("here", {"exports_allowed": bad})])
    assert policy.ways_out == frozenset()
    assert "only packets may leave" in policy.warnings[0]


def test_that_an_unknown_export_is_told_and_the_others_hold():
    policy = policy_of([Told("here", {"exports_allowed": ["tables", "everything", 4]})])
    assert policy.ways_out == {WayOut.TABLES}
    assert "“everything”" in policy.warnings[0]
    assert "“4”" in policy.warnings[1]


@pytest.mark.parametrize("bad", ["", "AAAA", "not base64!", 5, "ä", KEY + "AAAA"])
def test_that_a_bad_key_means_no_updates_at_all(bad):
    policy = policy_of([Told("here", {"update_key": bad})])
    assert policy.update_key is None
    assert policy.no_updates
    assert "no update" in policy.warnings[0]


def test_that_an_unknown_name_is_told():
    assert "“auto_look”" in policy_of([Told("here", {"auto_look": 5})]).warnings[0]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe{}", b"[" * 200_000, b" " * (MOST_BYTES + 1)],
    ids=["empty", "cut", "list", "text", "utf16", "deep", "large"],
)
def test_that_a_policy_that_cannot_be_read_closes_instead_of_loosening(tmp_path, content):
    path = tmp_path / "policy.json"
    path.write_bytes(content)
    policy = policy_at([path])
    assert policy.ways_out == frozenset()
    assert policy.minutes(0) == 15
    assert policy.no_updates
    assert len(policy.warnings) == 1
    assert str(path) in policy.warnings[0]


def test_that_a_folder_in_place_of_the_file_closes_too(tmp_path):
    (tmp_path / "policy.json").mkdir()
    assert policy_at([tmp_path / "policy.json"]).ways_out == frozenset()


def test_that_a_file_of_notepad_with_its_mark_is_read(tmp_path):
    path = tmp_path / "policy.json"
    path.write_text('{"page": "a4"}', encoding="utf-8-sig")
    assert policy_at([path]).fixed == {"page": "a4"}


def test_that_the_weightier_place_wins_name_by_name():
    light = Told("beside", {"page": "a4", "zone": "UTC", "exports_allowed": ["tables"]})
    heavy = Told("registry", {"page": "legal", "exports_allowed": []})
    policy = policy_of([light, heavy])
    assert policy.fixed == {"page": "legal", "zone": "UTC"}
    assert policy.ways_out == frozenset()


def test_that_a_lighter_place_cannot_open_what_an_unreadable_one_may_close():
    open_wide = Told("beside", {"exports_allowed": [way.value for way in WayOut]})
    assert policy_of([open_wide, Told("machine", None)]).ways_out == frozenset()
    assert policy_of([Told("machine", None), open_wide]).ways_out == frozenset(WayOut)


def test_that_the_registry_says_the_same_with_its_own_types():
    values = [
        ("auto_lock_minutes", 10),
        ("text_percent", "125"),
        ("zone", "America/Chicago"),
        ("letterhead", json.dumps(HEAD)),
        ("exports_allowed", ["tables", "backups"]),
    ]
    table = of_registry(values)
    policy = policy_of([Told("registry", table)])
    assert policy.warnings == ()
    assert policy.lock_at_most == 10
    assert policy.fixed["text_percent"] == 125
    assert policy.letterhead == Letterhead("City of Ash Fork", ("1 Main St",), "555-0101")
    assert of_registry([("exports_allowed", "tables, backups,")]) == {
        "exports_allowed": ["tables", "backups"]
    }
    assert of_registry([("exports_allowed", '["tables"]')]) == {"exports_allowed": ["tables"]}
    assert policy_of([Told("r", of_registry([("letterhead", "{cut")]))]).letterhead is None
    assert policy_of([Told("r", of_registry([("exports_allowed", "")]))]).ways_out == frozenset()


@pytest.mark.parametrize("way", list(WayOut))
def test_that_a_refusal_is_one_sentence_and_what_to_do(way):
    with pytest.raises(AppError) as told:
        Policy(ways_out=frozenset()).refuse(way)
    assert told.value.what.startswith("Your IT department does not allow ")
    assert told.value.remedy == "Ask them."
