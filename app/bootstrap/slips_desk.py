"""What the part Phiếu giấy of Quản trị is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.bootstrap import blank_slips
from app.bootstrap.opening import OpenDesk
from app.domain.blank_slips import SlipStanding
from app.domain.errors import ClerkError
from app.services.blank_slips import MOST, spoil, title_of
from app.ui.admin import slips_desk as ui
from app.ui.widgets.table import TableRow


@dataclass(slots=True)
class SlipsBridge:
    """Callables of the part over the unlocked desk; `enqueue` queues a paper without a dossier."""

    opened: Callable[[], OpenDesk]
    kick: Callable[[], None]
    queued: Callable[[str], str]
    enqueue: Callable[[str, Mapping[str, Any], str], int]

    def calls(self) -> ui.SlipCalls:
        """The part's view of it."""
        return ui.SlipCalls(self.slips, self.printed, self.spoilt, self.list_printed)

    def slips(self) -> ui.Slips:
        """As they stand now."""
        found = blank_slips.listed(self.opened())
        counts = blank_slips.counted(found) if found else ""
        return ui.Slips(tuple(_row(one) for one in found), counts)

    def printed(self, typed: str, paper: str) -> str:
        """Numbers first, then paper."""
        if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(MOST)):
            raise ClerkError(f"Ghi một số từ 1 đến {MOST}. Chưa in gì.", "many")
        run = blank_slips.queue(self.opened(), int(typed), paper)
        self.kick()
        return self.queued(title_of(run))

    def spoilt(self, number: str, reason: str) -> str:
        """Set aside for good."""
        return f"Đã ghi hỏng phiếu giấy {spoil(self.opened().desk, number, reason)}."

    def list_printed(self) -> str:
        """The list waits to be printed."""
        opened = self.opened()
        values = blank_slips.list_values(blank_slips.listed(opened), opened.desk.clock.now())
        self.enqueue(blank_slips.LIST_FORM, values, blank_slips.LIST_TITLE)
        return self.queued(blank_slips.LIST_TITLE)


def _row(one: SlipStanding) -> TableRow:
    said = blank_slips.entry(one)
    state = (ui.SIGNS[one.state], said["state"])
    short = one.number.split("-", 2)[-1]  # all of one commune: desk and running number tell them
    return TableRow(one.number, (short, said["printed"], state, said["more"]))
