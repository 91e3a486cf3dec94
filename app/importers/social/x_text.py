"""Reads what X does to text and dates: HTML entities, shortened links, English day names."""

from __future__ import annotations

import datetime as dt
import html
import re

from app.importers.social.taking import Entry, put_back, take_entries, take_text
from app.importers.text import clean
from app.importers.times import Timed, TimeReader

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_CREATED = re.compile(
    r"\w{3} (\w{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{2})(\d{2}) (\d{1,4})", re.ASCII
)
_SHORT = re.compile(r"https?://t\.co/[A-Za-z0-9]+")
_CUT_RETWEET = re.compile(r"RT @\w+: .*(?:…|\.\.\.)\s*\Z", re.DOTALL)


def read_time(times: TimeReader, untrusted: str) -> Timed:
    """Read ``Sat Feb 18 12:33:11 +0000 2023`` or ISO 8601."""
    found = _CREATED.fullmatch(untrusted.strip())
    month = _MONTHS.get(found[1].lower()) if found else None
    if not found or not month:
        return times.iso(untrusted)
    day, hour, minute, second = (int(found[group]) for group in (2, 3, 4, 5))
    zone = dt.UTC if found[6] + found[7] == "+0000" else _zone(found[6], found[7])
    try:
        when = dt.datetime(int(found[8]), month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return times.iso(untrusted)
    return times.at(when, untrusted)


def plain(text: str) -> str:
    """Undo one layer of HTML entities; a second one was typed by somebody."""
    return clean(html.unescape(text)) if "&" in text else text


def take_links(entities: Entry, long: str = "expanded_url") -> dict[str, str]:
    """Take the links of an ``entities`` object: short form to long form."""
    links: dict[str, str] = {}
    for key in ("urls", "media"):
        listed = take_entries(entities, key)
        for link in listed:
            short = take_text(link, "url")
            if short:
                links[_https(short)] = plain(take_text(link, long)) or short
        put_back(entities, key, listed)
    return links


def expanded(text: str, links: dict[str, str]) -> str:
    """Write the long form of each link that is known."""
    if not links:
        return text
    return _SHORT.sub(lambda found: links.get(_https(found[0]), found[0]), text)


def short_links(text: str) -> list[str]:
    """List the shortened links of a text, in order, each once."""
    return list(dict.fromkeys(_SHORT.findall(text)))


def is_cut_retweet(text: str) -> bool:
    """Say whether it is a repetition that was cut to the length of a tweet."""
    return _CUT_RETWEET.match(text) is not None


def _https(link: str) -> str:
    return link.replace("http://", "https://", 1)


def _zone(hours: str, minutes: str) -> dt.timezone:
    offset = dt.timedelta(hours=int(hours), minutes=int(hours[0] + minutes))
    return dt.timezone(offset) if abs(offset) < dt.timedelta(days=1) else dt.UTC
