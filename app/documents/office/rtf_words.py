"""The control words of RTF, by what they do to the words of the document; RTF 1.9.1."""

from __future__ import annotations

from app.documents.office import inventory
from app.documents.office.inventory import Find
from app.domain.redacted import Look

CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SIGNS = {
    "~": "\xa0", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\t": "\t", "{": "{", "}": "}",
    "\\": "\\",
}  # fmt: skip
WORDS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
PARTS = {
    "header": "Header", "headerl": "Header (left pages)", "headerr": "Header (right pages)",
    "headerf": "Header (first page)", "footer": "Footer", "footerl": "Footer (left pages)",
    "footerr": "Footer (right pages)", "footerf": "Footer (first page)",
    "footnote": "Footnotes", "annotation": "Comments",
}  # fmt: skip
ORDER = tuple(dict.fromkeys(PARTS.values()))
LEFT_OUT = frozenset({
    "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator",
    "themedata", "colorschememapping", "latentstyles", "filetbl", "pgptbl", "listpicture",
    "nonesttables", "pntxta", "pntxtb", "bkmkstart", "bkmkend", "atnref", "atntime", "atndate",
    "atnparent", "atrfstart", "atrfend", "revtim", "creatim", "printim", "buptim", "xmlnstbl",
    "mmathPr", "wgrffmtfilter", "fchars", "lchars", "ftncn", "sp", "shpinst_", "falt", "panose",
    "fontemb", "upr_", "background", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "blipuid",
    "picprop", "nextfile", "userprops_", "oldcprops", "oldpprops", "oldtprops", "oldsprops",
    "expandedcolortbl",
})  # fmt: skip
COUNTED: dict[str, Find] = {
    "objdata": inventory.EMBEDDED_FILE, "datastore": inventory.CUSTOM_DATA,
    "template": inventory.LINKED_FILE, "docvar": inventory.PROPERTY,
    "mailmerge": inventory.LINKED_FILE, "passwordhash": inventory.PROPERTY,
    "protusertbl": inventory.PROPERTY, "formfield": inventory.FORM_FIELD,
    "propname": inventory.PROPERTY, "title": inventory.PROPERTY, "subject": inventory.PROPERTY,
    "keywords": inventory.PROPERTY, "comment": inventory.PROPERTY, "doccomm": inventory.PROPERTY,
    "company": inventory.PROPERTY, "category": inventory.PROPERTY, "hlinkbase":
    inventory.PROPERTY, "staticval": inventory.PROPERTY, "linkval": inventory.PROPERTY,
}  # fmt: skip
NAMES = frozenset({"author", "operator", "manager", "atnauthor", "atnid"})
REVISERS = "revtbl"
LABELS = frozenset({"listtext", "pntext"})
TAKEN = frozenset({*NAMES, *LABELS, REVISERS, "fldinst", "fonttbl"})
NESTED = frozenset({
    "fldrslt", "shptxt", "shp", "shpinst", "shprslt", "nonshppict", "result", "object", "info",
})  # fmt: skip
TWICE = frozenset({"nonshppict", "shprslt"})
BREAKS = frozenset({"par", "sect", "page", "column"})
CELL_ENDS = frozenset({"cell", "nestcell", "row", "nestrow"})
LOOKS = (
    ("deleted", Look.DELETED), ("v", Look.HIDDEN), ("revised", Look.INSERTED), ("b", Look.BOLD),
    ("i", Look.ITALIC),
)  # fmt: skip
LOOK_WORDS = frozenset({"intbl", *(word for word, _ in LOOKS)})
LIST_WORDS = frozenset({"ilvl", "ls", "pnlvlblt", "pnlvlbody"})
BODY = 9
"""The outline level of what is no heading."""
