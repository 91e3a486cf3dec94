"""Drawings: what was drawn is found again, and a lost one is no fault of the vault."""

from __future__ import annotations

import io

from app.domain.ids import BlobName
from app.vault.backup import check
from app.vault.drawings import Drawing
from app.vault.folder import Vault


def test_that_a_drawing_is_found_by_its_key_until_it_is_forgotten(vault: Vault) -> None:
    blob = vault.blobs.put(io.BytesIO(b"pixels")).name
    with vault.write() as work:
        work.drawings.keep("a", Drawing(blob, "{}"))
        work.drawings.keep("a", Drawing(blob, '{"words": []}'))
        work.drawings.keep("b", Drawing(BlobName(""), "[]"))
    with vault.read() as work:
        assert work.drawings.find("a") == Drawing(blob, '{"words": []}')
        assert work.drawings.find("c") is None
    with vault.write() as work:
        work.drawings.forget("a")
        assert work.drawings.find("a") is None


def test_that_pixels_of_drawings_are_no_fault_there_or_lost(vault: Vault) -> None:
    blob = vault.blobs.put(io.BytesIO(b"pixels")).name
    with vault.write() as work:
        work.drawings.keep("a", Drawing(blob, "{}"))
        work.drawings.keep("b", Drawing(BlobName("ab" * 32), "{}"))
    assert check(vault, deep=True) == []


def test_that_a_drawing_shows_no_words_when_printed() -> None:
    assert "Avery" not in repr(Drawing(BlobName("ab" * 32), "Avery"))
