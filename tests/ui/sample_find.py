"""Invented hits and households for the search's tests and pictures."""

from dataclasses import dataclass, field, replace

from app.ui.find.desk import About, FindDesk, Found, Line
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow
from tests.ui.sample_lists import HERE, LAW, STORED, UNSENT, table_rows
from tests.ui.samples import run_now

HITS = table_rows(5)
LAND = "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân"
MARRIAGE, COPY = "Xác nhận tình trạng hôn nhân", "Chứng thực bản sao từ bản chính"


def hits(name: str, *others: str) -> tuple[TableRow, ...]:
    """Three dossiers of a name, and one of each other."""
    lines = [
        ("18/11 – 0238", name, MARRIAGE, ("due", "16:00 hôm nay"), LAW, STORED),
        *[("16/11 – 0233", one, LAND, ("ok", "còn 12 ngày"), HERE, UNSENT) for one in others],
        ("02/11 – 0102", name, COPY, ("done", "đã trả"), HERE, STORED),
        ("21/04 – 0031", name, LAND, ("done", "đã trả"), HERE, STORED),
    ]
    return tuple(TableRow(f"hit-{place}", line) for place, line in enumerate(lines))


HISTORY = (
    Line("h1", "18/11 – 0238 · Xác nhận tình trạng hôn nhân", "", ("due", "16:00 hôm nay")),
    Line("h2", "02/11 – 0102 · Chứng thực bản sao từ bản chính", "", ("done", "đã trả")),
    Line("h3", f"21/04/2025 – 0031 · {LAND}", "", ("done", "đã trả")),
    Line("h4", "09/01/2025 – 0007 · Đăng ký khai sinh", "", ("done", "đã rút")),
)  # fmt: skip
HOUSEHOLD = (
    Line("n1", "Lỳ Mò Mé", "2 hồ sơ · 12/10 – 0019", ("done", "có kết quả")),
    Line("n2", "Đặng Thị Ngọc Ánh Tuyết", "1 hồ sơ · 30/06 – 0044", ("done", "đã trả")),
)
WHO = "011 090 000 007 · sinh 01/01/1990 · Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên"
DUC = About("Đặng Văn Đức", WHO, HISTORY, 4, HOUSEHOLD, loose=True)
ALONE = About("Y Niê Êban Hơ Lăk", "066 190 000 017 · Buôn Ŭ", HISTORY[:1], 1)

LONG = About(
    "Hợp tác xã Dịch vụ nông nghiệp tổng hợp và Tiểu thủ công nghiệp Tả Kố Khừ – A Pa Chải",
    "Khu tái định cư số 2, tổ dân phố Đồng Cửa – Nguyễn Thị Minh Khai kéo dài, phường Bắc Giang, "
    "tỉnh Bắc Ninh · 0912 345 678",
    tuple(
        replace(line, head=f"{line.head.partition(' · ')[0]} · Thay đổi, cải chính, bổ sung thông "
                "tin hộ tịch, xác định lại dân tộc", code=f"{line.code}{place}")
        for place in range(5) for line in HISTORY
    ),
    1204,
    tuple(
        Line(f"l{place}", "Nguyễn Hoàng Thị Ngọc Ánh Tuyết Ê Đê Kpă H’Bia Êban Bhơ Riu",
             "12 hồ sơ · 30/06/2025 – 0044", ("paused", "chờ bổ sung"))
        for place in range(20)
    ),
    more=True, loose=True,
)  # fmt: skip


@dataclass
class Shelf:
    """A search's desk; so many `rows`, or these `hits`, for every text; questions are kept."""

    rows: int = 5
    about: About = DUC
    hits: tuple[TableRow, ...] = ()
    more: bool = False
    readings: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    total: int = 1204

    def desk(self, run: Run = run_now) -> FindDesk:
        return FindDesk(find=self.find, about=self.tell, run=run)

    def find(self, text: str) -> Found:
        self.asked.append(text)
        reading, way = self.readings.get(text, ("", ""))
        rows = self.hits or table_rows(self.rows)
        return Found(text, rows, self.more, reading, way, 0 if rows else self.total)

    def tell(self, code: str) -> About:
        self.told.append(code)
        return self.about
