"""Which documents of a production set were attached to which, however its load file tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.importers.legal.listed import Link, with_links
from app.importers.legal.load_rows import CHILDREN, FIRST, GROUP, ID, PARENT, LoadRow

Key = tuple[str, int]
"""A load file and the number of a row in it."""

_DEEPEST = 60


@dataclass(slots=True)
class Families:
    """The families of an export, learned row by row before the first is made into a record."""

    _first: dict[str, Key] = field(default_factory=dict)
    _said: dict[Key, tuple[str, str, str]] = field(default_factory=dict)
    _children: dict[str, Key] = field(default_factory=dict)
    _groups: dict[tuple[str, str], Key] = field(default_factory=dict)
    _tells_parents: bool = False
    _roots: dict[Key, Key] = field(default_factory=dict)
    _linked: dict[str, str] = field(default_factory=dict)
    _links: dict[str, list[Link]] = field(default_factory=dict)

    def learn(self, member: str, row: LoadRow) -> None:
        """Take a row into account."""
        key = (member, row.number)
        fields = row.fields
        own = fold(fields.get(ID, ""))
        if own:
            self._first.setdefault(own, key)
        told = (own, fold(fields.get(PARENT, "")), fold(fields.get(FIRST, "")))
        group = fold(fields.get(GROUP, ""))
        if any(told[1:]) or group:
            self._said[key] = told
        self._tells_parents |= bool(told[1] or told[2] or fields.get(CHILDREN))
        for child in fields.get(CHILDREN, "").replace(",", ";").split(";"):
            if child.strip():
                self._children.setdefault(fold(child), key)
        if group:
            first = self._groups.setdefault((member, group), key)
            if first != key:
                self._roots[key] = first

    def is_known(self, member: str, row: LoadRow) -> bool:
        """Say whether another list holds the document of a row."""
        held = self._first.get(fold(row.fields.get(ID, "")))
        return held is not None and held[0] != member

    def link(self, link: Link) -> None:
        """Take into account what is told of a document outside of its row."""
        own = fold(link.document)
        if link.parent:
            self._tells_parents = True
            self._linked.setdefault(own, link.parent)
        else:
            self._links.setdefault(own, []).append(link)

    def with_links(self, row: LoadRow) -> LoadRow:
        """Add to a row what is told of its document elsewhere."""
        own = fold(row.fields.get(ID, ""))
        if own in self._linked:
            row = replace(row, fields={PARENT: self._linked[own], **row.fields})
        links = self._links.get(own)
        return replace(row, listed=with_links(row.listed, links)) if links else row

    def settle(self) -> dict[Key, int]:
        """Give how many rows each family has that has more than one, by its first document."""
        by_group = {} if self._tells_parents else self._roots
        direct = {key: parent for key, parent in self._parents() if parent != key}
        for key, parent in by_group.items():
            direct.setdefault(key, parent)
        self._roots = {key: self._root(key, direct) for key in direct}
        sizes: dict[Key, int] = {}
        for key, root in self._roots.items():
            if root != key:
                sizes[root] = sizes.get(root, 1) + 1
        return sizes

    def root_of(self, key: Key) -> Key:
        """Give the document to which a row belongs; itself where it is attached to none."""
        return self._roots.get(key, key)

    def is_lost_child(self, row: LoadRow) -> bool:
        """Say whether a row names a parent that no load file holds."""
        own = fold(row.fields.get(ID, ""))
        parent = fold(row.fields.get(PARENT, "")) or fold(row.fields.get(FIRST, ""))
        parent = parent or fold(self._linked.get(own, ""))
        return bool(parent) and parent != own and parent not in self._first

    def _parents(self) -> Iterable[tuple[Key, Key]]:
        for key, (own, parent, first) in self._said.items():
            for named in (parent, first):
                if named and named != own and named in self._first:
                    yield key, self._first[named]
                    break
        for own, linked in self._linked.items():
            if own in self._first and fold(linked) in self._first:
                yield self._first[own], self._first[fold(linked)]
        for child, parent_key in self._children.items():
            if child in self._first and not self._said.get(self._first[child], ("", "", ""))[1]:
                yield self._first[child], parent_key

    def _root(self, key: Key, direct: dict[Key, Key]) -> Key:
        """Go up to the first document; one of a circle stands alone."""
        at = key
        for _ in range(_DEEPEST):
            above = direct.get(at)
            if above is None:
                return at
            if above == key:
                return key
            at = above
        return key


def fold(written: str) -> str:
    """Give the form in which two spellings of a control number are equal."""
    return written.strip().casefold()
