"""What lists that are more than tables tell of a document: its files, folders and relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from app.domain.provenance import Problem

NATIVE_FILE, TEXT_FILE, IMAGE_FILE = "native", "text", "image"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file of a document.

    Attributes:
        sort: native, text or image.
        paths: by which it may be found, the likeliest first.
        size: bytes as the list tells them; -1 where it does not.
        digest: hash as the list tells it, in small hexadecimal digits.
        inline: its bytes, where the list holds them itself.
        fault: why the list's own bytes could not be taken.
    """

    sort: str
    paths: tuple[str, ...] = field(default=(), repr=False)
    name: str = field(default="", repr=False)
    size: int = -1
    digest: str = ""
    inline: bytes | None = field(default=None, repr=False)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What is told of one document.

    Attributes:
        by_native: a mail is read from its native even where its words lie in a file.
        more: what is only kept.
        answers: control number of the document that it answers.
    """

    files: tuple[NamedFile, ...] = ()
    labels: tuple[str, ...] = ()
    more: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    by_native: bool = False
    answers: str = ""
    problems: tuple[Problem, ...] = ()

    def of(self, sort: str) -> tuple[NamedFile, ...]:
        """Give the files of a sort."""
        return tuple(one for one in self.files if one.sort == sort)


NOTHING_LISTED = Listed()


@dataclass(frozen=True, slots=True)
class Link:
    """What is told of a document outside of its own entry.

    Attributes:
        document: its control number.
        parent: of the document to which it was attached.
        folder: path of a folder in which it lay.
        relation: name of a relation that makes no family.
        other: control number of the other document of that relation.
    """

    document: str
    parent: str = ""
    folder: str = field(default="", repr=False)
    relation: str = ""
    other: str = ""


def with_links(listed: Listed, links: list[Link]) -> Listed:
    """Add what is told outside of a document's entry."""
    folders = (one.folder for one in links if one.folder)
    related = [{"relation": one.relation, "document": one.other} for one in links if one.relation]
    answers = (one.other for one in links if one.relation.casefold() == "reply")
    return replace(
        listed,
        labels=tuple(dict.fromkeys((*listed.labels, *folders))),
        more={**listed.more, "related documents": related} if related else listed.more,
        answers=next(answers, listed.answers),
    )
