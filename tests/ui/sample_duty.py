"""Invented clerks and what they left for each other, and a desk that keeps what it is told."""

from dataclasses import dataclass, field

from app.domain.duty import STATES
from app.ui.duty.desk import DutyDesk, Person, Planned, Shown
from tests.ui.samples import run_now

ON, CALL, AWAY = ("ok", "trực"), ("soon", "gọi khi cần"), ("paused", "vắng")
PEOPLE = (
    Person("nhi", "Lò Thị Nhi", "Tiếp nhận", ON, last="10:38"),
    Person("po", "Giàng A Pó", "Tiếp nhận, Hộ tịch", ON, last="09:12"),
    Person("giamdoc", "Pờ Văn Sinh", "Giám đốc", CALL, "họp Đảng uỷ tới 10 giờ", "07:31"),
    Person("dua", "Mùa A Dua", "Chuyên môn", CALL, "phòng Kinh tế"),
    Person("su", "Khoàng Thị Su", "Thủ quỹ"),
    Person(
        "long", "Sùng A Lòng", "Chuyên môn, Ký duyệt", AWAY, "tập huấn ở tỉnh",
        plan=(("18/11 – 21/11", "vắng, tập huấn ở tỉnh"), ("24/11", "trực")),
    ),
)  # fmt: skip
WORDS = "Bà Tẩn Lở Mẩy (0012) chiều nay quay lại nộp giấy chứng sinh. Máy in quầy 1 hay kẹt giấy."
LEFT = Shown(
    "a1" * 32, "Giàng A Pó",
    WORDS,
    "16:58 19/11", ("attention", "chưa nhận"),
    (
        ("Của", "Giàng A Pó"), ("Cho", "ai vào sau"), ("Lúc", "T5 19/11 · 16:58"),
        ("Lời", WORDS),
        ("Lúc ấy", "1 quá hạn, 3 đến hạn hôm nay, 12 kết quả chưa lấy, 1 bản nháp"),
    ),
    mine=True,
)  # fmt: skip
READ = Shown(
    "b2" * 32, "Pờ Văn Sinh", "Sáng mai ký ở UBND, 14 giờ có mặt.", "17:05 18/11",
    ("done", "đã nhận"),
)  # fmt: skip


@dataclass
class Duties:
    """Keeps what was planned, left and read."""

    people: tuple[Person, ...] = PEOPLE
    notes: tuple[Shown, ...] = (LEFT, READ)
    told: list[object] = field(default_factory=list)

    def desk(self) -> DutyDesk:
        """The callables of the page."""
        return DutyDesk(
            states=tuple(STATES.items()),
            people=lambda: self.people,
            notes=lambda: self.notes,
            counted=lambda: "Máy ghi kèm: 1 quá hạn, 3 đến hạn hôm nay, 12 kết quả chưa lấy.",
            plan=self._keep_plan,
            leave=lambda to, words: self.told.append((to, words)),
            take=self.told.append,
            run=run_now,
        )

    def _keep_plan(self, planned: Planned) -> None:
        self.told.append(planned)
