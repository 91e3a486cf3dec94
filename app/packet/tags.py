"""The tree of tags that makes a packet readable aloud (PDF/UA-1, ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one page's content: one-based page and the stretch's number on it."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the tree.

    Attributes:
        role: its standard structure type, such as ``P`` or ``TD``.
        kids: stretches of content and inner elements, in reading order.
        alt: what is read aloud in its place.
        box: where a figure stands, in points.
        scope: what the head of a table stands for, ``Column`` or ``Row``.
    """

    role: str
    kids: list[Tag | Mark] = field(default_factory=list)
    alt: str = field(default="", repr=False)
    box: Box | None = None
    scope: str = "Column"

    def child(self, role: str, alt: str = "") -> Tag:
        """Add an inner element at the end."""
        inner = Tag(role, alt=alt)
        self.kids.append(inner)
        return inner


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text as content operators; ``spoken`` replaces it when read aloud.

    Attributes:
        begins: a bar begins here; else it goes on from the piece before.
    """

    code: str = field(repr=False)
    spoken: str = field(default="", repr=False)
    begins: bool = True


class Marking:
    """Writes the pieces of one element to pages, each stretch with its mark."""

    def __init__(self, tag: Tag | None) -> None:
        self._tag = tag
        self._span: Tag | None = None
        self._held: list[Said] = []

    def add(self, pieces: Sequence[Said]) -> None:
        """Hold pieces until the page is written."""
        self._held.extend(pieces)

    def write(self, page: int, code: list[str], marks: list[Tag]) -> None:
        """Write what is held to a page; ``marks`` has the element of each of its stretches."""
        held, self._held = self._held, []
        if self._tag is None:
            code.extend(("/Artifact BMC", *(piece.code for piece in held), "EMC") if held else ())
            return
        open_for: Tag | None = None
        for piece in held:
            target = self._target(piece, self._tag)
            if target is not open_for:
                code.extend(("EMC",) if open_for else ())
                target.kids.append(Mark(page, len(marks)))
                code.append(f"/{target.role} <</MCID {len(marks)}>> BDC")
                marks.append(target)
                open_for = target
            code.append(piece.code)
        code.extend(("EMC",) if open_for else ())

    def _target(self, piece: Said, tag: Tag) -> Tag:
        if not piece.spoken:
            return tag
        if piece.begins or self._span is None:
            self._span = tag.child("Span", piece.spoken)
        return self._span


def write_tree(pdf: Pdf, root: Tag, marks: Sequence[Sequence[Tag]]) -> None:
    """Write the tree into a file; ``marks`` has for each page the elements of its stretches."""
    pages = [page.obj for page in pdf.pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Object] = {}
    top = _element(pdf, root, tree, (pages, made))
    numbers = Array()
    for at, (page, tags) in enumerate(zip(pages, marks, strict=True)):
        page.StructParents = at
        page.Tabs = Name.S
        numbers.append(at)
        numbers.append(pdf.make_indirect(Array([made[id(tag)] for tag in tags])))
    tree.K = top
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: Pdf, tag: Tag, parent: Object, made: tuple[list[Object], dict[int, Object]]
) -> Object:
    pages, known = made
    item = pdf.make_indirect(Dictionary(S=Name("/" + tag.role), P=parent))
    known[id(tag)] = item
    first = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), 0)
    if first:
        item.Pg = pages[first - 1]
    if tag.alt:
        item.Alt = String(tag.alt)
    if tag.role == "TH":
        item.A = Dictionary(O=Name.Table, Scope=Name("/" + tag.scope))
    if tag.box is not None:
        item.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(map(_short, tag.box)))
    kids = Array()
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_element(pdf, kid, item, made))
        elif kid.page == first:
            kids.append(kid.number)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page - 1], MCID=kid.number))
    item.K = kids
    return item


def _short(length: float) -> float:
    return round(length, 2)
