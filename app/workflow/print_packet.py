"""What can be printed: verified files only, refused when outdated, remembered when handed over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.packets import Contents
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.isolated import Child
from app.packet import verify, writer
from app.vault.folder import Vault
from app.workflow.build_marked import VerifiedMarked, refuse_outdated_marked, remember_marked
from app.workflow.eyes import ManyEyes
from app.workflow.hand_over import names_of, refuse_outdated, remember
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.made_for import file_stem
from app.workflow.packet_recipe import CHANGED, PacketWishes, RecipeMaker
from app.workflow.print_pages import Faces, PageAt, PrintWishes, Scope, parse_pages, told
from app.workflow.verified import Verified

PRINTED = "(printed)"
LETTER_MARK = "LETTER-"
_CHANGED = PacketNotClean("What is to be printed changed after it was verified.", "Build it again.")
_FACES = {Faces.BOTH: "", Faces.FRONT: "front sides of ", Faces.BACK: "back sides of "}


@dataclass(frozen=True, slots=True)
class PrintFile:
    """One verified file.

    Attributes:
        sha256: of the bytes that were verified; others are not printed.
    """

    name: str
    pages: int
    sha256: str
    read: Callable[[], bytes] = field(repr=False)

    def proved(self) -> bytes:
        """Give the bytes, hashed again on the way."""
        data = self.read()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise _CHANGED
        return data


@dataclass(frozen=True, slots=True)
class Printed:
    """What went to the printer.

    Attributes:
        is_whole: nothing that was wished is missing; else it was stopped or the printer failed.
    """

    pages: tuple[PageAt, ...]
    wishes: PrintWishes = field(default_factory=PrintWishes)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Printout:
    """Verified files that are printed as one job, in their order.

    Attributes:
        letter: how many of the first pages are the cover letter; 0 for none.
        letter_apart: the first file is the letter alone, and its pages have no numbers of the
            packet.
        unsaid: words that no stamp may say.
        refuse: raises AppError where it may not be handed over any more.
        note: remembers what was printed.
    """

    title: str
    files: tuple[PrintFile, ...]
    letter: int = 0
    letter_apart: bool = False
    paper: str = "letter"
    recipient: str = ""
    unsaid: tuple[str, ...] = field(default=(), repr=False)
    refuse: Callable[[], None] = field(default=lambda: None, repr=False)
    note: Callable[[Printed], None] = field(default=lambda _: None, repr=False)

    @property
    def pages(self) -> tuple[PageAt, ...]:
        """List all pages with the numbers by which they are asked for."""
        counted = self.letter if self.letter_apart else 0
        every = [(at, page) for at, file in enumerate(self.files) for page in range(file.pages)]
        return tuple(
            PageAt(at, page + 1, max(0, number - counted))
            for number, (at, page) in enumerate(every, start=1)
        )

    def chosen(self, wishes: PrintWishes) -> tuple[PageAt, ...]:
        """Give the pages that are wished, or raise AppError with what is wrong with the wish."""
        every = self.pages
        if wishes.scope is Scope.LETTER:
            pool = [replace(page, number=at) for at, page in enumerate(every[: self.letter], 1)]
        else:
            pool = list(every[self.letter :] if wishes.scope is Scope.PACKET else every)
        last = max((page.number for page in pool), default=0)
        numbers = parse_pages(wishes.pages, last)
        pages = tuple(page for page in pool if page.number in numbers or not page.number)
        if not pages:
            raise AppError("None of these pages belongs to what is printed.", "Name other pages.")
        return pages

    def refuse_stamp(self, words: str) -> None:
        """Raise PacketRefused where the stamp says what is withheld."""
        if words and verify.name_tells(words, self.unsaid):
            raise PacketRefused(
                "The stamp holds words that are withheld in the packet.", "Choose other words."
            )

    def prove(self) -> None:
        """Refuse what is outdated or is not what was verified; asked before the first page."""
        self.refuse()
        for file in self.files:
            file.proved()


def packet_printout(vault: Vault, request: Request, packet: Verified, paper: str) -> Printout:
    """Print a verified packet as it is handed over, all its files as one job."""
    parts, whom = packet.parts, packet.made_for
    if parts:
        files = tuple(PrintFile(one.name, one.pages, one.sha256, one.read) for one in parts)
    else:
        built = packet.built
        files = (PrintFile("", built.pages, packet.verdict.sha256, lambda: built.data),)
    return Printout(
        title=f"{request.number} packet" if whom.is_public else file_stem(request, whom),
        files=files,
        letter=_letter_inside(packet),
        paper=paper,
        recipient=packet.recipient,
        unsaid=packet.unsaid,
        refuse=lambda: refuse_outdated(vault, request, packet),
        note=_Notes(vault, request, packet).take,
    )


def with_letter(printout: Printout, letter: PrintFile) -> Printout:
    """Put a letter that is a file of its own before a packet that has none."""
    return replace(
        printout, files=(letter, *printout.files), letter=letter.pages, letter_apart=True
    )


def printout_of(
    vault: Vault, request: Request, law: Library, packet: Verified, wishes: PacketWishes
) -> Printout:
    """Print a packet, and its letter before it where it was made without one."""
    plain = packet_printout(vault, request, packet, wishes.layout.page)
    if wishes.contents.letter:
        return plain
    plain.refuse()
    letter = _alone(vault, request, law, (packet, wishes), Contents(records=False, log=False))
    noted = _Notes(vault, request, packet, letter.sha256).take
    return replace(with_letter(plain, letter), note=noted)


def log_printout(
    vault: Vault, request: Request, law: Library, packet: Verified, wishes: PacketWishes
) -> Printout:
    """Print the exemption log of a packet alone."""
    refuse_outdated(vault, request, packet)
    only = Contents(letter=False, records=False)
    log = _alone(vault, request, law, (packet, wishes), only)
    printout = plain_printout(vault, f"{request.number} exemption log", log, "log.printed")
    return replace(
        printout,
        paper=wishes.layout.page,
        unsaid=packet.unsaid,
        refuse=lambda: refuse_outdated(vault, request, packet),
    )


def marked_printout(vault: Vault, request: Request, copy: VerifiedMarked, paper: str) -> Printout:
    """Print a verified marked copy, with its bands and its watermark as they are."""

    def note(printed: Printed) -> None:
        if _is_all(printed, copy.built.pages):
            remember_marked(vault, request, copy, _name(printed, ""), "marked.printed")
        elif printed.is_whole:
            words = f" pages {told(page.number for page in printed.pages)}"
            remember_marked(vault, request, copy, _name(printed, words), "marked.pages_printed")
        else:
            _stopped(vault, request, printed, copy.verdict.sha256)

    built = copy.built
    return Printout(
        title=f"{request.number} marked copy",
        files=(PrintFile("", built.pages, copy.verdict.sha256, lambda: built.data),),
        paper=paper,
        recipient=copy.marked_for,
        refuse=lambda: refuse_outdated_marked(vault, request, copy),
        note=note,
    )


def plain_printout(vault: Vault, title: str, file: PrintFile, act: str) -> Printout:
    """Print any other verified file, such as a certificate; the trail tells of it."""

    def note(printed: Printed) -> None:
        with vault.write() as work:
            work.audit.append(
                vault.who,
                act,
                sha256=file.sha256,
                pages=told(page.number for page in printed.pages),
                whole=printed.is_whole,
            )

    return Printout(title=title, files=(file,), note=note)


def verified_file(data: bytes, name: str = "") -> PrintFile:
    """Prove that a PDF hides nothing, so that it can be printed; raises PacketNotClean."""
    verdict = verify.verify_pdf(data)
    if not verdict.clean:
        raise PacketNotClean(verdict.findings[0].what, "Make the file again.")
    return PrintFile(name, verdict.pages, verdict.sha256, lambda: data)


@dataclass(frozen=True, slots=True)
class _Notes:
    """Remembers the printing of a packet.

    Attributes:
        letter: the hash of the letter, where it is a file of its own.
    """

    vault: Vault
    request: Request
    packet: Verified
    letter: str = ""

    def take(self, printed: Printed) -> None:
        """Keep it in the vault and in its trail."""
        if not printed.is_whole:
            _stopped(self.vault, self.request, printed, self.packet.verdict.sha256)
            return
        shift = 1 if self.letter else 0
        own = tuple(page for page in printed.pages if page.file >= shift)
        if self.letter and len(own) < len(printed.pages):
            self._note_letter(printed)
        if own:
            self._note_packet(replace(printed, pages=own))

    def _note_packet(self, printed: Printed) -> None:
        if _is_all(printed, self.packet.pages):
            several = self.packet.is_several
            names = names_of(self.request, self.packet) if several else []
            self._keep([_name(printed, ""), *names], "packet.printed")
        else:
            words = f" {_FACES[printed.wishes.faces]}pages {told(p.number for p in printed.pages)}"
            self._keep([_name(printed, words)], "packet.pages_printed")

    def _keep(self, names: Sequence[str], act: str) -> None:
        remember(self.vault, self.request, self.packet, names, act)

    def _note_letter(self, printed: Printed) -> None:
        with self.vault.write() as work:
            work.audit.append(
                self.vault.who,
                "letter.printed",
                request=self.request.id,
                sha256=self.letter,
                copies=printed.wishes.copies,
            )


def _is_all(printed: Printed, pages: int) -> bool:
    both = printed.wishes.faces is Faces.BOTH
    return printed.is_whole and both and len(set(printed.pages)) == pages


def _name(printed: Printed, words: str) -> str:
    """Say in place of a file's name what was printed of it."""
    copies = printed.wishes.copies
    times = f", {copies} copies" if copies > 1 else ""
    return f"(printed{words}{times})" if words or times else PRINTED


