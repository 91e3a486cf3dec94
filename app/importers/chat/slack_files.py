"""Files of Slack: where an export holds them, why it does not, and the words of snippets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

ONLY_LINK = "Slack's export holds only a link to this file; its files must be asked for apart."
FILE_DELETED = "The file was deleted in Slack."
FILE_HIDDEN = "Slack hid the file because of the workspace's plan."
FILE_ELSEWHERE = "The file lies with another service; Slack has only its link."
MISSING = {"tombstone": FILE_DELETED, "hidden_by_limit": FILE_HIDDEN, "external": FILE_ELSEWHERE}
_FILE = re.compile(r"(?:^|/)(F[0-9A-Z]{1,20})[/-][^/]+$")


def files_by_number(members: Iterable[str]) -> dict[str, str]:
    """Find the files that lie in an export, as tools for download put them there."""
    found = ((_FILE.search(member), member) for member in members)
    return {match[1]: member for match, member in found if match}


def said_of_file(file: object) -> Iterator[str]:
    """Give the words of a snippet or a voice message, which the export holds."""
    if not isinstance(file, Mapping):
        return
    for key in ("preview_plain_text", "plain_text", "preview"):
        words = file.get(key)
        if isinstance(words, str) and words.strip() and not words.lstrip().startswith("<"):
            yield f"[file] {words.strip()}"
            return
    spoken = file.get("transcription")
    preview = spoken.get("preview") if isinstance(spoken, Mapping) else None
    words = preview.get("content") if isinstance(preview, Mapping) else None
    if isinstance(words, str) and words.strip():
        yield f"[transcript] {words.strip()}"
