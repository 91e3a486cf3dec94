"""Signs what is ours with a certificate given by path, and checks what others signed."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from winbuild.shell import BuildFailed, run

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
FOREIGN = "CN=Python Software Foundation"
NAME = "Sunshine Desk"
_VERIFY = ("osslsigncode", "verify")
_SIGNED_AT = re.compile(r"(?:Timestamp time|The signature is timestamped): (.+)")
"""As osslsigncode writes it since 2.6, and before."""
_NO_REVOCATION = "-ignore-crl"
"""Lists of revoked certificates lie on servers; older ones ask for none, and know no such word."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature is set.

    Attributes:
        certificate: PEM file with the certificate and those between it and its root.
        key: PEM file with the private key, or a ``pkcs11:`` address of one.
        password_file: the key's password, where it has one.
        timestamp_url: a server that proves when it was signed; a build without a network has none.
        epoch: the time to write where no server proves one, in seconds.
    """

    certificate: Path
    key: str
    epoch: int
    password_file: Path | None = None
    timestamp_url: str = ""

    def command(self, path: str, into: str) -> list[str]:
        """Give the command that signs one file."""
        key = ["-key", self.key]
        if self.password_file:
            key += ["-readpass", str(self.password_file)]
        when = ["-ts", self.timestamp_url] if self.timestamp_url else ["-time", str(self.epoch)]
        who = ["-certs", str(self.certificate), *key, "-h", "sha256", "-n", NAME]
        return ["osslsigncode", "sign", *who, *when, "-in", path, "-out", into]

    def sign(self, path: Path) -> None:
        """Sign a file in its place."""
        signed = path.with_name(f"{path.name}.signed")
        run(self.command(str(path), str(signed)))
        signed.replace(path)


def make_own(folder: Path, epoch: int) -> Signer:
    """Make a certificate that nobody trusts, for tries."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not key.exists():
        subject = f"/CN={NAME}: for tries only"
        use = ["-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=digitalSignature"]
        made = ["-x509", "-newkey", "rsa:3072", "-nodes", "-days", "7300", "-subj", subject, *use]
        run(["openssl", "req", *made, "-keyout", key, "-out", certificate])
    return Signer(certificate, str(key), epoch)


def is_signed(path: Path) -> bool:
    """Say whether a file carries anybody's signature."""
    return "No signature found" not in run([*_VERIFY, "-in", path], may_fail=True).stdout


def is_signed_by(path: Path, authorities: Path, epoch: int | None = None) -> bool:
    """Say whether a file stands as it was signed, under authorities valid at a time, or now."""
    moment = int(time.time()) if epoch is None else epoch
    when = ["-ignore-timestamp", "-time", str(moment)]
    if _knows_revocation():
        when.append(_NO_REVOCATION)
    told = run([*_VERIFY, "-CAfile", authorities, *when, "-in", path], may_fail=True)
    return "Succeeded" in told.stdout.splitlines() and told.returncode == 0


@cache
def _knows_revocation() -> bool:
    return _NO_REVOCATION in run([*_VERIFY, "--help"], may_fail=True).stdout


def refuse_foreign(path: Path) -> None:
    """Raise BuildFailed unless the Python Software Foundation signed a file.

    Certificates for code end sooner than what they signed: it is checked at the time of signing.
    """
    told = run([*_VERIFY, "-in", path], may_fail=True).stdout
    found = _SIGNED_AT.search(told)
    if FOREIGN not in told or found is None:
        raise BuildFailed(f"{path.name} is not signed by the Python Software Foundation.")
    moment = datetime.strptime(found[1].strip(), "%b %d %H:%M:%S %Y GMT").replace(tzinfo=UTC)
    if not is_signed_by(path, AUTHORITIES, int(moment.timestamp())):
        raise BuildFailed(f"{path.name} was changed after it was signed.")
