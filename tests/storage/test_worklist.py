"""What waits at a desk: counts and lists agree with the journal, the most urgent first."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.bootstrap import reports
from app.bootstrap.opening import OpenDesk
from app.services import guidance, reception
from app.services.books import Period
from app.services.steps import step
from app.storage import projections, rebuilding, worklist
from app.storage.connection import transaction
from app.storage.worklist import ALL, LATE, RESULTS, STANDS, TODAY, WORK, Moments
from tests.storage.conftest import FRIDAY

NOW = FRIDAY
AT = Moments(NOW, NOW.replace(hour=0) + timedelta(days=1), NOW.replace(hour=0) + timedelta(days=4))
COPY, WELFARE = "2.000815", "1.001776"


def receive(opened: OpenDesk, procedure: str, at: datetime) -> str:
    line: dict[str, Any] = {
        "procedure": procedure,
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"},
        "received_at": at.isoformat(),
        "entered_late": True,
    }
    return reception.receive(opened.desk, line).code


@pytest.fixture
def codes(opened: OpenDesk) -> dict[str, str]:
    """One dossier of each kind."""
    made = {
        "today": receive(opened, COPY, NOW - timedelta(minutes=30)),
        "late": receive(opened, COPY, NOW - timedelta(days=2)),
        "later": receive(opened, WELFARE, NOW - timedelta(hours=1)),
        "stands": receive(opened, WELFARE, NOW - timedelta(days=1)),
        "result": receive(opened, COPY, NOW - timedelta(hours=2)),
        "void": receive(opened, COPY, NOW - timedelta(hours=2)),
    }
    for line in (
        {"code": made["stands"], "action": "request_papers", "papers": ["Giấy khai sinh"]},
        {"code": made["result"], "action": "finish"},
        {"code": made["void"], "action": "void", "reason": "nhập nhầm"},
    ):
        step(opened.desk, line)
    return made


def test_what_may_be_signed_today_was_received_or_is_due_today(
    opened: OpenDesk, codes: dict[str, str]
) -> None:
    evening = receive(opened, COPY, NOW - timedelta(days=1) + timedelta(hours=6))  # after 15:00
    day = (NOW.replace(hour=0), NOW.replace(hour=0) + timedelta(days=1))
    found = worklist.to_sign(opened.connection, (COPY,), day, 50)
    assert [card.code for card in found] == [evening, codes["today"]]
    assert worklist.to_sign(opened.connection, (), day, 50) == []


def listed(opened: OpenDesk, kind: str) -> list[str]:
    return [card.code for card in worklist.page(opened.connection, kind, AT, 50).rows]


def test_each_kind_is_counted_once_and_closed_ones_never(
    opened: OpenDesk, codes: dict[str, str]
) -> None:
    assert len(codes) == 6
    found = worklist.count(opened.connection, AT)
    assert (found.late, found.today, found.stands, found.work, found.results) == (1, 1, 1, 3, 1)
    assert found.attention == 0


def test_lists_hold_what_was_counted(opened: OpenDesk, codes: dict[str, str]) -> None:
    assert listed(opened, LATE) == [codes["late"]]
    assert listed(opened, TODAY) == [codes["today"]]
    assert listed(opened, STANDS) == [codes["stands"]]
    assert listed(opened, RESULTS) == [codes["result"]]
    assert listed(opened, WORK) == [codes["late"], codes["today"], codes["later"]]


def test_all_begins_with_what_is_urgent_and_ends_with_results(
    opened: OpenDesk, codes: dict[str, str]
) -> None:
    order = ("late", "today", "stands", "later", "result")
    assert listed(opened, ALL) == [codes[name] for name in order]


def test_pages_follow_each_other_without_hole_or_double(
    opened: OpenDesk, codes: dict[str, str]
) -> None:
    after, found = worklist.FIRST, []
    while True:
        page = worklist.page(opened.connection, ALL, AT, 2, after)
        found += [card.code for card in page.rows]
        if page.more is None:
            break
        after = page.more
    assert found == listed(opened, ALL)
    assert len(found) == len(codes) - 1


def test_a_rebuild_lists_the_same(opened: OpenDesk, codes: dict[str, str]) -> None:
    assert codes
    before = seen(opened)
    with transaction(opened.connection):
        rebuilding.rebuild(opened.connection)
    assert seen(opened) == before


def seen(opened: OpenDesk) -> tuple[object, str]:
    """The list, and a digest of every derived table."""
    page = worklist.page(opened.connection, ALL, AT, 50)
    return page, projections.digest(opened.connection.execute)


def test_advice_counts_as_a_visit_of_its_day(opened: OpenDesk) -> None:
    guidance.advise(opened.desk, COPY, printed=True)
    guidance.advise(opened.desk, COPY, printed=False)
    rows = opened.connection.execute("SELECT day, procedure, visits FROM advice").fetchall()
    assert [tuple(row) for row in rows] == [(NOW.date().isoformat(), COPY, 2)]
    before = seen(opened)
    with transaction(opened.connection):
        rebuilding.rebuild(opened.connection)
    assert seen(opened) == before


def test_the_sheet_of_a_day_on_which_somebody_was_advised_has_no_act_of_that(
    opened: OpenDesk,
) -> None:
    guidance.advise(opened.desk, COPY, printed=True)
    today = Period(FRIDAY.date(), FRIDAY.date())
    assert [list(book.rows) for book in reports.sheets(opened, today)] == [[]]
