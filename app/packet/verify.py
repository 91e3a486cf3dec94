"""Proves a finished file: opens it as a stranger and compares it with what may be in it."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pikepdf
from pikepdf import OutlineItem, Pdf

from app.domain.packets import BuiltPacket, Finding, PacketRecipe, Verdict
from app.errors import ChildFailed
from app.packet import agreeing, comparing, wording
from app.packet.checks import (
    bars,
    choosing,
    copies,
    done,
    fonts,
    ink,
    labels,
    marks,
    metadata,
    needles,
    objects,
    pictures,
    recognised,
    spoken,
    stranger,
    structure,
)
from app.packet.checks.glyphs import check_glyphs
from app.packet.checks.outlines import check_outlines
from app.packet.checks.own import NAMES, own_words
from app.packet.checks.sheets import Awaited, by_words, check_sheets, marked
from app.packet.checks.shown import check_shown
from app.packet.expected import (
    CUSTODY,
    Section,
    bookmark_titles,
    sections,
    spoken_texts,
    unshown_signs,
)
from app.packet.finish import CATALOG_KEYS, PAGE_KEYS, information
from app.packet.looking import Eyes, Pause, Watched
from app.packet.marked import opened
from app.packet.normal import seen as shown
from app.packet.reading import NotReadable, PageRead, read_pages
from app.packet.second_reading import Fonts, read_again
from app.packet.shapes import Kind
from app.packet.telling import laid_out

_UNREADABLE = Finding("unreadable", 0, "The file is no PDF that can be opened without a password.")
_BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError),
    pikepdf.PdfError,
)


_One = TypeVar("_One")


def _go_on() -> None:
    """Let the verification go on."""


@dataclass(slots=True)
class _Seen:
    """What was read page by page."""

    bodies: list[comparing.Body] = field(default_factory=list)
    texts: list[str] = field(default_factory=list, repr=False)
    pictures: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    chosen: choosing.Chosen = choosing.NONE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a packet must be: ``copy`` as it is laid, ``recipe`` with its outlines as words."""

    copy: PacketRecipe
    recipe: PacketRecipe
    built: BuiltPacket
    words: Sequence[str] = field(repr=False)
    pause: Pause


def verify_packet(
    data: bytes,
    recipe: PacketRecipe,
    built: BuiltPacket,
    withheld_words: Sequence[str],
    eyes: Eyes | None = None,
) -> Verdict:
    """Check a packet against its recipe; only a clean verdict lets it be saved.

    A withheld word that also stands in a released passage is no fault there; a fault is where
    it stands anywhere else. Words of fewer than four letters and digits are not searched.
    With eyes, pages that show pictures and a sample of the others are also read as they look.
    """
    start, pause = time.perf_counter(), eyes.pause if isinstance(eyes, Watched) else _go_on
    copy = laid_out(recipe)
    asked = _Asked(copy, opened(copy), built, withheld_words, pause)
    try:
        awaited = Awaited(asked.recipe)
        seen = _read(data, awaited, pause)
        unreleased, said = _inspected(data, seen, awaited, asked)
        if eyes:
            seen.chosen = _chosen(data, seen)
            eyes = marks.bleached(eyes) if recipe.marked_for else eyes
            seen.findings += awaited.located(_guarded(_look(data, seen, eyes, unreleased, said)))
    except NotReadable:
        seen = _Seen(findings=[_UNREADABLE])
    return _verdict(data, seen, _checks(asked.recipe, withheld_words, seen), start)


def _inspected(
    data: bytes, seen: _Seen, awaited: Awaited, asked: _Asked
) -> tuple[needles.Needles, Sequence[str]]:
    """Look at everything but pixels; gives the words that may stand nowhere, and what is said.

    All that is opened for it is let go of then, so that there is room for pages as they look.
    """
    recipe, built, copy = asked.recipe, asked.built, asked.copy
    wanted = sections(recipe, built)
    seen.findings += marks.check_outlines(copy)
    with _opened(data) as pdf:
        different = list(_guarded(_compare(seen, wanted, recipe, built)))
        seen.findings += different
        seen.findings += _guarded(_compare_again(pdf, wanted, recipe, asked.pause))
        seen.findings += _guarded(marks.check_marked(pdf, copy, built, seen.texts))
        found = objects.contents_of(pdf)
        checks = _inspections(data, pdf, found, recipe, seen)
        sheets = _inspect_sheets(pdf, awaited, recipe, built)
        for check in (*checks, sheets, _inspect_titles(pdf, found, copy, built)):
            asked.pause()
            seen.findings += _guarded(check)
        said = _said(wanted, recipe, built) + ([] if different else _pages_said(seen, recipe))
        unreleased = needles.unreleased(asked.words, said)
        everywhere = needles.check_everywhere(unreleased, found, seen.texts, is_own=True)
        seen.findings += _guarded(everywhere)
    seen.bodies.clear()
    return unreleased, said


def _paused(ones: Iterable[_One], pause: Pause) -> Iterator[_One]:
    for one in ones:
        pause()
        yield one


