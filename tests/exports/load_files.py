"""Makes production sets in the folder ``load_file``; everything in them is invented.

Run ``python tests/exports/load_files.py`` from the top of the checkout; the same script always
gives the same bytes. Real sets of Relativity lie in ``fixtures/load_file``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.zipped import zipped

THORN, STRIKE, BREAK = "\xfe", "\x14", "\xae"
TIFF = bytes.fromhex("49492a00080000000000")
PDF = b"%PDF-1.4\n%%EOF\n"
HEADINGS = [
    *("BEGDOC", "ENDDOC", "BEGATTACH", "ENDATTACH", "CUSTODIAN", "FROM", "TO", "CC", "SUBJECT"),
    *("DATESENT", "TIMESENT", "FILENAME", "NATIVELINK", "TEXTPATH", "CONFIDENTIALITY"),
]
MAIL = [
    *("MIL0000001", "MIL0000002", "MIL0000001", "MIL0000003", "Diaz, Rosa"),
    *("Rosa Diaz <rdiaz@example.com>", "b@example.com; Chief <chief@example.com>", ""),
    *("Boat ramp", "03/14/2026", "9:05 AM", "", "", r"D:\prod\VOL001\TEXT\MIL0000001.txt", ""),
]
PAPER = [
    *("MIL0000003", "MIL0000003", "MIL0000001", "MIL0000003", "Diaz, Rosa", "", "", "", ""),
    *("00/00/0000", "", "ramp.pdf", r".\VOL001\NATIVES\MIL0000003.pdf"),
    *(r".\VOL001\TEXT\MIL0000003.txt", "Internal"),
]
LOOSE = [
    *("MIL0000004", "MIL0000004", "", "", "Diaz, Rosa", "", "", "", ""),
    *("20260316", "", "note.docx", r".\VOL001\NATIVES\gone.docx"),
    *(f"First line{BREAK}second line; the text itself{BREAK}" + "and more " * 40, ""),
]
ORPHAN = [
    *("MIL0000009", "MIL0000009", "MIL0000008", "MIL0000009", "Diaz, Rosa", "", "", "", ""),
    *("3/17/2026 4:10 PM", "", "x.pdf", "", "", ""),
]
BROKEN = ["MIL0000010", "MIL0000010", "", "", f"O{THORN}Neill", *[""] * 10]
PURVIEW = (
    "File ID,Family ID,Custodian,Date,Sent,Email from,Email to,Email subject,File class,"
    "Item class,Native file name,Export native path,Extracted text path,Compound path,Location\r\n"
    "p1,f1,Rosa Diaz,2026-03-14T13:05:00Z,2026-03-14T13:05:00Z,rdiaz@example.com,b@example.com,"
    "Ramp,Email,IPM.Note,Ramp.eml,NativeFiles\\Ramp.eml,Extracted_text_files\\p1.txt,x,mailbox\r\n"
    "p2,f1,Rosa Diaz,2026-03-14T13:05:00Z,,,,,Document,,plan.pdf,NativeFiles\\plan.pdf,"
    "Extracted_text_files\\p2.txt,x,mailbox\r\n"
    "p3,f3,Rosa Diaz,3/15/2026 8:00:00 AM,,,,,Document,,lost.docx,"
    "NativeFiles\\lost.docx,,x,site\r\n"
)


RESULTS = (
    "Document ID,Item Identity,Original Path,Location Name,Target Path,Subject or Title,"
    "Sender or Created by,Recipients in To line,Received or Created,Has Attachments\r\n"
    "101,i1,Inbox,rdiaz,Exchange\\rdiaz\\Inbox\\Ramp.eml,Ramp,rdiaz@example.com,"
    "b@example.com,3/14/2026 1:05:00 PM,No\r\n"
    "102,i2,Inbox,bcole,Exchange\\bcole.mbox\\Inbox\\Boxed,Boxed,b@example.com,,,No\r\n"
    "103,i3,Docs,site,SharePoint\\plan.pdf,Plan,Rosa Diaz,,3/15/2026 8:00:00 AM,No\r\n"
    "104,i4,Docs,site,SharePoint\\lost.docx,Lost,Rosa Diaz,,,No\r\n"
)
BOX = b"From b@example.com Mon Mar  2 08:00:00 2026\nFrom: b@example.com\nSubject: Boxed\n\nIn it\n"
RAMP = b"From: rdiaz@example.com\r\nTo: b@example.com\r\nSubject: Ramp\r\n\r\nHello\r\n"


def concordance(rows: list[list[str]]) -> str:
    """Write rows as Concordance does."""
    lines = [STRIKE.join(f"{THORN}{cell}{THORN}" for cell in row) for row in rows]
    return "".join(f"{line}\r\n" for line in lines)


def files() -> dict[str, bytes]:
    """Give natives, texts and page images."""
    return {
        "VOL001/IMAGES/0001/MIL0000001.tif": TIFF,
        "VOL001/IMAGES/0001/MIL0000002.tif": TIFF,
        "VOL001/NATIVES/MIL0000003.pdf": PDF,
        "VOL001/TEXT/MIL0000001.txt": b"Is the boat ramp open?\r\n",
        "VOL001/TEXT/MIL0000003.txt": b"Plan of the ramp\r\n",
        "VOL001/TEXT/MIL0000020.txt": b"Words of a page\r\n",
        "VOL001/IMAGES/0001/MIL0000020.jpg": b"\xff\xd8\xff\xe0",
    }


def samples() -> dict[str, bytes]:
    """Give every sample."""
    rows = concordance([HEADINGS, MAIL, PAPER, LOOSE, ORPHAN, BROKEN])
    late = concordance([HEADINGS, PAPER, MAIL])
    opt = (
        "MIL0000001,VOL001,.\\VOL001\\IMAGES\\0001\\MIL0000001.tif,Y,,,2\r\n"
        "MIL0000002,VOL001,.\\VOL001\\IMAGES\\0001\\MIL0000002.tif,,,,\r\n"
        "MIL0000020,VOL001,.\\VOL001\\IMAGES\\0001\\MIL0000020.jpg,Y,,,1\r\n"
    )
    lfp = (
        "IM,MIL0000001,D,0,@VOL001;IMAGES\\0001;MIL0000001.tif;2\r\n"
        "IM,MIL0000002, ,0,@VOL001;IMAGES\\0001;MIL0000002.tif;2\r\n"
    )
    return {
        "opticon.zip": zipped({
            "VOL001/DATA/VOL001.dat": rows.encode("cp1252"),
            "VOL001/DATA/VOL001.opt": opt.encode(),
            **files(),
        }),
        "utf16_lfp.zip": zipped({
            "VOL001/DATA/VOL001.dat": late.encode("utf-16"),
            "VOL001/DATA/VOL001.lfp": lfp.encode(),
            **files(),
        }),
        "alone_utf8.dat": ("\ufeff" + rows).encode(),
        "purview.zip": zipped({
            "Export_load_file_1 of 1.csv": PURVIEW.encode("utf-8-sig"),
            "NativeFiles/Ramp.eml": b"From: rdiaz@example.com\r\nSubject: Ramp\r\n\r\nHello\r\n",
            "NativeFiles/plan.pdf": PDF,
            "Extracted_text_files/p1.txt": b"Hello\n",
            "Extracted_text_files/p2.txt": b"Plan\n",
            "Error_files/none.txt": b"Could not be exported\n",
        }),
    }  # fmt: skip


def purview_folder() -> dict[str, bytes]:
    """Give load files of Purview with the ZIPs that hold what these name."""
    return {
        "Export_load_file_1 of 1.csv": PURVIEW.encode("utf-8-sig"),
        "[Export] 1 of 2.zip": zipped({
            "NativeFiles/Ramp.eml": RAMP,
            "Extracted_text_files/p1.txt": b"Hello\n",
            "loose.pdf": PDF,
        }),
        "[Export] 2 of 2.zip": zipped({"NativeFiles/plan.pdf": PDF}),
    }  # fmt: skip


def results_folder() -> dict[str, bytes]:
    """Give a list of results of Purview with the ZIP of what was found."""
    return {
        "Results.csv": RESULTS.encode("utf-8-sig"),
        "Items.zip": zipped({
            "Exchange/rdiaz/Inbox/Ramp.eml": RAMP,
            "Exchange/bcole.mbox": BOX,
            "SharePoint/plan.pdf": PDF,
        }),
        "other.zip": zipped({"a/photo.jpg": b"\xff\xd8\xff\xe0"}),
    }  # fmt: skip


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent / "load_file"
    folder.mkdir(exist_ok=True)
    for name, content in samples().items():
        (folder / name).write_bytes(content)
    for name, tree in {"purview_zips": purview_folder(), "results": results_folder()}.items():
        (folder / name).mkdir(exist_ok=True)
        for inner, content in tree.items():
            (folder / name / inner).write_bytes(content)
