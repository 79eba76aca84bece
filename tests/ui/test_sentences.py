"""How errors speak (ux.md 3.8): what happened, what is safe, what to do; one row a case."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app.bootstrap.arrival import Arrival
from app.bootstrap.enrolment_file import OTHER_MACHINE
from app.bootstrap.opening import BY_STICK
from app.devices.printing_trouble import NotPrinted
from app.domain.card import read_scan
from app.domain.errors import MotCuaError
from app.domain.identity import CCCD, clean_id, parse_born_on
from app.services.exchange_notices import clock_words
from app.storage.drafts import Draft
from app.storage.key_book import KEYS_LOST
from app.storage.keys import FIVE_TIMES, WRONG_MACHINE
from app.storage.problems import NO_ROOM, SENTENCES
from app.ui.messages import Action
from app.ui.reception.papers_panel import missing_words

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 3, 40, tzinfo=UTC)
READ = Action("Đã rõ", lambda: None, "Ctrl+W")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(MotCuaError) as told:
        act()
    return told.value.message


def arrived(**found: object) -> str:
    kept = {"doubtful": False, "draft": None, "broke_off": None, "free": 1 << 40}
    said = Arrival(**{**kept, **found}).messages("Đặng Văn Đức", READ)  # type: ignore[arg-type]
    return " ".join(f"{one.head} {one.more}" for one in said)


CASES: dict[str, tuple[Callable[[], str], tuple[str, ...]]] = {
    "id too short": (
        lambda: refused(lambda: clean_id("01109000000", CCCD)),
        ("12 chữ số", "Bạn đã nhập 11", "thiếu 1 số"),
    ),
    "unreadable code": (
        lambda: read_scan("|||", today=TODAY).message or "",
        ("Không đọc được mã QR.", "Lau thẻ rồi quét lại", "gõ 12 số"),
    ),
    "a day that is none": (
        lambda: refused(lambda: parse_born_on("31/02/1990", today=TODAY)),
        ("31/02/1990 không có", "Ví dụ: 28/02/1990."),
    ),
    "missing paper": (
        lambda: missing_words(("Giấy xác nhận của trưởng bản",)),
        ("Còn thiếu 1 giấy: Giấy xác nhận của trưởng bản.", "F7", "tiếp tục"),
    ),
    "printer off": (
        lambda: NotPrinted("HP-1").message,
        ("Hồ sơ ĐÃ LƯU.", "Phiếu chưa in: máy in HP-1 không trả lời.", "Ctrl+P"),
    ),
    "disk nearly full": (
        lambda: arrived(free=480 << 20),
        ("Ổ đĩa còn 480 MB.", "vẫn lưu được", "USB"),
    ),
    "clock off": (
        lambda: clock_words(3 * 3_600_000),
        ("Đồng hồ máy này nhanh hơn tỉnh 3 giờ", "ngày hẹn có thể sai", "sửa đồng hồ"),
    ),
    "PIN wrong five times": (
        lambda: FIVE_TIMES.format(1),
        ("Sai 5 lần.", "Đợi 1 phút", "Giám đốc"),
    ),
    "broke off": (
        lambda: arrived(broke_off=NOON, draft=Draft("1", "lan", {}, NOON)),
        ("dừng đột ngột lúc", "Không mất hồ sơ nào", "Bản nháp của Đặng Văn Đức được giữ"),
    ),
}


OF_THE_FILE = (*SENTENCES.values(), *(NO_ROOM, KEYS_LOST, WRONG_MACHINE, OTHER_MACHINE, BY_STICK))


@pytest.mark.parametrize("said", sorted(set(OF_THE_FILE)))
def test_what_a_window_says_of_its_file_sends_nobody_to_a_command(said: str) -> None:
    assert "motcua " not in said
    assert "--" not in said
    assert said.count(". ") >= 1  # more than a complaint


@pytest.mark.parametrize("case", CASES)
def test_an_error_says_what_happened_what_is_safe_and_what_to_do(case: str) -> None:
    speak, parts = CASES[case]
    said = speak()
    assert [part for part in parts if part not in said] == []
    assert "Lỗi hệ thống" not in said
