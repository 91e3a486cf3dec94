"""Entries of EDRM XML as they stand in their file, one by one; makes no rows and no records."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importers.xml_nodes import Node, NodeReader

ENTRIES = ("Document", "Relationship", "Folder")
"""Elements at which reading can go on behind a fault."""

MOST_KEPT = 64 << 20

_FRAMES = frozenset({"Root", "Batch", "Documents", "Relationships", "Folders", "Fields"})
_MOST_FIELDS = 10_000
_MOST_TOLD = 50
_LONGEST_TOLD = 2_000
_DEEPEST = 60


@dataclass(slots=True)
class Document:
    """One document; ``number`` counts the documents of a file."""

    number: int
    node: Node


@dataclass(slots=True)
class Related:
    """One relation of two documents."""

    node: Node


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that lay in a folder."""

    document: str
    folder: str = field(repr=False)


Entry = Document | Related | Filed


class EdrmReader(NodeReader[Entry]):
    """Builds the entries of one file.

    Attributes:
        names: of fields, by the elements that stand for them.
        batch: what is told of the batch as a whole.
    """

    def __init__(self) -> None:
        super().__init__(MOST_KEPT, MOST_KEPT)
        self.names: dict[str, str] = {}
        self.batch: dict[str, object] = {}
        self._folders: list[str] = []

    def broken(self, untrusted_bytes: bytes) -> None:
        """List what is damaged; which folder is open is then unknown."""
        super().broken(untrusted_bytes)
        self._folders.clear()

    def _enter(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "Batch":
            self.batch = {f"@{key}": told[:_LONGEST_TOLD] for key, told in attributes.items()}
        if name != "Folder":
            return name in _FRAMES
        if len(self._folders) < _DEEPEST:
            told = {key.casefold(): one for key, one in self._shortened(attributes).items()}
            self._folders.append(told.get("foldername") or told.get("docid") or "?")
        return True

    def _leave(self, name: str) -> None:
        if name == "Folder" and self._folders:
            self._folders.pop()

    def _whole(self, node: Node) -> None:
        if node.name == "Document":
            self._take_document(node)
        elif node.name == "Relationship":
            self._found.append(Related(node))
        elif node.name == "Field" and len(self.names) < _MOST_FIELDS:
            key, name = node.take_attribute("key"), node.take_attribute("name")
            self.names[key] = name or key
        elif len(self.batch) < _MOST_TOLD:
            told = node.rest()
            short = len(str(told)) <= _LONGEST_TOLD
            self.batch[node.name] = told if short else "too long to be kept"

    def _take_document(self, node: Node) -> None:
        """Tell a document from the mention of one in a folder, which has only its number."""
        is_mention = not node.inside and {key.casefold() for key in node.attributes} <= {"docid"}
        if is_mention and (self._folders or self._recovering):
            own = node.take_attribute("docid")
            if own and self._folders:
                self._found.append(Filed(own, "/".join(self._folders)))
            return
        self._number += 1
        self._found.append(Document(self._number, node))
