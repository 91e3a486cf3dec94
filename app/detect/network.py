"""Addresses of computers and numbers of mobile devices; tells versions and times from them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from app.detect.card import is_luhn
from app.detect.cues import named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion, digits_of
from app.domain.spans import Span

DEVICE_WORDS = words_of("imei meid esn iccid imsi sim handset device")
_FOUR = re.compile(r"[0-9](?<![\w.-][0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?![\w-]|\.[0-9])")
_SIX = re.compile(
    r"[0-9A-Fa-f:](?<![\w:.][0-9A-Fa-f:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])"
)
_MAC = re.compile(
    r"[0-9A-Fa-f]{2}(?<![\w:-]..)(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})(?![\w:-])"
    r"|[0-9A-Fa-f]{4}(?<![\w.].{4})\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w.])"
)
_VERSION = re.compile(
    r"(?:\b(?:v|ver|vers|version|release|build|firmware|update|section|sec|chapter|art"
    r"|article|policy"
    r"|rule|paragraph|para|code|ordinance|order|item|ios|android|python|windows|app|patch|driver"
    r"|chrome|firefox|os)\b|§)\W{0,3}\Z",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:ip|ips|address|addr|host|server|login|logged|ping|router|modem|dns|gateway|from)\b",
    re.IGNORECASE,
)
_PRIVATE = ("192.168.", "10.", "172.", "169.254.", "127.")
_DEVICE = re.compile(r"[0-9](?<![\w.-][0-9])[0-9](?:[ -]?[0-9]){12}[ -]?[0-9](?![\w]|[.-][0-9])")
_NAMED_DEVICE = named(
    r"imei|meid|esn|iccid|imsi|sim(?: card)?|handset|device id",
    r"[0-9](?:[ /-]?[0-9]){13,19}(?![0-9])",
)


def find_addresses(seen: Seen) -> Iterator[Suggestion]:
    """Give the network addresses (IPv4 and IPv6) of a text."""
    if seen.plain.count(".") >= 3:
        for match in _FOUR.finditer(seen.plain):
            if _is_four(seen, match):
                why = "A network address of four numbers below 256."
                yield Suggestion(Span(*match.span()), Kind.IP, "look", why, match[0])
    if seen.plain.count(":") >= 2:
        for match in _SIX.finditer(seen.plain):
            if group := six_of(match[0]):
                why = "A network address of version 6."
                yield Suggestion(Span(*match.span()), Kind.IP, "look", why, group)


def _is_four(seen: Seen, match: re.Match[str]) -> bool:
    parts = [int(part) for part in match[0].split(".")]
    words = seen.plain[max(0, match.start() - 24) : match.start()]
    if max(parts) > 255 or parts[0] == 0 or _VERSION.search(words):
        return False
    if _SAID.search(words) or match[0].startswith(_PRIVATE):
        return True
    return len(digits_of(match[0])) >= 7


def six_of(text: str) -> str:
    """Give an IPv6 address in its one short form; empty for times and what else is none."""
    groups = [group for group in text.split(":") if group]
    if len(groups) < 3 or ("::" not in text and len(groups) != 8):
        return ""
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        return ""


def find_cards(seen: Seen) -> Iterator[Suggestion]:
    """Give the addresses of network cards (MAC)."""
    for match in _MAC.finditer(seen.plain):
        group = re.sub(r"[^0-9a-f]", "", match[0].lower())
        if len(set(group)) > 2 and ("." not in match[0] or not group.isdigit()):
            why = "The address of a network card by its form."
            yield Suggestion(Span(*match.span()), Kind.MAC, "look", why, group)


def find_devices(seen: Seen) -> Iterator[Suggestion]:
    """Give numbers of mobile devices (IMEI): the check digit fits, or a word names them."""
    if not seen.words.isdisjoint(DEVICE_WORDS):
        for match in _NAMED_DEVICE.finditer(seen.mended):
            why = "The number of a mobile device or its card, named as such."
            group = digits_of(match["value"])
            yield Suggestion(Span(*match.span("value")), Kind.IMEI, "look", why, group)
    for match in _DEVICE.finditer(seen.plain):
        digits = digits_of(match[0])
        if digits[:2] in {"01", "35", "86", "99"} and is_luhn(digits) and _is_known(match[0]):
            why = "The number of a mobile device (IMEI): the check digit fits."
            yield Suggestion(Span(*match.span()), Kind.IMEI, "look", why, digits)


def _is_known(text: str) -> bool:
    return text.isdigit() or [len(part) for part in re.split("[ -]", text)] in (
        [2, 6, 6, 1], [6, 2, 6, 1], [8, 6, 1],
    )  # fmt: skip
