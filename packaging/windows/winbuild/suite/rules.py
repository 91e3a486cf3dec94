"""Which tests run under Wine and which cannot, each with its reason; told nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WHOLE = ("tests",)
CHOSEN = (
    "tests/windows/test_children.py",
    "tests/windows/test_held_files.py",
    "tests/windows/test_long_paths.py",
    "tests/windows/test_network_drive.py",
    "tests/windows/test_odd_names.py",
    "tests/windows/test_placeholders.py",
    "tests/contract/test_bad_input.py",
    "tests/flow/test_command_line.py",
    "tests/flow/test_from_export_to_packet.py",
    "tests/flow/test_killed_import.py",
    "tests/flow/test_policy_commands.py",
    "tests/flow/test_updates.py",
    "tests/law/test_fresh_process.py",
    "tests/ui/test_unlock_presenter.py",
    "tests/unit/cli",
    "tests/unit/delivery",
    "tests/unit/disk",
    "tests/unit/importers/test_trees.py",
    "tests/unit/importers/test_xml.py",
    "tests/unit/importers/test_zips.py",
    "tests/unit/jobs",
    "tests/unit/logs",
    "tests/unit/settings",
    "tests/unit/vault/test_backup.py",
    "tests/unit/vault/test_blobs.py",
    "tests/unit/vault/test_drafts.py",
    "tests/unit/vault/test_header.py",
    "tests/unit/vault/test_lock.py",
    "tests/unit/vault/test_opening.py",
    "tests/unit/windows_desk",
)
"""What shows most of Windows in a few minutes; tests of the real window take as long again."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Tests that are left out.

    Attributes:
        why: what Wine, or a computer like it, does not have.
        tests: as pytest names them; a file or folder stands for all in it.
    """

    why: str
    tests: tuple[str, ...]


_OUTSIDE = "tests/unit/documents/office/test_outside.py::test_that"
_LICENCES = "tests/unit/workflow/test_licences.py::test_that"
RULES = (
    Rule(
        "a script that only POSIX starts stands in for LibreOffice",
        (
            f"{_OUTSIDE}_a_document_becomes_a_pdf_in_a_private_folder_that_is_gone_afterwards",
            f"{_OUTSIDE}_the_copy_is_marked_as_from_outside_before_a_program_sees_it",
            f"{_OUTSIDE}_a_program_that_hangs_is_ended_with_its_children",
            f"{_OUTSIDE}_a_program_that_gives_nothing_is_told",
            f"{_OUTSIDE}_a_program_that_cannot_be_started_is_told",
        ),
    ),
    Rule(
        "the program itself is not installed beside what its tests need",
        (f"{_LICENCES}_every_part_of_a_checkout_is_listed_with_its_text",),
    ),
    Rule(
        "Wine takes a job object's limit of memory and does not keep it",
        (
            "tests/unit/jobs/test_isolated.py::test_that_eaten_memory_costs_one_call_and_the_process",
        ),
    ),
)


def deselected() -> list[str]:
    """Give the words by which pytest leaves out what cannot run."""
    return [f"--deselect={test}" for rule in RULES for test in rule.tests]


def told(rules: tuple[Rule, ...] = RULES) -> Iterator[str]:
    """Say what is left out and why, a line for each reason."""
    for rule in rules:
        yield f"left out, {rule.why}: {', '.join(rule.tests)}"


def lacking(source: Path, paths: tuple[str, ...]) -> list[str]:
    """Give what is named and does not exist in a checkout: files, folders, or tests of a file."""
    named = [*paths, *(test for rule in RULES for test in rule.tests)]
    return [one for one in named if not _is_there(source, one)]


def _is_there(source: Path, name: str) -> bool:
    place, _, test = name.partition("::")
    path = source / place
    plain = test.partition("[")[0]
    return path.exists() and (not plain or f"def {plain}(" in path.read_text(encoding="utf-8"))
