"""What kinds of identifiers are suggested, named for the clerk; knows no texts and no law."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an identifier is; kept in decisions, never renamed."""

    SSN = "ssn"
    ITIN = "itin"
    EIN = "ein"
    CARD = "card"
    ROUTING = "routing"
    BANK_ACCOUNT = "bank_account"
    IBAN = "iban"
    CRYPTO = "crypto"
    DRIVER_LICENSE = "driver_license"
    PASSPORT = "passport"
    IMMIGRATION = "immigration"
    CRIMINAL_ID = "criminal_id"
    MEDICAL = "medical"
    INSURANCE = "insurance"
    FILE_NUMBER = "case_number"
    PLATE = "plate"
    VIN = "vin"
    BIRTH_DATE = "birth_date"
    MINOR_AGE = "minor_age"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    GPS = "gps"
    IP = "ip"
    MAC = "mac"
    IMEI = "imei"
    HANDLE = "handle"
    LINK = "link"
    PASSWORD = "password"  # noqa: S105  # the name of a kind
    DOOR_CODE = "door_code"

    @property
    def label(self) -> str:
        """Name it in plain words, for example ``payment card number``."""
        return _LABELS[self]


_LABELS = {
    Kind.SSN: "Social Security number",
    Kind.ITIN: "individual taxpayer number (ITIN)",
    Kind.EIN: "employer number (EIN)",
    Kind.CARD: "payment card number",
    Kind.ROUTING: "bank routing number",
    Kind.BANK_ACCOUNT: "account number",
    Kind.IBAN: "international bank account (IBAN)",
    Kind.CRYPTO: "cryptocurrency address or key",
    Kind.DRIVER_LICENSE: "driver licence number",
    Kind.PASSPORT: "passport number",
    Kind.IMMIGRATION: "immigration number",
    Kind.CRIMINAL_ID: "criminal-history number",
    Kind.MEDICAL: "medical number",
    Kind.INSURANCE: "insurance number",
    Kind.FILE_NUMBER: "case or report number",
    Kind.PLATE: "licence plate",
    Kind.VIN: "vehicle number (VIN)",
    Kind.BIRTH_DATE: "date of birth",
    Kind.MINOR_AGE: "age of a minor",
    Kind.PHONE: "phone number",
    Kind.EMAIL: "e-mail address",
    Kind.ADDRESS: "street or mailing address",
    Kind.GPS: "position on the map",
    Kind.IP: "network address (IP)",
    Kind.MAC: "network card address (MAC)",
    Kind.IMEI: "number of a mobile device",
    Kind.HANDLE: "name on a social network",
    Kind.LINK: "link that lets people in",
    Kind.PASSWORD: "password or secret key",
    Kind.DOOR_CODE: "door or alarm code",
}


def label_of(kind: str) -> str:
    """Name a kind in plain words, also one that others suggest."""
    try:
        return Kind(kind).label
    except ValueError:
        return kind.replace("_", " ")
