"""Shows numbers of a workbook as its cells would: dates, times, percents, decimals, hidden ones."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[(h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|(AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?(?:E[+-]0+)?", re.IGNORECASE)
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PRIVATE = 0xE000
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One format: sections for positive and negative numbers, zero and text."""

    sections: tuple[str, ...] = ("General",)

    def shown(self, value: float, *, from_1904: bool = False) -> str:
        """Give a number as its cell shows it; nothing where the format hides it."""
        section, unsigned = self._section(value)
        bare = _QUOTED.sub("", section)
        if "general" in bare.lower() or "@" in bare:
            return plain_number(unsigned)
        if _DATE.search(re.sub(r"E[+-]", "", bare, flags=re.IGNORECASE)):
            return _moment(unsigned, section, from_1904=from_1904) or plain_number(value)
        return _number(unsigned, section)

    def _section(self, value: float) -> tuple[str, float]:
        """Pick the section; those for negative numbers show the sign themselves."""
        many = len(self.sections)
        if value < 0 and many > 1:
            return self.sections[1], -value
        if value == 0 and many > 2:
            return self.sections[2], value
        return self.sections[0], value


GENERAL = NumberFormat()


@lru_cache(maxsize=4_096)
def number_format(code: str) -> NumberFormat:
    """Read a format's code."""
    sections, start, at = [], 0, 0
    quoted = False
    while at < len(code):
        if code[at] == '"':
            quoted = not quoted
        elif code[at] == "\\":
            at += 1
        elif code[at] == ";" and not quoted:
            sections.append(code[start:at])
            start = at + 1
        at += 1
    return NumberFormat((*sections, code[start:]))


def built_in_format(number: int) -> NumberFormat:
    """Give one of the formats that every workbook knows by number."""
    return number_format(_BUILT_IN.get(number, "General"))


def plain_number(value: float) -> str:
    """Give a number with up to fifteen digits and none that say nothing."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _number(value: float, section: str) -> str:
    """Put a number where the first digits of a section stand, with the words around them."""
    if not section.strip():
        return ""
    code, literals = _without_literals(section)
    value *= 100 ** code.count("%")
    found = _DIGITS.search(code)
    if found is None:
        return _with_literals(code, literals).strip()
    before, after = code[: found.start()], code[found.end() :]
    if re.search("[#0?]", after):
        return _with_literals(_into_mask(abs(value), code), literals).strip()
    figure = _figure(abs(value), found[0])
    sign = "-" if value < 0 and any(one in "123456789" for one in figure) else ""
    return _with_literals(f"{sign}{before}{figure}{after}", literals).strip()


def _without_literals(section: str) -> tuple[str, list[str]]:
    """Put one private character for each quoted stretch; leave out colours and paddings."""
    code: list[str] = []
    literals: list[str] = []
    for quoted, escaped, _, letters, other in _TOKEN.findall(section):
        if quoted or escaped:
            code.append(chr(_PRIVATE + len(literals)))
            literals.append(quoted or escaped)
        else:
            code.append(letters or other)
    return "".join(code), literals


def _with_literals(code: str, literals: list[str]) -> str:
    for at, words in enumerate(literals):
        code = code.replace(chr(_PRIVATE + at), words)
    return code


def _into_mask(value: float, code: str) -> str:
    """Fill the digits of a pattern such as that of telephone numbers, from its end."""
    digits = list(f"{value:.0f}")
    filled: list[str] = []
    first = next(at for at, one in enumerate(code) if one in "#0?")
    for at in range(len(code) - 1, -1, -1):
        if code[at] not in "#0?":
            filled.append(code[at])
        elif digits or code[at] == "0":
            filled.append(digits.pop() if digits else "0")
        if at == first:
            filled.extend(reversed(digits))
            digits.clear()
    return "".join(reversed(filled))


def _figure(value: float, shape: str) -> str:
    decimals = len(shape.partition(".")[2].partition("E")[0].replace(",", ""))
    if "e" in shape.lower():
        return f"{value:.{decimals}E}"
    for _ in range(len(shape) - len(shape.rstrip(","))):
        value /= 1000
    whole_zeros = shape.partition(".")[0].count("0")
    text = f"{value:,.{decimals}f}" if "," in shape.rstrip(",") else f"{value:.{decimals}f}"
    whole, point, rest = text.partition(".")
    optional = len(shape) - len(shape.rstrip("#?"))
    kept = rest.rstrip("0") if optional > 0 and point else rest
    rest = rest[: max(len(kept), len(rest) - optional)]
    return whole.rjust(whole_zeros, "0") + (f".{rest}" if rest else "")


def _moment(value: float, section: str, *, from_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        return ""
    days = value + 1462 if from_1904 else value
    start = dt.datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001 - a workbook knows no zone
    seconds = round(days * 86_400, 3)
    moment = start + dt.timedelta(seconds=round(seconds) if ".0" not in section else seconds)
    tokens = _TOKEN.findall(section)
    half = any(letters.upper() in {"AM/PM", "A/P"} for _, _, _, letters, _ in tokens)
    said: list[str] = []
    last = ""
    for at, (quoted, escaped, elapsed, letters, other) in enumerate(tokens):
        if elapsed:
            said.append(_elapsed(seconds, elapsed))
            last = elapsed[0].lower()
        elif letters:
            after = next((later[3][0].lower() for later in tokens[at + 1 :] if later[3]), "")
            minutes = letters[0].lower() == "m" and (last == "h" or after == "s")
            said.append(_part(moment, letters.lower(), half=half, minutes=minutes))
            last = letters[0].lower()
        else:
            said.append(quoted or escaped or other)
    return "".join(said).strip()


def _elapsed(seconds: float, unit: str) -> str:
    worth = {"h": 3600, "m": 60, "s": 1}[unit[0].lower()]
    return str(int(seconds // worth)).rjust(len(unit), "0")


def _part(moment: dt.datetime, letters: str, *, half: bool, minutes: bool) -> str:
    if minutes:
        return str(moment.minute).rjust(len(letters), "0")
    if letters in {"am/pm", "a/p"}:
        word = "AM" if moment.hour < 12 else "PM"
        return word if letters == "am/pm" else word[0]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    kind, width = letters[0], len(letters)
    if kind == "s":
        whole, point, digits = letters.partition(".")
        part = f"{moment.microsecond / 1e6:.{len(digits)}f}"[1:] if point else ""
        return str(moment.second).rjust(len(whole), "0") + part
    if kind in "dm" and width > 2:
        name = _DAYS[moment.weekday()] if kind == "d" else _MONTHS[moment.month - 1]
        return name[:3] if width == 3 else name[0] if width == 5 else name
    if kind == "y":
        return str(moment.year % 100).rjust(2, "0") if width < 3 else str(moment.year)
    figure = {"d": moment.day, "m": moment.month, "h": hour}[kind]
    return str(figure).rjust(min(width, 2), "0")
