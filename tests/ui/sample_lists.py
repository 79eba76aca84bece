"""Invented rows for the lists of the desk."""

from dataclasses import dataclass, field, replace
from functools import cache

from app.bootstrap.exchange_desk import JOIN, NOT_ENROLLED, PAUSED
from app.bootstrap.words import SAVED
from app.ui.exchange.desk import ExchangeDesk, State
from app.ui.exchange.matter import ASK, MINE, PROVINCE, Choice, MatterView, Side
from app.ui.giveback.desk import GiveBackDesk, Given, Handout, Item, WaitingRow
from app.ui.guidance.desk import GuidanceDesk, GuideView
from app.ui.tasks import Run
from app.ui.today.desk import (
    ALL,
    ATTENTION,
    LATE,
    PAST,
    RESULTS,
    STANDS,
    TECHNICAL,
    TODAY,
    WORK,
    Counts,
    Drafted,
    Rows,
    TodayDesk,
)
from app.ui.widgets.procedures import Entry
from app.ui.widgets.table import TableRow
from tests.ui.samples import PROCEDURES, fold, run_now

UNSENT, STORED, DISPUTED = (
    ("unsent", "chưa gửi"), ("stored", "tỉnh đã nhận"), ("attention", "cần xử lý"),
)  # fmt: skip
LAW, HERE = "Tư pháp – Tao Văn Hặc", "Bộ phận tiếp nhận"
Lines = tuple[tuple[str | tuple[str, str], ...], ...]
LINES: Lines = (
    ("17/11 – 0231", "Giàng A Páo", "Xác nhận tình trạng hôn nhân", ("late", "quá 1 ngày"),
     LAW, STORED),
    ("20/11 – 0240", "Lò Văn Ướt", "Chứng thực bản sao từ bản chính", ("due", "15:30 hôm nay"),
     HERE, UNSENT),
    ("18/11 – 0238", "Đặng Văn Đức", "Xác nhận tình trạng hôn nhân", ("due", "16:00 hôm nay"),
     LAW, STORED),
    ("20/11 – 0242", "Y Niê Êban Hơ Lăk", "Đăng ký khai sinh", ("due", "17:00 hôm nay"),
     LAW, UNSENT),
    ("12/11 – 0229", "Vừ Thị Ầu", "Trợ cấp bảo trợ xã hội hằng tháng", ("soon", "mai 21/11"),
     "Văn hoá – xã hội", STORED),
    ("09/11 – 0215", "Thào Thị Mai", "Trợ cấp bảo trợ xã hội hằng tháng",
     ("attention", "tỉnh báo lệch"), HERE, DISPUTED),
    ("13/11 – 0219", "Sừng Sừng Khai", "Thay đổi, cải chính, bổ sung thông tin hộ tịch",
     ("paused", "chờ bổ sung"), LAW, STORED),
    ("16/11 – 0233", "Nguyễn Thị Ngọc Ánh Tuyết",
     "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân",
     ("ok", "còn 12 ngày"), "Kinh tế", STORED),
    ("20/11 – 0237", "Giàng Thị Dợ", "Đăng ký khai tử", ("done", "có kết quả"),
     "Ở quầy trả kết quả", UNSENT),
)  # fmt: skip


