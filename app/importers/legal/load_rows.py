"""Load files of production sets (Concordance DAT, CSV, Purview) as rows of known fields.

Fields have as many names as there are programs; what is not known keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.importers.base import Export
from app.importers.chat.purview_rows import is_load_file, plain_heading
from app.importers.legal.delimited import (
    Dialect,
    Line,
    LostLine,
    dialect_of,
    encoding_of,
    lines_of,
)
from app.importers.legal.listed import NOTHING_LISTED, Listed

THORN, STRIKE = "\xfe", "\x14"

_HEAD = 1 << 16
_LINE_BREAK = "\xae"
_THORNED = re.compile("\xfe([^\xfe\r\n])\xfe")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0e-\x1f]")
_CARETED = re.compile(r"\^([^\^\r\n])\^")
_LEAST = 3

ID, END, FIRST, LAST = "id", "end", "attached from", "attached to"
PARENT, GROUP, CHILDREN = "parent", "group", "children"
FROM, TO, CC, BCC, SUBJECT, TITLE = "from", "to", "cc", "bcc", "subject", "title"
SENT, SENT_TIME, RECEIVED, RECEIVED_TIME = "sent", "time sent", "received", "time received"
CREATED, MODIFIED, CREATED_TIME, MODIFIED_TIME = "created", "changed", "time made", "time changed"
NATIVE, PATH, TEXT, NAME, CLASS = "native", "path", "text", "name", "class"
MESSAGE_ID = "message id"
MEDIA_TYPE = "media type"

_ALIASES: dict[str, str] = {
    ID: "begdoc begbates begno begdocno begcontrol begcontrolnumber begprod prodbeg prodbegin"
    " prodbegdoc prodbegbates productionbegin productionbegbates productionbates batesbeg"
    " batesbegin beginbates beginningbates begindoc bates batesnumber firstbates controlnumber"
    " controlno docid documentid documentcontrolnumber begdocid fileid immutableid"
    " exportitemid itemidentity",
    END: "enddoc endbates endno enddocno endcontrol endcontrolnumber endprod prodend prodenddoc"
    " prodendbates productionend productionendbates batesend endingbates lastbates",
    FIRST: "begattach begatt beginattach begattachment batesbegattach begattachbates"
    " prodbegattach productionbegattach attachbegin begfamily attrangebegin familybegin",
    LAST: "endattach endatt endattachment batesendattach endattachbates prodendattach"
    " productionendattach attachend endfamily attrangeend familyend",
    PARENT: "parentid parentdocid parentdocumentid parentbates parentcontrolnumber parentdoc"
    " parentbegdoc parentbeg parent parentfileid",
    GROUP: "groupidentifier familyid familygroup familyidentifier attachgroup relationalgroup",
    CHILDREN: "attachids attachmentids attachid attachmentcontrolnumbers childids childrenids"
    " attachmentbates attchids",
    FROM: "from emailfrom author sender emailsender fromemail senderauthor senderorcreatedby",
    TO: "to emailto recipient recipients emailrecipients torecipients recipientsintoline",
    CC: "cc emailcc ccrecipients recipientsinccline",
    BCC: "bcc emailbcc bccrecipients recipientsinbccline",
    SUBJECT: "subject emailsubject re docsubject subjectortitle",
    TITLE: "title doctitle documenttitle",
    SENT: "datesent sentdate emaildatesent emailsentdate datetimesent sent sentdatetime sentdt"
    " datesenttime emailsent date docdate documentdate masterdate sortdate datesentutc",
    SENT_TIME: "timesent senttime emailtimesent emailsenttime",
    RECEIVED: "datercvd datereceived receiveddate emaildatereceived datetimereceived received"
    " datetimercvd emailreceived emailreceiveddate receivedorcreated",
    RECEIVED_TIME: "timercvd timereceived receivedtime emailtimereceived",
    CREATED: "datecreated createddate creationdate datetimecreated created doccreateddate"
    " docdatecreated createdate",
    CREATED_TIME: "timecreated createdtime creationtime",
    MODIFIED: "datemod datemodified modifieddate datelastmodified lastmodifieddate datelastmod"
    " datetimemodified lastmodified docdatemodified docmodifieddate lastmoddate",
    MODIFIED_TIME: "timemod timemodified timelastmodified lastmodtime",
    NATIVE: "nativepath nativelink nativefile nativefilepath nativefilelink natives nativelinks"
    " prodnativelink doclink exportnativepath nativefilelocation linktonative"
    " targetpath exportitempath",
    PATH: "filepath",
    TEXT: "textpath textlink textfile textfilepath extractedtext extractedtextpath ocrpath"
    " ocrtext fulltext exportextractedtextpath fulltextpath textprecedence linktotext"
    " prodtextlink doctext bodytext text",
    NAME: "filename originalfilename nativefilename docname documentname",
    CLASS: "fileclass doctype documenttype recordtype itemclass itemtype class",
    MESSAGE_ID: "messageid internetmessageid emailmessageid emailinternetmessageid rfc822messageid",
}
_FIELDS = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_TELLING = frozenset({ID, FIRST, LAST, PARENT, GROUP, NATIVE, TEXT, END, CHILDREN, PATH})

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One document of a load file.

    Attributes:
        fields: by the names of this module; what is not known by its own heading, in ``rest``.
        doubtful: its quotation marks or its width do not fit.
        listed: what lists that are more than tables tell of it.
    """

    number: int
    fields: dict[str, str] = field(repr=False)
    rest: dict[str, str] = field(repr=False)
    doubtful: bool = False
    listed: Listed = NOTHING_LISTED


