"""Which folders are packages, and which must never be."""

from __future__ import annotations

import pytest
from law.house import APP, ROOT, files


@pytest.mark.parametrize("folder", ["packaging", "resources", "tests", "docs"])
def test_that_a_folder_of_data_or_tests_is_no_package(folder: str) -> None:
    """A package called ``packaging`` would hide the library of that name."""
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_that_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in files()} - {APP / "vault" / "migrations" / "versions"}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]
