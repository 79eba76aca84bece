"""The six lessons of a training profile: a task, whom to scan, and steps that the program checks.

Nobody in them exists. What is done is read out of the journal by `lesson_checks`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import events as e
from app.services import lesson_checks as done
from app.services.lesson_checks import CERTIFIED_COPY, Check, Seen


@dataclass(frozen=True, slots=True)
class Pretend:
    """An invented person with a card."""

    id: str
    name: str
    born: str
    sex: str

    @property
    def card(self) -> str:
        """What a scanner reads off the card."""
        return f"{self.id}||{self.name}|{self.born}|{self.sex}|{ADDRESS}|01062023"


@dataclass(frozen=True, slots=True)
class Tray:
    """Something to scan: the person's card, or (`slip`) the slip he was given in this lesson."""

    person: Pretend
    slip: bool = False

    @property
    def words(self) -> str:
        """What the clerk reads."""
        return f"{'phiếu hẹn' if self.slip else 'thẻ'} {self.person.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and how it is seen that it was done."""

    words: str
    done: Check


@dataclass(frozen=True, slots=True)
class Lesson:
    """About ten minutes of practice."""

    title: str
    about: str
    task: str
    tray: tuple[Tray, ...]
    steps: tuple[Step, ...]

    def progress(self, seen: Seen) -> tuple[bool, ...]:
        """Which steps are done."""
        return tuple(step.done(seen) for step in self.steps)


ADDRESS = "Bản Tập, Sín Thầu, Điện Biên"
TAP = Pretend("011199990011", "Lò Thị Tập", "05031999", "Nữ")
THU = Pretend("011088990012", "Giàng A Thử", "17081988", "Nam")
MAU = Pretend("011165990013", "Vàng Thị Mẫu", "20111965", "Nữ")
HOC = Pretend("011079990014", "Khoàng Văn Học", "11021979", "Nam")
LUYEN = Pretend("011192990015", "Pờ Thị Luyện", "28041992", "Nữ")
BAI = Pretend("011085990016", "Chang A Bài", "09091985", "Nam")


def _cards(*people: Pretend) -> tuple[Tray, ...]:
    return tuple(Tray(person) for person in people)