@dataclass(frozen=True, slots=True)
class LoadFile:
    """One load file.

    Attributes:
        headings: by number of column; of another load file where it is headless itself.
        width: how many columns it has.
        is_headless: its first row is already a document.
    """

    member: str
    dialect: Dialect
    headings: dict[int, str] = field(repr=False)
    width: int = 0
    is_headless: bool = False

    def with_headings(self, other: LoadFile) -> LoadFile:
        """Take the headings of another load file of the same width."""
        return replace(self, headings=other.headings)

    def rows(self, export: Export) -> Iterator[LoadRow | LostLine]:
        """Give the documents."""
        known = known_columns(self.headings)
        for line in lines_of(export, self.member, self.dialect):
            if isinstance(line, LostLine):
                yield line
            elif line.cells and (line.number > 1 or self.is_headless):
                yield self._row(line, known)

    def _row(self, line: Line, known: dict[int, tuple[str, int]]) -> LoadRow:
        fields: dict[str, str] = {}
        rest: dict[str, str] = {}
        ranked = sorted(line.cells, key=lambda at: known.get(at, ("", at))[1])
        for at in ranked:
            name, _ = known.get(at, ("", 0))
            if not name or name in fields:
                rest[self.headings.get(at, f"column {at + 1}")] = line.cells[at]
            else:
                fields[name] = line.cells[at].strip()
        if not self.headings:
            fields[ID] = rest.pop("column 1", "").strip()
        uneven = bool(self.width and line.width and line.width != self.width)
        return LoadRow(line.number, fields, rest, line.doubtful or uneven)


def load_file_of(export: Export, member: str) -> LoadFile | None:
    """Look at a member as a load file; None where it is none."""
    head = export.head(member, _HEAD)
    name = member.casefold()
    if not head.strip() or not name.endswith((".dat", ".csv", ".txt", ".tsv")):
        return None
    dialect = _dialect(export, member, head)
    may_lack_headings = _is_concordance(dialect) or name.endswith(".dat")
    if not may_lack_headings and not _may_tell(head):
        return None
    first = next(lines_of(export, member, dialect), None)
    if not isinstance(first, Line) or first.width < 2 or not _is_text(first):
        return None
    headings = {at: " ".join(text.split())[:200] for at, text in first.cells.items()}
    if _are_headings(headings, dialect, is_dat=may_lack_headings):
        return LoadFile(member, dialect, headings, first.width)
    is_plain = not _is_concordance(dialect) and dialect.delimiter not in "|\xb6"
    if not may_lack_headings or is_plain or first.width < _LEAST:
        return None
    return LoadFile(member, dialect, {}, first.width, is_headless=True)


def _are_headings(headings: dict[int, str], dialect: Dialect, *, is_dat: bool) -> bool:
    """Say whether a first row names columns; of a file that may be any table, these fields."""
    told = tuple(headings.values())
    known = {name for name, _ in known_columns(headings).values()}
    if is_load_file(told) or (ID in known and len(known & _TELLING) > _LEAST - 1):
        return True
    if not is_dat:
        return False
    if len(known) > 1 or (known and len(told) < _LEAST):
        return True
    return _is_concordance(dialect) and not any(re.search(r"[\\@<]|\d", one) for one in told)


def _is_concordance(dialect: Dialect) -> bool:
    return dialect.quote == THORN or dialect.delimiter == STRIKE


def _is_text(line: Line) -> bool:
    return not any(_CONTROL.search(text) for text in line.cells.values())


def _may_tell(head: bytes) -> bool:
    """Say quickly whether a first line may name fields of a load file."""
    plain = re.sub(rb"[\W_]+", b"", head[:4_096]).lower()
    return any(
        word in plain
        for word in (b"begdoc", b"begbates", b"begattach", b"controlnumber", b"docid",
                     b"exportnativepath", b"immutableid", b"nativepath", b"nativelink",
                     b"prodbeg", b"batesbeg", b"fileid", b"documentid")
    )  # fmt: skip


def _dialect(export: Export, member: str, head: bytes) -> Dialect:
    encoding = _encoding(head)
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    line = text.split("\n", 1)[0]
    for pattern, quote in ((_THORNED, THORN), (_CARETED, "^")):
        between = pattern.search(line) if line.startswith(quote) else None
        if between:
            return Dialect(encoding, between[1], quote, _LINE_BREAK if quote == THORN else "")
    if STRIKE in line:
        return Dialect(encoding, STRIKE, "", _LINE_BREAK)
    found = dialect_of(export, member, encoding)
    quote = "^" if found.delimiter == "|" and '"' not in line else '"'
    return Dialect(encoding, found.delimiter, quote)


def _encoding(head: bytes) -> str:
    if head.startswith(b"\xfe\xff") and head[2:3] == b"\0":
        return "utf-16"
    if b"\xfe\x14\xfe" in head or (head[:1] == b"\xfe" and head[1:2] not in {b"\xff", b"\0"}):
        return "cp1252"
    return encoding_of(head)


def known_columns(headings: Mapping[int, str]) -> dict[int, tuple[str, int]]:
    """Give the fields by number of column, with how well its name is known: less is better."""
    plain = {at: plain_heading(heading) for at, heading in headings.items()}
    return {
        at: (name, _ALIASES[name].split().index(one))
        for at, one in plain.items()
        if (name := _FIELDS.get(one)) is not None
    }
