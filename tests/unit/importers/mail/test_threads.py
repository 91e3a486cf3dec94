"""By what a mail is known to belong to a thread, whatever stands in its head."""

from __future__ import annotations

import base64

import pytest

from app.importers.mail.threads import named_in
from app.reading.headers import split_headers

INDEX = bytes(range(22))


def named(head: str) -> tuple[str, ...]:
    return named_in(split_headers(head.encode() + b"\n\n")[0])


def test_that_every_mail_that_is_named_is_taken_once() -> None:
    head = "References: <a@x>\n <b@x> <a@x>\nIn-Reply-To: <c@x> <d@x>"
    assert named(head) == ("id:a@x", "id:b@x", "id:c@x")


def test_that_of_very_many_references_the_first_and_the_last_are_taken() -> None:
    found = named("References: " + " ".join(f"<{n}@x>" for n in range(500)))
    assert (len(found), found[0], found[-1]) == (200, "id:0@x", "id:499@x")


def test_that_outlooks_index_counts_with_the_subject_and_without_its_later_parts() -> None:
    first, answer = (base64.b64encode(INDEX + more).decode() for more in (b"", b"12345"))
    one = named(f"Subject: Pier permit\nThread-Index: {first}")
    assert one == named(f"Subject: RE: [EXT] Pier permit\nThread-Index: {answer}")
    assert one == (f"index:{INDEX.hex()}:pier permit",)
    assert one != named(f"Subject: Harbour fees\nThread-Index: {first}")


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Pier permit",
        "Subject: Re: hi\nThread-Index: " + base64.b64encode(INDEX).decode(),
        "Subject: Pier permit\nThread-Index: AAAA",
        "Subject: Pier permit\nThread-Index: " + base64.b64encode(INDEX[:6] + bytes(16)).decode(),
        "Subject: Pier permit\nThread-Index: A",
        "Subject: Pier permit\nThread-Index: \u00e9\u00e9\u00e9\u00e9",
        "References: none\nIn-Reply-To: Ruth's mail of Monday",
    ],
)
def test_that_what_says_nothing_names_nothing(head: str) -> None:
    assert named(head) == ()
