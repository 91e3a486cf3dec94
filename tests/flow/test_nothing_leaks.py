"""Tries to make a withheld word leave, and to have a clean packet refused for an odd text."""

from __future__ import annotations

import datetime as dt
import io
import logging
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tries import tries

from app.domain.decisions import Disposition
from app.domain.ids import BlobName, RecordId
from app.domain.packets import Layout, Letterhead, Order
from app.domain.redaction import Field, Place, SpanTarget, WholeTarget
from app.domain.requests import Request
from app.domain.spans import Span
from app.errors import PacketRefused
from app.jobs.finish import finish
from app.packet import reading
from app.packet.normal import needle
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import NotClean, PacketJob, Verified, save
from app.workflow.check_request import check
from app.workflow.decide import Decider
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes
from app.workflow.find_words import find_words
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes

LAW = Library.load()
CODES = [one.code for one in LAW.get("FL").exemptions if not one.needs_confirmation]
SECRET = "Zyxwvut Quorgle"

pytestmark = pytest.mark.usefixtures("blind")


def wishes(order: Order = Order.DATE) -> PacketWishes:
    return PacketWishes(
        dt.date(2026, 11, 17), Letterhead("Millbrook Police"), Layout(order=order), "MPD"
    )


def built(vault: Vault, request: Request, order: Order = Order.DATE) -> Verified:
    result = finish(PacketJob(vault, request, LAW, wishes(order)))
    if isinstance(result, NotClean):
        pytest.fail(str([(one.kind, one.what) for one in result.verdict.findings]))
    assert isinstance(result, Verified)
    return result


def text_of(packet: Verified) -> str:
    return "".join(page.characters for page in reading.read_pages(packet.built.data))


class Case:
    """A request with these records, all released."""

    def __init__(self, vault: Vault, *texts: str) -> None:
        messages = [builders.message(text, number) for number, text in enumerate(texts)]
        self.vault = vault
        self.ids = builders.hold(vault, messages)
        self.request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)

    def withhold(self, words: str, record: int = 0, place: Place | None = None) -> None:
        with self.vault.read() as work:
            text = work.records.get(self.ids[record]).text if place is None else words
        start = text.index(words)
        target = SpanTarget(Span(start, start + len(words)), place or Place())
        self.decider.redact(self.ids[record], [target], CODES[:1])


WITHHELD_AND_USUAL = (
    "Letter", "Records", "page 1", "1 of 3", "0001", "MPD000002", "March 2026", "Request 2026",
    "Bold", "Regular", "Adobe", "Desk", "begin", "default", "internal", "1122", "Artifact",
    "Footer", "Subtype", "Text message", "redacted", "Exemption log", "60 700", "Noto Sans",
    "2026-014", "a", "!", "released", "REDACTED", "0000", "Schema", "description", "12", "\u200b",
)  # fmt: skip


@pytest.mark.parametrize("words", WITHHELD_AND_USUAL)
def test_that_a_withheld_word_may_be_one_that_every_packet_says(vault: Vault, words: str) -> None:
    case = Case(vault, f"so he said {words} to me", "something released")
    case.withhold(words)
    built(vault, case.request)


@pytest.mark.parametrize("between", ["\u0436\u044e\u0436\u044e", "\u732b", "\U0001f600"])
def test_that_withheld_words_may_stand_around_a_word_of_another_script(
    vault: Vault, between: str
) -> None:
    case = Case(vault, "it was dark near our mill", f"the car was dark {between} near a bridge")
    case.withhold("dark near")
    built(vault, case.request)


def everywhere(vault: Vault, text: str) -> Request:
    """Hold a text in every place of a record, with another record before and after."""
    parties = builders.message("", sender=text, to=text).parties
    odd = replace(
        builders.message(text, 1, title=text), parties=parties, subject=text, conversation_key="odd"
    )
    file = StoredAttachment(text, 10, "application/zip", "1" * 64, BlobName("1" * 64))
    ids = builders.hold(
        vault, [builders.message("before"), odd, builders.message("after", 2)], [[], [file]]
    )
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    return request


