"""Renders a help text from Markdown in the window's colours; loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from app.ui.theme import Look

_SIZES = {1: 1.55, 2: 1.2, 3: 1.05}
_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class HelpText(QTextBrowser):
    """One topic.

    Attributes:
        followed: what a link names, topic or ``topic#heading``.
    """

    followed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._title = ""
        self._markdown = ""
        self._tables: list[tuple[int, int]] = []
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Help text")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(20)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        look.changed.connect(self._render)

    def show_topic(self, title: str, markdown: str, heading: str) -> None:
        """Show a topic from its top, or from one of its headings."""
        if (title, markdown) != (self._title, self._markdown):
            self._title, self._markdown = title, markdown
            self._render()
        self.setAccessibleDescription(title)
        self._come_to(heading)

    def _render(self) -> None:
        document = self.document()
        document.setMarkdown(f"# {self._title}\n\n{self._markdown}", _FEATURES)
        document.setDocumentMargin(20)
        tables = list(_tables(document))
        self._tables = [(one.firstPosition(), one.lastPosition()) for one in tables]
        self._dress_blocks()
        for table in tables:
            self._dress_table(table)

    def _come_to(self, heading: str) -> None:
        cursor = QTextCursor(self.document())
        block = next((one for one in self._blocks() if heading and _is_heading(one, heading)), None)
        if block is not None:
            cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
        bar = self.verticalScrollBar()
        bar.setValue(round(top) - 12 if block is not None else bar.minimum())

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _dress_blocks(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for block in list(self._blocks()):
            cursor.setPosition(block.position())
            level = block.blockFormat().headingLevel()
            self._shape(cursor, block, level)
            if level:
                self._write_large(cursor, level)
            else:
                self._mark_code(block)
        cursor.endEditBlock()

    def _shape(self, cursor: QTextCursor, block: QTextBlock, level: int) -> None:
        made = QTextBlockFormat()
        in_table = any(start <= block.position() <= end for start, end in self._tables)
        made.setNonBreakableLines(False)
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
            made.setBackground(self._look.colours["hover"])
            made.setLeftMargin(10)
            cursor.mergeBlockFormat(made)
            return
        listed = block.blockFormat().objectIndex() >= 0
        made.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if not in_table:
            made.setTopMargin(18 if level == 2 else 12 if level else 3 if listed else 5)
            made.setBottomMargin(6 if level else 3 if listed else 7)
        cursor.mergeBlockFormat(made)

    def _write_large(self, cursor: QTextCursor, level: int) -> None:
        made = QTextCharFormat()
        made.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        made.setFontPointSize(self.font().pointSizeF() * _SIZES.get(level, 1.0))
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setForeground(self._look.colours["text"])
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(made)

    def _mark_code(self, block: QTextBlock) -> None:
        """Give keys and typed words a ground of their own."""
        made = QTextCharFormat()
        made.setBackground(self._look.colours["hover"])
        cursor = QTextCursor(self.document())
        for start, end in _fixed_pitch(block):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(made)

    def _dress_table(self, table: QTextTable) -> None:
        made = table.format()
        made.setCellPadding(6)
        made.setCellSpacing(0)
        made.setBorder(1)
        made.setBorderCollapse(True)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(self._look.colours["line"]))
        made.setTopMargin(6)
        made.setBottomMargin(12)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(made)
        ground = QTextCharFormat()
        ground.setBackground(self._look.colours["raised"])
        for column in range(table.columns()):
            table.cellAt(0, column).setFormat(ground)

    # Qt

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:  # noqa: ARG002 - Qt's signature
        """Load nothing: the help is text, and no link may fetch a file or ask a network."""
        return QByteArray()

    def changeEvent(self, event: QEvent) -> None:
        """Write anew when the text grows."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_markdown"):
            self._render()


def _is_heading(block: QTextBlock, heading: str) -> bool:
    return block.blockFormat().headingLevel() > 1 and block.text() == heading


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def _fixed_pitch(block: QTextBlock) -> list[tuple[int, int]]:
    """List the stretches of a block that are written as code, from their start to their end."""
    found: list[tuple[int, int]] = []
    for pieces in block:  # type: ignore[attr-defined]  # Qt's own type says too little
        piece = pieces.fragment()
        if piece.charFormat().fontFixedPitch():
            found.append((piece.position(), piece.position() + piece.length()))
    return found