def _stopped(vault: Vault, request: Request, printed: Printed, sha256: str) -> None:
    with vault.write() as work:
        work.audit.append(
            vault.who,
            "printing.stopped",
            request=request.id,
            sha256=sha256,
            pages=told(page.number for page in printed.pages if page.number),
        )


def _letter_inside(packet: Verified) -> int:
    """Count the pages of the letter with which the packet begins."""
    parts = packet.parts
    if parts and parts[0].name == "letter":
        return parts[0].pages
    first = min(packet.built.first_pages.values(), default=0)
    return max(0, first - 1)


def _alone(
    vault: Vault,
    request: Request,
    law: Library,
    of: tuple[Verified, PacketWishes],
    contents: Contents,
) -> PrintFile:
    """Build letter or log as a file of its own, and prove it as the packet was proved."""
    packet, wishes = of
    with Child() as child, ManyEyes() as eyes:
        jurisdiction = law.get(request.details.jurisdiction)
        maker = RecipeMaker(vault, request, jurisdiction, tools_in(child))
        stream = maker.stream(replace(wishes, custody=False))
        if stream.head.log_position != packet.log_position:
            raise PacketRefused(*CHANGED)
        recipe = replace(
            stream.head,
            contents=contents,
            earlier_log=packet.built.log if contents.log else (),
            bates_prefix=_prefix(wishes.numbers_prefix)
            if contents.letter
            else wishes.numbers_prefix,
        )
        built = writer.build(recipe)
        verdict = verify.verify_packet(built.data, recipe, built, stream.withheld_words, eyes)
    if not verdict.clean:
        raise PacketNotClean(verdict.findings[0].what, "Build the packet again.")
    name = "letter" if contents.letter else "exemption log"
    return PrintFile(name, built.pages, verdict.sha256, lambda: built.data)


def _prefix(prefix: str) -> str:
    """Number the pages of a letter of its own apart from those of the packet."""
    plain = prefix.rstrip("-")
    return f"{plain}-{LETTER_MARK}" if plain else LETTER_MARK
