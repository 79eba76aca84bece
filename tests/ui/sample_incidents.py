"""Invented incidents and an inventory, and a desk that remembers what it was told."""

from dataclasses import dataclass, field, replace

from app.domain.builtin import load_builtin
from app.domain.incident_lines import listed_rows
from app.domain.incidents import group_of, in_inventory, looks_personal
from app.domain.reasons import DEVICE, INCIDENT
from app.ui.incidents.desk import Draft, IncidentDesk, Shown, Stock, Thing
from tests.ui.samples import run_now

KNOWN = "Máy ghi kèm: bản 0.1.0; {0}; Máy in sẵn sàng. Không kèm dữ liệu của người dân."
PRINTER = Shown(
    "SC-03158-1-0003", "Máy in", "08:10 20/11", ("attention", "mở, hôm nay"), open=True,
    facts=(
        ("Về", "Máy in"), ("Nhóm", "Hạ tầng kỹ thuật"),
        ("Từ lúc", "T6 20/11 · 08:10"), ("Người ghi", "Lò Thị Nhi"),
        ("Thủ tục bị vướng", "Chứng thực bản sao"), ("Chuyện gì", "kẹt giấy, in ra sọc đen"),
        ("Ảnh", "2 ảnh, 1 chưa gửi"),
        ("Máy ghi kèm", "bản 0.1.0; Tiếp nhận; Máy in không trả lời"),
    ),
    done=(("T6 20/11 · 09:15", "đã gọi người sửa, hẹn chiều (Lò Thị Nhi)"),),
)  # fmt: skip
LAND = Shown(
    "SC-03158-1-0002", "Phần mềm đất đai", "07:30 9/11", ("attention", "mở, 11 ngày"), open=True
)
OVER = Shown(
    "SC-03158-1-0001", "Đường truyền", "14:00 2/11", ("done", "đã đóng"), open=False
)  # fmt: skip
COUNTS = {
    "TB-MT": ("6", "5", "1", "1"), "TB-MI": ("4", "3", "1", "1"), "TB-MQ": ("2", "2", "0", "0"),
    "NL-BC": ("25", "11", "0", "14"),
}  # fmt: skip


def stocks() -> tuple[Stock, ...]:
    """The list of the catalogue, some of it counted."""
    rows = in_inventory(listed_rows(load_builtin(), DEVICE))
    return tuple(
        Stock(one.code, one.words, *COUNTS[one.code], counted="20/11/2026")
        if one.code in COUNTS
        else Stock(one.code, one.words)
        for one in rows
    )


@dataclass
class Incidents:
    """Keeps what was reported, changed and counted."""

    shown: tuple[Shown, ...] = (PRINTER, LAND, OVER)
    stock: dict[str, Stock] = field(default_factory=lambda: {one.code: one for one in stocks()})
    told: list[object] = field(default_factory=list)
    files: tuple[str, ...] = ("IMG_2026.jpg", "man-hinh.png")

    def desk(self) -> IncidentDesk:
        """The callables of the page."""
        return IncidentDesk(
            groups=lambda: [
                Thing(one.code, one.words) for one in listed_rows(load_builtin(), INCIDENT)
            ],
            devices=lambda group: [
                Thing(one.code, one.words)
                for one in listed_rows(load_builtin(), DEVICE)
                if group_of(one) == group
            ],
            procedures=lambda typed: "Chứng thực bản sao" if typed else "",
            personal=looks_personal,
            known=KNOWN.format,
            incidents=lambda: self.shown,
            inventory=lambda: tuple(self.stock.values()),
            alone=lambda: False,
            report=self.report,
            change=lambda *said: self.told.append(said),
            count=self.count,
            choose=lambda: self.files,
            print_inventory=lambda: self.told.append("print"),
            run=run_now,
        )

    def report(self, draft: Draft, page: str) -> str:
        """Keep it under one number."""
        self.told.append((draft, page))
        return "SC-03158-1-0004"

    def count(self, stock: Stock) -> None:
        """Keep the line."""
        self.stock[stock.code] = replace(stock, counted="20/11/2026")
