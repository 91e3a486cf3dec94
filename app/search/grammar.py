"""How a typed search is cut and grouped: Whoosh's parser with the program's own marks."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from whoosh.qparser import FieldsPlugin, GroupPlugin, OperatorsPlugin, QueryParser, syntax
from whoosh.qparser.taggers import FnTagger

from app.errors import QueryMistake
from app.search.dates import TWO_WORDS

FIELDS = (
    "from", "to", "with", "in", "on", "before", "after", "has", "type", "source", "tag",
)  # fmt: skip
Node = Any
"""One of Whoosh's syntax nodes, which carry no types."""

LONGEST = 20_000
DEEPEST = 30

_OPERATORS = ("AND", "OR", "NOT")
_QUOTES = '"“”„'
_START = r"(?<![^\s(:])"
_PART = r'[^\s()"“”„]'


def tree_of(typed: str) -> Node:
    """Give the syntax tree of a typed search, whose leaves are word nodes with their places.

    A leaf has ``text``, ``startchar``, ``fieldname`` or None, ``quoted`` and ``slop``; groups
    are Whoosh's AndGroup, OrGroup and NotGroup.

    Raises:
        QueryMistake: brackets, quotation marks, operators or fields do not fit together.
    """
    if len(typed) > LONGEST:
        raise QueryMistake(
            f"The search is longer than {LONGEST:,} characters.",
            "Split it, or put a list of terms into a terms report.",
            LONGEST,
        )
    parser = _parser()
    group = parser.tag(typed)
    group.nodes = _Checked(typed).all(group.nodes)
    return parser.filterize(group)


def _parser() -> Node:
    return QueryParser(
        None,
        None,
        plugins=[
            _Marks(),
            GroupPlugin(openexpr=r"(?<![^\s():\"“”])[(]"),
            FieldsPlugin(r"(?<![^\s(])(?P<text>[^\W\d_][\w-]+):(?!//)", remove_unknown=False),
            OperatorsPlugin(
                And=_operator("AND"), Or=_operator("OR"), Not=_operator("NOT"),
                AndNot=None, AndMaybe=None, Require=None,
            ),
        ],
    )  # fmt: skip


def _operator(name: str) -> str:
    return rf"(?<![^\s()]){name}(?![^\s()])"


class _Marks:
    """A Whoosh plugin for quoted words, dates of several words and brackets inside a word."""

    def taggers(self, parser: object) -> list[tuple[Node, int]]:
        """Give what is recognised, the most particular first."""
        del parser
        return [
            (FnTagger(_dates_behind_a_field(), _plain), -30),
            (FnTagger(r'"(?P<text>[^"“”]*)["“”](~(?P<slop>\d*))?', _quoted), -22),
            (FnTagger(r"[“”„](?P<text>[^“”]*)[“”](~(?P<slop>\d*))?", _quoted), -21),
            (FnTagger(r'[“”„](?P<text>[^"]*)"(~(?P<slop>\d*))?', _quoted), -20),
            (FnTagger(_START + r"(?P<text>\(\d{3}\)[\s.-]?\d{3}[\s.-]\d{4})(?!\d)", _plain), -10),
            (FnTagger(_START + r"(?P<text>(?:\(\w{1,4}\)){2,}[\w.]*)", _plain), -10),
            (FnTagger(rf"{_START}(?P<text>{_PART}+(?:\({_PART}*\))+{_PART}*)", _plain), -9),
        ]

    def filters(self, parser: object) -> tuple[()]:
        """Give no filter; the marks are leaves."""
        del parser
        return ()


def _dates_behind_a_field() -> str:
    behind = "|".join(f"(?<=(?i:{field}:))" for field in ("on", "before", "after"))
    return rf"(?:{behind})(?P<text>{TWO_WORDS})"


def _plain(text: str) -> Node:
    return syntax.WordNode(text)


def _quoted(text: str, slop: str | None) -> Node:
    node = syntax.WordNode(text)
    node.quoted = True
    node.slop = slop
    return node


