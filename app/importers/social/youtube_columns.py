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
    PLAYLISTS = "playlists"
    PLAYLIST_VIDEOS = "videos of a playlist"
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
playlist: playlist id | playlist-id | id de la lista de reproducción | id de lista de reproducción
playlist: id de la playlist | identifiant de la playlist
playlist title: playlist title (original) | playlist title | playlist-titel (original)
playlist title: título de la lista de reproducción (original) | titre de la playlist (original)
playlist title: titel der playlist (original) | title
playlist description: playlist description (original) | playlist description
playlist description: playlist-beschreibung (original) | description de la playlist (original)
playlist description: descripción de la lista de reproducción (original)
created: playlist create timestamp | time created | erstellungszeitstempel der playlist
created: zeitstempel der erstellung der playlist | horodatage de création de la playlist
created: marca de tiempo de creación de la lista de reproducción
visibility: playlist visibility | visibility | sichtbarkeit der playlist | visibilité de la playlist
visibility: visibilidad de la lista de reproducción
added: playlist video creation timestamp | playlist video create timestamp | time added
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
    listed = present in ({"video", "added"}, {"video", "time"})
    fits = (
        (Sort.COMMENTS, {"text", "comment"} <= present and present & {"channel", "video"}),
        (
            Sort.CHATS,
            "text" in present and present & {"chat", "video"} and present & {"channel", "chat"},
        ),
        (Sort.POSTS, "post" in present and present & {"text", "time"}),
        (Sort.PLAYLISTS, {"playlist", "playlist title"} <= present),
        (Sort.PLAYLIST_VIDEOS, listed),
        (Sort.VIDEOS, {"video", "title"} <= present),
        (Sort.CHANNEL, {"channel", "channel title"} <= present),
    )
    return next((sort for sort, fit in fits if fit), Sort.OTHER)
