"""A policy that others than administrators could have written: it may forbid, and nothing else."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import pytest

from app.paths import NAME, POLICY
from app.settings.policy_places import policy_at
from app.settings.policy_reading import Told, of_registry, policy_of
from app.settings.ways_out import WayOut

KEY = base64.b64encode(bytes(range(32))).decode("ascii")
PLANTED = "C:\\ProgramData\\Sunshine Desk\\policy.json"


def planted(**table: object) -> Told:
    return Told(PLANTED, table, trusted=False)


def test_that_a_planted_policy_fixes_nothing_and_names_no_key():
    head = {"department": "Somebody else", "contact": "555-0199"}
    policy = policy_of([planted(letterhead=head, zone="Asia/Tokyo", page="a4", update_key=KEY)])
    assert policy.fixed == {}
    assert policy.update_key is None
    (warning,) = policy.warnings
    assert PLANTED in warning


def test_that_a_planted_policy_may_forbid():
    policy = policy_of([planted(auto_lock_minutes=5, exports_allowed=["tables"])])
    assert policy.lock_at_most == 5
    assert policy.ways_out == {WayOut.TABLES}


@pytest.mark.parametrize(
    ("lighter", "told", "held"), [(10, 60, 10), (10, 5, 5), (10, "bad", 10), (20, "bad", 15)]
)
def test_that_a_planted_policy_loosens_no_lighter_one(lighter, told, held):
    trusted = Told("beside", {"auto_lock_minutes": lighter, "exports_allowed": ["backups"]})
    policy = policy_of([trusted, planted(auto_lock_minutes=told, exports_allowed=["tables"])])
    assert policy.lock_at_most == held
    assert policy.ways_out == frozenset()


def test_that_a_planted_list_that_is_none_allows_nothing():
    assert policy_of([planted(exports_allowed="all")]).ways_out == frozenset()


def test_that_a_key_of_a_trusted_place_stands_and_no_other_takes_its_place():
    strange = base64.b64encode(bytes(32)).decode("ascii")
    trusted = Told("beside", {"update_key": KEY})
    assert policy_of([trusted, planted(update_key=strange)]).update_key == bytes(range(32))
    assert policy_of([planted(update_key=strange)]).no_updates
    registry = Told("registry", {"update_key": KEY})
    policy = policy_of([planted(update_key=strange), registry])
    assert (policy.update_key, policy.no_updates) == (bytes(range(32)), False)


def test_that_a_weightier_place_has_the_last_word():
    registry = Told("registry", {"auto_lock_minutes": 30, "exports_allowed": ["tables"]})
    policy = policy_of([planted(auto_lock_minutes=1, exports_allowed=[]), registry])
    assert (policy.lock_at_most, policy.ways_out) == (30, {WayOut.TABLES})


def written(folder: Path, **table: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / POLICY
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_that_each_file_is_judged_by_who_may_change_it(tmp_path):
    ours = written(tmp_path / "ours", page="a4")
    theirs = written(tmp_path / "theirs", zone="UTC")
    policy = policy_at([ours, theirs], lambda path: path == ours, lambda: None)
    assert policy.fixed == {"page": "a4"}
    assert [str(theirs) in one for one in policy.warnings] == [True]


def test_that_a_policy_beside_the_program_is_as_good_as_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path.resolve() / "SunshineDesk.exe"))
    beside = written(tmp_path.resolve(), page="a4")
    policy = policy_at([beside], lambda _: False, lambda: None)
    assert (policy.fixed, policy.warnings) == ({"page": "a4"}, ())


def test_that_the_folder_of_all_users_is_looked_into_wherever_else_a_variable_leads(tmp_path):
    elsewhere = written(tmp_path / "elsewhere", exports_allowed=["tables", "backups"])
    written(tmp_path / "all users" / NAME, exports_allowed=["tables"], auto_lock_minutes=5)
    policy = policy_at([elsewhere], lambda _: True, lambda: tmp_path / "all users")
    assert (policy.ways_out, policy.lock_at_most) == ({WayOut.TABLES}, 5)


def test_that_the_registry_knows_no_capitals_and_no_empty_parts():
    values = [("", ""), ("Auto_Lock_Minutes", 10), ("EXPORTS_ALLOWED", ["", "tables", ""])]
    assert of_registry(values) == {"auto_lock_minutes": 10, "exports_allowed": ["tables"]}
