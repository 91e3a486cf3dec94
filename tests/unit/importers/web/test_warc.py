"""Captured pages: every packing, WACZ, and files with damage in the middle."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from exports import warc_files as made

from app.domain.records import Flag, Kind
from app.importers.base import Ignored, ImportOptions, Item, Parsed, Unreadable
from app.importers.export_tree import open_export
from app.importers.web import warc
from app.importers.web.http_body import body_of, head_of
from app.importers.web.warc import WarcImporter
from app.importers.web.warc_stream import CUT_OFF, DAMAGED

EXPORTS = Path(__file__).resolve().parents[3] / "exports"
BASE = "https://town.example.com/"


def items_of(folder: Path, data: bytes, name: str = "x.warc") -> list[Item]:
    path = folder / name
    path.write_bytes(data)
    export = open_export([path])
    assert WarcImporter().recognises(export)
    return list(WarcImporter().read(export, ImportOptions(), None))


def pages(items: list[Item]) -> dict[str, Parsed]:
    found = [item for item in items if isinstance(item, Parsed)]
    return {json.loads(item.raw)["address"]: item for item in found}


@pytest.mark.parametrize("name", ["every_kind.warc", "every_kind.warc.gz", "in_one_piece.warc.gz"])
def test_that_pages_are_read_in_every_packing(name: str, tmp_path: Path) -> None:
    items = items_of(tmp_path, (EXPORTS / "warc" / name).read_bytes(), name)
    found = pages(items)
    for address in ("gzip", "deflate", "raw", "br", "chunks", "no-chunks"):
        page = found[BASE + address]
        assert (page.text, page.subject) == (made.WORDS, "Fence"), address
        assert page.attachments[0].open is not None
        with page.attachments[0].open() as file:
            assert file.read() == made.HTML
    reasons = Counter(item.reason for item in items if isinstance(item, Ignored))
    assert reasons == {
        warc.ABOUT_CAPTURE: 2, warc.ASKED: 1, warc.SMALL_PICTURE: 1, warc.PAGE_DESIGN: 1,
        warc.NO_ANSWER: 1, warc.NOTHING_ANSWERED: 1, warc.SAME_AGAIN: 1,
    }  # fmt: skip
    assert len(items) == len(made.all_records())


def test_what_a_capture_is_as_a_record(tmp_path: Path) -> None:
    page = pages(items_of(tmp_path, b"".join(made.all_records())))[made.PAGE]
    assert (page.kind, page.platform) == (Kind.CAPTURE, "web")
    assert page.sent.raw == made.WHEN
    assert page.platform_id == f"{made.PAGE} {made.WHEN}"
    assert (page.conversation_key, page.conversation_title) == ("town.example.com",) * 2
    assert page.attachments[0].name == "fence.html"
    assert page.flags == frozenset()


def test_that_pictures_papers_and_texts_are_kept(tmp_path: Path) -> None:
    found = pages(items_of(tmp_path, b"".join(made.all_records())))
    assert found[BASE + "photos/fence.png"].attachments[0].name == "fence.png"
    assert found[BASE + "minutes.pdf"].attachments[0].name == "minutes.pdf"
    assert found[BASE + "robots.txt"].text == "plain words"
    assert found[BASE + "zstd"].problems == (warc.PACKED,)


def test_that_a_page_that_draws_itself_has_its_words_from_the_list(tmp_path: Path) -> None:
    items = items_of(tmp_path, made.wacz(), "a.wacz")
    (page,) = pages(items).values()
    assert page.subject == "Meetings"
    assert page.text == made.WORDS * 9
    assert [item.locator for item in items if isinstance(item, Ignored)] == [
        "archive/data.warc.gz record 1",
        "datapackage.json",
        "indexes/index.cdx",
        "pages/pages.jsonl",
    ]


def test_that_files_that_were_changed_since_are_named(tmp_path: Path) -> None:
    items = items_of(tmp_path, made.wacz(spoilt=True), "a.wacz")
    told = [item.locator for item in items if item == Unreadable(item.locator, warc.CHANGED)]
    assert told == ["archive/data.warc.gz hash", "indexes/index.cdx hash", "pages/pages.jsonl hash"]


def test_that_damage_in_the_middle_costs_what_it_hits(tmp_path: Path) -> None:
    one, two, three = (made.record("response", made.answer(made.HTML), BASE + n) for n in "123")
    for number, whole in enumerate((
        one + b"rubbish in between\r\n\r\n" + three,
        one + two.replace(b"Content-Length: ", b"Content-Length: x") + three,
    )):  # fmt: skip
        items = items_of(tmp_path, whole, f"{number}.warc")
        assert list(pages(items)) == [BASE + "1", BASE + "3"]
        assert [i.reason for i in items if isinstance(i, Unreadable)] == [DAMAGED]


def test_that_a_damaged_stream_of_many_is_left_out(tmp_path: Path) -> None:
    packed = [
        gzip.compress(made.record("response", made.answer(made.HTML), BASE + name), mtime=0)
        for name in "123"
    ]
    packed[1] = packed[1][:60] + b"\xff" * 40 + packed[1][100:]
    items = items_of(tmp_path, b"".join(packed), "x.warc.gz")
    found = pages(items)
    assert {BASE + "1", BASE + "3"} <= set(found)
    for page in found.values():
        assert page.attachments[0].open is not None
        with page.attachments[0].open() as file:
            assert file.read() == made.HTML


def _streams(*names: str) -> list[bytes]:
    return [
        gzip.compress(made.record("response", made.answer(made.HTML), BASE + name), mtime=0)
        for name in names
    ]


BEFORE_IT_IS_SPOILT = 180


@pytest.mark.parametrize(
    ("places", "reasons"),
    [
        ((1,), [DAMAGED]),
        ((0,), [DAMAGED]),
        ((1, 2), [DAMAGED, DAMAGED]),
        ((3,), [CUT_OFF]),
    ],
)
def test_that_each_damaged_stream_is_in_the_account(
    tmp_path: Path, places: tuple[int, ...], reasons: list[str]
) -> None:
    packed = _streams(*"1234")
    for at in places:
        packed[at] = packed[at][:BEFORE_IT_IS_SPOILT] + b"\xff" * 40 + packed[at][220:]
    items = items_of(tmp_path, b"".join(packed), "x.warc.gz")
    assert len(pages(items)) == 4 - len(places)
    assert [item.reason for item in items if isinstance(item, Unreadable)] == reasons


def test_that_a_stream_whose_beginning_is_damaged_hides_none_behind_it(tmp_path: Path) -> None:
    one, two, three = _streams(*"123")
    items = items_of(tmp_path, one + b"xx" + two[2:] + three, "x.warc.gz")
    assert list(pages(items)) == [BASE + "1", BASE + "3"]
    assert [item.reason for item in items if isinstance(item, Unreadable)] == [DAMAGED]
    padded = items_of(tmp_path, one + bytes(600), "y.warc.gz")
    assert [type(item) for item in padded] == [Parsed]
    behind = items_of(tmp_path, one + b"rubbish", "z.warc.gz")
    assert [type(item) for item in behind] == [Parsed, Unreadable]


def test_that_many_small_streams_are_not_unpacked_from_the_start_for_each(tmp_path: Path) -> None:
    small = [made.record("response", made.answer(b"small"), f"{BASE}{n}") for n in range(4_000)]
    data = b"".join(gzip.compress(one, mtime=0) for one in small)
    assert len(pages(items_of(tmp_path, data, "x.warc.gz"))) == 4_000


def test_that_a_cut_file_says_so(tmp_path: Path) -> None:
    whole = made.record("response", made.answer(made.HTML))
    items = items_of(tmp_path, whole + whole[:-40])
    assert [type(item) for item in items] == [Parsed, Unreadable]
    assert items[1] == Unreadable("x.warc record 2", CUT_OFF)


def test_that_a_page_cut_while_it_was_captured_says_so(tmp_path: Path) -> None:
    half = made.chunked(made.HTML)[:100]
    (page,) = pages(
        items_of(tmp_path, made.record("response", made.answer(half, Transfer_Encoding="chunked")))
    ).values()
    assert page.problems == (warc.CUT,)
    assert Flag.TRUNCATED.value in page.flags


def test_that_headers_may_go_on_in_the_next_line_and_addresses_may_hold_anything(
    tmp_path: Path,
) -> None:
    odd = made.record("response", made.answer(made.HTML), "<http://[bad host/a b?c=d>")
    odd = odd.replace(b"WARC-Date: ", b"X-Note: first\r\n second\r\nWARC-Date: ")
    (page,) = pages(items_of(tmp_path, odd)).values()
    assert page.attachments[0].name


@pytest.mark.parametrize(
    "name",
    [
        "example.warc",
        "example.warc.gz",
        "example.arc.gz",
        "example-bad.warc.gz.bad",
        "example-wrong-chunks.warc.gz",
    ],
)
def test_that_real_captures_are_read(name: str) -> None:
    export = open_export([EXPORTS / "fixtures" / "warc" / name])
    items = list(WarcImporter().read(export, ImportOptions(), None))
    (page,) = (item for item in items if isinstance(item, Parsed))
    assert page.subject == "Example Domain"
    assert "illustrative examples" in page.text


def test_that_other_files_are_no_captures(tmp_path: Path) -> None:
    for name, data in (
        ("a.warc", b"nothing"),
        ("b.txt", b"WARC/ is a word"),
        ("c.gz", b"\x1f\x8b\x08"),
    ):
        (tmp_path / name).write_bytes(data)
        assert not WarcImporter().recognises(open_export([tmp_path / name]))


def test_that_a_page_that_unpacks_to_too_much_is_read_as_far_as_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "_MOST_OF_PAGE", 1 << 20)
    answered = made.answer(gzip.compress(b"word " * 1_000_000), Content_Encoding="gzip")
    (page,) = pages(items_of(tmp_path, made.record("response", answered, BASE))).values()
    assert Flag.TRUNCATED.value in page.flags
    assert len(page.text) < 3 << 20
    assert page.attachments[0].open is not None
    with page.attachments[0].open() as file:
        assert len(file.read()) == 5_000_000


def test_that_a_bomb_is_unpacked_only_so_far() -> None:
    for coding, data in (
        ("gzip", gzip.compress(bytes(50 << 20))),
        ("br", made.brotli.compress(bytes(50 << 20))),
    ):
        block = io.BytesIO(made.answer(data, Content_Encoding=coding))
        body = body_of(block, head_of(io.BytesIO(block.getvalue())), 3 << 20)
        assert not body.whole
        assert len(body.data) <= 5 << 20