SIGNER = "Pờ Dần Sinh, Phó Chủ tịch"
TO_SIGN = tuple(
    TableRow(f"s{place}", cells)
    for place, cells in enumerate((
        ("20/11 – 0240", "Lò Văn Ướt", "Giấy khai sinh ×3, Bằng tốt nghiệp ×1", "Bản sao",
         ("due", "17:00 hôm nay")),
        ("20/11 – 0241", "Nguyễn Thị Ngọc Ánh Tuyết",
         "Giấy chứng nhận quyền sử dụng đất ×2, Sổ hộ khẩu cũ ×2, Giấy đăng ký kết hôn ×2",
         "Bản sao", ("due", "17:00 hôm nay")),
        ("20/11 – 0243", "Giàng A Páo", "Sơ yếu lý lịch", "Chữ ký, điểm chỉ",
         ("due", "17:00 hôm nay")),
        ("20/11 – 0247", "Y Niê Êban Hơ Lăk", "Hợp đồng", "Hợp đồng, giao dịch",
         ("soon", "mai 21/11")),
    ))
)  # fmt: skip
NUMBERS = tuple(
    TableRow(f"n{place}", cells)
    for place, cells in enumerate((
        ("15", "1/2026-SCT/BS", "Lò Văn Ướt", "Giấy khai sinh", "3"),
        ("16", "1/2026-SCT/BS", "Lò Văn Ướt", "Bằng tốt nghiệp", "1"),
        ("17", "1/2026-SCT/BS", "Nguyễn Thị Ngọc Ánh Tuyết", "Giấy chứng nhận quyền sử dụng đất",
         "2"),
        ("4", "1/2026-SCT/CK,ĐC", "Giàng A Páo", "Sơ yếu lý lịch", ""),
    ))
)  # fmt: skip


KINDS = {
    LATE: ("late",), TODAY: ("due",), STANDS: ("paused",), WORK: ("late", "due", "soon", "ok"),
    RESULTS: ("done",), ATTENTION: ("attention",),
}  # fmt: skip


@cache
def table_rows(count: int = len(LINES), lines: Lines = LINES) -> tuple[TableRow, ...]:
    """So many rows, the lines over and over."""
    return tuple(
        TableRow(f"MC-03158-1-261120-{place:04d}", lines[place % len(lines)])
        for place in range(count)
    )


def waiting(row: TableRow) -> TableRow:
    """The same in the list of what waits for something technical."""
    number, owner, procedure, *rest = row.cells
    said = f"Từ 18/11: chưa có phôi giấy chứng nhận. {procedure}"
    return TableRow(row.key, (number, owner, said, *rest))


@dataclass
class Morning:
    """A home page's desk with `count` rows; what was asked of it is kept."""

    count: int = len(LINES)
    lines: Lines = LINES
    asked: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    past: int = 0
    technical: int = 0

    def desk(self) -> TodayDesk:
        return TodayDesk(
            counts=lambda: Counts(
                tuple(len(self.of(kind)) for kind in KINDS),
                self.count,
                more=(self.past, self.technical),
            ),
            rows=self.rows,
            print_list=self.printed.append,
            print_apologies=lambda codes: Drafted(len(codes)),
            run=run_now,
        )

    def of(self, kind: str) -> tuple[TableRow, ...]:
        rows = table_rows(self.count, self.lines)
        if kind == PAST:
            return self.of(STANDS)[: self.past]
        if kind == TECHNICAL:
            return tuple(map(waiting, self.of(WORK)[: self.technical]))
        return rows if kind == ALL else tuple(row for row in rows if row.cells[3][0] in KINDS[kind])

    def rows(self, kind: str, after: object) -> Rows:
        self.asked.append(kind)
        everything = self.of(kind)
        start = int(str(after or 0))
        page = everything[start : start + 100]
        more = start + 100
        return Rows(page, more if more < len(everything) else None)


