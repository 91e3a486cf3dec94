"""The fixed words that the packet prints around a record; they hold no word of any record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.audiences import MadeFor
from app.domain.packets import LogLine, PacketRecipe
from app.domain.redacted import Bar, RedactedRecord

FROM_NOBODY = "Sender not known"
TO = "to"
SUBJECT = "Subject:"
NO_TEXT = "(no text)"
ATTACHMENT = "Attachment"
NOT_SHOWN = "not shown in this packet"
PARTLY_WITHHELD = "parts of the picture are withheld:"
WITHHELD_RECORD = "This record is withheld in full."
WITHHELD_ATTACHMENT = "This attachment is withheld in full."
RECORDS_TITLE = "Records"
LETTER_TITLE = "Letter"
LOG_TITLE = "Exemption log"
MARKED_LOG_NOTE = (
    "One line for each withheld passage and each withheld record, in the order of the pages."
)
LOG_NOTE = f"{MARKED_LOG_NOTE} A mark has the same width for the same codes whatever it covers."
NOTHING_WITHHELD = "Nothing in this packet is withheld."
NO_RECORDS = "No records are part of this packet."
LEGEND_TITLE = "Codes used in this packet"
CUSTODY_TITLE = "Record of custody"
CUSTODY_NOTE = (
    "Where the records came from, how every item of each source was accounted for, and what "
    "became of each record that the request holds."
)
COLLECTED_TITLE = "Collection log"
HELD_TITLE = "What is held, by custodian and channel"
LOG_COLUMNS = ("Page", "Bates no.", "Where", "Code", "Citation", "Why")
UNTITLED = "Conversation without a title"
CONTINUED = "(continued)"
WITHHELD_NAMES = "Names withheld with the record"
UNDATED = "Date not known"
MARKED_TITLE = "Marked copy"
MARKED_PREFIX = "MARKED "
MARKED_WATERMARK = "MARKED COPY – NOT FOR RELEASE"
WITHHELD_SECTION = "Records withheld in full"
NO_SOURCE = "Source not named"
NO_CUSTODIAN = "Custodian not named"
NUMBERS_NOTE = "The numbers at the left are the numbers of the records."
CONVERSATION = "Conversation:"
FROM = "From:"
RECIPIENT = "To:"
ABOUT = "Subject:"
DATE = "Date:"
KIND = "Kind:"
SOURCE = "Source:"
ANSWERS = "In answer to:"
ATTACHMENTS = "Attachments:"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def mark(codes: Sequence[str]) -> str:
    """Give the words on a bar: a function of its codes and of nothing else."""
    return f"[REDACTED {', '.join(codes)}]" if codes else "[REDACTED]"


@dataclass(frozen=True, slots=True)
class Read(Bar):
    """A bar of a marked copy as a stranger reads it."""

    said: str = field(default="", repr=False)


def mark_of(bar: Bar) -> str:
    """Give the words on a bar."""
    return bar.said if isinstance(bar, Read) else mark(bar.codes)


def spoken(codes: Sequence[str]) -> str:
    """Give what a screen reader says in place of a bar."""
    if not codes:
        return "redacted"
    noun = "exemption" if len(codes) == 1 else "exemptions"
    return f"redacted, {noun} {' and '.join(codes)}"


def withheld_under(codes: Sequence[str]) -> str:
    """Say in a marked copy why words are withheld that stand beside; they can be read."""
    return f"withheld under {', '.join(codes)}" if codes else "withheld"


def log_note(*, is_marked: bool) -> str:
    """Say above the exemption log what it lists; outlines are as wide as their words."""
    return MARKED_LOG_NOTE if is_marked else LOG_NOTE


def long_date(day: dt.date) -> str:
    """Write a date without asking the system's language."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_heading(day: dt.date | None) -> str:
    """Write the heading of a day."""
    return UNDATED if day is None else f"{_DAYS[day.weekday()]}, {long_date(day)}"


def month_title(day: dt.date | None) -> str:
    """Write the bookmark of a month."""
    return UNDATED if day is None else f"{_MONTHS[day.month - 1]} {day.year}"


