"""A time that was typed once is the desk's time at the next start too, until the clock is set."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import opening
from app.bootstrap.door import Door
from app.bootstrap.opening import OpenDesk, open_desk
from app.devices.clock import SystemClock
from app.domain.events import ClockConfirmed
from app.services.desk import offset_that_holds
from app.storage import rebuilding
from app.storage.connection import transaction
from app.wire.event import decode
from tests.printing.desks import PIN, found
from tests.scenarios.desks import NOW

OFF = timedelta(hours=2, minutes=30)
LAST = datetime.fromisoformat(NOW)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("MOTCUA_NOW", raising=False)
    return str(found(tmp_path / "desk"))


def typed(profile: str, off: timedelta) -> None:
    """As the page of the clock does."""
    door = Door(profile)
    door.unlock("giamdoc", PIN)
    right = door.now_open().desk.clock.now() + off
    door.confirm_clock(f"{right:%d/%m/%Y %H:%M}")
    door.close()


def offset(opened: OpenDesk) -> timedelta:
    clock = opened.desk.clock
    assert isinstance(clock, SystemClock)
    return clock.offset


def test_a_typed_time_is_the_desks_time_at_the_next_start(profile: str) -> None:
    typed(profile, OFF)
    opened = open_desk(profile, None, PIN)
    assert abs(offset(opened) - OFF) <= timedelta(minutes=1)
    with transaction(opened.connection):
        rebuilding.rebuild(opened.connection)
    opened.close()
    opened = open_desk(profile, None, PIN)
    assert abs(offset(opened) - OFF) <= timedelta(minutes=1)
    opened.close()


def test_it_is_what_is_recorded_when_a_command_is_told_that_the_clock_is_right(
    profile: str,
) -> None:
    typed(profile, OFF)
    opened = open_desk(profile, None, PIN)
    kept = offset(opened)
    opening.confirm_clock(opened)
    (body,) = opened.connection.execute(
        "SELECT body FROM event ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert decode(body).fact == ClockConfirmed(int(kept.total_seconds()))
    opened.close()


def test_motcua_now_is_the_time_whatever_was_typed(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(profile, OFF)
    monkeypatch.setenv("MOTCUA_NOW", "2031-01-01T09:00:00+07:00")
    opened = open_desk(profile, None, PIN)
    assert f"{opened.desk.clock.now():%d/%m/%Y %H:%M}" == "01/01/2031 09:00"
    opened.close()


@pytest.mark.parametrize(
    ("machine", "typed_offset", "holds"),
    [
        (LAST - OFF + timedelta(hours=16), OFF, True),
        (LAST + timedelta(hours=16), timedelta(days=2700), False),
        (LAST + timedelta(hours=16), -timedelta(days=2700), False),
        (LAST - timedelta(days=2700), timedelta(days=2699), True),
    ],
    ids=["still slow", "was years slow, set since", "was years fast, set since", "back in 2019"],
)
def test_an_offset_holds_until_somebody_sets_the_clock(
    machine: datetime, typed_offset: timedelta, *, holds: bool
) -> None:
    expected = typed_offset if holds else timedelta()
    assert offset_that_holds(typed_offset, machine, LAST) == expected
