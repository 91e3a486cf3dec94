"""Puts into words what came of building, what hides, and what was handed over. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.audiences import MadeFor
from app.domain.hidden import HiddenKind
from app.domain.packets import KeptPacket, Verdict
from app.domain.requests import Request
from app.jobs.events import Progress
from app.ui.pages.packet.state import (
    Form,
    Green,
    Hiding,
    Original,
    PacketState,
    Red,
    RedLine,
)
from app.ui.rows import Cell, Notice, Row, Tone
from app.ui.sheet import short_moment
from app.ui.wording import count, size
from app.workflow.build_marked import VerifiedMarked
from app.workflow.build_packet import NotClean, Verified
from app.workflow.joined_names import JoinedNames
from app.workflow.look_inside import Insight, many_in_words
from app.workflow.made_for import file_stem

VERIFYING = "Verifying"
MOST_NAMED = 4
MOST_FILES = 12
MOST_LINES = 200
LARGE = 2_000
PART_PAGES = 500
UNSEEN = "It cannot be looked into, so anything may hide in it."
REPORT = (
    "Look at the record in review and build again; if it stays, keep the vault as it is and "
    "report the fault."
)
_NAMES = {
    HiddenKind.AUTHOR: ("note of author or program", "notes of author or program"),
    HiddenKind.COMMENT: ("comment", "comments"),
    HiddenKind.DELETION: ("deleted passage", "deleted passages"),
    HiddenKind.EMBEDDED_FILE: ("file within the file", "files within files"),
    HiddenKind.FORM_FIELD: ("form field", "form fields"),
    HiddenKind.FRAME: ("further picture", "further pictures"),
    HiddenKind.HIDDEN_COLUMN: ("hidden column", "hidden columns"),
    HiddenKind.HIDDEN_ROW: ("hidden row", "hidden rows"),
    HiddenKind.HIDDEN_SHEET: ("hidden sheet", "hidden sheets"),
    HiddenKind.HIDDEN_SLIDE: ("hidden slide", "hidden slides"),
    HiddenKind.HIDDEN_TEXT: ("hidden text", "hidden texts"),
    HiddenKind.INSERTION: ("inserted passage", "inserted passages"),
    HiddenKind.LAYER: ("hidden layer", "hidden layers"),
    HiddenKind.LINKED_FILE: ("link to another file", "links to other files"),
    HiddenKind.MACRO: ("macro", "macros"),
    HiddenKind.MARKUP: ("note on a page", "notes on pages"),
    HiddenKind.METADATA: ("entry about the file", "entries about the file"),
    HiddenKind.PLACE: ("place where a picture was taken", "places where pictures were taken"),
    HiddenKind.REVISION: ("earlier state", "earlier states"),
    HiddenKind.SCRIPT: ("script", "scripts"),
    HiddenKind.SIGNATURE: ("signature", "signatures"),
    HiddenKind.SPEAKER_NOTE: ("speaker's note", "speaker's notes"),
    HiddenKind.THUMBNAIL: ("small old picture", "small old pictures"),
    HiddenKind.UNDER_INK: ("text under ink", "texts under ink"),
}


def step_of(progress: Progress) -> tuple[str, int | None]:
    """Say what is done while a packet is built, and how far in thousandths."""
    if progress.note == VERIFYING:
        return "Verifying: the finished pages are read again, also as eyes see them…", None
    done = min(1000, progress.done * 1000 // progress.total) if progress.total else None
    return f"{progress.note}…", done


def green_of(packet: Verified) -> Green:
    """Tell of a packet that was proved clean."""
    tally = packet.tally
    facts = [
        ("Pages", f"{packet.pages:,}"),
        ("Numbered", _numbers(packet.bates)),
        ("Records", f"{tally.found:,}, {tally.redacted:,} of them redacted"),
        ("Redactions", f"{tally.redactions:,}"),
        ("Withheld in full", f"{tally.withheld:,}"),
        ("Size", size(packet.size)),
        ("Built and verified in", f"{packet.seconds:.1f} s"),
    ]
    if not packet.made_for.is_public:
        facts.insert(0, ("◆ Made for", packet.made_for.in_words))
    if packet.is_several:
        facts.insert(0, ("Files", f"{len(packet.parts):,}"))
    warnings = (*packet.built.warnings, *(w for part in packet.parts for w in part.warnings))
    verdict = packet.verdict
    return Green(
        tuple(facts),
        verdict.checked,
        verdict.sha256,
        tuple(dict.fromkeys(warnings)),
        _files(packet),
    )


def green_of_marked(copy: VerifiedMarked) -> Green:
    """Tell of a marked copy that passed its verification."""
    facts = (
        ("For", copy.marked_for),
        ("Pages", f"{copy.built.pages:,}"),
        ("Numbered", _numbers(copy.built.bates)),
    )
    verdict = copy.verdict
    return Green(
        facts, verdict.checked, verdict.sha256, copy.built.warnings, marked_for=copy.marked_for
    )


def red_of(result: NotClean) -> Red:
    """Tell what was found, the worst first."""
    verdict = result.verdict
    lines = tuple(
        RedLine(found.what, _where(found.page, found.record), found.record)
        for found in verdict.findings[:MOST_LINES]
    )
    records = [line.record for line in lines if line.record]
    what = verdict.findings[0].what
    first = f"Record {verdict.findings[0].record}: {what}" if verdict.findings[0].record else what
    return Red(
        first,
        REPORT,
        records[0] if records else 0,
        lines=lines,
        checks=_held(verdict),
        verdict=verdict,
    )


def hiding_of(insights: Sequence[Insight], *, looking: bool) -> Hiding:
    """Sum up what hides in attachments, and which get a slip sheet."""
    left = [one for one in insights if one.left]
    slips = [one for one in insights if one.slip]
    said: list[str] = []
    if left:
        named = [named_count(kind, many) for kind, many in many_in_words(left)]
        more = ["more"] if len(named) > MOST_NAMED else []
        what = _joined([*named[:MOST_NAMED], *more])
        holds = "holds things" if len(left) == 1 else "hold things"
        attachments = count(len(left), "attachment")
        said.append(f"{attachments} {holds} that the packet leaves behind: {what}.")
    if slips:
        leave = "gets a slip sheet" if len(slips) == 1 else "get slip sheets"
        said.append(f"{count(len(slips), 'file')} cannot be drawn and {leave}.")
    rows = tuple(_hiding_row(one) for one in insights)
    return Hiding(" ".join(said), rows, originals_of(insights), looking)


def originals_of(insights: Sequence[Insight]) -> tuple[Original, ...]:
    """List the originals of records released whole in which something hides, each file once."""
    found = {one.sha256: one for one in insights if one.may_leave}
    return tuple(
        Original(
            sha256,
            f"record {one.record}, attachment {one.number}",
            one.name,
            one.kind,
            " ".join(hidden.what for hidden in (*one.left, *one.shown)) or UNSEEN,
        )
        for sha256, one in found.items()
    )


def originals_told(form: Form, hiding: Hiding) -> str:
    """Say how many originals hide something; empty where there is none."""
    many = len(hiding.originals)
    if not many:
        return ""
    leave = len(form.permitted & {one.sha256 for one in hiding.originals})
    hold = "hides" if many == 1 else "hide"
    stay = f"{leave:,} may leave" if leave else "it stays" if many == 1 else "they stay"
    return f"{count(many, 'original')} {hold} something: {stay}."


def pages_told(estimate: int) -> str:
    """Say about how many pages there will be, no finer than can be known."""
    if not estimate:
        return ""
    step = 1 if estimate < 20 else 10 if estimate < 1_000 else 100
    rounded = round(estimate / step) * step
    return f"about {rounded:,} {'page' if rounded == 1 else 'pages'}"


def too_large(state: PacketState) -> Notice | None:
    """Propose parts where one file would be very large."""
    is_one = state.form.habits.split == "one"
    if not is_one or state.estimate <= LARGE or state.building or state.green is not None:
        return None
    return Notice(
        f"The packet will have {pages_told(state.estimate)}.",
        "One file of that size opens slowly and is too large for most mail.",
        Tone.SOON,
        f"Ma&ke parts of {PART_PAGES} pages",
    )


def named_count(kind: str, many: int) -> str:
    """Give ``3 comments``."""
    one, several = _NAMES.get(HiddenKind(kind), (kind, kind))
    return f"{many:,} {one if many == 1 else several}"


def kept_row(kept: KeptPacket, zone: str) -> Row:
    """Give the line of a packet that was handed over."""
    marked, made_for = bool(kept.marked_for), MadeFor(kept.audience, kept.made_for)
    tone = Tone.PLAIN if made_for.is_public and not marked else Tone.MARKED
    whom = kept.recipient if made_for.is_public else f"copy for {made_for.in_words}"
    who = f"marked copy for {kept.marked_for}" if marked else whom
    files = f"{kept.file_name} ({len(kept.files):,} files)" if kept.files else kept.file_name
    return Row(
        str(kept.id),
        (
            Cell(short_moment(kept.made_at, zone)),
            Cell(who, tone, strong=True),
            Cell(files, tone),
            Cell(f"{kept.pages:,}"),
            Cell(_numbers(kept.bates), Tone.MUTED),
            Cell(kept.sha256, Tone.MUTED),
        ),
    )


def name_of(request: Request | None, packet: Verified | None) -> str:
    """Propose a name for the file, or for the beginning of the names of several."""
    number = file_stem(request, MadeFor()) if request else "Packet"
    several = packet is not None and packet.is_several
    if request is not None and packet is not None and not packet.made_for.is_public:
        stem = file_stem(request, packet.made_for)
        return stem if several else f"{stem}.pdf"
    return number if several else f"{number} packet.pdf"


def initials(department: str) -> str:
    """Propose what stands before page numbers."""
    letters = "".join(word[0] for word in department.split() if word[0].isupper())
    return letters if 1 < len(letters) <= 6 else ""


def _held(verdict: Verdict) -> tuple[tuple[str, bool], ...]:
    return tuple((one.sentence, not one.findings) for one in verdict.checks)


def _where(page: int, record: int) -> str:
    parts = [f"page {page:,}"] if page else []
    return ", ".join([*parts, f"record {record}"] if record else parts)


def _numbers(bates: tuple[str, str]) -> str:
    first, last = bates
    return f"{first} – {last}" if first else ""


def _files(packet: Verified) -> tuple[str, ...]:
    if not packet.is_several:
        return ()
    told = [f"{one.name}: {one.pages:,} pages, {_numbers(one.bates)}" for one in packet.parts]
    more = len(told) - MOST_FILES
    return tuple(told[:MOST_FILES]) + ((f"and {more:,} more files",) if more > 0 else ())


def _hiding_row(insight: Insight) -> Row:
    told = [one.what for one in insight.left] + [f"{one.what} (shown)" for one in insight.shown]
    words = insight.slip or " ".join(told)
    what = "slip sheet" if insight.slip else "left behind" if insight.left else "shown"
    tone = Tone.SOON if insight.slip else Tone.PLAIN
    return Row(
        f"{insight.record}:{insight.number}",
        (
            Cell(str(insight.record)),
            Cell(f"{insight.number}. {insight.kind}"),
            Cell(what, tone),
            Cell(words, tip=words),
        ),
    )


CHANGED = Notice(
    "Decisions were changed after this packet was built.", "Build it again.", Tone.SOON
)
RENAMED = Notice(
    "People were joined or named otherwise after this packet was built.",
    "Build it again.",
    Tone.SOON,
)


def outdated(packet: Verified, position: int, names: JoinedNames) -> Notice | None:
    """Say what is no more as the packet tells it: decisions, or what people are called."""
    if packet.log_position != position:
        return CHANGED
    is_renamed = packet.names is not None and packet.names != names
    return RENAMED if is_renamed else None


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
