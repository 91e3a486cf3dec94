"""An empty vault for each test, and small things to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import new_vault

from app.vault.folder import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = new_vault(tmp_path)
    yield made
    made.close()
