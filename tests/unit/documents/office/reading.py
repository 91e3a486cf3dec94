"""Reads documents for the tests without a child process, and looks into what was read."""

from __future__ import annotations

from collections.abc import Iterator

from fakes import Here

from app.documents.office.reader import Reader
from app.domain.content import Block, Content, Run
from app.domain.redacted import Look, Role
from app.errors import ChildFailed


def read(untrusted: bytes, media_type: str) -> Content:
    """Read a document and check that its blocks lie in its text as they should."""
    content = Reader(Here()).read(untrusted, media_type)  # type: ignore[arg-type]  # a fake
    check(content)
    return content


def refusal(untrusted: bytes, media_type: str) -> str:
    """Give why a document is not read."""
    try:
        Reader(Here()).read(untrusted, media_type)  # type: ignore[arg-type]  # a fake
    except ChildFailed as failure:
        return failure.reason
    return ""


def runs_of(block: Block) -> Iterator[Run]:
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell


def check(content: Content) -> None:
    """Every run lies in the text, in order; nothing but blanks lies between them."""
    at = 0
    for block in content.blocks:
        for run in runs_of(block):
            assert at <= run.span.start < run.span.end <= len(content.text)
            assert not content.text[at : run.span.start].strip(' \t\n",;|')
            at = run.span.end
        assert len({len(row) for row in block.rows}) <= 1
    assert not content.text[at:].strip(' \t\n",;|')


def looked(content: Content, look: Look) -> list[str]:
    """Give the runs of one look."""
    return [
        content.text[run.span.start : run.span.end]
        for block in content.blocks
        for run in runs_of(block)
        if run.look is look
    ]


def words_of(content: Content, role: Role) -> list[tuple[int, str]]:
    """Give level and words of the blocks of one role."""
    return [
        (block.level, content.text[block.runs[0].span.start : block.runs[-1].span.end])
        for block in content.blocks
        if block.role is role and block.runs
    ]


def tables_of(content: Content) -> list[list[list[str]]]:
    """Give the tables as rows of cells of words."""
    return [
        [
            ["".join(content.text[run.span.start : run.span.end] for run in cell) for cell in row]
            for row in block.rows
        ]
        for block in content.blocks
        if block.role is Role.TABLE
    ]


def hidden_of(content: Content) -> dict[str, bool]:
    """Give what hides: sentences and whether they are printed."""
    return {hidden.what: hidden.printed for hidden in content.hidden}
