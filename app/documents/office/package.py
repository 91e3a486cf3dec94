"""A document that is a ZIP of parts: its parts within limits, and which were not looked at."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self
from urllib.parse import unquote

from app.documents.office.markup import Element, name_of, parse
from app.documents.office.refused import DAMAGED, LOCKED, TOO_LARGE, Refused

MOST_PARTS = 20_000
MOST_OF_A_PART = 400 << 20
MOST_IN_TREE = 64 << 20
MOST_IN_ALL = 800 << 20
RATIO = 400
RATIO_FROM = 8 << 20

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_LOCK = 0x1


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's tie to another part or to something outside.

    Attributes:
        kind: the last word of the relationship's type.
        target: a part's name, or an address where it lies outside.
    """

    id: str
    kind: str
    target: str
    outside: bool = False


class Package:
    """The parts of a document.

    Attributes:
        names: of all parts that are files, in order; ``twins`` stand there several times.
    """

    def __init__(self, untrusted: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(untrusted))
        except _BROKEN as error:
            raise Refused(DAMAGED) from error
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self._infos = {info.filename: info for info in infos}
        self.names = sorted(self._infos)
        self.twins = len(infos) - len(self.names)
        self._looked_at: set[str] = set()
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._by_plain_name = {name.lower().lstrip("/"): name for name in self.names}
        _check(infos)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return self._known(name) is not None

    def read(self, name: str) -> bytes:
        """Give a part's bytes; raises Refused where it is damaged or too large for one piece."""
        known = self._known(name)
        if known is None:
            raise Refused(DAMAGED)
        if self._infos[known].file_size > MOST_IN_TREE:
            raise Refused(TOO_LARGE)
        with self.opened(known) as part:
            try:
                return part.read()
            except _BROKEN as error:
                raise Refused(DAMAGED) from error

    def opened(self, name: str) -> closing[IO[bytes]]:
        """Open a part as a stream."""
        known = self._known(name)
        if known is None:
            raise Refused(DAMAGED)
        self.look_at(known)
        try:
            return closing(self._zip.open(known))
        except (*_BROKEN, RuntimeError) as error:
            raise Refused(DAMAGED) from error

    def tree(self, name: str) -> Element:
        """Give a part as parsed XML."""
        return parse(self.read(name))

    def tree_if_any(self, name: str) -> Element | None:
        """Give a part as parsed XML where there is such a part."""
        return self.tree(name) if name in self else None

    def look_at(self, name: str) -> None:
        """Remember that a part is accounted for."""
        known = self._known(name)
        if known is not None:
            self._looked_at.add(known)

    def not_looked_at(self) -> Iterator[str]:
        """Give the parts that nothing has asked for."""
        return (name for name in self.names if name not in self._looked_at)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Give a part's ties in the order of the file; ``""`` stands for the package."""
        if part not in self._relations:
            self._relations[part] = tuple(self._read_relations(part))
        return self._relations[part]

    def related(self, part: str, kind: str) -> list[str]:
        """Give the parts that a part is tied to in one way."""
        return [
            relation.target for relation in self.relations(part)
            if relation.kind == kind and not relation.outside and relation.target in self
        ]  # fmt: skip

    def target(self, part: str, relation_id: str) -> Relation | None:
        """Give the tie of a part by its id."""
        return next((one for one in self.relations(part) if one.id == relation_id), None)

    def _read_relations(self, part: str) -> Iterator[Relation]:
        folder, name = posixpath.split(part)
        tree = self.tree_if_any(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in tree if tree is not None else ():
            if name_of(one) != "Relationship":
                continue
            outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            kind = one.get("Type", "").rpartition("/")[2]
            yield Relation(
                one.get("Id", ""), kind, target if outside else _joined(folder, target), outside
            )

    def _known(self, name: str) -> str | None:
        return self._by_plain_name.get(name.lower().lstrip("/"))


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_IN_ALL:
        raise Refused(TOO_LARGE)
    for info in infos:
        if info.flag_bits & _LOCK:
            raise Refused(LOCKED)
        swollen = info.file_size > RATIO_FROM and info.file_size > RATIO * info.compress_size
        if info.file_size > MOST_OF_A_PART or swollen:
            raise Refused(TOO_LARGE)


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
