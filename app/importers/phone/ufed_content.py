"""Words, files and state of one model of a Cellebrite report, on their way to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.people import Party
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed, ParsedAttachment
from app.importers.phone.ufed_files import ReportFiles
from app.importers.phone.ufed_kinds import in_words
from app.importers.phone.ufed_models import Model, all_values
from app.importers.report_times import ReportTimes
from app.importers.social.taking import leftover
from app.importers.times import Timed
from app.reading.html import html_text

RECOVERED = Problem("deleted_recovered", "It was deleted on the phone and recovered from it.")
TRASHED = Problem("deleted_trash", "It lay in the phone's trash.")
STATE_UNKNOWN = Problem(
    "deleted_unknown", "The report does not know whether it was deleted on the phone."
)
UNSURE = Problem(
    "decoding_unsure", "The program that read the phone was not sure that it read this rightly."
)
CUT = Problem("cut", "It was too long to be kept whole; what lies beyond is left out.")

_STATES = {"deleted": RECOVERED, "trash": TRASHED, "unknown": STATE_UNKNOWN}
_MARKUP = re.compile(r"<(?:html|body|div|p|br|table|span)[\s/>]", re.IGNORECASE)
_FILES = ("Attachment", "Attachments", "Photos", "Photo")
_LABELS = {
    "edited": Flag.EDITED, "forwarded": Flag.FORWARDED, "system": Flag.SYSTEM,
    "deleted": Flag.DELETED,
}  # fmt: skip
_QUOTES = ("QuotedMessage", "QuotedMessageData", "ReplyMessage", "ReplyMessageData")
_TRIVIAL = frozenset({"", "none", "unspecified", "unknown", "default"})


@dataclass(slots=True)
class Draft:
    """A record while it comes together.

    Attributes:
        extra: what goes to the record's leftovers beside those of the model.
    """

    locator: str
    model: Model = field(repr=False)
    kind: Kind
    platform: str
    parties: tuple[Party, ...] = ()
    platform_id: str = ""
    key: str = ""
    title: str = ""
    parent: str = ""
    subject: str = ""
    lines: list[str] = field(default_factory=list, repr=False)
    labels: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    attachments: list[ParsedAttachment] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict, repr=False)


class ContentReader:
    """Takes out of models what all kinds of records have."""

    def __init__(self, times: ReportTimes, files: ReportFiles) -> None:
        self._times = times
        self._files = files

    def take_words(self, draft: Draft, *names: str) -> None:
        """Take the words; those written as a web page are read as one, which is kept beside."""
        words = draft.model.take(*names)
        if _MARKUP.search(words):
            draft.extra["markup"] = words
            words = html_text(words).text
        if words:
            draft.lines.append(words)

    def take_files(self, draft: Draft) -> None:
        """Take attachments, and the transcripts that the report gives of them."""
        for number, model in enumerate(draft.model.take_models(*_FILES), 1):
            transcript = model.take("Transcript")
            if transcript:
                draft.lines.append(f"[transcript] {transcript}")
            draft.attachments.append(self._files.attachment(model, number))
            told = model.rest()
            if told:
                draft.extra[f"attachment {number}"] = told

    def take_extras(self, draft: Draft) -> None:
        """Take shared contacts and places into the text, and find what is answered."""
        model = draft.model
        for contact in model.take_models("SharedContacts"):
            draft.lines.append(f"[contact] {_told(contact)}")
        for place in model.take_models("Position", "Location"):
            told = _told(place)
            if told:
                draft.lines.append(f"[location] {told}")
        for reaction in model.take_models("Reactions", "Reaction"):
            draft.lines.append(f"[reaction] {_told(reaction)}")
        for inner in model.models.get("EmbeddedMessage", ()):
            draft.lines.append(f"[embedded message] {inner.take('Body')}".strip())
        for extra in model.models.get("MessageExtraData", []):
            self._take_quoted(draft, extra)
            self._take_labels(draft, extra)
        self._take_quoted(draft, model)
        self._take_labels(draft, model)

    def finished(self, draft: Draft, *times: str) -> Parsed:
        """Make the record; its time is in the first field of these that says something."""
        model = draft.model
        sent = self._sent(model, times)
        self._take_state(draft)
        draft.extra["extraction"] = model.take_attribute("extractionId").strip("0")
        return Parsed(
            draft.locator, draft.platform, draft.kind,
            "\n".join(draft.lines), sent.moment, draft.parties,
            platform_id=draft.platform_id,
            conversation_key=draft.key,
            conversation_title=draft.title,
            parent_id=draft.parent,
            subject=draft.subject,
            attachments=tuple(draft.attachments),
            flags=frozenset(draft.flags) | sent.flags,
            labels=tuple(draft.labels),
            problems=(*sent.problems, *draft.problems),
            raw=leftover({**model.rest(), **draft.extra}),
        )  # fmt: skip

    def _sent(self, model: Model, times: tuple[str, ...]) -> Timed:
        name = next((one for one in times if any(model.values.get(one, ()))), times[0])
        return self._times.read(model.take(name))

    @staticmethod
    def _take_state(draft: Draft) -> None:
        model = draft.model
        state = model.take_attribute("deleted_state")
        problem = _STATES.get(state.casefold())
        if problem:
            draft.problems.append(problem)
        if problem in {RECOVERED, TRASHED}:
            draft.flags.add(Flag.DELETED.value)
        elif problem is None and state.casefold() not in {"", "intact"}:
            model.attributes["deleted_state"] = state
        if model.attributes.get("decoding_confidence", "High") not in {"High", ""}:
            draft.problems.append(UNSURE)
        if model.cut:
            draft.problems.append(CUT)
            draft.flags.add(Flag.TRUNCATED.value)

    @staticmethod
    def _take_quoted(draft: Draft, model: Model) -> None:
        for name in _QUOTES:
            for quoted in model.models.get(name, ()):
                told = quoted.values.get("OriginalMessageID") or quoted.values.get("Identifier")
                draft.parent = draft.parent or "".join(told or ())

    @staticmethod
    def _take_labels(draft: Draft, model: Model) -> None:
        labels = [label.take("Label") for label in model.take_models("MessageLabels")]
        for label in filter(None, [*labels, model.take("Label")]):
            flag = _LABELS.get(label.casefold())
            if flag:
                draft.flags.add(flag.value)
            elif label.casefold() not in _TRIVIAL:
                draft.labels.append(label)


def lines_of(model: Model) -> Iterator[str]:
    """Give every field of a model as a line, with its name in words."""
    for name, text in all_values(model):
        yield f"{in_words(name)}: {text}"


def _told(model: Model) -> str:
    return ", ".join(dict.fromkeys(text for _, text in all_values(model)))
