"""The department's Facebook page, as "Download your information" gives it in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from daily import Daily, templates
from marks import plain
from people import PAGE_NAME, RESIDENTS
from pictures import photo
from planted import Account, Export, Planted, milliseconds
from social_story import Said, story_lines
from zips import zip_bytes

NAME = "facebook-millbrookpd-2026-05-04-Qw3rTy8u.zip"
ROOT = "your_facebook_activity"
INBOX = f"{ROOT}/messages/inbox"
POSTS, COMMENTS, CHATS = 34, 48, 22
TITLES = {
    "patricevarnum": "Patrice Varnum",
    "joannadelaney": "Joanna Delaney",
    "samirhaddad": "سمير حداد",
}
PICTURES = {
    "cedar_street.jpg": "street",
    "tow_sign.jpg": "tow",
    "lost_dog.jpg": "dog",
    "school_visit.jpg": "school",
    "old_cruiser.jpg": "car",
}
DAILY_PICTURES = {0: "lost_dog.jpg", 3: "school_visit.jpg", 4: "old_cruiser.jpg"}


def facebook_export() -> Export:
    """Make the archive: posts, comments, the page's inbox, pictures, and files without a record."""
    posts = story_lines("fbpost") + _daily_posts()
    visitors = story_lines("fbvisitor")
    comments = story_lines("fbcomment") + _daily_comments()
    chats = story_lines("fbmsg") + _daily_chats()
    members: dict[str, Any] = {
        f"{ROOT}/posts/your_posts__check_ins__photos_and_videos_1.json": [
            _post(said) for said in _newest(posts)
        ],
        f"{ROOT}/posts/other_people's_posts_to_your_timeline.json": [
            _visit(said) for said in visitors
        ],
        f"{ROOT}/comments_and_reactions/comments.json": {
            "comments_v2": [_comment(said) for said in _newest(comments)]
        },
        **_inbox(chats),
    }
    written = {name: _mojibake(content) for name, content in members.items()}
    used = [said for said in (*posts, *chats) if said.file]
    pictures = {_uri(said): photo(PICTURES[said.file], seed=len(said.text)) for said in used}
    idle = {name: _mojibake(content) for name, content in _idle().items()}
    export = Export(NAME, "Communications", {NAME: zip_bytes({**written, **pictures, **idle})})
    export.planted = [_planted(said) for said in (*posts, *visitors, *comments, *chats)]
    export.account = Account(records=len(export.planted), ignored=len(idle))
    return export


def _daily_posts() -> list[Said]:
    daily, chosen = Daily(31, neat=True), templates("daily_social.txt")["fbpost"]
    said = []
    for number in range(POSTS):
        picture = DAILY_PICTURES.get(number, "")
        text = daily.fill(chosen[number % len(chosen)])
        said.append(Said("fbpost", "", daily.moment("02-20", "04-30"), "page", text, picture))
    return said


def _daily_comments() -> list[Said]:
    daily, chosen = Daily(32, neat=True), templates("daily_social.txt")["fbcomment"]
    return [
        Said(
            "fbcomment",
            "",
            daily.moment("02-20", "04-30"),
            daily.rng.choice(RESIDENTS),
            daily.fill(chosen[n % len(chosen)]),
        )
        for n in range(COMMENTS)
    ]


def _daily_chats() -> list[Said]:
    daily, chosen = Daily(33, neat=True), templates("daily_social.txt")["pagemsg"]
    said = []
    for number in range(CHATS):
        name = RESIDENTS[number % len(RESIDENTS)]
        moment = daily.moment("02-20", "04-30")
        for line in daily.fill(chosen[number % len(chosen)]).split(" / "):
            who = name if line[0] == "<" else "page"
            said.append(Said("fbmsg", f"resident{number}:{name}", moment, who, line[2:]))
            moment += timedelta(seconds=daily.rng.randrange(40, 900))
    return said


def _newest(said: Sequence[Said]) -> list[Said]:
    return sorted(said, key=lambda one: one.sent, reverse=True)


def _name(said: Said) -> str:
    return PAGE_NAME if said.who == "page" else said.who


def _seconds(said: Said) -> int:
    return milliseconds(said.sent) // 1000


