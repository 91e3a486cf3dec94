"""That a mark tells nothing of what it hides: every name of a list is equally possible.

The attack is that of M. Bland, A. Iyer and K. Levchenko, "Story Beyond the Eye: Glyph Positions
Break PDF Text Redaction" (PoPETs 2023): whoever has a list of names works out for each of them
where the letters around the mark would stand and how wide the mark would be, and strikes out the
names that do not fit the file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import builders
import pypdfium2 as pdfium
import pytest

from app.domain.decisions import Disposition
from app.domain.packets import Layout, Letterhead, Talk
from app.domain.redaction import Field, Place, SpanTarget
from app.domain.spans import Span
from app.jobs.finish import finish
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
CODE = next(one.code for one in LAW.get("FL").exemptions if not one.needs_confirmation)
NAMES = (
    "Li", "Jo Ill", "Jordan Blackwood", "JORDAN BLACKWOOD", "Maximilian Wolframm-Mommsen III",
    "María José Peña", "Ng", "Wm. Wu", "محمد علي", "王小明", "Anne-Marie O’Neil", "Q",
)  # fmt: skip
AROUND = (
    "{}, the driver, said that {} had never met {}.",
    "Spoke to {}",
    "{} is there",
    "A line that is long enough to be broken somewhere behind the mark, {}, with {} further on.",
)

pytestmark = pytest.mark.usefixtures("blind")


def packet(folder: Path, name: str, talk: Talk) -> bytes:
    """Build a packet in which a name is withheld in texts, a subject, a party and a file name."""
    vault = builders.new_vault(folder)
    texts = [text.replace("{}", name) for text in AROUND]
    messages = [
        replace(builders.message(text, at, sender="Rosa Diaz", title="Talk"), subject=f"On {name}.")
        for at, text in enumerate(texts)
    ]
    party = replace(messages[1].parties[1], name=f"{name} (driver)")
    messages[1] = replace(messages[1], parties=(messages[1].parties[0], party))
    file = StoredAttachment(f"photo of {name}.zip", 10, "application/zip", "1" * 64, "1" * 64)
    ids = builders.hold(vault, messages, [[file]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    for record, text in zip(ids, texts, strict=True):
        targets = [SpanTarget(span) for span in spans(text, name)]
        targets += [SpanTarget(span, Place(Field.SUBJECT)) for span in spans(f"On {name}.", name)]
        decider.redact(record, targets, [CODE])
    whole = Span(0, len(name))
    decider.redact(ids[1], [SpanTarget(whole, Place(Field.PARTY, 1))], [CODE])
    in_name = SpanTarget(whole.shifted(len("photo of ")), Place(Field.ATTACHMENT_NAME))
    decider.redact(ids[0], [in_name], [CODE])
    layout = Layout(talk=talk)
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"), layout, "MPD")
    result = finish(PacketJob(vault, request, LAW, wishes))
    vault.close()
    assert isinstance(result, Verified)
    return result.built.data


def spans(text: str, name: str) -> list[Span]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + len(name))
    return found


def glyphs(data: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Give every character of a file and its box in points, as the attacker measures them."""
    texts = [page.get_textpage() for page in pdfium.PdfDocument(data)]
    return [
        (text.get_text_range(at, 1), text.get_charbox(at))
        for text in texts
        for at in range(text.count_chars())
    ]


@pytest.mark.parametrize("talk", list(Talk))
def test_that_every_name_of_a_list_is_equally_possible(tmp_path: Path, talk: Talk) -> None:
    files = []
    for at, name in enumerate(NAMES):
        folder = tmp_path / str(at)
        folder.mkdir()
        files.append(packet(folder, name, talk))
    seen = glyphs(files[0])
    assert sum(character.isalpha() for character, _ in seen) > 1000
    fitting = [name for name, data in zip(NAMES, files, strict=True) if glyphs(data) == seen]
    assert fitting == list(NAMES)
    assert len(set(files)) == 1, "not a byte of the file depends on the name"
