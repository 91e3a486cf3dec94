"""Makes the Instagram samples in the folder ``instagram``; everything in them is invented.

Run ``python tests/exports/instagram_files.py`` from the top of the checkout; the same script
always gives the same bytes. Each sample is named by what is odd in it.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.facebook_files import JPEG, T0, WORDS, said, thread, written
from exports.zipped import Tree, as_json, write_all

NAME = "Millbrook Police"
HANDLE = "millbrookpd"
ROOT = "your_instagram_activity"
SECOND = T0 // 1000


def profile(labels: tuple[str, str] = ("Username", "Name")) -> bytes:
    named = {"Email": {"href": "", "value": "desk@example.com", "timestamp": 0}}
    named |= {label: {"value": one} for label, one in zip(labels, (HANDLE, NAME), strict=True)}
    return written({"profile_user": [{"title": "User Information", "string_map_data": named}]})


def image(uri: str, title: str = "", minute: int = 0, **more: object) -> dict[str, object]:
    return {
        "uri": uri,
        "creation_timestamp": SECOND + minute * 60,
        "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
        "title": title,
        "cross_post_source": {"source_app": "FB"},
        **more,
    }


def comment(text: str, owner: str, minute: int, labels: tuple[str, str, str]) -> dict[str, object]:
    words, whose, when = labels
    return {
        "media_list_data": [{"uri": ""}],
        "string_map_data": {
            words: {"value": text},
            whose: {"value": owner},
            when: {"timestamp": SECOND + minute * 60},
        },
    }


ENGLISH = ("Comment", "Media Owner", "Time")


def inbox() -> Tree:
    base = f"{ROOT}/messages/inbox/dana_17"
    messages = [
        said("Dana Whitlow", "Liked a message", 6),
        said(NAME, "Café is open ☕", 5, reactions=[{"reaction": "❤", "actor": "Dana Whitlow"}]),
        said(
            "Dana Whitlow",
            "Dana sent an attachment.",
            4,
            share={
                "link": "https://www.example.com/p/1/",
                "share_text": "Lost dog",
                "original_content_owner": "pets.of.millbrook",
            },
        ),
        said(
            "Dana Whitlow",
            "",
            3,
            photos=[
                {"uri": "https://cdn.example.com/a.jpg", "backup_uri": f"{base}/photos/1.jpg"},
                {"uri": f"{base}/photos/2.jpg", "creation_timestamp": SECOND},
            ],
        ),
        said(NAME, "", 2, call_duration=61),
        {"sender_name": "Dana Whitlow", "timestamp_ms": T0, "is_unsent": True},
    ]
    talk = thread("inbox/dana_17", messages, ("Dana Whitlow", NAME))
    talk["joinable_mode"] = {"mode": 1, "link": ""}
    asked = thread("message_requests/bo_18", [said("Bo", "Hello?", 1)], ("Bo", NAME))
    return {
        "personal_information/personal_information/personal_information.json": profile(),
        f"{base}/message_1.json": written(talk),
        f"{base}/photos/1.jpg": JPEG,
        f"{base}/photos/2.jpg": JPEG,
        f"{ROOT}/messages/message_requests/bo_18/message_1.json": written(asked),
        f"{ROOT}/messages/secret_conversations.json": written({"ig_secret_conversations": {}}),
        "start_here.html": b"<html><body>Look here first</body></html>",
        "connections/followers_and_following/followers_1.json": written([]),
        "ads_information/ads_viewed.json": b"{}",
        "media/other/nobody.jpg": JPEG,
    }


def posts() -> Tree:
    folder = "media/posts/202605"
    film = image(
        "media/reels/202605/r.mp4",
        "A reel",
        5,
        media_metadata={"video_metadata": {"subtitles": {"uri": "media/reels/202605/r.srt"}}},
    )
    several = [image(f"{folder}/b.jpg", "", 2), image(f"{folder}/c.jpg", "Second picture", 2)]
    labels = {
        "timestamp": SECOND + 60,
        "media": [{"uri": f"{folder}/d.jpg", "creation_timestamp": SECOND}],
        "label_values": [
            {"label": "Légende", "value": "Le quai est fermé"},
            {"label": "URL", "value": "https://example.com/p", "href": "https://example.com/p"},
        ],
        "fbid": "17900000000000001",
    }
    return {
        "personal_information/personal_information/personal_information.json": profile(),
        f"{ROOT}/media/posts_1.json": written(
            [
                {"media": [image(f"{folder}/a.jpg", "Harbor Street is closed 🚧", 1)]},
                {"media": several, "title": "Block party", "creation_timestamp": SECOND + 120},
                labels,
            ]
        ),
        f"{ROOT}/media/stories.json": written(
            {"ig_stories": [image("media/stories/202605/s.jpg", "", 3)]}
        ),
        f"{ROOT}/media/reels.json": written({"ig_reels_media": [{"media": [film]}]}),
        f"{ROOT}/media/archived_posts.json": written(
            {"ig_archived_post_media": [{"media": [image("media/posts/gone.jpg", "Old")]}]}
        ),
        f"{ROOT}/media/recently_deleted_content.json": written(
            {"ig_recently_deleted_media": [{"media": [image(f"{folder}/e.jpg", "Deleted", 4)]}]}
        ),
        f"{ROOT}/media/profile_photos.json": written(
            {"ig_profile_picture": [image("media/other/face.jpg")]}
        ),
        f"{ROOT}/media/igtv_videos.json": written({"ig_igtv_media": []}),
        f"{ROOT}/threads/threads_and_replies.json": written(
            {"text_post_app_text_posts": [{"media": [image("", "Words on Threads", 6)]}]}
        ),
        f"{ROOT}/threads/threads_viewed.json": written({"text_post_app_text_post_app_posts": []}),
        **{f"{folder}/{name}.jpg": JPEG for name in "abcde"},
        "media/reels/202605/r.mp4": b"film",
        "media/reels/202605/r.srt": b"1\n",
        "media/stories/202605/s.jpg": JPEG,
        "media/other/face.jpg": JPEG,
    }


def comments() -> Tree:
    spanish = ("Comentario", "Propietario del contenido multimedia", "Hora")
    polish = ("Komentarz", "Właściciel multimediów", "Czas")
    unknown = ("Ulasan", "Pemilik", "Waktu")
    liked = {"href": "https://www.example.com/p/2/", "value": "👍", "timestamp": SECOND}
    return {
        "personal_information/personal_information/personal_information.json": profile(
            ("Nombre de usuario", "Nombre")
        ),
        f"{ROOT}/comments/post_comments_1.json": written(
            [
                comment("Thank you all ❤", "city.hall", 1, ENGLISH),
                comment("Está cerrado", "biblioteca", 2, spanish),
                comment("Zamknięte", "port", 3, polish),
                comment("Tutup", "toko", 4, unknown),
                comment("", "city.hall", 5, ENGLISH),
            ]
        ),
        f"{ROOT}/comments/reels_comments.json": written(
            {"comments_reels_comments": [comment("Nice reel", "pier.cam", 6, ENGLISH)]}
        ),
        f"{ROOT}/comments/hype.json": written({"comments_story_comments": []}),
        f"{ROOT}/likes/liked_posts.json": written(
            {"likes_media_likes": [{"title": "city.hall", "string_list_data": [liked]}]}
        ),
        f"{ROOT}/likes/liked_comments.json": written(
            {"likes_comment_likes": [{"title": "bo", "string_list_data": [liked, "odd"]}]}
        ),
        f"{ROOT}/story_sticker_interactions/polls.json": written(
            {
                "story_activities_polls": [
                    {"title": "pier.cam", "string_list_data": [{"value": "Yes", "timestamp": 0}]}
                ]
            }
        ),
    }


def old_roots() -> Tree:
    old = {"title": "ferry", "string_list_data": [{"value": "Old shape", "timestamp": SECOND}]}
    return {
        "account_information/personal_information.json": profile(),
        "messages/inbox/dana_1/message_1.json": written(
            thread("inbox/dana_1", [said("Dana Whitlow", "Newest", 9)], ("Dana Whitlow", NAME))
        ),
        "messages/inbox/dana_1/message_3.json": written(
            thread("inbox/dana_1", [said(NAME, "Oldest", 1)], ("Dana Whitlow", NAME))
        ),
        "content/posts_1.json": written(
            {"media": [image("media/posts/1.jpg", "Alone, no list")], "creation_timestamp": SECOND}
        ),
        "comments/post_comments.json": written({"comments_media_comments": [old]}),
        "media/posts/1.jpg": JPEG,
    }


def with_facebook() -> Tree:
    base = "your_facebook_activity/messages/inbox/ana_5"
    return {
        "personal_information/personal_information/personal_information.json": profile(),
        f"{ROOT}/media/posts_1.json": written([{"media": [image("", "On Instagram", 1)]}]),
        f"{base}/message_1.json": written(
            thread("inbox/ana_5", [said("Ana", "On Facebook", 1)], ("Ana", NAME))
        ),
    }


def broken() -> Tree:
    deep = b'[{"media":' + b"[" * 3000 + b"]" * 3000 + b"}]"
    return {
        "personal_information/personal_information/personal_information.json": b"{not json",
        f"{ROOT}/media/posts_1.json": b'[{"media":[],"title":"Kept","creation_timestamp":'
        + str(SECOND).encode()
        + b'},{"media"',
        f"{ROOT}/media/posts_2.json": deep,
        f"{ROOT}/media/posts_3.json": as_json(
            ["text", {"unheard_of": 1}, {"media": "x", "title": 5}, {"creation_timestamp": 0}]
        ),
        f"{ROOT}/media/stories.json": b"",
        f"{ROOT}/comments/post_comments_1.json": as_json(
            [
                {"string_map_data": {"Comment": "text", "Time": {"timestamp": "x"}}},
                {"string_map_data": []},
                {"string_map_data": {"Comment": {"value": "caf\u00c3\u00a9 \u00e9 \ud83d"}}},
            ]
        ),
        f"{ROOT}/messages/inbox/a_1/message_1.json": b'{"participants":[{"name":"A"}],"messages":[',
    }


def many(count: int, seed: int = 41) -> Tree:
    """Make a download of many messages, posts and comments."""
    dice = random.Random(seed)

    def words() -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, 12)))

    people = ("Dana Whitlow", NAME)
    messages: list[object] = [
        said(dice.choice(people), words(), -at, type="Generic") for at in range(count // 2)
    ]
    remarks = [comment(words(), "city.hall", -at, ENGLISH) for at in range(count // 4)]
    pictures = [
        {"media": [image(f"media/posts/{at}.jpg", words(), -at)]}
        for at in range(count - count // 2 - count // 4)
    ]
    return {
        "personal_information/personal_information/personal_information.json": profile(),
        f"{ROOT}/messages/inbox/dana_9/message_1.json": written(
            thread("inbox/dana_9", messages, people)
        ),
        f"{ROOT}/comments/post_comments_1.json": written(remarks),
        f"{ROOT}/media/posts_1.json": written(pictures),
    }


def samples() -> dict[str, Tree]:
    """Give all samples by name."""
    return {
        "messages_of_all_kinds": inbox(),
        "posts_stories_reels": posts(),
        "comments_in_many_languages": comments(),
        "roots_to_2023": old_roots(),
        "facebook_beside": with_facebook(),
        "files_broken": broken(),
        "ordinary": many(120),
    }


if __name__ == "__main__":
    write_all(samples(), Path(__file__).resolve().parent / "instagram")
