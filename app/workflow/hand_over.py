"""Save a verified packet, all of its files or none, and remember what was handed over."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.disk import give_name, take_file_away, to_be_made
from app.domain.audiences import MadeFor
from app.domain.decisions import changes
from app.domain.ids import PacketId
from app.domain.packets import KeptFile, KeptPacket
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.packet import verify
from app.vault.folder import Vault
from app.workflow.joined_names import names_told
from app.workflow.second_reading import refuse_unread
from app.workflow.show_times import microseconds
from app.workflow.verified import Verified, VerifiedPart

File = tuple[Path, Callable[[], bytes]]


def save(vault: Vault, request: Request, packet: Verified, path: Path) -> KeptPacket:
    """Write a verified packet to its file or files and remember it in the vault.

    The bytes are hashed once more on the way, so that nothing but what was verified leaves. A
    packet that does not know the latest decisions is refused. Of several files all are written
    or none.

    Args:
        vault: open.
        request: whose packet it is.
        packet: verified.
        path: the file; for several files a folder, or the beginning of their names.
    """
    refuse_outdated(vault, request, packet)
    files = _files(request, packet, path)
    for file, _ in files:
        refuse_nameless(packet, file.name)
    _refuse_telling([path.name, *(file.name for file, _ in files)], packet.unsaid)
    write_all(files)
    names = [file.name for file, _ in files] if packet.is_several else []
    return remember(vault, request, packet, [path.name, *names], "packet.saved")


def names_of(request: Request, packet: Verified, stem: str = "") -> list[str]:
    """Give the names of a packet's files where there are several."""
    number = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in request.number)
    whom = "" if packet.made_for.is_public else f" for {packet.made_for.audience.value}"
    return [f"{stem or number + whom} {part.name}.pdf" for part in packet.parts]


def refuse_nameless(packet: Verified, name: str) -> None:
    """Raise PacketRefused where a name does not say for whom a copy was made.

    Nobody shall take the copy of one audience for the public's.
    """
    made_for = packet.made_for
    if not made_for.is_public and made_for.audience.value not in name.casefold():
        raise PacketRefused(
            f"This copy was made for {made_for.in_words}, and its name does not say so.",
            f"Put the word “{made_for.audience.value}” into the name.",
        )


def refuse_outdated(vault: Vault, request: Request, packet: Verified) -> None:
    """Raise PacketRefused where a packet may not leave (any more); asked before it is handed over.

    Something was decided since, or the rule of four eyes keeps it: every door through which a
    packet is released comes by here.
    """
    refuse_unread(vault, request)
    refuse_decided_since(vault, request, packet)


def refuse_decided_since(vault: Vault, request: Request, packet: Verified) -> None:
    """Raise PacketRefused where something was decided since, or it is another request's.

    So is one that tells what people are called, where they are called otherwise since.
    """
    if packet.head is not None and packet.head.number != request.number:
        raise PacketRefused(
            "This packet was not built for this request.", "Build the packet of this request."
        )
    with vault.read() as work:
        since = work.decisions.log(request.id, packet.log_position)
        held = len(work.requests.record_ids(request.id))
    decided = any(changes(entry.decision, packet.made_for.audience) for entry in since)
    if decided or held != packet.tally.found + packet.tally.not_responsive:
        raise PacketRefused(
            "The request was changed after this packet was built.",
            "Build it again, so that it holds what is decided now.",
        )
    if packet.names is not None and names_told(vault, request.id) != packet.names:
        raise PacketRefused(
            "People were joined or named otherwise after this packet was built, and it tells how "
            "the office calls them.",
            "Build it again, so that it tells what they are called now.",
        )


def remember(
    vault: Vault, request: Request, packet: Verified, names: Sequence[str], act: str
) -> KeptPacket:
    """Keep what was handed over, with the hash of its bytes, in the vault and in its trail.

    Args:
        vault: open.
        request: whose packet it is.
        packet: verified.
        names: of the file or folder; then, where there are several files, of each.
        act: for the trail.
    """
    kept = kept_of(request, packet, names)
    return keep(vault, kept, act, files=max(len(kept.files), 1))


