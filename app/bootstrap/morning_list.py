"""The morning list on paper: every dossier of one kind, with whom to call."""

import logging
from typing import Any

from app.bootstrap import reading_log
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.times import weekday
from app.services.ports import Card
from app.storage import waits, worklist
from app.ui.today.desk import ALL, WORDS
from app.ui.widgets.table import TableRow

log = logging.getLogger(__name__)
FORM = "danh-sach"
MOST = 1_000  # dossiers on one list: 40 sheets
MANY = 50  # lists of more people than this leave a line in the log
KINDS = WORDS | {ALL: "Việc cần làm"}


def morning_list(
    opened: OpenDesk, frozen: Frozen, kind: str, at: worklist.Moments
) -> dict[str, Any]:
    """The values of the form danh-sach: all rows of the list, not only those that were shown."""
    page = worklist.page(opened.connection, kind, at, MOST)
    if page.more is not None:
        raise ClerkError(
            f"Danh sách có hơn {MOST} hồ sơ nên chưa in. Hãy chọn một ô số ở trên rồi in lại."
        )
    phones = worklist.phones(opened.connection, [card.id for card in page.rows])
    listing = Listing.of(opened, frozen)
    if len(page.rows) > MANY:
        log.info("list %s of %d dossiers queued for print", kind, len(page.rows))
    reading_log.taken_out(opened, [one.procedure for one in page.rows])
    return {
        "kind": KINDS[kind],
        "at": f"{at.now:%H:%M} {weekday(at.now.date())} {at.now:%d/%m/%Y}",
        "total": len(page.rows),
        "entries": [
            _entry(row_of(opened, listing, kind, card), card, phones.get(card.id, ""))
            for card in page.rows
        ],
    }


def row_of(opened: OpenDesk, listing: Listing, kind: str, card: Card) -> TableRow:
    """A row of a list; of what waits for something technical it says since when and for what."""
    if kind != worklist.TECHNICAL:
        return listing.row(card)
    wait = waits.technical_wait(opened.connection, card.id)
    return listing.row(card, f"Từ {wait.since:%d/%m}: {wait.reason}")


def _entry(row: TableRow, card: Card, phone: str) -> dict[str, str]:
    number, owner, procedure, state, where, _sent = row.cells
    words = state[1]
    due = f"{card.due_at:%H:%M %d/%m/%Y}" if card.due_at else ""
    return {
        "number": _whole(str(number)),
        "owner": str(owner),
        "procedure": str(procedure),
        "due": f"{due}\n{words}" if due else words,
        "where": str(where),
        "phone": _whole(phone),
    }


def _whole(text: str) -> str:
    """A number that no line breaks."""
    return text.replace(" ", "\u00a0")
