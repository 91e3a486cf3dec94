"""Invented identifiers of each kind, with check digits of their own reckoning."""

from __future__ import annotations

# ruff: noqa: E501  # sentences and forms are data, one a line
import random
import string

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
STREETS = [
    "Cedar",
    "Palmetto",
    "Juniper",
    "Delaney",
    "Magnolia",
    "Oakmont",
    "Heron",
    "Cypress",
    "Willow",
    "Sunset",
    "Lakeshore",
    "Camelback",
    "McDowell",
    "Lincoln",
    "Franklin",
    "Orchard",
    "Meadow",
    "Pine",
]
TYPES = ["Street", "St", "St.", "Avenue", "Ave", "Road", "Rd", "Rd.", "Boulevard", "Blvd", "Drive", "Dr", "Lane", "Ln", "Ln.", "Court", "Ct", "Circle", "Place", "Pl", "Terrace", "Trail", "Way", "Parkway", "Loop"]  # fmt: skip
TOWNS = ("Millbrook, FL 32301", "Holloway, AZ 85001", "Alton, TX 75001", "Bexley, OH 43209",
         "Carver, Georgia 30301", "Fairview, CA 94014")  # fmt: skip
WORDS = [
    "otter",
    "heron",
    "cedar",
    "maple",
    "river",
    "ember",
    "falcon",
    "quartz",
    "violet",
    "comet",
]
HANDLES = ("dana.w77", "k_tran19", "moe_money", "palmetto_kid", "joey.dee", "r3yna", "the_ortiz")


