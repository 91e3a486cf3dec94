"""Numbers with check digits, and numbers that cannot have been given out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.detect.bank import is_iban, is_routing
from app.detect.birth_date import group_of
from app.detect.card import is_luhn, issuer_of
from app.detect.crypto import base58_length, is_ethereum, is_segwit
from app.detect.network import six_of
from app.detect.ssn import is_taxpayer, is_valid
from app.detect.state_forms import is_licence, is_licence_of, is_plate, state_of
from app.detect.suggest import suggestions
from app.detect.vehicle import is_vin


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


@given(st.integers(0, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_that_one_wrong_digit_of_a_routing_number_is_noticed(
    number: int, at: int, more: int
) -> None:
    whole = [f"{number:08}{digit}" for digit in range(10) if is_routing(f"{number:08}{digit}")]
    assume(whole)
    assert len(whole) == 1
    wrong = whole[0][:at] + str((int(whole[0][at]) + more) % 10) + whole[0][at + 1 :]
    assert not is_routing(wrong)


def test_that_routing_numbers_have_beginnings_of_their_own() -> None:
    assert is_routing("021000021")
    assert not is_routing("112000025")
    assert not is_routing("000000000")
    assert not is_routing("991000029")


def test_that_the_check_digits_of_international_accounts_are_reckoned() -> None:
    assert is_iban("GB29NWBK60161331926819")
    assert not is_iban("GB29NWBK60161331926818")


def test_that_the_check_digit_of_a_vehicle_is_reckoned() -> None:
    assert is_vin("1M8GDM9AXKP042788")
    assert is_vin("1J9RP1A36A1644345")
    assert not is_vin("1M8GDM9A1KP042788")
    assert not is_vin("ABCDEFGHJKLMNPRST")
    assert not is_vin("11111111111111111")


def test_that_addresses_of_coins_are_known_by_their_check_digits() -> None:
    assert base58_length("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa") == 21
    assert base58_length("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb") == 0
    assert base58_length("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ") == 33
    assert base58_length("shiftreportofthesecondquarter") == 0
    assert is_segwit("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")
    assert is_segwit("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ")
    assert not is_segwit("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp")
    assert not is_segwit("bc1iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii")
    assert not is_segwit("abcdefghijklmnopqrstuvwxyz0123")
    assert is_ethereum("0x52908400098527886E0F7030069857D2E4169EE7")
    assert not is_ethereum("0x" + "0" * 40)
    assert not is_ethereum("0x52908400098527886E0F7030069857D2E4169EZ7")


def test_that_times_are_no_network_addresses() -> None:
    assert six_of("2001:DB8::1") == "2001:db8::1"
    assert six_of("10:30:15") == ""
    assert six_of("1::2") == ""
    assert six_of("1:2:3:4:5:6:7:8") == "1:2:3:4:5:6:7:8"
    assert six_of("1:2:3::4::5") == ""


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
    assert bool(suggestions(f"ssn {'-'.join(parts)}")) is valid


def test_that_taxpayer_numbers_have_their_own_groups() -> None:
    assert is_taxpayer("912", "78")
    assert is_taxpayer("912", "55")
    assert not is_taxpayer("912", "89")
    assert not is_taxpayer("912", "66")
    assert not is_taxpayer("812", "78")
    assert suggestions("itin 912-89-1234") == []


def test_that_forms_of_states_are_known() -> None:
    assert is_licence_of("FL", "W426545771300")
    assert not is_licence_of("TX", "W426545771300")
    assert not is_licence_of("", "W426545771300")
    assert is_licence("W426545771300")
    assert not is_licence("12")
    assert is_plate("8trj442")
    assert not is_plate("A1")
    assert state_of("Florida") == state_of("fla.") == state_of("FL") == "FL"
    assert state_of("Nowhere") == ""


@pytest.mark.parametrize(
    ("date", "group"),
    [
        ("07/31/1983", "1983-07-31"), ("31/07/1983", "1983-07-31"), ("7-31-83", "1983-07-31"),
        ("1983-07-31", "1983-07-31"), ("July 31st, 1983", "1983-07-31"), ("07311983", "1983-07-31"),
        ("19830731", "1983-07-31"), ("31 de julio de 1983", "1983-07-31"), ("July 31", "07-31"),
        ("4/9", "4-9"), ("4/9/16", "2016-04-09"),
    ],
)  # fmt: skip
def test_that_dates_are_one_however_they_are_written(date: str, group: str) -> None:
    assert group_of(date) == group
