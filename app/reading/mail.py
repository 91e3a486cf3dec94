"""What a reader of a mail would read, and the files in it; knows neither records nor exports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.reading import media_types
from app.reading.charsets import decode
from app.reading.headers import Headers, decode_words, split_headers, with_parameters
from app.reading.html import html_text
from app.reading.mapi_mail import OutlookMail, as_mail
from app.reading.mime import Part, from_uuencode, parts_of
from app.reading.smime import Envelope, Seal, open_envelope
from app.reading.tnef import is_tnef, read_tnef

_LONGEST_NAME = 200
_SHORT_PLAIN = 400
_MOST_CONTAINERS = 5
_ITS_OWN = frozenset({"boundary", "outside", "remote", "trackers"})
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]+")
_UUENCODED = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n"
    rb"((?:[!-`][ -`]{0,84}\r?\n)++)`?[ ]?(?:\r?\n)?end[ \t]*\r?$",
    re.MULTILINE,
)
_SEALED = {
    "application/pkcs7-mime": "sealed",
    "application/x-pkcs7-mime": "sealed",
    "application/pgp-encrypted": "sealed",
    "application/ms-tnef": "tnef",
    "application/vnd.ms-tnef": "tnef",
    "message/partial": "partial",
    "message/external-body": "elsewhere",
}
_NAMES = {
    "text/calendar": "invitation.ics",
    "text/html": "message.html",
    "message/delivery-status": "delivery-status.txt",
    "application/pkcs7-mime": "smime.p7m",
}


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that came with a mail; its bytes stay encoded until they are asked for."""

    name: str
    media_type: str
    part: Part | None = None
    inline: bool = False
    ready: bytes = field(default=b"", repr=False)

    def data(self) -> bytes:
        """Give the file's bytes."""
        return self.part.data() if self.part else self.ready

    @property
    def size(self) -> int:
        """Give the bytes it has, or -1 where only decoding would tell."""
        if self.part is None:
            return len(self.ready)
        encoded = self.part.encoding in {"base64", "quoted-printable"}
        return -1 if encoded or "uu" in self.part.encoding else self.part.end - self.part.start


@dataclass(slots=True)
class ReadMail:
    """A mail as people read it.

    Attributes:
        notes: stable words for what was odd, such as ``boundary``, ``charset`` or ``trackers``.
    """

    headers: Headers
    text: str = ""
    files: list[MailFile] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)


def read_mail(mail: bytes, depth: int = 0) -> ReadMail:
    """Read a mail; plain text goes before HTML where both say the same. Never fails.

    What lies in a container of Outlook's becomes the mail's own, ``depth`` containers deep.
    """
    if b"\n" not in mail and b"\r" in mail:
        mail = mail.replace(b"\r", b"\n")
    taken = parts_of(mail)
    result = ReadMail(taken.headers, notes=set(taken.notes))
    texts: list[Part] = []
    for part in taken.leaves:
        if part.media_type in {"text/plain", "text/html", "text/enriched"} and not _is_file(part):
            texts.append(part)
        elif part.start < part.end or part.parameters.get("name"):
            result.files.append(_file_of(part, len(result.files) + 1))
            result.notes.update(filter(None, [_seal(part, result.files[-1].name)]))
    _read_texts(texts, result)
    if "tnef" in result.notes and depth < _MOST_CONTAINERS:
        _unpack(result, depth)
    if "sealed" in result.notes and depth < _MOST_CONTAINERS:
        _unseal(result, depth)
    return result


def _unseal(result: ReadMail, depth: int) -> None:
    """Put what was signed or packed in its place, and say what is encrypted."""
    held, result.files = result.files, []
    result.notes.discard("sealed")
    for file in held:
        sealed = _SEALED.get(file.media_type) == "sealed"
        envelope = open_envelope(file.data()) if sealed else Envelope(Seal.UNKNOWN)
        if not envelope.content:
            result.files.append(file)
            word = "encrypted" if envelope.seal is Seal.ENCRYPTED else "sealed"
            result.notes.update({word} if sealed else ())
            continue
        inside = read_mail(envelope.content, depth + 1)
        texts = filter(str.strip, (result.text, inside.text))
        result.text = "\n\n".join(texts)
        result.files += inside.files
        result.notes |= {envelope.seal.value} | inside.notes
        if envelope.cut:
            result.notes.add("short")
            result.files.append(file)


def _unpack(result: ReadMail, depth: int) -> None:
    """Put the files and the text of containers in their place."""
    held, result.files = result.files, []
    result.notes.discard("tnef")
    for file in held:
        data = file.data() if _is_container(file) else b""
        if not is_tnef(data):
            result.files.append(file)
            result.notes.update({"tnef"} if _is_container(file) else ())
            continue
        made = as_mail(read_tnef(data))
        inside = read_mail(made.mail, depth + 1)
        result.notes |= (
            {"unpacked"} | (made.notes - {"short", "made", "rtf"}) | (inside.notes - _ITS_OWN)
        )
        if "short" in made.notes:
            result.notes.add("tnef")
            result.files.append(file)
        _join(result, inside, made)


