"""What the groups of suggestions show, as plain values. No PySide6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.detect.figures import Measured
from app.ui.pages.review.matching import MatchRow
from app.ui.pages.review.showing import kind_name
from app.ui.pages.review.state import Shown
from app.ui.rows import Cell, Column, EmptyWords, Row, Tone
from app.ui.wording import count
from app.workflow.find_faces import FACE, FoundFace
from app.workflow.gather_suggestions import SuggestionGroup
from app.workflow.proposing import Proposed

FACES = "faces"
PAGES = "pages"
COLUMNS = (
    Column("", 2, whole=True),
    Column("What it is"),
    Column("Kind", 22),
    Column("Times", 6, numbers=True),
    Column("Records", 8, numbers=True),
    Column("Withheld under", 24),
)
NONE_LEFT = EmptyWords(
    "No suggestion is open",
    "Everything that was suggested is decided or declined. What the program does not find it does "
    "not show: read the records.",
    "Back to the &records",
)
_UNMEASURED = {
    "name": "How many names are found depends on how your vault writes them: other spellings, "
    "short names and possessives of its people and lists are looked for, strangers are not.",
    FACE: "Small, turned or covered faces are often missed. What it misses it does not show.",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """The group on which the clerk stands.

    Attributes:
        measured: how well this kind is found.
        under: exemptions and why these.
        places: one by one, once the clerk wants to see them.
    """

    title: str
    words: str
    why: str
    under: str
    measured: str
    places: tuple[MatchRow, ...] = ()

    def __repr__(self) -> str:
        return f"Detail({self.title})"


@dataclass(frozen=True, slots=True)
class GroupsState:
    """Everything that the groups show.

    Attributes:
        position: the row on which the clerk stands.
        total: how many suggestions are open, in words.
        progress: how far the gathering is; empty once it is done.
        accept: what the button for accepting says.
        looks: whether faces can be looked for now.
        reads: what the button for reading pages says; empty where there is nothing to read.
    """

    open: bool = False
    rows: tuple[Row, ...] = ()
    position: int = -1
    kinds: tuple[Shown, ...] = ()
    kind: str = ""
    total: str = ""
    progress: str = ""
    detail: Detail | None = None
    accept: str = ""
    looks: bool = True
    reads: str = ""
    empty: EmptyWords | None = None


def row_of(group: SuggestionGroup, proposed: Proposed) -> Row:
    """Give a group's row."""
    critical = group.level == "critical"
    listed = f" · {group.listed.replace('_', ' ')}" if group.listed else ""
    times, records = len(group.found), len(group.records)
    kind = kind_name(group.kind)
    return Row(
        group.key,
        (
            Cell(
                "●" if critical else "▲",
                Tone.BAD if critical else Tone.SOON,
                "critical" if critical else "look at this",
                f"{'Critical' if critical else 'Look at this'}: {kind}, {count(times, 'time')} in "
                f"{count(records, 'record')}",
            ),
            Cell(group.words, strong=critical),
            Cell(f"{kind}{listed}", Tone.MUTED),
            Cell(f"{times:,}"),
            Cell(f"{records:,}", Tone.MUTED),
            Cell(proposed.words, Tone.PLAIN if proposed.codes else Tone.SOON, proposed.how),
        ),
    )


def faces_row(faces: Sequence[FoundFace] | None, *, looking: bool) -> Row:
    """Give the row of faces; ``faces`` is None where nobody looked for them."""
    records = len({face.record for face in faces or ()})
    if looking:
        words = "looking for them…"
    elif faces is None:
        words = "not looked for yet: Enter looks for them"
    else:
        words = "found in pictures and pages"
    return Row(
        FACES,
        (
            Cell("▲", Tone.SOON, "look at this", "Faces"),
            Cell(f"Faces: {words}"),
            Cell("face", Tone.MUTED),
            Cell("–" if faces is None else f"{len(faces):,}"),
            Cell("–" if faces is None else f"{records:,}", Tone.MUTED),
            Cell("you choose", Tone.SOON),
        ),
    )


def pages_row(unread: int, *, reading: bool) -> Row:
    """Give the row of pages that nobody read yet."""
    words = "being read…" if reading else f"{count(unread, 'file')} not read yet: Enter reads"
    return Row(
        PAGES,
        (
            Cell("▲", Tone.SOON, "look at this", "Pages"),
            Cell(f"Pages: {words}"),
            Cell("page", Tone.MUTED),
            Cell("–"),
            Cell("–", Tone.MUTED),
            Cell(""),
        ),
    )


def detail_of(
    group: SuggestionGroup, proposed: Proposed, figures: Mapping[str, Measured]
) -> Detail:
    """Say all about a group."""
    measured = figures.get(group.kind)
    told = measured.sentence if measured else _UNMEASURED.get(group.kind, "")
    under = f"{proposed.words} ({proposed.how})" if proposed.codes else "You choose the exemption."
    return Detail(kind_name(group.kind), group.words, group.why, under, told)


def looks_detail(chosen: Sequence[str]) -> Detail | None:
    """Say all about what is looked for on wish, where the clerk stands on it."""
    if FACES in chosen:
        return Detail(
            "face",
            "Faces",
            "Found by how they look; no face is compared with another.",
            "You choose the exemption.",
            _UNMEASURED[FACE],
        )
    if PAGES in chosen:
        return Detail(
            "page",
            "Pages of PDF files, scans and pictures",
            "Their words, taken from the file or recognised, are looked through like those of "
            "texts. What was read stays in the vault.",
            "Nothing yet.",
            "Words that are recognised wrongly, and handwriting, are missed.",
        )
    return None


def kinds_of(groups: Sequence[SuggestionGroup]) -> tuple[Shown, ...]:
    """Give the kinds that are there, the most frequent first."""
    counts: dict[str, int] = {}
    for group in groups:
        counts[group.kind] = counts.get(group.kind, 0) + len(group.found)
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    whole = Shown("", "All kinds", sum(counts.values()))
    return (whole, *(Shown(kind, kind_name(kind), number) for kind, number in ordered))


def total_of(groups: Sequence[SuggestionGroup]) -> str:
    """Count all suggestions in words."""
    suggestions = sum(len(group.found) for group in groups)
    critical = sum(len(group.found) for group in groups if group.level == "critical")
    records = len({record for group in groups for record in group.records})
    told = f"{count(suggestions, 'suggestion')} in {count(records, 'record')}"
    return f"{told} · {critical:,} critical" if critical else told
