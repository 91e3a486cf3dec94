"""Whatever is redacted wherever, what is read back is what may be shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.packet.made import B6, B7, FLORIDA, recipe, record

from app.domain.redacted import Bar, Extent, RedactedText, Visible
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


@settings(max_examples=25, deadline=None)
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
