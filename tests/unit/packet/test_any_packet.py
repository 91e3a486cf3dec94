"""Whatever is redacted wherever, what is read back is what may be shown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tries import tries
from unit.packet.made import B6, B7, FLORIDA, attachments, recipe, record

from app.domain.packets import Density, Layout, Order, PacketRecipe, Talk
from app.domain.redacted import Bar, Extent, RedactedRecord, RedactedText, Visible, released
from app.packet.verify import verify_packet
from app.packet.writer import build

WORDS = st.sampled_from(
    [
        "stop ",
        "שלום ",
        "مرحبا ",
        "(ab) ",
        "你好",
        "👍🏽 ",
        "\n",
        "42, ",
        "x-y ",
        "क्षि ",
        "[z] ",
        "é",
        ". ",
    ]
)
BARS = st.builds(
    Bar,
    st.sampled_from([(B6,), (B7,), (FLORIDA,), (B6, B7), (B6, FLORIDA, B7)]),
    st.sampled_from([Extent.WORDS, Extent.WORDS, Extent.LINES]),
)
VISIBLE = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: Visible("".join(words)))
TEXTS = st.lists(st.tuples(VISIBLE, BARS), max_size=4).map(
    lambda pairs: RedactedText(tuple(piece for pair in pairs for piece in pair))
)


@tries(8)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_that_any_redacted_record_is_read_back_as_it_may_be_shown(
    texts: list[tuple[RedactedText, RedactedText]],
) -> None:
    records = [
        record(number, said, subject=about, sender=about, title=about, thread=number)
        for number, (said, about) in enumerate(texts, start=1)
    ]
    made = recipe(*records)
    built = build(made)
    assert verify_packet(built.data, made, built, ["Blackwood"]).findings == ()
    assert len(built.log) == sum(
        len(bar.codes)
        for one in records
        for shown in (one.title, one.sender, one.subject, one.text)
        for bar in shown.bars
    )


FORMS = ("message", "email", "post", "comment", "call", "system", "document")
NAMES = st.sampled_from(["Diaz", "Sgt. Cole", "ישראל", "Ana <ana@example.org>"]).map(released)
PLACES = st.builds(
    Layout,
    page=st.sampled_from(["letter", "a4"]),
    order=st.sampled_from(Order),
    talk=st.sampled_from(Talk),
    density=st.sampled_from(Density),
    attachments=st.booleans(),
)
RECORDS = st.builds(
    record,
    st.integers(1, 10**6),
    TEXTS,
    form=st.sampled_from(FORMS),
    thread=st.integers(1, 2),
    outgoing=st.booleans(),
    answers=st.integers(0, 9),
    clock=st.sampled_from(["", "9:04 PM"]),
    custodian=st.sampled_from(["", "R. Diaz"]),
    source=st.sampled_from(["", "phone", "page"]),
    sender=st.one_of(NAMES, TEXTS),
    recipients=st.lists(st.one_of(NAMES, TEXTS), max_size=3).map(tuple),
    subject=st.one_of(st.just(RedactedText()), TEXTS),
    title=st.one_of(NAMES, TEXTS),
    attachments=st.sampled_from([(), attachments()]),
    withheld=st.sampled_from([None, None, None, Bar((B7,), Extent.WHOLE)]),
)


def _numbered(layout: Layout, records: list[RedactedRecord]) -> PacketRecipe:
    numbered = (replace(one, number=at) for at, one in enumerate(records, start=1))
    return recipe(*(_bare(one) for one in numbered), layout=layout)


def _bare(one: RedactedRecord) -> RedactedRecord:
    """Take from a withheld record what a recipe never holds."""
    if one.withheld is None:
        return one
    nothing = RedactedText()
    return replace(one, sender=nothing, recipients=(), subject=nothing, text=nothing,
                   attachments=(), title=nothing, source="", custodian="", answers=0)  # fmt: skip


@tries(6)
@given(st.builds(_numbered, PLACES, st.lists(RECORDS, min_size=1, max_size=6)))
def test_that_any_records_in_any_layout_are_read_back_as_they_may_be_shown(
    made: PacketRecipe,
) -> None:
    built = build(made)
    assert verify_packet(built.data, made, built, ["Blackwood"]).findings == ()
