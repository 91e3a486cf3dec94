"""The packets that are validated: every golden recipe, every layout, every kind of attachment."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from unit.packet import made, made_certificate, test_golden

from app.packet.writer import build


def golden_files() -> Iterator[tuple[str, bytes]]:
    """Give each file with its name."""
    for name, recipe in test_golden.PACKETS.items():
        yield name, build(recipe).data
    for group in ("layouts", "with_attachments"):
        make = getattr(made, group, None)
        for name, recipe in (make() if make else {}).items():
            yield f"{group}_{name}".replace(" ", "_"), build(recipe).data
    yield from made_certificate.papers()


def without_tags(data: bytes) -> bytes:
    """Give a packet that must not pass, so that a validator that checks nothing is noticed."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()