def nobody(record: RedactedRecord) -> str:
    """Say why no sender is named."""
    return WITHHELD_NAMES if record.withheld is not None else FROM_NOBODY


def is_nobodys(record: RedactedRecord) -> bool:
    """Say whether it is a paper without people, of which no sender is missed."""
    return record.form == "document" and record.withheld is None and not record.sender.pieces


def request_title(number: str) -> str:
    """Give the title of the file."""
    return f"Public records request {number}"


def file_title(number: str, part: int) -> str:
    """Give the title of a file; ``part`` is 0 where there is one file alone."""
    return f"{request_title(number)}, part {part}" if part else request_title(number)


def title_of(recipe: PacketRecipe) -> str:
    """Give the title in a file's properties; a marked copy says there already what it is."""
    title = file_title(recipe.number, recipe.part)
    if not recipe.made_for.is_public:
        title = f"Copy for {recipe.made_for.in_words}: {title}"
    return f"{MARKED_TITLE}, not for release: {title}" if recipe.marked_for else title


def marked_band(recipient: str, number: str) -> str:
    """Give what stands at head and foot of each page of a marked copy."""
    return f"Marked copy for {' '.join(recipient.split())}  ·  not for release  ·  Request {number}"


def marked_notice(recipient: str, date: str) -> tuple[str, ...]:
    """Say on the first page of a marked copy what it is; its title comes first."""
    shows = (
        "It shows every word, also those that the released copy withholds: they stand in "
        "coloured outlines and in brackets, with the codes of their exemptions behind them."
    )
    tells = (
        "Every page carries a watermark and coloured bands. The copy that is released has black "
        "bars in their place and none of these signs."
    )
    title = f"Marked copy for {' '.join(recipient.split())}: not for release"
    return title, f"Made on {date} for the eyes of that recipient alone.", shows, tells


def not_passed_on(made_for: MadeFor) -> str:
    """Say what a copy for one audience may not be used for, and why."""
    more = "It holds words that are withheld from the public, and" if made_for.shows_more else "It"
    return f"{more} may not be passed on or published."


def made_for_notice(made_for: MadeFor, date: str) -> tuple[str, ...]:
    """Say on the first page of a file for whom it was made; its title comes first."""
    title = f"Copy for {made_for.in_words}"
    made = f"This copy was made on {date} for {made_for.in_words}, and for nobody else."
    shown = "What is blacked out in it may not be seen by this reader either."
    return title, made, not_passed_on(made_for), shown


def made_for_foot(made_for: MadeFor) -> str:
    """Give what stands at the foot of each page; nothing on the public's copy."""
    if made_for.is_public:
        return ""
    more = "holds words withheld from the public  ·  " if made_for.shows_more else ""
    return f"Copy for {made_for.in_words}  ·  {more}not to be passed on"


def footer(number: str, page: int, pages: int, bates: str, part: int = 0) -> tuple[str, str, str]:
    """Give the three parts of a page's foot."""
    of_part = f"part {part} · " if part else ""
    return f"Request {number}", f"{of_part}page {page} of {pages}", bates


def log_page(line: LogLine) -> str:
    """Say where a line of the exemption log leads: to a page, of a part where there are several."""
    return f"{line.part} / {line.page}" if line.part else str(line.page)


def record_name(number: int) -> str:
    """Give the name by which clerk and log speak of a record."""
    return f"Record {number}"


def in_answer(number: int) -> str:
    """Say which record another one answers."""
    return f"In answer to record {number}"


def attached(kinds: Sequence[str]) -> str:
    """Say how many files came with a record, and of what kinds; empty where none did."""
    return f"{len(kinds)}: {', '.join(kinds)}" if kinds else ""


def seal_alt(department: str) -> str:
    """Give what is read aloud in place of the department's seal."""
    return f"Seal of {department}"


def picture_alt(kind: str, index: int, number: int) -> str:
    """Give what is read aloud in place of a picture."""
    return f"{kind or ATTACHMENT}, attachment {index} of record {number}"
