"""A stand-alone desk's own hours: a Saturday session counts from Monday, or from its own day."""

from pathlib import Path

import pytest

from tests.scenarios.desks import OK, REFUSED, Desk

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


def test_hours_that_cannot_be_read_found_no_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    asked = ("--standalone", "--commune", "03158", "--training", "--hours", "sáng tới chiều")
    done = desk.run("init", *asked)
    assert done.status == REFUSED
    assert "Giờ làm việc chưa đọc được ở chỗ" in done.err
    assert found(tmp_path, WEEK).status()["dossiers"] == 0
