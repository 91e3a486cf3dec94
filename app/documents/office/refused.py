"""Why a document cannot be read, said inside the child; the reader makes a failure of it."""

from __future__ import annotations

LOCKED = "It is locked with a password, so its words cannot be read."
DAMAGED = "It is damaged and cannot be read."
TOO_LARGE = "It is too large, unpacked, to be read safely."
TOO_DEEP = "It is nested too deeply to be read safely."
DECLARES = "It declares entities of its own, which are not read for safety."


class Refused(Exception):
    """A document that cannot be read; its reason is a sentence for the clerk."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
