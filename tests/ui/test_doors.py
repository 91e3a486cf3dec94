"""The doors to real vaults."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace

import builders
import pytest

from app.domain.columns import Meaning
from app.domain.ids import SourceId
from app.domain.requests import NewRequest
from app.errors import AppError, WrongSecret
from app.jobs.finish import finish
from app.ui.doors import LATER, Doors, SourceDoor

SMS = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<smses count="2">
  <sms protocol="0" address="+18505550101" date="1700000000000" type="1" subject="null"
    body="hello" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0"
    contact_name="Person" />
  <sms protocol="0" address="+18505550101" date="oops" type="1" subject="null" body="x"
    toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" />
</smses>
"""


@pytest.fixture
def doors(tmp_path) -> Doors:
    return Doors(lambda _: builders.new_vault(tmp_path / "sample"), lambda: dt.date(2026, 11, 23))


@pytest.fixture
def desk(doors):
    made = doors.sample(lambda _: None)
    yield made
    made.lane.close()
    made.close()


def test_that_a_vault_is_made_and_opened_again(doors, tmp_path):
    path = tmp_path / "Records.vault"
    fresh = doors.create(path, "copper lantern orbit", "M. Ortiz")
    assert fresh.recovery_key
    assert fresh.recovery_key not in repr(fresh)
    assert fresh.desk.name == "Records"
    fresh.desk.close()
    with pytest.raises(WrongSecret):
        doors.unlock(path, "another one", "M. Ortiz")
    desk = doors.unlock(path, "copper lantern orbit", "M. Ortiz")
    assert desk.who == "M. Ortiz"
    assert desk.requests.rows() == []
    desk.close()


def test_that_the_recovery_key_opens_and_sets_a_new_passphrase(doors, tmp_path):
    path = tmp_path / "Records.vault"
    fresh = doors.create(path, "copper lantern orbit", "M. Ortiz")
    fresh.desk.close()
    doors.recover(path, fresh.recovery_key.lower(), "maple zebra quarry", "M. Ortiz").close()
    with pytest.raises(WrongSecret):
        doors.unlock(path, "copper lantern orbit", "M. Ortiz")
    doors.unlock(path, "maple zebra quarry", "").close()


def test_that_what_later_pages_need_is_there_to_be_loaded(desk):
    desk.warm()
    assert set(LATER) <= set(sys.modules)


def test_that_the_law_is_asked_the_way_the_pages_ask(desk):
    codes = dict(desk.law.codes())
    assert codes["FL"] == "Florida"
    whole = desk.law.find("FL", " ")
    assert len(whole) == len(desk.law.get("FL").exemptions)
    found = desk.law.find("FL", "home address officer")
    assert 0 < len(found) < len(whole)


def test_that_an_export_goes_in_and_its_account_comes_out(desk, tmp_path):
    path = tmp_path / "sms-20260401.xml"
    path.write_text(SMS, encoding="utf-8")
    (export,) = desk.sources.look_at((path,))
    job = desk.sources.importing(export, "Diaz", "UTC", keep_export=False, own=("850-555-0126",))
    source = finish(job)
    assert source.details.own_addresses == ("850-555-0126",)
    assert not job.already_held
    assert [one.id for one in desk.sources.all()] == [source.id]
    assert source.counts.seen == 2
    odd = desk.sources.count_problems(source.id, "unreadable")
    assert len(desk.sources.problems(source.id, "unreadable", 0, 10)) == odd
    desk.sources.save_account(source.id, tmp_path / "account.csv")
    assert "sms-20260401.xml" in (tmp_path / "account.csv").read_text(encoding="utf-8-sig")
    again = desk.sources.going_on(source)
    finish(again)
    assert again.already_held


def test_that_an_account_that_cannot_be_saved_is_told(desk, tmp_path):
    with pytest.raises(AppError, match="could not be saved"):
        desk.sources.save_account(SourceId(1), tmp_path / "no" / "folder.csv")


def test_that_a_request_stands_in_the_list(desk):
    details = NewRequest("2026-001", "Dana", dt.date(2026, 11, 20), "FL")
    desk.requests.new(details)
    (row,) = desk.requests.rows()
    assert row.deadline == desk.requests.deadline(details)
    assert desk.requests.facts(row.request.id).request_open


def test_that_a_table_is_looked_at_kept_and_read_by_its_columns(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("When,Said,Mood\n1/20/2026,hello,glad\n", encoding="utf-8")
    door = desk.sources
    assert isinstance(door, SourceDoor)
    preview = door.table((path,), None, "UTC")
    told = replace(preview.mapping, columns=(("when", Meaning.DATE), ("said", Meaning.TEXT)))
    door.keep_mapping("Moods", preview.headings, told)
    assert [one.name for one in door.mappings()] == ["Moods"]
    again = door.table((path,), None, "UTC")
    assert (again.kept_name, again.mapping) == ("Moods", told)
    assert [one.text for one in again.rows] == ["hello"]
    assert door.as_table((path,), told).mapping == told
    assert door.as_paper((path,)).key == "files"
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(AppError, match="cannot be read as a table"):
        door.table((tmp_path / "b.pdf",), None, "UTC")
