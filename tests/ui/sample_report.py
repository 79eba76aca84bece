"""Invented figures of seven weeks and one clerk's day, for the page Báo cáo."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import ClerkError
from app.ui.report.desk import Asked, Figures, Part, ReportDesk, Sheet, Span
from app.ui.widgets.table import TableRow
from tests.ui.samples import run_now

SPANS = (
    Span("Hôm nay", "20/11/2026", "20/11/2026"),
    Span("Tuần này", "16/11/2026", "20/11/2026"),
    Span("Tháng này", "01/11/2026", "20/11/2026"),
    Span("Tháng trước", "01/10/2026", "31/10/2026"),
    Span("Quý này", "01/10/2026", "20/11/2026"),
    Span("Từ 01/07/2025 đến nay", "01/07/2025", "20/11/2026"),
)
PROCEDURES = (
    ("Chứng thực bản sao từ bản chính", "24", "24", "0", "0", "24", "24"),
    ("Đăng ký khai sinh", "9", "3", "6", "0", "8", "7"),
    ("Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", "3", "1", "1",
     "1", "0", "0"),
)  # fmt: skip
DAYS = (
    ("20/11/2026", "7", "6", "1", "0", "6", "6"),
    ("19/11/2026", "0", "0", "0", "0", "0", "0"),
    ("18/11/2026", "29", "22", "6", "1", "26", "25"),
)
PEOPLE = (
    ("Mùa A Dua", "5", "4", "1", "0", "20", "3"),
    ("Lò Thị Nhi", "31", "24", "6", "1", "12", "29"),
)
PARTS = {
    "Theo thủ tục": PROCEDURES,
    "Theo thời gian": DAYS,
    "Theo người": PEOPLE,
}


def rows(found: tuple[tuple[str, ...], ...]) -> tuple[TableRow, ...]:
    """As a table shows them."""
    return tuple(TableRow(str(at), cells) for at, cells in enumerate(found))


ACTS = (
    ("20/11 08:02", "20/11 – 0001", "Đặng Văn Đức", "Chứng thực bản sao từ bản chính",
     "Tiếp nhận"),
    ("20/11 08:09", "20/11 – 0001", "Đặng Văn Đức", "Chứng thực bản sao từ bản chính",
     "Trả kết quả"),
    ("20/11 08:31", "19/11 – 0044", "Pờ Mỳ Xuyến", "Đăng ký khai sinh",
     "Ghi chú, nhập sau 2 giờ"),
    ("20/11 09:15", "20/11 – 0001", "Lỳ Mò Mé", "Đăng ký thường trú",
     "Từ chối tiếp nhận"),
)  # fmt: skip


@dataclass
class Reports:
    """Remembers what was asked and printed."""

    empty: bool = False
    spans: tuple[Span, ...] = SPANS
    asked: list[Asked] = field(default_factory=list)
    printed: list[tuple[str, Asked]] = field(default_factory=list)

    def desk(self) -> ReportDesk:
        """The callables of the page."""
        return ReportDesk(
            titles=tuple(PARTS),
            spans=lambda: self.spans,
            figures=self.figures,
            sheet=self.sheet,
            print_figures=self.print_figures,
            print_sheet=self.print_sheet,
            print_book=self.print_book,
            write=self.write,
            pick_out=lambda name: Path(f"{name}.xlsx"),
            run=run_now,
        )

    def write(self, asked: Asked, out: Path, *, of_one: bool) -> str:
        """Remember it."""
        self.printed.append(("one" if of_one else "all", asked))
        return str(out)

    def figures(self, asked: Asked) -> Figures:
        """The same for all days but those that are none."""
        self.asked.append(asked)
        if not asked.first[0].isdecimal():
            raise ClerkError(f"“{asked.first}” không phải ngày. Hãy ghi ngày.", "first")
        counted = "Tính lúc 10:42 20/11/2026 từ sổ của quầy này, của các quầy đã nối."
        if self.empty:
            none = tuple(Part(title, ()) for title in PARTS)
            return Figures(asked.first, (0, 0, 0, 0), "1 ngày làm việc.", counted, none)
        return Figures(
            f"{asked.first} – {asked.last}", (36, 28, 7, 32),
            "15 ngày làm việc: mỗi ngày 2,4 hồ sơ, trong đó 1,9 trực tiếp.", counted,
            tuple(Part(title, rows(found)) for title, found in PARTS.items()),
        )  # fmt: skip

    def sheet(self, asked: Asked) -> Sheet:
        """One clerk's day; two others may be chosen."""
        self.asked.append(asked)
        people = [(name, name) for name in ("Giàng A Pó", "Lò Thị Nhi", "Mùa A Dua")]
        acts = () if self.empty else rows(ACTS)
        return Sheet(asked.person or "Lò Thị Nhi", "", acts, people)

    def print_figures(self, asked: Asked) -> str:
        """Remember it."""
        self.printed.append(("figures", asked))
        return "Thống kê hồ sơ"

    def print_sheet(self, asked: Asked) -> str:
        """Remember it."""
        self.printed.append(("sheet", asked))
        return "Phiếu công việc"

    def print_book(self, name: str, asked: Asked) -> str:
        """Remember it."""
        self.printed.append((name, asked))
        return name
