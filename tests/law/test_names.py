"""Things are called by the words of the house, and never by the words it does not use."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from law.house import files, names, nodes, parts, place

NEVER = {
    "case": "request", "cases": "requests", "ticket": "request", "tickets": "requests",
    "upload": "source", "uploads": "sources", "uploaded": "imported",
    "highlight": "redaction", "highlighted": "redacted", "annotation": "redaction",
    "annotations": "redactions", "masked": "redacted", "sanitised": "redacted",
    "sanitized": "redacted", "anonymised": "redacted", "anonymized": "redacted",
    "whiteout": "redaction", "blackout": "redaction",
    "manager": "what it does", "managers": "what they do", "util": "what it does",
    "utils": "what they do", "utility": "what it does", "helper": "what it does",
    "helpers": "what they do", "singleton": "an argument", "misc": "what it is",
    "foo": "what it is", "tmp": "what it is",
}  # fmt: skip
OF_A_FORMAT = {
    # a PDF calls its notes annotations, and the verifier looks for exactly those
    ("app/packet/", "annotation"), ("app/packet/", "annotations"),
    ("app/documents/", "annotation"), ("app/documents/", "annotations"),
}  # fmt: skip


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_no_name_is_one_the_house_never_uses(path: Path) -> None:
    found = [
        f"line {line}: {name} (say {NEVER[word]})"
        for name, line in names(path)
        for word in parts(name) & NEVER.keys()
        if not any(place(path).startswith(room) and word == term for room, term in OF_A_FORMAT)
    ]
    assert not found


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_files_and_folders_are_named_by_what_they_hold(path: Path) -> None:
    spoken = {"highlight"}  # search/highlight.py marks hits, as the house plan names it
    used = {word for part in Path(place(path)).with_suffix("").parts for word in parts(part)}
    assert not (used - spoken) & NEVER.keys()
    assert path.name == path.name.lower()


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_nothing_is_kept_in_a_module(path: Path) -> None:
    """No ``global``, and no object that hands out itself."""
    assert not list(nodes(path, ast.Global))
    assert not [
        name for name, _ in names(path) if name in {"_instance", "instance", "get_instance"}
    ]


def test_that_names_are_split_into_words() -> None:
    assert parts("_MailStatus") == {"mail", "status"}
    assert parts("ABC_of_PDFPage") >= {"abc", "of", "page"}