def _join(result: ReadMail, inside: ReadMail, made: OutlookMail) -> None:
    """Take over the files of a container, and its text where the mail says less."""
    files = inside.files
    if not result.text.strip():
        result.text = inside.text
        result.notes |= made.notes & {"rtf"}
    elif len(inside.text) > len(result.text) * 3 + 40:
        result.notes.add("alternatives")
        words = inside.text.encode("utf-8")
        result.files.append(MailFile("message.txt", "text/plain", inline=True, ready=words))
    else:
        files = [file for file in files if file.name != "message.rtf"]
        result.text = "\n".join((*made.lines, *([""] if made.lines else []), result.text))
    result.files += files


def _is_container(file: MailFile) -> bool:
    return file.name.lower() == "winmail.dat" or _SEALED.get(file.media_type) == "tnef"


def _is_file(part: Part) -> bool:
    way, named = with_parameters(part.headers.first("content-disposition"))
    return way == "attachment" or "filename" in named or "name" in part.parameters


def _read_texts(parts: list[Part], result: ReadMail) -> None:
    """Take the plain text of each choice, and the HTML of those that have none."""
    pieces: list[str] = []
    answered: dict[str, str] = {}
    for part in parts:
        if part.media_type == "text/plain":
            text = _plain_text(part, result)
            answered.update(dict.fromkeys(part.choices if text.strip() else (), text))
            pieces.append(text)
    for place, part in enumerate(parts):
        if part.media_type != "text/plain":
            pieces.insert(place, _page_text(part, answered, result))
    result.text = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())


def _page_text(part: Part, answered: dict[str, str], result: ReadMail) -> str:
    """Give the text of a formatted part; none where plain text says the same beside it."""
    plain = next((answered[choice] for choice in part.choices if choice in answered), None)
    if plain is not None and len(plain) * 4 > part.end - part.start:
        return ""
    if plain is not None and len(plain) > _SHORT_PLAIN:
        return ""
    if part.media_type == "text/enriched":
        return "" if plain is not None else re.sub(r"<[^<>]{0,200}>", "", _plain_text(part, result))
    page = html_text(part.data(), part.parameters.get("charset", ""))
    if plain is not None:
        if len(page.text) > len(plain) * 3 + 40:
            result.notes.add("alternatives")
            result.files.append(MailFile("message.html", "text/html", part, inline=True))
        return ""
    result.notes.update(
        word
        for word, is_so in (
            ("hidden", page.hidden),
            ("remote", page.remote),
            ("trackers", page.trackers),
        )
        if is_so
    )
    return page.text


def _plain_text(part: Part, result: ReadMail) -> str:
    data = part.data()
    if b"\nbegin " in data or data.startswith(b"begin "):
        data = _UUENCODED.sub(lambda found: _taken_out(found, result), data)
    decoded = decode(data, part.parameters.get("charset", ""))
    if decoded.doubtful:
        result.notes.add("charset")
    if part.parameters.get("format", "").lower() == "flowed":
        joins = part.parameters.get("delsp", "").lower() == "yes"
        return _unflowed(decoded.text, joins=joins)
    return decoded.text


def _taken_out(found: re.Match[bytes], result: ReadMail) -> bytes:
    name = _safe_name(decode(found[1]).text)
    data = from_uuencode(found[2])
    if not data:
        return found[0]
    result.notes.add("uuencode")
    result.files.append(MailFile(name, _type_by(name), ready=data))
    return b"[attached: " + name.encode("utf-8") + b"]"


def _unflowed(text: str, *, joins: bool) -> str:
    """Join lines that end in a blank with the next one of the same quoting; RFC 3676."""
    lines: list[list[str]] = []
    flows, before = False, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        goes_on = flows and depth == before
        flows = words.endswith(" ") and words != "-- "
        written = words[:-1] if flows and joins else words
        if goes_on:
            lines[-1].append(written)
        else:
            lines.append([">" * depth + (" " if depth else "") + written])
        before = depth
    return "\n".join(map("".join, lines))


def _file_of(part: Part, number: int) -> MailFile:
    way, named = with_parameters(part.headers.first("content-disposition"))
    inline = way == "inline" or (part.within == "related" and way != "attachment")
    name = _safe_name(named.get("filename") or part.parameters.get("name") or "")
    if not name and part.media_type == "message/rfc822":
        name = _safe_name(_subject_inside(part))[: _LONGEST_NAME - 4]
        name = f"{name or 'mail'}.eml"
    if not name:
        name = _NAMES.get(part.media_type) or f"attachment-{number}{_ending(part.media_type)}"
    return MailFile(name, part.media_type, part, inline)


def _subject_inside(part: Part) -> str:
    return split_headers(part.mail, part.start, part.end)[0].words("subject")


def _safe_name(untrusted: str) -> str:
    """Keep the last piece of a path, without control characters, cut before its ending."""
    name = _UNSAFE.sub(" ", decode_words(untrusted)).strip()
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1].strip()
    if len(name) > _LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        kept = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
        name = (stem if kept else name)[: _LONGEST_NAME - len(kept)] + kept
    return "" if name in {".", ".."} else name


def _ending(media_type: str) -> str:
    return media_types.ending_of(media_type)


def _type_by(name: str) -> str:
    return media_types.type_by(name)


def _seal(part: Part, name: str) -> str:
    return "tnef" if name.lower() == "winmail.dat" else _SEALED.get(part.media_type, "")
