"""The desk that a clerk has unlocked: everything a use case needs, in one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.authority import HELPERS_DRAFT_LASTS, only_helps
from app.domain.catalogue import Catalogue
from app.domain.dossier import LATE_AFTER_SECONDS
from app.domain.errors import ClerkError, Trouble
from app.domain.times import iso, spoken
from app.services.ports import Catalogues, Clock, Store, User

VOLUNTEER = "volunteer"
AHEAD = timedelta(minutes=5)
BEHIND = timedelta(minutes=5)
LONG_AWAY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Desk:
    """Ports, bundled. `user` is the id of who is unlocked."""

    store: Store
    clock: Clock
    catalogues: Catalogues
    user: str

    def catalogue(self, at: datetime) -> Catalogue:
        """The catalogue that rules a reception at that time."""
        return self.catalogues.covering(at.date())


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the window would ask about; never a refusal."""

    field: str
    message: str


def check_time(at: datetime, now: datetime, field: str, *, late_allowed: bool) -> None:
    """Model.md 2: not ahead of the clock, and late only where it is said to be late."""
    if at > now + AHEAD:
        raise ClerkError(
            f"Thời điểm {spoken(at)} còn ở phía trước. Bây giờ là {spoken(now)}. "
            "Hãy xem lại ngày giờ.",
            field,
        )
    if (now - at).total_seconds() > LATE_AFTER_SECONDS and not late_allowed:
        raise ClerkError(
            f"Thời điểm {spoken(at)} đã qua hơn 15 phút. Nếu đây là việc nhập sau, "
            "hãy ghi entered_late là true.",
            field,
        )


def unlocked(desk: Desk) -> User | None:
    """Who works at the desk now, as the office knows him."""
    return next((user for user in desk.store.users() if user.id == desk.user), None)


def require_clerk(desk: Desk) -> None:
    """ClerkError where who is unlocked may only help, or has ended his work here meanwhile.

    A volunteer drafts, a clerk receives.
    """
    who = unlocked(desk)
    if who is not None and who.ended:
        raise ClerkError(
            "Người đang mở máy đã thôi làm việc ở đây. Chưa lưu gì. Hãy nhờ một cán bộ mở máy bằng "
            "tên của mình.",
            "user",
        )
    if who is not None and only_helps(who.roles):
        named = "Người tình nguyện" if VOLUNTEER in who.roles else "Người hỗ trợ"
        raise ClerkError(
            f"{named} chỉ được soạn nháp, không tiếp nhận và không ghi bước. Chưa lưu gì; bản nháp "
            f"còn {HELPERS_DRAFT_LASTS.days} ngày. Hãy nhờ một cán bộ mở máy bằng tên của mình: "
            "quét thẻ của người dân là thấy bản nháp.",
            "user",
        )


def drafters(users: Iterable[User], user: str) -> tuple[str, ...]:
    """Whose drafts a person may take up: his own and, where he may receive, those of helpers."""
    known = tuple(users)
    own = next((one for one in known if one.id == user), None)
    if own is None or only_helps(own.roles):
        return (user,)
    return (user, *(one.id for one in known if one.id != user and only_helps(one.roles)))


def check_clock(now: datetime, last: datetime | None) -> None:
    """Commands store nothing under a clock that lies before what is already written."""
    if last is not None and last - now > BEHIND:
        raise Trouble(
            f"Đồng hồ máy đang là {spoken(now)}, trước việc ghi gần nhất lúc {spoken(last)}. "
            "Không ghi gì thêm; mọi hồ sơ đã lưu vẫn an toàn. Hãy sửa đồng hồ, hoặc chạy lại với "
            "--clock-ok nếu giờ này đúng."
        )


def offset_that_holds(typed: timedelta, machine: datetime, last: datetime | None) -> timedelta:
    """The offset to start with: the one typed last, unless somebody has set the clock since.

    That is so where the machine's own time fits behind the last event, and with the offset it
    would lie before it or more than a month after.
    """
    if last is None or _follows(machine + typed, last) or not _follows(machine, last):
        return typed
    return timedelta()


def _follows(moment: datetime, last: datetime) -> bool:
    return last - BEHIND <= moment <= last + LONG_AWAY


def iso_or_none(moment: datetime | None) -> str | None:
    """As answers write it, null where unknown."""
    return None if moment is None else iso(moment)
