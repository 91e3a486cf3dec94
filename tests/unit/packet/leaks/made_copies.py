"""Makes files that leak because they are the wrong copy, or say twice what they withhold once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas
from unit.packet.leaks.made import SECRET, page
from unit.packet.leaks.made_ink import variants

_SAID = f"The driver was Jordan {SECRET} of this town, he said."
_WITHHELD = _SAID.replace(SECRET, "[REDACTED (b)(6)]")


def pages(*lines: Sequence[str]) -> Callable[[], bytes]:
    """Write lines on pages."""

    def make() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(400, 300), invariant=1)
        for page_lines in lines:
            canvas.setFont("Helvetica", 10)
            for at, line in enumerate(page_lines):
                canvas.drawString(40, 240 - 16 * at, line)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return make


def stamped(words: str, *, size: float, angle: float = 0.0, down: float = 150.0) -> bytes:
    """Stamp words on a page."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, _SAID)
        canvas.saveState()
        canvas.translate(60, down)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", size)
        canvas.drawString(0, 0, words)
        canvas.restoreState()

    return page(draw)


def titled(title: str) -> bytes:
    """Say in the properties what the file is."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, _SAID)
        canvas.setTitle(title)

    return page(draw)


COPIES = (
    *variants(
        "quoted where it was withheld",
        "inconsistent",
        pages([_WITHHELD], ["On Monday the clerk wrote:", f"> {_SAID}"]),
        pages([f'Liked "{_SAID}"', _WITHHELD]),
        pages(
            ["Forwarded message", "The driver was", f"Jordan {SECRET} of this", "town, he said."],
            [_SAID.replace(SECRET, "XXXXXXXX")],
        ),
    ),
    *variants(
        "copy that is not for release",
        "wrong_copy",
        lambda: stamped("MARKED COPY - NOT FOR RELEASE", size=12, angle=40, down=40),
        lambda: stamped("Draft redactions, internal review copy", size=8, down=20),
        lambda: titled("Complaint 26-0417 (unredacted)"),
    ),
)

CLEAN_COPIES: tuple[tuple[str, Callable[[], bytes]], ...] = (
    (
        "two sentences of one form",
        pages(["Called [REDACTED] on the phone.", "Called the harbour office on the phone."]),
    ),
    (
        "sentence withheld twice",
        pages([_WITHHELD], [f"> {_WITHHELD}"]),
    ),
    (
        "heads of records",
        pages(
            ["Millbrook Police Department", "From [REDACTED (b)(6)]", "Date 14 March 2026"],
            ["Millbrook Police Department", "From Ofc. Diaz", "Date 14 March 2026"],
        ),
    ),
    (
        "sentences of one form with many names",
        pages(
            ["I was called to the home of [REDACTED] on the same day and left."],
            ["I was called to the home of Ann Gray on the same day and left."],
            ["I was called to the home of Ben Cole on the same day and left."],
        ),
    ),
    (
        "talk of copies",
        pages(["We ask for an unredacted copy; it is marked not for release, he said."]),
    ),
)
