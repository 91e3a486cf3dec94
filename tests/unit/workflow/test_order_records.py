"""Records stand in the order that the clerk wished, those of one conversation together."""

from __future__ import annotations

import pytest

from app.domain.ids import ConversationId, RecordId, SourceId
from app.domain.packets import Order
from app.domain.records import Kind, Record
from app.workflow.order_records import in_order

CUSTODIANS = {1: "Ruth Cole", 2: "ana diaz", 3: ""}


def record(number: int, source: int, conversation: int) -> Record:
    return Record(
        RecordId(number), SourceId(source), "sms", Kind.MESSAGE,
        conversation=ConversationId(conversation),
    )  # fmt: skip


RECORDS = [
    record(1, 3, 9), record(2, 1, 8), record(3, 2, 7), record(4, 1, 6), record(5, 1, 8),
    record(6, 2, 9), record(7, 3, 9),
]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (Order.DATE, [1, 2, 3, 4, 5, 6, 7]),
        (Order.CONVERSATION, [1, 6, 7, 2, 5, 3, 4]),
        (Order.SOURCE, [2, 5, 3, 6, 1, 7, 4]),
        (Order.CUSTODIAN, [3, 6, 2, 5, 1, 7, 4]),
    ],
)
def test_that_each_order_keeps_conversations_together(order: Order, numbers: list[int]) -> None:
    withheld = {RecordId(4)}
    assert [int(one.id) for one in in_order(RECORDS, order, withheld, CUSTODIANS)] == numbers
