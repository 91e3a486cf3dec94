"""Documents and relations of EDRM XML as rows of a production set's list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.importers.base import Export
from app.importers.legal import load_rows as f
from app.importers.legal.chat_records import CUT
from app.importers.legal.delimited import LostLine
from app.importers.legal.edrm_files import files_of
from app.importers.legal.edrm_xml import ENTRIES, Document, EdrmReader, Filed, Related
from app.importers.legal.listed import NATIVE_FILE, Link, Listed, NamedFile
from app.importers.legal.load_families import fold
from app.importers.legal.load_rows import LoadRow, known_columns
from app.importers.legal.xml_archive import BROKEN, CUT_OFF, entries_in
from app.importers.social.account import base_name
from app.importers.xml_nodes import CutOff, Damaged, Node

MESSAGE = "Message"

_MAIL_TYPES = frozenset({"message/rfc822", "application/vnd.ms-outlook", "application/msoutlook"})
_OF_FAMILIES = frozenset({"", "attachment", "attachments", "parentchild", "family", "embedded"})


@dataclass(frozen=True, slots=True)
class EdrmFile:
    """One file of EDRM XML.

    Attributes:
        prefix: of the names of its elements, with the colon.
    """

    member: str
    prefix: str = ""

    def rows(self, export: Export) -> Iterator[LoadRow | LostLine | Link]:
        """Give its documents, then how they belong together."""
        reader = EdrmReader()
        messages: set[str] = set()
        last = 0
        frame = (f"{self.prefix}Root", tuple(f"{self.prefix}{one}" for one in ENTRIES))
        for found in entries_in(export, self.member, frame, reader):
            if isinstance(found, Related):
                yield _link(found.node, messages)
            elif isinstance(found, Filed):
                yield Link(found.document, folder=found.folder)
            elif isinstance(found, Document):
                last = found.number
                row = _row(found, reader)
                if row.fields[f.CLASS] == MESSAGE:
                    messages.add(fold(row.fields.get(f.ID, "")))
                yield row
            elif isinstance(found, Damaged):
                last = found.number
                yield LostLine(last, BROKEN, found.untrusted)
            else:
                reason = CUT_OFF if isinstance(found, CutOff) else found.reason
                yield LostLine(last + 1, reason, is_end=True)


def _row(found: Document, reader: EdrmReader) -> LoadRow:
    node = found.node
    fields = {}
    own = node.take_attribute("docid")
    if own:
        fields[f.ID] = own
    media_type = node.take_attribute("mimetype")
    sort = node.take_attribute("doctype")
    is_message = sort.casefold() == "message" or (not sort and media_type.casefold() in _MAIL_TYPES)
    fields[f.CLASS] = MESSAGE if is_message else sort
    fields[f.MEDIA_TYPE] = media_type
    files = files_of(node)
    told = _told(node, reader.names)
    rest = _known(told, fields)
    if fields.get(f.NAME):
        files = _renamed(files, fields[f.NAME])
    custodians = _custodians(node)
    more = {key: one for key, one in node.rest().items() if one}
    if reader.batch:
        more["batch"] = dict(reader.batch)
    listed = Listed(
        files,
        labels=tuple(f"Custodian: {one}" for one in custodians),
        more=more,
        by_native=True,
        problems=(CUT,) if node.cut else (),
    )
    return LoadRow(found.number, fields, rest, listed=listed)


def _renamed(files: tuple[NamedFile, ...], name: str) -> tuple[NamedFile, ...]:
    """Give a lone native the name that it had before it was numbered."""
    natives = [one for one in files if one.sort == NATIVE_FILE]
    if len(natives) != 1:
        return files
    return tuple(replace(one, name=base_name(name)) if one in natives else one for one in files)


def _known(told: Mapping[str, str], fields: dict[str, str]) -> dict[str, str]:
    """Put what is known by its name into the fields; give the rest."""
    names = list(told)
    known = known_columns(dict(enumerate(names)))
    rest: dict[str, str] = {}
    for at in sorted(range(len(names)), key=lambda one: known.get(one, ("", one))[1]):
        name, _ = known.get(at, ("", 0))
        if not name or fields.get(name):
            rest[names[at]] = told[names[at]]
        else:
            fields[name] = told[names[at]].strip()
    return rest


def _told(node: Node, names: Mapping[str, str]) -> dict[str, str]:
    """Take what tags and fields tell; one that stands several times as one list."""
    found: dict[str, list[str]] = {}
    for holder in node.take_all("Tags", "FieldValues"):
        for one in holder.inside:
            name, value = _tag(one) if one.name == "Tag" else (names.get(one.name, one.name), "")
            value = value or one.text or "; ".join(one.lines())
            if name and value:
                found.setdefault(name, []).append(value)
    return {name: "; ".join(values) for name, values in found.items()}


def _tag(tag: Node) -> tuple[str, str]:
    name, value = tag.take_attribute("tagname"), tag.take_attribute("tagvalue")
    within = tag.take_attribute("contextattachmentid")
    return (f"{name} (attachment {within})" if within else name), value


def _custodians(node: Node) -> tuple[str, ...]:
    """Give the custodians at whose places a document was found; the places stay."""
    places = [one for holder in node.inside if holder.name == "Locations" for one in holder.inside]
    named = (place.take("Custodian") or place.take_attribute("custodian") for place in places)
    return tuple(dict.fromkeys(filter(None, named)))


def _link(node: Node, messages: set[str]) -> Link:
    """Tell a family from other relations; what a mail contains was attached to it."""
    parent, child = node.take_attribute("parentdocid"), node.take_attribute("childdocid")
    relation = node.take_attribute("type", "relationshiptype")
    folded = "".join(filter(str.isalpha, relation)).casefold()
    if folded in _OF_FAMILIES or (folded == "container" and fold(parent) in messages):
        return Link(child, parent=parent)
    return Link(child, relation=relation, other=parent)
