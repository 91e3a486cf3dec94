"""Names of platforms and of mail domains that stand for them, as archives of messages use them."""

from __future__ import annotations

import re

_PLATFORMS = {
    "sms": "sms", "mms": "sms", "text message": "sms", "text messages": "sms", "text": "sms",
    "rcs": "sms", "mobile": "sms", "x": "x", "twitter": "x", "facebook": "facebook",
    "messenger": "facebook", "instagram": "instagram", "youtube": "youtube",
    "linkedin": "linkedin", "whatsapp": "whatsapp", "wechat": "wechat", "teams": "teams",
    "microsoft teams": "teams", "msteams": "teams", "ms teams": "teams", "slack": "slack",
    "imessage": "imessage", "apple messages": "imessage", "signal": "signal",
    "telegram": "telegram", "google chat": "google_chat", "google voice": "google_voice",
    "discord": "discord", "zoom": "zoom", "webex": "webex", "webex teams": "webex",
    "cisco webex": "webex", "jabber": "jabber", "skype": "skype", "lync": "skype",
    "skype for business": "skype", "bloomberg": "bloomberg", "mattermost": "mattermost",
    "call": "call", "voice": "call", "symphony": "symphony", "yammer": "yammer",
    "viber": "viber", "line": "line", "ice chat": "ice_chat", "reuters": "reuters",
}  # fmt: skip
_PLAIN = re.compile(r"[\W_]+")


def platform_key(name: str) -> str:
    """Give the key of a platform that an export names; an unknown name in plain letters."""
    plain = _PLAIN.sub(" ", name).strip().casefold()[:40]
    return _PLATFORMS.get(plain) or plain.replace(" ", "_")


def platform_in(domain: str) -> str:
    """Give the platform that a part of a mail domain names; empty where none does."""
    for label in _PLAIN.sub(" ", domain).casefold().split():
        found = _PLATFORMS.get(label, "")
        if found:
            return found
    return ""


def known_platform(name: str) -> str:
    """Give the key of a platform that is known by this name; empty for all others."""
    return _PLATFORMS.get(_PLAIN.sub(" ", name).strip().casefold()[:40], "")
