"""The steps of the build for Linux that need no frozen program: libraries, archives, packages."""

from __future__ import annotations

import importlib.util
import io
import struct
import subprocess
import tarfile
from pathlib import Path

import pytest
from linuxbuild import appimage, closure, deb, desktop, packing, wheels
from linuxbuild.elf import Library, is_code
from linuxbuild.packing import Member
from linuxbuild.pruning import MODULES, OF_SYSTEM, PLUGINS, is_shipped
from linuxbuild.tries import screen
from linuxbuild.tries.package import depends_of
from winbuild.shell import BuildFailed
from winbuild.source import Commit

COMMIT = Commit("0123456789abcdef", 1_790_000_000, "0.1.0")
MEMBERS = [
    Member("usr/lib/sunshine-desk/sunshine-desk", b"program", packing.PROGRAM_MODE),
    Member("usr/bin/sunshine-desk", "../lib/sunshine-desk/sunshine-desk"),
    Member("usr/share/doc/sunshine-desk/copyright", b"text\n"),
]


def library_of(package: str, name: str) -> Path:
    """Give a library that came in a wheel, where this system's wheels are those for Linux."""
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin).parent / name
    if not path.exists():
        pytest.skip("the wheels of this system hold no libraries for Linux")
    return path


def test_that_the_tables_of_a_real_library_are_read() -> None:
    read = Library(library_of("PySide6", "Qt/lib/libQt6PrintSupport.so.6"))
    assert read.name() == "libQt6PrintSupport.so.6"
    assert {"libQt6Gui.so.6", "libQt6Core.so.6", "libc.so.6"} <= set(read.needed())
    assert "Qt_6" in read.versions()["libQt6Gui.so.6"]
    assert all(name.startswith("GLIBC_2.") for name in read.versions()["libc.so.6"])


def test_that_what_is_asked_of_the_system_is_told_with_the_oldest_c_library() -> None:
    core = library_of("PySide6", "Qt/lib/libQt6Core.so.6")
    plugin = library_of("PySide6", "Qt/plugins/platformthemes/libqgtk3.so")
    asked = closure.asked([core, plugin])
    assert {"libstdc++.so.6", "libicuuc.so.73"} <= asked
    assert "libgtk-3.so.0" not in asked, "what is optional asks for nothing"
    first, second = closure.lowest_glibc([core])
    assert (2, 28) <= (first, second) < (3, 0)


def test_that_a_library_of_no_package_stops_the_build() -> None:
    if not Path("/usr/bin/dpkg-query").exists():
        pytest.skip("this system has no packages of Debian")
    assert closure.package_of("libc.so.6") == "libc6"
    with pytest.raises(BuildFailed, match="of no package"):
        closure.package_of("libnobody_made_this.so.1")


