"""Makes the X samples in the folder ``x_archive``; everything in them is invented.

Run ``python tests/exports/x_archive_files.py`` from the top of the checkout; the same script always
gives the same bytes. Each sample is named by what is odd in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all, zipped

ME = "1840026001"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
BIG = 2_032_000_000_000_000_001
Made = dict[str, object]


def script(name: str, value: object, part: int = 0) -> bytes:
    return f"window.YTD.{name}.part{part} = {json.dumps(value, indent=2)}".encode()


def manifest(counts: dict[str, tuple[str, int]], *, partial: bool = False) -> bytes:
    """Write a manifest; ``counts`` gives the global name and count of each file."""
    types = {
        name: {
            "files": [{"fileName": file, "globalName": f"YTD.{name}.part0", "count": str(count)}]
        }
        for file, (name, count) in counts.items()
    }
    value = {
        "userInfo": {"accountId": ME, "userName": "MillbrookPD", "displayName": "Millbrook PD"},
        "archiveInfo": {"sizeBytes": "1", "isPartialArchive": partial},
        "dataTypes": types,
    }
    return b"window.__THAR_CONFIG = " + json.dumps(value, indent=2).encode()


def account() -> bytes:
    return script(
        "account",
        [
            {
                "account": {
                    "accountId": ME,
                    "username": "MillbrookPD",
                    "accountDisplayName": "Millbrook PD",
                }
            }
        ],
    )


def tweet(number: int, text: str, **more: object) -> Made:
    return {
        "id_str": str(BIG + number),
        "id": str(BIG + number),
        "created_at": f"Sat Mar 14 12:{number:02}:11 +0000 2026",
        "full_text": text,
        "lang": "en",
        "entities": {"hashtags": [], "user_mentions": [], "urls": []},
        **more,
    }


def wrapped(*tweets: Made) -> list[Made]:
    return [{"tweet": one} for one in tweets]


def mention(id_: str, handle: str, name: str) -> Made:
    return {"id_str": id_, "id": id_, "screen_name": handle, "name": name, "indices": ["0", "5"]}


def every_kind() -> Tree:
    link = {"url": "https://t.co/aa", "expanded_url": "https://example.com/a?x=1&amp;y=2"}
    photo = {
        "id_str": "9",
        "type": "photo",
        "url": "https://t.co/pic",
        "expanded_url": "https://x.com/MillbrookPD/status/1/photo/1",
        "media_url_https": "https://pbs.example.com/media/Abc.jpg",
    }
    film = {
        "type": "video",
        "url": "https://t.co/vid",
        "media_url_https": "https://pbs.example.com/thumb/T.jpg",
        "video_info": {
            "variants": [
                {"content_type": "application/x-mpegURL", "url": "https://v.example.com/p.m3u8"},
                {
                    "bitrate": "256000",
                    "content_type": "video/mp4",
                    "url": "https://v.example.com/lo.mp4",
                },
                {
                    "bitrate": "832000",
                    "content_type": "video/mp4",
                    "url": "https://v.example.com/hi.mp4?tag=12",
                },
            ]
        },
    }
    gone = {**photo, "media_url_https": "https://pbs.example.com/media/Gone.jpg"}
    tweets = wrapped(
        tweet(1, "Fish &amp; chips &lt;3 &amp;amp; https://t.co/aa", entities={"urls": [link]}),
        tweet(
            2,
            "@ann Yes",
            in_reply_to_status_id_str="2031",
            in_reply_to_user_id_str="77",
            in_reply_to_screen_name="ann",
            entities={
                "user_mentions": [mention("77", "ann", "Ann Lee"), mention("78", "bo", "Bo")]
            },
        ),
        tweet(3, "RT @ann: a long post that ends in the mid &am…"),
        tweet(
            4,
            "Photo https://t.co/pic",
            entities={"media": [photo]},
            extended_entities={"media": [photo]},
        ),
        tweet(5, "Film", extended_entities={"media": [film]}),
        tweet(6, "Missing", extended_entities={"media": [gone]}),
        tweet(7, "Edited", edit_info={"initial": {"editTweetIds": ["1", str(BIG + 7)]}}),
    )
    deleted = [{"tweet": {**tweet(8, "Deleted"), "deleted_at": "Sun Mar 15 01:00:00 +0000 2026"}}]
    return {
        "Your archive.html": b"<html></html>",
        "data/manifest.js": manifest({"data/tweets.js": ("tweets", 7)}),
        "data/account.js": account(),
        "data/tweets.js": script("tweets", tweets),
        "data/deleted-tweets.js": script("deleted_tweets", deleted),
        "data/deleted-tweet-headers.js": script("deleted_tweet_headers", []),
        "data/community-tweet.js": script("community_tweet", wrapped(tweet(9, "In a community"))),
        "data/like.js": script(
            "like",
            [
                {
                    "like": {
                        "tweetId": "55",
                        "fullText": "14 Cedar &amp; co",
                        "expandedUrl": "https://x.com/i/55",
                    }
                }
            ],
        ),
        "data/follower.js": script("follower", [{"follower": {"accountId": "1"}}]),
        f"data/tweets_media/{BIG + 4}-Abc.jpg": JPEG,
        f"data/tweets_media/{BIG + 5}-hi.mp4": JPEG,
        "data/tweets_media/999-nobody.jpg": JPEG,
        "assets/app.css": b"a{}",
    }


def unwrapped_before_2020() -> Tree:
    return {
        "account.js": account(),
        "tweet.js": script("tweet", [tweet(1, "Not wrapped"), tweet(2, "Nor this")]),
        f"tweet_media/{BIG + 1}-x.jpg": JPEG,
        "direct-message.js": script(
            "direct_message", [_conversation("1-2", _dm(1, "1", "2", "Old"))]
        ),
        "direct-message-group.js": script("direct_message_group", []),
    }


def parts() -> Tree:
    return {
        "data/account.js": account(),
        "data/tweets-part10.js": script("tweets", wrapped(tweet(10, "Ten")), 10),
        "data/tweets-part2.js": script("tweets", wrapped(tweet(2, "Two")), 2),
        "data/tweets.js": script("tweets", wrapped(tweet(1, "One"))),
    }


def before_2018() -> Tree:
    table = (
        '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",'
        '"retweeted_status_id","retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"\n'
        '"280000000000000001","","","2013-01-01 12:00:00 +0000","web","Old, &amp; quoted ""so"" '
        'http://t.co/zz","","","","http://example.com/z"\n'
        '"280000000000000002","12","13","2013-01-02 12:00:00 +0000","web",'
        '"Two\nlines","","","",""\n'
    )
    old = {
        "id": 280000000000000003,
        "id_str": "280000000000000003",
        "created_at": "2013-01-03 12:00:00 +0000",
        "text": "RT @ann: this was cut…",
        "user": {"screen_name": "MillbrookPD"},
        "entities": {"urls": [], "user_mentions": []},
        "retweeted_status": {"text": "this was cut no longer", "id_str": "7"},
    }
    details = {"screen_name": "MillbrookPD", "id": ME, "full_name": "Millbrook PD"}
    return {
        "data/js/tweets/2013_01.js": b"Grailbird.data.tweets_2013_01 = \n"
        + json.dumps([old]).encode(),
        "data/js/user_details.js": f"var user_details =  {json.dumps(details)}".encode(),
        "index.html": b"<html></html>",
        "tweets.csv": table.encode(),
    }


def _dm(number: int, sender: str, to: str, text: str, **more: object) -> Made:
    inner: Made = {
        "id": str(BIG + number),
        "senderId": sender,
        "text": text,
        "createdAt": f"2026-03-14T12:{number:02}:11.123Z",
        "mediaUrls": [],
        "urls": [],
        "reactions": [],
        **more,
    }
    if to:
        inner["recipientId"] = to
    return {"messageCreate": inner}


def _conversation(number: str, *messages: Made) -> Made:
    return {"dmConversation": {"conversationId": number, "messages": list(messages)}}


def messages() -> Tree:
    at = "2026-03-14T11:00:00.000Z"
    direct = _conversation(
        f"77-{ME}",
        _dm(
            3,
            "77",
            ME,
            "Look &amp; see https://t.co/dd",
            urls=[{"url": "https://t.co/dd", "expanded": "https://example.com/d", "display": "d"}],
            mediaUrls=["https://ton.example.com/dm/3/4/pic.jpg"],
        ),
        _dm(
            2,
            ME,
            "77",
            "Second wording",
            editHistory=[{"createdAtSec": "1773489600", "editedText": "First wording"}],
            reactions=[{"senderId": "77", "reactionKey": "like", "eventId": "5", "createdAt": at}],
        ),
        _dm(1, "99", ME, ""),
        {"reactionOnly": {"x": 1}},
    )
    group = _conversation(
        "555",
        {
            "conversationNameUpdate": {
                "initiatingUserId": "77",
                "name": "Storm &amp; flood",
                "createdAt": at,
            }
        },
        _dm(6, "77", "", "Group words"),
        {"participantsLeave": {"userIds": ["88"], "createdAt": at}},
        {"participantsJoin": {"initiatingUserId": ME, "userIds": ["88"], "createdAt": at}},
        {
            "joinConversation": {
                "initiatingUserId": "77",
                "participantsSnapshot": [ME, "77"],
                "createdAt": at,
            }
        },
    )
    named = tweet(1, "@ann Hi", entities={"user_mentions": [mention("77", "ann", "Ann Lee")]})
    return {
        "data/account.js": account(),
        "data/tweets.js": script("tweets", wrapped(named)),
        "data/direct-messages.js": script("direct_messages", [direct, _conversation("5-6")]),
        "data/direct-messages-group.js": script("direct_messages_group", [group]),
        "data/direct-message-headers.js": script("direct_message_headers", [_conversation("1")]),
        f"data/direct_messages_media/{BIG + 3}-pic.jpg": JPEG,
    }


def notes() -> Tree:
    long = "A long text that goes on &amp; on, far beyond what a post may hold, about the stop. https://t.co/nn"

    def note(at: str, text: str) -> Made:
        urls = [{"shortUrl": "x", "url": "https://t.co/nn", "expandedUrl": "https://example.com/n"}]
        core = {"text": text, "urls": urls, "mentions": [], "hashtags": []}
        return {"noteTweet": {"noteTweetId": "66", "createdAt": at, "updatedAt": at, "core": core}}

    return {
        "data/account.js": account(),
        "data/note-tweet.js": script(
            "note_tweet",
            [
                note("2026-03-14T12:01:11.000Z", long),
                note("2026-03-14T12:30:00.000Z", "Alone"),
                {"noteTweet": {"core": 5}},
            ],
        ),
        "data/tweets.js": script(
            "tweets",
            wrapped(tweet(1, "A long text that goes on &amp; on, far beyond… https://t.co/q")),
        ),
    }


def odd_scripts() -> Tree:
    one = json.dumps(wrapped(tweet(1, "No prefix")))
    return {
        "data/account.js": account(),
        "data/tweet.js": one.encode(),
        "data/tweets.js": b"\xef\xbb\xbfwindow.YTD.tweets.part0="
        + one.replace("No", "BOM").encode()
        + b" ;\n",
        "data/tweets-part1.js": b"var tweets = " + one.replace("No", "Var").encode(),
        "data/tweets-part2.js": b"window.YTD.tweets.part2 = [ ]",
        "data/tweets-part3.js": b"window.YTD.tweets.part3 = [\n  {\n    tweet: {\n"
        + b"      id: '1',\n    },\n  },\n]\n".ljust(99),
        "data/tweets-part4.js": b"",
        "data/tweets-part5.js": b"no script at all",
        "data/tweets-part6.js": b"window.YTD.tweets.part6 = " + one[:-20].encode(),
        "data/tweets-part7.js": b'window.YTD.tweets.part7 = [{"tweet": {"x": '
        + b"[" * 3000
        + b"]" * 3000,
    }


def odd_tweets() -> Tree:
    return {
        "data/manifest.js": manifest(
            {
                "data/tweets.js": ("tweets", 12),
                "data/community-tweet.js": ("community_tweet", 3),
                "data/ad-engagements.js": ("ad_engagements", 3),
            },
            partial=True,
        ),
        "data/tweets.js": script(
            "tweets",
            [
                *wrapped(
                    {**tweet(1, "Number"), "id": BIG + 1, "id_str": None},
                    {**tweet(2, "Long ago"), "created_at": "Thu Jan 01 00:00:00 +0000 1970"},
                    {**tweet(3, "No date"), "created_at": "yesterday"},
                    {**tweet(4, "Bad day"), "created_at": "Sat Feb 31 12:00:00 +0000 2026"},
                    {**tweet(5, "Offset"), "created_at": "Sat Mar 14 12:00:00 -0430 2026"},
                    {**tweet(6, "lone \ud83d half")},
                    {
                        **tweet(7, "Entities"),
                        "entities": "none",
                        "extended_entities": {"media": [5]},
                    },
                    {**tweet(8, "&#13;&#0;"), "in_reply_to_status_id": -1},
                    {"id_str": "42"},
                ),
                {"tweet": {"unheard": 1}},
                "text",
            ],
        ),
    }


def media_in_a_zip() -> Tree:
    """Make an archive of 2018 to 2019, whose media lie in ZIPs of their own."""
    inner = zipped(
        {f"{BIG + 1}-a.jpg": JPEG, "tweet_media/": b"", "5-nobody.jpg": JPEG, "plain.jpg": JPEG}
    )
    broken = bytearray(zipped({f"{BIG + 2}-b.jpg": JPEG}))
    broken[60] ^= 0xFF
    photo = {"url": "https://t.co/p", "media_url_https": "https://pbs.example.com/media/a.jpg"}
    return {
        "account.js": account(),
        "direct_message_media/direct_message_media.zip": b"no ZIP at all",
        "tweet.js": script(
            "tweet", [tweet(1, "In the ZIP", entities={"media": [photo]}), tweet(2, "Damaged")]
        ),
        "tweet_media/tweet_media.zip": inner,
        "tweet_media/tweet_media2.zip": bytes(broken),
    }


def further() -> Tree:
    """Make Spaces, chats with Grok, community notes, ratings and comments on broadcasts."""
    other = "555010077"
    day = "2026-03-1"
    space: Made = {
        "id": "1eaKbrPAqbwKX",
        "creatorUserId": ME,
        "hostUserIds": [ME],
        "speakers": [
            {"userId": ME, "startedAt": f"{day}4T21:00:00.000Z"},
            {"userId": other, "start": "21:05", "end": "21:09", "muted": True},
        ],
        "createdAt": f"{day}4T20:59:00.000Z",
        "endedAt": f"{day}4T21:30:00.000Z",
        "totalParticipating": "0",
        "totalParticipated": "41",
        "invitedUserIds": ["555010099"],
        "title": "Flood &amp; roads",
    }
    mode = {"value": "1", "originalName": "NORMAL", "annotations": {}}

    def chat(who: str, words: str) -> Made:
        return {
            "grokChatItem": {
                "grokMode": mode,
                "accountId": ME,
                "chatId": "1981",
                "createdAt": f"{day}5T13:11:59.692Z",
                "sender": {"value": "1", "name": who.title(), "originalName": who},
                "message": words,
            }
        }

    note: Made = {
        "noteId": "77",
        "userId": ME,
        "createdAt": "1773522240000",
        "tweetId": str(BIG + 4),
        "summary": "The road is open &amp; dry.",
        "classification": "misinformed_or_potentially_misleading",
        "misleadingTags": ["outdatedInformation"],
        "trustworthySources": "1",
    }
    rating: Made = {
        "noteId": "78",
        "createdAt": f"{day}6T10:00:00.000Z",
        "helpfulnessLevel": "helpful",
        "helpfulTags": ["clear"],
    }
    long = {
        "noteTweet": {
            "noteTweetId": "9",
            "createdAt": f"{day}7T10:00:00.000Z",
            "core": {"text": "A long text that was deleted"},
        }
    }
    data = {
        "spaces-metadata": script("spaces_metadata", [{"spacesMetadata": space}, {"x": {"y": 1}}]),
        "grok-chat-item": script(
            "grok_chat_item",
            [chat("USER", "When is high tide?"), chat("AGENT", "At six."), {"a": 1}],
        ),
        "community-note": script(
            "community_note", [{"communityNote": note}, {"communityNote": {}}]
        ),
        "community-note-rating": script(
            "community_note_rating", [{"communityNoteRating": rating}, {"z": {"agree": "1"}}]
        ),
        "periscope-comments-made-by-user": script(
            "periscope_comments_made_by_user",
            [
                {
                    "periscopeCommentsMadeByUser": {
                        "id": "5",
                        "text": "Hello \ufffd",
                        "timestamp": "",
                    }
                },
                {"periscopeCommentsMadeByUser": {"id": "6"}},
            ],
        ),
        "twitter-circle-tweet": script(
            "twitter_circle_tweet", [{"tweet": tweet(31, "To a few people only")}]
        ),
        "deleted-note-tweet": script("deleted_note_tweet", [long]),
        "community-note-tombstone": script("community_note_tombstone", []),
    }
    return {
        "data/account.js": account(),
        "data/tweets.js": script("tweets", [{"tweet": tweet(30, "Hello", entities=mention_in())}]),
        **{f"data/{name}.js": value for name, value in data.items()},
        "data/spaces_media/1eaKbrPAqbwKX.m4a": b"sound",
        "data/spaces_media/another.m4a": b"sound",
    }


def mention_in() -> Made:
    return {"user_mentions": [mention("555010077", "bo_reed", "Bo Reed")]}


def samples() -> dict[str, Tree]:
    """Give all samples by name."""
    return {
        "every_kind": every_kind(),
        "unwrapped_before_2020": unwrapped_before_2020(),
        "parts_2_and_10": parts(),
        "before_2018": before_2018(),
        "messages_and_groups": messages(),
        "media_in_a_zip": media_in_a_zip(),
        "long_texts_apart": notes(),
        "spaces_grok_and_notes": further(),
        "scripts_odd": odd_scripts(),
        "tweets_odd_and_counts_wrong": odd_tweets(),
    }


if __name__ == "__main__":
    write_all(samples(), Path(__file__).resolve().parent / "x_archive")
