"""Makes tables of archives in the folder ``table``; everything in them is invented.

Run ``python tests/exports/table_files.py`` from the top of the checkout; the same script always
gives the same bytes. No real table of these archives is public; headings are as in ``formats.md``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import xlsxwriter
from exports.zipped import zipped

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
FIRST = dt.datetime(2026, 3, 2, 8, 15, tzinfo=dt.UTC)
SOCIAL = [
    *("Record ID", "Network", "Account", "Type", "Author", "Author Name", "Date Posted (UTC)"),
    *("Content", "Parent ID", "Deleted", "Media", "Permalink", "Sentiment"),
]
SAID = (
    "Is the boat ramp open today?",
    "Road works on Pine Street until Friday, please drive with care.",
    "Thank you!",
    'He said "no", and left; then came back,\nwith a dog.',
    "¿A qué hora abre la oficina?",
    "Call 850-555-0142 after six.",
)


def rows(number: int, seed: int = 5) -> list[list[str]]:
    """Give rows of posts and comments."""
    dice = random.Random(seed)
    made = []
    for at in range(1, number + 1):
        when = FIRST + dt.timedelta(minutes=37 * at)
        is_post = at % 4 == 1
        author = "MillbrookPD" if is_post else f"resident_{dice.randrange(10, 30)}"
        made.append([
            f"AS-2026-{at:07}",
            ("Facebook", "Twitter", "Instagram")[at % 3],
            "Millbrook Police",
            "Post" if is_post else "Comment",
            f"@{author}",
            "Millbrook Police Department" if is_post else "A. Resident",
            when.strftime("%Y-%m-%d %H:%M:%S"),
            dice.choice(SAID),
            "" if is_post else f"AS-2026-{at - (at - 1) % 4:07}",
            "Yes" if at % 11 == 0 else "No",
            "ramp.jpg" if at == 2 else "gone.png" if at == 3 else "",
            f"https://example.com/p/{at}",
            "neutral",
        ])  # fmt: skip
    return made


def written(table: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Write a table as text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(table)
    return out.getvalue()


def texts() -> bytes:
    """Give text messages with semicolons, as a European Excel writes them, in UTF-16."""
    table = [["Archive of text messages"], ["Made", "03/09/2026"], []]
    table.append(["Sent Date", "Sent Time", "From", "To", "Message", "Status", "Attachments"])
    table += [
        [
            f"{13 + at % 9}.03.2026",
            f"{at % 12 + 1}:05 {'PM' if at % 2 else 'AM'}",
            "Diaz, Rosa (850-555-0101)",
            "850-555-0142; 850-555-0199",
            f"Text {at}: ok",
            "delivered",
            "",
        ]
        for at in range(1, 15)
    ]
    return ("\ufeffsep=;\r\n" + written(table, ";")).encode("utf-16-le")


def broken() -> bytes:
    """Give a table whose quotation marks, widths and characters are broken."""
    lines = [
        "Date,From,To,Text,Parent",
        '3/14/2026 9:00 AM,a@example.com,b@example.com,"whole, with a comma",',
        '3/15/2026 9:00 AM,a@example.com,b@example.com,"never closed,',
        "3/16/2026 9:00 AM,a@example.com,b@example.com,after it,",
        "3/17/2026 9:00 AM,a@example.com,b@example.com,one, cell, too many,,",
        "3/18/2026 9:00 AM,a@example.com",
        "not a date,a@example.com,b@example.com,caf\xe9 at nine,",
        "00/00/0000,a@example.com,b@example.com,no date,",
        '3/19/2026 25:00,"a@example.com",b@example.com,"says ""hi""",',
        '3/20/2026 9:00 AM,a@example.com,b@example.com,"ends open,',
    ]
    return "\n".join(lines).encode("cp1252")


def workbook() -> bytes:
    """Give a workbook with a merged title, dates, links and long numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 3, 9)})  # noqa: DTZ001 - a file's own date
    sheet = book.add_worksheet("Posts")
    dated = book.add_format({"num_format": "m/d/yyyy h:mm"})
    sheet.merge_range("A1:F1", "Social media archive, City of Millbrook")
    sheet.write_row(2, 0, ["Created At", "Screen Name", "Message", "Platform", "Link", "Post ID"])
    for at in range(1, 9):
        sheet.write_datetime(2 + at, 0, dt.datetime(2026, 3, at, 9, 30, 15), dated)  # noqa: DTZ001 - a cell's date has no zone
        sheet.write_string(2 + at, 1, "@MillbrookPD")
        sheet.write_string(2 + at, 2, SAID[at % len(SAID)])
        sheet.write_string(2 + at, 3, "X (Twitter)")
        sheet.write_url(2 + at, 4, f"https://example.com/s/{at}", string="open")
        sheet.write_number(2 + at, 5, 1764000000000000000 + at)
    sheet.write_formula(12, 2, '="Sum of "&8', None, "Sum of 8")
    sheet.write_number(12, 0, 46000.25)
    other = book.add_worksheet("Figures")
    other.write_row(0, 0, ["Month", "Posts"])
    other.write_row(1, 0, ["March", 8])
    book.add_worksheet("Empty")
    book.close()
    return out.getvalue()


def samples() -> dict[str, bytes]:
    """Give every sample."""
    social = [SOCIAL, *rows(40)]
    return {
        "social.csv": written(social).encode("utf-8-sig"),
        "texts_utf16.csv": texts(),
        "broken_quotes.csv": broken(),
        "posts.xlsx": workbook(),
        "with_files.zip": zipped({
            "archive/index.csv": written([SOCIAL, *rows(6, 9)], "\t", "\n").encode(),
            "archive/media/ramp.jpg": JPEG,
            "archive/readme.txt": b"How to read this archive.\n",
        }),
    }  # fmt: skip


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent / "table"
    folder.mkdir(exist_ok=True)
    for name, content in samples().items():
        (folder / name).write_bytes(content)
