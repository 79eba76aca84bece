"""Statistics of some days: how many dossiers came by which way, were decided, were given back.

In all, for each other system whose dossiers are among them, by procedure, and by day (by month in a
long period). Numbers of dossiers, not of people's work: no table compares clerks (docs/decisions).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from app.domain.calendar import Calendar
from app.services.books import Book, Column, Period
from app.services.codes import SYSTEMS

NAME, TITLE, LAYOUT = "workload", "Thống kê hồ sơ", "thong-ke"
RECEIVED, FINISHED, RETURNED = MOMENTS = ("received", "finished", "returned")
CHANNELS = ("counter", "online", "post")
TOTAL, SYSTEM, PROCEDURE, DAY = "total", "system", "procedure", "day"
MOST_DAYS = 62  # a longer period is told by months
A_DAY = timedelta(days=1)
COLUMNS = (
    Column("part", "Phần"),
    Column("key", "Mã"),
    Column("about", "Nội dung"),
    Column("received", "Tiếp nhận"),
    Column("counter", "Trực tiếp"),
    Column("online", "Trực tuyến"),
    Column("post", "Bưu chính"),
    Column("finished", "Có kết quả"),
    Column("returned", "Đã trả"),
)
FIGURES = tuple(one.key for one in COLUMNS[3:])
PARTS = {
    TOTAL: "Cả kỳ",
    SYSTEM: "Của hệ thống khác",
    PROCEDURE: "Theo thủ tục",
    DAY: "Theo ngày",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """So many dossiers of one kind to which one of `MOMENTS` came on one day.

    `system` is the other system that holds them, None where they are ours.
    """

    moment: str
    day: date
    procedure: str
    channel: str
    system: str | None
    count: int


def workload(
    tallies: Sequence[Tally], period: Period, calendar: Calendar, subject: Callable[[str], str]
) -> Book:
    """The figures; `subject` gives a procedure its few words.

    `totals`: the figures in all, the working days of the period, and what came on one of them,
    to one decimal, half up.
    """
    whole = _line(TOTAL, "", "Cả kỳ", tallies)
    theirs = [one for one in tallies if one.system]
    systems = _by(theirs, SYSTEM, lambda one: one.system or "", lambda key: SYSTEMS.get(key, key))
    procedures = _by(tallies, PROCEDURE, lambda one: one.procedure, subject)
    procedures.sort(key=lambda row: (-row["received"], row["about"], row["key"]))
    days = _days(tallies, period, calendar)
    rows = ({**whole, "about": f"Cả kỳ {said(period)}"}, *systems, *procedures, *days)
    working = calendar.working_days_between(period.first - A_DAY, period.last)
    totals = {
        **{key: whole[key] for key in FIGURES},
        "working_days": working,
        "a_day": _each(whole["received"], working),
        "counter_a_day": _each(whole["counter"], working),
        "by": "ngày" if _told_by_days(period) else "tháng",
    }
    parts = {"systems": systems, "procedures": procedures, "days": days}
    return Book(NAME, TITLE, LAYOUT, period, COLUMNS, rows, (), totals, parts)


def said(period: Period) -> str:
    """01/07/2025 – 21/08/2025, or the one day."""
    first, last = (f"{day:%d/%m/%Y}" for day in (period.first, period.last))
    return first if first == last else f"{first} – {last}"


def _line(part: str, key: str, about: str, tallies: Iterable[Tally]) -> dict[str, Any]:
    row: dict[str, Any] = {"part": PARTS[part], "key": key, "about": about}
    row |= dict.fromkeys(FIGURES, 0)
    for one in tallies:
        row[one.moment] += one.count
        if one.moment == RECEIVED and one.channel in CHANNELS:
            row[one.channel] += one.count
    return row


def _by(
    tallies: Iterable[Tally],
    part: str,
    key: Callable[[Tally], str],
    about: Callable[[str], str],
) -> list[dict[str, Any]]:
    ordered = groupby(sorted(tallies, key=key), key)
    return [_line(part, name, about(name), group) for name, group in ordered]


def _days(tallies: Sequence[Tally], period: Period, calendar: Calendar) -> list[dict[str, Any]]:
    """Each working day, and any other on which something was done; of a long period each month.

    A day on which nobody came is told, too: where six people wait for one citizen it is the point.
    """
    if not _told_by_days(period):
        return _by(tallies, DAY, lambda one: f"{one.day:%Y-%m}", lambda key: f"{key[5:]}/{key[:4]}")
    done = {
        key: list(group)
        for key, group in groupby(sorted(tallies, key=lambda one: one.day), lambda one: one.day)
    }
    count = (period.last - period.first).days + 1
    days = (period.first + far * A_DAY for far in range(count))
    return [
        _line(DAY, day.isoformat(), f"{day:%d/%m/%Y}", done.get(day, ()))
        for day in days
        if day in done or calendar.is_working(day)
    ]


def _told_by_days(period: Period) -> bool:
    return (period.last - period.first).days < MOST_DAYS


def _each(count: int, days: int) -> str | None:
    """5,6; None where there was no working day."""
    if not days:
        return None
    tenths = (20 * count + days) // (2 * days)
    return f"{tenths // 10},{tenths % 10}"