def _title(thread: str) -> str:
    return TITLES.get(thread) or thread.partition(":")[2]


def _folder(thread: str) -> str:
    key = thread.partition(":")[0]
    return f"{key}_{100015000000000 + sum(key.encode()) * 7919}"


def _uri(said: Said) -> str:
    if said.place == "fbmsg":
        return f"{INBOX}/{_folder(said.thread)}/photos/{said.file}"
    return f"{ROOT}/posts/media/Timelinephotos_{_seconds(said)}/{said.file}"


def _post(said: Said) -> dict[str, Any]:
    post: dict[str, Any] = {
        "timestamp": _seconds(said),
        "data": [{"post": plain(said.text)}],
        "title": f"{PAGE_NAME} updated its status.",
    }
    if said.file:
        media = {
            "uri": _uri(said),
            "creation_timestamp": _seconds(said),
            "title": "Timeline photos",
        }
        post["title"] = f"{PAGE_NAME} added a new photo."
        post["attachments"] = [{"data": [{"media": media}]}]
    return post


def _visit(said: Said) -> dict[str, Any]:
    title = f"{said.who} wrote on {PAGE_NAME}'s timeline."
    return {"timestamp": _seconds(said), "data": [{"post": plain(said.text)}], "title": title}


def _comment(said: Said) -> dict[str, Any]:
    body = {"timestamp": _seconds(said), "comment": plain(said.text), "author": _name(said)}
    whose = "its own" if said.who == "page" else f"{PAGE_NAME}'s"
    return {
        "timestamp": _seconds(said),
        "data": [{"comment": body}],
        "title": f"{_name(said)} commented on {whose} post.",
    }


def _inbox(chats: Sequence[Said]) -> dict[str, Any]:
    threads: dict[str, list[Said]] = {}
    for said in chats:
        threads.setdefault(said.thread, []).append(said)
    return {
        f"{INBOX}/{_folder(key)}/message_1.json": _thread(key, lines)
        for key, lines in threads.items()
    }


def _thread(key: str, lines: Sequence[Said]) -> dict[str, Any]:
    return {
        "participants": [{"name": _title(key)}, {"name": PAGE_NAME}],
        "messages": [_message(said) for said in _newest(lines)],
        "title": _title(key),
        "is_still_participant": True,
        "thread_path": f"inbox/{_folder(key)}",
        "magic_words": [],
    }


def _message(said: Said) -> dict[str, Any]:
    message: dict[str, Any] = {
        "sender_name": _name(said),
        "timestamp_ms": milliseconds(said.sent),
        "content": plain(said.text),
        "is_geoblocked_for_viewer": False,
        "is_unsent_image_by_messenger_kid_parent": False,
    }
    if said.file:
        message["photos"] = [{"uri": _uri(said), "creation_timestamp": _seconds(said)}]
    if said.text.startswith("Thank you!!"):
        message["reactions"] = [{"reaction": "❤", "actor": PAGE_NAME}]
    return message


def _idle() -> dict[str, Any]:
    """Give members that hold no record."""
    who = {"profile_v2": {"name": {"full_name": PAGE_NAME}, "username": "millbrookpd"}}
    return {
        "personal_information/profile_information/profile_information.json": who,
        "ads_information/advertisers_you've_interacted_with.json": {"history_v2": []},
        "preferences/language_and_locale.json": {"language_and_locale_v2": []},
        "security_and_login_information/account_activity.json": {"account_activity_v2": []},
    }


def _mojibake(content: object) -> bytes:
    """Write JSON as Facebook does: every UTF-8 byte of a string as an escape of its own."""
    return json.dumps(_latin(content), indent=2).encode("ascii")


def _latin(content: object) -> object:
    if isinstance(content, str):
        return content.encode("utf-8").decode("latin-1")
    if isinstance(content, list):
        return [_latin(value) for value in content]
    if isinstance(content, dict):
        return {_latin(key): _latin(value) for key, value in content.items()}
    return content


def _planted(said: Said) -> Planted:
    title = _title(said.thread) if said.place == "fbmsg" else ""
    people = (title, PAGE_NAME) if title else (_name(said),)
    files = (said.file,) if said.file else ()
    return Planted(
        NAME, said.sent, people, said.text, conversation=title, attachments=files, part=said.part
    )
