"""A ticket as paper: what stands on it, on which paper it is printed."""

from dataclasses import dataclass

from app.domain.queue import PRIORITIES, Row, Ticket
from app.domain.queue_rules import DESK_LETTERS, Rules
from app.domain.times import from_seconds
from app.services.queue_ports import Paper

FORM = "so-cho"
NOBODY_BEFORE = "Hàng này chưa có ai trước bạn."  # desks may call other rows first: no promise


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """The machine's own: paper size, and the printer for tickets (None: the usual one)."""

    size: str = "80mm"
    printer: str | None = None

    def of(self, ticket: Ticket, rules: Rules, before: int, size: str) -> Paper:
        """What to print; `before` wait before it, `size` empty is the machine's own."""
        row = rules.row(ticket.row) or Row(ticket.row, f"Hàng {ticket.row}")
        issued = from_seconds(ticket.issued_at)
        alone = ticket.letter[0] in DESK_LETTERS
        values = {
            "number": ticket.label,
            "title": row.title,
            "issued": f"{issued:%H:%M} ngày {issued:%d/%m/%Y}",
            "before": f"Trước bạn còn {before} người." if before else NOBODY_BEFORE,
            "priority": PRIORITIES.get(ticket.priority, ""),
            "desk": str(ticket.moves[0].desk) if alone else "",
        }
        return Paper(FORM, values, f"Số {ticket.label}", size or self.size, self.printer)
