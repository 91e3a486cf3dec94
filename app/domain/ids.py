"""Numbers that name things; distinct types, so that one cannot be passed for another."""

from __future__ import annotations

from typing import NewType

SourceId = NewType("SourceId", int)
RecordId = NewType("RecordId", int)
ConversationId = NewType("ConversationId", int)
PersonId = NewType("PersonId", int)
AttachmentId = NewType("AttachmentId", int)
RequestId = NewType("RequestId", int)
DecisionId = NewType("DecisionId", int)
GroupId = NewType("GroupId", int)
PacketId = NewType("PacketId", int)
BlobName = NewType("BlobName", str)