class Values:
    """Makes identifiers out of one chance; the same seed gives the same."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def digits(self, count: int, first: str = "0123456789") -> str:
        head = self.chance.choice(first)
        return head + "".join(self.chance.choice("0123456789") for _ in range(count - 1))

    def letters(self, count: int) -> str:
        return "".join(self.chance.choice(LETTERS) for _ in range(count))

    def ssn(self) -> str:
        area = self.chance.choice([self.chance.randint(1, 665), self.chance.randint(667, 899)])
        group, serial = self.chance.randint(1, 99), self.chance.randint(1, 9999)
        sign = self.chance.choice(["-", "-", "-", " "])
        return f"{area:03}{sign}{group:02}{sign}{serial:04}"

    def itin(self) -> str:
        group = self.chance.choice([*range(50, 66), *range(70, 89), 90, 91, 92, *range(94, 100)])
        return f"9{self.digits(2)}-{group}-{self.digits(4)}"

    def ein(self) -> str:
        return f"{self.chance.choice(['59', '86', '20', '47', '83'])}-{self.digits(7)}"

    def card(self) -> str:
        head, length = self.chance.choice([("4", 16), ("52", 16), ("37", 15), ("6011", 16)])
        body = head + self.digits(length - 1 - len(head))
        whole = body + _luhn(body)
        if length == 15:
            parts = [whole[:4], whole[4:10], whole[10:]]
        else:
            parts = [whole[at : at + 4] for at in range(0, 16, 4)]
        return self.chance.choice(["", " ", "-"]).join(parts)

    def routing(self) -> str:
        while True:
            number = self.chance.choice(["06", "12", "02", "26", "31"]) + self.digits(7)
            if (
                sum(int(one) * weight for one, weight in zip(number, (3, 7, 1) * 3, strict=False))
                % 10
                == 0
            ):
                return number

    def bank_account(self) -> str:
        return self.digits(self.chance.randint(8, 13))

    def iban(self) -> str:
        country, length = self.chance.choice([("DE", 22), ("ES", 24), ("NL", 18), ("FR", 27)])
        body = ("ABNA" if country == "NL" else "") + self.digits(length - 4)
        body = body[: length - 4]
        turned = "".join(str(int(one, 36)) for one in body + country + "00")
        whole = f"{country}{98 - int(turned) % 97:02}{body}"
        if self.chance.random() < 0.5:
            return whole
        return " ".join(whole[at : at + 4] for at in range(0, length, 4))

    def driver_license(self) -> str:
        form = self.chance.choice(["FL", "FL-", "CA", "AZ", "IL"])
        head = self.letters(1)
        if form == "FL":
            return head + self.digits(12)
        if form == "FL-":
            return f"{head}{self.digits(3)}-{self.digits(3)}-{self.digits(2)}-{self.digits(3)}-{self.digits(1)}"
        if form == "IL":
            return f"{head}{self.digits(3)}-{self.digits(4)}-{self.digits(4)}"
        return head + self.digits(7 if form == "CA" else 8)

    def passport(self) -> str:
        return self.chance.choice([self.digits(9, "123456789"), self.letters(1) + self.digits(8)])

    def immigration(self) -> str:
        return self.chance.choice(["A", "A ", "A-"]) + self.digits(9)

    def criminal_id(self) -> str:
        return self.chance.choice(["FL" + self.digits(8), self.digits(6) + self.letters(2) + "7"])

    def medical(self) -> str:
        return self.chance.choice(
            [self.digits(8), f"H{self.digits(7)}", f"{self.digits(6)}-{self.digits(1)}"]
        )

    def insurance(self) -> str:
        return self.chance.choice(
            [self.letters(3) + self.digits(9), f"{self.digits(4)}-{self.digits(6)}"]
        )

    def case_number(self) -> str:
        return self.chance.choice(
            [f"26-{self.digits(6)}", f"2026-{self.digits(5)}", f"26CF{self.digits(5)}"]
        )

    def vin(self) -> str:
        body = (
            "1HG" + self.letters(1) + self.digits(4) + "0" + self.letters(1) + "A" + self.digits(6)
        )
        return body[:8] + _vin_digit(body) + body[9:]

    def plate(self) -> str:
        form = self.chance.choice(
            ["AAA 999", "AAA-9999", "9AAA999", "AAA9999", "AAAA99", "AAA A99"]
        )
        return "".join(
            self.letters(1) if one == "A" else self.digits(1) if one == "9" else one for one in form
        )

    def date(self, first: int = 1945, last: int = 2018) -> str:
        year, month, day = (
            self.chance.randint(first, last), self.chance.randint(1, 12), self.chance.randint(1, 28),
        )  # fmt: skip
        name = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][month - 1]  # fmt: skip
        return self.chance.choice(
            [f"{month:02}/{day:02}/{year}", f"{month}/{day}/{year % 100:02}", f"{month:02}-{day:02}-{year}",
             f"{name} {day}, {year}", f"{day} {name} {year}", f"{year}-{month:02}-{day:02}",
             f"{name[:3]} {day}, {year}", f"{month:02}.{day:02}.{year}"]
        )  # fmt: skip

    birth_date = date

    def minor_age(self) -> str:
        age = self.chance.randint(2, 17)
        return self.chance.choice(
            [
                f"{age}-year-old",
                f"{age} year old",
                f"{age} y/o",
                f"{age}yo",
                f"{age} yoa",
                f"{age} yr old",
            ]
        )

    def phone(self) -> str:
        area, line = (
            self.chance.choice(["850", "602", "407", "214"]),
            f"01{self.chance.randint(0, 99):02}",
        )
        return self.chance.choice(
            [f"{area}-555-{line}", f"({area}) 555-{line}", f"{area}.555.{line}", f"{area} 555 {line}",
             f"+1 {area}-555-{line}", f"1-{area}-555-{line}", f"{area}555{line}", f"({area})555-{line}",
             f"+1{area}555{line}", f"{area}-555-{line} x{self.chance.randint(2, 999)}"]
        )  # fmt: skip

    def email(self) -> str:
        name = self.chance.choice(["dana.weller", "ktran", "m_reyna", "j.ortiz+kids", "O'Neil.Pat"])
        return f"{name}{self.chance.choice(['', '7', '83'])}@{self.chance.choice(['example.com', 'mail.example.org', 'example.net'])}"

    def address(self) -> str:
        if self.chance.random() < 0.12:
            return f"{self.chance.choice(['PO Box', 'P.O. Box'])} {self.chance.randint(2, 4000)}"
        way = self.chance.choice(["", "", "N ", "SW ", "West "])
        unit = self.chance.choice(["", "", "", " Apt 4B", ", Unit 12", " #3"])
        town = self.chance.choice(["", "", ", " + self.chance.choice(TOWNS)])
        street = f"{self.chance.choice(STREETS)} {self.chance.choice(TYPES)}"
        return f"{self.chance.randint(2, 9899)} {way}{street}{unit}{town}"

    def gps(self) -> str:
        return f"{self.chance.uniform(25, 48):.5f},{self.chance.choice(['', ' '])}-{self.chance.uniform(70, 120):.5f}"

    def ip(self) -> str:
        if self.chance.random() < 0.2:
            return (
                f"2001:db8:{self.chance.randrange(1, 65535):x}::{self.chance.randrange(1, 65535):x}"
            )
        return f"203.0.113.{self.chance.randint(10, 254)}"

    def mac(self) -> str:
        sign = self.chance.choice([":", "-"])
        return sign.join(f"{self.chance.randrange(256):02X}" for _ in range(6))

    def imei(self) -> str:
        body = "35" + self.digits(12)
        return body + _luhn(body)

    def handle(self) -> str:
        return "@" + self.chance.choice(HANDLES)

    def link(self) -> str:
        tail = "".join(self.chance.choice(string.ascii_letters + string.digits) for _ in range(16))
        return f"https://files.example.com/{self.chance.choice(['s?token=', 'v?id=7&sig=', 'reset?key='])}{tail}"

    def password(self) -> str:
        return f"{self.chance.choice(WORDS).title()}{self.chance.choice(['!', '#', '_', ''])}{self.digits(3)}"

    def door_code(self) -> str:
        return self.digits(4) + self.chance.choice(["", "", "#"])

    def crypto(self) -> str:
        return "0x" + "".join(self.chance.choice("0123456789abcdef") for _ in range(40))


def _luhn(body: str) -> str:
    total = 0
    for at, one in enumerate(reversed(body)):
        doubled = int(one) * 2 if at % 2 == 0 else int(one)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def _vin_digit(body: str) -> str:
    worth = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=False))
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(
        w * (int(one) if one.isdigit() else worth[one])
        for w, one in zip(weights, body, strict=False)
    )
    return "0123456789X"[total % 11]
