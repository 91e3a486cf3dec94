"""Guesses what a table's columns hold by their headings; reads no row below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.columns import ColumnMapping, Meaning, plain_heading
from app.importers.legal.delimited import Line

_PLAIN = re.compile(r"[\W_]+")
_ZONED = re.compile(r"[\s_(-]+(utc|gmt|zulu)\)?\s*$")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_LAST_HEADING_ROW = 20
_LEAST_KNOWN = 2

_NAMES: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.DATE,
        (
            "date time,datetime,date sent,sent date,sent at,sent on,sent,date posted,posted date,"
            "posted at,posted on,posted,post date,publish date,published date,date published,"
            "published at,published on,published,publish time,created at,created on,created date,"
            "date created,created time,created,creation date,timestamp,time stamp,message date,"
            "comment date,post time,message time,event time,activity date,date and time,date,"
            "received,date received,received at,received date,archived date,archive date,"
            "date archived,archived at,capture date,date captured,captured at,collected at,when,"
            "date utc,time utc,timestamp utc,datetime utc,fecha,fecha de envio"
        ),
    ),
    (
        Meaning.TIME,
        "time,time sent,sent time,time of day,time posted,posted time,time created,hour,hora",
    ),
    (
        Meaning.SENDER,
        (
            "from,sender,from address,email from,sender address,sender email,from email,"
            "from number,sender number,sender phone,from phone,phone number from,originator,"
            "screen name,handle,"
            "username,user name,account handle,author handle,author username,author,posted by,"
            "created by,commenter,comment author,user,profile,account,account name,page name,page,"
            "user handle,sender handle,remitente,autor,de"
        ),
    ),
    (
        Meaning.SENDER_NAME,
        (
            "from name,sender name,author name,author display name,display name,user display name,"
            "user full name,full name,profile name,name,commenter name,contact name"
        ),
    ),
    (
        Meaning.RECIPIENTS,
        (
            "to,recipient,recipients,to address,email to,recipient address,recipient email,"
            "to email,to number,recipient number,recipient phone,to phone,phone number to,"
            "recipient s,to s,"
            "participants,addressee,addressees,recipient name,recipient handle,para,destinatario"
        ),
    ),
    (Meaning.CC, "cc,email cc,copy,carbon copy"),
    (Meaning.BCC, "bcc,email bcc,blind copy"),
    (Meaning.SUBJECT, "subject,email subject,title,headline,topic,asunto"),
    (
        Meaning.TEXT,
        (
            "text,message,message text,message body,message content,body,body text,content,"
            "content text,post,post text,post content,post body,comment,comment text,comments,"
            "caption,tweet,tweet text,full text,status,status text,description,text content,"
            "sms,sms text,"
            "extracted text,response,mensaje,texto,contenido"
        ),
    ),
    (
        Meaning.PLATFORM,
        (
            "platform,network,social network,social media network,social platform,channel type,"
            "service,site,source,network name,account type,provider,medium,modality,red"
        ),
    ),
    (
        Meaning.KIND,
        (
            "type,content type,post type,message type,record type,item type,kind,object type,"
            "activity type,event type,category"
        ),
    ),
    (
        Meaning.CONVERSATION,
        (
            "conversation,conversation id,conversation name,thread,thread id,thread name,chat,"
            "chat id,chat name,channel,channel name,room,room name,group,group name,conversacion"
        ),
    ),
    (
        Meaning.ID,
        (
            "id,post id,message id,record id,comment id,tweet id,item id,archive id,content id,"
            "native id,network id,snapshot id,unique id,guid,uuid,document id,control number,sid"
        ),
    ),
    (
        Meaning.PARENT,
        (
            "parent,parent id,in reply to,in reply to id,reply to,reply to id,parent post id,"
            "parent comment id,parent message id,replying to,original post id,parent record id"
        ),
    ),
    (
        Meaning.ATTACHMENTS,
        (
            "attachments,attachment,media,media files,media file,file,files,file name,filename,"
            "attachment name,attachment names,attachment file,attachment files,image,images,photo,"
            "photos,video,attachment path,file path,media path,adjuntos"
        ),
    ),
    (
        Meaning.DELETED,
        (
            "deleted,removed,hidden,is deleted,was deleted,deleted at,date deleted,deleted date,"
            "deleted on,is hidden,is removed,eliminado"
        ),
    ),
    (Meaning.EDITED, "edited,is edited,was edited,modified,edited at,date edited,edited on"),
    (
        Meaning.URL,
        (
            "url,link,permalink,source url,post url,permalink url,web address,original url,"
            "post link,direct link,native url,item url,page url,message url,uri"
        ),
    ),
)
_KNOWN = frozenset(name for _, names in _NAMES for name in names.split(","))
_MANY = frozenset({Meaning.ATTACHMENTS, Meaning.RECIPIENTS})


def heading_line(lines: Sequence[Line], wanted: int = 0) -> Line | None:
    """Find the row that names the columns among the first of a table.

    It is the one that was told, else the one with most headings that are known, else the first
    with as many cells as most rows have.
    """
    if wanted:
        return next((line for line in lines if line.number == wanted), None)
    first = [line for line in lines if len(line.cells) > 1][:_LAST_HEADING_ROW]
    if not first:
        return lines[0] if lines else None
    known = max(first, key=lambda line: (_known(line), -line.number))
    if _known(known) >= _LEAST_KNOWN:
        return known
    widths = sorted(len(line.cells) for line in first)
    usual = widths[len(widths) // 2]
    return next(line for line in first if len(line.cells) >= usual)


def headings_of(line: Line) -> dict[int, str]:
    """Give the headings by number of their column; one met twice is told apart by a number."""
    found: dict[int, str] = {}
    met: dict[str, int] = {}
    for at, text in sorted(line.cells.items()):
        heading = plain_heading(text)[:200] or f"column {at + 1}"
        met[heading] = met.get(heading, 0) + 1
        found[at] = heading if met[heading] == 1 else f"{heading} ({met[heading]})"
    return found


def guessed(headings: Sequence[str]) -> ColumnMapping:
    """Guess the meaning of columns; each meaning has the column that is named best for it."""
    names = {heading: _plain(heading) for heading in headings}
    taken: dict[str, Meaning] = {}
    for meaning, known in _NAMES:
        fitting = [
            heading
            for name in known.split(",")
            for heading, plain in names.items()
            if plain == name and heading not in taken
        ]
        for heading in fitting if meaning in _MANY else fitting[:1]:
            taken[heading] = meaning
    _mend(taken)
    zone = "UTC" if any(_is_utc(one) for one, m in taken.items() if m is Meaning.DATE) else ""
    columns = tuple((heading, taken[heading]) for heading in headings if heading in taken)
    return replace(ColumnMapping(columns), zone=zone)


def is_of_messages(mapping: ColumnMapping) -> bool:
    """Say whether the columns leave no doubt that rows are messages: when, who and what."""
    held = {meaning for _, meaning in mapping.columns}
    who = held & {Meaning.SENDER, Meaning.SENDER_NAME, Meaning.RECIPIENTS}
    return Meaning.DATE in held and bool(who) and bool(held & {Meaning.TEXT, Meaning.SUBJECT})


def _mend(taken: dict[str, Meaning]) -> None:
    """Read a lone time as the date, and a lone name as the sender."""
    for lone, wanted in ((Meaning.TIME, Meaning.DATE), (Meaning.SENDER_NAME, Meaning.SENDER)):
        heading = next((one for one, meaning in taken.items() if meaning is lone), "")
        if heading and wanted not in taken.values():
            taken[heading] = wanted


def _plain(heading: str) -> str:
    return _PLAIN.sub(" ", _ASIDE.sub("", heading).casefold()).strip()


def _is_utc(heading: str) -> bool:
    return _ZONED.search(heading.casefold()) is not None


def _known(line: Line) -> int:
    return sum(_plain(text) in _KNOWN for text in line.cells.values() if len(text) < 80)
