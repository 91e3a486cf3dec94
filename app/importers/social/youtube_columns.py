"""Knows the headings of YouTube's tables in English, German, Spanish and French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum


class Sort(Enum):
    """What a table or file is read as."""

    COMMENTS = "comments"
    CHATS = "live chats"
    POSTS = "community posts"
    VIDEOS = "videos"
    VIDEO = "video"
    CHANNEL = "channel"
    OLD_COMMENTS = "comments of an export before 2021"
    HISTORY = "history"
    OTHER = "other"


_ALIASES = """
comment: comment id | kommentar-id | id del comentario | id de comentario
comment: identifiant du commentaire | id du commentaire
chat: live chat id | livechat-id | live-chat-id | id del chat en directo | id de chat en vivo
chat: identifiant du chat en direct | id du chat en direct
post: post id | beitrags-id | post-id | id de la publicación | id de publicación
post: identifiant du post | id du post
channel: channel id | kanal-id | id del canal | id de canal
channel: identifiant de la chaîne | id de la chaîne
video: video id | video-id | id del vídeo | id del video | id de vídeo
video: identifiant de la vidéo | id de la vidéo
parent: parent comment id | id des übergeordneten kommentars | id del comentario principal
parent: id del comentario superior | identifiant du commentaire parent | id du commentaire parent
time: comment create timestamp | live chat create timestamp | post create timestamp
time: erstellungszeitstempel des kommentars | erstellungszeitstempel des livechats
time: zeitstempel der erstellung des kommentars | zeitstempel der erstellung des livechats
time: marca de tiempo de creación del comentario | horodatage de création du commentaire
time: marca de tiempo de creación del chat en directo | code temporel de création du commentaire
time: code temporel de création du chat en direct | video publish timestamp
text: comment text | live chat text | post text | kommentartext | text des kommentars
text: livechat-text | text des livechats | beitragstext | texto del comentario
text: texto del chat en directo | texto de la publicación | texte du commentaire
text: texte du chat en direct | texte du post
title: video title (original) | video title | videotitel (original) | título del vídeo (original)
title: titre de la vidéo (original)
description: video description (original) | video description | videobeschreibung (original)
description: descripción del vídeo (original) | description de la vidéo (original)
channel title: channel title (original) | channel title | kanaltitel (original)
channel title: título del canal (original) | titre de la chaîne (original)
created: video create timestamp | erstellungszeitstempel des videos
"""

_BY_HEADING = {
    heading.strip(): role
    for role, _, listed in (line.partition(":") for line in _ALIASES.strip().splitlines())
    for heading in listed.split("|")
}
_LOOKS = (
    ("time", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{8,}.*")),
    ("channel", re.compile(r"UC[\w-]{10,30}")),
    ("comment", re.compile(r"Ug[\w-]{10,60}(?:\.[\w-]{5,60})?")),
    ("parent", re.compile(r"Ug[\w-]{10,60}")),
    ("video", re.compile(r"[\w-]{11}")),
    ("text", re.compile(r"\s*\{\s*\"(?:text|takeoutSegments)\".*", re.DOTALL)),
)


def roles_of(headings: Sequence[str], sample: Sequence[dict[str, str]]) -> dict[str, str]:
    """Tell what each column holds: by its heading, else by how its first cells look."""
    roles = {heading: _BY_HEADING[heading] for heading in headings if heading in _BY_HEADING}
    if "text" in roles.values() or "title" in roles.values():
        return roles
    for heading in headings:
        cells = [row[heading] for row in sample if row.get(heading, "").strip()]
        role = _role_by_looks(cells, set(roles.values()))
        if heading not in roles and role:
            roles[heading] = role
    return roles


def _role_by_looks(cells: Sequence[str], taken: set[str]) -> str:
    for role, look in _LOOKS:
        if cells and role not in taken and all(look.fullmatch(cell) for cell in cells):
            return role
    return ""


def sort_of_table(roles: Iterable[str]) -> Sort:
    """Tell by its columns what a table holds."""
    present = set(roles)
    if "text" in present and "comment" in present and present & {"channel", "video"}:
        return Sort.COMMENTS
    if "text" in present and present & {"chat", "video"} and present & {"channel", "chat"}:
        return Sort.CHATS
    if "post" in present and present & {"text", "time"}:
        return Sort.POSTS
    if {"video", "title"} <= present:
        return Sort.VIDEOS
    return Sort.CHANNEL if {"channel", "channel title"} <= present else Sort.OTHER
