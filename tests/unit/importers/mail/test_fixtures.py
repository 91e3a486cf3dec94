"""Mails that others collected are read as their own reader, mail-parser, reads them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.parsed import Parsed
from app.domain.people import Role
from app.importers.mail.eml import parse_mail

FIXTURES = Path(__file__).resolve().parents[3] / "exports" / "fixtures" / "eml"
MAILS = sorted(FIXTURES.glob("*/*.eml"))
NO_DATE = {"malformed/019"}
"""A dump of a session in which the date line is broken; mail-parser reads a later one."""


def _expected(path: Path) -> dict[str, Any]:
    taken = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    headers = taken["parts"][0]["headers"]
    return {one["name"]: one["value"] for one in headers if isinstance(one["name"], str)}


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", MAILS, ids=_name)
def test_that_subject_sender_and_date_agree(path: Path) -> None:
    record = parse_mail(path.read_bytes(), path.name)
    assert isinstance(record, Parsed)
    headers = _expected(path)
    if "subject" in headers:
        assert record.subject == headers["subject"]["Text"].strip()
    sender = headers.get("from")
    senders = sender["Address"].get("List") or [] if isinstance(sender, dict) else []
    mine = [(p.name, p.address) for p in record.parties if p.role is Role.FROM]
    if senders:
        assert mine == [(one.get("name") or "", one.get("address") or "") for one in senders]
    date = headers.get("date")
    if isinstance(date, dict) and _name(path) not in NO_DATE:
        assert record.sent.utc == _utc(date["DateTime"])


def _utc(value: dict[str, int]) -> int:
    offset = dt.timedelta(hours=value["tz_hour"], minutes=value["tz_minute"])
    zone = dt.timezone(-offset if value["tz_before_gmt"] else offset)
    fields = ("year", "month", "day", "hour", "minute", "second")
    when = dt.datetime(*(value[field] for field in fields), tzinfo=zone)
    return int(when.timestamp()) * 1_000_000


def test_that_the_fixtures_are_there() -> None:
    assert len(MAILS) == 33
