"""The department's YouTube channel, as Google Takeout gives it: the channel's own comments only."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from daily import Daily, templates
from marks import plain
from people import PAGE_NAME
from planted import Account, Export, Planted
from social_story import Said, story_lines
from zips import zip_bytes

NAME = "takeout-20260504T130000Z-001.zip"
ROOT = "Takeout/YouTube and YouTube Music"
CHANNEL = "UCmbpd00000000000000026A"
STOP_CLIP, OPEN_HOUSE = "mbpdCedar14", "mbpdOpen025"
COMMENTS, LIVES = 34, 9
HEADS = [
    "Channel ID",
    "Comment Create Timestamp",
    "Price",
    "Comment ID",
    "Parent Comment ID",
    "Post ID",
    "Video ID",
    "Comment Text",
]
LIVE_HEADS = [
    "Live Chat ID",
    "Channel ID",
    "Live Chat Create Timestamp",
    "Price",
    "Video ID",
    "Live Chat Text",
]


def youtube_export() -> Export:
    """Make the archive: comments, live chats, and a page that holds no record."""
    comments = sorted(
        story_lines("ytcomment") + _daily("ytcomment", COMMENTS, 61), key=lambda said: said.sent
    )
    lives = sorted(story_lines("ytlive") + _daily("ytlive", LIVES, 62), key=lambda said: said.sent)
    idle = {"Takeout/archive_browser.html": b"<!doctype html><title>Archive</title>\n"}
    members = {
        **idle,
        f"{ROOT}/comments/comments.csv": _csv(
            HEADS, [_comment(number, said) for number, said in enumerate(comments)]
        ),
        f"{ROOT}/live chats/live chats.csv": _csv(
            LIVE_HEADS, [_live(number, said) for number, said in enumerate(lives)]
        ),
    }
    export = Export(NAME, "Communications", {NAME: zip_bytes(members)})
    export.planted = [_planted(said) for said in (*comments, *lives)]
    export.account = Account(records=len(export.planted), ignored=len(idle))
    return export


def _daily(place: str, wanted: int, seed: int) -> list[Said]:
    daily, chosen = Daily(seed, neat=True), templates("daily_social.txt")[place]
    return [
        Said(
            place,
            "",
            daily.moment("02-20", "04-30"),
            "page",
            daily.fill(chosen[number % len(chosen)]),
        )
        for number in range(wanted)
    ]


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return f"{buffer.getvalue()}\n".encode()


def _segments(text: str) -> str:
    """Give the text as Takeout does since 2024: JSON objects joined by commas, without brackets."""
    pieces = plain(text).split(": ", 1)
    texts = [f"{pieces[0]}: ", pieces[1]] if len(pieces) == 2 else pieces
    return ",".join(
        json.dumps({"text": piece}, ensure_ascii=False, separators=(",", ":")) for piece in texts
    )


def _clip(said: Said) -> str:
    return STOP_CLIP if said.part == "responsive" else OPEN_HOUSE


def _comment(number: int, said: Said) -> list[str]:
    when = said.sent.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00")
    return [
        CHANNEL,
        when,
        "",
        f"Ugy{number:05d}mbpdAaABAg",
        "",
        "",
        _clip(said),
        _segments(said.text),
    ]


def _live(number: int, said: Said) -> list[str]:
    when = said.sent.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00")
    return [f"LCC{number:05d}mbpd", CHANNEL, when, "", "mbpdCouncil", _segments(said.text)]


def _planted(said: Said) -> Planted:
    return Planted(NAME, said.sent, (PAGE_NAME,), said.text, part=said.part)
