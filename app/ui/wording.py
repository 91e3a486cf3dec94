"""Sentences of the window: dates, counts and deadlines in a clerk's words. No PySide6."""

from __future__ import annotations

import datetime as dt

from app.domain.requests import Request, Stage
from app.errors import AppError
from app.ui.rows import Notice, Tone

SOON_DAYS = 5


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun, ``1 record`` or ``2,140 records``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Give a day as ``Fri 27 Nov``, with its year where that is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def long_day(day: dt.date) -> str:
    """Give a day as ``Friday 27 November 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def urgency(days_left: int, stage: Stage = Stage.OPEN) -> Tone:
    """Say how pressing a request is."""
    if stage is Stage.CLOSED:
        return Tone.MUTED
    if days_left < 0:
        return Tone.BAD
    return Tone.SOON if days_left <= SOON_DAYS else Tone.PLAIN


def urgency_sign(tone: Tone) -> str:
    """Give the sign that says the same as the colour, for those who do not see it."""
    return {Tone.BAD: "●", Tone.SOON: "▲"}.get(tone, "")


def urgency_word(tone: Tone) -> str:
    """Give the word beside the sign."""
    return {Tone.BAD: "overdue", Tone.SOON: "soon"}.get(tone, "")


def days_left(days: int) -> str:
    """Say how many business days are left."""
    if days < 0:
        return f"{count(-days, 'business day')} late"
    if days == 0:
        return "due today"
    return f"{count(days, 'business day')}"


def about(request: Request, longest: int = 90) -> str:
    """Give what a request asks for as one short line."""
    line = " ".join(request.details.text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def of_error(error: AppError) -> Notice:
    """Give the line that tells an error in a page."""
    return Notice(error.what, error.remedy, Tone.BAD)


def size(number: int) -> str:
    """Give a size in the unit a clerk would use."""
    for unit, power in (("GB", 3), ("MB", 2), ("KB", 1)):
        if number >= 1000**power:
            amount = number / 1000**power
            return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:,.0f} {unit}"
    return count(number, "byte")
