"""Make the vault that a release leaves for later versions to open.

    uv run python tests/migrations/make_released_vault.py

Run once at each release that changed the tables, and commit the file: a later program's tests
open every one of them. Its passphrase and contents are those below.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from builders import PASSPHRASE, hold, message, new_request, new_vault  # noqa: E402  the path is set above

from app.domain.columns import ColumnMapping, KeptMapping, Meaning  # noqa: E402  the path is set above
from app.domain.coverage import RegisterEntry  # noqa: E402  the path is set above
from app.domain.decisions import Comment, Dispose, Disposition, Redact  # noqa: E402  the path is set above
from app.domain.ids import BlobName, PersonId  # noqa: E402  the path is set above
from app.domain.joining import Joint  # noqa: E402  the path is set above
from app.domain.records import hash_of  # noqa: E402  the path is set above
from app.domain.redaction import SpanTarget  # noqa: E402  the path is set above
from app.domain.spans import Span  # noqa: E402  the path is set above
from app.vault.incoming import StoredAttachment  # noqa: E402  the path is set above
from app.vault.schema import HEAD  # noqa: E402  the path is set above

RELEASED = HERE / "released"
TEXT = "Call me at 850-555-0142 about the stop"
PICTURE = b"not really a picture"
ENTRY = RegisterEntry("Ofc. Diaz", channel="sms", account="850-555-0102")
CALLED = "Benjamin Cole"
MAPPING = KeptMapping("Vendor", frozenset({"body"}), ColumnMapping((("body", Meaning.TEXT),)))


def make(folder: Path) -> Path:
    """Make a zipped vault in a folder, with a little of everything."""
    with tempfile.TemporaryDirectory() as place:
        vault = new_vault(Path(place), "released")
        put = vault.blobs.put(io.BytesIO(PICTURE))
        photo = StoredAttachment("a.jpg", put.size, "image/jpeg", put.sha256, put.name, "sign")
        lost = StoredAttachment("b.jpg", -1, "", "", BlobName(""), missing="not in the export")
        ids = hold(vault, [message(TEXT, 1), message("Zürich 東京", 2)], [[photo, lost]])
        request = new_request(vault, ids)
        redact = Redact(ids[0], SpanTarget(Span(11, 23)), ("(b)(6)",), hash_of(TEXT))
        with vault.write() as work:
            work.decisions.append(
                request.id,
                "Rosa",
                [Dispose(ids[0], Disposition.RELEASE), redact, Comment(ids[0], "note")],
            )
            work.coverage.add("Rosa", [ENTRY])
            work.joined.add(Joint.NAME, [PersonId(2)], "Rosa", name=CALLED)
            work.mappings.keep(MAPPING, "Rosa")
            work.audit.append("Rosa", "vault.made")
        vault.close()
        folder.mkdir(exist_ok=True)
        return Path(shutil.make_archive(str(folder / f"vault-{HEAD}"), "zip", vault.path))


if __name__ == "__main__":
    print(make(RELEASED), PASSPHRASE)
