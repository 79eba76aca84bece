"""The open desk over a connection that reads alone: one moment of it, and nothing is written."""

import pytest

from app.bootstrap import reports
from app.bootstrap.opening import OpenDesk, open_to_read
from app.domain.errors import Trouble
from app.services.books import Period
from tests.storage.conftest import FRIDAY
from tests.storage.test_readings import COPY, receive

TODAY = Period(FRIDAY.date(), FRIDAY.date())


def counted(desk: OpenDesk) -> int:
    return int(reports.statistics(desk, TODAY).totals["received"])


def test_a_job_sees_one_moment_while_the_desk_goes_on_and_the_next_job_sees_more(
    opened: OpenDesk,
) -> None:
    receive(opened, COPY, 2)
    reading = open_to_read(opened)
    reading.connection.execute("BEGIN")
    assert counted(reading) == 2
    receive(opened, COPY, 1)
    assert (counted(reading), counted(opened)) == (2, 3)
    reading.close()
    later = open_to_read(opened)
    assert counted(later) == 3
    assert reports.sheets(later, TODAY)[0].rows == reports.sheets(opened, TODAY)[0].rows
    later.close()


def test_it_writes_nothing(opened: OpenDesk) -> None:
    reading = open_to_read(opened)
    with pytest.raises(Trouble):
        receive(reading, COPY, 1)
    reading.close()
    assert counted(opened) == 0
