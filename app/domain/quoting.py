"""Tells a mail's own lines from what it quotes and its signature; pure.

A line is judged by how it begins, as mail programs write what they quote: a ``>`` at each line,
a line that says who wrote when, a rule that says "Original Message", or the first lines of the
quoted mail's own head. English, German, French and Spanish are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from app.domain.spans import Span


class Part(Enum):
    """What a stretch of a text is."""

    OWN = "own"
    QUOTED = "quoted"
    SIGNATURE = "signature"
    HEAD = "head"


class LineKind(NamedTuple):
    """What one line of a mail is.

    Attributes:
        begins: over how many lines the quotation of another mail is introduced from here.
        depth: how many mails stand between it and its writer's own words, as far as told.
    """

    part: Part
    begins: int = 0
    depth: int = 0


class Quotation(NamedTuple):
    """A stretch of whole lines that quote one mail.

    Attributes:
        span: without the line end behind it.
        said: the same without what introduces it.
    """

    span: Span
    said: Span
    depth: int
    lines: int


LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
MARKED = re.compile(r"\s*>")
MARKS = re.compile(r"\s*(?:>\s?)+")
_RULE_WORDS = (
    r"(?:original|forwarded|reply|replied) message|forwarded by .{1,60}|original appointment"
    r"|urspr\u00fcngliche[rs]? (?:nachricht|termin)|originalnachricht|originalmeldung"
    r"|weitergeleitete nachricht|message d.origine|message original|message transf\u00e9r\u00e9"
    r"|mensaje original|mensaje reenviado"
)
_RULE = re.compile(rf"\s*[-_\u2013\u2014]{{2,}}\s*(?:{_RULE_WORDS})\b.*$", re.IGNORECASE)
_BEGIN_FORWARDED = re.compile(
    r"\s*(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)"
    r"|D\u00e9but du message (?:transf\u00e9r\u00e9|r\u00e9exp\u00e9di\u00e9)"
    r"|Inicio del mensaje reenviado)\s*:\s*$",
    re.IGNORECASE,
)
_SAID = r"wrote|schrieb|a \u00e9crit|escribi\u00f3"
_TOLD_WHEN = re.compile(r"\s*(?:On|Am|Le|El)\b.{4,}$")
_TOLD = re.compile(
    r"\s*(?:On\b.{4,260}\bwrote|Am\b.{4,260}\bschrieb\b.{0,160}"
    r"|Le\b.{4,260}\ba \u00e9crit|El\b.{4,260}\bescribi\u00f3)\s*:\s*$"
)
_WHEN = re.compile(r"\d|\u2588|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_BARE = re.compile(
    r"\s*(?:[^\n:]{0,80}\s)?<?[^\s<>@]{1,80}@[^\s<>]{1,120}>?,?\s(?:.{0,60}\s)?"
    rf"(?:{_SAID})(?: am .{{4,60}})?\s*:\s*$"
)
_LABELS = {
    "from": ("from", "von", "de", "exp\u00e9diteur"),
    "sent": ("sent", "date", "gesendet", "datum", "envoy\u00e9", "enviado", "enviado el", "fecha"),
    "to": ("to", "an", "\u00e0", "a", "para"),
    "copy": ("cc", "bcc", "kopie", "copie"),
    "about": ("subject", "betreff", "objet", "asunto", "importance", "reply-to"),
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words}
_LABEL = re.compile(
    r"\s*[*_]{0,2}([^\W\d_][\w\- \u00a0]{0,14}?)[*_]{0,2}[ \u00a0]?:[*_]{0,2}(?=\s|$)"
)
_UNDERLINE = re.compile(r"\s*_{8,}\s*$")
_BEYOND = 12
_LONGEST_TOLD = 3


def mail_lines(said: Sequence[str]) -> list[LineKind]:
    """Say of each line of a mail what it is."""
    bare = [MARKS.sub("", line, count=1) if MARKED.match(line) else line for line in said]
    kinds: list[LineKind] = []
    rest: Part | None = None
    within = depth = 0
    for at, line in enumerate(said):
        marked = _marks(line)
        length = 0 if at < within else _introduction(bare, at)
        if length:
            within = at + length
        if marked:
            rest = None if rest is Part.SIGNATURE else rest
            deeper = _marks(said[within]) if length and within < len(said) else marked
            kinds.append(LineKind(Part.QUOTED, length, depth + max(marked, deeper)))
        elif length:
            marked_at = _marked_after(said, within)
            rest, within = (None, marked_at) if marked_at else (Part.QUOTED, within)
            depth += rest is Part.QUOTED
            kinds.append(LineKind(Part.QUOTED, length, max(depth, 1)))
        elif at < within:
            kinds.append(LineKind(Part.QUOTED, 0, max(depth, 1)))
        elif line.rstrip() == "--":
            rest = rest or Part.SIGNATURE
            kinds.append(LineKind(rest, 0, depth))
        else:
            kinds.append(LineKind(rest or Part.OWN, 0, depth))
    return kinds


def quotations(text: str) -> list[Quotation]:
    """Find what a mail quotes, mail by mail."""
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    ends = [*(end.start() for end in LINE_END.finditer(text)), len(text)]
    kinds = mail_lines([text[a:b] for a, b in zip(starts, ends, strict=True)])
    found: list[Quotation] = []
    begun = 0
    for at, kind in enumerate(kinds):
        after = kinds[at + 1] if at + 1 < len(kinds) else LineKind(Part.OWN)
        if kind.part is not Part.QUOTED:
            begun = at + 1
        elif after.part is not Part.QUOTED or after.begins or _goes_elsewhere(kind, after):
            first = min(begun + kinds[begun].begins, at)
            said = Span(starts[first], ends[at]) if ends[at] > starts[first] else None
            whole = Span(starts[begun], ends[at]) if ends[at] > starts[begun] else None
            if whole is not None:
                lines = at + 1 - begun
                found.append(Quotation(whole, said or whole, kinds[begun].depth, lines))
            begun = at + 1
    return found


def own_words(text: str) -> str:
    """Give a mail's text without what it quotes."""
    at = 0
    own: list[str] = []
    for one in quotations(text):
        own.append(text[at : one.span.start])
        at = one.span.end
    return "".join((*own, text[at:]))


