"""What the detectors find in a gold set of invented messages, and the laws they keep."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.detect.card import is_luhn, issuer_of
from app.detect.ssn import is_taxpayer, is_valid
from app.detect.suggest import apart, suggestions
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = ("ssn", "card", "birth_date", "phone", "email", "address")
RECALL = {"ssn": 1.0, "card": 1.0, "birth_date": 0.97, "phone": 0.98, "email": 1.0, "address": 0.97}
PRECISION = {
    "ssn": 0.95, "card": 1.0, "birth_date": 0.97, "phone": 0.97, "email": 1.0, "address": 0.97,
}  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.span.start : one.span.end]) for one in suggestions(text)]


def test_that_the_gold_set_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    hits, missed, extra = Counter[str](), Counter[str](), Counter[str]()
    for message in GOLD:
        wanted = {(start, end, kind) for start, end, kind in message["spans"]}
        given = {(one.span.start, one.span.end, one.kind) for one in suggestions(message["text"])}
        hits.update(kind for _, _, kind in wanted & given)
        missed.update(kind for _, _, kind in wanted - given)
        extra.update(kind for _, _, kind in given - wanted)
    with capsys.disabled():
        for kind in KINDS:
            recall = hits[kind] / (hits[kind] + missed[kind])
            precision = hits[kind] / (hits[kind] + extra[kind])
            print(
                f"\n{kind:<11}{hits[kind]:>4}  recall {recall:.3f}  precision {precision:.3f}",
                end="",
            )
            assert recall >= RECALL[kind]
            assert precision >= PRECISION[kind]


def test_that_the_gold_set_is_large_and_its_places_are_true() -> None:
    assert len(GOLD) >= 200
    for message in GOLD:
        for start, end, kind in message["spans"]:
            assert 0 <= start < end <= len(message["text"])
            assert message["text"][start:end] == message["text"][start:end].strip()
            assert kind in KINDS
    assert sum(1 for message in GOLD if not message["spans"]) >= 80


PIECES = st.sampled_from(
    [message["text"] for message in GOLD] + ["\n", " ", "🔥", "é", "078-05-1120", "14 Cedar Ln"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=5).map(" ".join) | st.text(max_size=60))
def test_that_suggestions_lie_in_order_and_apart_inside_the_text(text: str) -> None:
    given = suggestions(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(given))
    assert all(one.span.end <= len(text) for one in given)
    assert all(one.kind in KINDS and one.level in {"critical", "look"} for one in given)


@settings(deadline=None)
@given(PIECES)
def test_that_no_reason_repeats_the_text(text: str) -> None:
    for one in suggestions(text):
        assert text[one.span.start : one.span.end] not in one.why
        assert one.why.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["1" * 60_000, "1 " * 30_000, "a" * 60_000, "a@" * 30_000, "(850) " * 10_000, "14 Aa " * 10_000,
     "dob " * 15_000, "x-" * 30_000, "12 Main " * 8_000, "a dot " * 10_000, "-" * 60_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_that_monotonous_texts_are_read_to_the_end(text: str) -> None:
    assert isinstance(suggestions(text), list)


def test_that_of_two_that_overlap_the_critical_then_the_longer_stays() -> None:
    def one(start: int, end: int, kind: str, level: str = "look") -> Suggestion:
        return Suggestion(Span(start, end), kind, level, ".")  # type: ignore[arg-type]  # level by name

    critical, longer, shorter = one(5, 9, "card", "critical"), one(0, 6, "a"), one(0, 3, "b")
    assert apart([longer, critical]) == [critical]
    assert apart([shorter, longer]) == [longer]
    assert apart([critical, shorter]) == [shorter, critical]


@pytest.mark.parametrize(
    ("text", "level", "says"),
    [
        ("ssn 536-22-1190", "critical", "by its form"),
        ("ssn 078-05-1120", "look", "advertisements"),
        ("ssn xxx-xx-1120", "look", "masked"),
        ("last four of her social 1120", "look", "last four"),
        ("itin 912-78-1234", "critical", "ITIN"),
        ("4111 1111 1111 1111", "critical", "Visa"),
        ("dob 07/31/1983", "critical", "before the date"),
        ("07/31/1983 is his dob", "critical", "behind the date"),
        ("born on July 31", "look", "without a year"),
        ("call 850-555-0142", "look", "a word before it"),
        ("850-555-0142", "look", "whose it is"),
        ("dana@example.com", "look", "whose it is"),
        ("14 Cedar Lane", "look", "house number"),
        ("PO Box 12", "look", "box"),
        ("lives at 14 Cedar", "look", "live"),
    ],
)
def test_that_level_and_reason_fit_what_was_found(text: str, level: str, says: str) -> None:
    (one,) = suggestions(text)
    assert one.level == level
    assert says in one.why


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("4111111111111111", "Visa"),
        ("4222222222222", "Visa"),
        ("5555555555554444", "Mastercard"),
        ("2223003122003222", "Mastercard"),
        ("378282246310005", "American Express"),
        ("6011111111111117", "Discover"),
        ("30569309025904", "Diners Club"),
        ("3530111333300000", "JCB"),
        ("6200000000000005", "UnionPay"),
        ("9111111111111111", ""),
        ("41111111111111", ""),
    ],
)
def test_that_the_issuer_is_known_by_beginning_and_length(number: str, issuer: str) -> None:
    assert issuer_of(number) == issuer


@given(st.integers(1, 10**15))
def test_that_exactly_one_check_digit_fits(number: int) -> None:
    assert sum(is_luhn(f"{number}{digit}") for digit in range(10)) == 1


@given(st.integers(1, 10**15), st.integers(0, 14), st.integers(1, 9))
def test_that_one_wrong_digit_is_noticed(number: int, at: int, more: int) -> None:
    digits = next(f"{number:015}{digit}" for digit in range(10) if is_luhn(f"{number:015}{digit}"))
    wrong = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert not is_luhn(wrong)


@pytest.mark.parametrize(
    ("parts", "valid"),
    [
        (("001", "01", "0001"), True),
        (("899", "99", "9999"), True),
        (("000", "45", "6789"), False),
        (("666", "45", "6789"), False),
        (("900", "45", "6789"), False),
        (("123", "00", "6789"), False),
        (("123", "45", "0000"), False),
    ],
)
def test_that_numbers_that_cannot_be_given_out_are_known(
    parts: tuple[str, str, str], valid: bool
) -> None:
    assert is_valid(*parts) is valid
    assert bool(found(f"ssn {'-'.join(parts)}")) is valid


def test_that_taxpayer_numbers_have_their_own_groups() -> None:
    assert is_taxpayer("912", "78")
    assert not is_taxpayer("912", "89")
    assert not is_taxpayer("812", "78")
    assert found("itin 912-89-1234") == []


def test_that_a_number_is_called_by_the_nearer_word() -> None:
    assert found("case report: call 850-555-0142") == [("phone", "850-555-0142")]
    assert found("call about case 850-555-0142") == []
    assert found("Case 26-014299. 850-555-0142") == [("phone", "850-555-0142")]
    assert found("Was there a case? 850-555-0142") == [("phone", "850-555-0142")]


def test_that_the_end_of_a_sentence_is_not_part_of_an_address() -> None:
    assert found("I am at 14 Cedar Lane, Holloway, FL.\nOk.") == [
        ("address", "14 Cedar Lane, Holloway, FL")
    ]
