"""Long lists on the pages of the window, of fields that are not the reader's, are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.bootstrap.door import Door
from app.bootstrap.find_desk import MOST
from app.bootstrap.frozen import Frozen
from app.bootstrap.giveback_desk import GiveBackBridge
from app.bootstrap.opening import OpenDesk
from app.bootstrap.signing_desk import SigningBridge
from app.bootstrap.today_desk import TodayBridge
from app.services import people, reception
from app.services.people import NewUser
from app.storage import readings
from app.storage.readings import MANY
from app.storage.worklist import ALL
from tests.storage.conftest import FRIDAY
from tests.ui.samples import run_now

COPY, MARITAL = "2.000815", "1.004873"
CERTIFICATION, CIVIL_STATUS = "Chứng thực", "Tư pháp - hộ tịch"


def receive(opened: OpenDesk, procedure: str, count: int) -> None:
    for place in range(count):
        owner = {"name": f"Lò Văn Thử {place}", "no_id_reason": "quên ở nhà"}
        line = {"procedure": procedure, "owner": owner, "details": {"purpose": "kết hôn"}}
        reception.receive(opened.desk, line if procedure == MARITAL else {**line, "details": {}})


def sits_down(opened: OpenDesk, *fields: str, roles: tuple[str, ...] = ("reception",)) -> None:
    people.add(opened.desk, NewUser("nhi", "Lò Thị Nhi", roles, fields))
    opened.desk = replace(opened.desk, user="nhi")


def frozen(opened: OpenDesk) -> Frozen:
    return Frozen(opened.standing, opened.catalogues.covering(FRIDAY.date()))


def today(opened: OpenDesk) -> TodayBridge:
    return TodayBridge(lambda: opened, lambda: frozen(opened), run_now)


def kept(opened: OpenDesk) -> list[tuple[str, str, int]]:
    rows = readings.between(opened.connection, FRIDAY.date(), FRIDAY.date() + timedelta(days=1))
    return [(one.user, one.what, one.count) for one in rows]


def test_a_long_list_of_another_field_is_kept_once_a_day_and_again_once_it_is_longer(
    opened: OpenDesk,
) -> None:
    receive(opened, COPY, MANY)
    leader = replace(opened.desk)
    sits_down(opened, CIVIL_STATUS)
    bridge = today(opened)
    bridge.rows(ALL, None)
    assert kept(opened) == []  # fifty may be seen
    clerk, opened.desk = opened.desk, leader
    receive(opened, COPY, 1)
    opened.desk = clerk
    for _ in range(3):
        bridge.rows(ALL, None)
    assert kept(opened) == [("nhi", "list:today", MANY + 1)]
    opened.desk = leader
    receive(opened, COPY, 1)
    opened.desk = clerk
    bridge.rows(ALL, None)
    assert kept(opened)[1:] == [("nhi", "list:today", MANY + 2)]
    tomorrow = FRIDAY + timedelta(days=1)
    readings.saw_page(opened.connection, "nhi", "today", MANY + 1, tomorrow)
    assert kept(opened)[2:] == [("nhi", "list:today", MANY + 1)]


def test_pages_of_one_list_count_together(
    opened: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bootstrap.today_desk.ROWS", 30)
    receive(opened, COPY, MANY + 5)
    sits_down(opened, CIVIL_STATUS)
    bridge = today(opened)
    first = bridge.rows(ALL, None)
    assert kept(opened) == []
    bridge.rows(ALL, first.more)
    assert kept(opened) == [("nhi", "list:today", MANY + 5)]


def test_what_is_his_own_does_not_count(opened: OpenDesk) -> None:
    receive(opened, COPY, MANY + 1)
    receive(opened, MARITAL, MANY)
    sits_down(opened, CERTIFICATION)
    today(opened).rows(ALL, None)
    assert kept(opened) == []


@pytest.mark.parametrize(
    ("fields", "roles"), [((), ("reception",)), ((CIVIL_STATUS,), ("deputy",))]
)
def test_who_works_in_all_fields_or_leads_is_not_kept(
    opened: OpenDesk, fields: tuple[str, ...], roles: tuple[str, ...]
) -> None:
    receive(opened, COPY, MANY + 1)
    sits_down(opened, *fields, roles=roles)
    today(opened).rows(ALL, None)
    assert kept(opened) == []


def test_each_page_is_named(opened: OpenDesk) -> None:
    receive(opened, COPY, MANY + 1)
    sits_down(opened, CIVIL_STATUS)
    SigningBridge(Door(None, opened, frozen(opened)), run_now, lambda _at: None).waiting()
    given = (lambda: opened, lambda: frozen(opened), run_now, lambda _at: None)
    GiveBackBridge(*given).waiting()
    assert [what for _user, what, _count in kept(opened)] == ["list:signing", "list:giveback"]


def test_the_search_shows_no_list_that_is_long() -> None:
    assert MOST <= MANY
