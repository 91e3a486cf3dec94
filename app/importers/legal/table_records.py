"""Rows of a table made into records by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.columns import ColumnMapping, Meaning
from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.chat.entries import NO_CONTENT
from app.importers.legal.delimited import Line
from app.importers.legal.table_people import Person, parties_of, people_in
from app.importers.legal.written_times import WrittenTimes
from app.importers.social.taking import Entry, is_undecoded, leftover
from app.importers.text import clean
from app.reading.html import html_text

PLATFORM = "table"
UNEVEN = Problem("columns_uneven", "The row has more or fewer cells than the table has columns.")
QUOTES = Problem(
    "quotes_broken", "A quotation mark is not closed, so cells may hold what belongs to others."
)
ROUNDED = Problem(
    "id_rounded", "Its number is longer than Excel can keep, so its last digits are lost."
)

_PLATFORMS = {
    "twitter": "x", "x": "x", "x twitter": "x", "twitter x": "x", "x formerly twitter": "x",
    "facebook": "facebook", "fb": "facebook", "facebook messenger": "facebook",
    "instagram": "instagram", "ig": "instagram", "youtube": "youtube", "yt": "youtube",
    "linkedin": "linkedin", "linked in": "linkedin", "tiktok": "tiktok", "tik tok": "tiktok",
    "nextdoor": "nextdoor", "sms": "sms", "mms": "sms", "sms mms": "sms", "text message": "sms",
    "text messages": "sms", "text": "sms", "texting": "sms", "email": "email", "e mail": "email",
    "mail": "email", "whatsapp": "whatsapp", "teams": "teams", "microsoft teams": "teams",
    "slack": "slack", "imessage": "imessage", "signal": "signal", "google chat": "google_chat",
    "google voice": "google_voice", "discord": "discord", "flickr": "flickr",
    "pinterest": "pinterest", "threads": "threads", "bluesky": "bluesky", "webpage": "web",
    "website": "web", "web": "web",
}  # fmt: skip
_SOCIAL = frozenset({
    *("x", "facebook", "instagram", "youtube", "linkedin", "tiktok", "nextdoor", "flickr"),
    *("pinterest", "threads", "bluesky"),
})  # fmt: skip
_KINDS = (
    (re.compile(r"comment|reply|replies|answer"), Kind.COMMENT),
    (re.compile(r"e-?mail"), Kind.EMAIL),
    (re.compile(r"message|direct|\bdm\b|sms|mms|\btext\b|chat|\bim\b"), Kind.MESSAGE),
    (re.compile(r"post|tweet|status|story|photo|video|share|reel|album|link|\bpin\b"), Kind.POST),
    (re.compile(r"call|voicemail"), Kind.CALL),
    (re.compile(r"document|file|attachment"), Kind.DOCUMENT),
)
_NO = frozenset({
    *("", "no", "n", "false", "f", "0", "none", "null", "nil", "-", "active", "visible", "live"),
    *("not deleted", "n/a", "na"),
})  # fmt: skip
_NO_FILES = frozenset({"", "0", "none", "no", "n/a", "null", "-", "false", "[]"})
_MOST_FILES = 500
_PLAIN = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"\s*<(?:p|div|span|html|body|br|table|b|i|a|ul|ol)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"\w+://")
_OWN_ID = re.compile(r"(?=.*\d)[\w:.@<>/+=#-]{12,}")
_LONG_NUMBER = re.compile(r"\d{14,}00")

Attach = Callable[[str], ParsedAttachment]
"""Find the file that a cell names."""


class RowRecords:
    """Makes rows of one table into records.

    Args:
        mapping: what the columns hold.
        headings: by number of their column.
        times: reads its dates.
        own: the custodian's own addresses in their normal form.
        name: of the export, by which its short ids are told from those of others.
    """

    def __init__(
        self,
        mapping: ColumnMapping,
        headings: dict[int, str],
        times: WrittenTimes,
        own: frozenset[str],
        name: str,
    ) -> None:
        self._mapping = mapping
        self._headings = headings
        self._width = max(headings, default=0) + 1
        self._meanings = {at: mapping.meaning_of(text) for at, text in headings.items()}
        self._times = times
        self._own = own
        self._name = name

    def record(self, line: Line, locator: str, attach: Attach) -> Parsed:
        """Make the record of one row."""
        cells = _Cells(line, self._headings, self._meanings)
        timed = self._times.read(cells.first(Meaning.DATE), cells.first(Meaning.TIME))
        platform, said_platform = self._platform(cells)
        parent = self._id(cells.first(Meaning.PARENT))
        text = self._text(cells)
        files = tuple(map(attach, _files(cells.all(Meaning.ATTACHMENTS))))
        subject = clean(" ".join(cells.joined(Meaning.SUBJECT).split()))
        problems = [*timed.problems, *self._odd(line, cells)]
        if not (text or subject or files):
            problems.append(NO_CONTENT)
        title = cells.first(Meaning.CONVERSATION)
        parties = self._parties(cells)
        kind = _kind(cells.first(Meaning.KIND), platform, parent, parties)
        return Parsed(
            locator=locator,
            platform=platform,
            kind=kind,
            text=text,
            sent=timed.moment,
            parties=parties,
            platform_id=self._id(cells.first(Meaning.ID)),
            conversation_key=f"{platform}/{title}" if title else "",
            conversation_title=title,
            parent_id=parent,
            subject=subject,
            attachments=files,
            flags=timed.flags | _flags(cells, text),
            labels=(said_platform,) if said_platform else (),
            problems=tuple(problems),
            raw=leftover(cells.left()),
        )

    def _platform(self, cells: _Cells) -> tuple[str, str]:
        """Give the platform's key, and its name where no key is known for it."""
        said = cells.first(Meaning.PLATFORM) or self._mapping.platform
        if not said:
            return PLATFORM, ""
        plain = _PLAIN.sub(" ", said.casefold()).strip()
        known = _PLATFORMS.get(plain)
        if known is None:
            first = plain.split(" ")[0]
            known = _PLATFORMS.get(first) if first not in {"text", "mail", "web"} else None
        return (known, "") if known else (PLATFORM, clean(said[:100]))

    def _text(self, cells: _Cells) -> str:
        parts = [unmarked(text) for text in cells.all(Meaning.TEXT)]
        parts += [one for one in cells.all(Meaning.URL) if not any(one in text for text in parts)]
        return "\n".join(part for part in parts if part).strip()

    def _parties(self, cells: _Cells) -> tuple[Party, ...]:
        senders = [one for cell in cells.all(Meaning.SENDER) for one in people_in(cell)]
        names = cells.first(Meaning.SENDER_NAME)
        if names:
            senders = _with_name(senders, names)
        people: list[tuple[Role, Person]] = [(Role.FROM, one) for one in senders]
        for meaning, role in (
            (Meaning.RECIPIENTS, Role.TO), (Meaning.CC, Role.CC), (Meaning.BCC, Role.BCC)
        ):  # fmt: skip
            for cell in cells.all(meaning):
                people += [(role, one) for one in people_in(cell) if one not in senders]
        return parties_of(people, self._own)

    def _id(self, written: str) -> str:
        """Give an id that means one record everywhere: a short one only means it in its export."""
        if not written or _LONG_NUMBER.fullmatch(written):
            return ""
        return written if _OWN_ID.fullmatch(written) else f"{self._name}#{written}"

    def _odd(self, line: Line, cells: _Cells) -> list[Problem]:
        found = [QUOTES] if line.doubtful else []
        if line.width and line.width != self._width:
            found.append(UNEVEN)
        if _LONG_NUMBER.fullmatch(cells.first(Meaning.ID)):
            found.append(ROUNDED)
        return found


