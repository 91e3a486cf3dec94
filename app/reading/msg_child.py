"""Makes a mail of an Outlook file or container in a process of its own; gives plain values only."""

from __future__ import annotations

from app.reading.mapi_mail import as_mail
from app.reading.msg import NotReadable, read_msg
from app.reading.tnef import is_tnef, read_tnef

MailValues = tuple[bytes, str, tuple[str, ...], bool, tuple[str, ...]]
"""A mail after RFC 5322, Outlook's name of its kind, labels, whether it is a draft, notes."""


def msg_as_mail(untrusted: bytes) -> MailValues | None:
    """Make a mail of a file; None where it is too damaged or no such file."""
    try:
        made = as_mail(read_tnef(untrusted) if is_tnef(untrusted) else read_msg(untrusted))
    except NotReadable:
        return None
    return made.mail, made.item, made.labels, made.draft, tuple(sorted(made.notes))
