"""Builds Office Open XML and OpenDocument files by hand for the tests of their readers."""

from __future__ import annotations

import io
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{MAIN}/wordprocessingml/2006/main" xmlns:r="{OFFICE}" ' + " ".join(
    [
        f'xmlns:wp="{MAIN}/drawingml/2006/wordprocessingDrawing"',
        f'xmlns:a="{MAIN}/drawingml/2006/main"',
        f'xmlns:pic="{MAIN}/drawingml/2006/picture"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    ]
)
S = f'xmlns="{MAIN}/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
P = (
    f'xmlns:p="{MAIN}/presentationml/2006/main" xmlns:a="{MAIN}/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:c="{MAIN}/drawingml/2006/chart" '
    f'xmlns:dgm="{MAIN}/drawingml/2006/diagram"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts in their order, with a fixed time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, words in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(info, words)
    return target.getvalue()


def rels(*ties: tuple[str, str, str]) -> str:
    """Write relationships: id, kind, target; a target with ``!`` before it lies outside."""
    rows = []
    for number, kind, target in ties:
        outside = ' TargetMode="External"' if target.startswith("!") else ""
        rows.append(
            f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" '
            f'Target="{target.removeprefix("!")}"{outside}/>'
        )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(rows)}</Relationships>'
    )


def ooxml(main: str, parts: dict[str, str | bytes]) -> bytes:
    """Pack an Office Open XML file."""
    return zipped(
        {
            "[Content_Types].xml": f"{HEAD}<Types xmlns='http://schemas.openxmlformats.org/"
            "package/2006/content-types'/>",
            "_rels/.rels": rels(("rId1", "officeDocument", main)),
            **parts,
        }
    )


def p(words: str, properties: str = "") -> str:
    """Write a paragraph of Word."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{words}</w:p>"


def r(words: str, properties: str = "") -> str:
    """Write a run of Word."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'
