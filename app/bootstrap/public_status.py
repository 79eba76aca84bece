"""Where dossiers stand, as the waiting room may read it: results first, then what people must do.

No procedure, no whole name: the short number is on the slip that its owner holds.
"""

from collections.abc import Iterator

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.waiting_work import moments_of
from app.domain.dossier import FINISHED, HALTED, WANTS_PAPERS, WANTS_PAYMENT
from app.domain.masking import masked
from app.services.ports import Card
from app.storage import worklist
from app.ui.queue.desk import Stand

KINDS = ("results", "stands", "work")
MOST = 70  # ten pages; nobody waits for more of them
WAITS = {
    WANTS_PAPERS: ("cần bổ sung giấy tờ", "attention"),
    WANTS_PAYMENT: ("cần nộp phí, lệ phí", "attention"),
    HALTED: ("tạm dừng", "text2"),
}


def stands(opened: OpenDesk, frozen: Frozen) -> tuple[Stand, ...]:
    """Of this office's own dossiers that are not closed."""
    return tuple(_stands(opened, frozen))[:MOST]


def _stands(opened: OpenDesk, frozen: Frozen) -> Iterator[Stand]:
    at = moments_of(opened, frozen)
    for kind in KINDS:
        for card in worklist.page(opened.connection, kind, at, MOST).rows:
            if card.system is None:
                number = words.said_number(card.code, card.received_at)
                yield Stand(number, masked(card.name), *_said(card))


def _said(card: Card) -> tuple[str, str]:
    if card.status == FINISHED:
        return "có kết quả, mời nhận", "ok"
    if card.status in WAITS:
        return WAITS[card.status]
    due = f", hẹn {words.short_day(card.due_at)}" if card.due_at else ""
    return f"đang giải quyết{due}", "text2"