def keep(vault: Vault, kept: KeptPacket, act: str, **told: int | str) -> KeptPacket:
    """Keep a value of what was handed over; give it with its number."""
    with vault.write() as work:
        number = work.packets.keep(kept)
        work.audit.append(
            vault.who,
            act,
            request=kept.request,
            packet=number,
            sha256=kept.sha256,
            **MadeFor(kept.audience, kept.made_for).noted,
            **told,
        )
    return replace(kept, id=number)


def kept_of(request: Request, packet: Verified, names: Sequence[str]) -> KeptPacket:
    """Give what is remembered of a packet that is handed over under these names now."""
    parts = packet.parts if len(names) > 1 else ()
    return KeptPacket(
        id=PacketId(0),
        request=request.id,
        made_at=microseconds(dt.datetime.now(dt.UTC)),
        recipient=packet.recipient,
        file_name=names[0],
        sha256=packet.verdict.sha256,
        pages=packet.pages,
        records=packet.tally.found,
        redactions=packet.tally.redactions,
        withheld=packet.tally.withheld,
        bates=packet.bates,
        log_position=packet.log_position,
        audience=packet.made_for.audience,
        made_for=packet.made_for.name,
        files=tuple(
            KeptFile(name, part.sha256, part.size, part.pages, part.bates)
            for name, part in zip(names[1:], parts, strict=False)
        ),
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target and rename, so that a half-written packet never has its name."""
    write_all([(path, lambda: data)])


def write_all(files: Sequence[File]) -> None:
    """Write all files beside their targets, then rename all; where one fails, none is there.

    Files that stood in their places before are put back then.
    """
    mark = secrets.token_hex(4)
    placed = [_Placing(to_be_made(path), read, mark) for path, read in files]
    at = placed[0].path
    try:
        for placing in placed:
            at = placing.path
            _write(placing.part, placing.read())
        moved: list[_Placing] = []
        try:
            for placing in placed:
                at = placing.path
                moved.append(placing)
                placing.put_in_place()
        except OSError:
            for placing in reversed(moved):
                placing.put_back()
            raise
        for placing in moved:
            _remove(placing.aside)
    except OSError as error:
        raise AppError(
            f"The packet could not be written to {at.name}.",
            "Choose another folder, or close the file if another program has it open.",
        ) from error
    finally:
        for placing in placed:
            _remove(placing.part)


@dataclass(frozen=True, slots=True)
class _Placing:
    """One file on its way to its place; what lies beside it on the way has a name of its own."""

    path: Path
    read: Callable[[], bytes]
    mark: str

    @property
    def part(self) -> Path:
        return self.path.with_name(f"{self.path.name}.{self.mark}.part")

    @property
    def aside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.{self.mark}.old")

    def put_in_place(self) -> None:
        """Rename the finished file; one that stood there is set aside until all are in place."""
        if self.path.is_file():
            give_name(self.path, self.aside)
        give_name(self.part, self.path)

    def put_back(self) -> None:
        if not self.part.exists():
            _remove(self.path)
        if self.aside.exists():
            with contextlib.suppress(OSError):
                give_name(self.aside, self.path)


def _files(request: Request, packet: Verified, path: Path) -> list[File]:
    if not packet.is_several:
        return [(path, lambda: proved(packet.built.data, packet.verdict.sha256))]
    is_folder = path.is_dir()
    folder = path if is_folder else path.parent
    stem = "" if is_folder else path.name.removesuffix(".pdf")
    names = names_of(request, packet, stem)
    return [(folder / name, _reader(part)) for name, part in zip(names, packet.parts, strict=True)]


def _reader(part: VerifiedPart) -> Callable[[], bytes]:
    return lambda: proved(part.read(), part.sha256)


def proved(data: bytes, sha256: str, what: str = "packet") -> bytes:
    """Give bytes that are still those that were verified; others never leave."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PacketNotClean(f"The {what} changed after it was verified.", "Build it again.")
    return data


def _refuse_telling(names: Sequence[str], unsaid: Sequence[str]) -> None:
    if verify.any_tells(names, unsaid):
        raise PacketRefused(
            "The name of the file holds words that are withheld in the packet.",
            "Choose another name.",
        )


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        take_file_away(path)
