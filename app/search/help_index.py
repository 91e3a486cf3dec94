"""The sections of the help, found by plain words: a small Whoosh index held in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whoosh.analysis import CharsetFilter, StemmingAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldPlugin, OrGroup, PrefixPlugin, QueryParser, WhitespacePlugin
from whoosh.support.charset import accent_map

_FIELDS = {"heading": 3.0, "title": 2.0, "words": 2.0, "text": 1.0}
_SAME_MEANING = {
    "blackout": "redact", "black": "redact", "hide": "redact", "sensor": "redact",
    "erase": "redact", "delete": "lift undo", "remove": "lift undo", "mistake": "undo",
    "password": "passphrase", "forgot": "lost passphrase recovery", "forgotten": "lost recovery",
    "encrypt": "encrypted vault", "safe": "vault privacy", "internet": "network privacy",
    "cloud": "network privacy", "online": "network", "deadline": "clock due",
    "upload": "import", "load": "import", "gmail": "mail mbox takeout", "outlook": "mail eml",
    "thunderbird": "mail mbox", "twitter": "x", "messenger": "facebook", "meta": "facebook",
    "texts": "text messages sms", "android": "sms phone", "iphone": "phone", "whatsapp": "phone",
    "hotkey": "key", "hotkeys": "keys", "shortcut": "key", "shortcuts": "keys",
    "statute": "exemption law", "reason": "exemption", "code": "exemption",
    "duplicate": "copy", "duplicates": "copies", "double": "copies", "skipped": "ignored",
    "failed": "unreadable", "broken": "unreadable damaged", "resume": "go on",
    "continue": "go on", "paused": "stopped", "pdf": "packet", "wildcard": "spelling star",
    "terminal": "command line", "script": "command line", "hours": "days",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a help topic under one heading.

    Attributes:
        topic: key of the topic; ``title`` is its name.
        heading: as it stands in the text; empty for what stands before the first one.
        words: further words by which it is found.
    """

    topic: str
    title: str
    heading: str
    words: str
    text: str


class HelpIndex:
    """Finds sections by what they are about; built anew in some milliseconds."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = tuple(sections)
        analyzer = StemmingAnalyzer() | CharsetFilter(accent_map)
        text = {name: TEXT(analyzer, field_boost=boost) for name, boost in _FIELDS.items()}
        self._index = RamStorage().create_index(Schema(at=STORED, **text))
        writer = self._index.writer()
        for at, one in enumerate(self._sections):
            writer.add_document(
                at=at, heading=one.heading, title=one.title, words=one.words, text=one.text
            )
        writer.commit()

    def find(self, typed: str, limit: int = 30) -> list[Section]:
        """Give the sections that fit plain words, the best first.

        Any typed text is understood: no sign has a meaning. The last word may be half typed.
        Nothing typed finds nothing.
        """
        asked = _meant(typed)
        if not asked:
            return []
        plugins = [MultifieldPlugin(list(_FIELDS)), PrefixPlugin(), WhitespacePlugin()]
        parser = QueryParser(None, self._index.schema, plugins=plugins, group=OrGroup.factory(0.9))
        with self._index.searcher() as searcher:
            hits = searcher.search(parser.parse(asked), limit=limit)
            return [self._sections[hit["at"]] for hit in hits]


def _meant(typed: str) -> str:
    """Give the typed words with those that mean the same beside them."""
    words = "".join(letter if letter.isalnum() else " " for letter in typed.casefold()).split()
    meant = [part for word in words for part in (word, _SAME_MEANING.get(word, "")) if part]
    half_typed = bool(words) and len(words[-1]) >= 2 and typed[-1:].isalnum()
    return " ".join([*meant, f"{words[-1]}*"] if half_typed else meant)