def _look(
    data: bytes, seen: _Seen, eyes: Eyes, wanted: Sequence[needles.Needle], said: Sequence[str]
) -> Iterator[Finding]:
    yield from recognised.check_pages(data, seen.chosen, eyes, wanted, "\0".join(said))


def _chosen(data: bytes, seen: _Seen) -> choosing.Chosen:
    pictured = {at for at, count in enumerate(seen.pictures, start=1) if count}
    digest = hashlib.sha256(data).digest()
    return choosing.chosen(len(seen.texts), seen.scans, pictured, digest)


def _checks(recipe: PacketRecipe, words: Sequence[str], seen: _Seen) -> tuple[done.Check, ...]:
    looked = _looked(seen)
    if recipe.marked_for:
        return (*marks.DONE, *done.OF_ANY, *looked, marks.NOT_SEARCHED)
    return (*done.OF_PACKET, *done.OF_ANY, *looked, _searched(words))


def verify_pdf(
    data: bytes, words: Sequence[str] = (), name: str = "", eyes: Eyes | None = None
) -> Verdict:
    """Check any PDF for redactions that do not hold and for what it tells unseen.

    Without words it finds what the file's make-up betrays; with words also where they stand.
    With eyes, every page is also read as it looks.
    """
    start = time.perf_counter()
    wanted = needles.needles_of(words)
    try:
        seen = _read(data)
        with _opened(data) as pdf:
            found = objects.contents_of(pdf)
            seen.findings += _guarded(_inspect(data, pdf, found))
            seen.findings += _guarded(metadata.check_metadata(pdf))
            seen.findings += _guarded(stranger.check_stranger(data, pdf, found))
            seen.findings += _guarded(copies.check_title(pdf, name))
            seen.findings += _guarded(stranger.check_pages(data, seen.texts, seen.scans, eyes))
            seen.findings += _guarded(stranger.search_stranger(pdf, wanted, seen.texts))
            seen.findings += _guarded(pictures.check_pictures(found.pictures, strict=False))
            seen.findings += _guarded(needles.check_everywhere(wanted, found, seen.texts))
        seen.findings += _guarded(stranger.search_earlier(data, wanted))
        if eyes:
            seen.chosen = choosing.all_of(len(seen.texts))
            seen.findings += _guarded(recognised.check_pages(data, seen.chosen, eyes, wanted))
    except NotReadable:
        seen = _Seen(findings=[_UNREADABLE])
    seen.findings += needles.check_name_for(wanted, name)
    checks = (*done.OF_ANY, *done.OF_STRANGER, *_looked(seen), _searched(words))
    return _verdict(data, seen, checks, start)


def unreleased_words(
    recipe: PacketRecipe, built: BuiltPacket, withheld_words: Sequence[str]
) -> tuple[str, ...]:
    """Give the withheld words that the packet says nowhere, so that its name may not either."""
    said = _said(sections(recipe, built), recipe, built)
    return tuple(found.raw for found in needles.unreleased(withheld_words, said))


def not_said(words: Sequence[str], said: str) -> list[str]:
    """Leave out the words that a file of the program's own is to say, or its make-up is."""
    return [found.raw for found in needles.unreleased(words, [said, *NAMES.split()])]


def name_tells(name: str, words: Sequence[str]) -> bool:
    """Say whether one of some words stands in the name of a file."""
    return any_tells([name], words)


def any_tells(names: Iterable[str], words: Sequence[str]) -> bool:
    """Say whether one of some words stands in one of many names."""
    wanted = needles.needles_of(words)
    return any(True for name in names for _ in needles.check_name_for(wanted, name))


def _said(wanted: Sequence[Section], recipe: PacketRecipe, built: BuiltPacket) -> list[str]:
    stretches = (section.text for section in wanted if section.name != CUSTODY)
    return [*stretches, *own_words(recipe, built)]


def _pages_said(seen: _Seen, recipe: PacketRecipe) -> list[str]:
    """Give the text of all pages but those of the record of custody, which are the last ones."""
    count = len(seen.texts)
    if recipe.custody is not None:
        title = shown(wording.CUSTODY_TITLE)
        begins = (at for at, text in enumerate(seen.texts) if shown(text).startswith(title))
        count = max(begins, default=count)
    return ["".join(seen.texts[:count])]


def _guarded(check: Iterator[Finding]) -> Iterator[Finding]:
    """Go through a check; a file that is too broken for it is not clean."""
    try:
        yield from check
    except _BROKEN:
        yield Finding("damaged", 0, "A part of the file is damaged and could not be looked at.")
    except ChildFailed:
        yield Finding("not_looked_at", 0, "A page could not be read as it looks.")


def _read(data: bytes, awaited: Awaited | None = None, pause: Pause = _go_on) -> _Seen:
    """Read all pages; with the pages of attachments that are awaited, those of a packet."""
    seen = _Seen()
    for page in _paused(read_pages(data), pause):
        leaf = awaited.meet(page) if awaited else None
        seen.findings += _look_at(page, by_words(page, leaf) if leaf else page)
        seen.findings += () if awaited else (*bars.check_bars(page), *copies.check_copy(page))
        seen.texts.append(page.characters)
        if choosing.is_picture(page):
            seen.scans.append(page.number)
        seen.pictures.append(sum(1 for shape in page.shapes if shape.kind is Kind.PICTURE))
        if awaited:
            body = comparing.body_of(page)
            seen.bodies.append(marked(body, leaf) if leaf else body)
    return seen


