"""Downloads of social networks that would keep a reader busy for hours."""

from __future__ import annotations

import io
from pathlib import Path

from app.domain.records import Kind
from app.importers.export_tree import open_export
from app.importers.social import (
    facebook_posts,
    facebook_threads,
    instagram_posts,
    json_stream,
    youtube_text,
)
from app.importers.social.account import Account
from app.importers.social.facebook_members import Sort, ThreadPart, missing_parts


def test_that_parts_said_to_be_missing_are_not_listed_without_end() -> None:
    parts = [ThreadPart("m", Sort.THREAD, f"t{number}", "", 9_999) for number in range(2_000)]
    assert len(missing_parts(parts)) == 20_000
    assert missing_parts(parts[:1])[-1] == ("t0", 9_998)


def test_that_an_entry_of_very_many_lines_says_each_once(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    account = Account(open_export([tmp_path]))
    drafts = (facebook_posts._Draft(account, Kind.POST, "Ana"), instagram_posts._Draft())
    for made in drafts:
        for number in range(200_000):
            made.say(f"{number // 2}")
        assert made.text.splitlines() == [str(number) for number in range(100_000)]


DIGITS = b"9" * 5_000


def test_that_a_number_of_thousands_of_digits_ends_reading_and_stops_nothing() -> None:
    whole = b'[{"id": 1}, {"id": ' + DIGITS + b"}]"
    one, broken = json_stream.read_json(io.BytesIO(whole))
    assert one == json_stream.Entry("", 1, {"id": 1})
    assert broken == json_stream.Broken("", 2, json_stream.NOT_JSON)
    assert youtube_text._segments('{"text": ' + DIGITS.decode() + "}") is None
    assert facebook_threads._participants_in(b'{"participants": [' + DIGITS + b"]") == []
