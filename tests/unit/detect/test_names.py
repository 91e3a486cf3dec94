"""Suggestions of names and listed words that are known beforehand."""

from __future__ import annotations

from app.detect.lexicon import Lexicon
from app.detect.name_parts import name_parts
from app.detect.names import HANDLE, Known, Names, group_of, known_people
from app.detect.variants import forms_of
from app.domain.lists import EntryKind
from app.domain.words import placed_words

WHY = "The name of somebody in this request"


def names(text: str, *known: Known, spared: tuple[Known, ...] = ()) -> Names:
    return Names(known, Lexicon(word for word, _, _ in placed_words(text)), spared)


def person(name: str) -> Known:
    return Known(name, EntryKind.NAME, "look", WHY)


def listed(words: str, kind: EntryKind = EntryKind.NAME) -> Known:
    return Known(words, kind, "critical", "On the list “minors”")


def test_that_all_forms_of_a_name_are_one_group_and_say_why() -> None:
    text = "Joanna Delaney, Ms. Delany and joanna.delaney@example.com"
    found = names(text, person("Joanna Delaney")).find(text)
    assert [text[one.span.start : one.span.end] for one in found] == [
        "Joanna Delaney",
        "Delany",
        "joanna.delaney@example.com",
    ]
    assert {(one.kind, one.group, one.level) for one in found} == {
        ("name", "joanna delaney", "look")
    }
    assert [one.why for one in found][:2] == [f"{WHY}.", f"{WHY}, spelt otherwise."]
    assert "Delan" not in " ".join(one.why for one in found)


def test_that_listed_words_are_critical_and_a_part_of_a_name_is_only_looked_at() -> None:
    text = "Caleb Delaney and the other Delaney, at 14 Cedar Ln"
    known = (listed("Caleb Delaney"), listed("14 Cedar Lane", EntryKind.ADDRESS))
    found = names(text, *known).find(text)
    levels = {text[one.span.start : one.span.end]: (one.kind, one.level) for one in found}
    assert levels == {
        "Caleb Delaney": ("name", "critical"),
        "Delaney": ("name", "look"),
        "14 Cedar Ln": ("address", "critical"),
    }


def test_that_what_is_never_redacted_is_not_suggested_unless_it_is_listed() -> None:
    text = "Harold Brandt called Tina Roth, 850-555-0100"
    spared = (person("Harold Brandt"), person("Tina Roth"))
    both = names(text, person("Harold Brandt"), listed("Tina Roth"), spared=spared)
    assert [text[one.span.start : one.span.end] for one in both.find(text)] == ["Tina Roth"]
    assert len(both.spared_in(text)) == 2


def test_that_initials_and_given_names_alone_are_not_suggested() -> None:
    text = "Joanna and J.D. came with the boy"
    assert names(text, person("Joanna Delaney")).find(text) == []


def test_that_people_are_known_by_names_addresses_and_handles() -> None:
    people = [
        ("Joanna Delaney", "joanna.delaney@example.com"),
        ("Millbrook Police Department", "records@example.org"),
        ("", "ned_holcombe7@example.org"),
        ("Tess", "@tessontheroad"),
        ("Will", "+1 850 555 0101"),
        ("Unit 7", "12345678"),
        ("", "a.b@example.org"),
    ]
    known = {(one.words, one.says) for one in known_people(people)}
    assert known == {
        ("Joanna Delaney", ""),
        ("Ned Holcombe", ""),
        ("Tess", ""),
        ("tessontheroad", HANDLE),
    }


def test_that_a_handle_is_found_as_it_is_and_not_in_other_spellings() -> None:
    text = "@millbrookpd in Millbrook"
    found = names(text, Known("millbrookpd", EntryKind.LITERAL, "look", WHY, HANDLE)).find(text)
    assert [(text[one.span.start : one.span.end], one.kind) for one in found] == [
        ("millbrookpd", "handle")
    ]


def test_that_no_word_is_in_what_is_written_of_values() -> None:
    known = person("Joanna Delaney")
    assert "elaney" not in repr(known)
    assert "elaney" not in repr(name_parts("Joanna Delaney"))
    forms = forms_of("Joanna Delaney", Lexicon(()))
    assert forms is not None
    assert "elaney" not in repr(forms.probe) + repr(forms)


def test_that_equal_names_are_known_once_and_texts_of_any_script_are_read() -> None:
    text = "سمير حداد wrote, José Ruiz too"
    found = names(text, person("سمير حداد"), person("Jose Ruiz"), person("JOSÉ RUIZ")).find(text)
    assert len(found) == 2
    assert group_of("José Ruiz", EntryKind.NAME) == "jose ruiz"
    assert group_of("…", EntryKind.NAME) == ""
    assert names("nothing", Known("…", EntryKind.NAME, "look", WHY)).find("nothing") == []
