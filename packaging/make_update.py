r"""Make and sign an update: one ``.sdupdate`` file with an installer, to be carried in on a stick.

    uv run python packaging/make_update.py new-key update-key.pem
    uv run python packaging/make_update.py sign update-key.pem SunshineDesk-0.2.0-user.exe \
        --kind windows-user --version 0.2.0 --min-version 0.1.0 --out SunshineDesk-0.2.0.sdupdate

``new-key`` writes the private key, sealed where ``--password-file`` is given, and prints the public
one as a policy's ``update_key`` takes it; ``public`` prints it again. A build of one's own brings
the key as ``resources/update.key``. The same key, file and words give the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cryptography.hazmat.primitives import serialization as written
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.updates import Kind, Update, read_manifest
from app.workflow.update_file import MANIFEST, SIGNATURE


def make(installer: Path, update: Update, key: Ed25519PrivateKey, out: Path) -> None:
    """Write the file: manifest, its signature, and the installer as it is."""
    manifest = update.manifest()
    if read_manifest(manifest) != update:
        raise SystemExit("These words make no update: look at versions and at the file's name.")
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo(MANIFEST), manifest)
        archive.writestr(ZipInfo(SIGNATURE), key.sign(manifest))
        with installer.open("rb") as source, archive.open(ZipInfo(update.file), "w") as goal:
            while piece := source.read(1 << 20):
                goal.write(piece)


def describe(installer: Path, kind: Kind, version: str, min_version: str) -> Update:
    """Say what the manifest says of an installer."""
    with installer.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    return Update(version, min_version, kind, installer.name, installer.stat().st_size, sha256)


def public_of(key: Ed25519PrivateKey) -> str:
    """Give the public key as a policy takes it."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def main(arguments: Sequence[str]) -> int:
    """Do what the words say."""
    asked = _words(arguments)
    secret = asked.password_file.read_bytes().strip() if asked.password_file else None
    if asked.deed == "new-key":
        _write_key(asked.key, secret)
    key = written.load_pem_private_key(asked.key.read_bytes(), secret)
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit("The key must be an Ed25519 key.")
    if asked.deed == "sign":
        update = describe(asked.installer, Kind(asked.kind), asked.version, asked.min_version)
        make(asked.installer, update, key, asked.out)
        print(f"{asked.out}: {update.version}, {update.sha256}")  # noqa: T201 - its answer
    print(public_of(key))  # noqa: T201 - its answer
    return 0


def _write_key(path: Path, secret: bytes | None) -> None:
    seal = written.BestAvailableEncryption(secret) if secret else written.NoEncryption()
    form = written.PrivateFormat.PKCS8
    made = Ed25519PrivateKey.generate().private_bytes(written.Encoding.PEM, form, seal)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(made)


def _words(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    deeds = parser.add_subparsers(dest="deed", required=True)
    for name in ("new-key", "public", "sign"):
        deed = deeds.add_parser(name)
        deed.add_argument("key", type=Path)
        deed.add_argument("--password-file", type=Path)
    signing = deeds.choices["sign"]
    signing.add_argument("installer", type=Path)
    signing.add_argument("--kind", choices=[kind.value for kind in Kind], required=True)
    signing.add_argument("--version", required=True)
    signing.add_argument("--min-version", default="0.0.0")
    signing.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
