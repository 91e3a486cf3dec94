"""What stands inside the paragraphs of an OpenDocument file: spans, changes, notes, frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.fields import target_told
from app.documents.office.inventory import Inventory
from app.documents.office.markup import Element, attributes, child, every, name_of, value_of
from app.documents.office.outline import Piece
from app.documents.office.workbook_cells import whole
from app.domain.redacted import Look

_OFF = frozenset({"none", "false", "hidden"})
_MOST_BLANKS = 1_000
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What an OpenDocument style says of how words or things are shown."""

    hidden: bool = False
    bold: bool = False
    italic: bool = False
    parent: str = ""


@dataclass(slots=True)
class OpenDocument:
    """What all parts of a document share.

    Attributes:
        deleted: what tracked deletions took out, by the id of the change.
        inserted: ids of tracked insertions.
        notes: footnotes, endnotes and comments in the order of the text: kind, number, element.
        frames: what lies in frames, with the name of what it is; set behind the paragraph.
    """

    found: Inventory
    styles: dict[str, OpenStyle] = field(default_factory=dict)
    deleted: dict[str, Element] = field(default_factory=dict)
    inserted: set[str] = field(default_factory=set)
    notes: list[tuple[str, int, Element]] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)
    pictures: int = 0

    def style(self, name: str) -> OpenStyle:
        """Give a style with what it inherits."""
        hidden = bold = italic = False
        for _ in range(_MOST_STEPS):
            own = self.styles.get(name)
            if own is None:
                break
            hidden, bold, italic = hidden or own.hidden, bold or own.bold, italic or own.italic
            name = own.parent
        return OpenStyle(hidden, bold, italic)

    def take_styles(self, tree: Element) -> None:
        """Learn the styles of a part."""
        for one in every(tree, "style"):
            values = [
                (name_of(properties), key, value)
                for properties in one for key, value in attributes(properties)
            ]  # fmt: skip
            said = {(name, key): value for name, key, value in values}
            shown = {value for (_, key), value in said.items() if key in {"display", "visibility"}}
            self.styles[value_of(one, "name")] = OpenStyle(
                hidden=bool(shown & _OFF),
                bold=said.get(("text-properties", "font-weight")) == "bold",
                italic=said.get(("text-properties", "font-style")) == "italic",
                parent=value_of(one, "parent-style-name"),
            )

    def take_changes(self, tree: Element) -> None:
        """Learn what was inserted and what was deleted."""
        for region in every(tree, "changed-region"):
            change_id = value_of(region, "id")
            for change in region:
                for who in every(change, "creator"):
                    self.found.author(who.text)
                if name_of(change) == "deletion":
                    self.deleted[change_id] = change
                elif name_of(change) == "insertion":
                    self.inserted.add(change_id)
                elif name_of(change) == "format-change":
                    self.found.add(inventory.FORMAT_CHANGE)


