"""Makes ``made.txt``: ``uv run tests/gold/make_gold.py``; the same seed gives the same file.

Everything is invented: numbers 555-01xx, addresses at example.com, people of no town. Each kind
is set in sentences of chat, mail and reports; one in six of the kinds that are scanned is garbled
as recognised text is (O for 0, l for 1, blanks within); between them stand numbers that are none.
"""

from __future__ import annotations

# ruff: noqa: E501  # sentences and forms are data, one a line
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gold.values import Values

SEED = 20260314
EACH = 44

SAID: dict[str, tuple[str, ...]] = {
    "ssn": (
        "SSN {}", "his social is {}", "ss# {}", "Social Security Number: {}", "soc {} per the form",
        "she wrote {} in the social box", "applicant {} SSN on file", "Name Dana W. SSN: {} Sex F",
        "seguro social {}", "ssn={};",
    ),
    "itin": ("ITIN {}", "taxpayer ID {}", "his itin is {}", "ITIN: {} on the return"),
    "ein": ("EIN {}", "the tow company's FEIN is {}", "Federal Tax ID: {}", "Employer ID No. {}"),
    "card": (
        "card {} exp 09/28", "she read me {} over the phone", "Visa on file: {}", "paid with {}",
        "CC# {}", "my debit card is {}", "receipt shows {}", "charge it to {} please",
    ),
    "routing": (
        "routing {}", "ABA {}", "bank routing number is {}", "Routing No: {}", "RTN {} for deposit",
        "routing # {}",
    ),
    "bank_account": (
        "checking account {}", "bank acct # {}", "acct {} at Regions Bank", "savings account no. {}",
        "deposit to account {}", "Bank account number: {}", "wire it to account {}",
    ),
    "iban": ("IBAN {}", "send it to {}", "IBAN: {} (landlord)", "cuenta {}"),
    "crypto": ("send to {}", "wallet {}", "the note said pay {}"),
    "driver_license": (
        "DL {}", "driver license {}", "Driver's License No. {}", "OLN {}", "DL# {} valid",
        "his driver's license number is {}", "FL DL: {}", "licencia de conducir {}",
    ),
    "passport": ("passport {}", "Passport No. {}", "US passport number {}", "pasaporte {}"),
    "immigration": ("alien number {}", "A# {}", "Alien Registration No. {}", "USCIS # {}"),
    "criminal_id": ("FBI# {}", "SID {}", "State SID No. {}", "FBI number {}"),
    "medical": (
        "MRN {}", "Medical Record No. {}", "patient ID: {}", "MRN# {}", "chart number {}",
        "medical record number is {}",
    ),
    "insurance": (
        "insurance policy {}", "Geico policy # {}", "member ID {}", "Aetna member number {}",
        "claim no. {} with the insurer", "Insurance policy number: {}",
    ),
    "case_number": (
        "case {}", "Case No. {}", "incident {}", "report # {}", "CAD {}", "see report number {}",
    ),
    "plate": (
        "tag {}", "plate {}", "license plate {}", "FL tag {}", "Plate: {}", "tag# {} expired",
        "the plate was {}", "veh reg {}",
    ),
    "vin": ("VIN {}", "vin: {}", "{} came back stolen", "VIN number {}"),
    "birth_date": (
        "DOB {}", "dob: {}", "born {}", "date of birth {}", "D.O.B. {}", "she was born on {}",
        "Birthdate: {}", "fecha de nacimiento {}", "DOB of the driver {}", "W/M DOB {}",
    ),
    "minor_age": ("a {} boy", "her {} daughter was there", "juvenile, {}", "{} male in the back seat"),
    "phone": (
        "call {}", "her cell is {}", "{} is the landlord", "phone: {}", "text me at {}",
        "{} keeps calling", "new number {}", "RP phone {}", "mom {} dad works nights", "tel {}",
        "{}", "reach him on {} after 5",
    ),
    "email": (
        "email {}", "{} wants it all", "send it to {}.", "From: {}", "<{}>", "cc {}, thanks",
    ),
    "address": (
        "lives at {}", "{}", "send it to {}", "RO comes back to {}", "she is at {} now",
        "Address: {}", "welfare check at {}", "the house at {}", "met the RP at {}.",
    ),
    "gps": ("GPS {}", "at {}", "phone pinged {}", "location: {}"),
    "ip": ("IP {}", "logged in from {}", "login from {} at 0312", "the server saw {}"),
    "mac": ("MAC {}", "device {} on the wifi", "{}"),
    "imei": ("IMEI {}", "imei: {}", "phone IMEI {} black Samsung"),
    "handle": ("follow {}", "{} posted the video", "her insta is {}", "dm {} first"),
    "link": ("video: {}", "{}", "open {} and log in", "here {} expires friday"),
    "password": (
        "password: {}", "the wifi password is {}", "pw: {}", "login dweller / {}", "new password is {}",
        "Password = {}",
    ),
    "door_code": (
        "gate code {}", "alarm code is {}", "door code: {}", "lockbox code {}", "the gate code is {}",
        "code for the side door is {}",
    ),
}  # fmt: skip

