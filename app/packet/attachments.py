"""Lays out attachments: pictures, slip sheets, and bars that stand for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.redacted import RedactedAttachment, RedactedText, released
from app.packet import wording
from app.packet.breaking import Inline
from app.packet.flow import Flow, Place
from app.packet.fonts import Style
from app.packet.inline import then, worded

_CAPTION = Style(8.6, 12.6, ink="0.2 g")


def lay_attachment(flow: Flow, attachment: RedactedAttachment, number: int, index: int) -> None:
    """Draw the attachment at a one-based place of a record, with its caption and its bars."""
    where = f"record {number}, attachment {index}"
    flow.gap(4)
    lead = released(f"{wording.ATTACHMENT} {index}: ")
    about = released(_about(attachment))
    caption = [(lead, _CAPTION), (worded(attachment.name), _CAPTION), (about, _CAPTION)]
    names: Iterator[Place] = iter([Place(number, f"{where}, name")] * len(attachment.name.bars))
    if attachment.withheld is not None:
        words = released(f"{wording.WITHHELD_ATTACHMENT} ")
        bar = RedactedText((attachment.withheld,))
        line = [*caption, (released(f"\n{words.visible}"), _CAPTION), (worded(bar), _CAPTION)]
        flow.boxed(flow.set(line, inset=20), then(names, Place(number, f"{where}, whole")))
    elif attachment.picture is not None:
        alt = wording.picture_alt(attachment.kind, index, number)
        _picture(flow, (attachment, alt), caption, then(names, Place(number, f"{where}, picture")))
    else:
        flow.boxed(flow.set(caption, inset=20), names)
    flow.gap(4)


def _about(attachment: RedactedAttachment) -> str:
    parts = [part for part in (attachment.kind, attachment.size) if part]
    words = f"  ·  {', '.join(parts)}" if parts else ""
    if attachment.picture is None and attachment.withheld is None:
        words += f"  ·  {attachment.note or wording.NOT_SHOWN}"
    return words


def _picture(
    flow: Flow,
    shown: tuple[RedactedAttachment, str],
    caption: list[Inline],
    places: Iterator[Place],
) -> None:
    attachment, alt = shown
    draw = attachment.picture
    if draw is None:
        return
    if attachment.regions:
        caption = [*caption, (released(f"\n{wording.PARTLY_WITHHELD} "), _CAPTION)]
        for at, bar in enumerate(attachment.regions):
            caption.append((released(" " if at else ""), _CAPTION))
            caption.append((worded(RedactedText((bar,))), _CAPTION))
    lines = flow.set(caption)
    flow.picture(draw(), sum(line.leading for line in lines) + 4, alt)
    flow.gap(3)
    flow.put(lines, places)
