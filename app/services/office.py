"""The hours of an office that stands alone; those of any other come from its province."""

from app.domain.authority import LEADERS
from app.domain.errors import ClerkError
from app.domain.hours_set import HoursSet
from app.domain.hours_typed import hours_typed
from app.services.desk import Desk, require_clerk, unlocked
from app.services.fields import LINE, clean_text

FROM_PROVINCE = (
    "Giờ làm việc của cơ quan này do tỉnh đặt, cập nhật mỗi lần gửi – nhận. Chưa đổi gì; sai thì "
    "báo tỉnh."
)
NOT_LEADER = "Chỉ lãnh đạo cơ quan đổi được giờ làm việc. Chưa đổi gì; hãy nhờ người ấy."


def set_hours(desk: Desk, typed: str) -> str:
    """From today on; what was promised before stays promised. The hours as they are stored."""
    require_clerk(desk)
    refused = why_fixed(desk)
    if refused:
        raise ClerkError(refused)
    hours = hours_typed(clean_text(typed, "hours", LINE) or "")
    with desk.store.transaction() as writes:
        writes.append(HoursSet(hours), at=desk.clock.now())
    return hours


def why_fixed(desk: Desk) -> str:
    """Why who is at the desk cannot change them; empty where he can."""
    if desk.store.standing().device is not None:
        return FROM_PROVINCE
    who = unlocked(desk)
    return "" if who is not None and LEADERS & set(who.roles) else NOT_LEADER
