"""Finds faces in photographs, so that somebody looks at them; the work is done in the child."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from app.documents import face_net, frames
from app.documents.base import Holder
from app.documents.images import PICTURES
from app.domain.spans import Region
from app.errors import ChildFailed

LONGEST = 1280
"""Pixels of the longer side that are looked at; a face of ten pixels is still found."""

LEAST = 0.6
MARGIN = 0.15
"""The network frames eyes to chin; hair, ears and neck tell who it is as well."""

_SECONDS = 60.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """A face, with a margin around it, on page 1 of a picture.

    Attributes:
        score: how sure the finder is, 0 to 1.
    """

    region: Region
    score: float


class Faces(Holder):
    """Looks for faces in a process that may die without harm; its network stays warm there."""

    def find(self, untrusted: bytes, media_type: str) -> tuple[Face, ...]:
        """Give the faces of a picture of a sniffed type, surest first.

        Faces that are turned on their side, covered or seen from behind are not found: that
        none is found does not say that there is none.

        Raises:
            ChildFailed: it cannot be looked at; the reason is a sentence.
        """
        if media_type not in PICTURES:
            raise ChildFailed("Faces are looked for in pictures only.")
        found: list[tuple[Box, float]] | str = self._isolated.call(
            faces_of, untrusted, seconds=_SECONDS
        )
        if isinstance(found, str):
            raise ChildFailed(found)
        return tuple(Face(Region(1, *box), score) for box, score in found)


def faces_of(untrusted: bytes) -> list[tuple[Box, float]] | str:
    """Give boxes of faces in fractions of the picture as it is seen, or say why there are none."""
    decoded = frames.frame(untrusted, 1)
    if isinstance(decoded, str):
        return decoded
    picture = Image.fromarray(decoded[0]).convert("RGB")
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.BILINEAR)
    found = face_net.faces_in(np.asarray(picture), LEAST)
    return [(_fractions(one, picture.size), one.score) for one in found]


def _fractions(face: face_net.Found, size: tuple[int, int]) -> Box:
    wide, high = (face.right - face.left) * MARGIN, (face.bottom - face.top) * MARGIN
    return (
        max(0.0, (face.left - wide) / size[0]),
        max(0.0, (face.top - high) / size[1]),
        min(1.0, (face.right + wide) / size[0]),
        min(1.0, (face.bottom + high) / size[1]),
    )
