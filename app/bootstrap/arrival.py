"""What a clerk is told on coming in: that the program broke off, that the disk fills."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.bootstrap import words
from app.bootstrap.opening import OpenDesk
from app.domain.authority import HELPERS_DRAFT_LASTS, only_helps
from app.domain.errors import Trouble
from app.domain.vietnamese import dong
from app.services.exchange_watch import seconds_words, weak_seconds
from app.storage import awakening, counts, drafts, installations
from app.storage.connection import transaction
from app.storage.drafts import Draft
from app.storage.secrets import drop_mark, get_mark, put_mark
from app.ui.messages import ATTENTION, DONE, OLD, Action, Message

OPEN, DISK, WEEK, MOVED = "window_open", "disk", "week", "moved"
SEND_AFTER = timedelta(days=6)  # on the seventh day what waits must go
LITTLE = 500 << 20
SAID_MS = 10_000
MOVED_HERE = "Dữ liệu này đang chạy ở một máy khác với lần trước. Không mất hồ sơ nào."


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was found on coming in.

    `doubtful`: the clock is asked about first. `broke_off`: the last sign of a window that never
    closed. `free`: bytes left on the disk of the data. `week`: that today is the day to send.
    `moved`: that the file woke up on another machine.
    """

    doubtful: bool
    draft: Draft | None
    broke_off: datetime | None
    free: int
    week: str = ""
    moved: str = ""

    def messages(
        self, kept: str | None, read: Action, heard: Action | None = None
    ) -> list[Message]:
        """The lines for the clerk; `kept` is whose draft is on the page again, None: nobody's.

        `read` takes the banner of the disk away, `heard` that of another machine, for good.
        """
        said = []
        if self.moved:
            actions = () if heard is None else (heard,)
            said.append(Message(MOVED, ATTENTION, MOVED_HERE, self.moved, actions))
        if self.free < LITTLE:
            head = f"Ổ đĩa còn {self.free >> 20} MB."
            more = "Hồ sơ vẫn lưu được. Chuyển tệp khác sang USB; không được thì F1 hai lần để báo."
            said.append(Message(DISK, ATTENTION, head, more, (read,)))
        if self.week:
            more = "Máy tự gửi khi có mạng; không có thì gửi bằng USB (F11, U)."
            said.append(Message(WEEK, OLD, self.week, more))
        draft = "" if kept is None else f"Bản nháp của {kept or 'lần trước'} được giữ."
        how = "" if kept is None else "Chưa lưu thành hồ sơ. F9 lưu, F2 làm hồ sơ mới."
        if self.broke_off is not None:
            head = f"Chương trình đã dừng đột ngột lúc {words.short_moment(self.broke_off)}."
            more = " ".join(filter(None, ("Không mất hồ sơ nào.", draft, how)))
            said.append(Message("draft", DONE, head, more, lasts_ms=SAID_MS))
        elif draft:
            said.append(Message("draft", DONE, draft, how, lasts_ms=SAID_MS))
        return said


def came_in(opened: OpenDesk, draft: Draft | None) -> datetime | None:
    """The last sign of a window that ended without a goodbye; from now on this one is open."""
    connection = opened.connection
    last = opened.journal.last_recorded_at() if get_mark(connection, OPEN) else None
    with suppress(Trouble), transaction(connection):  # on a full disk the desk opens all the same
        put_mark(connection, OPEN, "1")
    if last is not None and draft is not None:
        return max(last, draft.updated_at)
    return last


def forget_drafts(opened: OpenDesk) -> None:
    """What helpers typed and no clerk has received in days is nobody's to keep."""
    helpers = [one.id for one in opened.journal.users() if only_helps(one.roles)]
    with suppress(Trouble):  # on a full disk the desk opens all the same
        if helpers:
            since = opened.desk.clock.now() - HELPERS_DRAFT_LASTS
            drafts.expire(opened.connection, helpers, since)


def week_words(opened: OpenDesk) -> str:
    """On the last day that what is unsent may wait: how much goes, how long it takes."""
    waits = counts.unsent(opened.connection)
    oldest, now = waits.oldest_at, opened.desk.clock.now()
    if opened.standing.device is None or not waits.dossiers or oldest is None:
        return ""
    if now - oldest < SEND_AFTER:
        return ""
    seconds = weak_seconds(counts.unsent_bytes(opened.connection))
    took = seconds_words(seconds)
    return f"Hôm nay gửi dữ liệu: {dong(waits.dossiers)} hồ sơ, khoảng {took} khi mạng yếu."


def moved_words(opened: OpenDesk) -> str:
    """What to do where the file woke up on another machine; empty where it did not."""
    if not awakening.woke_elsewhere(opened.connection):
        return ""
    standing = opened.standing
    letter = installations.owed_letter(opened.connection) or standing.letter
    return (
        f"Để không trùng số với máy kia, phiếu từ nay ghi quầy {standing.desk}{letter}. Vừa đổi "
        "hoặc sửa máy: cứ làm tiếp. Máy kia vẫn chạy: chỉ dùng một máy, và báo người quản trị."
    )


def goodbye(opened: OpenDesk) -> None:
    """The window closes as it should."""
    with suppress(Trouble), transaction(opened.connection):
        drop_mark(opened.connection, OPEN)


def room_left(opened: OpenDesk) -> int:
    """Bytes free where the data lie."""
    return shutil.disk_usage(opened.paths.database.parent).free
