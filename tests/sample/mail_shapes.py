"""How a mail of the story is built: plain, with papers, winmail.dat or pictures, or HTML only."""

from __future__ import annotations

from collections.abc import Callable
from email import charset, encoders
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

from papers import complaint_form, tow_receipt
from pictures import badge, photo
from tnef import winmail

FORM_NAME = "Delaney_J_complaint.pdf"
RECEIPT_NAME = "tow_receipt_666-12-4433.pdf"
CAD_NAME = "CAD times.txt"
STILL_NAME, BADGE_NAME = "still_0012.jpg", "badge.png"
CAD_TIMES = (
    "850-555-0126\r\n15:21 Unit 7 out at Cedar Street\r\n"
    "15:38 tow asked\r\n15:55 tow clear\r\n16:02 Unit 7 clear\r\n"
)
PIXEL = (
    '<img src="https://track.clipshelf.example.com/o.gif?m=7f3a19&amp;u=calloway" '
    'width="1" height="1" alt="">'
)

ATTACHED = {
    "complaint": (FORM_NAME,),
    "receipt": (RECEIPT_NAME,),
    "winmail": ("winmail.dat",),
    "inline": (STILL_NAME, BADGE_NAME),
}


def built(shape: str, body: str, boundary: str) -> Message:
    """Build the body of a mail; boundaries are given so that the bytes stay the same."""
    maker = SHAPES.get(shape)
    return maker(body, boundary) if maker else text_part(body)


def text_part(body: str, subtype: str = "plain") -> MIMEText:
    """Give a text part: bare when it is ASCII, quoted-printable UTF-8 when not."""
    if body.isascii():
        return MIMEText(body, subtype, "us-ascii")
    utf8 = charset.Charset("utf-8")
    utf8.body_encoding = charset.QP
    return MIMEText(body, subtype, utf8)  # type: ignore[arg-type]


def _with_file(body: str, boundary: str, part: MIMEBase, name: str) -> Message:
    message = MIMEMultipart("mixed", boundary=boundary)
    message.attach(text_part(body))
    part.add_header("Content-Disposition", "attachment", filename=name)
    message.attach(part)
    return message


def _complaint(body: str, boundary: str) -> Message:
    part = MIMEApplication(complaint_form(), "pdf", name=FORM_NAME)
    return _with_file(body, boundary, part, FORM_NAME)


def _receipt(body: str, boundary: str) -> Message:
    part = MIMEApplication(tow_receipt(), "pdf", name=RECEIPT_NAME)
    return _with_file(body, boundary, part, RECEIPT_NAME)


def _winmail(body: str, boundary: str) -> Message:
    part = MIMEBase("application", "ms-tnef", name="winmail.dat")
    part.set_payload(winmail(CAD_NAME, CAD_TIMES.encode()))
    encoders.encode_base64(part)
    return _with_file(body, boundary, part, "winmail.dat")


def _inline(body: str, boundary: str) -> Message:
    either = MIMEMultipart("alternative", boundary=f"{boundary}.alt")
    either.attach(text_part(body))
    pictures = (
        '<p><img src="cid:still@millbrook"></p><p><img src="cid:badge@millbrook" width="36"></p>'
    )
    either.attach(text_part(f"<html><body>{_paragraphs(body)}{pictures}</body></html>", "html"))
    related = MIMEMultipart("related", boundary=boundary)
    related.attach(either)
    for name, kind, data in (
        (STILL_NAME, "jpeg", photo("street", seed=12)),
        (BADGE_NAME, "png", badge()),
    ):
        part = MIMEImage(data, kind, name=name)
        part.add_header("Content-ID", f"<{name.split('_')[0].split('.')[0]}@millbrook>")
        part.add_header("Content-Disposition", "inline", filename=name)
        related.attach(part)
    return related


def _html(body: str, boundary: str) -> Message:
    style = "<style>p { font-family: Arial } .x { display: none }</style>"
    return text_part(
        f"<html><head>{style}</head><body>{_paragraphs(body)}{PIXEL}</body></html>", "html"
    )


def _paragraphs(body: str) -> str:
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in body.split("\n") if line)


SHAPES: dict[str, Callable[[str, str], Message]] = {
    "complaint": _complaint,
    "receipt": _receipt,
    "winmail": _winmail,
    "inline": _inline,
    "html": _html,
}
