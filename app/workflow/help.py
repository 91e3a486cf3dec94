"""The help that ships with the program: topics in Markdown, found by plain words; no window."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from app.detect.figures import measured, table
from app.errors import AppError
from app.paths import resource
from app.search.help_index import HelpIndex, Section
from app.workflow.licences import components

FENCE = "+++"
FIGURES = "{{figures}}"
LICENCES = "{{licences}}"
LICENCE = "licence-"
_FENCED = "~" * 12
_HEADING = re.compile(r"^#{2,3} +(.+?) *$")
_MARKS = re.compile(r"\]\([^)]*\)|[*`|#>\[\]]")


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help.

    Attributes:
        key: the file's name without its ending; links inside the help name it.
        text: Markdown without a title of its own; headings are of the second and third level.
        words: further words by which the whole topic is found.
        pages: pages of the window that it explains, by their names.
        formats: keys of the importers that it explains.
    """

    key: str
    title: str
    text: str
    order: int = 0
    words: str = ""
    pages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Give the headings in their order."""
        return tuple(section.heading for section in self.sections() if section.heading)

    def sections(self) -> Iterator[Section]:
        """Cut the topic at its headings, each part without the signs of Markdown."""
        heading, lines = "", list[str]()
        for line in (*self.text.splitlines(), FENCE):
            found = _HEADING.match(line)
            if found or line == FENCE:
                plain = _MARKS.sub(" ", "\n".join(lines))
                yield Section(self.key, self.title, heading, "" if heading else self.words, plain)
                heading, lines = (found[1] if found else ""), []
            else:
                lines.append(line)


@dataclass(frozen=True, slots=True)
class Found:
    """One place of the help; ``heading`` is empty for the topic's beginning."""

    topic: Topic
    heading: str = ""

    @property
    def link(self) -> str:
        """Give it as links inside the help write it."""
        return f"{self.topic.key}#{anchor_of(self.heading)}" if self.heading else self.topic.key


class Help:
    """All topics, in the order in which they are offered."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = tuple(sorted(topics, key=lambda topic: (topic.order, topic.title)))
        self._by_key = {topic.key: topic for topic in self.topics}

    @classmethod
    def load(cls, folder: Path | None = None) -> Help:
        """Read the bundled help, or that of another folder."""
        folder = folder or resource("help")
        return cls(_read(path) for path in sorted(folder.glob("*.md")))

    def about(self, subject: str) -> Found | None:
        """Find what a link or the name of one of the window's pages means."""
        key, _, anchor = subject.partition("#")
        topic = self._by_key.get(key) or self._of_page(subject) or _licence_of(key)
        if topic is None:
            return None
        topic = _with_licences(topic)
        headings = (one for one in topic.headings if anchor_of(one) == anchor)
        return Found(topic, next(headings, "") if anchor else "")

    def find(self, typed: str) -> list[Found]:
        """Give the places that fit plain words, the best first."""
        sections = self._index.find(typed)
        return [Found(self._by_key[one.topic], one.heading) for one in sections]

    def _of_page(self, page: str) -> Topic | None:
        return next((topic for topic in self.topics if page in topic.pages), None)

    @cached_property
    def _index(self) -> HelpIndex:
        return HelpIndex(section for topic in self.topics for section in topic.sections())


def anchor_of(heading: str) -> str:
    """Give the name of a heading in links: small letters and numbers, joined by dashes."""
    return "-".join(re.findall(r"[a-z0-9]+", heading.casefold()))


def _with_figures(text: str) -> str:
    """Put the figures of the detectors where a topic wants them."""
    return text.replace(FIGURES, table(measured())) if FIGURES in text else text


def _with_licences(topic: Topic) -> Topic:
    """Put the list of licences where a topic wants it, once somebody reads it."""
    if LICENCES not in topic.text:
        return topic
    rows = [f"| [{one.name}]({one.key}) | {one.version} | {one.licence} |" for one in components()]
    listed = "\n".join(["| Part | Version | Licence |", "|---|---|---|", *rows])
    return replace(topic, text=topic.text.replace(LICENCES, listed))


def _licence_of(key: str) -> Topic | None:
    """Give the texts of one part as a topic that no list holds; links alone lead to it."""
    if not key.startswith(LICENCE):
        return None
    one = next((one for one in components() if one.key == key), None)
    if one is None:
        return None
    head = f"Version {one.version}, {one.licence}." if one.version else f"{one.licence}."
    text = f"{head} [All licences](licences)\n\n{_FENCED}\n{one.text()}\n{_FENCED}"
    return Topic(key, one.name, text)


def _read(path: Path) -> Topic:
    try:
        _, head, text = path.read_text(encoding="utf-8").split(f"{FENCE}\n", 2)
        told: dict[str, Any] = tomllib.loads(head)
        return Topic(
            path.stem,
            told["title"],
            _with_figures(text.strip()),
            told["order"],
            told.get("words", ""),
            tuple(told.get("pages", ())),
            tuple(told.get("formats", ())),
        )
    except (OSError, ValueError, KeyError) as error:
        raise AppError(
            f"The help file {path.name} cannot be read.",
            "Install the program again; no record is touched by that.",
        ) from error
