"""What a mail's subject says of the thread it belongs to; pure, and knows no mail."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ANSWERS = (
    "re",  # English, Spanish, Italian, French
    *("aw", "antwort", "antw", "ref"),  # German, Dutch
    *("rép", "rep", "réf", "r", "rif"),  # French, Italian
    *("res", "rsp", "resp"),  # Portuguese, Spanish
    *("sv", "vs", "vl", "svar"),  # Danish, Norwegian, Swedish, Finnish
    *("odp", "atb", "ynt", "cevap", "απ", "σχετ", "отв", "ответ"),
    *("回复", "回覆", "答复", "答覆", "返信", "회신"),
    *("automatic reply", "automatische antwort", "réponse automatique", "respuesta automática"),
    *("out of office", "autoreply", "auto", "abwesenheitsnotiz"),
    *("accepted", "declined", "tentative", "zugesagt", "abgesagt", "accepté", "aceptado"),
)
_FORWARDS = (
    *("fwd", "fw", "wg", "weitergeleitet", "tr", "trans", "rv", "enc", "i", "doorst"),
    *("vb", "videresendt", "lähetetty", "pd", "iletme", "πρθ", "пер", "пересл"),
    *("转发", "轉寄", "転送", "전달"),
)
_BEFORE = re.compile(
    r"\s*(?:(?P<word>{words})\s*(?:\[\d{{1,4}}\]|\(\d{{1,4}}\)|\^\d{{1,4}}|\*\d{{1,4}})?\s*[:\uff1a]"
    r"|[\[(*{{]{{1,3}}(?P<tag>[^\[\](){{}}*]{{1,60}})[\])*}}]{{1,3}})[\s\-\u2013:]*".format(
        words="|".join(map(re.escape, sorted({*_ANSWERS, *_FORWARDS}, key=len, reverse=True)))
    ),
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*\((?:fwd|fw)\)\s*$", re.IGNORECASE)
_WRAPPED = re.compile(r"\s*\[(?:fwd|fw|wg)\s*:(.*)\]\s*$", re.IGNORECASE | re.DOTALL)
_LEAST, _LONGEST = 4, 2_000
_GENERAL = frozenset(
    {
        *("hello", "hey there", "good morning", "good afternoon", "hi there", "hallo", "bonjour"),
        *("question", "questions", "quick question", "frage", "pregunta", "update", "updates"),
        *("meeting", "call", "phone call", "today", "tomorrow", "tonight", "schedule", "lunch"),
        *("urgent", "important", "test", "fyi", "info", "information", "news", "newsletter"),
        *("document", "documents", "scan", "scanned document", "attachment", "attached", "file"),
        *("files", "image", "images", "photo", "photos", "picture", "pictures", "video", "fax"),
        *("invoice", "report", "reports", "daily report", "weekly report", "monthly report"),
        *("request", "help", "thanks", "thank you", "danke", "merci", "gracias", "reminder"),
        *("follow up", "following up", "message", "nachricht", "notification", "alert", "order"),
        *("no subject", "none", "untitled", "kein betreff", "ohne betreff", "sans objet"),
        *("sin asunto", "aucun objet", "automatic reply", "out of office", "undeliverable"),
        *("delivery status notification failure", "mail delivery failed", "message from"),
        *("returned mail see transcript for details", "failure notice"),
    }
)


class Subject(NamedTuple):
    """What is left of a subject without what mail programs put around it.

    Attributes:
        base: folded, so that equal ones are of one matter; empty where it is too general to
            tell a matter.
        answers: whether the subject says that the mail answers or forwards another one.
    """

    base: str
    answers: bool


def subject_of(written: str) -> Subject:
    """Take a subject apart (the base subject of RFC 5256, 2.1, in more languages).

    Answer words and bracketed tags are taken off the front as long as something is left. Of a
    hostile length only the beginning is read.
    """
    rest, answers = unicodedata.normalize("NFKC", written[:_LONGEST]), False
    while taken := _taken_off(rest):
        rest, says_so = taken
        answers = answers or says_so
    words = re.findall(r"\w+", rest.casefold())
    return Subject("" if _is_general(words) else " ".join(words), answers)


def _taken_off(subject: str) -> tuple[str, bool] | None:
    """Take off the next thing around a subject, and say whether it means an answer."""
    if wrapped := _WRAPPED.match(subject):
        return wrapped[1], True
    if after := _AFTER.search(subject):
        return subject[: after.start()], True
    found = _BEFORE.match(subject)
    if not found:
        return None
    rest = subject[found.end() :]
    is_word = bool(found["word"])
    return (rest, is_word) if is_word or any(map(str.isalnum, rest)) else None


def _is_general(words: list[str]) -> bool:
    """Say whether many matters share these words: none, a greeting, the name of a mail's kind."""
    letters = "".join(words)
    is_short = len(letters) < _LEAST and letters.isascii()
    return not letters.strip("_") or is_short or " ".join(words) in _GENERAL
