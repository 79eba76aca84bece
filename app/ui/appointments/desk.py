"""What the page Lịch hẹn shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column, TableRow

COLUMNS = (
    Column("Ngày", 108, STRONG),
    Column("Giờ", 76, STRONG),
    Column("Ai", 300, STRONG, least=212),
    Column("Thủ tục"),
    Column("Điện thoại", 132, QUIET, least=124),
    Column("Hạn trả", 178, CHIP, least=150, gives=True),
)


@dataclass(frozen=True, slots=True)
class AppointmentsDesk:
    """The callables; they run through `run`.

    `coming` are the rows (keys are identities) of today and the coming days, the first one first;
    `print_list` puts them on paper: for the office, or (True) for the notice board.
    """

    coming: Callable[[], tuple[TableRow, ...]]
    print_list: Callable[[bool], None]
    run: Run
    queued: Callable[[str], str] = queued
