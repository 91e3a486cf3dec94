"""The packet command's wishes on real files: layouts, parts, marked copies, attachments."""

from __future__ import annotations

import io
import json
import shutil
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import builders
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.cli import main as command_line
from app.cli.packet_options import look_of
from app.cli.secret import VARIABLE
from app.domain.packets import Density, Talk

Run = Callable[..., tuple[int, list[Any]]]
RTF = rb"{\rtf1\ansi Notes on Jordan Blackwood\par seen at the stop}"
NUMBER = "2026-014"


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Give what runs one command: its exit code and the JSON objects that it printed."""

    def run_it(*arguments: object) -> tuple[int, list[Any]]:
        printed = io.StringIO()
        with redirect_stdout(printed):
            code = command_line.main([*map(str, arguments), "--json"], lambda _: 0)
        return code, [json.loads(line) for line in printed.getvalue().splitlines()]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, builders.PASSPHRASE)
        yield run_it


def form() -> bytes:
    """Draw a complaint form of two pages."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792), invariant=1)
    for words in (("Complaint form", "Name: Jordan Blackwood"), ("Signed", "J. Blackwood")):
        for at, line in enumerate(words):
            canvas.drawString(72, 700 - 30 * at, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def mail(number: int) -> bytes:
    """Write a mail; the first has a form and notes."""
    made = EmailMessage()
    made["From"] = "dana@example.com"
    made["To"] = "sergeant@example.org"
    made["Date"] = f"Sat, 14 Mar 2026 1{number}:00:00 -0400"
    made["Subject"] = f"The stop, part {number}"
    made["Message-ID"] = f"<{number}@example.com>"
    made.set_content(f"Please see what Jordan Blackwood wrote, part {number}.\n")
    if number == 0:
        made.add_attachment(form(), maintype="application", subtype="pdf", filename="form.pdf")
        made.add_attachment(RTF, maintype="application", subtype="rtf", filename="notes.rtf")
    return made.as_bytes()


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a vault whose request holds four decided mails; the name is withheld everywhere."""
    folder = tmp_path_factory.mktemp("made")
    vault = builders.new_vault(folder)
    vault.close()
    exports = []
    for number in range(4):
        exports.append(folder / f"mail{number}.eml")
        exports[-1].write_bytes(mail(number))
    assert run("import", vault.path, *exports, "--custodian", "Sgt. Cole")[0] == 0
    new = ["--number", NUMBER, "--requester", "Dana Whitlow", "--received", "2026-11-02"]
    run("request", "new", vault.path, *new, "--jurisdiction", "US")
    run("request", "add", vault.path, NUMBER, "*")
    lines = folder / "decisions.jsonl"
    said = [
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": "Blackwood", "exemptions": ["(b)(6)"], "everywhere": True},
    ]
    lines.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    code, (answer,) = run("decide", vault.path, NUMBER, lines)
    assert (code, answer["decisions"]) == (0, 4 + 4 + 1 + 2)
    run("check", vault.path, NUMBER, "--confirm", "(b)(6)")
    return vault.path


@pytest.fixture
def decided(made: Path, tmp_path: Path) -> Path:
    """Give a copy of the vault to each test."""
    return Path(shutil.copytree(made, tmp_path / made.name))


def words_of(path: Path) -> list[str]:
    """Read each page of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_that_words_are_withheld_in_mails_pages_and_documents(
    run: Run, decided: Path, tmp_path: Path
) -> None:
    out = tmp_path / "packet.pdf"
    code, (answer,) = run("packet", decided, NUMBER, "--out", out, "--dated", "2026-11-20")
    assert code == 0
    said = "\n".join(words_of(out))
    assert "Blackwood" not in said
    assert "Complaint form" in said
    assert "seen at the stop" in said
    assert said.count("[REDACTED (b)(6)]") == 7 == answer["log_lines"]


@pytest.mark.parametrize("layout", ["bubbles", "compact", "one-a-page", "bubbles,compact"])
def test_that_every_layout_is_proved_clean(
    run: Run, decided: Path, tmp_path: Path, layout: str
) -> None:
    more = ["--layout", layout, "--order", "custodian", "--custody", "--page", "a4"]
    out = tmp_path / "packet.pdf"
    code, (answer,) = run("packet", decided, NUMBER, "--out", out, "--no-attachments", *more)
    assert (code, answer["verified"]) == (0, True)
    pages = words_of(out)
    assert "Complaint form" not in "\n".join(pages)
    assert len(pages) == answer["pages"]


def test_that_an_unknown_layout_is_refused_with_those_there_are() -> None:
    assert look_of("Bubbles, one-a-page") == (Talk.BUBBLES, Density.ONE_A_PAGE)
    with pytest.raises(ArgumentTypeError, match="one-a-page"):
        look_of("fancy")


@pytest.mark.usefixtures("blind")
def test_that_parts_hold_every_record_and_have_a_signed_certificate(
    run: Run, decided: Path, tmp_path: Path
) -> None:
    out = tmp_path / "parts"
    out.mkdir()
    more = ["--parts-pages", 4, "--layout", "one-a-page", "--certificate"]
    code, (answer,) = run("packet", decided, NUMBER, "--out", out, *more)
    assert code == 0
    assert len(answer["files"]) > 1
    said = [page for one in answer["files"] for page in words_of(out / one["name"])]
    assert len(said) == answer["pages"]
    assert all(any(f"part {number}." in page for page in said) for number in range(4))
    certificate = next(Path(one) for one in answer["certificate"] if one.endswith(".json"))
    assert run("certificate", "check", certificate)[0] == 0
    (out / answer["files"][0]["name"]).write_bytes(b"changed")
    assert run("certificate", "check", certificate)[0] == 1


@pytest.mark.usefixtures("blind")
def test_that_each_record_can_be_a_file_of_its_own(run: Run, decided: Path, tmp_path: Path) -> None:
    out = tmp_path / "single"
    out.mkdir()
    code, (answer,) = run("packet", decided, NUMBER, "--out", out, "--per-record")
    assert code == 0
    assert len(answer["files"]) == 4 + 2


def test_that_a_marked_copy_shows_the_words_and_names_its_recipient(
    run: Run, decided: Path, tmp_path: Path
) -> None:
    out = tmp_path / "marked.pdf"
    more = ["--marked-copy-for", "City Attorney"]
    code, (answer,) = run("packet", decided, NUMBER, "--out", out, *more)
    assert (code, answer["marked_for"]) == (0, "City Attorney")
    pages = words_of(out)
    assert "Blackwood" in "\n".join(pages)
    assert "City Attorney" in pages[0]
    assert [page for page in pages if "MARKED" not in page] == []


@pytest.mark.parametrize("more", [(), ("--parts-pages", "3"), ("--certificate",)])
def test_that_a_marked_copy_is_refused_without_recipient_and_in_parts(
    run: Run, decided: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    out = tmp_path / "marked.pdf"
    who = "Judge" if more else "  "
    assert run("packet", decided, NUMBER, "--out", out, "--marked-copy-for", who, *more)[0] == 2
    assert not out.exists()


def test_that_attachments_are_listed_with_how_they_are_shown(run: Run, decided: Path) -> None:
    code, listed = run("attachments", decided, NUMBER)
    assert code == 0
    shown = {one["name"]: one["shown"] for one in listed}
    assert shown == {"form.pdf": "pages", "notes.rtf": "text"}


@pytest.mark.usefixtures("blind")
def test_that_a_logo_stands_on_the_letter(run: Run, decided: Path, tmp_path: Path) -> None:
    seal = tmp_path / "seal.png"
    Image.new("RGB", (200, 200), (20, 60, 120)).save(seal)
    out = tmp_path / "packet.pdf"
    more = ["--logo", seal, "--department", "Millbrook Police", "--no-attachments"]
    assert run("packet", decided, NUMBER, "--out", out, *more)[0] == 0
    with pypdfium2.PdfDocument(out) as document:
        pixels = document[0].render(scale=1).to_pil().convert("RGB")
    raw = pixels.tobytes()
    blue = [at for at in range(0, len(raw), 3) if raw[at] < 40 and raw[at + 2] > 100]
    assert len(blue) > 500


def test_that_a_logo_that_is_no_picture_is_refused(run: Run, decided: Path, tmp_path: Path) -> None:
    seal = tmp_path / "seal.png"
    seal.write_bytes(b"no picture")
    out = tmp_path / "packet.pdf"
    assert run("packet", decided, NUMBER, "--out", out, "--logo", seal)[0] == 2
    assert run("packet", decided, NUMBER, "--out", out, "--logo", tmp_path / "none.png")[0] == 2


def test_that_an_unknown_program_lays_nothing_out(run: Run, decided: Path) -> None:
    _, listed = run("attachments", decided, NUMBER)
    notes = next(one for one in listed if one["name"] == "notes.rtf")
    place = [notes["record"], notes["attachment"]]
    assert run("lay-out", decided, *place, "--with", "WordStar")[0] == 2
    assert run("lay-out", decided, *place, "--undo")[0] == 0
