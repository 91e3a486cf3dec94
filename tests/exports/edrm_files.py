"""Makes production sets in EDRM XML in the folder ``edrm_xml``; everything in them is invented.

Run ``python tests/exports/edrm_files.py`` from the top of the checkout; the same script always
gives the same bytes. The shapes are those of ``formats.md``, g6.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.chat_archive_files import JPEG, element
from exports.load_files import PDF, TIFF
from exports.zipped import Tree, write_all

TEXT = b"Is the boat ramp open?\r\n"
MAP = b"\x89PNG\r\n\x1a\n map"
MAIL = (
    b"From: Rosa Diaz <rdiaz@example.com>\r\nTo: b@example.com\r\nSubject: Boat ramp\r\n"
    b"Date: Sat, 14 Mar 2026 09:05:00 -0400\r\nMessage-ID: <ramp1@example.com>\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/plain\r\n\r\nIs the boat ramp open?\r\n--x\r\n"
    b"Content-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment; filename=plan.pdf\r\n\r\n"
    + base64.encodebytes(PDF)
    + b"--x--\r\n"
)
ROOT = {"MajorVersion": "1", "MinorVersion": "2", "DataInterchangeType": "Update", "Locale": "US"}


def md5(data: bytes) -> str:
    """Give the hash that most lists tell."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest().upper()


def tags(**told: str) -> str:
    """Give tags; an underscore before a name stands for one of the maker's own."""
    named = {("#" + key).replace("#_", ""): value for key, value in told.items()}
    return element("Tags", *(
        element("Tag", TagName=key, TagDataType="Text", TagValue=value)
        for key, value in named.items()
    ))  # fmt: skip


def external(path: str, name: str, data: bytes = b"", sort: str = "Native", **more: str) -> str:
    """Give a file that lies beside the list."""
    told = {"FileSize": str(len(data)), "Hash": md5(data)} if data else {}
    return element(
        "File",
        element("ExternalFile", FilePath=path, FileName=name, **{**told, **more}),
        FileType=sort,
    )


def inline(data: str, sort: str = "Text", **more: str) -> str:
    """Give a file that stands in the list itself."""
    return element("File", element("InlineContent", text=data, **more), FileType=sort)


def document(own: str, *inner: str, sort: str = "File", mime: str = "") -> str:
    """Give one document."""
    return element("Document", *inner, DocID=own, DocType=sort, MimeType=mime)


def files(*inner: str) -> str:
    """Give the files of a document."""
    return element("Files", *inner)


def location(custodian: str, uri: str) -> str:
    """Give where a document was found."""
    return element("Locations", element(
        "Location", element("Custodian", text=custodian), element("LocationURI", text=uri)
    ))  # fmt: skip


def related(parent: str, child: str, sort: str = "Attachment", **more: str) -> str:
    """Give a relation of two documents."""
    told = {"Type": sort, "ParentDocID": parent, "ChildDocID": child}
    return element("Relationship", **{**told, **more})


def folder(name: str, *inner: str) -> str:
    """Give a folder."""
    return element("Folder", *inner, FolderName=name)


def mention(own: str) -> str:
    """Give the mention of a document in a folder."""
    return element("Document", DocId=own)


