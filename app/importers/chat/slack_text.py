"""Texts of Slack as people read them: mentions, links, and the words of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.importers.text import clean

_MARK = re.compile(r"<([@#!]?)([^<>|]{0,4000})(?:\|([^<>]{0,4000}))?>")
_ENTITIES = re.compile(r"&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_KEY = re.compile(r"([?&](?:t|token)=)?xox[a-z]-[\w-]+")
_DEEPEST = 40
_KEPT = 20_000
_ELEMENTS = {
    "user": ("user_id", "<@{}>"),
    "channel": ("channel_id", "<#{}>"),
    "usergroup": ("usergroup_id", "<!subteam^{}>"),
    "broadcast": ("range", "<!{}>"),
    "emoji": ("name", ":{}:"),
    "link": ("url", "<{}{}>"),
    "image": ("alt_text", "[image] {}\n"),
}
_LINES = frozenset({
    *("section", "header", "context", "rich_text_section", "rich_text_preformatted"),
    *("rich_text_quote", "markdown"),
})  # fmt: skip


def words_of(written: str, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Give a text with names for ids, links with their labels, and signs for entities."""

    def shown(found: re.Match[str]) -> str:
        sort, target, label = found[1], found[2], found[3] or ""
        if sort == "@":
            return f"@{names.get(target) or label or target}"
        if sort == "#":
            return f"#{channels.get(target) or label or target}"
        if sort == "!":
            return _special(target, label)
        plain = target.removeprefix("mailto:")
        return f"{label} ({plain})" if label and label not in {plain, target} else plain

    marked = _MARK.sub(shown, written) if "<" in written else written
    plain = _ENTITIES.sub(lambda found: _SIGNS[found[1]], marked) if "&" in marked else marked
    return clean(without_keys(plain))


def _special(target: str, label: str) -> str:
    """Give words for what Slack writes with ``!``: groups of people, dates, everybody."""
    word, _, rest = target.partition("^")
    if word == "date":
        return label or rest.partition("^")[2]
    if word == "subteam":
        return label or f"@{rest}"
    return label if label.startswith("@") else f"@{label or word}"


def without_keys(text: str) -> str:
    """Take out the keys that let whoever has a link fetch the file."""
    return _KEY.sub("", text) if "xox" in text else text


def block_words(blocks: object) -> str:
    """Give the words of a message that has none but in its blocks."""
    pieces = "".join(_block_pieces(blocks, 0))
    return re.sub(r"\n{3,}", "\n\n", pieces).strip()[:_KEPT]


def _block_pieces(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _block_pieces(one, depth + 1)
    elif isinstance(value, dict):
        yield from _element(value)
        for key in ("text", "elements", "fields", "title", "accessory", "hint"):
            if not isinstance(value.get(key), str):
                yield from _block_pieces(value.get(key), depth + 1)
        if value.get("type") in _LINES:
            yield "\n"


def _element(value: Mapping[str, object]) -> Iterator[str]:
    """Give the words of one element in Slack's own writing."""
    sort, words = value.get("type"), value.get("text")
    label = words if isinstance(words, str) else ""
    key, shape = _ELEMENTS.get(sort, ("", "")) if isinstance(sort, str) else ("", "")
    told = value.get(key) if key else None
    if isinstance(told, str):
        yield shape.format(told, f"|{label}" if label else "")
    elif label:
        yield label