@dataclass(slots=True)
class _Checked:
    """Goes through the flat marks once and refuses what does not fit together."""

    typed: str
    opened: list[int]
    before: str
    result: list[Node]

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.opened = []
        self.before = "start"
        self.result = []

    def all(self, nodes: list[Node]) -> list[Node]:
        for at, node in enumerate(nodes):
            self.result.append(node)
            if not node.is_ws():
                self._one(node, nodes[at + 1] if at + 1 < len(nodes) else None)
        self._nothing_waits(len(self.typed), "at the end")
        if self.opened:
            raise _open_bracket(self.opened[-1])
        return self.result

    def _one(self, node: Node, following: Node) -> None:
        if isinstance(node, GroupPlugin.OpenBracket):
            self._open(node)
        elif isinstance(node, GroupPlugin.CloseBracket):
            self._close(node)
        elif isinstance(node, syntax.Operator):
            self._operator(node)
        elif isinstance(node, syntax.FieldnameNode):
            self._field(node, following)
        else:
            self._word(node)

    def _open(self, node: Node) -> None:
        self.opened.append(node.startchar)
        self.before = "open"
        if len(self.opened) > DEEPEST:
            raise QueryMistake(
                f"The brackets are more than {DEEPEST} deep at character {node.startchar + 1}.",
                "Write the search with fewer brackets.",
                node.startchar,
            )

    def _close(self, node: Node) -> None:
        self._nothing_waits(node.startchar, f"before the bracket at character {node.endchar}")
        if not self.opened:
            raise QueryMistake(
                f"The bracket at character {node.endchar} closes nothing.",
                "Take it away, or open one before it; quotation marks make it plain text.",
                node.startchar,
            )
        opened = self.opened.pop()
        if self.before == "open":
            raise QueryMistake(
                f"There is nothing in the brackets at character {opened + 1}.",
                "Write words between them, or take them away.",
                opened,
            )
        self.before = "value"

    def _operator(self, node: Node) -> None:
        name = node.text
        if name == "NOT" and self.before != "NOT":
            self.before = name
            return
        if name == "NOT" or self.before != "value":
            where = {"start": "at the beginning", "open": "behind a bracket"}.get(
                self.before, f"behind {self.before}"
            )
            raise QueryMistake(
                f"{name} at character {node.startchar + 1} stands {where} and has nothing to join.",
                f"Write a word before it, or put it in quotation marks if you mean the word: "
                f'"{name}".',
                node.startchar,
            )
        self.before = name

    def _field(self, node: Node, following: Node) -> None:
        name = node.fieldname.casefold()
        empty = following is None or following.is_ws() or not _takes_field(following)
        if name not in FIELDS:
            if empty and not nearest_field(name):
                self._as_word(node)
                return
            raise _unknown_field(node)
        if empty:
            raise QueryMistake(
                f"{name}: at character {node.startchar + 1} says nothing.",
                f"Write what you look for right behind the colon, for example {example(name)}.",
                node.startchar,
            )
        node.fieldname = name
        self.before = "field"

    def _as_word(self, node: Node) -> None:
        word = syntax.to_word(node)
        self.result[-1] = word
        self.before = "value"

    def _word(self, node: Node) -> None:
        text = node.text
        if not getattr(node, "quoted", False) and text[0] in _QUOTES:
            raise QueryMistake(
                f"The quotation mark at character {node.startchar + 1} is never closed.",
                "Write a second quotation mark behind the last word of the phrase.",
                node.startchar,
            )
        mark = next((at for at, letter in enumerate(text) if letter in _QUOTES), -1)
        if not getattr(node, "quoted", False) and mark >= 0:
            raise QueryMistake(
                f"The quotation mark at character {node.startchar + mark + 1} is never closed.",
                "Write a second quotation mark, or take this one away.",
                node.startchar + mark,
            )
        self.before = "value"

    def _nothing_waits(self, position: int, where: str) -> None:
        if self.before in _OPERATORS:
            raise QueryMistake(
                f"{self.before} stands {where} and has nothing to join.",
                f"Write a word behind it, or put it in quotation marks if you mean the word: "
                f'"{self.before}".',
                position,
            )


def _takes_field(node: Node) -> bool:
    return isinstance(node, GroupPlugin.OpenBracket | syntax.WordNode)


def _open_bracket(position: int) -> QueryMistake:
    return QueryMistake(
        f"The bracket at character {position + 1} is never closed.",
        "Write the closing bracket, or put the words in quotation marks.",
        position,
    )


def nearest_field(name: str) -> str:
    """Give the field that a misspelled one most likely means; empty where none is near."""
    near = difflib.get_close_matches(name.casefold(), FIELDS, n=1, cutoff=0.7)
    return near[0] if near else ""


def example(field: str) -> str:
    """Give an example of a field as it is typed."""
    values = {
        "on": "2026-03-14", "before": "2026-04-01", "after": "2026-03-01", "has": "attachment",
        "type": "email", "in": "sms", "source": "phone.zip", "tag": "inbox",
    }  # fmt: skip
    return f"{field}:{values.get(field, 'Diaz')}"


def _unknown_field(node: Node) -> QueryMistake:
    near = nearest_field(node.fieldname)
    meant = f"Did you mean {near}:? " if near else ""
    return QueryMistake(
        f"{node.fieldname}: at character {node.startchar + 1} is not a field.",
        f"{meant}Fields are {', '.join(f'{field}:' for field in FIELDS)}; "
        "put words with a colon in quotation marks.",
        node.startchar,
    )
