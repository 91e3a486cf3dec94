"""What is suggested on a drawn page: words are given by hand, and regions come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.detect.lexicon import Lexicon
from app.detect.names import Known, Names
from app.detect.suggest import Finder
from app.detect.suggestion import Suggestion
from app.domain.decisions import Standing
from app.domain.ids import DecisionId, RecordId
from app.domain.lists import EntryKind, KeptEntry, ListEntry, ListEntryId, ListKind
from app.domain.redacted import SheetWord
from app.domain.redaction import Redaction, RegionTarget, WholeTarget
from app.domain.spans import Region, Span
from app.workflow.page_text import flowing, lines_of, rows
from app.workflow.suggest_on_pages import PageSuggestion, Settled, further, on_page
from app.workflow.suggesting import Suggesting

HERE = (2, 3)
RECORD = RecordId(7)
JORDAN = Known("Jordan Blackwood", EntryKind.NAME, "critical", "On a list")
NOW = Suggesting(Finder("FL"), Names((JORDAN,), Lexicon(())), {})


def line(words: str, row: int, left: float = 0.1, block: int = 0) -> list[SheetWord]:
    """Set words beside one another, each as wide as its letters."""
    placed = []
    for word in words.split():
        right = left + 0.008 * len(word)
        placed.append(SheetWord(word, (left, 0.05 * row, right, 0.05 * row + 0.03), row, block))
        left = right + 0.01
    return placed


def page(*lines: str) -> list[SheetWord]:
    return [word for row, words in enumerate(lines, 1) for word in line(words, row)]


def told(found: Sequence[PageSuggestion]) -> list[tuple[str, str, int]]:
    return [(one.suggestion.kind, one.words, len(one.targets)) for one in found]


def test_that_words_are_laid_out_line_by_line_and_found_again() -> None:
    text = lines_of([SheetWord("", (0, 0, 0.1, 0.1)), *page("one two", "th|ee")])
    assert text.text == "one two\nthlee"
    assert text.under(Span(0, 3)) == (1,)
    assert text.under(Span(2, 9)) == (1, 2, 3)
    assert text.under(Span(3, 4)) == ()


def test_that_lines_are_read_on_where_something_may_be_broken_at_their_end() -> None:
    words = [*line("met Black-", 1), *line("wood, SSN 078-05-", 2), *line("1120 Smith-", 3),
             *line("Jones", 4), *line("wide", 5), *line("Ann", 6), *line("Lee", 7, block=1),
             *line("Apart", 10, block=2), *line("Mary", 1, left=0.6, block=3)]  # fmt: skip
    told = "met Blackwood, SSN 078-05-1120 Smith-Jones"
    assert flowing(words).text == f"{told}\nAnn Lee"
    assert flowing(page("nothing is", "broken here")).text == ""


def test_that_rows_are_read_as_they_are_seen_where_the_file_has_another_order() -> None:
    labels = [*line("Name:", 1), *line("SSN:", 2)]
    typed = [*line("Somebody", 1, left=0.4), *line("219-09-9999", 2, left=0.4)]
    text = rows([*labels, *typed])
    assert text is not None
    assert text.text == "Name: Somebody\nSSN: 219-09-9999"
    assert text.numbers == (0, 2, 1, 3)
    assert rows(page("one two", "three")) is None


def test_that_a_number_is_suggested_as_the_region_of_its_words() -> None:
    (found,) = on_page(HERE, page("His SSN: 219-09-9999 was given."), NOW)
    assert (found.attachment, found.page) == HERE
    assert (found.suggestion.kind, found.suggestion.level) == ("ssn", "look")
    assert found.words == "219-09-9999"
    assert (found.before, found.after) == ("His SSN: ", " was given.")
    (target,) = found.targets
    assert target == RegionTarget(2, Region(3, *line("His SSN: 219-09-9999", 1)[2].box))
    assert "219" not in repr(found)


def test_that_what_is_broken_over_two_lines_is_one_suggestion_of_two_regions() -> None:
    found = on_page(HERE, page("They met Jordan", "Blackwood, SSN 219-09-", "9999 today"), NOW)
    assert told(found) == [("name", "Jordan Blackwood", 2), ("ssn", "219-09-9999", 2)]
    assert found[0].targets[0].region.top < found[0].targets[1].region.top


def greedy(text: str) -> Iterator[Suggestion]:
    """Take for a name also the word behind it, unless a line ends there."""
    for found in re.finditer("Maria Santos(?: Her)?", text):
        yield Suggestion(Span(*found.span()), "name", "look", "It reads so.")


def test_that_a_whole_name_takes_no_word_of_the_next_line() -> None:
    now = Suggesting(Finder("FL", (greedy,)), Names((), Lexicon(())), {})
    found = on_page(HERE, page("with Maria Santos", "Her SSN: 219-09-9999"), now)
    assert [one.words for one in found] == ["Maria Santos", "219-09-9999"]
    found = on_page(HERE, page("with Maria", "Santos Her SSN"), now)
    assert [one.words for one in found] == ["Maria Santos Her"]


def test_that_what_was_typed_into_a_form_is_read_with_its_label() -> None:
    labels = [*line("Requested by", 1), *line("Date of birth:", 2), *line("Signature", 3)]
    typed = [*line("Somebody", 1, left=0.6), *line("04/17/1988", 2, left=0.6)]
    found = on_page(HERE, [*labels, *typed], NOW)
    assert [one.words for one in found if one.suggestion.kind == "birth_date"] == ["04/17/1988"]


def test_that_two_things_in_one_piece_of_the_page_are_two_suggestions() -> None:
    found = on_page(HERE, page("850-555-0142/jb@example.com"), NOW)
    assert {one.words for one in found} == {"850-555-0142", "jb@example.com"}
    assert found[0].targets == found[1].targets


def test_that_an_entry_of_a_list_comes_with_its_exemptions() -> None:
    entry = ListEntry(ListKind.VICTIMS, EntryKind.NAME, "Jordan Blackwood", codes=("x",))
    names = Names((JORDAN,), Lexicon(()))
    (plain,) = names.find("Jordan Blackwood")
    now = Suggesting(
        Finder("FL"),
        names,
        {(plain.kind, plain.group): KeptEntry(ListEntryId(1), entry, "Pat", 40)},
    )
    (found,) = on_page(HERE, page("Jordan Blackwood"), now)
    assert (found.codes, found.listed, found.listed_at) == (("x",), "victims", 40)


def test_that_eyes_add_only_what_the_words_do_not_say_there() -> None:
    own = on_page(HERE, page("SSN 219-09-9999", "nothing"), NOW)
    seen = on_page(HERE, page("SSN 219-09-9999", "SSN 078-05-1120"), NOW)
    assert [one.words for one in further(own, seen)] == ["078-05-1120"]


def standing(*targets: RegionTarget | WholeTarget) -> Standing:
    made = (Redaction(DecisionId(n), RECORD, one, ("x",)) for n, one in enumerate(targets))
    return Standing(RECORD, redactions=tuple(made))


def broken() -> PageSuggestion:
    (found,) = on_page(HERE, page("They met Jordan", "Blackwood again"), NOW)
    return found


def test_that_what_is_withheld_declined_or_public_does_not_come() -> None:
    one = broken()
    upper, lower = one.targets
    key = (one.suggestion.kind, one.suggestion.group)
    assert Settled().left(one, standing()) == one
    assert Settled().left(one, standing(upper, lower)) is None
    assert Settled().left(one, standing(WholeTarget(2))) is None
    assert Settled({(RECORD, t, "name") for t in one.targets}).left(one, standing()) is None
    assert Settled(public={(RECORD, t) for t in one.targets}).left(one, standing()) is None
    assert Settled(groups={key: 5}).left(one, standing()) is None


def test_that_a_line_that_is_left_still_comes() -> None:
    one = broken()
    upper, lower = one.targets
    left = Settled().left(one, standing(upper))
    assert left is not None
    assert left.targets == (lower,)
    other = Settled({(RECORD, lower, "ssn")}).left(one, standing(WholeTarget(1)))
    assert other == one


def test_that_a_group_declined_before_its_entry_was_listed_comes_again() -> None:
    entry = ListEntry(ListKind.VICTIMS, EntryKind.NAME, "Jordan Blackwood")
    names = Names((JORDAN,), Lexicon(()))
    (plain,) = names.find("Jordan Blackwood")
    key = (plain.kind, plain.group)
    now = Suggesting(Finder("FL"), names, {key: KeptEntry(ListEntryId(1), entry, "Pat", 40)})
    (one,) = on_page(HERE, page("Jordan Blackwood"), now)
    assert Settled(groups={key: 39}).left(one, standing()) == one
    assert Settled(groups={key: 40}).left(one, standing()) is None
