"""XML with faults is repaired and read record by record."""

from __future__ import annotations

import io
import random
import re
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.importers import xml_repair
from app.importers.base import MemberUnreadable
from app.importers.xml_repair import SLICE, repair, repaired
from app.importers.xml_stream import DoctypeRefused, RecordStream


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"&#55357;&#56832;", "😀"),
        (b"&#xD83D;&#xDE00;", "😀"),
        (b"&#xd83d;&#56832;&#55357;&#56832;", "😀😀"),
        (b"&#55357;", "\ufffd"),
        (b"&#56832;&#55357;", "\ufffd\ufffd"),
        (b"&#0;&#11;&#x1F;&#xB;", "\ufffd" * 4),
        (b"&#65534;&#xFFFF;&#9999999;&#x110000;", "\ufffd" * 4),
        (b"&#0000055357;&#x000DE00;", "😀"),
        (b"a\x00b\x0cc", "a\ufffdb\ufffdc"),
        ("\ufffe x \uffff".encode(), "\ufffd x \ufffd"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "😀"),
        (b"caf\xe9", "café"),
        (b"&#10;&#128512;&amp;&#x41;", "&#10;&#128512;&amp;&#x41;"),
        (b"&#1114111;", "\U0010ffff"),
        (b"&#" + b"9" * 6_000 + b";&#x" + b"f" * 6_000 + b";&#x0000000000;", "\ufffd" * 3),
    ],
)
def test_that_what_is_not_xml_is_repaired(written: bytes, meant: str) -> None:
    assert repair(written).decode("utf-8") == meant


@given(st.binary(max_size=80), st.sampled_from([b"&#55357;", b"&#x0;", b"\xed\xa0\x80", b""]))
def test_that_what_was_repaired_needs_no_repair(untrusted: bytes, added: bytes) -> None:
    once = repair(untrusted + added)
    assert repair(once) == once
    once.decode("utf-8")


def pieces(whole: bytes, monkeypatch: pytest.MonkeyPatch, step: int) -> list[bytes]:
    monkeypatch.setattr(xml_repair, "_READ", step)
    return list(repaired(io.BytesIO(whole)))


def document() -> bytes:
    body = '<sms body="a&#55357;&#56832; é 😀&#10;&#55357;&#56832;&#55357;&#56832;"/>'
    data = "QUJD" * 5_000
    return f'<smses>{body * 30}<part data="{data}" x="1"/>{body}</smses>'.encode()


@pytest.mark.parametrize("step", [1, 2, 3, 7, 50, 1_000, 9_000, 1 << 20])
def test_that_pieces_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    whole = document()
    together = b"".join(pieces(whole, monkeypatch, step))
    place = SLICE.search(together.decode("utf-8"))
    assert place
    offset, length = int(place[1]), int(place[2])
    assert whole[offset : offset + length] == b"QUJD" * 5_000
    rest = together.decode("utf-8").replace(place[0], "")
    plain = whole[:offset] + whole[offset + length :]
    assert rest == plain.decode("utf-8").replace("&#55357;&#56832;", "😀")


