"""Links that let in whoever has them, and names on social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

NETWORK_WORDS = words_of(
    "ig insta instagram snap snapchat sc tiktok twitter venmo cashapp cash zelle telegram discord "
    "kik facebook fb messenger whatsapp handle username user onlyfans linkedin youtube "
    "paypal psn xbox gamertag"
)
_LINK = re.compile(r"(?:https?|hxxps?|ftp|sftp|wss?)://[^\s<>\"'\]}|]{3,1000}", re.IGNORECASE)
_NO_END = ".,;:!?)"
_SECRET = re.compile(
    r"[?&#;/](?:[a-z]{1,16}[_-])?(?:token|key|apikey|sig|signature|auth|authkey|code|pass"
    r"|password|pwd|passcode|pin"
    r"|secret|session|sessionid|sid|jwt|ticket|invite|otp|nonce|hash|credential|share"
    r"|resourcekey|tk"
    r"|verify|reset|confirm|unsubscribe|magic)(?:=|/)(?P<value>[^&#/\s]{4,})",
    re.IGNORECASE,
)
_USER = re.compile(r"://[^/@\s:]{1,64}:[^/@\s]{1,128}@")
_RANDOM = re.compile(
    r"/(?=[A-Za-z_-]{0,40}[0-9])(?=[a-z0-9_-]{0,40}[A-Z])"
    r"(?=[A-Z0-9_-]{0,40}[a-z])[A-Za-z0-9_-]{18,}"
)
_PROFILE = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.|mobile\.)?)(?P<site>facebook|instagram|twitter|x|tiktok"
    r"|snapchat|t"
    r"|linkedin|venmo|cash|threads|youtube|onlyfans|paypal)\.(?:com|me|app|net)/(?:add/|in/"
    r"|u/|c/|user/)?"
    r"(?P<name>[@$]?[A-Za-z0-9_.]{2,40})/?(?![\w/])(?=[/?\s,;:!)\]'\"]|$|\.(?:\s|$))",
    re.IGNORECASE,
)
_NO_NAMES = words_of(
    "watch home login help search about policies privacy explore groups events pages marketplace "
    "hashtag intent share settings legal terms reel reels stories posts photo photos video videos "
    "profile.php permalink.php status messages notifications feed p i in add c u user channel"
)
_HANDLE = re.compile(r"@(?<![\w@./+-]@)(?=[\w.]{0,29}[^\W\d])[\w.-]{1,29}\w(?![\w@])")
_DOMAIN = re.compile(r"\.(?:com|org|net|gov|edu|mil|us|info|io|co|uk)\Z", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:ig|insta(?:gram)?|snap(?:chat)?|sc|tik\s?tok|twitter|x|venmo|telegram|discord|kik"
    r"|facebook|fb"
    r"|messenger|handle|user\s?name|gamertag|psn|xbox|onlyfans)(?: (?:name|handle|user"
    r"|username|id|account|page"
    r"|profile))?(?:\s?(?::|=)\s?|\s?\(|(?<=handle)\s|(?<=username)\s"
    r"|\s(?:is|was|name is|handle is|under|as|at)\s)['\"]?(?P<value>[@$]?"
    r"(?=[\w.]{0,29}[0-9_.])(?=[0-9_.]{0,20}[A-Za-z])[A-Za-z0-9_][\w.]{2,29}\w(?:#[0-9]{4})?)(?![\w@])",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:ig|insta(?:gram)?|snap(?:chat)?|tik\s?tok|venmo|telegram|discord|kik|twitter|messenger)"
    r"\s(?:(?:name|user|handle|id)\s)?"
    r"(?P<value>(?=[A-Za-z._]{2,28}[0-9]|[A-Za-z]{2,20}[_.][A-Za-z])[A-Za-z][\w.]{3,29}\w)(?![\w@])",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?P<value>\$(?<!\w\$)[A-Za-z][\w-]{2,19})(?![\w.,]{0,20}[0-9]{3})")
_NUMBERED = re.compile(r"\b(?P<value>[\w.]{2,32}#[0-9]{4})\b")
_NAMED = (
    (_SAID, "A name on a network, named as such."),
    (_BESIDE, "A name on a network, named as such."),
    (_TAG, "A name for payments by its form."),
    (_NUMBERED, "A name on a network by its form."),
)


def find_links(seen: Seen) -> Iterator[Suggestion]:
    """Give the links that carry a token, a password, or a path that nobody can guess."""
    for match in _LINK.finditer(seen.plain):
        link = match[0].rstrip(_NO_END)
        span = Span(match.start(), match.start() + len(link))
        if _SECRET.search(link) or _USER.search(link):
            why = "A link with a token or password in it: whoever has it gets in."
            yield Suggestion(span, Kind.LINK, "critical", why, link)
        elif _RANDOM.search(link):
            why = "A link with a long random part: whoever has it may get in."
            yield Suggestion(span, Kind.LINK, "look", why, link)


def find_handles(seen: Seen) -> Iterator[Suggestion]:
    """Give names on social networks: with an at-sign, in links to profiles, and named as such."""
    if "@" in seen.plain:
        for match in _HANDLE.finditer(seen.plain):
            if not _DOMAIN.search(match[0]):
                why = "A name on a social network by its form."
                yield _handle(match.span(), match[0], why)
    if "/" in seen.plain:
        yield from _profiles(seen)
    for pattern, why in _NAMED:
        for match in seen.find(pattern, NETWORK_WORDS):
            yield _handle(match.span("value"), match["value"], why)


def _profiles(seen: Seen) -> Iterator[Suggestion]:
    for match in _PROFILE.finditer(seen.plain):
        name = match["name"].lower()
        if name not in _NO_NAMES and not name.endswith(".com"):
            why = "A link to somebody's page on a social network."
            yield _handle(match.span(), name, why)


def _handle(place: tuple[int, int], name: str, why: str) -> Suggestion:
    group = name.lower().lstrip("@$").rstrip(".")
    return Suggestion(Span(*place), Kind.HANDLE, "look", why, group)
