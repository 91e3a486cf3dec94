"""Fills the slots of frames with invented identifiers and names, each marked as what it is."""

from __future__ import annotations

# ruff: noqa: E501  # sentences and forms are data, one a line
import random
import re

from gold.values import Values
from gold.vocabulary import Vocabulary

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
         "octubre", "noviembre", "diciembre")  # fmt: skip
TEENS = {8: "eight", 9: "nine", 11: "eleven", 14: "fourteen", 16: "sixteen", 17: "seventeen"}
TYPES = ("Street", "St", "Ave", "Avenue", "Rd", "Road", "Dr", "Drive", "Ln", "Lane", "Ct", "Court",
         "Blvd", "Way", "Pl", "Circle", "Cir", "Ter", "Trl", "Pkwy")  # fmt: skip
PERSON = ("full", "FULL", "low", "last", "first", "lf", "LF", "lfm", "init", "title_case")


class Fillings(Values):
    """Makes what slots ask for, in more forms than the plain values have."""

    def __init__(self, chance: random.Random, words: Vocabulary) -> None:
        super().__init__(chance)
        self.words = words

    def _one_of(self, *forms: str) -> str:
        """Fill ``9`` with digits and ``~`` with letters in one of the forms."""
        form = self.chance.choice(forms)
        return re.sub(r"[9~]", lambda at: self.digits(1) if at[0] == "9" else self.letters(1), form)

    def _social(self) -> tuple[str, str, str]:
        area = self.chance.choice([self.chance.randint(101, 665), self.chance.randint(667, 799)])
        return f"{area}", f"{self.chance.randint(1, 99):02}", f"{self.chance.randint(1, 9999):04}"

    def ssn(self) -> str:
        area, group, serial = self._social()
        dash = self.chance.choice(["-", "-", "-", " ", "", " - ", ".", "–"])
        if self.chance.random() < 0.1:
            return f"{self.chance.choice(['XXX-XX', '***-**', 'xxx-xx'])}-{serial}"
        return dash.join((area, group, serial))

    def ssn_dash(self) -> str:
        return "-".join(self._social())

    def ssn_plain(self) -> str:
        return self.chance.choice(["", "-"]).join(self._social())

    def bank_account(self) -> str:
        return self._one_of(
            "9999999999", "99999999", "999999999999", "9999-999-9999", "0009999999", "9999 9999 99"
        )

    def driver_license_fl(self) -> str:
        return self._one_of(
            "~999-999-99-999-9", "~999999999999", "~999-999-99-999-9", "~999 999 99 999 9"
        )

    def driver_license_ga(self) -> str:
        return self._one_of("059999999", "9999999", "99999999", "069999999")

    def driver_license_tx(self) -> str:
        return self._one_of("99999999", "39999999")

    def driver_license_ny(self) -> str:
        return self._one_of("999 999 999", "999999999")

    def driver_license_oh(self) -> str:
        return self._one_of("~~999999", "~~ 999999")

    def driver_license_ca(self) -> str:
        return self._one_of("~9999999")

    def passport(self) -> str:
        return self._one_of("999999999", "~99999999", "~~9999999", "~9999999")

    def immigration(self) -> str:
        return self._one_of(
            "A999999999", "A999-999-999", "A-999999999", "A# 999-999-999", "999-999-999"
        )

    def criminal_id(self) -> str:
        return self._one_of("999999~~9", "FL99999999", "99999999", "GA9999999~", "999999~99")

    def medical(self) -> str:
        return self._one_of("99999999", "9999999", "H999999", "99-99-99", "E9999999", "999999-9")

    def insurance(self) -> str:
        return self._one_of(
            "~~~999999999",
            "9999999999",
            "99-9999-999",
            "999 999 999 99",
            "~~99999999",
            "9999-99-99-99",
        )

    def case_number(self) -> str:
        return self._one_of("26-999999", "2026-00999999", "25-11-0999", "26CF009999", "2026-CF-009999-~",
                            "BPD26-99999", "26-0999", "P260999999", "99-2026-MM-999999", "B26099999")  # fmt: skip

    def plate(self) -> str:
        return self._one_of(
            "~~~~99",
            "~~~9999",
            "~~~ ~99",
            "~~9 9~~",
            "99~~~~",
            "~~~-9999",
            "9~~~999",
            "~99 9~~",
            "~~~ 9999",
        )

    def plate_joined(self) -> str:
        return self._one_of("~~~~99", "~~~9999", "99~~~~")

    def birth_date(self) -> str:
        year, month, day = (
            self.chance.randint(1941, 2019),
            self.chance.randint(1, 12),
            self.chance.randint(1, 28),
        )
        name = MONTHS[month - 1]
        return self.chance.choice(
            [f"{month:02}/{day:02}/{year}"] * 4
            + [f"{month}/{day}/{year % 100:02}", f"{month:02}-{day:02}-{year}", f"{name} {day}, {year}",
               f"{day} {name[:3]} {year}", f"{month:02}{day:02}{year}", f"{year}-{month:02}-{day:02}",
               f"{name[:3].upper()} {day:02} {year}", f"{month}.{day}.{year}", f"{name} {_th(day)}, {year}",
               f"{day:02}-{name[:3].upper()}-{year}"]
        )  # fmt: skip

    def birth_date_num(self) -> str:
        year, month, day = (
            self.chance.randint(1941, 2019),
            self.chance.randint(1, 12),
            self.chance.randint(1, 28),
        )
        return self.chance.choice(
            [
                f"{month:02}/{day:02}/{year}",
                f"{month}/{day}/{year}",
                f"{month}-{day}-{year % 100:02}",
            ]
        )

    def birth_date_es(self) -> str:
        return f"{self.chance.randint(1, 28)} de {self.chance.choice(MESES)} de{self.chance.choice(['', 'l'])} {self.chance.randint(1950, 2015)}"

    def minor_age(self) -> str:
        age = self.chance.randint(3, 17)
        return self.chance.choice(
            [
                f"{age}-year-old",
                f"{age} year old",
                f"{age}yo",
                f"{age} y/o",
                f"{age} yr old",
                f"{age} YOA",
                f"{TEENS[11]}-year-old",
                f"{age} yrs old",
            ]
        )

    def minor_age_words(self) -> str:
        return self.chance.choice(
            [f"{word} years old" for word in TEENS.values()]
            + [f"{self.chance.randint(4, 17)} years old"]
        )

    def minor_age_bare(self) -> str:
        age = self.chance.randint(5, 17)
        return self.chance.choice([f"{age}", f"{age} years old", TEENS.get(age, f"{age}")])

    def minor_age_es(self) -> str:
        return f"{self.chance.randint(3, 17)} años"

    def _number(self) -> tuple[str, str]:
        return self.chance.choice(self.words.areas), f"01{self.chance.randint(0, 99):02}"

    def phone(self) -> str:
        area, line = self._number()
        return self.chance.choice(
            [f"{area}-555-{line}", f"({area}) 555-{line}", f"{area}-555-{line}", f"{area}.555.{line}", f"{area} 555 {line}",
             f"+1 ({area}) 555-{line}", f"1-{area}-555-{line}", f"{area}555{line}", f"({area})555-{line}", f"{area}/555-{line}",
             f"+1{area}555{line}", f"{area}-555-{line} ext {self.chance.randint(11, 999)}", f"{area} 555-{line}", f"{area}-555 {line}"]
        )  # fmt: skip

    def phone_dash(self) -> str:
        return "-555-".join(self._number())

    def phone_plain(self) -> str:
        return "555".join(self._number())

    def phone_spaced(self) -> str:
        area, line = self._number()
        return self.chance.choice(
            [f"{area}, 555, {line}", f"{area} 555 {line}", f"{area}... 555... {line}"]
        )

    def email(self) -> str:
        first, last = (
            self.chance.choice(self.words.firsts).split()[0].lower(),
            self.chance.choice(self.words.words),
        )
        name = self.chance.choice(
            [
                f"{first}.{last}",
                f"{first}{last}{self.digits(2)}",
                f"{last}_{first}",
                f"{first[0]}{last}",
                f"{last}+records",
            ]
        )
        return f"{name}@{self.chance.choice(['example.com', 'mail.example.com', 'example.org', 'example.net'])}"

    def street(self) -> str:
        way = self.chance.choice(["", "", "", "N ", "NW ", "E ", "South "])
        unit = self.chance.choice(
            ["", "", "", "", " Apt 12", " #4", " Unit B", " Lot 31", ", Apt. 2C", " Ste 200"]
        )
        return f"{self.chance.randint(3, 19999)} {way}{self.chance.choice(self.words.streets)} {self.chance.choice(TYPES)}{unit}"

    def _town(self) -> str:
        town, state, code = self.chance.choice(self.words.towns).split("|")
        return self.chance.choice(
            [f"{town}, {state} {code}", f"{town}, {state}", f"{town} {state} {code}"]
        )

    def address(self) -> str:
        return self.street() + self.chance.choice(["", ", ", ", ", " "]).replace(
            " ", f" {self._town()}"
        )

    def address_caps(self) -> str:
        return self.address().upper()

    def address_lower(self) -> str:
        return self.street().lower()

    def address_lines(self) -> str:
        return f"{self.street()}\n{self._town()}"

    def pobox(self) -> str:
        return self.chance.choice(
            [
                f"P.O. Box {self.digits(4, '123')}",
                f"PO Box {self.digits(3, '45')}, {self._town()}",
                f"Post Office Box {self.digits(3, '6')}",
            ]
        )

    def handle_bare(self) -> str:
        return f"{self.chance.choice(self.words.words)}{self.chance.choice(['_', '.', ''])}{self.chance.choice(self.words.words)}{self.digits(2)}"

    def handle(self) -> str:
        return "@" + self.handle_bare()

    def password(self) -> str:
        word, other = self.chance.sample(self.words.words, 2)
        return self.chance.choice(
            [
                f"{word.title()}{self.digits(4)}!",
                f"{word}{self.digits(3)}",
                f"{word}&{other}{self.digits(1)}",
                f"{word.title()}{other.title()}{self.digits(2)}",
                f"{self.letters(2)}{self.digits(3)}x{word[:2]}#",
            ]
        )

    def pin(self) -> str:
        return self.digits(self.chance.choice([4, 4, 6]))

    def door_code(self) -> str:
        return self._one_of("9999", "#9999", "9999#", "*9999", "99999", "9999*")

    def card_last(self) -> str:
        return self.digits(4)

    def person(self) -> tuple[str, str, str]:
        return (
            self.chance.choice(self.words.firsts),
            self.letters(1),
            self.chance.choice(self.words.lasts),
        )


def said_name(form: str, person: tuple[str, str, str]) -> str:
    """Write a person's name in a form."""
    first, middle, last = person
    return {
        "full": f"{first} {last}", "FULL": f"{first} {last}".upper(), "low": f"{first} {last}".lower(),
        "last": last, "first": first, "lf": f"{last}, {first}", "LF": f"{last}, {first}".upper(),
        "lfm": f"{last}, {first} {middle}.", "init": f"{first[0]}. {last}",
        "title_case": f"{first} {middle}. {last}", "letters_last": "-".join(last.upper().replace(" ", "")),
    }[form]  # fmt: skip


def _th(day: int) -> str:
    return (
        f"{day}{'th' if day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    )