def test_that_other_files_are_no_code(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text("text", encoding="utf-8")
    (tmp_path / "empty").touch()
    assert not is_code(tmp_path / "small.txt")
    assert not is_code(tmp_path / "empty")


@pytest.mark.parametrize(
    "name",
    [
        "libreadline.so.8",
        "libstdc++.so.6",
        "libgnutls.so.30",
        "libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtCore.pyi",
        "holidays-0.109.dist-info/RECORD",
    ],
)
def test_that_what_is_not_needed_is_left_out(name: str) -> None:
    assert not is_shipped(name)


@pytest.mark.parametrize(
    "name",
    [
        *OF_SYSTEM,
        *(f"PySide6/Qt/plugins/{one}" for one in PLUGINS),
        "libQt6Core.so.6",
        "libpyside6.abi3.so.6.11",
        "libscipy_openblas64_-32a4b2a6.so",
        "libquadmath-96973f99-934c22de.so.0.0.0",
        "PySide6/Qt/lib/libQt6WaylandClient.so.6",
        "_brotli.cpython-311-x86_64-linux-gnu.so",
        "holidays-0.109.dist-info/METADATA",
        "resources/ocr/eng.traineddata",
        "app/vault/migrations/versions/0001_first_vault.py",
    ],
)
def test_that_what_is_needed_is_shipped(name: str) -> None:
    assert is_shipped(name)


def test_that_qt_has_every_plugin_that_is_named() -> None:
    plugins = library_of("PySide6", "Qt/plugins")
    assert [one for one in PLUGINS if not (plugins / one).is_file()] == []


def test_that_gnu_readline_is_not_looked_for() -> None:
    assert "readline" in MODULES


def test_that_two_archives_of_the_same_files_are_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "program"
    (folder / "inner").mkdir(parents=True)
    (folder / "sunshine-desk").write_bytes(b"program")
    (folder / "inner" / "one.so").write_bytes(b"one")
    (folder / "link.so").symlink_to("inner/one.so")
    found = packing.folder_members(folder, "sunshine-desk", ["sunshine-desk"])
    packing.tar(found, tmp_path / "one.tar", COMMIT.epoch)
    (folder / "inner" / "one.so").chmod(0o600)
    packing.tar(reversed(found), tmp_path / "other.tar", COMMIT.epoch)
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "other.tar").read_bytes()
    with tarfile.open(tmp_path / "one.tar") as archive:
        told = {one.name: (one.mode, one.uid, one.mtime) for one in archive}
        assert told == {
            "sunshine-desk": (0o755, 0, COMMIT.epoch),
            "sunshine-desk/inner": (0o755, 0, COMMIT.epoch),
            "sunshine-desk/inner/one.so": (0o644, 0, COMMIT.epoch),
            "sunshine-desk/link.so": (0o777, 0, COMMIT.epoch),
            "sunshine-desk/sunshine-desk": (0o755, 0, COMMIT.epoch),
        }
        assert archive.getmember("sunshine-desk/link.so").linkname == "inner/one.so"


def test_that_a_package_has_three_parts_and_hashes_of_its_files(tmp_path: Path) -> None:
    made = tmp_path / "small.deb"
    deb.make(made, MEMBERS, COMMIT, ["libc6 (>= 2.35)", "libgl1"], quick=True)
    parts = opened(made.read_bytes())
    assert list(parts) == ["debian-binary", "control.tar.xz", "data.tar"]
    assert parts["debian-binary"] == b"2.0\n"
    with tarfile.open(fileobj=io.BytesIO(parts["control.tar.xz"])) as about:
        sums = about.extractfile("./md5sums")
        assert sums is not None
        told = sums.read().decode().splitlines()
    assert [line.split("  ")[1] for line in told] == [
        "usr/lib/sunshine-desk/sunshine-desk",
        "usr/share/doc/sunshine-desk/copyright",
    ]
    again = tmp_path / "again.deb"
    deb.make(again, MEMBERS[::-1], COMMIT, ["libc6 (>= 2.35)", "libgl1"], quick=True)
    assert again.read_bytes() == made.read_bytes()


def test_that_debian_reads_the_package(tmp_path: Path) -> None:
    if not Path("/usr/bin/dpkg-deb").exists():
        pytest.skip("this system has no tools of Debian")
    made = tmp_path / "small.deb"
    deb.make(made, MEMBERS, COMMIT, ["libc6 (>= 2.35)", "libgl1"])
    listed = subprocess.run(["dpkg-deb", "-c", made], capture_output=True, text=True, check=True)
    assert "root/root" in listed.stdout
    assert "./usr/bin/sunshine-desk -> ../lib/sunshine-desk/sunshine-desk" in listed.stdout
    assert depends_of(made) == ["libc6", "libgl1"]


def test_that_the_control_file_says_what_it_must() -> None:
    told = deb.control("0.1.0", ["libc6 (>= 2.35)", "libgl1"], 2049)
    fields = dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "sunshine-desk"
    assert fields["Architecture"] == "amd64"
    assert fields["Depends"] == "libc6 (>= 2.35), libgl1"
    assert fields["Installed-Size"] == "3"
    assert all(len(line) < 81 for line in told.splitlines() if line.startswith(" "))
    assert not fields["Description"].startswith(("A ", "The ", "Sunshine"))