class _Cells:
    """The cells of one row by what they hold."""

    def __init__(
        self, line: Line, headings: dict[int, str], meanings: dict[int, Meaning | None]
    ) -> None:
        self._line = line
        self._headings = headings
        self._meanings = meanings
        self._by: dict[Meaning, list[str]] = {}
        for at, text in line.cells.items():
            meaning = meanings.get(at)
            if meaning is not None:
                self._by.setdefault(meaning, []).append(self._shown(at, meaning, text))

    def all(self, meaning: Meaning) -> list[str]:
        """Give every cell that holds this."""
        return self._by.get(meaning, [])

    def first(self, meaning: Meaning) -> str:
        """Give the first cell that holds this, without blanks around it."""
        return self._by[meaning][0].strip() if meaning in self._by else ""

    def joined(self, meaning: Meaning) -> str:
        """Give all cells that hold this as one text."""
        return " ".join(self.all(meaning))

    def left(self) -> Entry:
        """Give what is kept and not read: cells of no meaning, of states, and links of cells."""
        found: Entry = {}
        for at, text in self._line.cells.items():
            if self._meanings.get(at) in _KEPT_TOO or self._meanings.get(at) is None:
                found[self._headings.get(at, f"column {at + 1}")] = text
        for at, target in self._line.links.items():
            if self._meanings.get(at) not in {Meaning.URL, Meaning.ATTACHMENTS}:
                found[f"{self._headings.get(at, f'column {at + 1}')} (link)"] = target
        return found

    def _shown(self, at: int, meaning: Meaning, text: str) -> str:
        """Take a link's target for its words where the target is what is looked for."""
        target = self._line.links.get(at, "")
        return target if target and meaning in {Meaning.URL, Meaning.ATTACHMENTS} else text


_KEPT_TOO = frozenset({
    Meaning.KIND, Meaning.DELETED, Meaning.EDITED, Meaning.ID, Meaning.PARENT,
})  # fmt: skip


def _files(cells: list[str]) -> list[str]:
    found = []
    for cell in cells:
        if cell.strip().casefold() in _NO_FILES:
            continue
        parts = re.split(r"[;|\n]+", cell)
        if len(parts) == 1 and re.search(r"\.\w{2,5}\s*,", cell):
            parts = cell.split(",")
        found += [part.strip() for part in parts if part.strip()]
    return list(dict.fromkeys(found))[:_MOST_FILES]


def _flags(cells: _Cells, text: str) -> frozenset[str]:
    flags = {
        Flag.DELETED.value: cells.first(Meaning.DELETED).casefold() not in _NO,
        Flag.EDITED.value: cells.first(Meaning.EDITED).casefold() not in _NO,
        Flag.UNDECODABLE.value: is_undecoded(text),
    }
    return frozenset(flag for flag, is_so in flags.items() if is_so)


def _kind(said: str, platform: str, parent: str, parties: tuple[Party, ...]) -> Kind:
    folded = said.casefold()
    for pattern, kind in _KINDS:
        if pattern.search(folded):
            return kind
    if platform == "email":
        return Kind.EMAIL
    if platform in _SOCIAL and not any(party.role is Role.TO for party in parties):
        return Kind.COMMENT if parent else Kind.POST
    return Kind.MESSAGE


def _with_name(senders: list[Person], name: str) -> list[Person]:
    """Join the name of one column to the number, address or handle of another."""
    if len(senders) != 1:
        return senders or [(name, "")]
    known, address = senders[0]
    return [(name, address or (known if known.casefold() != name.casefold() else ""))]


def unmarked(text: str) -> str:
    """Take the words out of a cell that holds a piece of a web page."""
    if _MARKUP.match(text) and text.rstrip().endswith(">"):
        return clean(html_text(text).text).strip()
    return text.strip()
