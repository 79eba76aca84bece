"""A desk's stay with one relay, and how its troubles are told."""

from dataclasses import dataclass, field

from app.domain.errors import MotCuaError
from app.lan.known import Welcome
from app.lan.line import NetLine, OwnLine
from app.services.lan import Address

TROUBLES = (MotCuaError, OSError, ValueError, OverflowError)  # of a disk, or of others' bytes
UNREAD = (
    "Máy nối trả lời điều máy này không đọc được. Hồ sơ vẫn an toàn ở đây. Hãy cập nhật Một Cửa để "
    "hai máy cùng một bản."
)
FAULT = "Máy này chưa đọc, ghi được việc của các quầy khác. Hồ sơ vẫn an toàn, máy tự thử lại."


@dataclass(slots=True)
class Stay:
    """While one relay is the one: a line to meet over, one that waits, and what woke us.

    `rests_until` are topics that failed, and when each is tried again; `met`: one succeeded.
    """

    meeting: NetLine | OwnLine
    waiting: NetLine | OwnLine
    address: Address | None
    welcome: Welcome
    news: set[str] = field(default_factory=set)
    marks: dict[str, object] = field(default_factory=dict)
    told: dict[str, object] = field(default_factory=dict)
    rests_until: dict[str, float] = field(default_factory=dict)
    met: bool = False
    over: bool = False


def said(trouble: Exception) -> str:
    """What a clerk reads of it."""
    if isinstance(trouble, MotCuaError):
        return trouble.message
    return FAULT if isinstance(trouble, OSError) else UNREAD
