"""The search language in examples; each can be put into the line by a click. No PySide6."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """What to type, and what it finds."""

    typed: str
    finds: str


EXAMPLES: tuple[tuple[str, tuple[Example, ...]], ...] = (
    (
        "Words",
        (
            Example("tow receipt", "both words, anywhere in a record: text, subject, names, files"),
            Example('"traffic stop"', "these words next to each other"),
            Example('"stop cedar"~6', "these words with at most six others between them"),
            Example("stop OR detain", "either word; OR binds closer than a blank"),
            Example("cedar NOT complaint", "without a word"),
            Example("(tow OR impound) receipt", "brackets keep together"),
        ),
    ),
    (
        "Parts of words and spellings",
        (
            Example("complain*", "every word that begins so"),
            Example("wom?n", "? stands for one letter"),
            Example("delaney~", "near spellings: delany, delainey; ~2 is more generous"),
        ),
    ),
    (
        "Who and where",
        (
            Example("from:whitaker", "sent by somebody of this name, number or address"),
            Example("to:reyna", "sent to"),
            Example('with:"Luis Reyna"', "sent, received or mentioned"),
            Example("in:facebook", "on a platform, or in a conversation with this title"),
            Example("source:sms", "from an export, by its file name or custodian"),
        ),
    ),
    (
        "When and what",
        (
            Example("on:2026-03-14", "on a day; on:2026-03 is the whole month"),
            Example("after:2026-03-01 before:2026-04-01", "March: after takes the day in"),
            Example("has:attachment", "with a file; has:problem, has:flag"),
            Example("type:email", "message, post, comment, email, call, document, image, pdf"),
            Example("*", "everything"),
        ),
    ),
)
