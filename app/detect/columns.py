"""Identifiers in the columns of a table, named by the column's head; knows no other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.detect import birth_date
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion, signs_of
from app.detect.tables import cells, may_hold_table

_NUMBER = r"(?: (?:no|num|number|nbr|#|id))?"
_LOCK = r"(?:gate|door|alarm|entry|access|garage|lockbox) code"
_NETWORK = r"handle|user ?name|screen name|instagram|snapchat|tiktok|twitter"
_BORN = r"dob|d o b|date of birth|birth ?date|birth ?day|born|fecha de nacimiento|fecha nac"
_PATIENT = r"mrn|patient|medical record|chart|rx"
_HEADS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.SSN,
        r"ssn|ss #|ss no|soc(?:ial)?(?: sec(?:urity)?)?",
        r"[0-9](?:[ -]?[0-9]){8}|[0-9]{4}",
    ),
    (Kind.BIRTH_DATE, _BORN, ""),
    (
        Kind.DRIVER_LICENSE,
        r"dl|dln|oln|driver ?s? (?:licen[cs]e|lic)|d l|licencia|operator licen[cs]e|lic",
        r"(?=(?:[A-Z -]*[0-9]){4})[A-Z0-9][A-Z0-9 -]{3,22}[A-Z0-9]",
    ),
    (
        Kind.PHONE,
        (r"(?:(?:home|work|cell|mobile|contact|day|evening) )?(?:phone|tel|telephone|cell|mobile"
        r"|fax|tel[eé]fono|celular)|callback|cb"),
        r"[+(]?[0-9](?:[ ().+-]{0,3}[0-9]){6,13}(?: ?(?:x|ext\.?) ?[0-9]{1,5})?",
    ),
    (
        Kind.PLATE,
        r"(?:(?:licen[cs]e|lic|vehicle|veh) )?(?:plate|tag|tags|reg|registration)|lp|lpn|placa",
        r"(?=[A-Z -]{0,7}[0-9])[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,7}",
    ),
    (Kind.VIN, r"vin|vehicle identification", r"[A-Z0-9]{6,17}"),
    (
        Kind.FILE_NUMBER,
        (r"case|incident|report|rpt|cad|event|docket|citation|cit|cite|booking|complaint|warrant"
        r"|cfs|arrest"),
        r"(?=(?:[A-Z./-]*[0-9]){3})[A-Z0-9][A-Z0-9./-]{3,19}",
    ),
    (
        Kind.ADDRESS,
        (r"(?:(?:home|street|mailing|residence|current) )?(?:address|addr|street|residence"
        r"|direcci[oó]n|domicilio)"),
        r"[0-9]{1,6}[A-Z]? [^\n]{3,80}|P\.? ?O\.? ?Box [^\n]{1,60}",
    ),
    (Kind.PASSPORT, r"passport|pasaporte", r"[A-Z]{0,2}[0-9]{6,9}"),
    (Kind.IMMIGRATION, r"a|alien|uscis", r"A?[ -]?[0-9]{3}-?[0-9]{3}-?[0-9]{2,3}"),
    (Kind.MEDICAL, _PATIENT, r"(?=(?:[A-Z-]*[0-9]){4})[A-Z0-9-]{5,14}"),
    (
        Kind.INSURANCE,
        r"(?:insurance )?(?:policy|member|claim)|subscriber",
        r"(?=(?:[A-Z -]*[0-9]){5})[A-Z0-9][A-Z0-9 -]{4,20}",
    ),
    (Kind.CRIMINAL_ID, r"fbi|sid|ucn|state id", r"(?=(?:[A-Z]*[0-9]){3})[A-Z0-9]{6,12}"),
    (Kind.ROUTING, r"routing|aba|rtn", r"[0-9]{9}"),
    (
        Kind.BANK_ACCOUNT,
        r"(?:bank |checking |savings )?(?:account|acct)|checking|savings",
        r"[0-9](?:[ -]?[0-9]){5,16}",
    ),
    (
        Kind.CARD,
        r"(?:(?:credit|debit|payment) )?card|cc|visa",
        r"[0-9](?:[ -]?[0-9]){12,18}|(?:[x*•]{1,12}[ -]?){0,4}[0-9]{4}",
    ),
    (Kind.EIN, r"f?ein|tax id|fed id", r"[0-9]{2}-?[0-9]{7}"),
    (Kind.IMEI, r"imei|meid", r"[0-9][0-9 -]{13,18}"),
    (Kind.PASSWORD, r"password|pass|pw|pin|passcode|contrase[nñ]a", r"\S{4,64}"),
    (Kind.DOOR_CODE, _LOCK, r"[#*]?[0-9]{3,8}[#*]?"),
    (Kind.HANDLE, _NETWORK, r"@?[\w.]{3,30}"),
    (Kind.MINOR_AGE, r"age|edad", r"1[0-7]|[1-9]"),
)  # fmt: skip
_NAMED = tuple((kind, re.compile(rf"(?:{head}){_NUMBER}")) for kind, head, _ in _HEADS)
_FORMS = {kind: re.compile(form, re.IGNORECASE) for kind, _, form in _HEADS if form}


_LOOK = frozenset(
    {Kind.PHONE, Kind.PLATE, Kind.VIN, Kind.FILE_NUMBER, Kind.ADDRESS, Kind.EIN, Kind.IMEI,
     Kind.HANDLE, Kind.MINOR_AGE}
)  # fmt: skip


@cache
def kind_of_head(words: str) -> str:
    """Give the kind that a column's name means; empty where it means none."""
    return next((str(kind) for kind, head in _NAMED if head.fullmatch(words)), "")


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give the cells of columns that are named after a kind, where their form fits."""
    if not may_hold_table(seen.plain):
        return
    for cell in cells(seen.plain, kind_of_head):
        kind = Kind(cell.means)
        value = seen.mended[cell.span.start : cell.span.end]
        if not _fits(kind, value):
            continue
        group = birth_date.group_of(value) if kind is Kind.BIRTH_DATE else signs_of(value)
        why = "The head of its column says what it is."
        yield Suggestion(cell.span, kind, "look" if kind in _LOOK else "critical", why, group)


def _fits(kind: Kind, value: str) -> bool:
    form = _FORMS.get(kind)
    is_date = birth_date.is_date(value)
    if form is None:
        return is_date
    return form.fullmatch(value) is not None and not (is_date and kind is Kind.FILE_NUMBER)
