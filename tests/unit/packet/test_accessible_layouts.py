"""What a screen reader says and what a weak eye sees, in every layout."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from unit.packet.aloud import Element, contrast, read_aloud, shown_texts, unmarked
from unit.packet.made import bar, layouts, recipe, record, text

from app.domain.packets import BuiltPacket, Density, Layout, Order, Talk
from app.domain.redacted import released
from app.packet import wording
from app.packet.expected import sections
from app.packet.normal import seen, unmirrored
from app.packet.writer import build

LAYOUTS = layouts()
EVERY = pytest.mark.parametrize("name", LAYOUTS)
_TURNED = re.compile("[\u0590-\u08ff\u0900-\u097f]")


@cache
def _built(name: str) -> BuiltPacket:
    return build(LAYOUTS[name])


@cache
def _aloud(name: str) -> Element:
    return read_aloud(_built(name).data)


@EVERY
def test_that_the_tree_reads_in_the_order_in_which_a_person_reads(name: str) -> None:
    said = seen(_aloud(name).text)
    at = 0
    for section in sections(LAYOUTS[name], _built(name)):
        here = said[at : at + len(section.text)]
        at += len(section.text)
        if _TURNED.search(section.text):
            assert sorted(unmirrored(here)) == sorted(unmirrored(section.text)), section.name
        else:
            assert here == section.text, section.name
    assert at == len(said)


@EVERY
def test_that_every_text_stands_out_from_what_lies_under_it(name: str) -> None:
    faint = {
        (shown.ink, shown.ground, round(contrast(shown.ink, shown.ground), 2))
        for shown in shown_texts(_built(name).data)
        if contrast(shown.ink, shown.ground) < 4.5
    }
    assert faint == set()


@EVERY
def test_that_the_levels_of_headings_never_skip(name: str) -> None:
    levels = [int(one.role[1:]) for one in _aloud(name).walk() if re.fullmatch(r"H\d", one.role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@EVERY
def test_that_all_that_is_painted_is_tagged_or_an_artifact(name: str) -> None:
    assert unmarked(_built(name).data) == []
    assert all(one.alt for one in _aloud(name).walk() if one.role == "Figure")


@EVERY
def test_that_bars_are_read_as_redacted_with_their_exemptions(name: str) -> None:
    spans = [one for one in _aloud(name).walk() if one.role == "Span" and one.alt]
    assert all(one.alt.startswith("redacted") for one in spans)
    assert all(seen(one.text).startswith("[REDACTED") for one in spans)
    codes = sum(len(re.findall(r"(?<!and )\(?\w[\w.()]*", _codes(one.alt))) for one in spans)
    assert codes == len(_built(name).log)


def _codes(alt: str) -> str:
    return alt.partition(" exemption")[2].removeprefix("s").replace(" and ", " ")


@EVERY
def test_that_no_text_of_a_record_is_smaller_than_it_may_be(name: str) -> None:
    assert min(shown.size for shown in shown_texts(_built(name).data)) >= 6.5


@pytest.mark.parametrize("density", [Density.NORMAL, Density.COMPACT])
def test_that_a_bubble_says_who_and_when_before_what(density: Density) -> None:
    chat: dict[str, object] = {"sent": "Sat 14 Mar, 9:04 PM", "clock": "9:04 PM"}
    names = {"sender": released("Diaz"), "recipients": (released("Cole"),)}
    back = {"sender": released("Cole"), "recipients": (released("Diaz"),), "outgoing": True}
    made = recipe(
        record(1, text("Is ", bar(), " there?"), **chat, **names),
        record(2, "Look", **chat, **names),
        record(3, "No", **chat, **back),
        layout=Layout(talk=Talk.BUBBLES, density=density, order=Order.CONVERSATION),
    )
    said = " ".join(read_aloud(build(made).data).text.split())
    assert (
        "Diaz to Cole · 9:04 PM · Record 1Is [REDACTED (b)(6)] there?"
        "9:04 PM · Record 2LookCole · 9:04 PM · Record 3NoExemption log" in said
    )


def test_that_the_head_of_a_mail_is_a_table_with_heads_of_rows() -> None:
    made = recipe(record(1, "Dear all", form="email", subject=text("Of ", bar())))
    tables = [one for one in read_aloud(build(made).data).walk() if one.role == "Table"]
    rows = [one for one in tables[0].walk() if one.role == "TR"]
    cells = [[kid for kid in row.kids if isinstance(kid, Element)] for row in rows]
    assert [[one.role for one in row] for row in cells] == [["TH", "TD"]] * 4
    assert [row[0].text.strip() for row in cells] == ["From:", "To:", "Subject:", "Date:"]
    assert {row[0].scope for row in cells} == {"/Row"}
    assert cells[2][1].text == "Of [REDACTED (b)(6)]"


def test_that_quoted_words_are_a_quotation_and_the_seal_has_its_name() -> None:
    made = LAYOUTS["plain_normal"]
    quotes = [one for one in read_aloud(build(made).data).walk() if one.role == "BlockQuote"]
    assert any("> before Monday?" in one.text for one in quotes)
    sealed = LAYOUTS["with_a_seal"]
    tree = list(read_aloud(build(sealed).data).walk())
    assert wording.seal_alt(sealed.letterhead.department) in {one.alt for one in tree}
    assert [one.role for one in tree].count("LI") == 2
    assert [one.text for one in tree if one.role == "LBody"] == ["(b)(6)", "(b)(7)(C)"]
