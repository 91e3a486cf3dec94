"""Numbers that an office gives a person and that a word names: passports, patients, policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import named, words_of
from app.detect.kinds import Kind
from app.detect.named import Named, has_digits, mixed
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion

_NOT_GIVEN = words_of("00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97")
"""Beginnings of employer numbers that the Internal Revenue Service does not use."""

_NUMBERED = r"(?: (?:number|no\.?|id))?[ :#.]{1,4}"
_BENEFICIARY = "[AC-HJKMNP-RT-Y]"
_INSURER = (
    r"(?:health |auto |car )?insurance|insurer|insured|ins\.?|blue cross|geico|allstate"
    r"|progressive|state farm|aetna|cigna|humana"
    r"|usaa|bcbs|blue cross|farmers|health|dental|auto"
)


def _is_employer(group: str) -> bool:
    return len(group) == 9 and group[:2] not in _NOT_GIVEN


ROWS: tuple[Named, ...] = (
    Named(
        Kind.PASSPORT,
        words_of("passport passports pasaporte ppt pp"),
        named(
            r"passports?(?: (?:card|book))?|pasaporte|ppt|pp(?=\s?#)",
            r"[A-Z]{0,2} ?[0-9](?: ?[0-9]){5,8}(?![A-Z0-9])",
        ),
        "A passport number, named as such.",
    ),
    Named(
        Kind.PASSPORT,
        words_of("p"),
        re.compile(r"\b(?P<value>P[A-Z<][A-Z]{3}[A-Z<]{30,39}\s{1,2}[A-Z0-9<]{36,44})"),
        "The machine-readable lines of a passport.",
    ),
    Named(
        Kind.IMMIGRATION,
        words_of("alien uscis a immigration green resident ice detainer"),
        named(
            r"alien(?: reg(?:istration|\b\.?))?(?: number| no\.?)?(?: is|:)?(?:\s{0,3}a\s?#)?"
            r"|uscis|uscis(?:\W{0,2}a)?|immigration(?: file)?"
            r"|(?:green|(?:permanent )?resident) card(?: says)?"
            r"|a[ -]?(?:number|num|no|file)\b|a\s?#",
            r"A?[ -]?[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2,3}(?![0-9])",
        ),
        "The number of a person in immigration records, named as such.",
    ),
    Named(
        Kind.IMMIGRATION,
        words_of("a"),
        re.compile(r"\b(?P<value>A[ -]?#? ?[0-9]{3}-[0-9]{3}-[0-9]{3})(?![\w-])"),
        "The number of a person in immigration records by its form.",
    ),
    Named(
        Kind.CRIMINAL_ID,
        words_of("fbi ucn sid nic ncic fcn"),
        named(r"fbi|ucn|(?:state )?sid|nic|ncic|fcn", mixed(6, 12, 1)),
        "A number of criminal-history records, named as such.",
        has_digits(3),
    ),
    Named(
        Kind.MEDICAL,
        words_of(
            "mrn mr medical patient chart rx prescription medicaid medicare historia hospital emr"
            " ehr mbi med"
        ),
        named(
            r"mrn|mr\s?#|medicaid|medicare|prescription|(?:er )?chart"
            r"|(?:med(?:ical)?\.? ?rec(?:ord)?s?|historia cl[ií]nica|rx|mbi)"
            r"|(?:patient|chart|hospital|emr|ehr|prescription|medicaid|medicare|medical)"
            r"(?: (?:record|account|acct|file|beneficiary|visit|encounter))?"
            r"(?=\W{1,3}(?:id|number|num|no|nbr)\b|\s?[#:])",
            mixed(5, 14),
        ),
        "A number of medical records, named as such.",
        has_digits(4),
    ),
    Named(
        Kind.MEDICAL,
        words_of("mrn patient pt hospital"),
        re.compile(
            r"\b(?:mrn|patient|pt)\b[^\n]{1,60}?\b(?:acct|account|visit|encounter|fin|csn)"
            rf"{_NUMBERED}(?P<value>{mixed(5, 14)})",
            re.IGNORECASE,
        ),
        "The account or visit of a patient, on a line with the patient's number.",
        has_digits(4),
    ),
    Named(
        Kind.MEDICAL,
        frozenset(),
        re.compile(
            rf"\b(?P<value>[1-9]{_BENEFICIARY}[AC-HJKMNP-RT-Y0-9][0-9]-?{_BENEFICIARY}"
            rf"[AC-HJKMNP-RT-Y0-9][0-9]-?{_BENEFICIARY}{{2}}[0-9]{{2}})\b"
        ),
        "A Medicare number by its form.",
    ),
    Named(
        Kind.INSURANCE,
        words_of(
            "policy member subscriber insurance insured group claim insurer ins pol policyholder"
            " blue póliza poliza geico allstate progressive aetna cigna humana usaa bcbs"
        ),
        named(
            rf"(?:{_INSURER})\W{{1,3}}(?:\w{{1,12}}\W{{1,2}})?(?:policy|pol|member|subscriber|group"
            r"|claim|id|card|number|no)|(?:member|subscriber|policyholder)(?:'s)?(?=\W{1,3}(?:id|number|no)\b"
            r"|\s?#)|(?:policy|pol|claim)(?=\W{1,3}(?:number|num|no)\b|\s?#)|p[oó]liza|geico"
            r"|allstate"
            r"|progressive|usaa|aetna|cigna|humana",
            rf"(?:[A-Z]?[0-9]{{1,3}}(?: [0-9A-Z]{{2,7}}){{1,3}}(?![0-9A-Z])|{mixed(6, 16)})",
        ),
        "A number of an insurance policy, member or claim, named as such.",
        has_digits(5),
    ),
    Named(
        Kind.EIN,
        words_of("ein fein tax employer federal fed"),
        named(
            r"f?ein(?:/tin)?(?: for(?: \w{1,16}){1,4}?)?"
            r"|(?:federal |fed )?tax id(?:entification)?|employer id(?:entification)?"
            r"|(?:federal|fed)(?: employer)? id",
            r"[0-9]{2}[ -]?[0-9]{7}(?![0-9])",
        ),
        "An employer number (EIN), named as such; of a sole trader it may stand for a person.",
        _is_employer,
        "look",
        mended=True,
    ),
    Named(
        Kind.FILE_NUMBER,
        words_of(
            "case cases report rpt incident cad docket citation cite complaint warrant cfs event"
            " oca cr arrest booking caso reporte denuncia file call ia subpoena civil"
            " referral rd ir fir supp supplement ticket"
        ),
        named(
            r"(?:case|incident|report|rpt|arrest|booking|complaint|citation|cite|docket|warrant"
            r"|event|cfs|cad|oca|cr(?=\s?#)|denuncia|caso|reporte|ia|subpoena|civil action"
            r"|referral|ticket(?=\W{1,3}(?:no|number|num)\b|\s?#|\s[A-Z]-?[0-9]{5})"
            r"|(?:rd|ir|fir)(?=\s?#|\W{1,3}no\b|\s[0-9]{2}-)|supp(?:lement)? to"
            r"|call(?=\W{1,3}no\b|\s?#))s?"
            r"(?: (?:report|file|case|cad|call|folio))?"
            r"|file(?=\W{1,3}(?:number|num|no)\b|\s?#)",
            r"(?=[A-Z0-9./-]{0,8}[0-9]{2})(?!(?:19"
            r"|20)[0-9]{2}(?![A-Z0-9/-]))(?![0-9]{1,2}[/.][0-9]{1,2}"
            r"[/.](?:[0-9]{2}){1,2}(?![0-9]))(?!(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9-]))"
            r"[A-Z0-9](?:[-/.]?[A-Z0-9]){3,19}(?![A-Z0-9])",
        ),
        "The number of a case, report or citation; it is public as a rule.",
        has_digits(3),
        "look",
    ),
    Named(
        Kind.FILE_NUMBER,
        frozenset(),
        re.compile(
            r"\b(?P<value>(?:[0-9]{2}-)?(?:19|20)[0-9]{2}-?(?:CF|CR|MM|CV|DR|TR|CT|MO|DP|CJ|SC|CC|AP"
            r"|FC|JV|CM|DV|TC)-?[0-9]{3,6}(?:-[A-Z]{1,4})?|[0-9]{2}-?(?:CF|CR|MM|CV|DR|TR|CT|MO|CJ|SC"
            r"|JV|CM|DV)-?[0-9]{3,6}(?:-[A-Z]{1,4})?|[A-Z]{2,4}(?:1[5-9]|2[0-9])-[0-9]{4,7}"
            r"|20[12][0-9]-[0-9]{7,8}|(?:1[5-9]|2[0-9])-(?:0[1-9]|1[0-2])-(?!19|20)[0-9]{4})(?![\w-])"
        ),
        "The number of a case or report by its form; it is public as a rule.",
        has_digits(5),
        "look",
    ),
    Named(
        Kind.FILE_NUMBER,
        frozenset(),
        re.compile(
            r"(?<![\w./$-])(?<!invoice )(?<!order )(?<!permit )(?<!part )(?<!model )(?<!ordinance )"
            r"(?<!item )(?<!#)(?P<value>(?:1[5-9]|2[0-9])-[0-9]{5,6})(?![\w-]|[./][0-9])",
            re.IGNORECASE,
        ),
        "A year and a number, as cases and reports are numbered; it is public as a rule.",
        level="look",
    ),
    Named(
        Kind.FILE_NUMBER,
        words_of("case cases report reports incident incidents citation citations"),
        re.compile(
            r"\b(?:cases?|reports?|incidents?|citations?)[ #:]{1,3}[A-Z0-9-]{5,20},? (?:and|or|&) "
            r"(?P<value>(?=[A-Z0-9-]{0,8}[0-9]{3})[A-Z0-9-]{5,20})(?![\w-])",
            re.IGNORECASE,
        ),
        "The number of a case, report or citation; it is public as a rule.",
        has_digits(4),
        "look",
    ),
    Named(
        Kind.FILE_NUMBER,
        words_of("case report incident cad docket citation"),
        re.compile(
            r"(?<![\w./-])(?P<value>[0-9][0-9-]{5,15}[0-9]),? (?:is|was) (?:(?:the|your|our"
            r"|my|a) )?"
            r"(?:\w{1,12} )?(?:case|report|incident|cad|docket|citation)\b",
            re.IGNORECASE,
        ),
        "The number of a case, report or citation; it is public as a rule.",
        level="look",
    ),
)


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give every number of a text that a word names."""
    for row in ROWS:
        yield from row.find(seen)
