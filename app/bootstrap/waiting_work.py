"""How much waits at this desk, as the home page counts it and a note from clerk to clerk keeps it.

Without the window's parts: commands count, too.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from app.services.promise import Promise
from app.storage import drafts, worklist

COUNTED = {
    "late": "quá hạn",
    "today": "đến hạn hôm nay",
    "stands": "chờ bổ sung",
    "results": "kết quả chưa lấy",
    "drafts": "bản nháp",
}


def moments_of(opened: OpenDesk, frozen: Frozen) -> worklist.Moments:
    """Now, and the borders of urgent."""
    now = opened.desk.clock.now()
    calendar = Promise.of(frozen.catalogue_now, frozen.standing_now.office).calendar
    following = calendar.next_working_day(now.date())
    return worklist.Moments(
        now,
        datetime.combine(now.date() + timedelta(days=1), time(), VN),
        datetime.combine(following + timedelta(days=1), time(), VN),
    )


def known_now(opened: OpenDesk, frozen: Frozen) -> dict[str, str]:
    """What waits at this desk: names and numbers, none that is 0."""
    found = worklist.count(opened.connection, moments_of(opened, frozen))
    numbers = {name: getattr(found, name) for name in COUNTED if name != "drafts"}
    numbers["drafts"] = len(drafts.of_users(opened.connection, opened.desk.user))
    return {name: str(number) for name, number in numbers.items() if number}


def counted_words(known: Iterable[tuple[str, str]]) -> str:
    """The same in words; what a newer program counts is named as it wrote it."""
    return ", ".join(f"{number} {COUNTED.get(name, name)}" for name, number in known)