def _goes_elsewhere(line: LineKind, after: LineKind) -> bool:
    """Say whether the next line quotes another mail, by how far both stand in."""
    return not line.begins and line.depth != after.depth


def _introduction(lines: Sequence[str], at: int) -> int:
    """Give over how many lines a mail's quotation is introduced here; 0 where none begins."""
    line = lines[at]
    if _UNDERLINE.match(line):
        head = _head(lines, at + 1)
        return head + 1 if head else 0
    if _RULE.match(line) or _BEGIN_FORWARDED.match(line):
        following = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), 0)
        head = _head(lines, following) if following else 0
        return following + head - at if head else 1
    return _head(lines, at) or _told(lines, at)


def _told(lines: Sequence[str], at: int) -> int:
    """Count the lines that say who wrote and when; mail programs break them."""
    if not _TOLD_WHEN.match(lines[at]):
        is_bare = lines[at].rstrip().endswith(":") and "@" in lines[at]
        return 1 if is_bare and _BARE.match(lines[at]) else 0
    joined = ""
    for length, line in enumerate(lines[at : at + _LONGEST_TOLD], 1):
        if not line.strip():
            break
        joined = f"{joined} {line.strip()}".strip()
        if joined.endswith(":") and _TOLD.match(joined):
            return length if _WHEN.search(joined) else 0
    return 0


def _head(lines: Sequence[str], at: int) -> int:
    """Count the lines of a quoted mail's own head: who, when, and to whom or about what.

    A memo that names first to whom it goes is nobody's quotation.
    """
    if at >= len(lines) or _label(lines[at]) != "from" or (at and _label(lines[at - 1])):
        return 0
    found = {"from"}
    length = 1
    for nth, line in enumerate(lines[at + 1 : at + _BEYOND], 2):
        label = _label(line)
        if not line.strip():
            break
        if label:
            found.add(label)
            length = nth
    return length if "sent" in found and found & {"to", "about"} else 0


def _marks(line: str) -> int:
    """Count the marks of quotation before a line."""
    found = MARKS.match(line)
    return found[0].count(">") if found else 0


def _label(line: str) -> str:
    found = _LABEL.match(line)
    return _LABEL_OF.get(found[1].strip().casefold(), "") if found else ""


def _marked_after(said: Sequence[str], at: int) -> int:
    """Give the line at which what was introduced goes on marked line by line; 0 if it does not."""
    following = next((n for n in range(at, min(at + 3, len(said))) if said[n].strip()), 0)
    return following if following and MARKED.match(said[following]) else 0