LOG = (
    ("T2 16/11 08:12", ("done", "đã xong"),
     "Đã gửi 205 việc, tỉnh xác nhận 205, nhận về 3 thay đổi.", "205", "3", "9 kB"),
    ("T2 09/11 08:20", ("attention", "gửi dở"),
     "Đường truyền đứt; đã gửi 120 việc, lần sau gửi tiếp.", "120", "0", "5 kB"),
    ("T2 02/11 16:55", ("offline", "không có mạng"), "Không có mạng. Hồ sơ vẫn an toàn trên máy.",
     "0", "0", "–"),
)  # fmt: skip
MATTERS = (
    MatterView(
        "ab" * 32,
        "contradiction",
        ("09/11 – 0215", "Thào Thị Mai", "hai máy ghi khác nhau"),
        "Hai máy cùng ghi hồ sơ MC-03158-1-261109-0215 mà không khớp: “Trả kết quả”, “Công dân rút "
        "hồ sơ”. Cả hai được giữ; hãy chọn ở Gửi – nhận (F11).",
        Side(
            "Ở máy này – Lò Thị Nhi, T4 18/11 · 10:05",
            ("Trả kết quả: chính chủ, sổ trang 12 dòng 4",),
        ),
        Side(
            "Ở máy khác, tỉnh chuyển về – Mùa A Phía, T3 17/11 · 15:40",
            ("Công dân rút hồ sơ", "Lý do: dân xin rút để nộp lại"),
        ),
        (
            Choice(
                MINE,
                "“Trả kết quả” có hiệu lực; “Công dân rút hồ sơ” chỉ còn trong lịch sử, ở mọi máy.",
            ),
            Choice(
                PROVINCE,
                "“Công dân rút hồ sơ” có hiệu lực; “Trả kết quả” chỉ còn trong lịch sử, ở mọi máy.",
            ),
            Choice(ASK, "Gửi câu hỏi cho tỉnh ở lần gửi sau; cả hai bản được giữ nguyên."),
        ),
        "MC-03158-1-261109-0215",
    ),
    MatterView(
        "cd" * 32,
        "procedure",
        ("12/11 – 0218", "Sừng Sừng Khai", "mã thủ tục không có trong danh mục"),
        "Mã thủ tục của một hồ sơ không có trong danh mục mà hồ sơ ghi. Hồ sơ vẫn được giữ; hãy "
        "kiểm tra mã thủ tục.",
        Side("Ở máy này – Lò Thị Nhi, T5 12/11 · 08:20", ("Tiếp nhận: MC-03158-1-261112-0218",)),
        Side("Ở tỉnh", ("Không có mã thủ tục này trong danh mục",)),
        (Choice(MINE, "Để nguyên như đã ghi; tỉnh thôi nhắc."), Choice(ASK, "Gửi câu hỏi.")),
        "MC-03158-1-261112-0218",
        asked=True,
    ),
)


@dataclass
class Line:
    """An exchange page's desk; how often it was started is kept."""

    unsent: int = 9
    started: int = 0
    alone: bool = False
    matters: tuple[MatterView, ...] = MATTERS
    answers: list[tuple[str, str]] = field(default_factory=list)
    paused: bool = False

    def desk(self) -> ExchangeDesk:
        return ExchangeDesk(
            state=self.state,
            rows=self.rows,
            start=self.start,
            by_stick=self.start,
            run=run_now,
            matters=lambda: self.matters if self.unsent else (),
            answer=self.answer,
            pause=self.pause,
        )

    def pause(self) -> None:
        self.paused = not self.paused

    def answer(self, name: str, code: str, answer: str) -> str:
        self.answers.append((code, answer))
        self.matters = tuple(one for one in self.matters if one.name != name)
        return f"Đã ghi: {answer}."

    def start(self) -> None:
        self.started += 1

    def state(self) -> State:
        if self.alone:
            return State(self.unsent, 31, oldest=NOT_ENROLLED, size=JOIN, alone=True)
        if not self.unsent:
            return State(0, 0, 0, "Tỉnh đã nhận đủ. Không có gì chờ gửi.")
        return State(
            unsent=self.unsent,
            stored=1204,
            disputed=1,
            oldest="Cũ nhất chưa gửi: T2 16/11 09:20 – đã 4 ngày",
            left="còn 3 ngày trong hạn 7 ngày",
            used=4 / 7,
            size="Khoảng 12 kB, 4 giây khi mạng yếu; đứt giữa chừng sẽ gửi tiếp.",
            line=f"Tỉnh trả lời lần cuối: T2 16/11 08:12. {PAUSED * self.paused}".strip(),
            paused=self.paused,
        )

    def rows(self, name: str) -> tuple[TableRow, ...]:
        if name == "log":
            return tuple(TableRow(str(at), cells) for at, cells in enumerate(LOG)) * bool(
                self.unsent
            )
        sent = ("unsent", SAVED) if self.alone else UNSENT
        return table_rows(self.unsent, tuple((*line[:5], sent) for line in LINES))


