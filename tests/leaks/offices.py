"""Makes office files, web pages, mails and plain texts with words in all parts of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from xml.sax.saxutils import escape

import xlsxwriter
from leaks.papers import Paper
from leaks.texts import Author
from unit.documents.office.made_packages import HEAD, OFFICE, W, ooxml, p, r, rels
from unit.documents.office.made_slides import a, shape, slide
from unit.documents.office.made_word import cell, core, part, row

Maker = Callable[[Author], bytes]
_DOC, _SLIDES = "word/document.xml", "ppt/presentation.xml"


def _said(author: Author) -> str:
    return escape(author.text(2).replace("\n", " "))


def docx(author: Author) -> bytes:
    """Write a document with header, notes, comments, changes, hidden words and properties."""
    changed = (
        f'<w:p><w:del w:id="1" w:author="{author.name()}"><w:r><w:delText>{_said(author)}'
        f'</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">{r(_said(author))}</w:ins></w:p>'
    )
    table = f"<w:tbl>{row(cell(_said(author)), cell(_said(author)))}</w:tbl>"
    body = "".join(p(_said(author)) for _ in range(author.chance.randrange(1, 4)))
    body += changed + table + f"<w:p>{r(_said(author), '<w:vanish/>')}</w:p>"
    comment = f'<w:comment w:id="0" w:author="{author.name()}">{p(_said(author))}</w:comment>'
    ties = rels(
        ("rId1", "header", "header1.xml"),
        ("rId2", "comments", "comments.xml"),
        ("rId3", "hyperlink", f"!https://example.com/{author.coin.word('latin')}"),
    )
    own = f"{HEAD}<Properties>{author.coin.word('latin')}</Properties>"
    head = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    return ooxml(
        _DOC,
        {
            _DOC: f"{HEAD}<w:document {W}><w:body>{body}{head}</w:body></w:document>",
            "word/_rels/document.xml.rels": ties,
            "word/header1.xml": part("hdr", p(_said(author))),
            "word/comments.xml": part("comments", comment),
            "docProps/core.xml": core(author.name()),
            "docProps/custom.xml": own,
            "customXml/item1.xml": f"<x>{author.coin.word('latin')}</x>",
        },
    )


def xlsx(author: Author) -> bytes:
    """Write a workbook with a hidden sheet, a comment, a hidden row and properties."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"author": author.name(), "comments": author.sentence()})
        for number in range(2):
            sheet = book.add_worksheet(f"{author.coin.word('latin')[:12]} {number}")
            for line in range(author.chance.randrange(2, 5)):
                sheet.write_string(line, 0, author.sentence())
                sheet.write_string(line, 1, author.telling())
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.write_comment("A1", author.sentence(), {"author": author.name()})
            if number:
                sheet.hide()
    return target.getvalue()


def pptx(author: Author) -> bytes:
    """Write a presentation with notes and a slide that is kept back."""
    main = (
        f'{HEAD}<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        f' xmlns:r="{OFFICE}"><p:sldIdLst><p:sldId id="1" r:id="rId1"/>'
        '<p:sldId id="2" r:id="rId2"/></p:sldIdLst></p:presentation>'
    )
    notes = slide(shape(a(_said(author)), "body")).replace("p:sld ", "p:notes ")
    parts: dict[str, str | bytes] = {
        _SLIDES: main,
        "ppt/_rels/presentation.xml.rels": rels(
            ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml")
        ),
        "ppt/slides/slide1.xml": slide(shape(a(_said(author)), "title") + shape(a(_said(author)))),
        "ppt/slides/_rels/slide1.xml.rels": rels(
            ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
        ),
        "ppt/notesSlides/notesSlide1.xml": notes.replace("</p:sld>", "</p:notes>"),
        "ppt/slides/slide2.xml": slide(shape(a(_said(author))), ' show="0"'),
        "docProps/core.xml": core(author.name()),
    }
    return ooxml(_SLIDES, parts)


def rtf(author: Author) -> bytes:
    """Write a text with an author, a hidden run and a comment."""

    def coded(words: str) -> str:
        signs = (sign if ord(sign) < 128 else f"\\u{_short(ord(sign))}?" for sign in words)
        return "".join(signs).replace("\n", "\\par ")

    info = f"{{\\info{{\\author {coded(author.name())}}}{{\\title {author.coin.word('latin')}}}}}"
    hidden = f"{{\\v {coded(author.sentence())}}}"
    note = f"{{\\*\\annotation {coded(author.sentence())}}}"
    body = "\\par ".join(coded(author.text()) for _ in range(3))
    return f"{{\\rtf1\\ansi\\uc1 {info}{body}\\par {hidden}{note}}}".encode("ascii")


def _short(code: int) -> int:
    return code if code < 0x8000 else code - 0x10000


def html(author: Author) -> bytes:
    """Write a web page with comments, a script, hidden parts and links."""
    word = author.coin.word
    page = (
        f"<html><head><title>{_said(author)}</title><meta name=author content='{word('latin')}'>"
        f"<script>var x = '{word('latin')}'</script><style>/* {word('latin')} */</style></head>"
        f"<body><!-- {word('latin')} --><p>{_said(author)}</p>"
        f"<p style='display:none'>{_said(author)}</p><img alt='{_said(author)}' src='x.png'>"
        f"<a href='https://example.com/{word('latin')}'>{_said(author)}</a>"
        f"<input type=hidden value='{word('latin')}'><table><tr><td>{_said(author)}</table></body>"
    )
    return page.encode("utf-8")


def txt(author: Author) -> bytes:
    """Write plain text in one of a few character sets."""
    text = "\n".join(author.text(4) for _ in range(author.chance.randrange(1, 4)))
    return text.encode(author.chance.choice(("utf-8", "utf-8-sig", "utf-16")))


def csv(author: Author) -> bytes:
    """Write a table."""
    rows = [f'"{author.sentence()}",{author.telling()},{author.name()}' for _ in range(4)]
    return "\r\n".join(["what,who,name", *rows]).encode("utf-8")


def eml(author: Author) -> bytes:
    """Write a mail that came as a file."""
    sender = author.coin.word("latin")
    return (
        f"From: {sender} <{sender.lower()}@example.com>\r\nTo: ben@example.com\r\n"
        f"Subject: {author.coin.word('latin')} again\r\nX-Kept: {author.coin.word('latin')}\r\n"
        "Date: Sat, 14 Mar 2026 21:04:12 -0400\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{author.text()}\r\n"
    ).encode()


def vcf(author: Author) -> bytes:
    """Write a contact card."""
    name = author.name()
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:+1 850 555 0133\r\n"
        f"EMAIL:{author.address(name)}\r\nNOTE:{author.sentence()}\r\nEND:VCARD\r\n"
    ).encode()


def jsons(author: Author) -> bytes:
    """Write an object as programs keep them."""
    said = {author.coin.word("latin"): author.sentence(), "list": [author.sentence(), 4]}
    return json.dumps(said, ensure_ascii=author.chance.random() < 0.5).encode()


MAKERS: dict[str, Maker] = {
    "docx": docx, "xlsx": xlsx, "pptx": pptx, "rtf": rtf, "html": html, "txt": txt, "csv": csv,
    "eml": eml, "vcf": vcf, "json": jsons,
}  # fmt: skip


def office(author: Author, ending: str, name: str) -> Paper:
    """Make a file of a kind that is set afresh from its text."""
    return Paper(name, MAKERS[ending](author))
