"""Certificates that somebody brings: sound, changed, signed by another, or none at all."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from unit.packet import made_certificate as made

from app.domain.certificate import (
    Certificate,
    FileState,
    Signature,
    as_table,
    canonical,
    envelope,
    fingerprint_of,
    one_line,
)
from app.errors import AppError
from app.workflow.check_certificate import check_certificate, files_beside

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "certificate.md"
PACKET, LETTER = b"%PDF packet", b"%PDF letter"
FILES: dict[str, Path | bytes] = {"packet.pdf": PACKET, "sub/letter é.pdf": LETTER}
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def certificate(**changed: Any) -> Certificate:
    told = made.made(files=2)
    files = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in FILES.items()
        if isinstance(data, bytes)
    ]
    new = {
        "files": tuple(type(told.files[0])(**one) for one in files),  # type: ignore[arg-type]  # a builder of one frozen value
        "fingerprint": fingerprint_of(public(KEY)),
    }
    values = {name: getattr(told, name) for name in told.__slots__}
    return Certificate(**{**values, **new, **changed})


def signed(told: Certificate, key: Ed25519PrivateKey = KEY) -> bytes:
    value = base64.b64encode(key.sign(canonical(as_table(told)))).decode()
    return envelope(told, Signature(public(key), value))


SOUND = signed(certificate())


def changed(**entries: object) -> bytes:
    """Change what is certified and leave the signature."""
    told = json.loads(SOUND)
    told["certificate"].update(entries)
    return json.dumps(told).encode()


def test_that_a_sound_certificate_and_its_files_hold() -> None:
    checked = check_certificate(SOUND, FILES)
    assert checked.holds
    assert checked.signed
    assert checked.number == "2026-014"
    assert checked.fingerprint == fingerprint_of(public(KEY))
    assert checked.fingerprint in checked.sentence
    assert checked.sentence.startswith("All 2 files are those")


def test_that_it_may_be_written_in_another_way_as_long_as_it_says_the_same() -> None:
    pretty = json.dumps(json.loads(SOUND), indent=4).encode()
    assert check_certificate(b"\xef\xbb\xbf" + pretty, FILES).holds


def test_that_a_changed_byte_in_a_file_is_told() -> None:
    checked = check_certificate(SOUND, {**FILES, "packet.pdf": PACKET + b"\n"})
    assert checked.signed
    assert not checked.holds
    assert [one.state for one in checked.files] == [FileState.CHANGED, FileState.SAME]
    assert "packet.pdf: changed" in checked.sentence


def test_that_a_missing_a_renamed_and_a_strange_file_are_told_apart(tmp_path: Path) -> None:
    renamed = tmp_path / "mine.pdf"
    renamed.write_bytes(PACKET)
    checked = check_certificate(SOUND, {"mine.pdf": renamed, "other.pdf": b"other"})
    assert [(one.name, one.state) for one in checked.files] == [
        ("packet.pdf", FileState.SAME),
        ("sub/letter é.pdf", FileState.MISSING),
        ("other.pdf", FileState.UNNAMED),
    ]
    assert not checked.holds


def test_that_two_files_that_changed_places_are_told() -> None:
    checked = check_certificate(SOUND, {"packet.pdf": LETTER, "sub/letter é.pdf": PACKET})
    assert {one.state for one in checked.files} == {FileState.CHANGED}


def test_that_many_wrong_files_are_counted() -> None:
    strange: dict[str, Path | bytes] = {f"{number}.pdf": b"x" for number in range(7)}
    sentence = check_certificate(SOUND, {**FILES, **strange}).sentence
    assert "and 2 more" in sentence


@pytest.mark.parametrize(
    "entries",
    [
        {"counts": {"held": 1}},
        {"recipient": "Somebody Else"},
        {"made_at": "2026-11-18T09:30:00-05:00"},
        {"files": [{"name": "x", "sha256": "0" * 64}]},
        {"format": "sunshine-desk certificate 2"},
        {"more": 1},
        {"fingerprint": "0000 " * 7 + "0000"},
    ],
)
def test_that_anything_changed_in_it_breaks_the_signature(entries: dict[str, object]) -> None:
    checked = check_certificate(changed(**entries), {})
    assert not checked.signed
    assert not checked.holds
    assert checked.fingerprint == ""
    assert "does not fit" in checked.sentence


def test_that_another_key_cannot_sign_in_the_name_of_the_first() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    assert not check_certificate(signed(certificate(), other), FILES).signed
    own = certificate(fingerprint=fingerprint_of(public(other)))
    checked = check_certificate(signed(own, other), FILES)
    assert checked.holds
    assert checked.fingerprint != fingerprint_of(public(KEY))


def test_that_another_kind_of_signature_is_not_believed() -> None:
    told = json.loads(SOUND)
    told["signature"]["algorithm"] = "none"
    assert not check_certificate(json.dumps(told).encode(), FILES).signed


TWICE = SOUND.replace(b'"certificate":{', b'"certificate":{"request":"other",', 1)
BROKEN = {
    "empty": b"",
    "no JSON": b"%PDF-1.7",
    "a list": b"[]",
    "another object": b"{}",
    "not UTF-8": b'{"certificate": "\xff"}',
    "a name twice": TWICE,
    "half a number": SOUND.replace(b'"held":172', b'"held":172.0'),
    "no number": SOUND.replace(b'"held":172', b'"held":NaN'),
    "half a sign": SOUND.replace(b"Dana Whitlow", b"\\ud800"),
    "a deep list": b'{"certificate":' + b"[" * 100_000,
    "no files": changed(files={}),
    "a file without hash": changed(files=[{"name": "x"}]),
    "a file that is no object": changed(files=["x"]),
    "a file twice": changed(files=[{"name": "x", "sha256": "0"}] * 2),
    "no signature": json.dumps({"certificate": {"files": []}}).encode(),
    "a signature that is no text": json.dumps(
        {"certificate": {"files": []}, "signature": {"public_key": 1}}
    ).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_that_what_is_no_certificate_is_told_as_such(name: str) -> None:
    with pytest.raises(AppError, match="no certificate"):
        check_certificate(BROKEN[name], {})


def test_that_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"gone\.pdf cannot be read"):
        check_certificate(SOUND, {"gone.pdf": tmp_path / "gone.pdf"})


def test_that_files_are_found_beside_it_and_never_outside(tmp_path: Path) -> None:
    folder = tmp_path / "packet"
    (folder / "sub").mkdir(parents=True)
    (folder / "packet.pdf").write_bytes(PACKET)
    (folder / "sub" / "letter é.pdf").write_bytes(LETTER)
    (tmp_path / "outside.pdf").write_bytes(b"x")
    assert check_certificate(SOUND, files_beside(SOUND, folder)).holds
    names = ["../outside.pdf", "..\\outside.pdf", "/etc/hostname", "C:\\x", "\\\\host\\x"]
    wicked = changed(files=[{"name": name, "sha256": "0"} for name in names])
    assert files_beside(wicked, folder) == {}


def test_that_line_ends_and_unseen_signs_are_no_part_of_what_is_signed() -> None:
    told = as_table(certificate(recipient="Dana\n \u202eWhit\x00low\u200b"))
    assert told["recipient"] == "Dana Whitlow"
    assert one_line("a\tb\r\nc") == "a b c"


# The instructions for outsiders


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a folder as an outsider has it: certificate and files, no program."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "packet.pdf").write_bytes(PACKET)
    (tmp_path / "sub" / "letter é.pdf").write_bytes(LETTER)
    (tmp_path / "certificate.json").write_bytes(SOUND)
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def forge(folder: Path) -> None:
    (folder / "certificate.json").write_bytes(changed(recipient="Somebody Else"))


def test_that_the_guide_has_ten_lines_of_python_that_work(outside: Path) -> None:
    (outside / "check.py").write_text(block("python"), encoding="utf-8")
    told = block("python").splitlines()
    assert len([line for line in told if not line.startswith(("import", "from"))]) <= 10
    command = [sys.executable, "-W", "ignore", "check.py", "certificate.json", "packet.pdf"]
    done = run(outside, *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert fingerprint_of(public(KEY)).replace(" ", "") in done.stdout
    (outside / "packet.pdf").write_bytes(PACKET + b"\n")
    assert "AssertionError" in run(outside, *command).stderr
    forge(outside)
    assert "InvalidSignature" in run(outside, *command).stderr


TOOLS = ("sh", "jq", "openssl", "base64", "sha256sum")


@pytest.mark.skipif(
    os.name == "nt" or not all(map(shutil.which, TOOLS)), reason="needs OpenSSL, jq and a shell"
)
def test_that_the_guide_has_commands_for_openssl_that_work(outside: Path) -> None:
    done = run(outside, "sh", "-e", "-c", block("sh"))
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    assert done.stdout.count(": OK") == 2
    (outside / "packet.pdf").write_bytes(PACKET + b"\n")
    assert run(outside, "sh", "-e", "-c", block("sh")).returncode != 0
    forge(outside)
    assert "Verified Successfully" not in run(outside, "sh", "-c", block("sh")).stdout


def test_that_the_guide_names_every_entry() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    told = as_table(certificate())
    assert [key for key in told if f"`{key}`" not in text] == []
    for part in ("counts", "decisions", "verification"):
        inner = told[part]
        assert isinstance(inner, dict)
        assert [key for key in inner if f"`{key}`" not in text] == []
    for part in ("files", "sources"):
        listed = told[part]
        assert isinstance(listed, list)
        assert [key for key in listed[0] if f"`{key}`" not in text] == []
