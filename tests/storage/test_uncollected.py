"""Results that nobody comes for: which, since when, and how their owners were reminded last."""

from datetime import datetime, timedelta

import pytest

from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.uncollected_desk import UncollectedBridge
from app.domain.errors import ClerkError
from app.services import reception
from app.services.steps import step
from app.storage import uncollected
from tests.storage.conftest import FRIDAY
from tests.ui.samples import run_now


def finished(
    opened: OpenDesk, name: str, days_ago: int, phone: str = "", at: datetime | None = None
) -> str:
    """A result that has lain here for so many days, or since a moment."""
    moment = (at or FRIDAY - timedelta(days=days_ago)).isoformat()
    owner = {"name": name, "no_id_reason": "quên ở nhà", "phone": phone or None}
    late = {"entered_late": True}
    line = {"procedure": "1.001776", "owner": owner, "received_at": moment, **late}
    code = reception.receive(opened.desk, line).code
    step(opened.desk, {"code": code, "action": "finish", "at": moment, **late})
    return code


def listed(opened: OpenDesk, days: int) -> list[str]:
    until = uncollected.before(FRIDAY, days)
    found = [one.card.code for one in uncollected.listed(opened.connection, until, 100)]
    assert uncollected.count(opened.connection, until) == len(found)
    return found


def test_only_what_has_waited_longer_is_listed_the_longest_wait_first(opened: OpenDesk) -> None:
    month, older, more = (finished(opened, "Lò Văn Thử", days) for days in (30, 45, 31))
    assert listed(opened, 30) == [older, more]  # thirty days are not longer than thirty
    assert listed(opened, 29) == [older, more, month]
    midnight = finished(opened, "Thào Thị Thử", 0, at=FRIDAY.replace(hour=0) - timedelta(days=30))
    assert listed(opened, 30) == [older, more]
    step(opened.desk, {"code": midnight, "action": "give_back"})
    step(opened.desk, {"code": older, "action": "give_back"})
    step(opened.desk, {"code": more, "action": "void", "reason": "nhận nhầm"})
    assert listed(opened, 29) == [month]


def test_the_last_reminder_stands_beside_it_and_changes_nothing_else(opened: OpenDesk) -> None:
    code = finished(opened, "Lò Văn Thử", 40, "0912345678")
    for way, hours in (("letter", 3), ("call", 2)):
        at = (FRIDAY - timedelta(hours=hours)).isoformat()
        line = {"code": code, "action": "remind", "way": way, "at": at, "entered_late": True}
        after = step(opened.desk, line).stored.dossier
        assert after.status == 9
    (one,) = uncollected.listed(opened.connection, uncollected.before(FRIDAY, 30), 10)
    assert (one.phone, one.way, one.days(FRIDAY)) == ("0912345678", "gọi điện", 40)
    assert one.reminded_at == FRIDAY - timedelta(hours=2)


@pytest.mark.parametrize(("way", "field"), [(None, "way"), ("pigeon", "way")])
def test_a_reminder_says_how(opened: OpenDesk, way: str | None, field: str) -> None:
    code = finished(opened, "Lò Văn Thử", 40)
    with pytest.raises(ClerkError) as refused:
        step(opened.desk, {"code": code, "action": "remind", "way": way})
    assert refused.value.field == field


def test_nobody_is_reminded_of_a_result_that_is_not_there_or_gone(opened: OpenDesk) -> None:
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    code = reception.receive(opened.desk, {"procedure": "1.001776", "owner": owner}).code
    remind = {"code": code, "action": "remind", "way": "call"}
    with pytest.raises(ClerkError, match="không làm được bước remind"):
        step(opened.desk, remind)
    step(opened.desk, {"code": code, "action": "finish"})
    step(opened.desk, {"code": code, "action": "give_back"})
    with pytest.raises(ClerkError, match="không làm được bước remind"):
        step(opened.desk, remind)


def test_one_that_is_gone_keeps_no_other_from_being_reminded_of(opened: OpenDesk) -> None:
    gone, here = finished(opened, "Giàng A Thử", 50), finished(opened, "Lò Văn Thử", 40)
    frozen = Frozen(opened.standing, opened.catalogues.covering(FRIDAY.date()))
    bridge = UncollectedBridge(
        lambda: opened, lambda: frozen, run_now, lambda _at: None, lambda: 30, lambda *_said: 0
    )
    keys = tuple(row.key for row in bridge.waiting().rows)
    step(opened.desk, {"code": gone, "action": "give_back"})
    done = bridge.remind(keys, "message")
    assert done.count == 1
    assert [key for key, _why in done.kept] == [keys[0]]
    (row,) = bridge.waiting().rows
    assert row.cells[5] == "20/11, nhắn tin"
    assert here.endswith(str(row.cells[0]).rpartition(" ")[2])