def root(*batch: str, before: str = "", **told: str) -> str:
    """Give a whole file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
        "Root", before, element("Batch", *batch, BatchName="First"), **{**ROOT, **told}
    )


def message(own: str = "D1", *more: str, **told: str) -> str:
    """Give a mail without a native."""
    named = {
        "From": "Rosa Diaz <rdiaz@example.com>", "To": "b@example.com", "Subject": "Boat ramp",
        "DateSent": "2026-03-14T13:05:00Z", **told,
    }  # fmt: skip
    return document(own, tags(**named), *more, sort="Message", mime="message/rfc822")


FAMILY = (
    document("D2", tags(FileName="plan.pdf"), files(external("natives\\0001", "D2.pdf", PDF))),
    message(
        "D1",
        files(
            external("natives\\0001", "D1.eml", MAIL),
            external("D:\\prod\\text", "D1.txt", TEXT, "Text"),
        ),
        location("Diaz, Rosa", "mailbox://rdiaz/Inbox"),
        element("Reviews", element("Review", element("Comment", text="Hot"), ReviewId="r1")),
        element("CustomDocumentInfo", element("Shift", text="night")),
        CC="c@example.com; Chief <chief@example.com>", HasAttachments="true", _Vendor="zeta",
    ),
    document("D3", tags(FileName="map.png"), files(external("natives/0001", "D3.png", MAP))),
)  # fmt: skip
LOOSE = (
    document(
        "D4",
        tags(Title="Plan of the ramp", Author="Sam Reyes", DateCreated="2026-03-02T08:00:00"),
        files(
            external("natives", "D4.pdf", PDF, Hash=md5(b"another")),
            external("text", "D4.txt", b"Plan", "Text"),
            external("images", "D4.tif", TIFF, "Image"),
        ),
    ),
    document("D5", tags(Title="Gone"), files(external("..\\..\\secret", "D5.doc", b"x"))),
    document("D6", tags(Title="Elsewhere"), files(external("C:\\Windows", "win.ini"))),
    message("D7", files(inline("It is.\n", "Text")), Subject="RE: Boat ramp"),
    document("D8", files(external("mail", "archive.mbox")), sort="File"),
)
RELATIONS = element(
    "Relationships",
    related("D1", "D2"), related("D1", "D3", "Container"), related("D1", "D7", "Reply"),
    related("D4", "D6", "NearDuplicate", Score="0.9"), related("D9", "D5"),
)  # fmt: skip
FOLDERS = element(
    "Folders", folder("Inbox", mention("D1"), folder("Ramp", mention("D7"), mention("D4")))
)


def set_files() -> Tree:
    """Give the natives, texts and page images of the first sample."""
    return {
        "natives/0001/D1.eml": MAIL,
        "natives/0001/D2.pdf": PDF,
        "natives/0001/D3.png": MAP,
        "natives/D4.pdf": PDF,
        "text/D1.txt": TEXT,
        "text/D4.txt": b"Plan",
        "images/D4.tif": TIFF,
        "mail/archive.mbox": b"From a@example.com Mon Mar  2 08:00:00 2026\n"
        b"From: a@example.com\nTo: b@example.com\nSubject: Boxed\n\nIn the box\n",
        "unnamed.jpg": JPEG,
    }


def by_fields() -> str:
    """Give documents whose values stand under fields, with a prefix before every name."""
    named = {"f1": "#From", "f2": "#Subject", "f3": "Matter", "f4": "#DateSent"}
    values = {"f1": "rdiaz@example.com", "f2": "Tides", "f3": "Harbor", "f4": "2026-03-14"}
    fields = element(
        "Fields", *(element("Field", Key=key, Name=name) for key, name in named.items())
    )
    told = element("FieldValues", *(element(key, text=value) for key, value in values.items()))
    native = inline(base64.b64encode(MAIL).decode(), "Native", FileName="within.eml")
    whole = root(
        document("N1", told, files(inline("High at noon", "Text")), sort="Message"),
        document("N2", files(native), sort="Message", mime="message/rfc822"),
        document("N3", files(inline("!!! not base64", "Native", Encoding="base64"))),
        before=fields,
    )
    return (
        whole.replace("</", "</e:")
        .replace("<", "<e:")
        .replace("<e:/e:", "</e:")
        .replace("<e:?", "<?")
    )


def damaged() -> str:
    """Give a list with an entry that is not XML, and an end that is missing."""
    whole = root(
        message("X1", files(inline("Before"))),
        "<Document DocID='X2'><Tags></Document>\n",
        message("X3", files(inline("After"))),
        folder("Lost", mention("X1")),
    )
    return whole[: whole.rindex("</Batch")]


def samples() -> dict[str, Tree]:
    """Give the members of each sample that is packed."""
    whole = root(element("Documents", *FAMILY, *LOOSE), RELATIONS, FOLDERS)
    old = root(
        message("O1"), message("O2"), related("O1", "O2"), MajorVersion="1", MinorVersion="0"
    )
    return {
        "version_12": {"loadfile.xml": whole.encode(), **set_files()},
        "version_10": {"edrm.xml": old.encode("utf-16")},
        "fields": {"load/nuix.xml": by_fields().encode()},
    }


def many(count: int) -> bytes:
    """Give one list of so many mails with their words, always the same."""
    texts = ("The boat is out", "Rain at the pier", "Call me from the desk")
    return root(*(
        message(f"M{n}", files(inline(f"{texts[n % 3]} {n}")), Subject=f"Matter {n}")
        for n in range(count)
    )).encode()  # fmt: skip


def main() -> None:
    """Write all samples."""
    place = Path(__file__).parent / "edrm_xml"
    place.mkdir(exist_ok=True)
    (place / "damaged.xml").write_bytes(damaged().encode())
    write_all(samples(), place)


if __name__ == "__main__":
    main()