@dataclass(slots=True)
class OpenRuns:
    """Collects the pieces of paragraphs; insertions may reach over several of them."""

    document: OpenDocument
    _pieces: list[Piece] = field(default_factory=list)
    _inserting: set[str] = field(default_factory=set)
    _looks: list[Look] = field(default_factory=list)

    def of(self, paragraph: Element, *, hidden: bool = False) -> list[Piece]:
        """Give the pieces of a paragraph."""
        before, self._pieces = self._pieces, []
        style = self.document.style(value_of(paragraph, "style-name"))
        concealed = hidden or style.hidden
        self._looks.append(Look.HIDDEN if concealed else Look.PLAIN)
        self._inside(paragraph)
        self._looks.pop()
        pieces, self._pieces = self._pieces, before
        self.document.found.add(
            inventory.HIDDEN_TEXT, style.hidden and any(text.strip() for text, _ in pieces)
        )
        return pieces

    def _inside(self, element: Element) -> None:
        self._say(element.text)
        for one in element:
            way = _WAYS.get(name_of(one))
            if way is None:
                self._inside(one)
            else:
                way(self, one)
            self._say(one.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        kept = " ".join(text.replace("\t", " ").replace("\n", " ").split(" "))
        self._put(kept)

    def _put(self, text: str) -> None:
        look = next((one for one in reversed(self._looks) if one is not Look.PLAIN), Look.PLAIN)
        if self._inserting and look in {Look.PLAIN, Look.BOLD, Look.ITALIC}:
            look = Look.INSERTED
        if Look.DELETED in self._looks:
            look = Look.DELETED
        elif Look.HIDDEN in self._looks:
            look = Look.HIDDEN
        self._pieces.append((text, look))

    def read_span(self, one: Element) -> None:
        """Read words in a style of their own."""
        style = self.document.style(value_of(one, "style-name"))
        look = Look.BOLD if style.bold else Look.ITALIC if style.italic else Look.PLAIN
        self._looks.append(Look.HIDDEN if style.hidden else look)
        self._inside(one)
        self._looks.pop()
        self.document.found.add(inventory.HIDDEN_TEXT, style.hidden)

    def read_blanks(self, one: Element) -> None:
        """Put several blanks."""
        self._put(" " * min(max(whole(value_of(one, "c"), 1), 1), _MOST_BLANKS))

    def read_tab(self, one: Element) -> None:  # noqa: ARG002 - one way for all
        """Put a tab."""
        self._put("\t")

    def read_line_end(self, one: Element) -> None:  # noqa: ARG002 - one way for all
        """Put a line end."""
        self._put("\n")

    def read_link(self, one: Element) -> None:
        """Read the words of a link and where it leads."""
        before = len(self._pieces)
        self._inside(one)
        words = "".join(text for text, _ in self._pieces[before:])
        self._put(target_told(value_of(one, "href"), words))

    def read_note(self, one: Element) -> None:
        """Put the mark of a note and keep the note for its part."""
        kind = value_of(one, "note-class", "footnote") if name_of(one) == "note" else "comment"
        number = 1 + sum(1 for known, _, _ in self.document.notes if known == kind)
        self.document.notes.append((kind, number, one))
        self._put(f"[{kind} {number}]")

    def read_change(self, one: Element) -> None:
        """Put what was deleted here."""
        deletion = self.document.deleted.pop(value_of(one, "change-id"), None)
        if deletion is None:
            return
        self.document.found.add(inventory.DELETION)
        self._looks.append(Look.DELETED)
        paragraphs = list(every(deletion, "p", "h"))
        for at, paragraph in enumerate(paragraphs):
            self._put("\n" if at else "")
            self._inside(paragraph)
        self._looks.pop()

    def read_change_start(self, one: Element) -> None:
        """Begin what was inserted."""
        change_id = value_of(one, "change-id")
        if change_id in self.document.inserted:
            self.document.found.add(inventory.INSERTION)
            self._inserting.add(change_id)

    def read_change_end(self, one: Element) -> None:
        """End what was inserted."""
        self._inserting.discard(value_of(one, "change-id"))

    def read_hidden(self, one: Element) -> None:
        """Read a text or paragraph that a condition hides."""
        self.document.found.add(inventory.HIDDEN_TEXT)
        self._looks.append(Look.HIDDEN)
        self._put(value_of(one, "string-value"))
        self._inside(one)
        self._looks.pop()

    def read_condition(self, one: Element) -> None:
        """Read a text that has two forms: the one that is shown, then what is not."""
        self._inside(one)
        shown = "".join(str(words) for words in one.itertext())
        others = [value_of(one, f"string-value-if-{way}") for way in ("true", "false")]
        self._looks.append(Look.HIDDEN)
        for other in others:
            if other and other != shown:
                self.document.found.add(inventory.HIDDEN_TEXT)
                self._put(f"[{other}]")
        self._looks.pop()

    def read_frame(self, one: Element) -> None:
        """Put words for a picture; keep what the frame holds for after the paragraph."""
        for name in ("title", "desc"):
            words = child(one, name)
            if words is not None and words.text:
                self._put(f"[picture: {words.text.strip()}]")
        self.document.pictures += sum(name_of(inner) == "image" for inner in one)
        self.document.frames.append(one)

    def read_script(self, one: Element) -> None:  # noqa: ARG002 - one way for all
        """Count a script."""
        self.document.found.add(inventory.SCRIPT)

    def read_ruby(self, one: Element) -> None:
        """Put words with their reading behind them."""
        for name, before, after in (("ruby-base", "", ""), ("ruby-text", "(", ")")):
            part = child(one, name)
            if part is not None:
                self._put(before)
                self._inside(part)
                self._put(after)

    def read_nothing(self, one: Element) -> None:
        """Leave out what is no word of the text."""


_WAYS: dict[str, Callable[[OpenRuns, Element], None]] = {
    "span": OpenRuns.read_span,
    "s": OpenRuns.read_blanks,
    "tab": OpenRuns.read_tab,
    "line-break": OpenRuns.read_line_end,
    "a": OpenRuns.read_link,
    "note": OpenRuns.read_note,
    "annotation": OpenRuns.read_note,
    "change": OpenRuns.read_change,
    "change-start": OpenRuns.read_change_start,
    "change-end": OpenRuns.read_change_end,
    "hidden-text": OpenRuns.read_hidden,
    "hidden-paragraph": OpenRuns.read_hidden,
    "conditional-text": OpenRuns.read_condition,
    "frame": OpenRuns.read_frame,
    "custom-shape": OpenRuns.read_frame,
    "rect": OpenRuns.read_frame,
    "ellipse": OpenRuns.read_frame,
    "line": OpenRuns.read_frame,
    "g": OpenRuns.read_frame,
    "script": OpenRuns.read_script,
    "ruby": OpenRuns.read_ruby,
    "annotation-end": OpenRuns.read_nothing,
    "soft-page-break": OpenRuns.read_nothing,
    "event-listeners": OpenRuns.read_nothing,
    "tracked-changes": OpenRuns.read_nothing,
}


def lines(groups: Iterable[list[Piece]]) -> list[Piece]:
    """Join paragraphs to one list of pieces, a line each."""
    pieces: list[Piece] = []
    for group in groups:
        if any(text.strip() for text, _ in group):
            pieces.extend([("\n", pieces[-1][1])] if pieces else [])
            pieces.extend(group)
    return pieces
