"""The drawing of a marked copy: what stands in its outlines, and what it says once they are read.

The only part of this room that knows of words under an outline; the drawing of records, pages
and logs cannot reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from app.domain.marked import Outlined
from app.domain.packets import PacketRecipe
from app.domain.redacted import Bar, Sheet, SheetMark
from app.packet import wording
from app.packet.breaking import NO_CODE

NOT_MARKED = "a recipe of the released copy holds words under an outline"


def words_for(recipe: PacketRecipe) -> Callable[[Bar], str | None]:
    """Give what may be read of the bars of a recipe: nothing, unless it has a recipient."""
    return _words if recipe.marked_for.strip() else _no_words


def refuse_uncovered(recipe: PacketRecipe) -> None:
    """Raise ValueError where the released copy would hold words under an outline: a bug."""
    if not recipe.marked_for.strip() and has_outlines(recipe):
        raise ValueError(NOT_MARKED)


def has_outlines(recipe: PacketRecipe) -> bool:
    """Say whether any record holds anything but plain bars."""
    return any(type(bar) is not Bar for bar in bars_in(recipe.records))


def bars_in(value: object) -> Iterator[Bar]:
    """Give every bar inside records, wherever it stands in them."""
    if isinstance(value, Bar):
        yield value
    elif isinstance(value, Sheet):
        yield from (mark.bar for mark in value.marks)
    elif isinstance(value, tuple):
        for one in value:
            yield from bars_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from bars_in(getattr(value, one.name))


def opened(recipe: PacketRecipe) -> PacketRecipe:
    """Give the recipe of a marked copy with its outlines as the text that a stranger reads."""
    if not recipe.marked_for.strip():
        return recipe
    return replace(recipe, records=cast("Any", _opened(recipe.records)))


def _opened(value: object) -> object:
    if isinstance(value, Sheet):
        return replace(value, marks=tuple(map(_beside, value.marks)))
    if isinstance(value, tuple):
        return tuple(map(_opened, value))
    if isinstance(value, Outlined):
        return wording.Read(value.codes, value.extent, _said(value))
    if is_dataclass(value) and not isinstance(value, type | Bar):
        changed = {one.name: _opened(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **changed)
    return value


def _beside(mark: SheetMark) -> SheetMark:
    """Give a mark of a page whose words stand in its pixels and among its own words."""
    if not isinstance(mark.bar, Outlined):
        return mark
    said = f"[{wording.withheld_under(mark.bar.codes)}]"
    return replace(mark, bar=wording.Read(mark.bar.codes, mark.bar.extent, said))


def _said(bar: Outlined) -> str:
    return f"[{bar.text} \u00b7 {', '.join(bar.codes) or NO_CODE}]"


def _words(bar: Bar) -> str | None:
    return bar.text if isinstance(bar, Outlined) else None


def _no_words(_: Bar) -> str | None:
    return None
