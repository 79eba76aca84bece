"""A stand-alone desk's own hours: an extra session counts from the next start, or its own day."""

from pathlib import Path

import pytest

from tests.province.servers import found_home
from tests.scenarios.desks import OK, REFUSED, Desk
from tests.scenarios.test_joining import order
from tests.scenarios.test_roles import OWN_PIN, hire

WEEK, SATURDAY = "07:00-11:30 13:30-17:00", "2026-11-21T08:00:00+07:00"


def found(folder: Path, hours: str) -> Desk:
    desk = Desk(folder / "profile")
    asked = ("--standalone", "--commune", "03158", "--training", "--hours", hours)
    done = desk.run("init", *asked, now=SATURDAY)
    assert done.status == OK, done.err
    return desk


@pytest.mark.parametrize(
    ("extra", "due_at"),
    [
        ("", "2026-12-08T07:00:00+07:00"),  # closed: as if it came on Monday at seven
        ("; thêm T7 07:30-11:00", "2026-12-08T07:00:00+07:00"),
        ("; thêm T7 07:30-11:00 tính ngay", "2026-12-07T17:00:00+07:00"),  # Monday is day one
    ],
)
def test_a_saturday_counts_as_the_hours_say(tmp_path: Path, extra: str, due_at: str) -> None:
    desk = found(tmp_path, WEEK + extra)
    line = {"procedure": "1.001776", "owner": {"name": "Lò Văn Thử", "no_id_reason": "mất"}}
    (answer,) = desk.feed("receive", line, now=SATURDAY)
    assert answer["due_at"] == due_at


@pytest.mark.parametrize(
    ("extra", "due_at"),
    [
        ("; thêm T2-T6 18:00-20:00", "2026-11-23T07:00:00+07:00"),  # as if on Wednesday at seven
        ("; thêm T2-T6 18:00-20:00 tính ngay", "2026-11-20T17:00:00+07:00"),  # Wednesday is day one
    ],
)
def test_an_evening_counts_as_the_hours_say_and_makes_no_day_longer(
    tmp_path: Path, extra: str, due_at: str
) -> None:
    desk, tuesday = found(tmp_path, WEEK + extra), "2026-11-24T18:30:00+07:00"
    line = {
        "procedure": "1.004873",
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "mất"},
        "details": {"purpose": "kết hôn"},
        "entered_late": True,
    }
    evening = line | {"received_at": "2026-11-17T18:30:00"}
    copy = {
        "procedure": "2.000815",
        "owner": line["owner"],
        "pages": 1,
        "copies": 1,
        "entered_late": True,
        "received_at": "2026-11-17T18:30:00",
    }
    long, short = desk.feed("receive", evening, copy, now=tuesday)
    assert long["due_at"] == due_at
    assert short["due_at"] == "2026-11-18T17:00:00+07:00"  # after 15:00: the next working day


def test_hours_that_cannot_be_read_found_no_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    asked = ("--standalone", "--commune", "03158", "--training", "--hours", "sáng tới chiều")
    done = desk.run("init", *asked)
    assert done.status == REFUSED
    assert "Giờ làm việc chưa đọc được ở chỗ" in done.err
    assert found(tmp_path, WEEK).status()["dossiers"] == 0


def test_a_leader_changes_them_from_today_on_and_a_clerk_is_refused(tmp_path: Path) -> None:
    desk, friday = found(tmp_path, WEEK), "2026-11-27T09:00:00+07:00"
    copy = {
        "procedure": "2.000815",
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "mất"},
        "pages": 1,
        "copies": 1,
    }
    (before,) = desk.feed("receive", copy, now=friday)
    other = "07:00-11:30 13:30-16:30; thêm T7 07:30-11:00"
    done = desk.run("office", "hours", other, now=friday)
    assert (done.status, "thứ Bảy 7:30–11:00" in done.out) == (OK, True), done.err
    (after,) = desk.feed("receive", copy, now=friday)
    assert [one["due_at"][11:16] for one in (before, after)] == ["17:00", "16:30"]
    assert other in desk.run("office", "hours", "--json", now=friday).out
    assert desk.run("rebuild", now=friday).status == OK
    assert other in desk.run("office", "hours", "--json", now=friday).out
    unread = desk.run("office", "hours", "cả ngày", now=friday)
    assert (unread.status, "chưa đọc được" in unread.err) == (REFUSED, True)
    hire(desk, "reception")
    own = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"}
    refused = desk.run("office", "hours", WEEK, now=friday, **own)
    assert (refused.status, "Chỉ lãnh đạo" in refused.err) == (REFUSED, True)


def test_a_province_takes_in_what_was_said_and_says_it_itself_from_then_on(tmp_path: Path) -> None:
    desk, home = Desk(tmp_path / "desk"), found_home(tmp_path / "province")
    asked = ("--standalone", "--commune", "03158", "--training")
    assert desk.run("init", *asked).status == OK
    assert desk.run("office", "hours", "07:30-11:30 13:30-17:00").status == OK
    with home.serving() as server:
        words, files = order(tmp_path / "order", server)
        home.json(*words)
        assert desk.run(*files.words()).status == OK
        sent = desk.run("exchange")
        assert sent.status == OK, sent.err
        assert desk.status()["unsent_events"] == 0
    refused = desk.run("office", "hours", WEEK)
    assert (refused.status, "do tỉnh đặt" in refused.err) == (REFUSED, True)
    assert desk.run("office", "hours", "--json").object == {"hours": WEEK}
