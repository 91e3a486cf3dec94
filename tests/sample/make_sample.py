"""Makes the bundled sample: `python tests/sample/make_sample.py [--out resources/sample]`.

The same bytes every time: fixed seeds, fixed dates, stored ZIPs, no clock.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import clerk
from documents_export import documents_export
from expectations import expected, prove
from facebook_export import facebook_export
from mail_export import mail_export
from phone_export import phone_exports
from planted import ZONE_NAME, Export
from x_export import x_export
from youtube_export import youtube_export

HERE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def all_exports() -> list[Export]:
    """Make every export of the sample that is imported, in the order of the demo."""
    return [
        *phone_exports(),
        mail_export(),
        facebook_export(),
        x_export(),
        youtube_export(),
        documents_export(),
    ]


def write_sample(folder: Path) -> None:
    """Write exports, request, decisions and expectations, after proving that they agree."""
    exports = all_exports()
    prove(exports)
    for export in exports:
        for name, content in export.files.items():
            _write(folder / "exports" / name, content)
    _write(folder / "request.toml", _request(exports).encode())
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in clerk.decisions()]
    _write(folder / "decisions.jsonl", "".join(lines).encode())
    told = json.dumps(expected(exports), ensure_ascii=False, indent=2) + "\n"
    _write(folder / "expected.json", told.encode())


def _request(exports: Sequence[Export]) -> str:
    queries = "".join(f"  {_text(query)},\n" for query in clerk.QUERIES)
    listed = "".join(
        f"\n[[exports]]\nfile = {_text(export.name)}\n"
        f"custodian = {_text(export.custodian)}\nzone = {_text(ZONE_NAME)}\n"
        f"own_addresses = {json.dumps(export.own_addresses)}\n"
        for export in exports
    )
    heads = {
        "number": clerk.NUMBER,
        "requester": clerk.REQUESTER,
        "department": clerk.DEPARTMENT,
        "jurisdiction": "FL",
        "text": clerk.TEXT,
    }
    written = "".join(f"{key} = {_text(value)}\n" for key, value in heads.items())
    return f"{written}received = {clerk.RECEIVED}\nqueries = [\n{queries}]\n{listed}"


def _text(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> None:
    """Read the command line and write the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    write_sample(parser.parse_args().out)


if __name__ == "__main__":
    main()
