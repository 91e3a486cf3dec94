# ruff: noqa: E501 - pages stand as Google writes them
"""Makes the Google Voice samples in the folder ``google_voice``; everything in them is invented.

Run ``python tests/exports/google_voice_files.py`` from the top of the checkout; the same script
always gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import Tree, write_all

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
CALLS = "Takeout/Voice/Calls/"
ME, DANA = "+18505550101", "+18505550142"
LONG = "A very long name of a contact of the town hall of Millbrook"


def who(number: str, name: str = "") -> str:
    shown = (
        '<abbr class="fn" title="">Me</abbr>' if number == ME else f'<span class="fn">{name}</span>'
    )
    return f'<cite class="sender vcard"><a class="tel" href="tel:{number}">{shown}</a></cite>'


def said(time: str, sender: str, words: str, more: str = "") -> str:
    return (
        f'<div class="message"><abbr class="dt" title="{time}">x</abbr>: {sender}: '
        f"<q>{words}</q>{more}</div>"
    )


def page(body: str, tags: str = "sms", *, deleted: bool = False) -> bytes:
    links = ", ".join(f'<a rel="tag" href="http://x/voice#{tag}">{tag}</a>' for tag in tags.split())
    return (
        '<?xml version="1.0" ?><html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>'
        f'<style>.message {{}}</style></head><body>{body}<div class="tags">Labels: {links}</div>'
        f'<div class="deletedStatusContainer">User Deleted: {deleted}</div></body></html>'
    ).encode()


def log(*messages: str) -> str:
    return f'<div class="hChatLog hfeed">{"".join(messages)}</div>'


def call(words: str, number: str, more: str = "") -> str:
    return (
        f'<div class="haudio"><span class="fn">{words}</span><div class="contributor vcard">{words}'
        f'<a class="tel" href="tel:{number}"><span class="fn">Dana Whitlow</span></a></div>'
        f'<abbr class="published" title="2026-05-13T09:00:00.000-04:00">x</abbr>{more}</div>'
    )


def takeout() -> Tree:
    """Give one Takeout with everything that pages of Google Voice hold, and odd ones."""
    dana = who(DANA, "Dana Whitlow")
    text = log(
        said("2026-05-13T09:00:00.100-04:00", dana, "Is the gate open?<br>It&#39;s &lt;urgent&gt;"),
        said("2026-05-13T09:01:00.100-04:00", who(ME), "MMS Sent", '<div><img src="Dana - Text - 2026-05-13T13_00_00Z-2-1"></div>'),
        said("2026-05-13T09:02:00.100-04:00", dana, "MMS Received", '<div><video src="gone-3-1"></video><img src=""></div>'),
        said("2026-05-13T09:03:00", dana, "no offset"),
        said("", dana, "no time"),
        '<div class="message">   </div>',
    )  # fmt: skip
    cut = said(
        "2026-05-13T09:00:00.100-04:00", who("", LONG), "", f'<div><img src="{LONG[:50]}"></div>'
    )
    voicemail = call(
        "Voicemail from", DANA,
        '<span class="description"><span class="full-text">Please call back</span></span>'
        '<audio src=" - Voicemail - 2026-05-13T13_00_00Z.mp3"></audio>'
        '<abbr class="duration" title="PT1M5S">x</abbr>',
    )  # fmt: skip
    return {
        f"{CALLS}Dana - Text - 2026-05-13T13_00_00Z.html": page(text, "sms inbox"),
        f"{CALLS}Dana - Text - 2026-05-13T13_00_00Z-2-1.jpg": JPEG,
        f"{CALLS}{LONG} - Text - 2026-05-14T13_00_00Z.html": page(
            log(cut), "sms spam", deleted=True
        ),
        f"{CALLS}{LONG} - 2-1.png": JPEG,
        f"{CALLS}Dana - Voicemail - 2026-05-13T13_00_00Z.html": page(voicemail, "voicemail"),
        f"{CALLS}- Voicemail - 2026-05-13T13_00_00Z.mp3": b"ID3",
        f"{CALLS}Dana - Placed - 2026-05-13T13_00_00Z.html": page(
            call("Placed call to", DANA) + '<div class="noteContainer">Called back</div>', "placed"
        ),
        f"{CALLS}+18505550177 - Missed - 2026-05-13T13_00_00Z.html": page(
            '<div class="haudio"><abbr class="published" title="2026-05-13T09:00:00.000-04:00"></div>',
            "",
        ),
        f"{CALLS}Dana - 2026-05-15T13_00_00Z.html": page(
            log(said("2026-05-15T09:00:00.000-04:00", who(ME), "only me")), "sms"
        ),
        f"{CALLS}open tags - Text - 2026-05-16T13_00_00Z.html": (
            '<html><body><div class="hChatLog"><div class="message"><abbr class="dt" '
            f'title="2026-05-16T09:00:00Z">x</abbr>{dana}<q>one</q><script>alert(1)</script>'
            '<div class="message"><abbr class="dt" title="2026-05-16T09:00:01Z">x</abbr><q>two</q>'
        ).encode(),
        f"{CALLS}nothing - Text - 2026-05-16T13_00_00Z.html": page('<div class="hChatLog"></div>'),
        "Takeout/Voice/Greetings/hello.mp3": b"ID3",
        "Takeout/Voice/Bills.html": b"<html><body>Bills</body></html>",
    }


def main() -> None:
    """Write all samples."""
    folder = Path(__file__).parent / "google_voice"
    folder.mkdir(exist_ok=True)
    write_all({"takeout_with_odd_pages": takeout()}, folder)


if __name__ == "__main__":
    main()