ODD = {
    "marks": "He wrote [REDACTED (b)(6)] there. [REDACTED] ]REDACTED x[ page 1 of 3",
    "half a mark": "[REDACTED",
    "brackets": "] [ [[ ]]",
    "Bates": "MPD000001 Request 2026-014 page 1 of 4 MPD000002",
    "columns": "Page Bates no. Where Code Citation Why",
    "Arabic": "العربية مرحبا (test) 123 [x]",
    "Hebrew": "בְּרֵאשִׁית שלום [REDACTED] 42",
    "Hindi": "नमस्ते दुनिया क्षत्रिय",
    "Thai": "สวัสดีครับ ภาษาไทยไม่มีช่องว่าง" * 8,
    "Chinese": "你好世界。《书》" * 40,
    "Korean": "한글 \u1112\u1161\u11ab",
    "Japanese": "ひらがなカタカナ漢字ﾊﾝｶｸ",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇺🇸 ❤️‍🔥 ☺︎",
    "accents": "Te\u0302\u0301t Nguyễn e\u0301e\u0301 José",
    "only an accent": "\u0301",
    "stacked accents": "Z̷̧̛̯̪̲̰̄̐̈́̑͊̚a̶̙̲͎̩̟͑̓̆l̴̡̦̱̎̍̈́̏ģ̵̧̛̻͔̱͚̾̎̇o",
    "soft hyphens": "co\u00adop\u00aderation " * 9,
    "ligatures": "ﬁnd ﬂow ﬀ ﬃ ĳ ǆ",
    "long word": "x" * 900,
    "controls": "a\x01c\x7f\x85\x0b\x0cend\u2028x\u2029",
    "direction": "\u202eabc\u202c \u2066x\u2069",
    "digits": "٠١٢٣ ۱۲۳ १२३ ①②③ ½",
    "letters of mathematics": "𝓗𝓮𝓵𝓵𝓸 𝕳𝖎 ㎏ ™ ℡",
    "private use": "\ue000\uf8ff\U000f0000",
    "blanks": " \n \t\u00a0\u3000 ",
    "fillers": "\u3164\u115f\u1160\uffa0x",
    "signs of money": "€ £ ¥ ₹ ₽ § ¶ † ‡ • …",
    "backslashes": "\\ ( ) \\) <> % {} ' \" `",
    "unknown scripts": "ᠮᠣᠩᠭᠣᠯ ᏣᎳᎩ 𐎀𐎁 𓀀",
}


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("name", ODD)
def test_that_an_odd_text_in_every_place_is_released(vault: Vault, name: str, order: Order) -> None:
    built(vault, everywhere(vault, ODD[name]), order)


@pytest.mark.parametrize("name", ODD)
def test_that_words_in_the_midst_of_an_odd_text_are_withheld(vault: Vault, name: str) -> None:
    case = Case(vault, f"{ODD[name]}{SECRET}{ODD[name]}", "after")
    case.withhold(SECRET)
    packet = built(vault, case.request)
    assert "quorgle" not in needle(text_of(packet))
    assert len(packet.built.log) == 1


def test_that_a_very_long_message_to_very_many_is_released(vault: Vault) -> None:
    long = "words and more words, one after another. " * 1_200 + SECRET
    parties = [
        *builders.message("").parties[:1],
        *(
            party
            for n in range(300)
            for party in builders.message("", to=f"Person {n}").parties[1:]
        ),
    ]
    record = replace(builders.message(long), parties=tuple(parties))
    ids = builders.hold(vault, [record])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    target = SpanTarget(Span(len(long) - len(SECRET), len(long)))
    decider.redact(ids[0], [target], CODES[:1])
    packet = built(vault, request)
    assert "Person 299" in text_of(packet)
    assert "Quorgle" not in text_of(packet)


ALPHABET = st.sampled_from("abc deé\n\u0301 1[](),-–’\u00adשלعر你👍ไก\u200d")
TEXTS = st.text(ALPHABET, min_size=1, max_size=40)
CUTS = st.lists(st.tuples(st.integers(0, 99), st.integers(1, 12)), max_size=4)


