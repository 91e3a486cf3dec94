"""Where one mail of a mailbox file ends and the next begins."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.importers.mail.mbox_split import Piece, begins_as_mailbox, split_mailbox

FIXTURES = Path(__file__).resolve().parents[3] / "exports" / "fixtures" / "mbox"
SIZES = [16, 61, 1 << 20]


def _split(data: bytes, chunk: int = 1 << 20, most: int = 1 << 20) -> list[Piece]:
    return list(split_mailbox(io.BytesIO(data), most, chunk))


def _mail(number: int, body: bytes = b"Body.\n") -> bytes:
    return b"From: a@example.com\nSubject: %d\n\n%s\n" % (number, body)


@pytest.mark.parametrize("chunk", SIZES)
@pytest.mark.parametrize(
    "postmark",
    [
        b"From a@example.com Mon Jan 01 00:00:00 2020",
        b"From 1844347792267117879@xxx Mon Jan 01 00:00:00 +0000 2020",
        b"From 1844347792267117879@xxx",
        b"From -",
        b"From - ",
        b"From - Mon Jan 01 00:00:00 2020",
        b"From MAILER-DAEMON Mon Jan  1 00:00:00 2020",
        b"From rosa  Mon Jan  1 00:00:00 2020",
        b'From "rosa diaz"@example.com Mon Jan  1 00:00:00 2020',
        b"From ???@??? Mon Jan 01 00:00:00 2020",
        b"From x@[1086695621] [ufa]  Sun Aug  5 09:51:15 2001",
        b"From ",
    ],
)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_that_every_kind_of_postmark_parts_mails(
    postmark: bytes, chunk: int, line_end: bytes
) -> None:
    data = b"".join(postmark + b"\n" + _mail(number) for number in range(3))
    pieces = _split(data.replace(b"\n", line_end), chunk)
    expected_end = b"\n" if line_end == b"\r" else line_end
    assert [piece.untrusted for piece in pieces] == [
        _mail(number).replace(b"\n", expected_end) for number in range(3)
    ]
    assert [piece.postmark for piece in pieces] == [postmark.decode()] * 3
    size = len((postmark + b"\n" + _mail(0)).replace(b"\n", line_end))
    assert [piece.offset for piece in pieces] == [0, size, 2 * size]


@pytest.mark.parametrize("chunk", SIZES)
@pytest.mark.parametrize(
    "body",
    [
        b"From the desk of Bob\n",
        b"\nFrom Russia with love\nYear: 1963\n",
        b"From here on:\n",
        b"\nFrom a@example.com Mon Jan 01 00:00:00 2020\n\nno header follows\n",
        b"text\nFrom a@example.com Mon Jan 01 00:00:00 2020\nOdd: no known header\n",
        b"\nFrom " + b"x" * 5000 + b"@example.com\nSubject: too long for a postmark\n",
        b"Content-Length: 3\n",
    ],
)
def test_that_words_in_a_body_do_not_part_it(body: bytes, chunk: int) -> None:
    data = b"From -\n" + _mail(1, body) + b"From -\n" + _mail(2)
    assert [piece.untrusted for piece in _split(data, chunk)] == [_mail(1, body), _mail(2)]


@pytest.mark.parametrize("chunk", SIZES)
def test_that_a_missing_blank_line_does_not_join_two_mails(chunk: int) -> None:
    data = b"From -\nSubject: one\n\nBody.\nFrom -\nSubject: two\n\nBody.\n"
    assert len(_split(data, chunk)) == 2


@pytest.mark.parametrize("chunk", SIZES)
def test_that_escaped_lines_are_turned_back(chunk: int) -> None:
    data = b"From -\nSubject: x\n\n>From me\n>>From you\n> From them\n"
    (piece,) = _split(data, chunk)
    assert piece.untrusted == b"Subject: x\n\nFrom me\n>From you\n> From them\n"


def test_that_a_mark_and_blank_lines_before_the_first_postmark_are_passed_over() -> None:
    data = b"\xef\xbb\xbf\n\nFrom -\nSubject: x\n\ny\n"
    (piece,) = _split(data)
    assert (piece.offset, piece.postmark) == (5, "From -")


def test_that_what_stands_before_the_first_postmark_is_a_mail_too() -> None:
    data = b"Subject: first\n\nx\n\nFrom -\nSubject: second\n\ny\n"
    assert [(piece.offset, piece.postmark) for piece in _split(data)] == [(0, ""), (19, "From -")]


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"\xef\xbb\xbf"])
def test_that_nothing_gives_nothing(data: bytes) -> None:
    assert _split(data) == []


@pytest.mark.parametrize("chunk", [16, 200, 5000])
def test_that_a_mail_too_large_is_cut_and_the_next_one_is_whole(chunk: int) -> None:
    large = b"Subject: large\n\n" + b"filling lines\n" * 1000 + b"\n"
    data = b"From -\n" + _mail(0) + b"From -\n" + large + b"From -\n" + _mail(2)
    pieces = _split(data, chunk, most=1000)
    assert [piece.cut for piece in pieces] == [False, True, False]
    assert pieces[1].offset == 7 + len(_mail(0))
    assert pieces[1].untrusted == (b"From -\n" + large)[7:1000]
    assert pieces[2].untrusted == _mail(2)
    assert pieces[2].offset == 14 + len(_mail(0)) + len(large)


def test_that_a_last_mail_too_large_is_cut() -> None:
    (piece,) = _split(b"From -\nSubject: x\n\n" + b"y\n" * 5000, chunk=64, most=500)
    assert piece.cut
    assert len(piece.untrusted) == 493


class Endless(io.RawIOBase):
    """A file that is never held: the same mail again and again."""

    def __init__(self, mails: int) -> None:
        self.left = mails
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the tests' own buffer
        while len(self.rest) < len(buffer) and self.left:
            self.left -= 1
            self.rest += b"From -\n" + _mail(self.left, b"line of words\n" * 100)
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        return size


def test_that_memory_does_not_grow_with_the_file() -> None:
    import tracemalloc

    tracemalloc.start()
    count = sum(1 for _ in split_mailbox(Endless(20_000), chunk=1 << 16))  # type: ignore[arg-type]  # reads as a file does
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("name", "count"), [("issue1189.mbox", 4), ("simple.mbox", 3), ("unmunged.mbox", 2)]
)
@pytest.mark.parametrize("chunk", [64, 1 << 20])
def test_that_mailboxes_of_others_are_split_as_they_are_meant(
    name: str, count: int, chunk: int
) -> None:
    assert len(_split((FIXTURES / name).read_bytes(), chunk)) == count


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"From -\nFrom: x\n", True),
        (b"\xef\xbb\xbf\r\nFrom a@b\r\nX-A: y\r\n", True),
        (b"From a@b\rSubject: x\r", True),
        (b"From the desk of Bob\nSubject: x\n", False),
        (b"From -\nno header", False),
        (b"From -", False),
        (b"", False),
    ],
)
def test_that_a_mailbox_is_known_by_its_first_lines(head: bytes, *, is_one: bool) -> None:
    assert begins_as_mailbox(head) is is_one
