"""Files of one document as EDRM XML names them: natives, texts, images, beside it or within it."""

from __future__ import annotations

import base64
import binascii
import re

from app.importers.legal.listed import IMAGE_FILE, NATIVE_FILE, TEXT_FILE, NamedFile
from app.importers.legal.set_checks import digest_of
from app.importers.social.account import base_name
from app.importers.xml_nodes import Node

TOO_LARGE = "It stands within the XML and is larger than 64 million characters."

_SORTS = {"text": TEXT_FILE, "extracted text": TEXT_FILE, "image": IMAGE_FILE, "ocr": TEXT_FILE}
_SIZE = re.compile(r"[0-9]{1,18}")
_BLANKS = re.compile(r"\s+")
_LEAST_BASE64 = 16


def files_of(document: Node) -> tuple[NamedFile, ...]:
    """Take the files out of a document's element; what is told of them beside stays there."""
    found: list[NamedFile] = []
    for holder in document.inside:
        if holder.name not in {"Files", "File"}:
            continue
        for file in holder.inside if holder.name == "Files" else (holder,):
            found += _files_in(file, is_cut=document.cut)
    return tuple(found)


def _files_in(file: Node, *, is_cut: bool) -> list[NamedFile]:
    """Give the file of one element, or its several pages."""
    told = file.take_attribute("filetype").casefold()
    sort = _SORTS.get(told, NATIVE_FILE)
    named = [_external(one, sort) for one in file.inside if one.name == "ExternalFile"]
    within = file.take_all("InlineContent")
    return named + [_inline(one, sort, is_cut=is_cut) for one in within]


def _external(node: Node, sort: str) -> NamedFile:
    path, name = node.take_attribute("filepath"), node.take_attribute("filename")
    size = node.take_attribute("filesize")
    told = node.take_attribute("hash")
    digest = digest_of(told)
    if told and not digest:
        node.attributes["Hash"] = told
    is_whole = "." in base_name(path) or base_name(path).casefold() == name.casefold()
    paths = (f"{path}/{name}" if path and name else "", path if is_whole else "", name)
    return NamedFile(
        sort,
        tuple(dict.fromkeys(filter(None, paths))),
        base_name(name or path),
        int(size) if _SIZE.fullmatch(size) else -1,
        digest,
    )


def _inline(node: Node, sort: str, *, is_cut: bool) -> NamedFile:
    name = node.take_attribute("filename", "name")
    if is_cut and sort != TEXT_FILE:
        return NamedFile(sort, (), name, fault=TOO_LARGE)
    is_told = "base64" in node.take_attribute("encoding", "contentencoding").casefold()
    return NamedFile(sort, (), name, inline=_decoded(node.text, sort, is_told=is_told))


def _decoded(text: str, sort: str, *, is_told: bool) -> bytes:
    """Decode base64; a text counts as such only where that is told."""
    plain = _BLANKS.sub("", text)
    if is_told or (sort != TEXT_FILE and len(plain) >= _LEAST_BASE64):
        try:
            return base64.b64decode(plain, validate=True)
        except (binascii.Error, ValueError):
            pass
    return text.encode("utf-8")
