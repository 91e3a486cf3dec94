"""The shipped exemptions, found by plain words: a small Whoosh index held in memory."""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.analysis import CharsetFilter, StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldPlugin, OrGroup, QueryParser, WhitespacePlugin
from whoosh.support.charset import accent_map

from app.domain.exemptions import Exemption

_SAME_MEANING = {
    "cop": "officer police", "cops": "officer police", "policeman": "officer police",
    "deputy": "officer", "officers": "police", "officer": "police",
    "snitch": "informant confidential source", "informer": "informant", "informants": "informant",
    "ssn": "social security number", "card": "credit debit payment",
    "kid": "child juvenile", "kids": "child juvenile", "minor": "juvenile child",
    "rape": "sexual offense assault", "house": "home address", "lives": "home address",
    "cell": "phone", "cellphone": "phone", "lawyer": "attorney", "bodycam": "body camera",
    "doctor": "medical", "hospital": "medical", "health": "medical", "dob": "birth date",
    "birthday": "birth date", "tactics": "techniques", "undercover": "undercover",
    "draft": "deliberative", "ongoing": "active", "open": "active",
}  # fmt: skip
_UNLIKE_THEIR_STEM = frozenset({"informant"})  # its stem is that of "information"
_FIELDS = {"title": 3.0, "plain": 2.0, "about": 1.5, "code": 4.0, "law": 1.0}
_CATEGORIES = {
    "le_investigation": "law enforcement investigation case",
    "informant": "informant confidential source tip",
    "juvenile": "juvenile child minor",
    "victim": "victim witness name identity",
    "officer_home": "home address phone number of an officer police family",
    "officer_info": "officer identity undercover police name",
    "financial_id": "social security bank account credit card identity number",
    "medical": "medical health",
    "attorney_client": "attorney lawyer client litigation privilege",
    "deliberative": "deliberative draft advice opinion",
    "security_techniques": "security techniques tactics surveillance",
    "dv_sa_victim": "domestic violence sexual assault victim",
    "personnel": "personnel discipline employee",
    "body_camera": "body camera video recording",
    "other_law": "another law statute",
    "dmv": "driver license vehicle plate",
    "criminal_history": "criminal history record",
    "commercial": "commercial business trade",
    "security": "national security classified",
    "privacy": "privacy personal private name phone address",
}


class ExemptionIndex:
    """Finds exemptions by what they are about; built anew in some milliseconds."""

    def __init__(self, exemptions: Iterable[Exemption]) -> None:
        self._exemptions = {f"{one.jurisdiction} {one.code}": one for one in exemptions}
        analyzer = StemmingAnalyzer(ignore=_UNLIKE_THEIR_STEM) | CharsetFilter(accent_map)
        text = {name: TEXT(analyzer, field_boost=boost) for name, boost in _FIELDS.items()}
        self._index = RamStorage().create_index(Schema(key=ID(stored=True), place=ID(), **text))
        writer = self._index.writer()
        for key, one in self._exemptions.items():
            writer.add_document(key=key, place=one.jurisdiction, **_texts(one))
        writer.commit()

    def find(self, typed: str, jurisdiction: str = "", limit: int = 20) -> list[Exemption]:
        """Give the exemptions that fit plain words, the best first.

        Any typed text is understood: no sign has a meaning. Nothing typed gives all of the
        jurisdiction in their own order.
        """
        asked = _meant(typed)
        ordered = [
            one for one in self._exemptions.values() if jurisdiction in {"", one.jurisdiction}
        ]
        if not asked:
            return ordered[:limit]
        allowed = {f"{one.jurisdiction} {one.code}" for one in ordered}
        exact = [one for one in ordered if typed.strip().casefold() == one.code.casefold()]
        found = [key for key in self._search(asked) if key in allowed]
        ranked = exact + [self._exemptions[key] for key in found]
        return list(dict.fromkeys(ranked))[:limit]

    def _search(self, asked: str) -> list[str]:
        plugins = [MultifieldPlugin(list(_FIELDS))]
        parser = QueryParser(None, self._index.schema, plugins=plugins, group=OrGroup.factory(0.9))
        parser.remove_plugin_class(WhitespacePlugin)
        parser.add_plugin(WhitespacePlugin())
        with self._index.searcher() as searcher:
            hits = searcher.search(parser.parse(asked), limit=None)
            return [hit["key"] for hit in hits]


def _texts(one: Exemption) -> dict[str, str]:
    about = " ".join(_CATEGORIES.get(category, category) for category in one.categories)
    law = " ".join((one.citation, one.nature, one.tier.value))
    code = " ".join((one.code, *one.aliases))
    return {"title": one.title, "plain": one.plain, "about": about, "code": code, "law": law}


def _meant(typed: str) -> str:
    """Give the typed words with those that mean the same beside them."""
    words = "".join(letter if letter.isalnum() else " " for letter in typed.casefold()).split()
    return " ".join(" ".join((word, _SAME_MEANING.get(word, ""))) for word in words).strip()
