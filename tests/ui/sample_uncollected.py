"""Invented results that nobody comes for, and a desk that remembers who was told."""

from dataclasses import dataclass, field

from app.domain.reminded import WAYS
from app.ui.uncollected.desk import Done, Reminding, UncollectedDesk, Way
from app.ui.widgets.table import TableRow
from tests.ui.samples import run_now

LINES = (
    ("17/08 – 0012", "Giàng A Páo", "Xác nhận tình trạng hôn nhân", "0912 345 678", "92 ngày",
     "18/11, gọi điện"),
    ("03/09 – 0003", "Lò Thị Mai", "Trợ cấp bảo trợ xã hội", "", "75 ngày", "02/11, gửi thư"),
    ("21/09 – 0007", "Thào Thị Sung", "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất",
     "0388 000 111", "58 ngày", "chưa nhắc"),
    ("01/10 – 0001", "Pờ Mỳ Xuyến", "Đăng ký khai sinh", "0977 000 222", "41 ngày", "chưa nhắc"),
)  # fmt: skip


@dataclass
class Uncollected:
    """Keeps who was told how."""

    lines: tuple[tuple[str, ...], ...] = LINES
    told: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    kept: tuple[tuple[str, str], ...] = ()

    def desk(self) -> UncollectedDesk:
        """The callables of the page."""
        return UncollectedDesk(
            ways=[Way(name, words) for name, words in WAYS.items()],
            waiting=self.waiting,
            remind=self.remind,
            print_list=lambda: None,
            run=run_now,
        )

    def waiting(self) -> Reminding:
        """The rows."""
        rows = [
            TableRow(f"k{place}", (*line[:4], ("soon", line[4]), line[5]))
            for place, line in enumerate(self.lines)
        ]
        return Reminding(tuple(rows), 30)

    def remind(self, keys: tuple[str, ...], way: str) -> Done:
        """Keep it."""
        self.told.append((keys, way))
        return Done(len(keys) - len(self.kept), self.kept)