LESSONS = (
    Lesson(
        "Nhận một hồ sơ",
        "quét thẻ, chứng thực bản sao, in phiếu",
        "Bà Lò Thị Tập cần 2 bản sao có chứng thực của một tờ giấy. Quét thẻ của bà, nhấn 1 (chứng "
        "thực bản sao), gõ số bản 2, nhấn F9. Máy in chưa có thì Ctrl+J, chép tay số phiếu rồi "
        "Ctrl+R (đã ra giấy).",
        _cards(TAP),
        (
            Step("Lưu hồ sơ chứng thực bản sao", done.received(TAP.id, CERTIFIED_COPY)),
            Step("Đúng 2 bản", done.copies(TAP.id, 2)),
            Step("Phiếu hẹn đã ra giấy", done.printed(TAP.id)),
        ),
    ),
    Lesson(
        "Nhiều giấy, nhiều việc, nộp thay",
        "một lượt, một lần F9, người khác đứng tên",
        "Anh Giàng A Thử nộp thay bà Vàng Thị Mẫu. Quét thẻ anh Thử, nhấn Ctrl+U, quét thẻ bà Mẫu. "
        "Nhấn 1, nhấn + để thêm bản chính thứ hai. Ctrl+N thêm một thủ tục nữa cho bà, ví dụ 3 "
        "(xác nhận hôn nhân). Một lần F9 lưu tất cả. Lưu xong, Esc thôi giữ người nộp.",
        _cards(THU, MAU),
        (
            Step("Một hồ sơ chứng thực có 2 bản chính", done.originals(MAU.id, 2)),
            Step("Hai thủ tục của bà Mẫu trong một lần F9", done.in_one_visit(MAU.id)),
            Step("Người nộp là anh Thử", done.submitted_by(MAU.id, THU.id)),
        ),
    ),
    Lesson(
        "Tìm và bàn giao",
        "F3, F6, rồi ghi kết quả",
        "Nhận của ông Khoàng Văn Học một hồ sơ xác nhận hôn nhân (3, F9). Rồi tìm lại: F3, gõ "
        "“khoang hoc”, Enter mở. F6 bàn giao cho chuyên môn. Chuyên môn làm xong: F9 ghi kết quả, "
        "F9 lưu.",
        _cards(HOC),
        (
            Step("Lưu hồ sơ của ông Học", done.received(HOC.id)),
            Step("Bàn giao hồ sơ (F6)", done.stepped(HOC.id, e.HandedOver)),
            Step("Ghi kết quả (F9)", done.stepped(HOC.id, e.HandedOver, e.Finished)),
        ),
    ),
    Lesson(
        "Thiếu giấy: yêu cầu và nhận bổ sung",
        "F7, thời hạn tạm dừng rồi tính tiếp",
        "Nhận của chị Pờ Thị Luyện một hồ sơ xác nhận hôn nhân (3, F9), tìm và mở ra (F3). F7, "
        "chọn giấy còn thiếu bằng phím cách, F9: thời hạn tạm dừng. Chị mang giấy đến: F9 lần nữa, "
        "thời hạn tính tiếp.",
        _cards(LUYEN),
        (
            Step("Lưu hồ sơ của chị Luyện", done.received(LUYEN.id)),
            Step("Yêu cầu bổ sung (F7)", done.stepped(LUYEN.id, e.PapersRequested)),
            Step(
                "Nhận giấy bổ sung (F9)",
                done.stepped(LUYEN.id, e.PapersRequested, e.PapersReceived),
            ),
        ),
    ),
    Lesson(
        "Trả kết quả ba cách",
        "quét phiếu, nhận thay, mất phiếu",
        "Nhận chứng thực bản sao (1, F9) của bà Tập, bà Mẫu và chị Luyện, rồi trả tại chỗ. Bà Tập: "
        "quét phiếu hẹn, F4. Bà Mẫu nhờ anh Chang A Bài: quét phiếu của bà, quét thẻ anh, F4. Chị "
        "Luyện mất phiếu: ở trang Trả kết quả quét thẻ của chị, F4.",
        (
            *_cards(TAP, MAU, LUYEN),
            Tray(TAP, slip=True),
            Tray(MAU, slip=True),
            *_cards(BAI, LUYEN),
        ),
        (
            Step("Trả bà Tập theo phiếu hẹn", done.given_back(TAP.id)),
            Step("Trả thay bà Mẫu cho anh Bài", done.given_back(MAU.id, to=BAI.id)),
            Step("Trả chị Luyện không có phiếu", done.given_back(LUYEN.id, slip=False)),
        ),
    ),
    Lesson(
        "Một ngày không có mạng",
        "huỷ, gửi – nhận, in lại, đổi người",
        "Nhận một hồ sơ của anh Chang A Bài rồi huỷ ngay bằng Shift+F9 (trong 10 giây); nhận lại. "
        "F11: chưa có mạng cũng không mất gì. Ctrl+J, Ctrl+P in lại phiếu (chưa có máy in: Ctrl+R "
        "trước). F12 khoá; người thứ hai mở bằng tên mình và nhận một hồ sơ. Chưa có người thứ hai "
        "thì thêm ở Quản trị (Ctrl+Q).",
        _cards(BAI, BAI, HOC),
        (
            Step("Huỷ hồ sơ vừa lưu (Shift+F9)", done.stepped(BAI.id, e.Voided)),
            Step("Nhận lại hồ sơ của anh Bài", done.received_again(BAI.id)),
            Step("Thử gửi – nhận (F11)", done.exchanged),
            Step("In lại một phiếu (Ctrl+J, Ctrl+P)", done.stepped(BAI.id, e.Reprinted)),
            Step("Khoá máy (F12)", done.locked),
            Step("Người khác mở máy và nhận hồ sơ", done.taken_turns),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A lesson under way or done: after which event, when, and how many seconds it took."""

    after: int
    at: int
    took: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clerk stands in one lesson; `begun` None: not yet."""

    begun: Begun | None
    steps: tuple[bool, ...]

    @property
    def done(self) -> bool:
        """Whether it is over."""
        return self.begun is not None and self.begun.took is not None


def stand(lesson: Lesson, begun: Begun | None, seen: Callable[[Begun], Seen]) -> Standing:
    """Where a lesson stands now; what was done once stays done."""
    if begun is None:
        return Standing(None, (False,) * len(lesson.steps))
    if begun.took is not None:
        return Standing(begun, (True,) * len(lesson.steps))
    return Standing(begun, lesson.progress(seen(begun)))
