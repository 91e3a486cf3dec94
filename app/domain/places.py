"""The printable texts of a record, each by its place; the only list of them."""

from __future__ import annotations

from app.domain.records import Record
from app.domain.redaction import Field, Place


def places_of(record: Record) -> tuple[Place, ...]:
    """List every place of a record whose text a packet may print."""
    single = [Place(Field.TITLE), Place(Field.SUBJECT), Place(Field.TEXT)]
    parties = [Place(Field.PARTY, index) for index in range(len(record.parties))]
    names = [Place(Field.ATTACHMENT_NAME, index) for index in range(len(record.attachments))]
    texts = [
        Place(Field.ATTACHMENT_TEXT, index)
        for index, attachment in enumerate(record.attachments)
        if attachment.reflows
    ]
    return tuple(single + parties + names + texts)


def text_at(record: Record, place: Place) -> str:
    """Give the text at a place; a place that the record lacks raises IndexError."""
    if place.field is Field.PARTY:
        return record.parties[place.index].label
    if place.field is Field.ATTACHMENT_NAME:
        return record.attachments[place.index].name
    if place.field is Field.ATTACHMENT_TEXT:
        attachment = record.attachments[place.index]
        if not attachment.reflows:
            raise IndexError(place.index)
        return attachment.text
    if place.index:
        raise IndexError(place.index)
    if place.field is Field.TEXT:
        return record.text
    return record.subject if place.field is Field.SUBJECT else record.conversation_title


_IN_WORDS = {
    Field.TEXT: "text",
    Field.SUBJECT: "subject",
    Field.PARTY: "name or address",
    Field.TITLE: "conversation title",
    Field.ATTACHMENT_NAME: "attachment name",
    Field.ATTACHMENT_TEXT: "attachment text",
}


def place_in_words(place: Place) -> str:
    """Name a place for people, for example ``subject``."""
    return _IN_WORDS[place.field]
