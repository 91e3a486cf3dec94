"""Which record a mail quotes: the one of its thread whose own words the quotation repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import hold, new_request, new_vault
from made_mails import BEN, ROSA, mail, thread

from app.domain.ids import RecordId
from app.domain.parsed import Parsed
from app.domain.records import Kind
from app.vault.folder import Vault
from app.workflow.quoted import Quoted, quoted_in

ASKED = "The pier is closed on Monday.\n\nPlease tell the harbour master."


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = new_vault(tmp_path)
    yield made
    made.close()


def quoted(
    vault: Vault, mails: Sequence[Parsed], held: Sequence[int] | None = None
) -> tuple[Quoted, ...]:
    """Give what the last of some mails quotes."""
    ids = hold(vault, mails)
    request = new_request(vault, [RecordId(one) for one in held] if held else ids)
    with vault.read() as work:
        return quoted_in(work, request, work.records.get(ids[-1]))


def answer(text: str) -> list[Parsed]:
    """Give a question and an answer to it with this text."""
    return [mail(ASKED, 0, ROSA, BEN), mail(text, 1, BEN, ROSA, ["m0@example.com"])]


@pytest.mark.parametrize(
    "text",
    [
        "Done.\n\n> The pier is closed on Monday.\n>\n> Please tell the harbour master.",
        "Done.\n\n> The pier is closed\n> on Monday.",
        "> Please tell the harbour master.\n\nDone.",
        f"Done.\n\n-----Original Message-----\n{ASKED}",
        f"Done.\n\nOn Sat, 14 March, Rosa wrote:\n{ASKED}\n\nSent from my phone",
    ],
    ids=["whole", "a part", "the end", "as it is", "with more"],
)
def test_that_a_quotation_is_of_the_mail_whose_words_it_repeats(vault: Vault, text: str) -> None:
    (one,) = quoted(vault, answer(text))
    assert (one.record, one.held, one.author) == (1, True, "Rosa Diaz <rosa@example.com>")
    assert one.sent is not None


@pytest.mark.parametrize(
    "text",
    ["> Please do not tell him.", "Done.\n\n> The pier", "Done.\n-----Original Message-----"],
)
def test_that_other_words_and_too_few_are_of_nobody(vault: Vault, text: str) -> None:
    (one,) = quoted(vault, answer(text))
    assert (one.record, one.held, one.author, one.sent) == (None, False, "", None)


def test_that_answers_between_the_lines_lead_to_one_mail(vault: Vault) -> None:
    text = "> The pier is closed on Monday.\nYes.\n> Please tell the harbour master.\nI did."
    found = quoted(vault, answer(text))
    assert [(one.record, one.lines, one.depth) for one in found] == [(1, 1, 1), (1, 1, 1)]


def test_that_what_is_quoted_of_a_quotation_leads_to_who_first_said_it(vault: Vault) -> None:
    found = quoted(vault, thread())
    assert [(one.record, one.depth) for one in found] == [(2, 1), (1, 2)]


def test_that_a_mail_of_another_thread_or_outside_the_request_is_not_led_to(vault: Vault) -> None:
    again = f"Done.\n\n-----Original Message-----\n{ASKED}"
    mails = [*answer(again), replace(mail(again, 9, BEN, ROSA), subject="Other")]
    assert [one.record for one in quoted(vault, mails)] == [None]
    one, other = answer(again)
    held = [replace(one, locator="x", platform_id="y@x", conversation_key="id:y@x", named=())]
    answered = replace(other, platform_id="z@x", conversation_key="id:y@x", parent_id="y@x")
    ids = hold(vault, [*held, answered], name="two")
    request = new_request(vault, [ids[-1]], number="2")
    with vault.read() as work:
        (found,) = quoted_in(work, request, work.records.get(ids[-1]))
    assert (found.record, found.held) == (ids[-2], False)


def test_that_only_mails_quote(vault: Vault) -> None:
    one, other = answer(f"> {ASKED}")
    assert quoted(vault, [one, replace(other, kind=Kind.MESSAGE)]) == ()