@tries(10, HealthCheck.function_scoped_fixture)
@given(cases=st.lists(st.tuples(TEXTS, CUTS, st.sampled_from(CODES[:3])), min_size=1, max_size=4))
def test_that_random_redactions_of_random_texts_hold(
    vault: Vault, cases: list[tuple[str, list[tuple[int, int]], str]]
) -> None:
    with vault.read() as work:
        number, before = len(work.requests.all()), work.records.count()
    messages = [
        builders.message(f"{text}{SECRET}{text}", before + at)
        for at, (text, _, _) in enumerate(cases)
    ]
    ids = builders.hold(vault, messages, name=f"export {number}")[before:]
    request = builders.new_request(vault, ids, number=f"2026-{number:03}")
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    for record, (text, cuts, code) in zip(ids, cases, strict=True):
        whole = len(text) * 2 + len(SECRET)
        spans = [Span(len(text), len(text) + len(SECRET))]
        spans += [Span(at % whole, min(at % whole + long, whole)) for at, long in cuts]
        decider.redact(record, [SpanTarget(span) for span in spans], [code])
    packet = built(vault, request)
    assert "quorgle" not in needle(text_of(packet))
    assert SECRET.encode() not in packet.built.data
    assert packet.tally.redacted == len(cases)


def test_that_a_title_withheld_in_a_record_that_stays_out_is_withheld_in_the_heading(
    vault: Vault,
) -> None:
    messages = [builders.message(f"text {n}", n, title=f"About {SECRET}") for n in range(2)]
    ids = builders.hold(vault, messages)
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids[:1], Disposition.RELEASE)
    decider.dispose(ids[1:], Disposition.NOT_RESPONSIVE)
    target = SpanTarget(Span(6, 6 + len(SECRET)), Place(Field.TITLE))
    decider.redact(ids[1], [target], CODES[:1])
    for order in Order:
        packet = built(vault, request, order)
        assert "Quorgle" not in text_of(packet)
        assert b"Quorgle" not in packet.built.data


def test_that_an_outdated_packet_is_not_saved(vault: Vault, tmp_path: Path) -> None:
    case = Case(vault, f"he is {SECRET}", "another")
    packet = built(vault, case.request)
    case.withhold(SECRET)
    with pytest.raises(PacketRefused, match="changed after"):
        save(vault, case.request, packet, tmp_path / "packet.pdf")
    assert list(tmp_path.glob("*.pdf*")) == []
    again = built(vault, case.request)
    case.decider.comment(case.ids[0], "a note changes nothing that is printed")
    save(vault, case.request, again, tmp_path / "packet.pdf")


def test_that_a_record_added_since_makes_a_packet_outdated(vault: Vault, tmp_path: Path) -> None:
    case = Case(vault, "one", "two")
    packet = built(vault, case.request)
    more = builders.hold(vault, [builders.message("three", 7)], name="more")
    with vault.write() as work:
        work.requests.add_records(case.request.id, more, "later")
    with pytest.raises(PacketRefused, match="changed after"):
        save(vault, case.request, packet, tmp_path / "packet.pdf")


def test_that_the_name_of_the_file_tells_no_withheld_word(vault: Vault, tmp_path: Path) -> None:
    case = Case(vault, f"he is {SECRET}")
    case.withhold(SECRET)
    packet = built(vault, case.request)
    with pytest.raises(PacketRefused, match="name of the file"):
        save(vault, case.request, packet, tmp_path / f"stop of {SECRET.lower()}.pdf")
    kept = save(vault, case.request, packet, tmp_path / "2026-014 packet.pdf")
    assert kept.redactions == 1


