"""Makes `resources/fonts` from published packages; it holds which faces are bundled and why.

Needs Debian's `apt-get` and `dpkg`, and `npm`, each set up with its ordinary package source.
Run it from the checkout's root: `uv run packaging/fonts/make_fonts.py`. It writes the faces,
their licence texts and `faces.sha256`; the same packages give the same files.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageCms

DEBIAN_PACKAGE = "fonts-noto-core"
DEBIAN_FACES = (
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSans-Italic",
    "NotoNaskhArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansBengali-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansEthiopic-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansKannada-Regular",
    "NotoSansKhmer-Regular",
    "NotoSansLao-Regular",
    "NotoSansMalayalam-Regular",
    "NotoSansMath-Regular",
    "NotoSansMyanmar-Regular",
    "NotoSansSinhala-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansTamil-Regular",
    "NotoSansTelugu-Regular",
    "NotoSansThai-Regular",
)
NPM_FACES = (
    ("@expo-google-fonts/noto-emoji@0.4.7", "NotoEmoji_400Regular.ttf", "NotoEmoji-Regular"),
    ("@expo-google-fonts/noto-sans-sc@0.4.3", "NotoSansSC_400Regular.ttf", "NotoSansSC-Regular"),
    ("@expo-google-fonts/noto-sans-kr@0.4.3", "NotoSansKR_400Regular.ttf", "NotoSansKR-Regular"),
)
LIMIT = 25 * 1024 * 1024


def main() -> int:
    """Make the folder afresh; give 1 where a face is not a static TrueType face."""
    target = Path("resources/fonts")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        _take_debian(Path(scratch), target)
        for package, member, name in NPM_FACES:
            _take_npm(Path(scratch), (package, member, name), target)
    _write_core_licence(target)
    (target / "sRGB.icc").write_bytes(colour_profile())
    faces = sorted(target.glob("*.ttf"))
    bad = [face.name for face in faces if not is_static_truetype(face)]
    size = sum(face.stat().st_size for face in faces)
    sums = [f"{hashlib.sha256(face.read_bytes()).hexdigest()}  {face.name}\n" for face in faces]
    (target / "faces.sha256").write_text("".join(sums), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(faces)} faces, {size / 1e6:.1f} MB; not usable: {bad or 'none'}\n")
    return 1 if bad or size > LIMIT else 0


def colour_profile() -> bytes:
    """Give an sRGB profile with a fixed date in place of the time of its making (ICC.1, 7.2.8)."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    date = bytes.fromhex("07ea00010001000000000000")
    return made[:24] + date + made[36:84] + bytes(16) + made[100:]


def is_static_truetype(path: Path) -> bool:
    """Say whether a face has `glyf` outlines and no axes of variation."""
    with TTFont(path, lazy=True) as face:
        return "glyf" in face and "CFF " not in face and "fvar" not in face


def _take_debian(scratch: Path, target: Path) -> None:
    _run(["apt-get", "download", DEBIAN_PACKAGE], scratch)
    package = next(scratch.glob(f"{DEBIAN_PACKAGE}_*.deb"))
    _run(["dpkg", "-x", str(package), "noto"], scratch)
    for name in DEBIAN_FACES:
        source = scratch / "noto/usr/share/fonts/truetype/noto" / f"{name}.ttf"
        shutil.copyfile(source, target / source.name)


def _write_core_licence(target: Path) -> None:
    """Write the licence of the core faces: their own notice over the same licence text."""
    same = (target / "LICENSE-NotoEmoji-Regular.txt").read_text(encoding="utf-8")
    licence = same.split("\n", 1)[1]
    notice = "Copyright 2010, 2012-2020 Google Inc. (the Noto faces not named in another file here)"
    text = f"{notice}\n{licence}"
    (target / "LICENSE-noto-core.txt").write_text(text, encoding="utf-8", newline="\n")


def _take_npm(scratch: Path, wanted: tuple[str, str, str], target: Path) -> None:
    package, member, name = wanted
    _run(["npm", "pack", "--silent", package], scratch)
    stem = package.removeprefix("@").rsplit("@", 1)[0].replace("/", "-")
    with tarfile.open(next(scratch.glob(f"{stem}-*.tgz"))) as archive:
        _extract(archive, f"package/400Regular/{member}", target / f"{name}.ttf")
        _extract(archive, "package/LICENSE_FONT", target / f"LICENSE-{name}.txt")


def _extract(archive: tarfile.TarFile, member: str, target: Path) -> None:
    found = archive.extractfile(member)
    if found is None:
        raise FileNotFoundError(member)
    target.write_bytes(found.read())


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - constants above


if __name__ == "__main__":
    raise SystemExit(main())
