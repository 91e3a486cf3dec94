"""Passwords, keys of programs, and codes of doors and alarms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.detect.cues import words_of
from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

PASSWORD_WORDS = words_of(
    "laptop computer voicemail unlock sign logs iphone code password passwords passwd pwd "
    "passcode pass pw pin pins contraseña contrasena clave "
    "wifi phrase passphrase "
    "recovery seed wpa psk question one login phone screen device tablet ipad reset unlocks "
    "logon log"
)
DOOR_WORDS = words_of(
    "gate door alarm lock lockbox keypad garage entry access building panic safe vault elevator "
    "code codes combo combination código codigo security disarm padlock locker barrier sallyport "
    "callbox punch storage  "
    "opener box complex lobby"
)
_WORD = (
    r"(?:(?:wi-?fi|email|e-mail|laptop|computer|admin|temp(?:orary)?|default|new|old|login"
    r"|network|my|account)\s)?"
    r"(?:passwords?|passwd|pwd|passcode|pass\s?code|pass\s?phrase|pw|pass(?=\s?[:=])|contrase[nñ]a|clave"
    r"|wi-?fi pass|(?:wpa2?|wi-?fi|network|wireless|security) key|psk)(?:'s)?"
)
_WRITTEN = re.compile(
    rf"(?<!\w){_WORD}(?: (?:for|del?|para|de la) [^\n:=]{{1,24}})?\s?"
    rf"(?::|=|->)\s?['\"]?(?P<value>[^\s'\",;]{{4,64}})",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?<!\w){_WORD}(?: (?:for|to|on|in|at|of) (?:\w{{1,16}}[ ,]){{1,3}}?)?\s?"
    rf"(?:is|was|es|to|changed to|="
    rf"|-)\s(?:now |still |set to )?['\"]?"
    r"(?P<value>[^\s'\",;]{4,64})",
    re.IGNORECASE,
)
_OF_THING = re.compile(
    rf"(?<!\w){_WORD} (?:for|to|of) (?:his|her|my|the|their|our) \w{{2,16}},\s"
    r"(?P<value>(?=\S{0,30}[0-9])(?=\S{0,30}[A-Za-z])[^\s'\",;]{6,64})",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?<!\w){_WORD}\s(?:still\s|now\s|(?:he|she|they|i|we) used\s)?"
    rf"[('\"]?(?P<value>(?=\S{{0,30}}[0-9])(?=\S{{0,30}}[A-Za-z])[^\s'\",;]{{6,64}})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!\w)(?:login|log in|user(?:name)?)\W{1,3}\S{2,40}\s?/\s?(?P<value>[^\s'\",;]{6,64})",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:reset(?: it| that)? to|(?:new|old|current) one is|question answer(?: is|:)"
    r"|user(?:name)? \w{2,20} pass(?:word)?"
    r"|(?:un)?locks? with|(?:log ?in|logs in|sign in|logon|log on)(?: is| with|:)?"
    r"(?: \w{2,20} /)?|wi-?fi is \w{2,20} /)\s"
    r"(?P<value>(?=\S{0,30}[0-9])(?=\S{0,30}[A-Za-z])[^\s'\",;/@]{6,64})",
    re.IGNORECASE,
)
_FOR_IT = re.compile(
    r"(?<!\S)(?P<value>(?=\S{0,30}[0-9])(?=\S{0,30}[A-Za-z])[^\s'\",;/@:]{6,64}) "
    r"(?:for|as|is) (?:the|my|your|his|her) (?:password|pw|passcode)\b",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\b(?:pins?|pass\s?codes?|clave(?: del celular)?"
    r"|(?:phone|screen|device|tablet|ipad|laptop|computer|voicemail)(?:'s)?"
    r" (?:code|lock|unlock)(?: code)?|unlock code|code (?:for|to|on) (?:the|my|his|her|their) "
    r"(?:phone|i?phone|tablet|ipad|laptop|computer|cell|voicemail)|(?:phone|tablet|ipad|laptop)"
    r" unlocks with)\b(?: (?:code|number|no|#))?(?: (?:for|to"
    r"|on) (?:\w{1,16} ){1,3}?)?\W{0,3}(?:is |was |= ?|es )?"
    r"(?P<value>[0-9]{4,8})(?![\w-]|\.[0-9])",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:seed|recovery|backup) (?:phrase|words|key)\W{1,4}(?:is\W{1,3}|are\W{1,3})?"
    r"(?P<value>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})\b",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{30,60}|github_pat_\w{40,90}"
    r"|sk-[\w-]{20,120}|sk_live_[0-9A-Za-z]{16,64}"
    r"|xox[abprs]-[\w-]{10,100}|AIza[\w-]{35}|eyJ[\w-]{10,500}\.[\w-]{10,800}\.[\w-]{10,300}"
    r"|SG\.[\w-]{16,40}\.[\w-]{20,60})"
    r"|-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----"
)
_KEY_SIGNS = ("AKIA", "gh", "sk-", "sk_", "xox", "AIza", "eyJ", "SG.", "-----B")
_PLACE = (
    r"gate|door|alarm|lock|lock\s?box|keypad|garage|entry|access|building|panic|safe|vault"
    r"|elevator|security|disarm"
    r"|padlock|locker|barrier|sally\s?port|portón|puerta|alarma"
)
_DOOR = re.compile(
    rf"\b(?:(?:{_PLACE})s?(?:['\w]{{0,2}} \w{{1,12}})?[ -](?:codes?|combo|combination|pin"
    rf"|passcode|number)"
    rf"|(?:code|combo|combination|c[oó]digo)s? (?:for|to|on|of|del?|de la"
    rf"|para) (?:\w{{1,10}} ){{0,3}}?(?:{_PLACE})s?|combo|combination)"
    r"(?:'s)?(?: (?:for|to|at|on) (?:the )?\w{1,16})?"
    r"\W{0,3}(?:is |was |to |es |= ?|now |still |changed to |will be ){0,3}\W{0,2}"
    r"(?P<value>[#*]?[0-9][0-9#*]{2,9}(?:-[0-9]{1,2}){0,3}"
    r"|[0-9]{1,2}(?:[- ][0-9]{1,2}){2,3})(?![\w/]|[.:-][0-9])",
    re.IGNORECASE,
)
_KEYED = re.compile(
    rf"\b(?:{_PLACE})s?\W{{1,3}}(?:is |= ?)?(?P<value>[0-9]{{4,8}}[#*]"
    rf"|[#*][0-9]{{4,8}}[#*]?)(?!\w)",
    re.IGNORECASE,
)
_AT_GATE = re.compile(
    r"\b(?:(?:gate|garage|door|alarm|panel|lock)(?: code)? (?:is|was|=)|(?:(?:back|front|side)"
    r" door|(?<!the )(?<!at )gate)(?=\s[#*]?[0-9]{4,6}[#*]?(?:[,;|\n]|$| per | for | from ))"
    r"|(?:lock\s?box|key\s?pad|key\s?box|realtor box)(?: (?:is|was|=))?:?)\s"
    r"(?P<value>[#*]?[0-9]{4,6}[#*]?)(?![\w/%]|[.:-][0-9]|\s(?:hrs|hours|feet|ft|sq))",
    re.IGNORECASE,
)
_CODE = r"(?P<value>[#*]?[0-9]{4,6}[#*]?)(?![\w/%]|[.:-][0-9])"
_SIGNED = re.compile(r"(?<![\w#*])(?P<value>(?:#|\*)[0-9]{4,6}|[0-9]{4,6}[#*])(?![\w#*/-])")
_NOT_SIGNED = re.compile(
    r"\b(?:po|case|order|invoice|badge|unit|report|check|ticket|apt|no|rm)\W{0,2}\Z",
    re.IGNORECASE,
)
_BADGE = re.compile(r"[A-Z][a-z]{1,20}\s{1,2}\Z")
_LOCKED = rf"{_PLACE}|call\s?box|key\s?box|realtor box|storage(?: unit)?|lobby|opener"
_ANY_PLACE = re.compile(rf"\b(?:{_LOCKED}|complex|punch)", re.IGNORECASE)
_ASKED_FOR = re.compile(
    rf"\b(?:(?:{_LOCKED})(?: box| unit| door)?"
    r"(?: (?:codes?|pin|takes|accepts|opens with|is set to)\b|:)(?: is| =|:)?"
    rf"|(?:{_LOCKED}|key\s?pad|entrance)\b[^\n0-9#*]{{1,40}}?[ ,.]code(?: is|:)?"
    rf"|changed (?:the )?(?:{_PLACE})(?: code)? to|(?:punch|key|type|put) in|enter"
    rf"|code (?:for|to|at|on|in) (?!(?:the |my |his |her |their )?(?:i?phone|tablet|ipad|laptop"
    rf"|computer|cell|voicemail)\b)[^.\n0-9#*]{{1,40}}\bis)\s{_CODE}",
    re.IGNORECASE,
)
_USED = re.compile(
    rf"(?:\buse |(?<![\w#*-])(?=[0-9#*]{{4,8}} (?:gets|lets|opens)\b))"
    rf"{_CODE}[^.\n]{{0,24}}\b(?:{_PLACE})\b",
    re.IGNORECASE,
)
_SAYING = words_of(
    "required reset expired protected changed protect policy expires needed wrong invalid "
    "incorrect "
    "correct the same secure that this your your own known below above attached weak strong please "
    "case-sensitive optional unknown gone safe locked disabled none blank somewhere written "
    "case n/a tbd"
)
_TELLING = re.compile(r"[0-9!@#$%^&*_+=]|(?-i:[a-z][A-Z])")
_TRAILING = ".!?)"


def find_passwords(seen: Seen) -> Iterator[Suggestion]:
    """Give passwords, PINs and keys of programs; a word that tells of passwords is none."""
    if any(sign in seen.text for sign in _KEY_SIGNS):
        for match in _KEY.finditer(seen.text):
            why = "A secret key of a program, by its form."
            yield _secret(match.start(), match[0], why)
    yield from _named(seen)


def _named(seen: Seen) -> Iterator[Suggestion]:
    for match in seen.find(_WRITTEN, PASSWORD_WORDS):
        if match["value"].lower().rstrip(_TRAILING) not in _SAYING:
            yield _secret(match.start("value"), match["value"], "A password, named as such.")
    for pattern in (_TOLD, _BESIDE, _BEHIND, _OF_THING, _SET, _FOR_IT):
        for match in seen.find(pattern, PASSWORD_WORDS):
            if _TELLING.search(match["value"].rstrip(_TRAILING)):
                yield _secret(match.start("value"), match["value"], "A password, named as such.")
    for match in seen.find(_PIN, PASSWORD_WORDS):
        yield _secret(match.start("value"), match["value"], "A PIN, named as such.")
    for match in seen.find(_PHRASE, PASSWORD_WORDS):
        yield _secret(match.start("value"), match["value"], "The words that recover a wallet.")


def _secret(start: int, value: str, why: str) -> Suggestion:
    value = value.rstrip(_TRAILING) or value
    return Suggestion(Span(start, start + len(value)), Kind.PASSWORD, "critical", why, value)


def _opens(text: str, match: re.Match[str]) -> bool:
    """Say whether a door or the like is spoken of on the line of a number with # or *."""
    start, end = match.span()
    line = text[text.rfind("\n", 0, start) + 1 : start][-60:]
    behind = text[end : end + 40].split("\n", 1)[0]
    if _NOT_SIGNED.search(line) or (match[0][0] == "#" and _BADGE.search(line)):
        return False
    return _ANY_PLACE.search(line) is not None or _ANY_PLACE.search(behind) is not None


def find_door_codes(seen: Seen) -> Iterator[Suggestion]:
    """Give the codes of doors, gates, alarms and locks."""
    for pattern in (_DOOR, _KEYED, _AT_GATE, _ASKED_FOR, _SIGNED, _USED):
        for match in seen.find(pattern, DOOR_WORDS):
            if pattern is _SIGNED and not _opens(seen.plain, match):
                continue
            why = "A code that opens or disarms something."
            group = re.sub(r"[^0-9]", "", match["value"])
            yield Suggestion(Span(*match.span("value")), Kind.DOOR_CODE, "critical", why, group)
