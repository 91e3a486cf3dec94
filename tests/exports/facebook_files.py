"""Makes the Facebook samples in the folder ``facebook``; everything in them is invented.

Run ``python tests/exports/facebook_files.py`` from the top of the checkout; the same script always
gives the same bytes. Each sample is named by what is odd in it.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, write_all, write_parts

T0 = 1_773_522_240_000
PAGE = "Millbrook Police Department"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
WORDS = ["pier", "gull", "siren", "ferry", "tide", "lamp", "shrimp", "radio", "boots", "rain"]


def garble(text: str) -> str:
    """Do to a text what the platform does: its UTF-8 bytes become one character each."""
    return text.encode().decode("latin-1")


def garbled(value: object) -> object:
    """Garble all strings of a JSON value."""
    if isinstance(value, str):
        return garble(value)
    if isinstance(value, dict):
        return {garble(key): garbled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [garbled(inner) for inner in value]
    return value


def written(value: object) -> bytes:
    return as_json(garbled(value))


def thread(
    folder: str,
    messages: list[object],
    people: tuple[str, ...] = ("Dana Whitlow", PAGE),
    **more: object,
) -> dict[str, object]:
    return {
        "participants": [{"name": name} for name in people],
        "messages": messages,
        "title": people[0],
        "is_still_participant": True,
        "thread_path": folder,
        "magic_words": [],
        **more,
    }


def said(sender: str, content: str, minute: int, **more: object) -> dict[str, object]:
    return {
        "sender_name": sender,
        "timestamp_ms": T0 + minute * 60_000,
        "content": content,
        "is_geoblocked_for_viewer": False,
        **more,
    }


def profile(name: str = PAGE) -> bytes:
    return written(
        {"profile_v2": {"name": {"full_name": name, "first_name": name.split(maxsplit=1)[0]}}}
    )


def post(text: str, minute: int, **more: object) -> dict[str, object]:
    return {
        "timestamp": T0 // 1000 + minute * 60,
        "data": [{"post": text}],
        "title": f"{PAGE} updated its status.",
        **more,
    }


def comment(author: str, text: str, minute: int, **more: object) -> dict[str, object]:
    when = T0 // 1000 + minute * 60
    return {
        "timestamp": when,
        "data": [{"comment": {"timestamp": when, "comment": text, "author": author, **more}}],
        "title": f"{author} commented on {PAGE}'s post.",
    }


def old_root() -> Tree:
    return {
        "ads_information/advertisers.json": written({"custom_audiences_v2": []}),
        "profile_information/profile_information.json": written(
            {"profile": {"name": PAGE, "emails": ["desk@example.com"]}}
        ),
        "messages/inbox/DanaWhitlow_abc123/message_1.json": written(
            thread(
                "inbox/DanaWhitlow_abc123",
                [
                    said(PAGE, "Thank you — it's logged 👍🏽", 2, type="Generic"),
                    said("Dana Whitlow", "Café on the corner saw it", 1, type="Generic"),
                ],
                thread_type="Regular",
            )
        ),
        "messages/autofill_information.json": written({"autofill_information_v2": {}}),
        "posts/your_posts_1.json": written([post("Harbor Street is closed", 3)]),
        "comments/comments.json": written(
            {"comments": [comment(PAGE, "It opens at six", 4), comment(PAGE, "À six heures", 5)]}
        ),
        "photos_and_videos/your_photos.json": written(
            {"photos": [{"uri": "photos_and_videos/a.jpg", "creation_timestamp": T0 // 1000}]}
        ),
        "photos_and_videos/a.jpg": JPEG,
        "photos_and_videos/nobody.jpg": JPEG,
    }


def every_inbox() -> Tree:
    root = "your_activity_across_facebook/messages"
    boxes = ("inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover")
    tree = {
        f"{root}/{box}/someone_{at}/message_1.json": written(
            thread(f"{box}/someone_{at}", [said("Dana Whitlow", f"Box {box}", at)])
        )
        for at, box in enumerate(boxes)
    }
    return {
        "personal_information/profile_information/profile_information.json": profile(),
        **tree,
        f"{root}/inbox/only_html/message_1.html": b"<html><body>page</body></html>",
    }


def message_kinds() -> Tree:
    base = "your_facebook_activity/messages/inbox/group_77"
    messages = [
        said(
            "Dana Whitlow", "Liked “14 Cedar Lane”", 1, reactions=[{"reaction": "❤", "actor": PAGE}]
        ),
        said(PAGE, "Dana called you.", 2, type="Call", call_duration=61),
        said(PAGE, "You missed a call.", 3, call_duration=0, missed=True),
        said(PAGE, "Ana joined.", 4, type="Subscribe", users=[{"name": "Ana"}, {"name": "Bo"}]),
        said(PAGE, "Bo left.", 5, type="Unsubscribe", users=[{"name": "Bo"}]),
        {"sender_name": "Ana", "timestamp_ms": T0 + 360_000, "is_unsent": True},
        said("Ana", "I take it back", 7, is_unsent=True),
        {"sender_name": "Ana", "timestamp_ms": T0 + 480_000},
        said("Ana", "See this", 9, share={"link": "https://example.com/a", "share_text": "A list"}),
        {
            "sender_name": "Ana",
            "timestamp_ms": T0 + 600_000,
            "sticker": {"uri": f"{base}/stickers/s.png", "ai_stickers": []},
        },
        said("Ana", "All media", 11, **_media(base)),
        said("Ana", "Down", 12, is_taken_down=True, ip="192.0.2.7"),
        said("Ana", "Reacted ❤ to your message ", 13),
        said("Ana", "Pay", 14, type="Payment"),
    ]
    names = ("p.jpg", "v.mp4", "t.jpg", "g.gif", "a.aac", "f.pdf", "stickers/s.png", "room.jpg")
    return {
        "profile_information/profile_information.json": profile(),
        f"{base}/message_1.json": written(
            thread(
                "inbox/group_77",
                messages,
                ("Dana Whitlow", "Ana", "Bo", PAGE),
                thread_type="RegularGroup",
                image={"uri": f"{base}/room.jpg", "creation_timestamp": 1},
                joinable_mode={"mode": 1, "link": ""},
            )
        ),
        **{f"{base}/{name}": JPEG + name.encode() for name in names},
    }


def _media(base: str) -> dict[str, object]:
    def file(name: str) -> dict[str, object]:
        return {"uri": f"{base}/{name}", "creation_timestamp": T0 // 1000}

    return {
        "photos": [file("p.jpg")],
        "videos": [{**file("v.mp4"), "thumbnail": {"uri": f"{base}/t.jpg"}}],
        "gifs": [file("g.gif")],
        "audio_files": [file("a.aac")],
        "files": [file("f.pdf")],
    }


def secure_storage() -> Tree:
    def one(sender: str, text: str, minute: int, **more: object) -> dict[str, object]:
        return {
            "isUnsent": False,
            "media": [],
            "reactions": [],
            "senderName": sender,
            "text": text,
            "timestamp": T0 + minute * 60_000,
            "type": "text",
            **more,
        }

    return {
        "Dana Whitlow_12.json": as_json(
            {
                "participants": ["Dana Whitlow", PAGE],
                "threadName": "Dana Whitlow_12",
                "messages": [
                    one(
                        "Dana Whitlow",
                        "Où est-il ? ❤",
                        1,
                        reactions=[{"actor": PAGE, "reaction": "👍"}],
                    ),
                    one(PAGE, "", 2, type="media", media=[{"uri": "./media/x.jpg"}]),
                    one(PAGE, "gone", 3, isUnsent=True),
                    one("Dana Whitlow", "", 4, type="placeholder"),
                    one("Dana Whitlow", "", 5, type="text"),
                ],
            }
        ),
        "Bo_3.json": as_json(
            {"participants": ["Bo", PAGE], "threadName": "Bo_3", "messages": [one("Bo", "Hi", 6)]}
        ),
        "media/x.jpg": JPEG,
    }


def damaged_letters() -> Tree:
    messages = [
        {"sender_name": "Dana Whitlow", "timestamp_ms": T0, "content": garble("café ❤ שלום")},
        {"sender_name": "Dana Whitlow", "timestamp_ms": T0 + 1, "content": "café ❤ undamaged"},
        {"sender_name": "Dana Whitlow", "timestamp_ms": T0 + 2, "content": garble(garble("café"))},
        {
            "sender_name": "Dana Whitlow",
            "timestamp_ms": T0 + 3,
            "content": "caf\u00c3\u00a9 \u00e9",
        },
        {
            "sender_name": "Dana Whitlow",
            "timestamp_ms": T0 + 4,
            "content": "lone \ud83d half \udc00",
        },
        {
            "sender_name": "Dana Whitlow",
            "timestamp_ms": T0 + 5,
            "content": "nul \x00 and \r\n line",
        },
    ]
    return {
        "profile_information/profile_information.json": profile(),
        "messages/inbox/dana_1/message_1.json": as_json(thread("inbox/dana_1", messages)),
        f"messages/inbox/{garble('café')}_2/message_1.json": written(
            thread(
                "inbox/café_2",
                [
                    said(
                        "Zoë", "Bild", 9, photos=[{"uri": "messages/inbox/café_2/photos/größe.jpg"}]
                    )
                ],
                ("Zoë", PAGE),
            )
        ),
        "messages/inbox/cafe\u0301_2/photos/gro\u0308ße.jpg": JPEG,
    }


def many_parts() -> Tree:
    base = "your_facebook_activity/messages/inbox/dana_5"
    parts = {
        f"{base}/message_{part}.json": written(
            thread("inbox/dana_5", [said("Dana Whitlow", f"Part {part}", 100 - part)])
        )
        for part in (10, 2, 9, 4, 5, 6, 7, 8, 3)
    }
    return {"profile_information/profile_information.json": profile(), **parts}


def odd_references() -> Tree:
    base = "your_facebook_activity/messages/inbox/dana_6"
    uris = [
        "../../outside.jpg",
        "https://scontent.example.com/v/old.jpg?oh=1",
        f"{base}/PHOTOS/One.JPG",
        f"{base}/photos/two%20words.jpg",
        "bare_name.jpg",
        f"{base}\\photos\\three.jpg",
        "[object Object]",
        f"{base}/photos/in_another_part.jpg",
        "",
    ]
    messages = [
        said("Dana Whitlow", f"Picture {at}", at, photos=[{"uri": uri}])
        for at, uri in enumerate(uris)
    ]
    names = ("photos/one.jpg", "photos/two words.jpg", "deep/bare_name.jpg", "photos/three.jpg")
    return {
        "profile_information/profile_information.json": profile(),
        f"{base}/message_1.json": written(thread("inbox/dana_6", messages)),
        **{f"{base}/{name}": JPEG for name in names},
    }


def odd_people() -> Tree:
    base = "your_facebook_activity/messages/inbox"
    bare = {"messages": [said("Facebook user", "Deleted account", 1), said("", "Who?", 2)]}
    twins = thread("inbox/twins_2", [said("Ann Lee", "Which?", 3)], ("Ann Lee", "Ann Lee", PAGE))
    return {
        "profile_information/profile_information.json": profile(),
        f"{base}/facebookuser_123/message_1.json": written(bare),
        f"{base}/twins_2/message_1.json": written(twins),
    }


def odd_times() -> Tree:
    base = "your_facebook_activity"
    times = [0, -62_169_958_800, T0, "x", None, 99_999_999_999_999_999_999_999_999]
    posts = [{"timestamp": when, "data": [{"post": f"Time {at}"}]} for at, when in enumerate(times)]
    inbox = [{**said("Dana Whitlow", "No time", 1), "timestamp_ms": 0}]
    return {
        f"{base}/posts/your_posts__check_ins__photos_and_videos_1.json": written(posts),
        f"{base}/messages/inbox/dana_1/message_1.json": written(thread("inbox/dana_1", inbox)),
    }


def odd_shapes() -> Tree:
    base = "your_facebook_activity"
    return {
        f"{base}/posts/your_posts_1.json": written(post("Alone, no list", 1)),
        f"{base}/posts/your_posts_2.json": written(
            [
                {"timestamp": T0 // 1000, "data": [], "title": "Nothing said"},
                {"timestamp": T0 // 1000, "attachments": [{}], "data": [{}]},
                "not an object",
                {"unheard_of": 1},
                {"timestamp": T0 // 1000, "data": {"post": "An object for a list"}, "tags": ["Bo"]},
                {"timestamp": T0 // 1000, "data": "text", "attachments": 7, "title": 5},
            ]
        ),
        f"{base}/posts/your_videos.json": written(
            {
                "videos_v2": [
                    {"uri": "posts/v.mp4", "creation_timestamp": T0 // 1000, "title": "Clip"}
                ]
            }
        ),
        f"{base}/groups/your_posts_in_groups.json": written(
            {"group_posts": {"activity_log_data": [post("Wrapped twice", 5)]}}
        ),
        f"{base}/groups/your_groups.json": written({"groups_admined_v2": []}),
        f"{base}/comments_and_reactions/comments.json": written({"comments_v2": []}),
        f"{base}/posts/empty.json": b"[]",
    }


def posts_of_all_kinds() -> Tree:
    base = "your_facebook_activity"
    media = {
        "uri": f"{base}/posts/media/stop.jpg",
        "creation_timestamp": T0 // 1000,
        "title": "The sign",
        "description": "Taken at noon — clear",
        "media_metadata": {
            "photo_metadata": {
                "exif_data": [{"upload_ip": "192.0.2.1", "taken_timestamp": -62_169_958_800}]
            }
        },
        "comments": [{"timestamp": T0 // 1000 + 60, "comment": "Nice sign", "author": "Bo"}],
    }
    parts = [
        {"media": media},
        {"external_context": {"url": "https://example.com/p", "name": "Policy", "source": "City"}},
        {"place": {"name": "Pier", "coordinate": {"latitude": 30.1}, "address": "1 Pier Road"}},
        {"event": {"name": "Open house", "start_timestamp": T0 // 1000}},
        {"text": "Words of an attachment"},
        {"life_event": {"title": "Moved in"}},
        {
            "poll": {
                "question": "Siren?",
                "options": [{"option": "Yes", "voted": True}, {"option": "No"}],
            }
        },
    ]
    full = post("Text of the post", 1, attachments=[{"data": parts}], tags=[{"name": "Bo"}])
    full["data"] = [
        {"post": "Text of the post"},
        {"update_timestamp": T0 // 1000 + 9},
        {"backdated_timestamp": T0 // 1000 - 9},
    ]
    visitor = {
        "timestamp": T0 // 1000,
        "data": [{"post": "What is your policy?"}],
        "title": f"Harriet Lindqvist wrote on {PAGE}'s timeline.",
    }
    return {
        "personal_information/profile_information/profile_information.json": profile(),
        f"{base}/posts/your_posts__check_ins__photos_and_videos_1.json": written([full]),
        f"{base}/posts/other_people's_posts_to_your_timeline.json": written([visitor]),
        f"{base}/posts/your_uncategorized_photos.json": written(
            {
                "other_photos_v2": [
                    {"uri": f"{base}/posts/media/b.jpg", "creation_timestamp": T0 // 1000}
                ]
            }
        ),
        f"{base}/posts/album/0.json": written(
            {
                "name": "Block party",
                "photos": [
                    {
                        "uri": f"{base}/posts/media/c.jpg",
                        "creation_timestamp": T0 // 1000,
                        "title": "Grill",
                    }
                ],
                "cover_photo": {"uri": f"{base}/posts/media/cover.jpg"},
                "last_modified_timestamp": T0 // 1000,
                "description": "All welcome",
                "comments": [{"timestamp": T0 // 1000, "comment": "Good food", "author": "Ana"}],
            }
        ),
        f"{base}/groups/your_posts_in_groups.json": written(
            {"group_posts_v2": [post("To the group", 2)]}
        ),
        f"{base}/groups/your_comments_in_groups.json": written(
            {"group_comments_v2": [comment(PAGE, "In the group", 3, group="Neighbors")]}
        ),
        f"{base}/comments_and_reactions/comments.json": written(
            {"comments_v2": [comment("Buck Tanner", "212 Palmetto Court", 4)]}
        ),
        f"{base}/comments_and_reactions/likes_and_reactions_1.json": written(
            {
                "reactions_v2": [
                    {
                        "timestamp": T0 // 1000,
                        "data": [{"reaction": {"reaction": "LIKE", "actor": PAGE}}],
                        "title": f"{PAGE} likes Bo's comment: 14 Cedar Lane.",
                    }
                ]
            }
        ),
        **{f"{base}/posts/media/{name}.jpg": JPEG for name in ("stop", "b", "c", "cover")},
    }


def labels() -> Tree:
    base = "this_profile's_activity_across_facebook"
    entry = {
        "timestamp": T0 // 1000,
        "media": [{"uri": f"{base}/posts/media/l.jpg", "creation_timestamp": T0 // 1000}],
        "label_values": [
            {"label": "Texte", "value": "Rue fermée jusqu'à 16 h"},
            {"label": "URL", "value": "https://example.com/x", "href": "https://example.com/x"},
            {
                "title": "Lieu",
                "dict": [{"label": "Nom", "value": "Quai"}, {"label": "Vide", "value": ""}],
            },
            {"label": "Créé", "timestamp_value": T0 // 1000},
            {"vec": [{"label": "Avec", "value": "Zoë"}, "seul"]},
        ],
        "fbid": "9007199254740993123",
    }
    return {
        "personal_information/profile_information/profile_information.json": profile(),
        f"{base}/posts/profile_posts_1.json": written([entry]),
        f"{base}/messages/inbox/citizen_4/message_1.json": written(
            thread("inbox/citizen_4", [said("Citizen", "Hello page", 1)], ("Citizen", PAGE))
        ),
        f"{base}/posts/media/l.jpg": JPEG,
    }


def broken_files() -> Tree:
    base = "your_facebook_activity"
    whole = written(
        thread("inbox/cut_1", [said("Dana Whitlow", f"Line {at}", at) for at in range(5)])
    )
    broken = b'[{"timestamp": 1, "title": "B"}, {bad}, {"title": "C"}]'
    deep = (
        b'{"participants":[],"messages":[{"sender_name":"A","x":'
        + b"[" * 3000
        + b"]" * 3000
        + b"}]}"
    )
    return {
        "profile_information/profile_information.json": b"{not json",
        f"{base}/messages/inbox/cut_1/message_1.json": whole[: whole.index(b"Line 3")],
        f"{base}/messages/inbox/deep_2/message_1.json": deep,
        f"{base}/messages/inbox/empty_3/message_1.json": b"",
        f"{base}/messages/inbox/fine_4/message_1.json": written(
            thread("inbox/fine_4", [said("Dana Whitlow", "Still here", 1), 7])
        ),
        f"{base}/messages/inbox/none_5/message_1.json": written(thread("inbox/none_5", [])),
        f"{base}/posts/your_posts_1.json": b'[{"timestamp": 1773522240, "title": "A"}, {"t"',
        f"{base}/posts/your_posts_2.json": '\ufeff[{"timestamp":1773522240,"title":"U"},]'.encode(
            "utf-16"
        ),
        f"{base}/posts/your_posts_3.json": broken.ljust(99),
    }


def long_thread(count: int = 400, seed: int = 14) -> Tree:
    """Make an ordinary thread of many messages, some of them equal to the letter."""
    dice = random.Random(seed)
    messages: list[object] = []
    for at in range(count):
        sender = dice.choice(("Dana Whitlow", PAGE))
        messages.append(
            said(sender, " ".join(dice.choices(WORDS, k=dice.randint(1, 12))), count - at)
        )
    messages[10] = messages[11]
    return {
        "profile_information/profile_information.json": profile(),
        "your_facebook_activity/messages/inbox/dana_9/message_1.json": written(
            thread("inbox/dana_9", messages)
        ),
    }


def parts() -> dict[str, Tree]:
    """Make one download in two ZIPs; the pictures of a message lie in the other part."""
    base = "your_facebook_activity/messages/inbox/dana_8"
    pictures = [{"uri": f"{base}/photos/far.jpg"}, {"uri": f"{base}/photos/near.jpg"}]
    return {
        "facebook-millbrookpd-2026-05-04-Ab12-1of2": {
            "profile_information/profile_information.json": profile(),
            f"{base}/message_1.json": written(
                thread("inbox/dana_8", [said("Dana Whitlow", "Two", 2, photos=pictures)])
            ),
            f"{base}/photos/near.jpg": JPEG,
        },
        "facebook-millbrookpd-2026-05-04-Ab12-2of2": {
            f"{base}/message_2.json": written(
                thread("inbox/dana_8", [said("Dana Whitlow", "One", 1)])
            ),
            f"{base}/photos/far.jpg": JPEG,
        },
    }


def samples() -> dict[str, Tree]:
    """Give all samples by name."""
    return {
        "roots_to_2023": old_root(),
        "every_inbox": every_inbox(),
        "every_message_kind": message_kinds(),
        "secure_storage_flat": secure_storage(),
        "letters_damaged": damaged_letters(),
        "part_10_and_a_part_missing": many_parts(),
        "odd_references": odd_references(),
        "people_missing_or_equal": odd_people(),
        "odd_times": odd_times(),
        "odd_shapes": odd_shapes(),
        "every_post_kind": posts_of_all_kinds(),
        "labels_of_a_page": labels(),
        "files_broken": broken_files(),
        "long_thread_with_equals": long_thread(),
    }


if __name__ == "__main__":
    write_all(samples(), Path(__file__).resolve().parent / "facebook")
    write_parts(parts(), Path(__file__).resolve().parent / "facebook" / "in_two_zips.parts")
