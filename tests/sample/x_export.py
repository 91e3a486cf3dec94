"""The department's X archive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle
from typing import Any

from daily import Daily, templates
from marks import plain
from people import PAGE_HANDLE, PAGE_NAME, X_PAGE_ID, X_PEOPLE
from pictures import photo
from planted import Account, Export, Planted
from social_story import Said, story_lines
from zips import zip_bytes

NAME = "twitter-2026-05-04-5c1f0e7a9b.zip"
TWEETS, CHATS = 76, 14
FIRST_ID = 2032000000000000000
SHORT, LONG = "https://t.co/mbpdcam01", "https://video.millbrook.example.org/cedar-street"


def x_export() -> Export:
    """Make the archive: posts, replies, direct messages, media, and files that hold no record."""
    tweets = _oldest(story_lines("tweet", "reply") + _daily_tweets())
    chats = story_lines("dm") + _daily_chats()
    pictures = {
        _media_path(number, said): photo("street", seed=5)
        for number, said in enumerate(tweets)
        if said.file
    }
    posted = [{"tweet": _tweet(number, said)} for number, said in enumerate(tweets)]
    conversations = _conversations(chats)
    idle = {
        "Your archive.html": b"<!doctype html><title>Your archive</title>\n",
        "data/manifest.js": _manifest(len(posted), len(conversations)),
        "data/account.js": _js("YTD.account.part0", [{"account": _account()}]),
        "data/profile.js": _js(
            "YTD.profile.part0",
            [{"profile": {"description": {"bio": "Not monitored for emergencies."}}}],
        ),
    }
    members = {
        **idle,
        "data/tweets.js": _js("YTD.tweets.part0", posted),
        "data/direct-messages.js": _js("YTD.direct_messages.part0", conversations),
        **pictures,
    }
    export = Export(NAME, "Communications", {NAME: zip_bytes(members)})
    export.planted = [_planted(said) for said in (*tweets, *chats)]
    export.account = Account(records=len(export.planted), ignored=len(idle))
    return export


def _daily_tweets() -> list[Said]:
    daily, kinds = Daily(51, neat=True), templates("daily_social.txt")
    turns = {place: cycle(kinds[place]) for place in ("tweet", "reply")}
    said = []
    for number in range(TWEETS):
        place = "reply" if number % 4 == 3 else "tweet"
        text = daily.fill(next(turns[place]))
        said.append(Said(place, "", daily.moment("02-20", "04-30"), "page", text))
    return said


def _daily_chats() -> list[Said]:
    daily, chosen = Daily(52, neat=True), templates("daily_social.txt")["dm"]
    said = []
    for number in range(CHATS):
        moment, other = daily.moment("02-20", "04-30"), str(1970000000 + number * 104729)
        for line in daily.fill(chosen[number % len(chosen)]).split(" / "):
            who = other if line[0] == "<" else "page"
            said.append(Said("dm", other, moment, who, line[2:]))
            moment += timedelta(seconds=daily.rng.randrange(40, 900))
    return said


def _oldest(said: Sequence[Said]) -> list[Said]:
    return sorted(said, key=lambda one: one.sent)


def _js(name: str, content: object) -> bytes:
    return f"window.{name} = {json.dumps(content, indent=2, ensure_ascii=False)}".encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tweet_id(number: int) -> str:
    return str(FIRST_ID + number * 41_000_003)


def _media_path(number: int, said: Said) -> str:
    return f"data/tweets_media/{_tweet_id(number)}-{said.file}"


def _tweet(number: int, said: Said) -> dict[str, Any]:
    text = plain(said.text)
    media = [_media(number, said, len(_escaped(text)) + 1)] if said.file else []
    written = f"{_escaped(text)} {media[0]['url']}" if media else _escaped(text)
    tweet: dict[str, Any] = {
        "edit_info": {
            "initial": {
                "editTweetIds": [_tweet_id(number)],
                "editableUntil": said.sent.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            }
        },
        "retweeted": False,
        "source": '<a href="https://mobile.example.com" rel="nofollow">X Web App</a>',
        "entities": {
            "hashtags": [],
            "symbols": [],
            "user_mentions": _mentions(text),
            "urls": _urls(text),
            "media": media,
        },
        "display_text_range": ["0", str(len(written))],
        "favorite_count": str(number % 17),
        "id_str": _tweet_id(number),
        "truncated": False,
        "retweet_count": str(number % 5),
        "id": _tweet_id(number),
        "possibly_sensitive": False,
        "created_at": said.sent.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "favorited": False,
        "full_text": written,
        "lang": "en",
    }
    if media:
        tweet["extended_entities"] = {"media": media}
    if said.place == "reply":
        tweet |= _reply_heads(number, text)
    return tweet


def _reply_heads(number: int, text: str) -> dict[str, str]:
    handle = text.split(maxsplit=1)[0].lstrip("@")
    parent = str(FIRST_ID + number * 41_000_003 - 977)
    return {
        "in_reply_to_status_id": parent,
        "in_reply_to_status_id_str": parent,
        "in_reply_to_screen_name": handle,
        "in_reply_to_user_id": _user_id(handle),
        "in_reply_to_user_id_str": _user_id(handle),
    }


def _user_id(handle: str) -> str:
    known = {shown: number for number, shown in X_PEOPLE.values()}
    return known.get(handle, str(1900000000 + sum(handle.encode()) * 101))


def _mentions(text: str) -> list[dict[str, Any]]:
    first = text.split(maxsplit=1)[0]
    if not first.startswith("@"):
        return []
    handle, number = first[1:], _user_id(first[1:])
    return [
        {
            "name": handle,
            "screen_name": handle,
            "indices": ["0", str(len(first))],
            "id_str": number,
            "id": number,
        }
    ]


def _urls(text: str) -> list[dict[str, Any]]:
    if SHORT not in text:
        return []
    start = text.index(SHORT)
    indices = [str(start), str(start + len(SHORT))]
    return [
        {
            "url": SHORT,
            "expanded_url": LONG,
            "display_url": LONG.removeprefix("https://"),
            "indices": indices,
        }
    ]


def _media(number: int, said: Said, start: int) -> dict[str, Any]:
    short, identity = f"https://t.co/pic{number:07d}", str(FIRST_ID + number * 41_000_003 - 11)
    return {
        "expanded_url": f"https://x.com/{PAGE_HANDLE}/status/{_tweet_id(number)}/photo/1",
        "indices": [str(start), str(start + len(short))],
        "url": short,
        "media_url": f"http://pbs.twimg.com/media/{said.file}",
        "id_str": identity,
        "id": identity,
        "media_url_https": f"https://pbs.twimg.com/media/{said.file}",
        "type": "photo",
        "display_url": f"pic.x.com/pic{number:07d}",
        "sizes": {"large": {"w": "640", "h": "420", "resize": "fit"}},
    }


def _conversations(chats: Sequence[Said]) -> list[dict[str, Any]]:
    threads: dict[str, list[Said]] = {}
    for said in _oldest(chats):
        threads.setdefault(said.thread, []).append(said)
    made = []
    for order, (thread, lines) in enumerate(threads.items()):
        other = X_PEOPLE[thread][0] if thread in X_PEOPLE else thread
        messages = [
            {"messageCreate": _message(order, number, other, said)}
            for number, said in enumerate(lines)
        ]
        made.append(
            {
                "dmConversation": {
                    "conversationId": f"{X_PAGE_ID}-{other}",
                    "messages": messages[::-1],
                }
            }
        )
    return made


def _message(order: int, number: int, other: str, said: Said) -> dict[str, Any]:
    sender, reader = (X_PAGE_ID, other) if said.who == "page" else (other, X_PAGE_ID)
    return {
        "recipientId": reader,
        "reactions": [],
        "urls": [],
        "text": _escaped(plain(said.text)),
        "mediaUrls": [],
        "senderId": sender,
        "id": str(FIRST_ID + 900_000_000_000 + order * 1_000_003 + number * 101),
        "createdAt": said.sent.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "editHistory": [],
    }


def _account() -> dict[str, str]:
    return {
        "email": "social@millbrook.example.org",
        "createdVia": "web",
        "username": PAGE_HANDLE,
        "accountId": X_PAGE_ID,
        "createdAt": "2013-11-04T15:00:00.000Z",
        "accountDisplayName": PAGE_NAME,
    }


def _manifest(tweets: int, conversations: int) -> bytes:
    config = {
        "userInfo": {"accountId": X_PAGE_ID, "userName": PAGE_HANDLE, "displayName": PAGE_NAME},
        "archiveInfo": {
            "sizeBytes": "200000",
            "generationDate": "2026-05-04T13:00:00.000Z",
            "isPartialArchive": False,
            "maxPartSizeBytes": "53687091200",
        },
        "readmeInfo": {"fileName": "data/README.txt", "directory": "data/", "name": "README"},
        "dataTypes": {
            "account": _listed("account", "account.js", 1),
            "profile": _listed("profile", "profile.js", 1),
            "tweets": {
                "mediaDirectory": "data/tweets_media",
                **_listed("tweets", "tweets.js", tweets),
            },
            "directMessages": {
                "mediaDirectory": "data/direct_messages_media",
                **_listed("direct_messages", "direct-messages.js", conversations),
            },
        },
    }
    return f"window.__THAR_CONFIG = {json.dumps(config, indent=2)}".encode()


def _listed(kind: str, file: str, count: int) -> dict[str, Any]:
    return {
        "files": [
            {"fileName": f"data/{file}", "globalName": f"YTD.{kind}.part0", "count": str(count)}
        ]
    }


def _planted(said: Said) -> Planted:
    people = [PAGE_NAME, PAGE_HANDLE]
    if said.place == "dm":
        people.append(X_PEOPLE[said.thread][0] if said.thread in X_PEOPLE else said.thread)
    text = said.text.replace(SHORT, LONG)
    files = (said.file,) if said.file else ()
    return Planted(
        NAME,
        said.sent,
        tuple(people),
        text,
        attachments=files,
        part=said.part,
        withhold=said.withhold,
    )
