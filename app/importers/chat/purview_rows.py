"""Rows of a load file of Microsoft Purview: headings as compared, which tell of chats."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLAIN = re.compile(r"[\W_]+")
_WANTED = frozenset({
    *("fileid", "immutableid", "familyid", "groupid", "setid", "conversationid", "itemclass"),
    *("messagekind", "exportnativepath", "extractedtextpath", "nativefilename", "fileclass"),
    *("conversationtype", "conversationtopic", "compoundpath", "inputfileid"),
    *("itemidentity", "targetpath", "exportitemid", "exportitempath", "originalpath"),
    *("subjectortitle", "senderorcreatedby", "recipientsintoline", "receivedorcreated"),
})  # fmt: skip
_LEAST = 4
_ROWS_OF_CHATS = ("skypeteams", "microsoftteams", "teams", "copilot")
Cells = Mapping[str, str]


def plain_heading(heading: str) -> str:
    """Give a heading as it is compared; generations write it with blanks, lines or neither."""
    return _PLAIN.sub("", heading).casefold()


def is_load_file(headings: tuple[str, ...]) -> bool:
    """Say whether a table's headings are those of Purview's load file or list of results."""
    return len({plain_heading(one) for one in headings} & _WANTED) >= _LEAST


def is_chat(cells: Cells) -> bool:
    """Say whether a row tells of a chat, not of a mail or a paper."""
    sort = f"{cells.get('itemclass', '')} {cells.get('messagekind', '')}".casefold()
    if any(word in sort for word in _ROWS_OF_CHATS):
        return True
    return cells.get("fileclass", "").casefold() == "conversation"
