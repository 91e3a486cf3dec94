"""Says in plain words what lies where in a delivery."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.audiences import FOR_PUBLIC, Audience, MadeFor

NAME = "READ ME.txt"
_PACKET = "The answer itself: the letter, the records with their redactions, the log."


def packet_name(audience: Audience) -> str:
    """Name the packet's only file so that no copy is taken for the public's."""
    return "packet.pdf" if audience is Audience.PUBLIC else f"packet for {audience.value}.pdf"


_SAID = (
    *((packet_name(one), _PACKET) for one in Audience),
    ("packet/", "The answer itself, in several files: the letter, the records, the log."),
    ("index.csv", "The index, one row a record, for spreadsheets."),
    ("index.xlsx", "The same index as a workbook."),
    ("index.html", "The same index as a page with links; open it in any browser."),
    ("exemption log.csv", "Every redaction, with the law it rests on, for spreadsheets."),
    ("exemption log.xlsx", "The same log as a workbook."),
    ("attachments/", "Attachments as they are released, with their redactions burned in."),
    ("natives/", "Attachments as they were received, where nothing of them is withheld."),
    ("VOL001.dat", "Load file (Concordance): one line a document; paths begin at this folder."),
    ("VOL001.opt", "Load file (Opticon): one line a page image."),
    ("VOL001/", "Page images and texts of the load file."),
    ("rsmf/", "Conversations in RSMF 2.0, one file for each conversation and day."),
    ("SHA256SUMS.txt", "The SHA-256 of the files here; check with: sha256sum -c SHA256SUMS.txt"),
    ("certificate.json", "Signed: how the packet was proved clean. certificate.pdf says the same."),
)


def all_parts() -> list[tuple[str, str]]:
    """Give every part that a delivery may have, each with its sentence."""
    return list(_SAID)


def what_lies_where(names: Iterable[str]) -> list[tuple[str, str]]:
    """Give the parts of a delivery that are there, each with a sentence."""
    there = list(names)
    return [
        (part, sentence)
        for part, sentence in _SAID
        if any(name == part or name.startswith(part) for name in there)
    ]


def page(
    number: str, department: str, names: Iterable[str], made_for: MadeFor = FOR_PUBLIC
) -> bytes:
    """Give the front page as text with Windows line ends; it says for whom the delivery is."""
    whom = made_for.in_words
    warned = [f"Copy for {whom}: not to be passed on or published.", ""]
    lines = [
        f"Public records request {number}",
        department,
        "",
        *([] if made_for.is_public else warned),
        "What lies where:",
        "",
        *(f"  {part:<20} {sentence}" for part, sentence in what_lies_where(names)),
        "",
        "[REDACTED …] stands wherever something is withheld; the words in it name the exemption.",
        "Names of files are numbers on purpose. The index gives the original name of each",
        "attachment where it is released.",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
