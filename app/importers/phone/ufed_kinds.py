"""Kinds of models that Cellebrite reports hold: which are communications, which are none."""

from __future__ import annotations

import re

CALLS = ("Call", "Voicemail")
DOCUMENTS = ("Contact", "CalendarEntry", "Note", "Notebook", "Task")
"""What becomes a document of its own, with every field as a line."""

PIECES = frozenset({
    *("Party", "Attachment", "Coordinate", "ContactPhoto", "PhoneNumber", "EmailAddress"),
    *("ContactEntry", "UserID", "WebAddress", "ProfilePicture", "StreetAddress", "KeyValueModel"),
    *("Organization", "MessageLabel", "InstantMessageExtraData", "QuotedMessageData"),
    *("ReplyMessageData", "ForwardedMessageData", "ChatActivity", "Reaction", "Price"),
})  # fmt: skip
"""What lies only inside other models; met alone, it is a piece of something damaged."""

NO_COMMUNICATION = frozenset({
    *("ActivitySensorData", "AppsUsageLog", "ApplicationUsage", "Autofill", "BluetoothDevice"),
    *("CarDoor", "CellTower", "Cookie", "CreditCard", "DeviceConnectivity", "DeviceEvent"),
    *("DeviceInfoEntry", "DictionaryWord", "FileDownload", "FileUpload", "FinancialAccount"),
    *("FinancialAsset", "GPSFix", "InstalledApplication", "Journey", "KnownNetwork", "Location"),
    *("LogEntry", "MapAddress", "MobileCard", "NetworkUsage", "Password", "PoweringEvent"),
    *("PublicTransportationTicket", "Recording", "RecognizedDevice", "SIMData", "SearchedItem"),
    *("SensorReading", "TransferOfFunds", "User", "UserAccount", "VisitedPage", "VoiceCommand"),
    *("WebBookmark", "WifiNetwork", "WirelessNetwork", "IPConnection", "NetworkAccount", "Sensor"),
})  # fmt: skip
"""What a phone keeps beside communications; counted by kind, and not imported."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def in_words(name: str) -> str:
    """Give a name of the report, such as ``PhoneNumber``, as words."""
    words = _WORDS.findall(name[:80])
    spaced = " ".join(word if word.isupper() else word.lower() for word in words)
    return spaced[:1].upper() + spaced[1:]
