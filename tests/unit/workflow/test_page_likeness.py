"""Words like others on pages that are shown as pixels, as regions; pages are given by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.ids import BlobName
from app.domain.records import Record
from app.domain.redacted import SheetWord
from app.domain.redaction import RegionTarget
from app.errors import AppError
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.page_likeness import PageLikeness

Lines = list[list[str]]


def page(lines: Lines, down: float = 0.1) -> tuple[SheetWord, ...]:
    return tuple(
        SheetWord(word, (0.1 * at, down * row, 0.1 * at + 0.08, down * row + 0.05), row)
        for row, line in enumerate(lines, start=1)
        for at, word in enumerate(line, start=1)
    )


class Pages:
    """Gives pages as the vault's own would; the second file cannot be opened."""

    def __init__(self, own: list[Lines], seen: dict[int, Lines]) -> None:
        self._own, self._seen = own, seen

    def pages(self, _record: Record, index: int) -> int:
        if index:
            raise AppError("It does not open.", "Leave it.")
        return len(self._own)

    def words(self, _record: Record, _index: int, number: int) -> tuple[SheetWord, ...]:
        return page(self._own[number - 1])

    def seen_words(self, _record: Record, _index: int, number: int) -> tuple[SheetWord, ...]:
        return page(self._seen.get(number, []))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def looking(vault: Vault, own: list[Lines], seen: dict[int, Lines] | None = None) -> PageLikeness:
    files = [
        StoredAttachment(name, 4, media, name, BlobName(name))
        for name, media in (("a.pdf", "application/pdf"), ("b.pdf", "application/pdf"),
                            ("c.zip", "application/zip"))
    ]  # fmt: skip
    builders.hold(vault, [builders.message("see the files", 1)], [files])
    looks = PageLikeness(vault, Child())
    looks._words = Pages(own, seen or {})  # type: ignore[assignment]  # pages by hand
    return looks


def test_that_a_name_over_two_lines_is_one_place_with_two_regions(vault: Vault) -> None:
    looks = looking(vault, [[["ask", "Jordan"], ["Blackwood", "now"]]])
    (hit,) = looks.hits([vault_record(vault).id], "Jordan Blackwood")
    assert [target.region.top for target in regions(hit.targets)] == [0.1, 0.2]
    assert hit.is_same


def test_that_misread_words_and_rules_for_letters_are_found(vault: Vault) -> None:
    looks = looking(vault, [[["Jordan", "B|ackwood", "and", "Jordan", "B1ackwood"]]])
    found = [hit.likeness.value for hit in looks.hits([vault_record(vault).id], "Jordan Blackwood")]
    assert found == ["same", "misread"]


def test_that_what_eyes_see_as_well_is_told_once(vault: Vault) -> None:
    own: list[Lines] = [[["Jordan", "Blackwood"]], [["nothing", "here"]]]
    seen: dict[int, Lines] = {1: [["Jordan", "Blackwood"]], 2: [["call", "Blackwood"]]}
    looks = looking(vault, own, seen)
    hits = looks.hits([vault_record(vault).id], "Jordan Blackwood")
    assert [regions(hit.targets)[0].region.page for hit in hits] == [1, 2]


def test_that_words_under_one_another_are_two_places_though_their_boxes_touch(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "__defaults__", (0.04,))
    own: list[Lines] = [[["Jordan", "Blackwood"], ["Jordan", "Blackwood"]]]
    looks = looking(vault, own, {1: [["Jordan", "Blackwood"], ["Jordan", "Blackwood"]]})
    hits = looks.hits([vault_record(vault).id], "Jordan Blackwood")
    assert [regions(hit.targets)[0].region.top for hit in hits] == [0.04, 0.08]


def test_that_what_stands_around_a_region_is_told_of_its_line(vault: Vault) -> None:
    looks = looking(vault, [[["first", "line"], ["ask", "Jordan", "Blackwood", "now"]], [["x"]]])
    record = vault_record(vault)
    (hit,) = looks.hits([record.id], "Jordan Blackwood")
    (target,) = regions(hit.targets)
    assert looks.around(target, record) == ("ask", "Jordan Blackwood", "now")
    elsewhere = RegionTarget(1, target.region)
    assert looks.around(elsewhere, record) == ("", "", "")


def test_that_nothing_is_found_of_no_words(vault: Vault) -> None:
    looks = looking(vault, [[["Jordan"]]])
    assert looks.hits([vault_record(vault).id], "…") == []


def vault_record(vault: Vault) -> Record:
    with vault.read() as work:
        (record,) = work.records.many([one.id for one in work.records.lines(ids(vault))])
    return record


def ids(vault: Vault) -> list:
    with vault.read() as work:
        return list(range(1, work.records.count() + 1))


def regions(targets: tuple) -> list[RegionTarget]:
    return [one for one in targets if isinstance(one, RegionTarget)]