NOTHING = (
    "10-4", "10-8 at {hour}", "unit {four} en route", "badge {four}", "ETA {two} min", "copy, {two} out",
    "order #{nine}", "tracking {twelve}", "invoice {six} paid", "${two}.{pair}", "ordinance 26-{three}",
    "version {d}.{d}.{two}", "ZIP {five}", "section {three}.{two}", "court on 04/{day}/2026 at {hour}",
    "report due 2026-04-{day}", "{two} officers on the road", "100 block of Cedar Street",
    "Cedar Street at Delaney Road", "Officer Lane worked {hour} to {hour}", "signal {two}",
    "PO {four} approved", "serial {nine}", "room {three}", "speed {two} in a 45", "mile marker {three}",
    "stop was on March {day}, 2026 at {hour}", "{three} people signed", "paid {two}.{pair} for lunch",
    "part # {six}", "SKU {nine}", "the {two} bus was late", "confirmation {six}", "policy {d}.{two} applies",
    "flight {four}", "ISBN 978-0-{three}-{five}-{d}", "FY 2026 budget {six}", "code {d} on scene",
    "channel {d} please", "BAC 0.{three}", "a {over} year old man", "{over}-year-old woman", "shift {hour}-{hour}",
    "password reset done", "gate {d} is open", "the tag was missing", "driver of car {two} waved",
    "hotel room {three}, {two} nights", "score {two}-{d}", "item {d} of {two}", "squad {four} out at {hour}",
)  # fmt: skip

GARBLED = frozenset({"ssn", "card", "phone", "birth_date", "routing", "bank_account"})
OPENINGS = ("", "", "", "ok ", "hey ", "Sgt, ", "per dispatch ", "fyi ", "Note: ", "RP adv ", "- ")
ENDINGS = ("", "", "", ".", " ok", " thx", " - call me", ", will advise", " 10-4", "?")


def nothing(chance: random.Random, values: Values) -> str:
    """Say something with numbers that are no identifiers."""
    return chance.choice(NOTHING).format(
        d=chance.randint(1, 9), two=chance.randint(11, 99), pair=f"{chance.randint(0, 99):02}",
        three=chance.randint(101, 899), four=chance.randint(1001, 1899), five=values.digits(5, "3"),
        six=values.digits(6, "12345"), nine=values.digits(9, "9"), twelve=values.digits(12, "7"),
        hour=f"{chance.randint(6, 23):02}{chance.choice(['00', '15', '30', '42'])}",
        day=chance.randint(10, 28), over=chance.randint(19, 88),
    )  # fmt: skip


def garble(value: str, chance: random.Random) -> str:
    """Misread one or two signs of a number as scanners do."""
    signs = list(value)
    places = [at for at, sign in enumerate(signs) if sign in "015" and signs.count(sign)]
    for at in chance.sample(places, min(len(places), chance.randint(1, 2))):
        group = "".join(signs)
        run = _run(group, at)
        if sum(map(str.isdigit, run)) * 2 > len(run):
            signs[at] = {"0": "O", "1": chance.choice("lI"), "5": "S"}[signs[at]]
    return "".join(signs)


def _run(text: str, at: int) -> str:
    start, end = at, at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def sentences(kind: str, chance: random.Random, values: Values) -> Iterator[str]:
    """Give sentences that say identifiers of a kind."""
    forms = SAID[kind]
    for at in range(EACH):
        value = getattr(values, kind)()
        if kind in GARBLED and chance.random() < 1 / 6 and not _has_month(value):
            value = garble(value, chance)
        said = forms[at % len(forms)].replace("{}", f"[[{kind}:{value}]]")
        yield f"{chance.choice(OPENINGS)}{said}{chance.choice(ENDINGS)}"


def _has_month(value: str) -> bool:
    return any(sign.isalpha() for sign in value)


def documents(chance: random.Random, values: Values) -> Iterator[str]:
    """Give reports that hold identifiers of several kinds."""
    for _ in range(40):
        mark = {kind: f"[[{kind}:{getattr(values, kind)()}]]" for kind in SAID}
        lines = [
            f"INCIDENT REPORT   Case No: {mark['case_number']}   Unit {chance.randint(1001, 1899)}",
            f"Complainant: Dana Weller  DOB: {mark['birth_date']}  SSN: {mark['ssn']}",
            f"Address: {mark['address']}",
            f"Home: {mark['phone']}   Email: {mark['email']}",
            f"DL: {mark['driver_license']}   Tag: {mark['plate']}   VIN: {mark['vin']}",
            f"NARRATIVE: At {chance.randint(6, 23):02}15 hours I met the RP and her {mark['minor_age']} son.",
            nothing(chance, values), nothing(chance, values),
        ]  # fmt: skip
        chance.shuffle(lines[2:5])
        yield "\\n".join(lines)


def lines() -> list[str]:
    """Make all texts."""
    chance = random.Random(SEED)
    values = Values(chance)
    said = [line for kind in SAID for line in sentences(kind, chance, values)]
    said += [f"{chance.choice(OPENINGS)}{nothing(chance, values)}" for _ in range(600)]
    return [*said, *documents(chance, values)]


def main() -> int:
    """Write the file."""
    head = f"# Made by make_gold.py with the seed {SEED}; see there.\n"
    target = Path(__file__).resolve().parent / "made.txt"
    target.write_text(head + "\n".join(lines()) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
