"""Lays out attachments: pictures, texts, slip sheets, and bars that stand for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.redacted import RedactedAttachment, RedactedText, released
from app.packet import wording
from app.packet.attachment_words import ON_REQUEST, pages_follow, picture_alt
from app.packet.blocks import lay_blocks
from app.packet.breaking import Inline
from app.packet.flow import Flow, Place
from app.packet.fonts import Style
from app.packet.inline import then, worded

_CAPTION = Style(8.6, 12.6, ink="0.2 g")
_NAME = Style(9, 13.2, bold=True, ink="0.2 g")


def lay_attachment(flow: Flow, attachment: RedactedAttachment, number: int, index: int) -> None:
    """Draw the attachment at a one-based place of a record, with its caption and its bars.

    Pages of an attachment follow the record; here stands only that they do.
    """
    where = f"record {number}, attachment {index}"
    flow.gap(4)
    names: Iterator[Place] = iter([Place(number, f"{where}, name")] * len(attachment.name.bars))
    caption = _caption(attachment, index)
    if attachment.withheld is not None:
        bar = RedactedText((attachment.withheld,))
        words = released(f"\n{wording.WITHHELD_ATTACHMENT} ")
        line = [*caption, (words, _CAPTION), (worded(bar), _CAPTION)]
        flow.boxed(flow.set(line, inset=20), then(names, Place(number, f"{where}, whole")))
    elif attachment.sheets:
        follow = f"  ·  {pages_follow(len(attachment.sheets))}"
        note = f"\n{attachment.note}" if attachment.note else ""
        flow.boxed(flow.set([*caption, (released(follow + note), _CAPTION)], inset=20), names)
    elif attachment.blocks:
        flow.put(flow.set(caption), names)
        text = Place(number, f"{where}, text")
        lay_blocks(flow, attachment.blocks, attachment.note, text)
    elif attachment.picture is not None:
        alt = picture_alt(attachment, index, number)
        _picture(flow, (attachment, alt), caption, then(names, Place(number, f"{where}, picture")))
    else:
        why = attachment.note or f"{wording.NOT_SHOWN.capitalize()}."
        slip = released(f"\n{why} {ON_REQUEST}")
        flow.boxed(flow.set([*caption, (slip, _CAPTION)], inset=20), names)
    flow.gap(4)


def _caption(attachment: RedactedAttachment, index: int) -> list[Inline]:
    parts = [part for part in (attachment.kind, attachment.size) if part]
    about = f"  ·  {', '.join(parts)}" if parts else ""
    return [
        (released(f"{wording.ATTACHMENT} {index}: "), _CAPTION),
        (worded(attachment.name), _NAME),
        (released(about), _CAPTION),
    ]


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
