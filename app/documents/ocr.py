"""Recognises the words of scans and photographs; the work is done in the child."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents import recognise
from app.documents.base import Holder
from app.domain.languages import Languages
from app.domain.redacted import Box, Picture, SheetWord
from app.errors import ChildFailed

LEAST_CONFIDENCE = 0.4

_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word that was recognised.

    Attributes:
        confidence: 0 to 1.
        line: counts the lines of the picture.
        block: counts its paragraphs.
    """

    text: str = field(repr=False)
    box: Box
    confidence: float
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read in a picture: words in reading order.

    Their boxes lie in the picture as it was given, also where it was turned to be read.
    """

    words: tuple[OcrWord, ...] = ()

    def __repr__(self) -> str:
        return f"Recognised({len(self.words)} words)"

    def sheet_words(self, least: float = LEAST_CONFIDENCE) -> tuple[SheetWord, ...]:
        """Give the words of which the reader is sure enough, as a page of a packet has them."""
        return tuple(
            SheetWord(word.text, word.box, word.line, word.block)
            for word in self.words
            if word.confidence >= least
        )


class Reader(Holder):
    """Recognises words in a process that may die without harm; its engine stays warm there."""

    def read(
        self,
        picture: Picture | bytes,
        *,
        dpi: int = 0,
        languages: Languages = Languages.ENGLISH,
    ) -> Recognised:
        """Give the words of a picture, or of the bytes of a JPEG or PNG file.

        Args:
            picture: what is to be read.
            dpi: dots to the inch; 0 where that is not known.
            languages: its words are of.

        Raises:
            ChildFailed: it cannot be read; the reason is a sentence.
        """
        if isinstance(picture, bytes):
            return self._read(picture, "", (0, 0), (dpi, languages))
        size = (picture.width, picture.height)
        return self._read(picture.data, picture.encoding or "", size, (dpi, languages))

    def read_grey(
        self,
        pixels: bytes,
        size: tuple[int, int],
        *,
        dpi: int = 0,
        languages: Languages = Languages.ENGLISH,
    ) -> Recognised:
        """Give the words of bare pixels, one byte each, without gaps between the lines.

        Raises:
            ChildFailed: it cannot be read; the reason is a sentence.
        """
        return self._read(pixels, recognise.GREY, size, (dpi, languages))

    def _read(
        self, data: bytes, encoding: str, size: tuple[int, int], how: tuple[int, Languages]
    ) -> Recognised:
        answer = self._isolated.call(
            recognise.recognise, data, str(encoding), size, *how, seconds=_SECONDS
        )
        if isinstance(answer, str):
            raise ChildFailed(answer)
        return recognised(answer)


def recognised(answer: list[recognise.Word]) -> Recognised:
    """Make values of what the child answered."""
    return Recognised(
        tuple(
            OcrWord(text, (left, top, right, bottom), confidence, line, block)
            for text, left, top, right, bottom, confidence, line, block in answer
        )
    )
