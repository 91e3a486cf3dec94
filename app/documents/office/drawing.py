"""Words of drawings, charts and diagrams, which Word, Excel and PowerPoint write alike."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.office.markup import Element, every, name_of, value_of
from app.documents.office.outline import Outline, Piece
from app.documents.office.package import Package
from app.domain.redacted import Look

_DRAWN_PARTS = ("chart", "chartEx", "diagramData", "chartUserShapes")


def picture_words(drawing: Element) -> str:
    """Give the alternative texts of what is drawn."""
    said: list[str] = []
    for one in every(drawing, "docPr", "cNvPr"):
        words = alt_words(one)
        if words and words not in said:
            said.append(words)
    return "".join(said)


def alt_words(properties: Element) -> str:
    """Give the alternative text of one thing that is drawn."""
    title, about = value_of(properties, "title").strip(), value_of(properties, "descr").strip()
    words = ": ".join(dict.fromkeys(filter(None, (title, about))))
    return f"[picture: {words}]" if words else ""


def paragraph_pieces(paragraph: Element, hidden: bool = False) -> list[Piece]:  # noqa: FBT001, FBT002 - one look for all
    """Give the pieces of an ``a:p``."""
    pieces: list[Piece] = []
    for one in paragraph:
        name = name_of(one)
        if name == "br":
            pieces.append(("\n", Look.PLAIN))
        elif name not in {"pPr", "endParaRPr"}:
            text = "".join(t.text or "" for t in every(one, "t"))
            pieces.append((text, Look.HIDDEN if hidden else _look(one)))
    return pieces


def paragraphs_in(element: Element) -> Iterator[Element]:
    """Give the ``a:p`` of an element that hold words."""
    return (one for one in every(element, "p") if any(t.text for t in every(one, "t")))


def say_drawn_parts(package: Package, part: str, outline: Outline) -> None:
    """Set the words of the charts and diagrams that a part draws."""
    for kind in _DRAWN_PARTS:
        for target in package.related(part, kind):
            say_drawn(package, target, outline)


def say_drawn(package: Package, name: str, outline: Outline) -> None:
    """Set the words of one chart or diagram: texts, then the figures that are kept with it."""
    tree = package.tree(name)
    for paragraph in paragraphs_in(tree):
        outline.add(paragraph_pieces(paragraph))
    for series in every(tree, "ser", "series"):
        rows = [_kept_values(kept) for kept in every(series, "tx", "cat", "val", "xVal", "yVal")]
        outline.table([[[(word, Look.PLAIN)] for word in row] for row in rows])
    for related in ("drawing", "diagramDrawing"):
        for target in package.related(name, related):
            package.look_at(target)
    say_user_shapes(package, name, outline)


def say_user_shapes(package: Package, name: str, outline: Outline) -> None:
    """Set what somebody drew over a chart."""
    for target in package.related(name, "chartUserShapes"):
        for paragraph in paragraphs_in(package.tree(target)):
            outline.add(paragraph_pieces(paragraph))


def _kept_values(kept: Element) -> list[str]:
    return [(value.text or "").strip() for value in every(kept, "v", "pt") if not len(value)]


def _look(run: Element) -> Look:
    properties = next((one for one in run if name_of(one) == "rPr"), None)
    if value_of(properties, "b") in {"1", "true"}:
        return Look.BOLD
    return Look.ITALIC if value_of(properties, "i") in {"1", "true"} else Look.PLAIN
