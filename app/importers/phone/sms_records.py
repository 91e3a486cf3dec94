"""Text messages and calls of SMS Backup & Restore as records; fields as SyncTech lists them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.domain.people import Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed
from app.importers.phone.sms_cast import Casting
from app.importers.text import clean
from app.importers.times import Timed, TimeReader

PLATFORM = "sms"

NOT_SENT = Problem("not_sent", "It was still waiting to be sent when the backup was made.")
NO_DIRECTION = Problem(
    "direction_unknown", "The backup does not say whether it was sent or received."
)

_SENT_BY_OWNER = frozenset({"2", "3", "4", "5", "6"})
_FLAGS = {"3": frozenset({Flag.DRAFT.value}), "5": frozenset({Flag.FAILED.value})}
_NO_FLAGS: frozenset[str] = frozenset()
_FAILED = frozenset({Flag.FAILED.value})
_MAPPED = frozenset({"address", "body", "contact_name", "date", "readable_date", "subject", "type"})
_USUAL = {
    "protocol": "0", "toa": "null", "sc_toa": "null", "read": "1", "status": "-1", "locked": "0",
    "date_sent": "0", "seen": "1",
}  # fmt: skip
_SAYS_LITTLE = frozenset({"service_center", "sub_id"})
_CALLS = {
    "1": ("Incoming call", Role.TO), "2": ("Outgoing call", Role.FROM),
    "3": ("Missed call", Role.TO), "4": ("Voicemail", Role.TO), "5": ("Rejected call", Role.TO),
    "6": ("Blocked call", Role.TO),
}  # fmt: skip
_CALL_MAPPED = frozenset(
    {"number", "duration", "date", "type", "readable_date", "contact_name", "subscription_id"}
)
_HIDDEN = frozenset({"-1", "-2", "-3", "null", ""})


class RecordMaker:
    """Makes records of the attributes of ``sms`` and ``call`` elements."""

    def __init__(self, casting: Casting, times: TimeReader) -> None:
        self._casting = casting
        self._times = times
        self._odd_names: dict[tuple[str, ...], tuple[str, ...]] = {}

    def message(self, attributes: Mapping[str, str], locator: str) -> Parsed:
        """Make a record of a text message."""
        get = attributes.get
        kind = get("type", "")
        sent = self._times.epoch(get("date", ""))
        owner_is = owner_role(kind)
        cast = self._casting.between(get("address", ""), get("contact_name", ""), owner_is)
        flags = _FAILED if get("status") == "64" else _FLAGS.get(kind, _NO_FLAGS)
        return Parsed(
            locator, PLATFORM, Kind.MESSAGE, text_of(get("body", "")), sent.moment, cast.parties,
            conversation_key=cast.key,
            conversation_title=cast.title,
            subject=text_of(get("subject", "")),
            flags=flags | sent.flags if sent.problems else flags,
            problems=problems_of(sent, kind, owner_is),
            raw=self._rest(attributes, kind, owner_is),
        )  # fmt: skip

    def call(self, attributes: Mapping[str, str], locator: str) -> Parsed:
        """Make a record of a telephone call; its text says what kind and how long."""
        get = attributes.get
        kind = get("type", "")
        words, owner_is = _CALLS.get(kind, ("Call", None))
        number = get("number", "")
        address = "" if number in _HIDDEN else number
        cast = self._casting.between(address, get("contact_name", ""), owner_is)
        sent = self._times.epoch(get("date", ""))
        rest = {
            name: clean(value)
            for name, value in attributes.items()
            if name not in _CALL_MAPPED and value not in {"", "null"}
        }
        if kind not in _CALLS:
            rest["type"] = clean(kind)
        return Parsed(
            locator, PLATFORM, Kind.CALL, words + _lasted(get("duration", "")), sent.moment,
            cast.parties,
            conversation_key=cast.key,
            conversation_title=cast.title,
            flags=sent.flags,
            problems=sent.problems + (() if owner_is else (NO_DIRECTION,)),
            raw=json.dumps(rest, ensure_ascii=False) if rest else "",
        )  # fmt: skip

    def _rest(self, attributes: Mapping[str, str], kind: str, owner_is: Role | None) -> str:
        """Give what was not mapped and is not as usual, as JSON."""
        names = tuple(attributes)
        odd = self._odd_names.get(names)
        if odd is None:
            if len(self._odd_names) > 1_000:
                self._odd_names.clear()
            odd = tuple(sorted(set(names) - _MAPPED - _SAYS_LITTLE))
            self._odd_names[names] = odd
        rest = {
            name: value
            for name in odd
            if (value := attributes[name]) != "null" and value != _USUAL.get(name)
        }
        if owner_is is None and kind:
            rest["type"] = kind
        return clean(json.dumps(rest, ensure_ascii=False)) if rest else ""


def owner_role(kind: str) -> Role | None:
    """Say what the custodian is to a message by its ``type`` or ``msg_box``."""
    if kind == "1":
        return Role.TO
    return Role.FROM if kind in _SENT_BY_OWNER else None


def problems_of(sent: Timed, kind: str, owner_is: Role | None) -> tuple[Problem, ...]:
    """Say what is odd about a message of a ``type`` or ``msg_box``."""
    if owner_is is None:
        return (*sent.problems, NO_DIRECTION)
    return (*sent.problems, NOT_SENT) if kind in {"4", "6"} else sent.problems


def flags_of(kind: str) -> frozenset[str]:
    """Give the flags of a message of a ``type`` or ``msg_box``."""
    return _FLAGS.get(kind, _NO_FLAGS)


def text_of(value: str) -> str:
    """Give a value as clean text; ``null`` means that there is none."""
    return "" if value == "null" else clean(value)


def _lasted(duration: str) -> str:
    if not duration.isascii() or not duration.isdigit() or len(duration) > 7 or int(duration) == 0:
        return ""
    minutes, seconds = divmod(int(duration), 60)
    return f", {minutes} min {seconds} s" if minutes else f", {seconds} s"
