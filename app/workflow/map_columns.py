"""Set what the columns of a table hold: look at its first rows, warn, and keep it by a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.columns import ColumnMapping, KeptMapping, Meaning
from app.domain.parsed import Parsed
from app.errors import AppError
from app.importers import registry
from app.importers.export_tree import open_export
from app.importers.legal.looking import Looked, look
from app.vault.folder import Vault
from app.workflow.import_export import Recognised, recognised_as

SHOWN = 10
_LONGEST_NAME = 80
_NAMED = 4
_WANTED = (
    (frozenset({Meaning.DATE}), "No column is chosen for the date."),
    (
        frozenset({Meaning.TEXT, Meaning.SUBJECT, Meaning.ATTACHMENTS}),
        "No column is chosen for the text.",
    ),
    (frozenset({Meaning.SENDER, Meaning.SENDER_NAME}), "No column is chosen for the sender."),
)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table as it would be imported.

    Attributes:
        mapping: the one that was told, kept for these headings, or guessed.
        samples: the first filled cell of each column.
        rows: the first records.
        warnings: sentences on what may be wrong.
        kept_name: of the kept mapping that fits, where the clerk told none.
    """

    paths: tuple[Path, ...]
    mapping: ColumnMapping
    headings: tuple[str, ...]
    samples: tuple[str, ...] = field(repr=False)
    rows: tuple[Parsed, ...] = field(repr=False)
    warnings: tuple[str, ...]
    kept_name: str = ""


class Columns:
    """The mappings of one vault.

    Args:
        vault: keeps them.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def preview(
        self, paths: Sequence[Path], mapping: ColumnMapping | None, zone: str
    ) -> TablePreview:
        """Show a table as it would be imported; without a mapping, one is proposed.

        Raises:
            AppError: the files cannot be read as a table.
        """
        export = open_export(paths)
        looked = look(export, mapping, zone)
        kept = self.fitting(looked.headings) if mapping is None else None
        if kept is not None:
            looked = look(export, kept.mapping, zone)
        return TablePreview(
            tuple(paths),
            looked.mapping,
            looked.headings,
            looked.samples,
            looked.records[:SHOWN],
            warnings_of(looked),
            kept.name if kept else "",
        )

    def recognised(self, paths: Sequence[Path], mapping: ColumnMapping) -> Recognised:
        """Give files that shall be read as a table by a mapping."""
        return recognised_as(paths, registry.TABLE, mapping)

    def kept(self) -> list[KeptMapping]:
        """List the mappings that are kept."""
        with self._vault.read() as work:
            return work.mappings.all()

    def named(self, name: str) -> ColumnMapping:
        """Give the mapping that is kept by a name."""
        for one in self.kept():
            if one.name.casefold() == name.strip().casefold():
                return one.mapping
        raise AppError(
            f"No mapping is kept by the name {name}.", "See which there are: mappings VAULT."
        )

    def keep(self, name: str, headings: Sequence[str], mapping: ColumnMapping) -> None:
        """Keep a mapping for the next table with these headings."""
        tidy = " ".join(name.split())[:_LONGEST_NAME]
        if not tidy:
            raise AppError("The mapping has no name.", "Type a name, such as the archive's.")
        with self._vault.write() as work:
            work.mappings.keep(KeptMapping(tidy, frozenset(headings), mapping), self._vault.who)
            work.audit.append(self._vault.who, "mapping.kept", columns=len(mapping.columns))

    def fitting(self, headings: Sequence[str]) -> KeptMapping | None:
        """Find the mapping that is kept for a table with these headings."""
        return next((one for one in self.kept() if one.headings == frozenset(headings)), None)


def warnings_of(looked: Looked) -> tuple[str, ...]:
    """Say what may be wrong with a mapping, seen by the first rows."""
    held = {meaning for _, meaning in looked.mapping.columns}
    found = [] if looked.records else ["No row stands below the headings."]
    found += [sentence for meanings, sentence in _WANTED if not meanings & held]
    if Meaning.DATE in held and looked.undated:
        found.append(
            f"The date is not understood in {looked.undated:,} of the first {looked.count:,} rows."
        )
    if looked.guessed_order:
        found.append("It cannot be told whether day or month comes first: choose it.")
    unused = [f"“{one}”" for one in looked.headings if looked.mapping.meaning_of(one) is None]
    if unused:
        more = f" and {len(unused) - _NAMED} more" if len(unused) > _NAMED else ""
        named = ", ".join(unused[:_NAMED])
        found.append(f"Kept with each record, but neither searched nor printed: {named}{more}.")
    return tuple(found)
