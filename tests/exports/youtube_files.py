"""Makes the YouTube samples in the folder ``youtube``; everything in them is invented.

Run ``python tests/exports/youtube_files.py`` from the top of the checkout; the same script always
gives the same bytes. Each sample is named by what is odd in it.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all

ROOT = "Takeout/YouTube and YouTube Music"
UC = "UCmillbrookpd00000000001"
VIDEO = "abcDEF_-123"
MP4 = bytes.fromhex("00000018667479706d703432")


def table(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def ugly(number: int) -> str:
    return f"Ugx{number:06}AaABAgzzzz"


def headers_to_2024() -> Tree:
    head = ("Comment ID", "Channel ID", "Comment Create Timestamp", "Price", "Parent Comment ID")
    segments = '{"takeoutSegments":[{"text":"See "},{"text":"this","link":{"linkUrl":"https://example.com/l"}}]}'
    return {
        "Takeout/archive_browser.html": b"<html></html>",
        f"{ROOT}/comments/comments.csv": table(
            (*head, "Video ID", "Comment Text"),
            (ugly(1), UC, "2020-05-06 07:08:09 UTC", "", "", VIDEO, segments),
            (
                f"{ugly(1)}.{ugly(2)}",
                UC,
                "2024-05-06T07:08:09.123456+00:00",
                "",
                ugly(1),
                VIDEO,
                "plain, text",
            ),
            ("", "", "", "", "", "", ""),
            ("", UC, "2024-05-06T07:08:10Z", "", "", VIDEO, ""),
        )
        + b"\n\n",
        f"{ROOT}/subscriptions/subscriptions.csv": table(("Channel Id", "Channel Url")),
    }


def headers_since_2024() -> Tree:
    head = ("Channel ID", "Comment create timestamp", "Price", "Comment ID", "Parent Comment ID")
    mention = '{"text":"Hi "},{"mention":{"externalChannelId":"UCx"},"text":"@ann"},'
    mention += '{"text":"\n"},{"text":"done"}'
    return {
        f"{ROOT}/comments/comments.csv": b"\xef\xbb\xbf"
        + table(
            (*head, "Post ID", "Video ID", "Comment Text"),
            (
                UC,
                "2026-03-14T16:00:00.000000+00:00",
                "",
                ugly(1),
                "",
                "",
                VIDEO,
                '{"text":"雪松街"}',
            ),
            (UC, "2026-03-14T16:01:00.000000+00:00", "5 USD", ugly(2), ugly(1), "", VIDEO, mention),
            (
                UC,
                "2026-03-14T16:02:00.000000+00:00",
                "",
                ugly(3),
                "",
                "UgkPost1",
                "",
                '{"text":"On a post"}',
            ),
        ),
        f"{ROOT}/comments/comments(1).csv": table(
            (*head, "Video ID", "Comment Text"),
            (UC, "2026-03-14T16:00:00.000000+00:00", "", ugly(1), "", VIDEO, '{"text":"雪松街"}'),
            (
                UC,
                "2026-03-14T16:05:00.000000+00:00",
                "",
                ugly(5),
                "",
                VIDEO,
                '{"text":"Only here"}',
            ),
        ),
        f"{ROOT}/live chats/live chats.csv": table(
            (
                "Live Chat ID",
                "Channel ID",
                "Live Chat Create Timestamp",
                "Price",
                "Video ID",
                "Live Chat Text",
            ),
            ("LCC1", UC, "2026-03-25T22:05:00.000000+00:00", "", VIDEO, '{"text":"Tonight"}'),
        ),
        f"{ROOT}/channels/channel.csv": table(
            ("Channel ID", "Channel Title (Original)"), (UC, "Millbrook Police")
        ),
        f"{ROOT}/video metadata/videos.csv": table(
            ("Video ID", "Channel ID", "Video Title (Original)", "Video Publish Timestamp"),
            (VIDEO, UC, "Body camera: Cedar Street", "2026-03-20T16:00:00+00:00"),
        ),
    }


def texts() -> Tree:
    cells = (
        "12",
        "null",
        '{"text":',
        '{"text":"a"},\n{"text":"b"}',
        '[{"text":"in a list"}]',
        '{"other":"no segment"}',
        '{"text":"raw\nbreak"}',
        "[x] a list? no",
        '{"text":"a"} and more',
        '{"text":"lone \\ud83d half"}',
        '{"mention":{"channelName":"@bo"}},{"text":" hello"}',
        '{"text":"","link":{"linkUrl":"https://example.com/bare"}}',
    )
    head = ("Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text")
    rows = [
        (ugly(at), UC, f"2026-03-14T16:{at:02}:00Z", VIDEO, cell) for at, cell in enumerate(cells)
    ]
    unescaped = f'{ugly(90)},{UC},2026-03-14T17:00:00Z,{VIDEO},"say "what", they said"\n'.encode()
    short = f"{ugly(91)},{UC},2026-03-14T17:01:00Z\n".encode()
    return {f"{ROOT}/comments/comments.csv": table(head, *rows) + unescaped + short}


def localized() -> Tree:
    root = "Takeout/YouTube und YouTube Music"
    return {
        f"{root}/Kommentare/Kommentare.csv": table(
            (
                "Kommentar-ID",
                "Kanal-ID",
                "Erstellungszeitstempel des Kommentars",
                "Video-ID",
                "Kommentartext",
            ),
            (ugly(1), UC, "2026-03-14T16:00:00+00:00", VIDEO, '{"text":"Grüße"}'),
        ),
        f"{root}/未知/未知.csv": table(
            ("编号", "频道", "时间", "视频", "文本"),
            (ugly(2), UC, "2026-03-14T16:01:00+00:00", VIDEO, '{"text":"只看内容"}'),
        ),
        f"{root}/Verlauf/Wiedergabeverlauf.html": b"<li><a href='watch?v=1&lc=2'></a></li>",
        f"{root}/Verlauf/Suchverlauf.json": b"[]",
        "Takeout/Mail/Alle.mbox": b"From x\n\n",
    }


def pages_before_2021() -> Tree:
    link = f"http://www.youtube.com/watch?v={VIDEO}"
    page = (
        "<html><body><ul>"
        f'<li>You added a <a href="{link}&amp;lc={ugly(1)}">comment</a> on <a href="{link}">Open '
        "house</a> at 2020-05-06 19:32:44 UTC.<br/>Fish &amp; chips<br>on Pier Road</li>"
        f'<li>You replied to a <a href="{link}&amp;lc={ugly(2)}">comment</a> on '
        f'<a href="{link}">Open house</a> at 2020-05-07 19:32:44 UTC.<br/>'
        "<script>alert(1)</script>Unclosed"
        "<li>nothing here</li>"
        "</ul></body></html>"
    )
    chat = f'<ul><li>You sent a <a href="{link}">chat</a> at 2020-06-01 10:00:00 UTC.<br/>'
    chat += "Hello</li></ul>"
    return {
        "Takeout/YouTube/my-comments/my-comments.html": page.encode(),
        "Takeout/YouTube/my-live-chat-messages/my-live-chat-messages.html": chat.encode(),
        "Takeout/YouTube/history/watch-history.html": b"<html></html>",
    }


def videos() -> Tree:
    long = "What our patrol does on a rainy Saturday: a very long walk along the pier & back"
    head = ("Video ID", "Channel ID", "Video Title (Original)", "Video Description (Original)")
    return {
        f"{ROOT}/video metadata/videos.csv": table(
            (*head, "Video Create Timestamp", "Privacy", "Approx Duration (ms)"),
            (
                "vid00000001",
                UC,
                "Twin",
                "First twin",
                "2026-01-01T10:00:00+00:00",
                "Public",
                "1000",
            ),
            (
                "vid00000002",
                UC,
                "Twin",
                "Second twin",
                "2026-01-02T10:00:00+00:00",
                "Public",
                "2000",
            ),
            ("", UC, "No id", "", "", "", ""),
        ),
        f"{ROOT}/video metadata/videos(1).csv": table(
            (*head, "Video Create Timestamp"),
            ("vid00000003", UC, long, "Cut name", "2026-01-03T10:00:00+00:00"),
        ),
        f"{ROOT}/videos/Old one.json": as_json(
            [
                {
                    "kind": "youtube#video",
                    "id": "vid00000004",
                    "snippet": {
                        "title": "Old one",
                        "description": "From 2019",
                        "publishedAt": "2019-01-01T10:00:00.000Z",
                        "channelId": UC,
                    },
                    "contentDetails": {"duration": "PT1M"},
                    "status": {"privacyStatus": "public"},
                }
            ]
        ),
        f"{ROOT}/videos/Single.json": as_json(
            {
                "id": "vid00000005",
                "snippet": {"title": "Single"},
                "status": {"privacyStatus": "public"},
            }
        ),
        f"{ROOT}/videos/Broken.json": b'{"kind": "youtube#video", "id',
        f"{ROOT}/videos/Twin.mp4": MP4,
        f"{ROOT}/videos/Twin(1).mp4": MP4 + b"1",
        f"{ROOT}/videos/What our patrol does on a rainy Saturday_ a ver.mp4": MP4 + b"2",
        f"{ROOT}/videos/Old one.mp4": MP4 + b"3",
        f"{ROOT}/videos/Unknown.mp4": MP4 + b"4",
        f"{ROOT}/comments/comments.csv": table(
            ("Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text"),
            (ugly(1), UC, "2026-03-14T16:00:00Z", "vid00000004", "On the old one"),
        ),
        f"{ROOT}/posts/posts.csv": table(
            ("Post ID", "Channel ID", "Post Create Timestamp", "Post Text", "Image 1"),
            ("UgkP1", UC, "2026-03-14T16:00:00Z", '{"text":"Open house Saturday"}', "poster.jpg"),
        ),
        f"{ROOT}/posts/poster.jpg": MP4,
    }


def cut_and_empty() -> Tree:
    head = ("Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text")
    return {
        f"{ROOT}/comments/comments.csv": table(head),
        f"{ROOT}/comments/comments(1).csv": table(
            head,
            (ugly(1), UC, "yesterday", VIDEO, "No date"),
            (ugly(2), UC, "", VIDEO, ""),
        )
        + f'{ugly(3)},{UC},2026-03-14T16:00:00Z,{VIDEO},"cut in the mid'.encode(),
        f"{ROOT}/comments/comments(2).csv": "\ufeff".encode("utf-16-le")
        + table(head, (ugly(4), UC, "2026-03-14T16:00:00Z", VIDEO, "wide é"))
        .decode()
        .encode("utf-16-le"),
        f"{ROOT}/comments/comments(3).csv": table(
            head, (ugly(5), UC, "2026-03-14T16:00:00Z", VIDEO, "caf")
        ).replace(b"caf", b"caf\xe9"),
        f"{ROOT}/playlists/playlist.csv": b"",
    }


def playlists() -> Tree:
    """Make playlists in the layouts of 2024 and before, with tables of videos that fit or not."""
    made, added = "2026-03-14T21:04:00+00:00", "2026-03-15T08:00:00+00:00"
    long = "A very long title of a playlist about the harbor and its piers"
    return {
        f"{ROOT}/playlists/playlists.csv": table(
            (
                *("Playlist ID", "Add new videos to top", "Playlist Title (Original)"),
                *("Playlist Title (Original) Language", "Playlist Description (Original)"),
                *("Playlist Create Timestamp", "Playlist Update Timestamp"),
                *("Playlist Video Order", "Playlist Visibility"),
            ),
            (
                "PLaa",
                "False",
                "Storms: what to do?",
                "",
                "All films",
                made,
                made,
                "Manual",
                "Public",
            ),
            ("PLbb", "False", long, "", "", made, made, "Manual", "Private"),
            ("PLcc", "False", "Twice", "", "", "", "", "", ""),
            ("PLee", "False", "Storms: what to do?", "", "", made, made, "", "Unlisted"),
            ("PLff", "False", "", "", "", made, made, "", "Private"),
            ("", "False", "", "", "", "", "", "", ""),
        ),
        f"{ROOT}/playlists/Storms_ what to do_-videos.csv": table(
            ("Video ID", "Playlist Video Creation Timestamp"),
            ("dQw4w9WgXcQ", added),
            ("abcdefghijk", added),
            ("", added),
        ),
        f"{ROOT}/playlists/{long[:47]}-videos.csv": table(
            ("Video-ID", "Zeitstempel des Hinzufügens"), ("abcdefghijk", added)
        ),
        f"{ROOT}/playlists/Twice-videos.csv": table(
            ("Video ID", "Playlist Video Creation Timestamp"), ("abcdefghijk", added)
        ),
        f"{ROOT}/playlists/Twice-videos(1).csv": table(
            ("Video ID", "Playlist Video Creation Timestamp"), ("dQw4w9WgXcQ", added)
        ),
        f"{ROOT}/playlists/Watch later.csv": table(
            ("Playlist ID", "Channel ID", "Time Created", "Time Updated", "Title", "Description"),
            ("PLdd", "", "2021-03-14 21:04:00 UTC", "", "Watch later", "Old layout"),
            (),
            ("Video ID", "Time Added"),
            ("abcdefghijk", "2021-03-15 21:04:00 UTC"),
        ),
        f"{ROOT}/video metadata/videos.csv": table(
            ("Video ID", "Video Title (Original)", "Video Create Timestamp"),
            ("abcdefghijk", "Storm of 2025", made),
        ),
    }


def samples() -> dict[str, Tree]:
    """Give all samples by name."""
    return {
        "headers_to_2024": headers_to_2024(),
        "headers_since_2024_and_overlap": headers_since_2024(),
        "texts_odd": texts(),
        "folders_and_headings_translated": localized(),
        "pages_before_2021": pages_before_2021(),
        "videos_and_posts": videos(),
        "tables_cut_empty_wide": cut_and_empty(),
        "playlists": playlists(),
    }


if __name__ == "__main__":
    write_all(samples(), Path(__file__).resolve().parent / "youtube")