def test_that_an_image_is_a_runtime_with_the_files_behind_it(tmp_path: Path) -> None:
    if not Path("/usr/bin/sqfstar").exists():
        pytest.skip("squashfs-tools is not installed")
    runtime, made = tmp_path / "runtime", tmp_path / "small.AppImage"
    runtime.write_bytes(b"\x7fELF\x02\x01\x01\0AI\x02" + bytes(4085))
    share = desktop.members(desktop.FILES.parents[2], COMMIT)
    appimage.make(made, [*MEMBERS[:2], *share], COMMIT, runtime)
    words = ["unsquashfs", "-offset", "4096", "-lls", made]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "AppRun -> usr/lib/sunshine-desk/sunshine-desk" in listed
    assert "squashfs-root/sunshine-desk.desktop" in listed
    assert "-rwxr-xr-x root/root" in listed
    once = made.read_bytes()
    appimage.make(made, [*share, *MEMBERS[:2]], COMMIT, runtime)
    assert made.read_bytes() == once


def test_that_another_program_is_no_runtime(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"\x7fELF\x02\x01" + bytes(4090))
    with pytest.raises(BuildFailed, match="no runtime"):
        appimage.make(tmp_path / "small.AppImage", MEMBERS, COMMIT, runtime)


def test_that_the_file_of_a_wheel_is_known_by_its_tags(tmp_path: Path) -> None:
    information = tmp_path / "Small_Part-1.2.dist-info"
    information.mkdir()
    tags = "Tag: cp311-cp311-manylinux_2_17_x86_64\nTag: cp311-cp311-manylinux2014_x86_64\n"
    (information / "WHEEL").write_text(f"Wheel-Version: 1.0\n{tags}", encoding="utf-8")
    lock = tmp_path / "uv.lock"
    file = "small_part-1.2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
    lock.write_text(
        '[[package]]\nname = "small-part"\nversion = "1.2"\nwheels = [\n'
        '{ url = "https://example.com/small_part-1.2-cp311-cp311-win_amd64.whl", '
        'hash = "sha256:ff" },\n'
        f'{{ url = "https://example.com/{file}", hash = "sha256:00" }},\n]\n',
        encoding="utf-8",
    )
    assert wheels.installed(tmp_path, lock) == {"small-part 1.2": {file: "00"}}
    assert wheels.present(tmp_path, ["small-part", "absent"]) == ["small-part"]


def test_that_the_icon_is_there_in_the_sizes_of_desktops() -> None:
    found = {one.name: one.content for one in desktop.icons(desktop.FILES.parents[2])}
    named = {name.split("/")[4] for name in found}
    assert {"16x16", "32x32", "48x48", "128x128", "256x256", "scalable"} <= named
    for name, content in found.items():
        if isinstance(content, bytes):
            side = int(name.split("/")[4].split("x")[0])
            assert struct.unpack_from(">8x4x4sII", content) == (b"IHDR", side, side)


def test_that_a_screen_becomes_a_picture() -> None:
    blank, spotted = dump([[0x112233, 0x112233]] * 2), dump([[0x112233, 0x445566]] * 2)
    assert not screen.painted(blank)
    assert screen.painted(dump([[0x112233, 0x112233], [0x445566, 0x445566]]))
    picture = screen.png(spotted)
    assert struct.unpack_from(">8x4x4sII", picture) == (b"IHDR", 2, 2)


def dump(rows: list[list[int]]) -> bytes:
    """Give what an X server keeps of its pixels."""
    told = [0] * 25
    told[0], told[4], told[5], told[12] = 100, len(rows[0]), len(rows), 4 * len(rows[0])
    pixels = b"".join(struct.pack("<I", one) for row in rows for one in row)
    return struct.pack(">25I", *told) + pixels


def opened(package: bytes) -> dict[str, bytes]:
    """Take apart what ``ar`` joined."""
    assert package.startswith(b"!<arch>\n")
    at, found = 8, {}
    while at < len(package):
        name, size = package[at : at + 16].decode().strip(), int(package[at + 48 : at + 58])
        found[name] = package[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found
