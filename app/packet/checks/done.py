"""Names the checks of a verification and says of each what it found; it looks at no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.packets import CheckDone, Finding, Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its key, what is true where nothing is found, and the kinds of its findings.

    Attributes:
        amount: how many things are looked for, where that can be counted.
    """

    key: str
    sentence: str
    kinds: frozenset[str]
    amount: int = 0


def _check(key: str, sentence: str, *kinds: str) -> Check:
    return Check(key, sentence, frozenset(kinds))


OF_ANY = (
    _check(
        *("readable", "The file can be opened and every part of it be read."),
        *("unreadable", "damaged"),
    ),
    _check(
        *("ink", "No page has text that can be copied but not seen, too small or off the page."),
        *("text_under_ink", "tiny_text", "outside_page"),
    ),
    _check(
        *("covers", "Nothing is painted over text or pictures, and no page is blank."),
        *("box_over_text", "box_over_picture", "cropped_picture", "blank_page"),
    ),
    _check(
        *("history", "The file was saved once and holds no earlier state."),
        *("revision", "slack"),
    ),
    _check(
        *("hanging", "No files, notes, forms, layers or actions hang on the file."),
        *("embedded_file", "annotation", "unapplied_redaction", "form", "layers"),
        *("action", "private_data", "thumbnail"),
    ),
    _check(
        *("leftovers", "Nothing in the file is left over, unused or missing."),
        *("orphan", "undrawn", "missing_picture"),
    ),
    _check(
        *("picture_data", "Pictures carry no data of camera or program."),
        "picture_metadata",
    ),
)
OF_STRANGER = (
    _check("properties", "The file's properties name no person and no history.", "metadata"),
    _check("letters", "Letters have the shapes that the file says they have.", "lying_font"),
    _check("widths", "No row of black boxes tells how long the words were.", "bar_width"),
    _check(
        *("residue", "No letter can be guessed from what sticks out of a box, a mosaic or a blur."),
        *("letter_tips", "mosaic", "blurred"),
    ),
    _check(
        *("quoted", "No sentence with a mark can be read whole at another place."),
        "inconsistent",
    ),
    _check(
        "tracking", "No scan shows the dots with which printers name themselves.", "tracking_dots"
    ),
    _check("copy", "Nothing says that this is not the copy for release.", "wrong_copy"),
)
_SEEN = frozenset({"not_looked_at", "unseen_words", "other_words", "seen_word"})
_RECOGNISED, _IN_PICTURES = "recognised", "in_pictures"
_BOXES = _check(
    *(
        "boxes",
        "Nothing can be made out in, under or beside black boxes where pages were looked at.",
    ),
    *("letter_tips", "words_in_box", "faint_letters"),
)
OF_PACKET = (
    _check(
        *("text", "The visible words of every record are those of its redacted text."),
        *("text", "pages"),
    ),
    _check(
        "second_reading",
        "A second reader, which shares nothing with the first, reads the same words in order.",
        "second_reading",
    ),
    _check(
        *(
            "bars",
            "Every bar is black, in its place, as wide as its equals, and carries its codes.",
        ),
        *("bar", "bar_width"),
    ),
    _check("log", "The exemption log agrees with the bars page by page.", "log"),
    _check(
        *("numbers", "Pages, request number and Bates numbers are complete."),
        *("bates", "labels"),
    ),
    _check(
        "properties",
        "The file's properties and bookmarks are those of the template and of released titles.",
        *("metadata", "bookmarks", "entry", "catalog", "page_entry"),
    ),
    _check("spoken", "Screen readers are told only the codes of bars.", "spoken"),
    _check("fonts", "Fonts hold only what is shown, in the shapes that they say.", "font"),
    _check("pictures", "Each picture is the one that belongs there.", "picture"),
)
NEEDLES = frozenset({"withheld_word", "hidden_word", "file_name"})


def searched(count: int) -> Check:
    """Name the search for withheld words; without any there is nothing to find."""
    if not count:
        return Check("needles", "There were no withheld words to search for.", NEEDLES)
    many = "1 withheld word stands" if count == 1 else f"{count:,} withheld words stand"
    where = "pages, properties, fonts and all other data of the file were searched"
    return Check("needles", f"{many} in no wrong place: {where}.", NEEDLES, count)


def of_eyes(whole: int, in_pictures: int, pages: int) -> tuple[Check, ...]:
    """Name what eyes do.

    Args:
        whole: how many pages they looked at from edge to edge.
        in_pictures: how many others, where their pictures are.
        pages: how many there are.
    """
    looked = Check(_RECOGNISED, _looked_at(whole, pages), _SEEN, whole)
    pictured = Check(_IN_PICTURES, _looked_in(in_pictures), frozenset(), in_pictures)
    return (looked, *((pictured,) if in_pictures else ()), _BOXES)


def _looked_at(whole: int, pages: int) -> str:
    of = "1 of 1 page" if pages == 1 else f"{whole:,} of {pages:,} pages"
    read = "was read as it looks" if whole == 1 else "were read as they look"
    return f"{of} {read}: what can be copied is seen, and what is withheld is not."


def _looked_in(pages: int) -> str:
    where = "1 more page" if pages == 1 else f"{pages:,} more pages"
    return f"The pictures on {where} were looked at in the same way."


def together(verdicts: Sequence[Verdict]) -> tuple[CheckDone, ...]:
    """Put the checks of all files of a packet together, each check once."""
    made: dict[str, list[CheckDone]] = {}
    for done in (done for verdict in verdicts for done in verdict.checks):
        made.setdefault(done.key, []).append(done)
    pages = sum(verdict.pages for verdict in verdicts)
    return tuple(_summed(ones, pages) for ones in made.values())


def _summed(ones: Sequence[CheckDone], pages: int) -> CheckDone:
    done = replace(ones[0], findings=sum(one.findings for one in ones))
    if done.key not in {_RECOGNISED, _IN_PICTURES}:
        return done
    amount = sum(one.amount for one in ones)
    said = _looked_at(amount, pages) if done.key == _RECOGNISED else _looked_in(amount)
    return replace(done, sentence=said, amount=amount)


def assigned(
    findings: Sequence[Finding], checks: Sequence[Check]
) -> tuple[tuple[Finding, ...], tuple[CheckDone, ...]]:
    """Give each finding once, with the check that it belongs to, and each check's count."""
    keys = {kind: check.key for check in reversed(checks) for kind in check.kinds}
    told = tuple(
        dict.fromkeys(
            replace(found, check=found.check or keys.get(found.kind, "")) for found in findings
        )
    )
    counted = Counter(found.check for found in told)
    done = tuple(
        CheckDone(check.key, check.sentence, counted[check.key], check.amount) for check in checks
    )
    return told, done