def test_that_nothing_around_the_packet_tells_a_withheld_word(
    vault: Vault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    case = Case(vault, f"he is {SECRET}", f"ask {SECRET}")
    findings = check(vault, case.request, LAW)
    case.withhold(SECRET)
    findings += check(vault, case.request, LAW)
    done = case.decider.redact_matches(case.decider.find_words(SECRET), CODES[:1])
    packet = built(vault, case.request)
    kept = save(vault, case.request, packet, tmp_path / "packet.pdf")
    with vault.read() as work:
        trail = repr(work.audit.entries())
        record, line = work.records.get(case.ids[0]), work.records.lines(case.ids[:1])
    told = io.StringIO()
    for value in (findings, done, packet, packet.verdict, packet.built.log, kept, record, line):
        told.write(repr(value))
    for said in (told.getvalue(), trail, caplog.text, str(sorted(tmp_path.rglob("*")))):
        assert "Quorgle" not in said
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"Quorgle" not in file.read_bytes()


@pytest.mark.parametrize("words", ["left", "frozen", "sheet", "Calibri", "Custodian", "collapse"])
def test_that_a_withheld_word_may_be_one_that_every_list_beside_a_packet_is_made_of(
    vault: Vault, tmp_path: Path, words: str
) -> None:
    case = Case(vault, f"so he said {words} to me", "something released")
    case.withhold(words)
    wished = DeliveryWishes(wishes(), load_file=True)
    job = DeliverJob(vault, case.request, LAW, wished, tmp_path / "answer")
    assert isinstance(finish(job), Delivered)
    assert (tmp_path / "answer" / "index.xlsx").is_file()


def sentences(vault: Vault, request: Request) -> list[str]:
    return [found.sentence for found in check(vault, request, LAW)]


@pytest.mark.parametrize(
    ("withheld", "visible"),
    [
        ("José Núñez", "it was Jose\u0301 Nu\u0301n\u0303ez again"),
        ("Jose\u0301", "it was José again"),
        ("Blackwood", "it was Black\u00adwood again"),
        ("Blackwood", "write to jblackwood@example.com"),
        ("Smith-Jones", "it was Smith\u2011Jones again"),
        ("O'Neil", "it was O\u2018Neil again"),
        ("Groß", "it was GROSS again"),
        ("Jordan Blackwood", "Jordan\u00a0\u200bBlackwood"),
    ],
)
def test_that_a_word_in_another_spelling_is_told_of(
    vault: Vault, withheld: str, visible: str
) -> None:
    case = Case(vault, f"he is {withheld}", visible)
    case.withhold(withheld)
    assert any("visible in 1 (record 2, text)" in said for said in sentences(vault, case.request))


def test_that_all_spellings_but_no_other_words_are_found(vault: Vault) -> None:
    ids = builders.hold(vault, [builders.message("Jose\u0301, José, JOSÉ; Josette, Joséphine")])
    assert len(find_words(vault, "José", ids)) == 3


def test_that_half_a_withheld_name_is_still_told_of(vault: Vault) -> None:
    case = Case(vault, "he is Jordan Blackwood", "ask Jordan Blackwood")
    case.withhold("Jordan Blackwood")
    case.withhold("Jordan", 1)
    assert any("visible in 1 (record 2, text)" in said for said in sentences(vault, case.request))
    case.withhold(" Blackwood", 1)
    assert sentences(vault, case.request) == []


def test_that_what_the_letter_and_the_sources_say_is_told_of(vault: Vault) -> None:
    case = Case(vault, "texts about the stop were sent by Ofc. Diaz")
    case.withhold("about the stop")
    case.withhold("Ofc. Diaz")
    told = [said for said in sentences(vault, case.request) if "letter" in said]
    assert len(told) == 2


def test_that_a_withheld_record_quoted_in_another_is_told_of(vault: Vault) -> None:
    said = "the informant lives behind the mill"
    case = Case(vault, said, f"he wrote: {said}. What now?")
    case.decider.dispose([case.ids[0]], Disposition.WITHHOLD, CODES[:1])
    assert any("record 2, text" in one for one in sentences(vault, case.request))


def test_that_a_withheld_file_shown_elsewhere_is_told_of(vault: Vault) -> None:
    file = StoredAttachment("a.jpg", 10, "image/jpeg", "1" * 64, BlobName("1" * 64))
    messages = [builders.message("look", 0), builders.message("again", 1)]
    ids = builders.hold(vault, messages, [[file], [replace(file, name="b.jpg")]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    decider.dispose(ids, Disposition.RELEASE)
    decider.redact(RecordId(1), [WholeTarget(0)], CODES[:1])
    assert sentences(vault, request) == [
        "A file withheld in 1 place is shown in 1 (record 2, attachment 1)."
    ]
