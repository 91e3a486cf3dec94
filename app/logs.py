"""The program's own log: ids, counts, types and line numbers; never the text of a record."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 512 * 1024


class WordlessFormatter(logging.Formatter):
    """Formats exceptions without their message, which might quote an export."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        """Give types, files and line numbers of an exception and its causes."""
        error = ei[1] if isinstance(ei, tuple) else None
        return wordless(error) if isinstance(error, BaseException) else "no exception"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """Give no stack text, since it quotes source lines."""
        return f"({len(stack_info.splitlines())} stack lines left out)"


def wordless(error: BaseException) -> str:
    """Tell where an exception came from: types, files and line numbers only."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines.extend(
            f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        )
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def start(folder: Path) -> None:
    """Write the log into ``folder``; without a log where the folder cannot be written."""
    root = logging.getLogger("app")
    root.setLevel(logging.INFO)
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Log(
            folder / "sunshine-desk.log", maxBytes=_BYTES, backupCount=3, encoding="utf-8"
        )
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(WordlessFormatter(_LINE))
    root.addHandler(handler)
    root.propagate = False


def stop() -> None:
    """Close the log, so that its file can be moved or deleted."""
    root = logging.getLogger("app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    root.propagate = True


class _Log(RotatingFileHandler):
    """Begins a new file when one is full; goes on in it while another process has it open."""

    def doRollover(self) -> None:  # noqa: N802 - the name is logging's
        """Shift the older files only where the full one can be shifted too."""
        full = Path(self.baseFilename)
        aside = full.with_suffix(".full")
        if self.stream:
            self.stream.close()
        try:
            aside.unlink(missing_ok=True)
            full.replace(aside)
            aside.replace(full)
            super().doRollover()
        except OSError:
            self.stream = self._open()


def _short(filename: str) -> str:
    """Give a file's name from the room on, so that no user's folder is told."""
    path = Path(filename)
    parts = path.parts
    if "app" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("app") :])
    library = "library" if str(path).startswith(sys.prefix) else "outside"
    return f"{library}/{path.name}"
