"""Invented hits and households for the search's tests and pictures."""

from dataclasses import dataclass, field

from app.ui.find.desk import About, FindDesk, Found, Line
from app.ui.tasks import Run
from tests.ui.sample_lists import table_rows
from tests.ui.samples import run_now

HITS = table_rows(5)
HISTORY = (
    Line("h1", "18/11 – 0238 · Xác nhận tình trạng hôn nhân", "", ("due", "16:00 hôm nay")),
    Line("h2", "02/11 – 0102 · Chứng thực bản sao từ bản chính", "", ("done", "đã trả")),
    Line("h3", "21/04/2025 – 0031 · Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ "
         "gia đình, cá nhân", "", ("done", "đã trả")),
    Line("h4", "09/01/2025 – 0007 · Đăng ký khai sinh", "", ("done", "đã rút")),
)  # fmt: skip
HOUSEHOLD = (
    Line("n1", "Lỳ Mò Mé", "2 hồ sơ · 12/10 – 0019", ("done", "có kết quả")),
    Line("n2", "Đặng Thị Ngọc Ánh Tuyết", "1 hồ sơ · 30/06 – 0044", ("done", "đã trả")),
)
WHO = "011 090 000 007 · sinh 01/01/1990 · Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên"
DUC = About("Đặng Văn Đức", WHO, HISTORY, 4, HOUSEHOLD, loose=True)
ALONE = About("Y Niê Êban Hơ Lăk", "066 190 000 017 · Buôn Ŭ", HISTORY[:1], 1)


@dataclass
class Shelf:
    """A search's desk; `rows` for every text but those in `readings`; questions are kept."""

    rows: int = 5
    about: About = DUC
    more: bool = False
    readings: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def desk(self, run: Run = run_now) -> FindDesk:
        return FindDesk(find=self.find, about=self.tell, run=run)

    def find(self, text: str) -> Found:
        self.asked.append(text)
        reading, way = self.readings.get(text, ("", ""))
        rows = table_rows(self.rows)
        return Found(text, rows, self.more, reading, way, 0 if rows else 1204)

    def tell(self, code: str) -> About:
        self.told.append(code)
        return self.about
