"""From decided records to what may leave: no withheld character gets through."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.decisions import Disposition, Standing
from app.domain.ids import AttachmentId, BlobName, ConversationId, DecisionId, RecordId, SourceId
from app.domain.people import Party, Role
from app.domain.places import places_of, text_at
from app.domain.provenance import Moment
from app.domain.records import Attachment, Kind, Record
from app.domain.redacted import Picture, RedactedAttachment, RedactedRecord, RedactedText
from app.domain.redaction import (
    Field,
    Place,
    Redaction,
    RegionTarget,
    SpanTarget,
    Target,
    WholeTarget,
)
from app.domain.spans import Region, Span
from app.workflow.redact_records import (
    Redactor,
    size_in_words,
    title_redactions,
    withheld_words,
)

PICTURE = Picture(1, 1, b"pixels")


def attachment(name: str = "IMG_14_Cedar.jpg", missing: str = "") -> Attachment:
    return Attachment(
        AttachmentId(1), name, 48_000, "image/jpeg", "", BlobName(""), "", missing=missing
    )


def record(number: int = 7, **changed: object) -> Record:
    values: dict[str, object] = {
        "id": RecordId(number),
        "source": SourceId(1),
        "platform": "sms",
        "kind": Kind.MESSAGE,
        "sent": Moment(1_773_522_240_000_000, "", "utc"),
        "parties": (
            Party(Role.TO, "Ben Cole", "850-555-0102"),
            Party(Role.FROM, "Jordan Blackwood", "850-555-0101"),
        ),
        "conversation": ConversationId(3),
        "conversation_title": "Jordan Blackwood",
        "subject": "14 Cedar Lane",
        "text": "I live at 14 Cedar Lane",
        "attachments": (attachment(),),
        "flags": frozenset({"deleted"}),
    }
    return Record(**{**values, **changed})  # type: ignore[arg-type]  # a builder of one frozen value


def drawn(
    _one: Attachment, _index: int, name: RedactedText, _redactions: Sequence[Redaction]
) -> RedactedAttachment:
    return RedactedAttachment(name, "Photograph", "about 10 KB", lambda: PICTURE)


def redaction(target: Target, *codes: str) -> Redaction:
    return Redaction(DecisionId(1), RecordId(7), target, codes or ("(x)",))


def made(standing: Standing, one: Record | None = None) -> RedactedRecord:
    redactor = Redactor("America/New_York", {1: "Phone"}, drawn)
    return redactor.apply(one or record(), standing)


def released(*redactions: Redaction) -> Standing:
    return Standing(RecordId(7), Disposition.RELEASE, redactions=redactions)


def test_that_every_printable_place_can_be_withheld_whole() -> None:
    everything = [
        redaction(SpanTarget(Span(0, len(text_at(record(), place))), place))
        for place in places_of(record())
    ]
    printed = repr(made(released(*everything)))
    for secret in ("Jordan", "Blackwood", "Cedar", "555", "IMG", "Cole"):
        assert secret not in printed


def test_that_the_sender_stands_first_wherever_the_export_put_them() -> None:
    shown = made(released())
    assert shown.sender.visible == "Jordan Blackwood <850-555-0101>"
    assert [one.visible for one in shown.recipients] == ["Ben Cole <850-555-0102>"]


def test_that_a_redaction_of_a_party_follows_the_party() -> None:
    hidden = redaction(SpanTarget(Span(0, 16), Place(Field.PARTY, 1)))
    shown = made(released(hidden))
    assert shown.sender.visible == " <850-555-0101>"
    assert shown.recipients[0].visible.startswith("Ben Cole")


def test_that_a_withheld_record_tells_nothing_but_that_it_is_there() -> None:
    standing = Standing(RecordId(7), Disposition.WITHHOLD, ("(b)", "(a)"))
    shown = made(standing)
    assert shown.withheld is not None
    assert shown.withheld.codes == ("(a)", "(b)")
    assert "Cedar" not in repr(shown)
    assert "Jordan" not in repr(shown)
    assert shown.attachments == ()
    assert shown.remarks == ()


def test_that_a_title_withheld_in_one_record_is_withheld_in_the_heading_of_all() -> None:
    hidden = redaction(SpanTarget(Span(7, 16), Place(Field.TITLE)))
    first, second = record(7), record(8)
    standings = {first.id: released(hidden), second.id: Standing(second.id, Disposition.RELEASE)}
    titles = title_redactions([first, second], standings)
    redactor = Redactor("UTC", {}, drawn, titles)
    assert redactor.apply(second, standings[second.id]).title.visible == "Jordan "


def test_that_a_withheld_attachment_gives_no_picture_and_no_size() -> None:
    shown = made(released(redaction(WholeTarget(0), "(b)"), redaction(WholeTarget(0), "(a)")))
    (one,) = shown.attachments
    assert one.withheld is not None
    assert one.withheld.codes == ("(a)", "(b)")
    assert (one.picture, one.size) == (None, "")


def test_that_an_attachment_is_drawn_with_its_name_and_redactions() -> None:
    asked: list[tuple[int, str, tuple[Redaction, ...]]] = []
    hidden = redaction(RegionTarget(0, Region(1, 0.1, 0.1, 0.5, 0.5)))

    def maker(
        one: Attachment, index: int, name: RedactedText, redactions: Sequence[Redaction]
    ) -> RedactedAttachment:
        asked.append((index, name.visible, tuple(redactions)))
        return drawn(one, index, name, redactions)

    shown = Redactor("UTC", {}, maker).apply(record(), released(hidden))
    assert asked == [(0, attachment().name, (hidden,))]
    picture = shown.attachments[0].picture
    assert picture is not None
    assert picture() is PICTURE


def test_that_a_missing_attachment_says_why() -> None:
    one = record(attachments=(attachment(missing="The export does not hold this file."),))
    assert made(released(), one).attachments[0].note == "The export does not hold this file."


def test_that_a_record_without_sender_or_time_is_shown_as_such() -> None:
    shown = made(released(), record(parties=(), sent=Moment(None)))
    assert shown.sender.visible == "unknown sender"
    assert (shown.sent, shown.day) == ("time unknown", None)


def test_that_words_withheld_are_listed_for_the_verifier() -> None:
    hidden = redaction(SpanTarget(Span(10, 23)))
    assert withheld_words(record(), released(hidden)) == ["14 Cedar Lane"]
    whole = withheld_words(record(), Standing(RecordId(7), Disposition.WITHHOLD, ("(a)",)))
    assert "I live at 14 Cedar Lane" in whole
    assert "Jordan Blackwood <850-555-0101>" in whole


def test_that_sizes_are_coarse() -> None:
    sizes = [size_in_words(n) for n in (0, 9_999, 48_123, 2_600_000)]
    assert sizes == ["under 10 KB", "under 10 KB", "about 50 KB", "about 3 MB"]


def test_that_a_record_says_how_it_is_laid_out() -> None:
    mine = record(
        kind=Kind.COMMENT,
        parent=RecordId(3),
        parties=(Party(Role.FROM, "Millbrook PD", is_owner=True), Party(Role.TO, "Jordan")),
    )
    redactor = Redactor("UTC", {1: "Phone"}, drawn, {}, {1: "R. Diaz"})
    shown = redactor.apply(mine, released())
    assert (shown.form, shown.outgoing, shown.answers) == ("comment", True, 3)
    assert (shown.custodian, shown.clock) == ("R. Diaz", "9:04:00 PM UTC")
    other = redactor.apply(record(kind=Kind.CAPTURE, sent=Moment(None)), released())
    assert (other.form, other.outgoing, other.answers, other.clock) == ("document", False, 0, "")


def test_that_a_withheld_record_tells_its_form_and_no_custodian() -> None:
    mine = record(kind=Kind.EMAIL, parent=RecordId(3))
    redactor = Redactor("UTC", {1: "Phone"}, drawn, {}, {1: "R. Diaz"})
    shown = redactor.apply(mine, Standing(RecordId(7), Disposition.WITHHOLD, ("(b)",)))
    assert (shown.form, shown.answers, shown.custodian) == ("email", 0, "")
