"""What driver licences and licence plates of each state look like; knows no texts.

Forms change and states keep old ones in use: they say what may be one, never that it is none.
"""

from __future__ import annotations

import re

_LICENCES = {
    "AL": r"\d{1,8}", "AK": r"\d{1,7}", "AZ": r"[A-Z]\d{8}|[A-Z]{2}\d{2,5}|\d{9}",
    "AR": r"\d{4,9}", "CA": r"[A-Z]\d{7}", "CO": r"\d{9}|[A-Z]\d{3,6}|[A-Z]{2}\d{2,5}",
    "CT": r"\d{9}", "DC": r"\d{7}|\d{9}", "DE": r"\d{1,7}", "FL": r"[A-Z]\d{12}",
    "GA": r"\d{7,9}", "HI": r"[A-Z]\d{8}|\d{9}", "IA": r"\d{9}|\d{3}[A-Z]{2}\d{4}",
    "ID": r"[A-Z]{2}\d{6}[A-Z]|\d{9}", "IL": r"[A-Z]\d{11,12}", "IN": r"[A-Z]\d{9}|\d{9,10}",
    "KS": r"(?:[A-Z]\d){2}[A-Z]|[A-Z]\d{8}|\d{9}", "KY": r"[A-Z]\d{8,9}|\d{9}", "LA": r"\d{1,9}",
    "MA": r"[A-Z]\d{8}|[A-Z]{2}\d{7}|\d{9}", "MD": r"[A-Z]\d{12}|MD\d{11}",
    "ME": r"\d{7,8}|\d{7}[A-Z]", "MI": r"[A-Z]\d{10}|[A-Z]\d{12}", "MN": r"[A-Z]\d{12}",
    "MO": r"[A-Z]\d{5,9}|[A-Z]\d{6}R|\d{3}[A-Z]\d{6}|\d{8}[A-Z]{2}|\d{9}[A-Z]?",
    "MS": r"\d{9}", "MT": r"[A-Z]\d{8}|\d{9}|\d{13,14}", "NC": r"\d{1,12}",
    "ND": r"[A-Z]{3}\d{6}|\d{9}", "NE": r"[A-Z]\d{6,8}", "NH": r"\d{2}[A-Z]{3}\d{5}|[A-Z]{3}\d{8}",
    "NJ": r"[A-Z]\d{14}", "NM": r"\d{8,9}", "NV": r"\d{9,10}|\d{12}|X\d{8}",
    "NY": r"[A-Z]\d{7}|[A-Z]\d{18}|\d{8,9}|\d{16}|[A-Z]{8}",
    "OH": r"[A-Z]\d{4,8}|[A-Z]{2}\d{3,7}|\d{8}", "OK": r"[A-Z]\d{9}|\d{9}",
    "OR": r"\d{1,9}|[AB]\d{6}", "PA": r"\d{8}", "RI": r"\d{7,8}|[A-Z]\d{6}", "SC": r"\d{5,11}",
    "SD": r"\d{6,10}|\d{12}", "TN": r"\d{7,9}", "TX": r"\d{7,8}", "UT": r"\d{4,10}",
    "VA": r"[A-Z]\d{8,11}|\d{9}", "VT": r"\d{8}|\d{7}A",
    "WA": r"(?=[A-Z0-9]{12}\Z)[A-Z]{1,7}[A-Z0-9]{5,11}|WDL[A-Z0-9]{9}", "WI": r"[A-Z]\d{13}",
    "WV": r"\d{7}|[A-Z]{1,2}\d{5,6}", "WY": r"\d{9,10}",
}  # fmt: skip

_PLATES = {
    "AL": "9A99999 99A9999 999999A 9A999A9", "AK": "AAA999", "AZ": "AAA9999 A9A9AA A9AAA9",
    "AR": "999AAA AAA99A", "CA": "9AAA999 9A99999 99999A9", "CO": "AAA999 AAAA99",
    "CT": "AA99999 9AAAA9 999AAA", "DC": "AA9999", "DE": "999999 99999",
    "FL": "AAAA99 A999AA 999AAA AA99AA 99AAAA AAA99A AAA999 A99AAA",
    "GA": "AAA9999", "HI": "AAA999", "IA": "AAA999", "ID": "A999999 9A99999 9AA9999 A99999",
    "IL": "AA99999 9999999 A999999", "IN": "999AAA 999A 9999AA", "KS": "999AAA 9999AAA",
    "KY": "999AAA A9A999", "LA": "999AAA", "MA": "9AAA99 999AA9 99AA99 9999AA",
    "MD": "9AA9999", "ME": "9999AA 999AAA", "MI": "AAA9999 9AAA99", "MN": "AAA999 999AAA",
    "MO": "AA9A9A 9AAAA9", "MS": "AAA9999 AAA999", "MT": "999999A 9999999", "NC": "AAA9999",
    "ND": "999AAA", "NE": "AAA999 99A999 9A9999", "NH": "9999999", "NJ": "A99AAA AAA99A 999AAA",
    "NM": "AAA999 AAAA99", "NV": "999A99 99A999 AAA999", "NY": "AAA9999 999AAA",
    "OH": "AAA9999", "OK": "AAA999", "OR": "999AAA AAA999", "PA": "AAA9999", "RI": "AA999 999999",
    "SC": "AAA999 9999AA", "SD": "9AA999 99A999 9A9999", "TN": "AAA9999 A9999A 999AAAA",
    "TX": "AAA9999 99AAA9 AA9A999", "UT": "A999AA 9A9AA AAA999", "VA": "AAA9999", "VT": "AAA999",
    "WA": "AAA9999 999AAA", "WI": "AAA9999 999AAA AAA999", "WV": "9AA999 AAA999", "WY": "9999999",
}  # fmt: skip

