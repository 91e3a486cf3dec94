"""What is kept of a message of Slack beside its record: no echoes, no keys to files."""

from __future__ import annotations

import json

from app.importers.chat.slack_text import without_keys
from app.importers.social.taking import (
    Entry,
    leftover,
)

_ECHOES = (
    *("replies", "reply_count", "reply_users", "reply_users_count", "latest_reply", "type"),
    *("user_profile", "subscribed", "last_read", "display_as_bot", "upload", "is_locked"),
)
_SECRETS = ("url_private", "url_private_download", "thumb", "permalink_public", "edit_link")


def left_of(message: Entry) -> str:
    """Give what was not mapped, without echoes of other messages and without keys to files."""
    for key in _ECHOES:
        message.pop(key, None)
    raw = leftover(message)
    if "xox" not in raw and "url_private" not in raw:
        return raw
    return without_keys(json.dumps(_without_links(json.loads(raw)), ensure_ascii=False))


def _without_links(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if not key.startswith(_SECRETS)}
        return {key: _without_links(one) for key, one in kept.items()}
    return [_without_links(one) for one in value] if isinstance(value, list) else value