BIRTH = GuideView(
    "1.001193",
    "Đăng ký khai sinh",
    "Tư pháp - hộ tịch",
    (
        ("Tờ khai đăng ký khai sinh", "1 bản chính"),
        ("Giấy chứng sinh", "1 bản chính, không có thì giấy của người làm chứng"),
        ("Căn cước của cha, mẹ", "đưa xem rồi trả lại ngay"),
    ),
    (
        ("Nộp ở", "Trung tâm Phục vụ hành chính công xã Sín Thầu"),
        ("Giờ làm việc", "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00"),
        ("Mất bao lâu", "Trong ngày"),
        ("Lệ phí", "không phải nộp tiền"),
        ("Mã thủ tục", "1.001193"),
    ),
    "Nguồn: Cổng dịch vụ công, bản đọc 18/7/2026.",
)


@dataclass
class Advice:
    """A guidance page's desk; each visit is kept."""

    visits: list[tuple[str, bool]] = field(default_factory=list)

    def desk(self) -> GuidanceDesk:
        return GuidanceDesk(
            procedures=lambda: [
                Entry(one.code, one.name, one.note, one.digit) for one in PROCEDURES
            ],
            guide=lambda code: replace(BIRTH, code=code),
            visited=lambda code, printed: self.visits.append((code, printed)),
            today=lambda: len(self.visits),
            fold=fold,
            run=run_now,
        )


def item(place: int, **changes: object) -> Item:
    """A result that waits for its owner."""
    number, owner, procedure, *_ = LINES[place % len(LINES)]
    made = Item(
        str(place), f"{place:064x}", str(number), str(owner), f"0110900000{place:02d}",
        str(procedure), ("done", "có kết quả"),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def to_sign(place: int, **changes: object) -> Item:
    """A same-day dossier that F4 signs, too; its fee is still to be paid."""
    values: dict[str, object] = {"state": ("soon", "chờ ký"), "to_sign": True, "owes": 8000}
    return item(place, **{**values, **changes})


@dataclass
class Counter:
    """A give-back page's desk: `waits` lie here; what was handed out is kept.

    `refused` is the number of one that cannot be given back, `fault` what is wrong with it.
    """

    waits: tuple[Item, ...] = tuple(item(place) for place in range(3))
    refused: str = ""
    fault: tuple[str, str] = ("Hồ sơ này đã trả ở máy khác. Hồ sơ không đổi.", "")
    given: list[tuple[Handout, ...]] = field(default_factory=list)

    def desk(self, run: Run = run_now) -> GiveBackDesk:
        return GiveBackDesk(
            item=lambda code: next(one for one in self.waits if code in (one.code, one.number)),
            slip=lambda code: tuple(one for one in self.waits if code in (one.code, one.number)),
            listed=lambda key: next(one for one in self.waits if one.key == key),
            waiting=self.waiting,
            of_person=lambda number: tuple(one for one in self.waits if one.owner_id == number),
            give=self.give,
            run=run,
        )

    def waiting(self) -> tuple[WaitingRow, ...]:
        return tuple(
            WaitingRow(
                one.key, one.number, one.owner, one.procedure, one.state, to_sign=one.to_sign
            )
            for one in self.waits
            if one.ready
        )

    def give(self, handouts: tuple[Handout, ...]) -> tuple[Given, ...]:
        self.given.append(handouts)
        outcome = tuple(self._give(one.item) for one in handouts)
        done = {one.item.key for one in outcome if not one.sentence}
        self.waits = tuple(one for one in self.waits if one.key not in done)
        return outcome

    def _give(self, one: Item) -> Given:
        if one.number != self.refused:
            return Given(one)
        sentence, where = self.fault
        return Given(replace(one, why=sentence), sentence, where)