@pytest.mark.parametrize("step", [100, 1 << 20])
def test_that_a_message_about_such_an_attribute_keeps_its_words(
    monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    words = f"<part x='1'/><sms body='see data=\"{'QUJD' * 5_000}\" here'/>"
    assert b"".join(pieces(words.encode(), monkeypatch, step)) == words.encode()


def test_that_a_data_attribute_that_never_ends_holds_no_memory() -> None:
    whole = b'<smses><part data="' + b"QUJD" * 1_000_000
    together = b"".join(repaired(io.BytesIO(whole)))
    assert len(together) < 100


@pytest.mark.parametrize("before", [0, 20_000])
def test_that_a_tag_inside_a_broken_data_attribute_is_found(before: int) -> None:
    data = b"QUJD" * (before + 3_000)
    whole = b'<smses><part data="' + data + b'\n<sms body="here"/></smses>'
    assert b'<sms body="here"/>' in b"".join(repaired(io.BytesIO(whole)))


@pytest.mark.parametrize("filling", [b"words and ", b"x", b"&#55357;&#56832;", "é".encode()])
def test_that_an_attribute_without_end_is_handed_on_in_parts(
    monkeypatch: pytest.MonkeyPatch, filling: bytes
) -> None:
    monkeypatch.setattr(xml_repair, "_MOST_HELD", 5_000)
    whole = b'<sms body="' + filling * 9_000 + b'"/>'
    parts = pieces(whole, monkeypatch, 1_000)
    assert len(parts) > 2
    meant = whole.decode("utf-8").replace("&#55357;&#56832;", "😀")
    found = b"".join(parts).decode("utf-8")
    assert found == meant


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_that_utf_16_is_made_utf_8(encoding: str) -> None:
    whole = '<smses><sms body="Größe 😀"/></smses>'.encode(encoding)
    assert b"".join(repaired(io.BytesIO(whole))).decode("utf-8").endswith('😀"/></smses>')


class Heard:
    """Writes down what a stream says."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.broken_bytes: list[bytes] = []
        self.cuts = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.names.append(attributes.get("n", name))

    def end(self, name: str) -> None:
        pass

    def broken(self, untrusted_bytes: bytes) -> None:
        self.broken_bytes.append(untrusted_bytes)

    def cut_off(self) -> None:
        self.cuts += 1


def heard(whole: bytes) -> Heard:
    handler = Heard()
    for _ in RecordStream("smses", ("sms", "mms"), handler).steps(io.BytesIO(whole)):
        pass
    return handler


def test_that_a_sound_file_gives_every_element() -> None:
    found = heard(b'<smses><sms n="1"/><mms n="2"><part n="3"/></mms></smses>')
    assert (found.names, found.broken_bytes, found.cuts) == (["smses", "1", "2", "3"], [], 0)


@pytest.mark.parametrize(
    "bad",
    [
        b'<sms n="x" n="x"/>',
        b'<sms n="x" y=>',
        b'<sms n="x" <',
        b'<sms y="&unknown;"/>',
        b"<sms y='a < b'/>",
        b'<sms y="&#x;"/>',
        b"</mms>",
        b"</smses>",
        b"<1>",
    ],
)
def test_that_reading_goes_on_after_a_broken_record(bad: bytes) -> None:
    found = heard(b'<smses><sms n="1"/>' + bad + b'<sms n="2"/><sms n="3"/></smses>')
    assert [name for name in found.names if name.isdigit()] == ["1", "2", "3"]
    assert len(found.broken_bytes) == 1
    assert found.cuts == 0


def test_that_a_broken_record_is_kept_as_it_stands() -> None:
    found = heard(b'<smses><sms n="1"/><sms n="2" bad><x/><sms n="3"/></smses>')
    assert found.broken_bytes == [b'<sms n="2" bad><x/>']


def test_that_every_second_record_broken_costs_no_whole_one() -> None:
    found = heard(b"<smses>" + b'<sms n="y"/><sms n=>' * 500 + b"</smses>")
    assert found.names.count("y") == 500
    assert len(found.broken_bytes) == 500


def test_that_a_fault_without_a_following_record_ends_the_file() -> None:
    found = heard(b'<smses><sms n="1"/><sms n=' + b" " * 3_000_000 + b"/></smses>")
    assert found.names == ["smses", "1"]
    assert len(found.broken_bytes) == 1
    assert found.cuts == 0


def test_that_records_far_behind_a_fault_are_found() -> None:
    noise = b"<noise " + b">" * 3_000_000
    found = heard(b'<smses><sms n="1"/><' + noise + b'<sms n="2"/></smses>')
    assert found.names == ["smses", "1", "2"]


@pytest.mark.parametrize("kept", [9, 20, 30])
def test_that_a_file_cut_off_is_told_once(kept: int) -> None:
    found = heard(b'<smses><sms n="1"/><sms n="2"/></smses>'[:kept])
    assert (found.cuts, found.broken_bytes) == (1, [])


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE smses>",
        b'<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE smses [<!ENTITY % p SYSTEM "http://192.0.2.1/x"> %p;]>',
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    ],
)
def test_that_a_doctype_is_refused_with_a_sentence(doctype: bytes) -> None:
    with pytest.raises(DoctypeRefused, match="declares a document type") as refused:
        heard(doctype + b'<smses><sms n="&c;"/></smses>')
    assert isinstance(refused.value, MemberUnreadable)


def test_that_a_hundred_thousand_nested_elements_do_no_harm() -> None:
    found = heard(b"<smses>" + b"<x>" * 100_000)
    assert found.cuts == 1


def test_that_a_long_attribute_is_read_at_once() -> None:
    whole = b'<smses><sms n="' + b"y" * 20_000_000 + b'"/></smses>'
    assert len(heard(whole).names[1]) == 20_000_000


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_that_flipped_bytes_never_raise(seed: int) -> None:
    dice = random.Random(seed)
    whole = bytearray(b"<smses>" + b'<sms n="abc" m="&#10;"/>\n<mms><part x="1"/></mms>' * 20)
    for _ in range(12):
        whole[dice.randrange(len(whole))] = dice.randrange(256)
    try:
        found = heard(bytes(whole))
    except DoctypeRefused:
        return
    assert len(found.names) + len(found.broken_bytes) + found.cuts > 0


def test_that_the_parser_would_refuse_what_is_repaired() -> None:
    with pytest.raises(expat.ExpatError):
        expat.ParserCreate().Parse(b'<a b="&#55357;&#56832;"/>', True)
    assert re.search(rb"&#5", document())
