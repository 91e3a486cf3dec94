"""Forms of words: which are found, as what, and which are somebody else's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.detect.lexicon import Lexicon
from app.detect.likeness import edits, is_near, looks, sound
from app.detect.nicknames import short_forms
from app.detect.variants import forms_of, kind_of
from app.domain.lists import EntryKind
from app.domain.words import placed_words


def found(words: str, text: str, kind: EntryKind | None = None) -> list[tuple[str, str]]:
    """Give what is found of words in a text whose own words are the lexicon."""
    forms = forms_of(words, Lexicon(word for word, _, _ in placed_words(text)), kind)
    assert forms is not None
    return [(text[f.span.start : f.span.end], f.likeness.value) for f in forms.find(text)]


@pytest.mark.parametrize(
    ("text", "stretch", "likeness"),
    [
        ("ask Joanna Delaney now", "Joanna Delaney", "same"),
        ("JOANNA  DELANEY", "JOANNA  DELANEY", "same"),
        ("> Joanna\n> Delaney said", "Joanna\n> Delaney", "same"),
        ("Jóanna Delaney", "Jóanna Delaney", "same"),
        ("Joanna-Delaney", "Joanna-Delaney", "same"),
        ("Joanna Delaney’s car", "Joanna Delaney’s", "possessive"),
        ("the Delaneys moved", "Delaneys", "possessive"),
        ("Joanna_Delaney.docx", "Joanna_Delaney", "punctuation"),
        ("Delaney, Joanna", "Delaney, Joanna", "order"),
        ("Delaney, Joanna M.", "Delaney, Joanna", "order"),
        ("joanna.delaney@example.com", "joanna.delaney@example.com", "address"),
        ("hi @joannadelaney there", "@joannadelaney", "address"),
        ("jdelaney82 wrote", "jdelaney82", "address"),
        ("Joanna Delany", "Joanna Delany", "spelling"),
        ("Ms. Delainey accepted", "Delainey", "spelling"),
        ("Johanna Delaney", "Johanna Delaney", "spelling"),
        ("Joanna De1aney", "Joanna De1aney", "misread"),
        ("Jo Delaney", "Jo Delaney", "nickname"),
        ("Joanie Delaney", "Joanie Delaney", "nickname"),
        ("J. Delaney came", "J. Delaney", "initials"),
        ("told J.D. about it", "J.D", "initials"),
        ("told J. D. about it", "J. D", "initials"),
        ("told JD about it", "JD", "initials"),
        ("Delaney_J_complaint.pdf", "Delaney_J", "initials"),
        ("Mrs. Delaney wants", "Delaney", "part"),
        ("Joanna came", "Joanna", "part"),
        ("Liked “Mom is Joanna Del…”", "Joanna Del", "cut"),
        ("Liked “it was Dela...”", "Dela", "cut"),
    ],
)
def test_that_every_form_of_a_name_is_found(text: str, stretch: str, likeness: str) -> None:
    assert found("Joanna Delaney", text) == [(stretch, likeness)]


@pytest.mark.parametrize(
    "text",
    [
        "Cedar Street at Delaney Road",
        "the bus is delayed",
        "Delaney Elementary School",
        "jd power",
        "j d",
        "Delancourt",
        "anna",
        "no name here",
    ],
)
def test_that_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found("Joanna Delaney", text) == []


def test_that_a_name_that_is_a_common_word_needs_a_capital_within_a_sentence() -> None:
    assert found("Tom Marsh", "the marsh is wet. Marsh gas") == []
    assert found("Tom Marsh", "ask Marsh about 14 March") == [("Marsh", "part")]
    assert found("Tom Marsh", "tom marsh") == [("tom marsh", "same")]


@pytest.mark.parametrize(
    ("name", "text", "stretch"),
    [
        ("Maria de la Cruz", "Sra. De La Cruz called", "De La Cruz"),
        ("Maria de la Cruz", "maria delacruz", "maria delacruz"),
        ("Sean O'Neil", "Sean O’Neil", "Sean O’Neil"),
        ("Sean O'Neil", "mr oneil", "oneil"),
        ("Ana Garcia-Lopez", "Ana Garcia Lopez", "Ana Garcia Lopez"),
        ("Ana Garcia-Lopez", "Sra. Garcia-Lopez", "Garcia-Lopez"),
        ("Ana Garcia-Lopez", "Ana Lopez", "Ana Lopez"),
        ("Mary-Ann Hale", "Mary Ann Hale", "Mary Ann Hale"),
        ("Blackwood, Jordan T.", "jordan blackwood", "jordan blackwood"),
        ("Sgt. William Cole Jr.", "Billy Cole", "Billy Cole"),
        ("John Quincy Hale", "John Q. Hale", "John Q. Hale"),
        ("John Quincy Hale", "John Hale", "John Hale"),
    ],
)
def test_that_names_of_several_words_are_taken_apart(name: str, text: str, stretch: str) -> None:
    assert [words for words, _ in found(name, text, EntryKind.NAME)] == [stretch]


@pytest.mark.parametrize(
    ("text", "stretch", "likeness"),
    [
        ("call 850-555-0142.", "850-555-0142", "same"),
        ("(850) 555-0142", "(850) 555-0142", "punctuation"),
        ("850.555.0142", "850.555.0142", "punctuation"),
        ("8505550142", "8505550142", "punctuation"),
        ("+1 850 555 0142", "+1 850 555 0142", "punctuation"),
        ("1-850-555-0142", "1-850-555-0142", "punctuation"),
        ("85O-555-Ol42", "85O-555-Ol42", "misread"),
        ("the local one, 555-0142", "555-0142", "part"),
    ],
)
def test_that_a_phone_number_is_found_in_any_punctuation(
    text: str, stretch: str, likeness: str
) -> None:
    assert found("850-555-0142", text) == [(stretch, likeness)]


@pytest.mark.parametrize("text", ["850-555-01423", "report 22-555-0142", "1850-555-0143"])
def test_that_another_number_is_not_taken_for_it(text: str) -> None:
    assert found("850-555-0142", text) == []


@pytest.mark.parametrize(
    ("text", "stretch", "likeness"),
    [
        ("lives at 14 Cedar Lane", "14 Cedar Lane", "same"),
        ("14 CEDAR LN.", "14 CEDAR LN", "punctuation"),
        ("14 N. Cedar Ln", "14 N. Cedar Ln", "punctuation"),
        ("14Cedar Lane", "14Cedar Lane", "punctuation"),
        ("“Mom is …, 14 Cedar… up", "14 Cedar", "part"),
        ("14 Cedra Lane", "14 Cedra Lane", "spelling"),
        ("14 Ceclar Lane", "14 Ceclar Lane", "misread"),
        ("14 Cedar\n> Lane", "14 Cedar\n> Lane", "same"),
    ],
)
def test_that_an_address_is_found_in_its_forms(text: str, stretch: str, likeness: str) -> None:
    assert found("14 Cedar Lane", text) == [(stretch, likeness)]


@pytest.mark.parametrize("text", ["14 Cedar Street", "114 Cedar Lane", "Cedar Lane", "14 Oak Lane"])
def test_that_another_address_is_not_taken_for_it(text: str) -> None:
    assert found("14 Cedar Lane", text) == []


def test_that_an_address_reaches_over_its_town() -> None:
    (one,) = found("14 Cedar Lane, Millbrook, Florida", "14 Cedar Ln, Millbrook, Florida 32000")
    assert one == ("14 Cedar Ln, Millbrook, Florida", "punctuation")


def test_that_plates_licences_and_mail_addresses_have_forms() -> None:
    text = "RDX17P, RDX-17P or rdx 17p"
    assert [words for words, _ in found("RDX 17P", text)] == ["RDX17P", "RDX-17P", "rdx 17p"]
    assert found("D450-481-83-712-0", "D450 481 83 712 O") == [("D450 481 83 712 O", "misread")]
    mail = "j.blackwood@example.com"
    spoken = "j dot blackwood at example dot com"
    assert found(mail, f"at {spoken}") == [(spoken, "punctuation")]
    assert found(mail, "as @jblackwood") == [("@jblackwood", "part")]
    assert found(mail, "mj.blackwood@example.com") == []


def test_that_words_that_are_nothing_in_particular_have_forms() -> None:
    words = "behind the bait shop on the pier road"
    assert found(words, "Behind  the bait-shop on the pier road!")[0][1] == "punctuation"
    assert found(words, "Liked “behind the bait shop on…”") == [("behind the bait shop on", "cut")]
    assert found(words, "Liked “behind the bait sh…”") == [("behind the bait sh", "cut")]
    assert found(words, "behind the bait shop we met") == []
    assert found("the informant", "the informents") == []
    assert found("the informant", "the informent") == [("the informent", "spelling")]
    assert found("the informant", "the informant's") == [("the informant's", "possessive")]
    assert forms_of("…", Lexicon(())) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Joanna Delaney", EntryKind.NAME),
        ("joanna delaney", EntryKind.LITERAL),
        ("Mrs. Delaney", EntryKind.NAME),
        ("14 Cedar Lane", EntryKind.ADDRESS),
        ("14 Cedar", EntryKind.ADDRESS),
        ("(850) 555-0142", EntryKind.PHONE),
        ("a@example.com", EntryKind.EMAIL),
        ("RDX 17P", EntryKind.LITERAL),
        ("who was on that stop", EntryKind.LITERAL),
        ("07/31/1983", EntryKind.LITERAL),
    ],
)
def test_that_words_are_told_apart_by_what_they_are(words: str, kind: EntryKind) -> None:
    expected = EntryKind.PHONE if words.startswith("07/") else kind
    assert kind_of(words) in {kind, expected}


def test_that_likeness_is_bounded_by_length_and_sound() -> None:
    assert edits("delaney", "dealney", 2) == 1
    assert edits("abc", "xyz", 1) == 2
    assert is_near("cole", "koal") is False
    assert is_near("reyes", "raies") is False
    assert is_near("reyes", "reyez")
    assert not is_near("marsh", "march")
    assert not is_near("bo", "ba")
    assert sound("knight") == sound("nite")
    assert looks("de1aney") == looks("delaney")
    assert "bill" in short_forms("william")
    assert short_forms("zzz") == frozenset()


def test_that_a_lexicon_knows_near_misread_and_longer_words() -> None:
    lexicon = Lexicon(["delany", "de1aney", "jdelaney", "delaney", "other"])
    assert lexicon.near("delaney") == ["delany"]
    assert lexicon.misread("delaney") == ["de1aney"]
    assert lexicon.holding("delaney") == ["jdelaney"]
    assert (lexicon.near("abc"), lexicon.misread("abc")) == ([], [])
    assert Lexicon(()).misread("delaney") == []
    assert Lexicon(()).near("delaney") == []
    assert len(lexicon) == 5


def test_that_a_probe_meets_every_text_that_a_form_is_found_in() -> None:
    texts = ("Joanna Delany", "J.D. came", "the Delan…", "jdelaney82", "Jo Delaney", "JD")
    lexicon = Lexicon(word for text in texts for word, _, _ in placed_words(text))
    forms = forms_of("Joanna Delaney", lexicon)
    assert forms is not None
    for text in texts:
        words = [word for word, _, _ in placed_words(text)]
        pairs = set(pairwise(words))
        assert forms.find(text)
        assert forms.probe.words & set(words) or forms.probe.phrases & pairs
