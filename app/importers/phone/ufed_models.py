"""Models of a Cellebrite report as they stand in its XML: fields, parties, messages; no records."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.importers.text import clean
from app.importers.xml_stream import begins_whole

MOST_HELD = 1_000
"""Messages of a conversation that wait for what the report tells of it behind them."""

_MOST_TEXT = 16 << 20
_COST = 200
_DEEPEST = 40
_LONGEST_NAME = 2_000
_FIELDS = frozenset({"field", "multiField", "modelField", "multiModelField", "jumptargets"})
_VALUES = frozenset({"value", "targetid"})
_USUAL = {"deleted_state": "Intact", "decoding_confidence": "High", "isrelated": "False"}
_COUNTERS = frozenset({"source_index", "extractionId"})


@dataclass(slots=True)
class Model:
    """One model: a message, a call, a party, with what was not taken from it yet.

    Attributes:
        cut: it was too large to be kept whole.
    """

    kind: str
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    values: dict[str, list[str]] = field(default_factory=dict, repr=False)
    models: dict[str, list[Model]] = field(default_factory=dict, repr=False)
    cut: bool = False

    def take(self, *names: str) -> str:
        """Take the first of several fields that says something."""
        for name in names:
            text = "\n".join(filter(None, self.values.pop(name, ())))
            if text:
                return text
        return ""

    def take_attribute(self, name: str) -> str:
        """Take an attribute of the model itself."""
        return self.attributes.pop(name, "")

    def take_models(self, *names: str) -> list[Model]:
        """Take the models that lie in fields of these names."""
        return [model for name in names for model in self.models.pop(name, ())]

    def rest(self) -> dict[str, object]:
        """Give what was not taken and is not as usual, as it may be written as JSON."""
        found: dict[str, object] = {
            f"@{name}": told
            for name, told in self.attributes.items()
            if told != _USUAL.get(name) and name not in _COUNTERS
        }
        for name, texts in self.values.items():
            found[name] = texts[0] if len(texts) == 1 else texts
        for name, models in self.models.items():
            inner = [{"type": model.kind, **told} for model in models if (told := model.rest())]
            if inner:
                found[name] = inner
        return found


@dataclass(slots=True)
class Listed:
    """A file as the report lists it, with its place beside the report and its hashes."""

    id: str
    told: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class Whole:
    """A model that stands alone; ``number`` counts all that do.

    Attributes:
        loose: it may be a piece of something damaged.
    """

    number: int
    model: Model
    loose: bool = False


@dataclass(slots=True)
class Said:
    """A message of a conversation; both ``number`` and ``place`` count from one."""

    number: int
    place: int
    chat: Model
    model: Model


@dataclass(slots=True)
class Silent:
    """A conversation without a message."""

    number: int
    chat: Model


@dataclass(slots=True)
class Damaged:
    """A place that is not XML."""

    number: int
    untrusted: bytes = field(repr=False)


class CutOff:
    """The report ends in the middle."""


Found = Whole | Said | Silent | Damaged | Listed | CutOff


@dataclass(slots=True)
class _Frame:
    model: Model
    name: str = ""
    place: str = ""


class ReportReader:
    """Builds models from the elements of one report; a handler of ``RecordStream``."""

    def __init__(self) -> None:
        self._found: list[Found] = []
        self._frames: list[_Frame] = []
        self._held: list[Said] = []
        self._words: list[str] | None = None
        self._format = ""
        self._listed: Listed | None = None
        self._item = ""
        self._number = 0
        self._place = 0
        self._room = _MOST_TEXT
        self._too_deep = 0
        self._lost_chat: Model | None = None
        self._recovering = False

    def found(self) -> list[Found]:
        """Hand over what has come together."""
        found, self._found = self._found, []
        return found

    def words(self, text: str) -> None:
        """Take text of the value that is open."""
        if self._words is not None and self._spend(len(text)):
            self._words.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        name = name.rpartition(":")[2]
        if name == "model":
            self._start_model(attributes)
        elif self._frames:
            self._start_inside(name, attributes)
        elif name == "file":
            self._listed = Listed(clean(attributes.get("id", "")), attributes)
        elif name == "item" and self._listed is not None:
            self._item = clean(attributes.get("name", ""))
            self._words = []
        elif name in {"modelType", "decodedData"}:
            self._recovering, self._lost_chat = False, None

    def end(self, name: str) -> None:
        """Take the end of an element."""
        name = name.rpartition(":")[2]
        if name == "model":
            self._end_model()
        elif name in _VALUES:
            self._end_value()
        elif name == "item" and self._listed is not None:
            self._listed.told[self._item] = self._text()
            self._words = None
        elif name == "file" and self._listed is not None and not self._frames:
            self._found.append(self._listed)
            self._listed = None
            self._room = _MOST_TEXT

    def broken(self, untrusted_bytes: bytes) -> None:
        """List what is damaged; a conversation's other messages stay its messages."""
        stray = not (self._frames or self._listed) and self._recovering
        if self._frames and self._frames[0].model.kind == "Chat":
            self._lost_chat = self._frames[0].model
            self._release()
        self._reset()
        self._recovering = True
        if not (stray and begins_whole(untrusted_bytes)):
            self._number += 1
            self._found.append(Damaged(self._number, untrusted_bytes))

    def cut_off(self) -> None:
        """Hand over what was whole of a report that ends in the middle."""
        self.give_up()
        self._found.append(CutOff())

    def give_up(self) -> None:
        """Hand over messages that wait for the end of their conversation."""
        self._release()
        self._reset()

    def _start_model(self, attributes: dict[str, str]) -> None:
        if self._too_deep or len(self._frames) >= _DEEPEST:
            self._too_deep += 1
            return
        short = {name: clean(told[:_LONGEST_NAME]) for name, told in attributes.items()}
        model = Model(short.pop("type", ""), short.pop("id", ""), short)
        if not self._frames:
            self._number += 1
            self._place = 0
            self._room = _MOST_TEXT
            if model.kind == "Chat":
                self._recovering, self._lost_chat = False, None
        self._spend(_COST)
        place = self._frames[-1].name if self._frames else ""
        self._frames.append(_Frame(model, place=place))
        self._words = None

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        frame = self._frames[-1]
        if name in _FIELDS:
            told = clean(attributes.get("name", "")[:_LONGEST_NAME])
            frame.name = f"{name} {told}" if name == "jumptargets" else told
        elif name in _VALUES:
            self._words = []
            self._format = attributes.get("format", "")

    def _end_value(self) -> None:
        if self._words is None or not self._frames or self._too_deep:
            self._words = None
            return
        frame = self._frames[-1]
        text = self._text()
        self._words = None
        if self._format == "Base64String":
            text = _decoded(text)
        if text and self._spend(_COST):
            frame.model.values.setdefault(frame.name, []).append(text)

    def _end_model(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._frames:
            return
        frame = self._frames.pop()
        model = frame.model
        if not self._frames:
            self._end_alone(model)
        elif self._is_message(frame):
            self._say(self._frames[0].model, model)
        else:
            self._frames[-1].model.models.setdefault(frame.place, []).append(model)

    def _is_message(self, frame: _Frame) -> bool:
        chat = len(self._frames) == 1 and self._frames[0].model.kind == "Chat"
        return chat and frame.model.kind == "InstantMessage"

    def _say(self, chat: Model, model: Model) -> None:
        self._place += 1
        model.cut = self._room <= 0
        self._room = _MOST_TEXT
        self._held.append(Said(self._number, self._place, chat, model))
        if self._place >= MOST_HELD:
            self._release()

    def _end_alone(self, model: Model) -> None:
        model.cut = self._room <= 0
        if model.kind == "Chat":
            if not self._place:
                self._found.append(Silent(self._number, model))
            self._release()
        elif self._recovering and model.kind == "InstantMessage" and self._lost_chat is not None:
            self._found.append(Said(self._number, 1, self._lost_chat, model))
        else:
            self._found.append(Whole(self._number, model, self._recovering))

    def _release(self) -> None:
        self._found += self._held
        self._held = []

    def _reset(self) -> None:
        self._frames.clear()
        self._words = None
        self._listed = None
        self._too_deep = 0

    def _spend(self, cost: int) -> bool:
        """Say whether there is room for so much more of one item."""
        self._room -= cost
        return self._room > 0

    def _text(self) -> str:
        return clean("".join(self._words or ())).strip()


def all_values(model: Model) -> Iterator[tuple[str, str]]:
    """Give every field with its text, also of the models inside, as a reader would list them."""
    for name, texts in model.values.items():
        for text in texts:
            yield name, text
    for name, models in model.models.items():
        for inner in models:
            told = ", ".join(text for _, text in all_values(inner))
            if told:
                yield name, told


def _decoded(text: str) -> str:
    try:
        return clean(base64.b64decode(text, validate=True).decode("utf-8"))
    except (binascii.Error, ValueError):
        return text
