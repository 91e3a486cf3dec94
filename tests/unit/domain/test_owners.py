"""One form for everybody: numbers as exports write them, custodians by what the clerk said."""

from __future__ import annotations

import pytest

from app.domain.owners import Owners, form_of


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("+1 (850) 555-0111", "+18505550111"),
        ("850.555.0111", "+18505550111"),
        ("1-850-555-0111", "+18505550111"),
        ("tel:+18505550111", "+18505550111"),
        ("18505550111@s.whatsapp.net", "+18505550111"),
        ("18505550111:3@c.us", "+18505550111"),
        ("011 44 20 7946 0123", "+442079460123"),
        ("0044 20 7946 0123", "+442079460123"),
        ("+44 8505550111", "+448505550111"),
        ("020 7946 0123", "02079460123"),
        ("0505550111", "0505550111"),
        ("555-0111", "5550111"),
        ("40404", "40404"),
        ("Rosa@Example.com", "rosa@example.com"),
        ("@RosaDiaz", "rosadiaz"),
    ],
)
def test_that_an_address_has_one_form(written: str, form: str) -> None:
    assert form_of("Whoever", written) == form


def test_that_a_name_counts_only_without_an_address() -> None:
    assert form_of("Rosa  DIAZ", "") == form_of("rosa diaz", " ") == "name rosa diaz"
    assert form_of(" ", "") == ""


def test_that_what_a_custodian_owns_is_one_person() -> None:
    owners = Owners([
        ("Ofc. Ana", ["+1 850 555 0111", "ana@example.com"]),
        ("Ofc. Ben", ["8505550112"]),
        ("", ["ana@example.com", "8505550113"]),
        ("", []),
    ])  # fmt: skip
    ana = owners.person("", "(850) 555-0111")
    assert {owners.person("OFC. ana", ""), owners.person("x", "850 555 0113")} == {ana}
    assert owners.person("", "ANA@example.com") == ana
    assert owners.person("Ofc. Ben", "") == owners.person("", "+18505550112") != ana
    assert owners.person("Ofc. Ana", "850 555 0199") == "+18505550199"
