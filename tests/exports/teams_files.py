"""Makes the exports of Teams in ``teams/``; everything in them is invented.

No real ones could be had: they follow Microsoft's descriptions. Run it by itself to write the files
anew; the same script always gives the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, as_json, zipped

HERE = Path(__file__).resolve().parent
ROSA = {"user": {"id": "aa-1", "displayName": "Rosa Diaz", "email": "diaz@example.com"}}
DANA = {"user": {"id": "bb-2", "displayName": "Dana Whitlow", "userIdentityType": "aadUser"}}
CHAT = "19:abc@thread.v2"


def said(page: str, number: int = 1, sender: object = ROSA, **more: object) -> dict[str, object]:
    """Give a message as Graph writes it."""
    when = f"2026-03-02T{9 + number // 3600 % 12:02}:{number // 60 % 60:02}:{number % 60:02}.03Z"
    return {
        "id": str(1_772_442_000_000 + number), "replyToId": None, "etag": "1",
        "messageType": "message", "chatId": CHAT, "importance": "normal", "locale": "en-us",
        "createdDateTime": when,
        "lastModifiedDateTime": None, "lastEditedDateTime": None, "deletedDateTime": None,
        "subject": None, "summary": None, "from": sender,
        "body": {"contentType": "html", "content": page},
        "attachments": [], "mentions": [], "reactions": [], **more,
    }  # fmt: skip


def kinds() -> list[object]:
    """Give a message of every kind."""
    card = json.dumps({"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "Approve?"},
                       {"type": "FactSet", "facts": [{"title": "By", "value": "Rosa"}]},
                       ]})  # fmt: skip
    quoted = json.dumps({"messageId": "1", "messagePreview": "Old words", "messageSender": DANA})
    forwarded = json.dumps({"originalMessageContent": "<p>Far words</p>",
                            "originalMessageSender": DANA})  # fmt: skip
    return [
        said('<div>Boat for <at id="0">Dana</at> &amp; all<emoji alt="🚤" id="b"></emoji></div>', 1,
             mentions=[{"id": 0, "mentionText": "Dana", "mentioned": DANA}],
             reactions=[{"reactionType": "like", "user": DANA, "createdDateTime": "x"}]),
        said("plain <b>", 2, DANA, body={"contentType": "text", "content": "plain <b>"},
             replyToId="1772442000001", lastEditedDateTime="2026-03-02T10:00:00Z"),
        said("", 3, deletedDateTime="2026-03-02T10:00:00Z"),
        said('See<attachment id="1"></attachment>', 4, importance="urgent", subject="Plan",
             attachments=[{"id": "1", "contentType": "reference", "name": "plan.docx",
                           "contentUrl": "https://example.com/plan.docx"},
                          {"id": "2", "contentType": "messageReference", "content": quoted},
                          {"id": "3", "contentType": "forwardedMessageReference",
                           "content": forwarded},
                          {"id": "4", "contentType": "application/vnd.microsoft.card.adaptive",
                           "content": card},
                          {"id": "5", "contentType": "tabReference", "name": "Wiki"}]),
        said('<img alt="x" src="https://graph.example.com/hostedContents/1/$value">', 5),
        said("<systemEventMessage/>", 6, None, messageType="systemEventMessage", body={
            "contentType": "html", "content": "<systemEventMessage/>"}, eventDetail={
            "@odata.type": "#microsoft.graph.membersAddedEventMessageDetail",
            "members": [{"id": "cc-3", "displayName": None}, {"displayName": "Max Roe"}]}),
        said("", 7, None, messageType="unknownFutureValue", eventDetail={
            "@odata.type": "#microsoft.graph.callEndedEventMessageDetail", "callDuration": "PT3M"}),
        said("From a bot", 8, {"application": {"id": "dd-4", "displayName": "Tide"}}),
        said("In a channel", 9, chatId=None,
             channelIdentity={"teamId": "t", "channelId": "19:c@t"}),
        said("", 10),
        said("No date", 11, createdDateTime="soon"),
        {"odd": 1},
        "text",
    ]  # fmt: skip


def personal() -> dict[str, object]:
    """Give what a person downloads of their own."""

    def message(content: str, number: int, sort: str = "RichText/Html", **more: object) -> object:
        return {"id": str(number), "displayName": None, "messagetype": sort, "version": 1,
                "originalarrivaltime": f"2026-03-02T09:0{number % 10}:00.1Z", "content": content,
                "conversationid": "8:live:dana", "from": "8:live:rosa", **more}  # fmt: skip

    return {
        "userId": "8:live:rosa",
        "exportDate": "2026-03-03T00:00",
        "conversations": [
            {"id": "8:live:dana", "displayName": "Dana", "MessageList": [
                message("<p>Hello &amp; welcome</p>", 1, properties={
                    "emotions": [{"key": "heart", "users": [{"mri": "8:live:dana"}]}]}),
                message("", 2, properties={"deletetime": "1"}),
                message("Changed", 3, "Text", properties={"edittime": "1"}),
                message('<URIObject type="File.1"><OriginalName v="map.pdf"/></URIObject>', 4,
                        "RichText/Media_GenericFile"),
                message("<partlist/>", 5, "Event/Call"),
                message("", 6),
                {"nothing": 1},
            ]},
            {"id": "19:group", "displayName": None, "threadProperties": {
                "topic": "Boats", "members": '["8:live:rosa","8:live:dana"]'}, "MessageList": [
                message("<addmember/>Dana joined", 7, "ThreadActivity/AddMember")]},
            "odd",
        ],
    }  # fmt: skip


def purview() -> Tree:
    """Give a review set of Purview: its load file, words, natives."""
    sort = "Conversation,IPM.SkypeTeams.Message,19:abc"
    text = f"""File ID,Immutable ID,File class,Item class,Conversation ID,Conversation topic,\
