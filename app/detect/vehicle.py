"""Vehicles: identification numbers with their check digit, and licence plates that words name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import named, words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.state_forms import STATE, is_plate, state_of
from app.detect.suggestion import Suggestion, signs_of
from app.domain.spans import Span

_PLATE_FORM = r"(?P<value>[A-Z0-9]{5,7}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,4})(?![\w-])"
_STATE_AND = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|OH|OK|PA|RI|S[CD]"
    rf"|T[NX]|UT|V[AT]|W[AIVY])[ /-]{{1,2}}{_PLATE_FORM}"
)
_LICENCE = re.compile(rf"\blic(?:en[cs]e)?\b\.?[ :#]{{1,4}}{_PLATE_FORM}", re.IGNORECASE)
_LOOSE = re.compile(
    rf"\b(?:plates?|tags?|placas?)\b[^0-9\n]{{1,32}}?(?<![\w-])(?=[A-Z -]{{0,5}}[0-9]){_PLATE_FORM}"
)
_LICENCE_WORDS = words_of("lic license licence")
VIN_WORDS = frozenset({"vin", "vehicle"})
PLATE_WORDS = words_of(
    "plate plates tag tags lp lpn lpr registration reg placa matrícula matricula placas"
)
AROUND_WORDS = words_of(
    "flock lpr veh stop stopped behind following towed insurance corvette uhaul haul expired "
    "hit reader parking traffic registration bolo lookout run ran running back returns return "
    "registered bearing displaying ro  "
    "honda toyota ford "
    "chevy chevrolet nissan dodge jeep bmw kia hyundai gmc mazda subaru tesla lexus sedan suv "
    "truck pickup car vehicle van coupe motorcycle camry accord civic altima f silverado ram tahoe "
    "explorer escape fusion focus mustang malibu impala equinox corolla rav tacoma tundra crv cr "
    "pilot odyssey sentra maxima rogue charger challenger durango caravan wrangler cherokee sonata "
    "elantra optima sorento forester outback jetta passat prius mercedes audi volvo buick cadillac "
    "chrysler pontiac lincoln acura infiniti mitsubishi vw volkswagen minivan hatchback wagon "
    "moped scooter trailer"
)
_VIN = re.compile(r"[A-HJ-NPR-Za-hj-npr-z0-9]{17}(?<![A-Za-z0-9].{17})(?![A-Za-z0-9])")
_SAID_VIN = named(
    r"vin(?: (?:plate|tag|sticker))?|vehicle identification",
    r"[A-Z0-9](?:[ -]?[A-Z0-9]){16}(?![A-Z0-9])",
)
_END_OF_VIN = re.compile(
    r"(?:\bvin\b[^0-9\n]{0,16}?(?:last (?:4|6|8|four|six|eight)|ending(?: in)?|ends in)"
    r"|\b(?:last (?:4|6|8|four|six|eight)|end)(?: digits)?(?: (?:of|on|in))?(?: the)? vin"
    r"(?: is| are)?"
    r"|\bpartial vin(?: is)?)\W{0,3}"
    r"(?P<value>(?=[A-Z0-9]{0,4}[0-9]{4})[A-Z0-9]{4,8})(?![A-Z0-9])",
    re.IGNORECASE,
)
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_LIKE = str.maketrans("IOQ", "100")

_PLATE = named(
    r"(?:(?:licen[cs]e|lic\.?|vehicle|veh\.?)\s)?(?P<cue>plates?|tags?|lpn?|lpr hit"
    r"|(?:vehicle )?reg(?:istration)?|placas?|matr[ií]cula)"
    rf"(?:\W{{0,3}}(?:{STATE})(?=[\W_]))?",
    r"[A-Z0-9]{1,8}(?:[ -][A-Z0-9]{1,5}){0,2}",
)
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_UNIT = re.compile(
    r"[0-9]{1,6}(?:st|nd|rd|th|am|pm|hrs?|mph|ft|mi|min|mins|yrs?|yo|lbs?|k|x[0-9]{1,4})",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?=[A-Z -]{0,7}[0-9])(?=[0-9 -]{0,7}[A-Z])(?:[A-Z0-9]{5,7}|[A-Z0-9]{3}[- ][A-Z0-9]{3,4})\b"
)
_AROUND_BEFORE = re.compile(
    r"\b(?:plate reader|flock(?: hit)?|lpr|veh\.?|stop on|stopped|behind|following|towed"
    r"|insurance on"
    r"|corvette|u-?haul|parking ticket|registration|tags?|traffic|hit on|bolo(?: for)?"
    r"|lookout for|run|ran|running|registered|bearing|displaying"
    r"|honda|toyota|ford|chevy|chevrolet|nissan"
    r"|dodge|jeep|bmw|kia|hyundai|gmc|mazda|subaru|tesla|lexus|sedan|suv|truck|pickup|car|vehicle"
    r"|van|coupe|motorcycle|camry|accord|civic|altima|f-?[0-9]{3}|silverado|ram|tahoe|explorer"
    r"|escape|fusion|focus|mustang|malibu|impala|equinox|corolla|rav4|tacoma|tundra|cr-?v|pilot"
    r"|odyssey|sentra|maxima|rogue|charger|challenger|durango|caravan|wrangler|cherokee|sonata"
    r"|elantra|optima|sorento|forester|outback|jetta|passat|prius|mercedes|audi|volvo|buick"
    r"|cadillac|chrysler|pontiac|lincoln|acura|infiniti|mitsubishi|vw|volkswagen|minivan"
    r"|hatchback|wagon|moped|scooter|trailer)\b[^.!?\n]{0,24}\Z",
    re.IGNORECASE,
)
_AROUND_BEHIND = re.compile(
    r"[^.!?\n]{0,24}?\b(?:sedan|suv|truck|pickup|van|car|civic|accord|honda|toyota|ford|chevy|nissan"
    r"|dodge|jeep|kia|hyundai)\b|[^.!?\n]{0,8}\b(?:comes? back|came back|coming back"
    r"|returns? (?:to|on)|is registered|expired"
    r"|registered)\b",
    re.IGNORECASE,
)
_ROADS = words_of("CR SR US FM RM HB SB EO GO FY PO RR OR IR ST HR")


def find_vin(seen: Seen) -> Iterator[Suggestion]:
    """Give vehicle identification numbers whose check digit fits, or that are called so."""
    for match in _VIN.finditer(seen.plain):
        number = match[0].upper()
        if is_vin(number):
            why = "A vehicle identification number: the check digit fits."
            yield Suggestion(Span(*match.span()), Kind.VIN, "look", why, number)
    for match in seen.find(_SAID_VIN, VIN_WORDS):
        number = signs_of(match["value"]).translate(_LIKE)
        if sum(map(str.isdigit, number)) >= 5:
            why = "A number called a vehicle identification number."
            yield Suggestion(Span(*match.span("value")), Kind.VIN, "look", why, number)
    for match in seen.find(_END_OF_VIN, VIN_WORDS):
        why = "The end of a vehicle identification number."
        group = match["value"].upper()
        yield Suggestion(Span(*match.span("value")), Kind.VIN, "look", why, group)


def is_vin(number: str) -> bool:
    """Say whether the ninth sign is the check digit of the others (49 CFR 565.15)."""
    if not 5 <= sum(map(str.isdigit, number)) < 17:
        return False
    total = sum(
        weight * (int(sign) if sign.isdigit() else _VALUES[sign])
        for weight, sign in zip(_WEIGHTS, number, strict=True)
    )
    return "0123456789X"[total % 11] == number[8]


def find_plates(seen: Seen) -> Iterator[Suggestion]:
    """Give licence plates: a word names them, or vehicles are spoken of and the form fits."""
    for match in seen.find(_PLATE, PLATE_WORDS):
        yield from _named_plate(seen, match)
    if seen.digits < 2:
        return
    for match in seen.find(_LICENCE, _LICENCE_WORDS):
        yield from _by_form(match, "A licence plate by its form, and a licence is spoken of.")
    for match in seen.find(_LOOSE, PLATE_WORDS):
        yield from _by_form(match, "The form of a licence plate, and a plate is spoken of.")
    for match in _STATE_AND.finditer(seen.plain):
        yield from _by_form(match, "The form of a licence plate behind the code of a state.")
    for match in seen.find(_BARE, AROUND_WORDS):
        if is_plate(signs_of(match[0])) and _is_of_a_vehicle(seen, match):
            why = "The form of a licence plate, and vehicles are spoken of."
            group = signs_of(match[0])
            yield Suggestion(Span(*match.span()), Kind.PLATE, "look", why, group)


def _by_form(match: re.Match[str], why: str) -> Iterator[Suggestion]:
    group = signs_of(match["value"])
    letters = sum(map(str.isalpha, group))
    if is_plate(group) and letters > 1 and len(group) - letters > 1:
        yield Suggestion(Span(*match.span("value")), Kind.PLATE, "look", why, group)


def _named_plate(seen: Seen, match: re.Match[str]) -> Iterator[Suggestion]:
    tokens = list(_TOKEN.finditer(match["value"]))
    if len(tokens) > 1 and state_of(tokens[0][0]) and tokens[0][0].isupper():
        tokens = tokens[1:]
    start = match.start("value")
    part = "partial" in seen.words
    for last in reversed(tokens):
        value = match["value"][tokens[0].start() : last.end()]
        span = Span(start + tokens[0].start(), start + last.end())
        whole = not seen.plain[span.end : span.end + 1].isalnum()
        if whole and _may_be_plate(value, match["cue"], alone=last is tokens[0], part=part):
            why = "A licence plate, named as such."
            yield Suggestion(span, Kind.PLATE, "look", why, signs_of(value))
            return


def _may_be_plate(value: str, cue: str, *, alone: bool, part: bool) -> bool:
    number = signs_of(value)
    digits = sum(map(str.isdigit, number))
    if not 2 <= len(number) <= 8 or _UNIT.fullmatch(value):
        return False
    if not alone:
        return value.upper() == value and (is_plate(number) or _is_mixed(value, number))
    if digits == len(number):
        return len(number) in {5, 6, 7} and cue.lower().startswith(("plate", "lp"))
    if digits == 0:
        least = 3 if part else 5
        return value.isupper() and least <= len(number) <= 7 and value not in _SHOUTED
    return len(number) >= (3 if part else 4)


def _is_mixed(value: str, number: str) -> bool:
    first, *rest = _TOKEN.findall(value)
    return (
        5 <= len(number) <= 7
        and first not in _SHOUTED
        and any(map(str.isalpha, number))
        and all(any(map(str.isdigit, one)) for one in rest)
    )


def _is_of_a_vehicle(seen: Seen, match: re.Match[str]) -> bool:
    number = signs_of(match[0])
    letters = sum(map(str.isalpha, number))
    if letters < 2 or (number[:2] in _ROADS and number[2:].isdigit()):
        return False
    words = seen.plain[max(0, match.start() - 48) : match.start()]
    return bool(_AROUND_BEFORE.search(words) or _AROUND_BEHIND.match(seen.plain, match.end()))


_SHOUTED = words_of(
    "EXP EXPIRED STOLEN VALID NUMBER READER CHECK RETURN RETURNS UNKNOWN PARTIAL COVER FRAME "
    "SEARCH "
    "MATCH PHOTO OFFICE ALERT LIGHT LIGHTS RENEWAL STATUS PLEASE THANKS FLORIDA ARIZONA"
)
