"""Page labels (ISO 32000-1, 12.4.2): a reader shows the number that is printed on each page."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from app.domain.packets import PacketRecipe

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages whose numbers have as many digits.

    Attributes:
        page: the first of them, from 0.
        prefix: what stands before the running number, with its zeros.
        number: the first running number.
    """

    page: int
    prefix: str
    number: int


def stretches(recipe: PacketRecipe, pages: int) -> list[Stretch]:
    """Give the stretches of a file: a label has no leading zeros of its own."""
    found: list[Stretch] = []
    number, end = recipe.first_number, recipe.first_number + pages
    while number < end:
        length = len(str(number))
        zeros = "0" * (_DIGITS - length)
        found.append(Stretch(number - recipe.first_number, recipe.bates_prefix + zeros, number))
        number = 10**length
    return found


def write_labels(pdf: Pdf, recipe: PacketRecipe) -> None:
    """Give every page its printed number as its label."""
    numbers = Array()
    for stretch in stretches(recipe, len(pdf.pages)):
        label = Dictionary(S=Name.D, St=stretch.number)
        if stretch.prefix:
            label.P = String(stretch.prefix)
        numbers.append(stretch.page)
        numbers.append(label)
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def read_labels(pdf: Pdf) -> list[Stretch]:
    """Read the stretches back; anything else in them raises ValueError."""
    tree = pdf.Root.PageLabels
    if set(tree.keys()) != {"/Nums"}:
        raise ValueError("entries beside the labels")
    numbers = list(tree.Nums.as_list())
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [_stretch(int(page), label) for page, label in pairs]


def _stretch(page: int, label: Object) -> Stretch:
    if not set(label.keys()) <= {"/S", "/St", "/P"} or label.S != Name.D:
        raise ValueError("a label of another kind")
    return Stretch(page, str(label.get("/P", "")), int(label.St))
