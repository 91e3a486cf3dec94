"""The front of the room where exports are opened, hashed and told apart."""

from __future__ import annotations

from app.importers.export_hash import export_hash
from app.importers.splitting import split
from app.importers.tree import missing_parts, open_export, part_of

__all__ = ["export_hash", "missing_parts", "open_export", "part_of", "split"]
