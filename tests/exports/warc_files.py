"""Makes captures of invented web pages: WARC packed and plain, WACZ, whole and damaged.

Run it by itself to write the files of ``warc/`` anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import brotli
from exports.zipped import as_json, zipped

PAGE = "https://town.example.com/news/fence"
WORDS = "The fence on Alder Street is mended on Tuesday."
HTML = f"<html><head><title>Fence</title></head><body><p>{WORDS}</p></body></html>".encode()
SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
WHEN = "2026-03-20T15:00:00Z"


def record(kind: str, block: bytes, uri: str = PAGE, **more: str) -> bytes:
    """Make one record of a WARC."""
    heads = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block, usedforsecurity=False).hexdigest()}>",
        "WARC-Target-URI": uri,
        "WARC-Date": WHEN,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    written = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"WARC/1.1\r\n{written}\r\n".encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **more: str
) -> bytes:
    """Make what a server answers."""
    heads = {
        "Content-Type": kind,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    written = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"HTTP/1.1 {status} OK\r\n{written}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    """Cut a body into chunks."""
    pieces = [body[at : at + 40] for at in range(0, len(body), 40)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def all_records() -> list[bytes]:
    """Give records of all sorts: pages in every packing, pictures, design, redirects."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = packed.compress(HTML) + packed.flush()
    base = "https://town.example.com/"
    return [
        record("warcinfo", b"software: made up\r\n"),
        record("request", b"GET /news/fence HTTP/1.1\r\n\r\n"),
        record("response", answer(HTML)),
        record(
            "response", answer(gzip.compress(HTML, mtime=0), Content_Encoding="gzip"), base + "gzip"
        ),
        record(
            "response", answer(zlib.compress(HTML), Content_Encoding="deflate"), base + "deflate"
        ),
        record("response", answer(raw, Content_Encoding="deflate"), base + "raw"),
        record("response", answer(brotli.compress(HTML), Content_Encoding="br"), base + "br"),
        record("response", answer(chunked(HTML), Transfer_Encoding="chunked"), base + "chunks"),
        record("response", answer(HTML, Transfer_Encoding="chunked"), base + "no-chunks"),
        record("response", answer(b"??", Content_Encoding="zstd"), base + "zstd"),
        record("response", answer(b"plain words", "text/plain"), base + "robots.txt"),
        record("response", answer(PICTURE, "image/png"), base + "photos/fence.png"),
        record("response", answer(PICTURE[:90], "image/png"), base + "dot.png"),
        record("response", answer(b"a {}", "text/css"), base + "s.css"),
        record("response", answer(b"", "text/html", 302, Location=PAGE), base + "old"),
        record("response", answer(b""), base + "void"),
        record("revisit", answer(b""), PAGE),
        record("resource", b"%PDF-1.4 small", base + "minutes.pdf", Content_Type="application/pdf"),
        record("metadata", b"fetchTimeMs: 12\r\n"),
    ]


def wacz(*, spoilt: bool = False) -> bytes:
    """Make a WACZ of one page that draws itself; its words are in the list of pages."""
    shell = "https://town.example.com/app"
    archive = b"".join(
        gzip.compress(one, mtime=0)
        for one in (record("warcinfo", b"x: y\r\n"), record("response", answer(SHELL), shell))
    )
    pages = (
        b'{"format": "json-pages-1.0", "id": "pages", "title": "All"}\n'
        + json.dumps(
            {"id": "1", "url": shell, "ts": WHEN, "title": "Meetings", "text": WORDS * 9}
        ).encode()
    )
    tree = {"archive/data.warc.gz": archive, "indexes/index.cdx": b"com,example,town)/app 2026\n",
            "pages/pages.jsonl": pages}  # fmt: skip
    listed = [
        {"name": name.rpartition("/")[2], "path": name, "bytes": len(data),
         "hash": f"sha256:{hashlib.sha256(b'?' if spoilt else data).hexdigest()}"}
        for name, data in tree.items()
    ]  # fmt: skip
    about = {"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}
    return zipped({"datapackage.json": as_json(about), **tree})


def write_samples(folder: Path) -> None:
    """Write what the contract suite reads."""
    folder.mkdir(exist_ok=True)
    records = all_records()
    (folder / "every_kind.warc").write_bytes(b"".join(records))
    packed = b"".join(gzip.compress(one, mtime=0) for one in records)
    (folder / "every_kind.warc.gz").write_bytes(packed)
    (folder / "in_one_piece.warc.gz").write_bytes(gzip.compress(b"".join(records), mtime=0))
    (folder / "app.wacz").write_bytes(wacz())
    (folder / "app_spoilt.wacz").write_bytes(wacz(spoilt=True))


if __name__ == "__main__":
    write_samples(Path(__file__).parent / "warc")
