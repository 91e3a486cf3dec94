"""XML of documents, parsed with everything off that could reach outside or explode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from lxml import etree

from app.documents.office.refused import DAMAGED, DECLARES, TOO_DEEP, Refused

Element = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name


def parse(untrusted: bytes) -> Element:
    """Give the root of a part; raises Refused."""
    try:
        root = etree.fromstring(untrusted, _parser())
    except etree.XMLSyntaxError as error:
        raise Refused(_why(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(DECLARES)
    return root


def stream(source: IO[bytes], *names: str) -> Iterator[Element]:
    """Give each element of some names at its end; the caller clears what it has read."""
    try:
        context = etree.iterparse(
            source, events=("end",), tag=[f"{{*}}{name}" for name in names],
            remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
        for _, element in context:
            yield element
    except etree.XMLSyntaxError as error:
        raise Refused(_why(error)) from error
    if context.root is not None and context.root.getroottree().docinfo.internalDTD is not None:
        raise Refused(DECLARES)


def name_of(element: Element) -> str:
    """Give an element's name without its namespace; none for what is no element."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: Element | None, name: str, standard: str = "") -> str:
    """Give an attribute by its name without namespace."""
    if element is None:
        return standard
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((value for key, value in attributes(element) if key == name), standard)


def attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Give all attributes with their names without namespace."""
    return ((str(key).rpartition("}")[2], str(value)) for key, value in element.attrib.items())


def relation_of(element: Element) -> str:
    """Give the id by which an element names another part."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), ""
    )


def child(element: Element | None, *path: str) -> Element | None:
    """Give the first child by name, or the child of a child."""
    for wanted in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == wanted), None)
    return element


def every(element: Element, *names: str) -> Iterator[Element]:
    """Give all descendants with one of some names."""
    for one in element.iter():
        if name_of(one) in names:
            yield one


def all_text(element: Element) -> str:
    """Give all characters inside an element."""
    return "".join(str(words) for words in element.itertext())


def _why(error: etree.XMLSyntaxError) -> str:
    return TOO_DEEP if "depth" in str(error).lower() else DAMAGED


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
