"""DAT and OPT as a lawyer's program reads them: by a reader of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath, PureWindowsPath

import unit.delivery.released as made

from app.delivery.entries import Enclosure, Entry
from app.delivery.load_file import DAT, FIELDS, OPT, LoadFile, PageImage, Written
from app.domain.redacted import RedactedAttachment, released


def dat_rows(data: bytes) -> list[dict[str, str]]:
    """Read a Concordance DAT strictly; line ends stand only between documents."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff\u00fe")
    assert text.endswith("\u00fe\r\n")
    lines = text.removeprefix("\ufeff").removesuffix("\r\n").split("\r\n")
    cells = []
    for line in lines:
        assert line[0] == line[-1] == "\u00fe"
        cells.append(line[1:-1].split("\u00fe\x14\u00fe"))
        assert "\u00fe" not in "".join(cells[-1])
        assert "\n" not in line
    head, *rows = cells
    assert {len(row) for row in rows} == {len(head)}
    return [dict(zip(head, (one.replace("\u00ae", "\n") for one in row), strict=True))
            for row in rows]  # fmt: skip


def opt_rows(data: bytes) -> list[list[str]]:
    rows = [line.split(",") for line in data.decode("ascii").removesuffix("\r\n").split("\r\n")]
    assert {len(row) for row in rows} == {7}
    return rows


def _volume(entries: Iterable[Entry], pages: int) -> dict[str, bytes]:
    load = LoadFile()
    files: list[Written] = list(load.matter("Letter", ("MPD000001",), "Dear Dana:"))
    for one in entries:
        files += load.record(one)
    files += load.matter("Exemption log", (f"MPD{pages:06d}",), "")
    for number in range(1, pages + 1):
        files.append(load.image(PageImage(f"MPD{number:06d}", "tif", b"II*\0")))
    files += load.lists()
    names = [file.name for file in files]
    assert len(names) == len(set(names))
    return {file.name: file.data for file in files}


def _family() -> dict[str, bytes]:
    scan = Enclosure(made.scan(), "attachments/ATT-000001.pdf")
    photo = Enclosure(
        RedactedAttachment(released("Þing\u00aeð\u00fe.jpg"), "Photograph"),
        "attachments/ATT-000002.jpg",
        "natives/ATT-000002.jpg",
        "ab" * 32,
    )
    gone = Enclosure(RedactedAttachment(made.hidden_name(), "Photograph", withheld=made.BAR))
    table = Enclosure(made.roster(), "attachments/ATT-000004.pdf")
    attached = (scan, photo, gone, table)
    record = made.message(
        text="two\nlines", subject=released("line\r\nend\x14"),
        attachments=tuple(one.attachment for one in attached),
    )  # fmt: skip
    entries = (made.entry(record, *attached, pages=3), made.entry(made.withheld(), first=5))
    return _volume(entries, 6)


def test_that_every_document_and_its_family_is_read_back() -> None:
    rows = dat_rows(_family()[DAT])
    assert list(rows[0]) == list(FIELDS)
    assert [row["BEGBATES"] for row in rows] == [
        *("MPD000001", "MPD000002", "MPD000003", "MPD000002_0002", "MPD000002_0003"),
        *("MPD000002_0004", "MPD000005", "MPD000006"),
    ]
    record, scan, photo, gone, table = rows[1:6]
    assert {(one["BEGATTACH"], one["ENDATTACH"]) for one in rows[1:6]} == {
        ("MPD000002", "MPD000004")
    }
    assert (scan["ENDBATES"], scan["PAGES"], scan["NATIVELINK"]) == (
        "MPD000004", "2", ".\\attachments\\ATT-000001.pdf",
    )  # fmt: skip
    assert (photo["PAGES"], photo["NATIVELINK"], photo["SHA256"]) == (
        "0", ".\\natives\\ATT-000002.jpg", "ab" * 32,
    )  # fmt: skip
    assert photo["FILENAME"] == "Þing(R)ðth.jpg"
    assert gone["REDACTED"] == "Withheld in full"
    assert gone["NATIVELINK"] == gone["TEXTPATH"] == ""
    assert gone["FILENAME"] == "Officer [REDACTED (b)(6)] wrote"
    assert table["EXEMPTIONS"] == "(b)(6)"
    assert (record["DATESENT"], record["TIMESENT"]) == ("03/14/2026", "17:11:12")
    assert record["DATETIMESENT"] == "2026-03-14T17:11:12-04:00"
    assert (record["TO"], record["CUSTODIAN"]) == ("[REDACTED (b)(6)]", "Ofc. Diaz")
    assert record["SUBJECT"] == "line end"


def test_that_a_withheld_record_tells_nothing_but_that_it_is() -> None:
    withheld = dat_rows(_family()[DAT])[6]
    assert withheld["REDACTED"] == "Withheld in full"
    assert withheld["FROM"] == withheld["TO"] == withheld["CUSTODIAN"] == ""
    assert withheld["EXEMPTIONS"] == "119.071"


def test_that_texts_are_where_the_list_says() -> None:
    volume = _family()
    for row in dat_rows(volume[DAT]):
        if row["TEXTPATH"]:
            name = PurePosixPath(*PureWindowsPath(row["TEXTPATH"]).parts).as_posix()
            assert row["SHA256"] in {hashlib.sha256(volume[name]).hexdigest(), "ab" * 32}
    text = volume["VOL001/TEXT/0001/MPD000002.txt"].decode("utf-8")
    assert "To: [REDACTED (b)(6)]\r\n" in text
    assert "two\r\nlines" in text
    assert "Incident report\r\n[REDACTED (b)(6)]" in (
        volume["VOL001/TEXT/0001/MPD000003.txt"].decode("utf-8")
    )
    assert volume["VOL001/TEXT/0001/MPD000002_0004.txt"] == b"Shift\t[REDACTED (b)(6)]\r\n"


def test_that_every_page_has_its_line_and_every_document_its_break() -> None:
    volume = _family()
    rows = opt_rows(volume[OPT])
    assert [row[0] for row in rows] == [f"MPD{number:06d}" for number in range(1, 7)]
    begins = {row[0]: int(row[6]) for row in rows if row[3] == "Y"}
    listed = {one["BEGBATES"]: int(one["PAGES"]) for one in dat_rows(volume[DAT])}
    assert begins == {name: pages for name, pages in listed.items() if pages}
    for row in rows:
        assert row[1] == "VOL001"
        assert PureWindowsPath(row[2]).as_posix() in volume


def test_that_images_lie_in_folders_of_a_thousand() -> None:
    load = LoadFile()
    names = [load.image(PageImage(f"A{at:06d}", "jpg", b"")).name for at in range(1_001)]
    assert names[999] == "VOL001/IMAGES/0001/A000999.jpg"
    assert names[1000] == "VOL001/IMAGES/0002/A001000.jpg"


def test_that_a_record_without_attachments_is_no_family() -> None:
    rows = dat_rows(_volume([made.entry(made.message(at=None, day=None))], 3)[DAT])
    assert rows[1]["BEGATTACH"] == rows[1]["DATESENT"] == rows[1]["TIMESENT"] == ""
    assert rows[1]["REDACTED"] == "Yes"
