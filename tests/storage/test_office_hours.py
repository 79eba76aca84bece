"""Hours of an office that stands alone: said anew, folded anew, ended by a province's word."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.downstream import OfficeChanged
from app.domain.errors import ClerkError
from app.domain.events import Event
from app.domain.hours_set import HoursSet
from app.services import reception
from app.services.office import set_hours
from app.services.ports import Stored
from app.storage import rebuilding
from app.storage.office_names import office_at
from app.wire.event import encode
from tests.storage.conftest import FRIDAY

EARLY, LATE = "07:00-11:30 13:30-16:30", "07:00-11:30 13:30-17:30"


def hours_on(opened: OpenDesk, moment: datetime) -> str:
    return office_at(opened.connection.execute, moment, opened.journal.office).hours


def received(opened: OpenDesk, **more: Any) -> Stored:
    owner = {"name": "Lò Văn Thử", "no_id_reason": "mất"}
    line = {"procedure": "2.000815", "owner": owner, "pages": 1, "copies": 1, **more}
    return reception.receive(opened.desk, line).stored


def test_a_dossier_counts_by_the_hours_of_its_reception_and_keeps_its_promise(
    opened: OpenDesk,
) -> None:
    before = received(opened)
    assert f"{before.dossier.due_at:%H:%M}" == "17:00"
    assert set_hours(opened.desk, f"  {EARLY} ") == EARLY
    assert opened.standing.office.hours == EARLY
    after = received(opened)
    assert f"{after.dossier.due_at:%H:%M}" == "16:30"
    assert opened.journal.dossier(before.id).dossier.due_at == before.dossier.due_at


def test_the_last_word_of_a_day_rules_and_a_rebuild_says_the_same(opened: OpenDesk) -> None:
    founded = opened.standing.office.hours
    set_hours(opened.desk, EARLY)
    set_hours(opened.desk, LATE)
    said = (hours_on(opened, FRIDAY), hours_on(opened, FRIDAY - timedelta(days=1)))
    assert said == (LATE, founded)
    rebuilding.rebuild(opened.connection)
    assert (hours_on(opened, FRIDAY), opened.standing.office.hours) == (LATE, LATE)


def test_what_nobody_can_read_changes_nothing(opened: OpenDesk) -> None:
    with pytest.raises(ClerkError, match="chưa đọc được"):
        set_hours(opened.desk, "sáng và chiều")
    founded = opened.standing.office.hours
    with opened.journal.transaction() as writes:
        writes.append(HoursSet("một cách viết mới"), at=FRIDAY)
    assert opened.standing.office.hours == founded


def test_the_provinces_word_about_the_office_ends_them(opened: OpenDesk) -> None:
    set_hours(opened.desk, EARLY)
    office = opened.standing.office
    fact = OfficeChanged(office.commune, office.name, office.parent, office.place, LATE)
    chain = opened.chain()
    body = encode(Event(FRIDAY, FRIDAY, "tinh", None, None, fact))
    chain.take_down(chain.cursor().position, [body])
    assert opened.standing.office.hours == LATE


def test_a_paper_slip_of_the_day_before_counts_by_the_hours_of_that_day(opened: OpenDesk) -> None:
    set_hours(opened.desk, EARLY)
    eve = (FRIDAY - timedelta(days=1)).replace(hour=9)
    late = received(opened, received_at=eve.isoformat(), entered_late=True)
    assert late.dossier.due_at == eve.replace(hour=17, minute=0, second=0)


def test_hours_that_were_said_while_the_clock_was_ahead_do_not_come_back(opened: OpenDesk) -> None:
    month_later = FRIDAY + timedelta(days=30)
    with opened.journal.transaction() as writes:
        writes.append(HoursSet(LATE), at=month_later)
    set_hours(opened.desk, EARLY)
    assert hours_on(opened, month_later) == EARLY
    rebuilding.rebuild(opened.connection)
    assert hours_on(opened, month_later) == EARLY
