"""The help is honest: what it names exists, its searches are understood, its links lead on."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.main import _leaves, _parser
from app.domain import queries as q
from app.domain.decisions import Disposition
from app.errors import AppError
from app.importers import registry
from app.search.fields import HAS, KINDS
from app.search.grammar import FIELDS
from app.search.help_index import HelpIndex, Section
from app.search.language import parse
from app.ui.ways import Where
from app.workflow.help import Found, Help, Topic, anchor_of

HELP = Help.load()
TODAY = dt.date(2026, 11, 23)
LINK = re.compile(r"\]\(([^)]+)\)")
READ_AS = {
    "a word": q.Word, "all of them": q.And, "any of them": q.Or, "a phrase": q.Phrase,
    "words near each other": q.Near, "a beginning": q.Prefix, "a shape": q.Wildcard,
    "a near spelling": q.Fuzzy, "everything": q.Everything, "people": q.People,
    "a place": q.Within, "days": q.Sent, "a fact": q.Has, "a kind": q.OfKind,
    "a source": q.FromSource, "a label": q.Tagged,
}  # fmt: skip


def rows(topic: Topic, first: str) -> Iterator[list[str]]:
    """Give the cells of all tables whose first heading is this one."""
    inside = False
    for line in topic.text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == first:
            inside = True
        elif inside and not set(cells[0]) <= set("-"):
            yield cells


def blocks(topic: Topic, start: str) -> list[str]:
    """Give the lines of code blocks that begin so."""
    inside = topic.text.split("```")[1::2]
    return [line for block in inside for line in block.splitlines() if line.startswith(start)]


def topic_of(key: str) -> Topic:
    found = HELP.about(key)
    assert found is not None
    return found.topic


EXAMPLES = list(rows(topic_of("search"), "You type"))
COMMANDS = [line for topic in HELP.topics for line in blocks(topic, "sunshine-desk")]


def test_that_every_link_leads_to_a_topic_and_a_heading():
    links = [(topic.key, link) for topic in HELP.topics for link in LINK.findall(topic.text)]
    assert len(links) >= 30
    for key, link in links:
        found = HELP.about(link)
        assert found is not None, (key, link)
        assert found.link == link, (key, link)


def test_that_every_page_of_the_window_has_a_topic():
    pages = [where.value for where in Where if where is not Where.HELP]
    for page in (*pages, "Unlock"):
        found = HELP.about(page)
        assert found is not None, page
        assert page in found.topic.pages
    named = [page for topic in HELP.topics for page in topic.pages]
    assert sorted(named) == sorted([*pages, "Unlock"])


@pytest.mark.parametrize("importer", registry.IMPORTERS, ids=lambda one: one.key)
def test_that_every_importer_has_a_topic_that_says_what_it_lacks(importer):
    topics = [topic for topic in HELP.topics if importer.key in topic.formats]
    assert len(topics) == 1
    assert importer.label in topics[0].text
    assert {"How to get it", "What is read", "What it does not contain"} <= set(topics[0].headings)
    listed = dict(rows(topic_of("sources"), "Export"))
    assert topics[0].key in listed[importer.label]


def test_that_no_topic_explains_an_importer_that_does_not_exist():
    known = {importer.key for importer in registry.IMPORTERS}
    assert {key for topic in HELP.topics for key in topic.formats} == known


@pytest.mark.parametrize("cells", EXAMPLES, ids=lambda cells: cells[0])
def test_that_an_example_of_a_search_is_read_as_it_says(cells):
    typed, read_as, _finds = cells
    query = parse(typed.strip("`"), "America/New_York", TODAY)
    assert type(query) is READ_AS[read_as]


def test_that_the_searches_mentioned_beside_the_examples_are_understood():
    mentioned = [
        typed
        for cells in EXAMPLES
        for typed in re.findall(r"`([^`]+)`", cells[2])
        if typed not in {"?", "*"} and not typed.endswith(":")
    ]
    assert mentioned == ["on:3/14/2026", "on:2026"]
    for typed in mentioned:
        assert isinstance(parse(typed), q.Sent)
    words = next(cells[2] for cells in EXAMPLES if cells[0] == "`on:yesterday`")
    for word in words.removeprefix("also ").split(", "):
        assert isinstance(parse(f"on:{word}", today=TODAY), q.Sent)


def test_that_every_field_and_every_way_to_read_a_search_has_an_example():
    typed = " ".join(cells[0] for cells in EXAMPLES)
    assert [field for field in FIELDS if f"{field}:" not in typed] == []
    assert {cells[1] for cells in EXAMPLES} == set(READ_AS)


def test_that_the_help_lists_what_has_and_type_know():
    text = topic_of("search").text.replace("\n", " ")
    has = re.search(r"`has:` knows ([^.]+)\.", text)
    kinds = re.search(r"`type:` knows ([^.]+) for attachments\.", text)
    assert has is not None
    assert kinds is not None
    assert set(re.split(r", | and ", has[1])) == set(HAS)
    listed = set(re.split(r", and |, | and ", kinds[1]))
    assert listed == {*KINDS, "image", "video", "audio", "pdf"}


@pytest.mark.parametrize("command", COMMANDS)
def test_that_a_command_of_the_help_is_known_to_the_command_line(command):
    name, *arguments = shlex.split(command)
    assert name == "sunshine-desk"
    assert _parser(lambda _: 0).parse_args(arguments).run


def test_that_the_help_shows_every_command():
    parser = _parser(lambda _: 0)
    action = next(one for one in parser._actions if one.choices)
    known = {leaf.prog.removeprefix("sunshine-desk ") for leaf in _leaves(action)}
    assert len(known) > 20
    assert [name for name in known if not any(f"sunshine-desk {name}" in c for c in COMMANDS)] == []


def test_that_the_examples_of_a_decision_file_are_what_the_program_reads():
    lines = [json.loads(line) for line in blocks(topic_of("command-line"), "{")]
    known = {
        *("find", "disposition", "exemptions", "redact", "everywhere", "record", "span"),
        *("attachment", "page", "region", "words", "open", "for", "open_for", "only_for"),
    }
    assert {key for line in lines for key in line} == known
    for line in lines:
        if "disposition" in line:
            assert Disposition(line["disposition"])
        if "find" in line:
            assert parse(line["find"])


def test_that_no_topic_is_left_without_words_or_headings_twice():
    assert len(HELP.topics) >= 18
    for topic in HELP.topics:
        assert topic.title
        assert len(topic.text) > 200
        assert len(set(topic.headings)) == len(topic.headings)
        assert "TODO" not in topic.text
    assert len({topic.order for topic in HELP.topics}) == len(HELP.topics)
    assert len({topic.title for topic in HELP.topics}) == len(HELP.topics)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("forgot my password", "vault#the-recovery-key"),
        ("recovery key", "vault#the-recovery-key"),
        ("wildcard", "search#examples"),
        ("keyboard shortcuts in review", "review#keys"),
        ("go on with a stopped import", "sources#an-import-that-was-stopped"),
        ("copies unreadable ignored", "sources#items-and-the-four-figures"),
        ("second reader signature", "check#signing"),
        ("exit codes", "command-line#exit-codes"),
        ("does it use the internet", "privacy#no-network"),
        ("how is the due date counted", "requests#how-the-due-date-is-found"),
        ("confirm citation", "exemptions#confirming-a-citation"),
        ("same words elsewhere", "redactions#copies-and-the-same-words-elsewhere"),
        ("gmail", "export-mbox"),
        ("facebook mess", "export-facebook"),
        ("prove", "packet#what-the-verification-proves"),
    ],
)
def test_that_plain_words_find_the_place(typed, link):
    assert link in [found.link for found in HELP.find(typed)[:3]]


@pytest.mark.parametrize("typed", ["", "  ", "(", '"', "NOT", "xyzzyplugh", "*", "from:"])
def test_that_any_typed_text_is_taken(typed):
    assert isinstance(HELP.find(typed), list)
    assert HELP.find("xyzzyplugh") == []
    assert HELP.find("(") == []


def test_that_a_half_typed_word_finds():
    assert HELP.find("passphr")
    assert HELP.find("passphr ") == []


def test_that_a_topic_is_cut_at_its_headings():
    topic = Topic("a", "A", "Before **all**.\n\n## One\n\nFirst [link](b).\n### Two\nSecond.")
    assert topic.headings == ("One", "Two")
    first, one, _ = topic.sections()
    assert (first.heading, one.heading) == ("", "One")
    assert "*" not in first.text
    assert "(b)" not in one.text


def test_that_a_place_is_named_as_links_name_it():
    topic = Topic("a", "A", "x\n\n## What it “does”, twice")
    found = Help([topic]).about("a#what-it-does-twice")
    assert found == Found(topic, "What it “does”, twice")
    assert Help([topic]).about("a#nowhere") == Found(topic)
    assert Help([topic]).about("b") is None
    assert Help([topic]).about("") is None
    assert anchor_of("What it “does”, twice") == "what-it-does-twice"


def test_that_a_damaged_help_file_is_an_error_a_clerk_understands(tmp_path: Path):
    (tmp_path / "bad.md").write_text("no head", encoding="utf-8")
    with pytest.raises(AppError, match=r"bad\.md"):
        Help.load(tmp_path)
    (tmp_path / "bad.md").write_text("+++\norder = 1\n+++\nx", encoding="utf-8")
    with pytest.raises(AppError, match=r"bad\.md"):
        Help.load(tmp_path)


def test_that_an_index_without_sections_finds_nothing():
    assert HelpIndex([]).find("word") == []
    assert HelpIndex([Section("a", "A", "", "", "word")]).find("word")[0].topic == "a"
