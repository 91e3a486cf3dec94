"""Words recognised on pages: found with the records that hold the file, also later ones."""

from __future__ import annotations

import dataclasses

from builders import hold, message

from app.domain.ids import BlobName, RecordId, SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.queries import And, Has, Query, Word
from app.vault.driver import driver
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment

SCAN = StoredAttachment("scan.pdf", 9, "application/pdf", "aa" * 32, BlobName("bb" * 32), "")
OTHER = dataclasses.replace(SCAN, name="other.pdf", sha256="cc" * 32, text="printed words")


def found(vault: Vault, query: Query) -> list[int]:
    return [int(one) for one in vault.index.find(query).ids]


def keep(vault: Vault, sha256: str, words: str) -> None:
    with vault.write() as work:
        work.recognised.keep(sha256, words, 1)


def integrity(vault: Vault) -> None:
    """Compare the word index with what it was made from."""
    with vault.write() as work:
        driver(work.records._connection).execute(
            "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"
        )


def test_that_a_record_is_found_by_the_words_on_its_pages(vault: Vault) -> None:
    one, two, three = hold(
        vault, [message("a", 1), message("b", 2), message("c", 3)], [[SCAN], [OTHER, SCAN], [OTHER]]
    )
    assert found(vault, Word("fence")) == []
    keep(vault, SCAN.sha256, "The fence on Alder Street")
    assert found(vault, Word("fence")) == [one, two]
    assert found(vault, And((Word("fence"), Word("printed")))) == [two]
    assert found(vault, Word("printed")) == [two, three]
    assert "alder" in vault.index.vocabulary()
    integrity(vault)


def test_that_words_read_again_take_the_place_of_earlier_ones(vault: Vault) -> None:
    hold(vault, [message("a", 1)], [[SCAN]])
    keep(vault, SCAN.sha256, "fenoe")
    keep(vault, SCAN.sha256, "fence")
    assert found(vault, Word("fenoe")) == []
    assert found(vault, Word("fence")) == [1]
    assert "fenoe" not in vault.index.vocabulary()
    keep(vault, SCAN.sha256, "")
    assert found(vault, Word("fence")) == []
    assert found(vault, Has("attachment")) == [1]
    integrity(vault)


def test_that_a_file_met_in_a_later_import_is_found_at_once(vault: Vault) -> None:
    hold(vault, [message("a", 1)], [[SCAN]])
    keep(vault, SCAN.sha256, "fence")
    hold(vault, [message("b", 2)], [[OTHER, SCAN]], name="later.xml")
    assert found(vault, Word("fence")) == [1, 2]
    keep(vault, SCAN.sha256, "gate")
    assert found(vault, Word("gate")) == [1, 2]
    assert found(vault, Word("fence")) == []
    integrity(vault)


def test_that_a_record_tells_what_was_recognised_in_its_files(vault: Vault) -> None:
    hold(vault, [message("a", 1)], [[OTHER, SCAN]])
    keep(vault, SCAN.sha256, "fence")
    with vault.read() as work:
        files = work.records.get(RecordId(1)).attachments
        assert [(one.text, one.recognised) for one in files] == [
            ("printed words", ""),
            ("", "fence"),
        ]
        assert work.records.attachment(files[1].id).recognised == "fence"
        assert work.recognised.of([SCAN.sha256, OTHER.sha256, ""]) == {SCAN.sha256: "fence"}


def test_that_files_nobody_read_are_listed_by_source(vault: Vault) -> None:
    hold(vault, [message("a", 1), message("b", 2)], [[SCAN], [OTHER]])
    with vault.read() as work:
        assert work.recognised.unread(["application/pdf"]) == [1, 2]
        assert work.recognised.unread(["application/pdf"], SourceId(1)) == [1, 2]
        assert work.recognised.unread(["application/pdf"], SourceId(2)) == []
        assert work.recognised.unread(["image/png"]) == []
        assert work.recognised.files_read(["application/pdf"]) == {1: FilesRead(2)}
        assert work.recognised.files_read(["image/png"]) == {}
    keep(vault, SCAN.sha256, "")
    with vault.read() as work:
        assert work.recognised.unread(["application/pdf"]) == [2]
        read = {1: FilesRead(1, {Languages.ENGLISH: 1})}
        assert work.recognised.files_read(["application/pdf"]) == read


BOTH = Languages.ENGLISH_AND_SPANISH


def test_that_files_are_read_again_in_more_languages_alone(vault: Vault) -> None:
    hold(vault, [message("a", 1), message("b", 2)], [[SCAN], [SCAN, OTHER]])
    keep(vault, SCAN.sha256, "Pefia")
    with vault.write() as work:
        shelf, kinds = work.recognised, ["application/pdf"]
        assert shelf.unread(kinds) == [2]
        assert shelf.unread(kinds, SourceId(1), BOTH) == [1, 2]
        (files,) = shelf.files_read(kinds).values()
        assert (files.left(Languages.ENGLISH), files.left(BOTH)) == (1, 2)
        shelf.keep(SCAN.sha256, "Peña", 1, BOTH)
        assert shelf.unread(kinds, None, BOTH) == [2]
        shelf.keep(OTHER.sha256, "", 1, BOTH)
        assert shelf.unread(kinds) == shelf.unread(kinds, None, BOTH) == []
        assert shelf.files_read(kinds) == {1: FilesRead(0, {BOTH: 2})}
        assert shelf.languages([SCAN.sha256, "none"]) == {SCAN.sha256: BOTH}


def test_that_what_was_read_again_is_found_with_and_without_its_accents(vault: Vault) -> None:
    hold(vault, [message("a", 1)], [[SCAN]])
    keep(vault, SCAN.sha256, "Pefia")
    assert "pefia" in vault.index.vocabulary()
    with vault.write() as work:
        work.recognised.keep(SCAN.sha256, "¿Dónde vive Begoña Peña?", 1, BOTH)
    assert "pefia" not in vault.index.vocabulary()
    assert "pena" in vault.index.vocabulary()
    for word in ("pena", "PEÑA", "Peña", "donde", "begona"):
        assert found(vault, Word(word)) == [1]
    assert found(vault, Word("pefia")) == []
    with vault.read() as work:
        assert work.records.get(RecordId(1)).attachments[0].languages is BOTH
    integrity(vault)


def test_that_files_of_many_records_are_asked_for_in_parts(vault: Vault) -> None:
    hashes = [f"{n:064x}" for n in range(1_200)]
    for sha256 in (hashes[0], hashes[-1]):
        keep(vault, sha256, "word")
    with vault.read() as work:
        assert set(work.recognised.languages(hashes)) == {hashes[0], hashes[-1]}
