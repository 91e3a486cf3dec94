"""The colours and sizes of the packet's pages, all in one place; each text has 4.5 : 1 at least.

Contrast is that of WCAG 2.1 (1.4.3) against the ground on which the text stands; the grounds are
pale enough to be told apart on a printer without colours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.packet.fonts import Style
from app.packet.grounds import Ground, Pads

NAVY = "0.11 0.21 0.33 rg"
SOFT = "0.3 g"
DIM = "0.36 g"

RULE = ("0.11 0.21 0.33 RG", 0.8)
HAIR = ("0.86 G", 0.5)
HEAD_RULE = ("0.11 0.21 0.33 RG", 1.1)

TITLE = Style(13, 18, bold=True, ink=NAVY)
SECTION = Style(16, 22, bold=True, ink=NAVY)
DAY = Style(8.8, 13, bold=True, ink=DIM)
LABEL = Style(8.4, 14.2, bold=True, ink=SOFT)
NUMBER = Style(8, 12.4, ink=DIM)

BOX = Ground(fill="0.955 g", pen="0.72 G", radius=2.5, pads=Pads(10, 10, 7))
OURS = Ground(fill="0.878 0.922 0.972 rg", pen="0.64 0.74 0.87 RG", radius=8, pads=Pads(10, 10, 6))
THEIRS = Ground(fill="1 g", pen="0.72 G", radius=8, pads=Pads(10, 10, 6))
CARD = Ground(fill="1 g", pen="0.6 0.67 0.76 RG", radius=5, pads=Pads(13, 13, 9))
HEADER = Ground(fill="0.955 0.965 0.978 rg", radius=4, pads=Pads(10, 10, 6))
QUOTE = Ground(edge=("0.6 0.67 0.76 RG", 1.6), pads=Pads(10, 0, 0))
THREAD = Ground(edge=("0.72 0.77 0.84 RG", 1.2), pads=Pads(12, 0, 1))


@dataclass(frozen=True, slots=True)
class Type:
    """The styles in which one record is set."""

    body: Style = Style(9.6, 14.2)
    sender: Style = Style(9.8, 14, bold=True)
    recipient: Style = Style(9, 14, ink=SOFT)
    facts: Style = Style(7.8, 11.6, ink=DIM)
    subject: Style = Style(9.6, 14.2, bold=True)
    remark: Style = Style(8.6, 12.6, italic=True, ink=SOFT)
    caption: Style = Style(8.6, 12.6, ink="0.2 g")

    @property
    def quoted(self) -> Style:
        """Give the style of quoted passages and signatures."""
        return replace(self.body, ink=SOFT)


NORMAL = Type()
COMPACT = Type(
    body=Style(8.6, 11.8),
    sender=Style(8.6, 12.4, bold=True),
    recipient=Style(8.2, 12.4, ink=SOFT),
    facts=Style(8, 12.4, ink=DIM),
    subject=Style(8.6, 11.8, bold=True),
    remark=Style(8, 11.2, italic=True, ink=SOFT),
    caption=Style(8, 11.2, ink="0.2 g"),
)