NAMES = {
    "ALABAMA": "AL", "ALASKA": "AK", "ARIZONA": "AZ", "ARKANSAS": "AR", "CALIFORNIA": "CA",
    "COLORADO": "CO", "CONNECTICUT": "CT", "DELAWARE": "DE", "FLORIDA": "FL", "GEORGIA": "GA",
    "HAWAII": "HI", "IDAHO": "ID", "ILLINOIS": "IL", "INDIANA": "IN", "IOWA": "IA",
    "KANSAS": "KS", "KENTUCKY": "KY", "LOUISIANA": "LA", "MAINE": "ME", "MARYLAND": "MD",
    "MASSACHUSETTS": "MA", "MICHIGAN": "MI", "MINNESOTA": "MN", "MISSISSIPPI": "MS",
    "MISSOURI": "MO", "MONTANA": "MT", "NEBRASKA": "NE", "NEVADA": "NV", "OHIO": "OH",
    "NEW HAMPSHIRE": "NH", "NEW JERSEY": "NJ", "NEW MEXICO": "NM", "NEW YORK": "NY",
    "NORTH CAROLINA": "NC", "NORTH DAKOTA": "ND", "OKLAHOMA": "OK", "OREGON": "OR",
    "PENNSYLVANIA": "PA", "RHODE ISLAND": "RI", "SOUTH CAROLINA": "SC", "SOUTH DAKOTA": "SD",
    "TENNESSEE": "TN", "TEXAS": "TX", "UTAH": "UT", "VERMONT": "VT", "VIRGINIA": "VA",
    "WASHINGTON": "WA", "WEST VIRGINIA": "WV", "WISCONSIN": "WI", "WYOMING": "WY",
    "DISTRICT OF COLUMBIA": "DC", "ARIZ": "AZ", "CALIF": "CA", "FLA": "FL", "ILL": "IL",
    "MASS": "MA", "MICH": "MI", "TENN": "TN", "TEX": "TX", "WASH": "WA", "PENN": "PA",
}  # fmt: skip
"""Names of states, and abbreviations of the older kind, in capitals."""

CODES = frozenset(_LICENCES)
STATE = "(?:" + "|".join(sorted({*NAMES, *CODES}, key=len, reverse=True)) + ")"
"""A pattern of any state's name or code in capitals."""

_LICENCE_OF = {state: re.compile(form) for state, form in _LICENCES.items()}
_LICENCE_OF_ANY = re.compile(
    r"[A-Z]{1,3}\d{6,14}|\d{7,12}|\d{3}[A-Z]{2}\d{4}|[A-Z]{2}\d{6}[A-Z]|\d{2}[A-Z]{3}\d{5}"
    r"|(?:WDL|[A-Z]{4,7})[A-Z0-9]{5,9}|\d{7}[A-Z]|\d{8}[A-Z]{2}|\d{3}[A-Z]\d{6}"
)
_PLATE_SHAPES = frozenset(" ".join(_PLATES.values()).split())
_TO_SHAPE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "A" * 26 + "9" * 10)


def state_of(word: str) -> str:
    """Give the code of a state by its name, code or abbreviation; empty of none."""
    word = word.strip(" .,/-").upper()
    return word if word in CODES else NAMES.get(word, "")


def is_licence_of(state: str, number: str) -> bool:
    """Say whether letters and digits have the form of a state's driver licences."""
    form = _LICENCE_OF.get(state)
    return form is not None and form.fullmatch(number) is not None


def is_licence(number: str) -> bool:
    """Say whether letters and digits have the form of some state's driver licences."""
    return _LICENCE_OF_ANY.fullmatch(number) is not None


def is_plate(number: str) -> bool:
    """Say whether letters and digits have a common form of some state's plates."""
    return number.upper().translate(_TO_SHAPE) in _PLATE_SHAPES