def _look_at(page: PageRead, by_ink: PageRead) -> Iterator[Finding]:
    if page.broken:
        yield Finding("damaged", page.number, "The page cannot be opened.")
        return
    yield from ink.check_ink(by_ink)
    yield from ink.check_covers(page)
    yield from ink.check_blank(page)


def _opened(data: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(data))
    except _BROKEN as error:
        raise NotReadable from error


def _compare(
    seen: _Seen, wanted: Sequence[Section], recipe: PacketRecipe, built: BuiltPacket
) -> Iterator[Finding]:
    if len(seen.bodies) != built.pages:
        yield Finding("pages", 0, f"The file has {len(seen.bodies)} pages, not {built.pages}.")
    yield from comparing.compare_bodies(seen.bodies, wanted)
    yield from comparing.compare_marks(seen.bodies, wanted)
    yield from comparing.compare_widths(seen.bodies)
    yield from comparing.compare_log(seen.bodies, recipe, built)
    yield from comparing.compare_feet(seen.bodies, recipe)


def _compare_again(
    pdf: Pdf, wanted: Sequence[Section], recipe: PacketRecipe, pause: Pause
) -> Iterator[Finding]:
    met: Fonts = {}
    pages = list(_paused(read_again(pdf, met), pause))
    yield from agreeing.compare_second(pages, wanted, recipe)
    yield from check_outlines(pdf, met)


def _inspections(
    data: bytes, pdf: Pdf, found: objects.Contents, recipe: PacketRecipe, seen: _Seen
) -> tuple[Iterator[Finding], ...]:
    return (
        _inspect(data, pdf, found),
        _inspect_contents(found, recipe, seen),
        _inspect_packet(data, pdf, recipe, seen),
    )


def _inspect(data: bytes, pdf: Pdf, found: objects.Contents) -> Iterator[Finding]:
    yield from structure.check_revisions(data, pdf)
    yield from structure.check_catalog(pdf)
    yield from structure.check_pages(pdf)
    yield from objects.check_orphans(pdf, found)
    yield from objects.check_drawings(pdf)


def _inspect_packet(data: bytes, pdf: Pdf, recipe: PacketRecipe, seen: _Seen) -> Iterator[Finding]:
    yield from structure.check_packed(data, pdf)
    yield from structure.check_allowed(pdf, CATALOG_KEYS, PAGE_KEYS)
    yield from metadata.check_template(pdf, recipe)
    yield from check_shown(pdf, recipe, seen.pictures)
    yield from check_glyphs(pdf)


def _inspect_sheets(
    pdf: Pdf, awaited: Awaited, recipe: PacketRecipe, built: BuiltPacket
) -> Iterator[Finding]:
    yield from check_sheets(pdf, awaited, unshown_signs(built), recipe.marked_for)


def _inspect_titles(
    pdf: Pdf, found: objects.Contents, recipe: PacketRecipe, built: BuiltPacket
) -> Iterator[Finding]:
    titles = bookmark_titles(recipe, built)
    yield from structure.check_texts(found, [*titles, information(recipe)["/Title"]])
    yield from labels.check_labels(pdf, found, recipe)
    if list(map(shown, _bookmarks(pdf))) != list(map(shown, titles)):
        yield Finding("bookmarks", 0, "The bookmarks are not those of the released titles.")


def _inspect_contents(
    found: objects.Contents, recipe: PacketRecipe, seen: _Seen
) -> Iterator[Finding]:
    yield from pictures.check_pictures(found.pictures, strict=True)
    yield from spoken.check_spoken(found, spoken_texts(recipe))
    yield from fonts.check_fonts(found, "".join(body.text + body.foot for body in seen.bodies))


def _bookmarks(pdf: Pdf) -> list[str]:
    titles: list[str] = []

    def take(items: Sequence[OutlineItem]) -> None:
        for item in items:
            titles.append(str(item.title))
            take(item.children)

    with pdf.open_outline() as outline:
        take(outline.root)
    return titles


def _looked(seen: _Seen) -> tuple[done.Check, ...]:
    whole, in_pictures = len(seen.chosen.whole), len(seen.chosen.in_pictures)
    return done.of_eyes(whole, in_pictures, len(seen.texts)) if whole else ()


def _searched(words: Sequence[str]) -> done.Check:
    return done.searched(len(needles.needles_of(words)))


def _verdict(data: bytes, seen: _Seen, checks: Sequence[done.Check], start: float) -> Verdict:
    findings, made = done.assigned(seen.findings, checks)
    return Verdict(
        findings,
        pages=len(seen.texts),
        sha256=hashlib.sha256(data).hexdigest(),
        checked=tuple(check.sentence for check in made),
        seconds=time.perf_counter() - start,
        checks=made,
    )
