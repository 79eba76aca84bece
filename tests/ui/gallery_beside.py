"""Pictures of the page beside the province's system: its lists, one on its way in, the strip."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.list_terms import TITLES
from app.ui.beside.desk import (
    HERE,
    MATCH,
    THERE,
    BesideDesk,
    Lists,
    Looked,
    Question,
    Strip,
    Taken,
)
from app.ui.beside.page import BesidePage
from app.ui.beside.strip import CopyStrip
from app.ui.widgets.table import TableRow
from tests.ui.gallery_frame import window
from tests.ui.samples import run_now

SURE, LIKELY = ("ok", "chắc"), ("attention", "xem lại")
MATCHES = (
    ("Đặng Văn Đức", "cùng số giấy tờ, thủ tục, ngày", SURE),
    ("Pờ Mỳ Xuyến", "cùng số giấy tờ, thủ tục, ngày", SURE),
    ("Giàng Thị Dợ", "cùng tên, thủ tục, ngày; một bên không có số giấy tờ", LIKELY),
    ("Y Niê Êban Hơ Lăk", "cùng số giấy tờ và thủ tục; ngày lệch nhau ít ngày", LIKELY),
)
AGES = (("attention", "9 ngày"), ("ok", "hôm nay"))
ROWS = {
    MATCH: tuple(
        TableRow(
            str(place),
            (f"20/11 – {place:04d}", name, f"H18.40-261120-{place + 40:04d}", why, state),
        )
        for place, (name, why, state) in enumerate(MATCHES, 7)
    ),
    HERE: tuple(
        TableRow(f"h{place}", (f"1{place}/11 – 0012", "Mùa A Sính", "Chứng thực bản sao", age))
        for place, age in enumerate(AGES)
    ),
    THERE: tuple(
        TableRow(
            f"t{place}",
            (f"H18.40-26111{place}-0003", "Vừ A Dế", "Đăng ký khai sinh", ("ok", "còn 2 ngày")),
        )
        for place in range(3)
    ),
}
WHICH = Question(
    "Hồ sơ chờ nhập hệ thống nào?",
    (
        ("province", "Hệ thống tỉnh: 2 hồ sơ chờ"),
        ("hotich", "Hệ thống hộ tịch: 3 hồ sơ chờ"),
    ),
)
BIRTHS = ("Thạch Thị Mai", "Lâm Văn Rớt", "Kim Thị Sa Rây")
CIVIL = Lists(
    {
        HERE: tuple(
            TableRow(
                name, (f"1{place}/11 – 0031", name, "Đăng ký kết hôn", ("ok", f"{10 - place} ngày"))
            )
            for place, name in enumerate(BIRTHS, 7)
        )
    },
    "3 hồ sơ của quầy chờ nhập hệ thống hộ tịch, cũ nhất đã 3 ngày.",
    "hệ thống hộ tịch",
    WHICH,
    "Hệ thống tỉnh: 2 chờ",
)
LINE = "2 hồ sơ của quầy chờ nhập hệ thống tỉnh, cũ nhất đã 9 ngày."
FOUND = (
    ("A", "STT", "không nhập"),
    ("B", "Mã hồ sơ", "mã hồ sơ"),
    ("C", "Chủ hồ sơ Họ tên", "chủ hồ sơ"),
    ("D", "Chủ hồ sơ CCCD", "số giấy tờ"),
    ("E", "Thời gian Tiếp nhận", "ngày tiếp nhận"),
    ("F", "Cán bộ xử lý", "giữ nguyên, không mục riêng"),
)
LOOKED = Looked(
    "Danh sách sẽ nhập: Hồ sơ",
    tuple(TableRow(cells[0], cells) for cells in FOUND),
    "178 dòng. Xem các cột đã đúng chưa rồi bấm F9; Enter chọn nghĩa khác, Esc thôi.",
)
QUESTION = Question(
    "Cột “Cán bộ xử lý” là gì?",
    (*((name, title.capitalize()) for name, title in TITLES.items()), ("-", "Giữ nguyên")),
)
FAULT = (
    "Dòng 12, cột E: ngày tiếp nhận “31/02/2026” không phải ngày có thật, ví dụ 21/08/2025 08:30. "
    "Dòng này chưa nhập; các dòng khác vẫn nhập."
)
TAKEN = Taken(
    (
        TableRow("12", ("12", "", ("late", "chưa nhập"), FAULT)),
        TableRow("13", ("13", "H18.40-261120-0009", ("ok", "mới"), "")),
        TableRow("14", ("14", "H18.40-261120-0010", ("done", "như cũ"), "")),
    ),
    "178 dòng: 170 mới, 4 cập nhật, 3 như cũ, 1 chưa nhập.",
)
STRIP = Strip(
    "x",
    "20/11 – 0012 · Mùa A Sính",
    (
        ("Thủ tục", "2.000815"),
        ("Chủ hồ sơ", "Mùa A Sính"),
        ("Số giấy tờ", "011090000015"),
        ("Địa chỉ", "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên"),
        ("Ngày tiếp nhận", "20/11/2026 09:00"),
        ("Ngày hẹn trả", "20/11/2026 17:00"),
    ),
)


def desk(lists: Lists) -> BesideDesk:
    """Answers at once."""
    return BesideDesk(
        run=run_now,
        aside=run_now,
        pick=lambda: "ds.xlsx",
        pick_out=lambda _system: None,
        copied=lambda: "",
        copy=lambda _strip: None,
        lists=lambda: lists,
        use=lambda _system: lists,
        question=lambda _key: QUESTION,
        mean=lambda _key, _meaning: LOOKED,
        take=lambda: TAKEN,
        pair=lambda key: key,
        strip=lambda _key: STRIP,
        look=lambda _file, _text: LOOKED,
        write=lambda _system, file: file,
        print_list=lambda _system: None,
    )


def beside(act: Callable[[BesidePage], object], lists: Lists) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        frame = window()
        page = BesidePage(desk(lists))
        frame.add_page("beside", page, place="exchange")
        frame.resize(1366, 768)
        frame.show()
        frame.go("beside")
        act(page)
        return frame

    return build


def taken(page: BesidePage) -> None:
    page._open_file()
    page._take()


def asked(page: BesidePage) -> None:
    page._open_file()
    page._ask("F")


FULL = Lists(ROWS, LINE, which=WHICH, others="Hệ thống hộ tịch: 3 chờ")
SHOTS: dict[str, Callable[[], QWidget]] = {
    "beside": beside(lambda _page: None, FULL),
    "beside-here": beside(lambda page: page.open_list(HERE), FULL),
    "beside-which": beside(lambda page: page._ask_system(), FULL),
    "beside-hotich": beside(lambda page: page.open_list(HERE), CIVIL),
    "beside-there": beside(lambda page: page.open_list(THERE), FULL),
    "beside-empty": beside(lambda _page: None, Lists()),
    "beside-look": beside(lambda page: page._open_file(), FULL),
    "beside-meaning": beside(asked, FULL),
    "beside-taken": beside(taken, FULL),
    "copy-strip": lambda: CopyStrip(STRIP),
}
