"""Quotations: what a mail quotes is known by how its lines begin, in four languages."""

from __future__ import annotations

import pytest

from app.domain.quoting import Part, mail_lines, own_words, quotations

OWN = "I agree.\n\n"
OUTLOOK = {
    "en": "From: Ben Cole <ben@example.com>\nSent: Saturday, March 14, 2026 10:02 AM\n"
    "To: Rosa Diaz\nCc: Dana\nSubject: Permit\n\nThe words.",
    "de": "Von: Ben Cole\nGesendet: Samstag, 14. M\u00e4rz 2026 10:02\nAn: Rosa Diaz\n"
    "Betreff: Permit\n\nThe words.",
    "fr": "De\u00a0: Ben Cole\nEnvoy\u00e9\u00a0: samedi 14 mars 2026 10:02\n\u00c0\u00a0: Rosa\n"
    "Objet\u00a0: Permit\n\nThe words.",
    "es": "De: Ben Cole\nEnviado el: s\u00e1bado, 14 de marzo de 2026 10:02\nPara: Rosa Diaz\n"
    "Asunto: Permit\n\nThe words.",
    "bold": "*From:* Ben Cole\n*Sent:* Saturday\n*To:* Rosa,\n Dana\n*Subject:* x\n\nThe words.",
    "underlined": "____________________\nFrom: Ben\nSent: Saturday\nTo: Rosa\n\nThe words.",
    "first name last": "From: Ben\nDate: 14 March\nSubject: Permit\n\nThe words.",
}
RULES = [
    "-----Original Message-----", "-------- Original Message --------",
    "---------- Forwarded message ---------", "-----Urspr\u00fcngliche Nachricht-----",
    "-------- Weitergeleitete Nachricht --------", "-----Message d'origine-----",
    "-------- Message transf\u00e9r\u00e9 --------", "-----Mensaje original-----",
    "---------- Mensaje reenviado ----------", "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:", "D\u00e9but du message transf\u00e9r\u00e9 :",
    "Inicio del mensaje reenviado:",
]  # fmt: skip
TOLD = [
    "On Sat, Mar 14, 2026 at 10:02 AM Ben Cole <ben@example.com> wrote:",
    "On 14 Mar 2026, at 10:02, Ben Cole <ben@example.com> wrote:",
    "On Sat, Mar 14, 2026 at 10:02 AM Benjamin Longname Cole\n<ben@example.com> wrote:",
    "On Sat, Mar 14, 2026 at 10:02 AM\nBenjamin Longname Cole\n<ben@example.com> wrote:",
    "Am 14.03.2026 um 10:02 schrieb Ben Cole:", "Am Sa., 14. M\u00e4rz schrieb <ben@example.com>:",
    "Le sam. 14 mars 2026 \u00e0 10:02, Ben Cole <ben@example.com> a \u00e9crit :",
    "Le 14/03/2026 10:02, Ben Cole a \u00e9crit\u00a0:",
    "El s\u00e1b, 14 mar 2026 a las 10:02, Ben Cole (<ben@example.com>) escribi\u00f3:",
    "Ben Cole <ben@example.com> wrote:", "Ben Cole <ben@example.com> schrieb am 14.03.2026:",
]  # fmt: skip


def parts(text: str) -> str:
    """Give one letter a line: o, q or s, and a large one where a quotation begins."""
    letters = {Part.OWN: "o", Part.QUOTED: "q", Part.SIGNATURE: "s"}
    kinds = mail_lines(text.split("\n"))
    return "".join(letters[k.part].upper() if k.begins else letters[k.part] for k in kinds)


@pytest.mark.parametrize("head", OUTLOOK.values(), ids=OUTLOOK.keys())
def test_that_the_head_of_a_quoted_mail_begins_a_quotation(head: str) -> None:
    assert parts(OWN + head) == "ooQ" + "q" * head.count("\n")


@pytest.mark.parametrize("rule", RULES)
def test_that_a_rule_begins_a_quotation_with_the_head_under_it(rule: str) -> None:
    assert parts(f"{OWN}{rule}\nThe words.") == "ooQq"
    whole = f"{rule}\n\n{OUTLOOK['en']}"
    assert parts(OWN + whole) == "ooQ" + "q" * whole.count("\n")


@pytest.mark.parametrize("told", TOLD)
def test_that_saying_who_wrote_begins_a_quotation(told: str) -> None:
    lines = told.count("\n")
    assert parts(f"{OWN}{told}\n\nThe words.") == "ooQ" + "q" * (lines + 2)
    assert parts(f"{OWN}{told}\n\n> The words.\n\nMore.") == "ooQ" + "q" * lines + "qqoo"


def test_that_quotations_in_quotations_begin_again() -> None:
    text = "> a\n> On 3 March, Ruth wrote:\n>> b\n>\n> c\n\nmine"
    assert parts(text) == "qQqqqoo"
    chain = f"{OWN}{OUTLOOK['en']}\n\n{OUTLOOK['de']}"
    assert parts(chain).count("Q") == 2


@pytest.mark.parametrize(
    "text",
    [
        "On Monday she wrote: no\nand more",
        "On the whole, this is what he wrote:\nnothing",
        "Le chat a \u00e9crit :\nmiaou",
        "From: my point of view\nall is well",
        "From: Ruth\nTo: all\nhello",
        "TO: Chief Cole\nFROM: Ofc. Diaz\nDATE: 14 March\nSUBJECT: Permit\n\nThe words.",
        "-----\nnot a rule",
        "Dates:\nFrom: 3 pm\nTo: 5 pm",
        "one > two",
    ],
)
def test_that_own_words_are_not_taken_for_quoted_ones(text: str) -> None:
    assert set(parts(text)) == {"o"}


def test_that_a_signature_ends_where_a_quotation_begins() -> None:
    assert parts("a\n-- \nme\n> you") == "ossq"
    assert parts("a\n-- \nme\n-----Original Message-----\nyou") == "ossQq"


def test_that_each_quoted_mail_is_a_quotation_of_its_own() -> None:
    text = "Yes.\n\nOn 3 March, Ruth wrote:\n> a\n> On 2 March, Ben wrote:\n>> b\n> c\n\nBye."
    found = quotations(text)
    assert [(text[q.said.start : q.said.end], q.depth, q.lines) for q in found] == [
        ("> a", 1, 2), (">> b", 2, 2), ("> c", 1, 1),
    ]  # fmt: skip
    assert text[found[0].span.start : found[0].span.end] == "On 3 March, Ruth wrote:\n> a"
    assert own_words(text).split() == ["Yes.", "Bye."]


def test_that_a_chain_of_answers_is_parted_mail_by_mail() -> None:
    text = f"{OWN}{OUTLOOK['en']}\n\n{OUTLOOK['de']}"
    found = quotations(text)
    assert [(text[q.said.start : q.said.end].strip(), q.depth) for q in found] == [
        ("The words.", 1), ("The words.", 2),
    ]  # fmt: skip


def test_that_a_quotation_without_words_is_one_all_the_same() -> None:
    assert [q.lines for q in quotations("a\n-----Original Message-----")] == [1]
    assert quotations("") == []
    assert quotations("only mine") == []
