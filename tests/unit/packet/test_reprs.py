"""That no value on the way to a packet, or out of one, shows a record's words when it is named."""

from __future__ import annotations

import io

import pytest
from pikepdf import Pdf
from unit.packet.made import recipe, record

from app.documents.pixels import Encoded
from app.domain.decisions import WithholdWords
from app.domain.redacted import Encoding, RedactedText, Visible
from app.importers.mail.apple_mail import AppleMail
from app.importers.phone.whatsapp_records import Draft
from app.packet.checks.objects import contents_of
from app.packet.checks.quoted import _Gap, _Said
from app.packet.fonts import Faces, Style
from app.packet.reportlab_mends import BareCanvas
from app.packet.second_reading import read_again
from app.packet.shaping import runs_of
from app.packet.tags import Said
from app.packet.telling import tell_all
from app.packet.verify import _Seen
from app.packet.writer import build
from app.workflow.build_packet import _Bench

SECRET = "Blackwood"
MADE = recipe(record(1, SECRET))


def read_back() -> list[object]:
    with Pdf.open(io.BytesIO(build(MADE).data)) as pdf:
        return [*read_again(pdf), contents_of(pdf)]


def shaped() -> list[object]:
    faces = Faces(BareCanvas(io.BytesIO()).document)
    return [
        *runs_of(SECRET, Style(10, 12), faces),
        *runs_of(f"{SECRET}\u0301", Style(10, 12), faces),
    ]


@pytest.mark.parametrize(
    "values",
    [
        [WithholdWords(SECRET), RedactedText((Visible(SECRET),)), Said(SECRET, SECRET)],
        [_Said([SECRET], [1]), _Gap((SECRET,), (SECRET,)), _Seen(texts=[SECRET])],
        [
            _Bench(None, None, unsaid=[SECRET]),  # type: ignore[arg-type]  # shown, not used
            Draft(1, None, [SECRET]),
            AppleMail(SECRET.encode()),
        ],
        [Encoded(1, 1, Encoding.JPEG, SECRET.encode(), ())],
        shaped(),
        read_back(),
        list(tell_all(MADE)),
    ],
)
def test_that_no_value_shows_the_words_it_holds(values: list[object]) -> None:
    assert values
    assert not [type(value) for value in values if SECRET in repr(value)]
