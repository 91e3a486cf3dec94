"""Where a build keeps its parts; nothing of it lies in what git keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
"""``packaging/windows`` of the checkout."""
ROOT = HERE.parent.parent
"""The checkout."""
NAME = "Sunshine Desk"
DRIVE = "B:"
"""The drive on which Windows sees the folder of work: no path of a computer gets in."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one build.

    Attributes:
        work: what is made on the way; may be thrown away.
        out: what is handed out.
    """

    work: Path
    out: Path

    @property
    def source(self) -> Path:
        """Give the files of the commit that is built."""
        return self.work / "source"

    @property
    def python(self) -> Path:
        """Give the Windows Python that freezes the program."""
        return self.work / "python"

    @property
    def prefix(self) -> Path:
        """Give the Wine prefix of the build."""
        return self.work / "prefix"

    @property
    def stand_ins(self) -> Path:
        """Give what Wine lacks; never handed out."""
        return self.work / "stand-ins"

    @property
    def program(self) -> Path:
        """Give the one-folder program."""
        return self.work / "frozen" / NAME