Sender,Participants,Sent,Export native path,Extracted text path,ContainsEditedMessage,Custodian
1,im1,{sort},Boats,Rosa Diaz <diaz@example.com>,\
Rosa Diaz <diaz@example.com>; Dana <whitlow@example.org>,2026-03-02T09:00:00Z,\
NativeFiles\\1.html,Extracted_text_files\\1.txt,True,diaz
2,im2,{sort},Boats,whitlow@example.org,,"3/2/2026 6:04:00 PM",NativeFiles\\2.html,,False,diaz
3,im3,Email,IPM.Note,,,,,2026-03-02,NativeFiles\\3.eml,,,diaz
4,im4,{sort},,,,13/45/2026 1:00 PM,,Extracted\\gone.txt,,
"""
    return {
        "Export_load_file_1 of 1.csv": ("\ufeff" + text.replace("\n", "\r\n")).encode(),
        "Extracted_text_files/1.txt": b"Rosa: boat?\r\nDana: yes",
        "NativeFiles/1.html": b"<p>Rosa: boat?</p>",
        "NativeFiles/2.html": b"<html><body><div>Dana: tide</div></body></html>",
        "NativeFiles/3.eml": b"From: a@example.com\nTo: b@example.com\nSubject: Mail\n\nWords\n",
        "Summary.csv": b"a,b\r\n1,2\r\n",
    }


def samples() -> dict[str, bytes]:
    """Give the files by name."""
    page = {"@odata.context": "x", "@odata.count": 13, "value": kinds(), "@odata.nextLink": "y"}
    around = [{"id": CHAT, "topic": "Boats", "members": [
        {"displayName": "Rosa Diaz", "email": "diaz@example.com"},
        {"displayName": "Dana", "userId": "bb-2"}],
        "messages": [said("Inside", 20, chatId=None), 5]}]  # fmt: skip
    lines = b"\n".join(json.dumps(said(f"Line {n}", n)).encode() for n in (31, 32))
    return {
        "page.json": as_json(page),
        "list.json": as_json([said("Bare", 15)]),
        "chats.json": as_json({"chats": around}),
        "lines.jsonl": lines + b"\n{cut",
        "own_download.zip": zipped({"messages.json": as_json(personal()), "endpoints.json": b"{}"}),
        "purview.zip": zipped(purview()),
    }


def many(count: int) -> bytes:
    """Give a page of so many messages, always the same."""
    dice = random.Random(4)
    people = [ROSA, DANA]
    return as_json(
        {
            "value": [
                said(f"<p>Boat {dice.randrange(999)} is <b>in</b></p>", n, people[n % 2])
                for n in range(count)
            ]
        }
    )


def main() -> None:
    """Write all samples."""
    (HERE / "teams").mkdir(exist_ok=True)
    for name, data in samples().items():
        (HERE / "teams" / name).write_bytes(data)


if __name__ == "__main__":
    main()
