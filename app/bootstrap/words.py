"""How pages say things: days, moments, states, people; one place, so that all say them alike."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from app.domain.dossier import (
    FINISHED,
    HALTED,
    NEW_ONLINE,
    NOT_RECEIVED,
    RETURNED,
    STOPPED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
)
from app.domain.numbering import short_number
from app.domain.times import weekday
from app.domain.vietnamese import dong
from app.services.ports import User
from app.services.promise import Promise

SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
SEX = {"male": "Nam", "female": "Nữ"}
MOST_NAMES = 3
State = tuple[str, str]
ALONE = "Máy đứng riêng – lưu trên máy này"  # the status bar, in the place of the network
SAVED, ENTERED = "đã lưu ở máy", "đã nhập tỉnh"  # as a column has room for; in full:
IN_FULL = {SAVED: "đã lưu trên máy", ENTERED: "đã nhập hệ thống tỉnh"}
ELSEWHERE = "hệ thống khác"  # a foreign dossier, in the place of how far it has come
PLACES: dict[int, State] = {
    NEW_ONLINE: ("attention", "mới đăng ký"),
    NOT_RECEIVED: ("done", "không tiếp nhận"),
    WANTS_PAPERS: ("paused", "chờ bổ sung"),
    WANTS_PAYMENT: ("paused", "chờ nộp tiền"),
    WITHDRAWN: ("done", "đã rút"),
    FINISHED: ("done", "có kết quả"),
    RETURNED: ("done", "đã trả"),
}


def short_moment(moment: datetime) -> str:
    """T4 18/11 · 08:05."""
    return f"{short_day(moment)} · {moment:%H:%M}"


def short_day(moment: date) -> str:
    """T4 18/11."""
    return f"{SHORT_DAYS[moment.weekday()]} {moment.day}/{moment.month}"


def promised(moment: datetime | None) -> str:
    """15:30, thứ Sáu 20/11."""
    if moment is None:
        return "Không ấn định"
    return f"{moment:%H:%M}, {weekday(moment.date())} {moment.day}/{moment.month}"


SUBJECTS = {
    "child": "Trẻ",
    "father": "Cha",
    "mother": "Mẹ",
    "spouse": "Bên kia",
    "deceased": "Người mất",
    "beneficiary": "Người hưởng",
    "signer": "Người ký",
    "witness": "Người chứng kiến",
    "interpreter": "Phiên dịch",
}
DAY_MINUTES = 8 * 60


def day_of(iso: str | None) -> str:
    """14/03/1990 of an ISO day, or the year alone."""
    if iso is None:
        return ""
    return "/".join(reversed(iso.split("-")))


def stands(wanted_until: str | None, left: int) -> str:
    """What is said of a clock that stands: the working minutes left, the last day for papers."""
    kept = f", còn {working_time(left)} làm việc" if left > 0 else ""
    if wanted_until is None:
        return f"Thời hạn đang tạm dừng{kept}; tính lại khi làm tiếp"
    return f"Thời hạn đang tạm dừng{kept}; bổ sung đến hết ngày {day_of(wanted_until)}"


def grouped(number: str | None) -> str:
    """011 090 000 007."""
    if number is None:
        return ""
    if not number.isdigit():
        return number
    return " ".join(number[place : place + 3] for place in range(0, len(number), 3))


def telephone(number: str | None) -> str:
    """0912 345 678; anything else as it was typed."""
    if number is None or not (number.isdigit() and len(number) == 10):  # noqa: PLR2004
        return number or ""
    return f"{number[:4]} {number[4:7]} {number[7:]}"


def fee_words(amount: int | None) -> str:
    """12.000 đ, or that nobody knows it."""
    return "Chưa rõ" if amount is None else f"{dong(amount)} đ"


def said_number(code: str, received_at: datetime) -> str:
    """20/11 – 0240, as clerks say it; of a slip that was blank before 20/11 – P-0007."""
    return f"{received_at:%d/%m} – {short_number(code)}"


def slip_number(code: str, received_at: datetime, today: date) -> str:
    """0240 of a slip of today; of another day 19/11 – 0240."""
    said = said_number(code, received_at)
    return said.rpartition(" ")[2] if received_at.date() == today else said


def people(users: Iterable[User]) -> dict[str, str]:
    """What each person is called, by his id; who shares a name bears the id behind it."""
    known = tuple(users)
    shared = Counter(user.name for user in known)
    return {
        user.id: f"{user.name} ({user.id})" if shared[user.name] > 1 else user.name
        for user in known
    }


def names_of(users: Iterable[User], roles: frozenset[str]) -> str:
    """Who of them may, by name: the first few who work here with one of the roles."""
    known = tuple(users)
    called = people(known)
    names = [called[one.id] for one in known if not one.ended and roles & set(one.roles)]
    return ", ".join((*names[:MOST_NAMES], *["…"] * (len(names) > MOST_NAMES)))


def sent(known: bool | None, *, paired: bool) -> State:  # noqa: FBT001 - three states
    """How far a dossier has come: on this machine, at the province, in the province's own system.

    `known`: whether the province has all that happened to it, None where there is no province.
    """
    if known is None:
        return ("stored", ENTERED) if paired else ("unsent", SAVED)
    if not known:
        return "unsent", "chưa gửi"
    return ("stored", "đã có mã tỉnh") if paired else ("stored", "tỉnh đã nhận")


def state_of(  # noqa: PLR0913 - what a chip is made of
    status: int,
    state: str | None,
    due_at: datetime | None,
    promise: Promise,
    now: datetime,
    *,
    void: bool = False,
) -> State:
    """The chip of a dossier."""
    if void:
        return "paused", "đã huỷ"
    if status == HALTED:
        return ("done", "đã dừng") if state == STOPPED else ("paused", "tạm dừng")
    if status in PLACES:
        return PLACES[status]
    if due_at is None:
        return "ok", "đang xử lý"
    left = promise.time_left(now, due_at)
    return left.state, left.words


def working_time(minutes: int) -> str:
    """3 giờ 18 phút; 2 ngày 4 giờ: a working day is eight hours (model.md 2)."""
    days, rest = divmod(minutes, DAY_MINUTES)
    hours, least = divmod(rest, 60)
    units = [(days, "ngày"), (hours, "giờ"), (0 if days else least, "phút")]
    return " ".join(f"{count} {unit}" for count, unit in units if count) or "dưới 1 giờ"
