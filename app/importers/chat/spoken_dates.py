"""Dates written out in words, as Google does in the account's language; knows no platform."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from app.importers.text import plain_blanks

_MONTHS = (
    "jan januar january janeiro enero ene janvier janv gennaio gen januari",
    "feb februar february fevereiro fev febrero fevrier fevr febbraio februari",
    "mar marz marzo march marco mars maart mrt mrz",
    "apr april abril abr avril avr aprile",
    "mai may maio mayo mag maggio mei",
    "jun juni june junho junio juin giu giugno",
    "jul juli july julho julio juil juillet lug luglio",
    "aug august agosto ago aout augustus",
    "sep sept september setembro set septiembre septembre settembre",
    "okt oct oktober october outubro out octubre octobre ott ottobre",
    "nov november novembro noviembre novembre",
    "dez dec dezember december dezembro diciembre dic decembre dicembre",
)
_NUMBERS = {word: number for number, line in enumerate(_MONTHS, 1) for word in line.split()}
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap])?\.?\s?(?:m\b)?")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DAY = re.compile(r"\b(\d{1,2})\b")
_WORD = re.compile(r"[^\W\d_]+")
_UTC = re.compile(r"\b(?:utc|gmt|z)\b(?!\s*[+-]\d)")


def spoken_date(untrusted: str) -> dt.datetime | None:
    """Read a date such as ``Thursday, November 3, 2016 at 11:59:50 AM UTC``; None if it is none."""
    plain = _folded(plain_blanks(untrusted[:200]))
    time = _TIME.search(plain)
    year = _YEAR.search(plain)
    if time is None or year is None:
        return None
    rest = plain[: time.start()] + " " + plain[time.end() :]
    months = [_NUMBERS[word] for word in _WORD.findall(rest) if word in _NUMBERS]
    day = _DAY.search(_YEAR.sub(" ", rest))
    if not months or day is None:
        return None
    try:
        when = dt.datetime(int(year[0]), months[0], int(day[1]), *_clock(time))  # noqa: DTZ001 - its zone follows
    except ValueError:
        return None
    return when.replace(tzinfo=dt.UTC) if _UTC.search(plain) else when


def _clock(time: re.Match[str]) -> tuple[int, int, int]:
    hour = int(time[1])
    if time[4] and hour <= 12:
        hour = hour % 12 + (12 if time[4] == "p" else 0)
    return hour, int(time[2]), int(time[3] or 0)


def _folded(text: str) -> str:
    """Drop accents and capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
