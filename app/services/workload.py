"""Statistics of some days: how many dossiers came by which way, were decided, were given back.

In all, for each other system whose dossiers are among them, by procedure, by field of law, by day
(by month in a long period), by the hour, by where they stand now. And how many each person
received, decided and gave back, which is asked for when posts are planned (domain.md 9.2): by the
alphabet, with nothing that ranks (docs/decisions).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, TypeVar

from app.domain.calendar import Calendar
from app.domain.dossier import (
    FINISHED,
    HALTED,
    NEW_ONLINE,
    NOT_RECEIVED,
    PROCESSING,
    RETURNED,
    STOPPED,
    SUSPENDED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
)  # fmt: skip
from app.domain.dossier import RECEIVED as JUST_RECEIVED
from app.services.books import Book, Column, Period
from app.services.codes import SYSTEMS
from app.services.doers import alphabet

NAME, TITLE, LAYOUT = "workload", "Thống kê hồ sơ", "thong-ke"
RECEIVED, MOMENTS = "received", ("received", "finished", "returned")
CHANNELS = ("counter", "online", "post")
TOTAL, SYSTEM, PROCEDURE, FIELD, DAY, HOUR, PERSON, STATE = (
    "total", "system", "procedure", "field", "day", "hour", "person", "state",
)  # fmt: skip
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
    FIELD: "Theo lĩnh vực",
    DAY: "Theo thời gian",
    HOUR: "Theo giờ",
    PERSON: "Theo người",
    STATE: "Đang ở bước",
}
Group = TypeVar("Group", "Tally", "Deed")
OTHER_FIELD = "Chưa rõ lĩnh vực"
STATES = {
    (NEW_ONLINE, None): "mới đăng ký",
    (JUST_RECEIVED, None): "đã tiếp nhận",
    (NOT_RECEIVED, None): "không tiếp nhận",
    (PROCESSING, None): "đang xử lý",
    (WANTS_PAPERS, None): "chờ bổ sung",
    (WANTS_PAYMENT, None): "chờ nộp tiền",
    (WITHDRAWN, None): "công dân rút",
    (HALTED, None): "dừng xử lý",
    (HALTED, SUSPENDED): "tạm dừng",
    (HALTED, STOPPED): "dừng giải quyết",
    (FINISHED, None): "có kết quả",
    (RETURNED, None): "đã trả kết quả",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """So many dossiers of one kind to which one of `MOMENTS` came in one hour of a day.

    `system` is the other system that holds them, None where they are ours.
    """

    moment: str
    day: date
    hour: int
    procedure: str
    channel: str
    system: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Deed:
    """So many dossiers that came by a way to which one person brought one of `MOMENTS`."""

    moment: str
    person: str
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where so many of the dossiers that were received in the period by one way stand now."""

    status: int
    state: str | None
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted; `undated` have their result, nobody knows since when."""

    tallies: Sequence[Tally]
    deeds: Sequence[Deed] = ()
    standings: Sequence[Standing] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """A procedure's few words and its field of law; None where the catalogue knows none."""

    subject: Callable[[str], str]
    field: Callable[[str], str | None]


def workload(counted: Counted, period: Period, calendar: Calendar, naming: Naming) -> Book:
    """The figures.

    `totals`: the figures in all, the working days of the period, and what came on one of them,
    to one decimal, half up.
    """
    tallies = counted.tallies
    whole = _line(TOTAL, "", f"Cả kỳ {said(period)}", tallies)
    theirs = [one for one in tallies if one.system]
    parts = {
        "systems": _by(theirs, SYSTEM, lambda one: one.system or "",
                       lambda key: SYSTEMS.get(key, key)),
        "procedures": _most_first(_by(tallies, PROCEDURE, lambda one: one.procedure,
                                      naming.subject)),
        "fields": _most_first(_by(tallies, FIELD, lambda one: naming.field(one.procedure) or "",
                                  lambda key: key or OTHER_FIELD)),
        "days": _days(tallies, period, calendar),
        "hours": _by(tallies, HOUR, lambda one: f"{one.hour:02d}", _hour),
        "people": _by_alphabet(_by(counted.deeds, PERSON, lambda one: one.person, str)),
        "states": _states(counted.standings),
    }  # fmt: skip
    working = calendar.working_days_between(period.first - A_DAY, period.last)
    totals = {
        **{key: whole[key] for key in FIGURES},
        "working_days": working,
        "a_day": _each(whole["received"], working),
        "counter_a_day": _each(whole["counter"], working),
        "undated": counted.undated or None,
        "by": "ngày" if _told_by_days(period) else "tháng",
    }
    rows = (whole, *(row for part in parts.values() for row in part))
    return Book(NAME, TITLE, LAYOUT, period, COLUMNS, rows, (), totals, parts)


def said(period: Period) -> str:
    """01/07/2025 – 21/08/2025, or the one day."""
    first, last = (f"{day:%d/%m/%Y}" for day in (period.first, period.last))
    return first if first == last else f"{first} – {last}"


def _line(part: str, key: str, about: str, tallies: Iterable[Tally | Deed]) -> dict[str, Any]:
    row: dict[str, Any] = {"part": PARTS[part], "key": key, "about": about}
    row |= dict.fromkeys(FIGURES, 0)
    for one in tallies:
        row[one.moment] += one.count
        if one.moment == RECEIVED and one.channel in CHANNELS:
            row[one.channel] += one.count
    return row


def _by(
    tallies: Iterable[Group], part: str, key: Callable[[Group], str], about: Callable[[str], str]
) -> list[dict[str, Any]]:
    ordered = groupby(sorted(tallies, key=key), key)
    return [_line(part, name, about(name), group) for name, group in ordered]


def _most_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (-row["received"], row["about"], row["key"]))


def _by_alphabet(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: alphabet(row["about"]))


def _hour(key: str) -> str:
    return f"{int(key)}–{int(key) + 1} giờ"


def _states(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """In the order of the law's codes; `finished` and `returned` are of the same dossiers."""
    rows = []
    ordered = sorted(standings, key=lambda one: (one.status, one.state or ""))
    for (status, state), group in groupby(ordered, lambda one: (one.status, one.state)):
        words = STATES.get((status, state), f"trạng thái {status}")
        row = _line(
            STATE, str(status), words, [Deed(RECEIVED, "", one.channel, one.count) for one in group]
        )
        row["finished"] = row["received"] if status in (FINISHED, RETURNED) else 0
        row["returned"] = row["received"] if status == RETURNED else 0
        rows.append(row)
    return rows


def _days(tallies: Sequence[Tally], period: Period, calendar: Calendar) -> list[dict[str, Any]]:
    """Each working day, and any other on which something was done; of a long period each month.

    A day on which nobody came is told, too: where six people wait for one citizen it is the point.
    """
    if not _told_by_days(period):
        return _months(tallies, period)
    done = _grouped(tallies, lambda one: one.day)
    count = (period.last - period.first).days + 1
    days = (period.first + far * A_DAY for far in range(count))
    return [
        _line(DAY, day.isoformat(), f"{day:%d/%m/%Y}", done.get(day, ()))
        for day in days
        if day in done or calendar.is_working(day)
    ]


def _months(tallies: Sequence[Tally], period: Period) -> list[dict[str, Any]]:
    done = _grouped(tallies, lambda one: one.day.replace(day=1))
    found, month = [], period.first.replace(day=1)
    while month <= period.last:
        found.append(_line(DAY, f"{month:%Y-%m}", f"{month:%m/%Y}", done.get(month, ())))
        month = (month + 31 * A_DAY).replace(day=1)
    return found


def _grouped(tallies: Iterable[Tally], key: Callable[[Tally], date]) -> dict[date, list[Tally]]:
    ordered = groupby(sorted(tallies, key=key), key)
    return {day: list(group) for day, group in ordered}


def _told_by_days(period: Period) -> bool:
    return (period.last - period.first).days < MOST_DAYS


def _each(count: int, days: int) -> str | None:
    """5,6; None where there was no working day."""
    if not days:
        return None
    tenths = (20 * count + days) // (2 * days)
    if count and not tenths:
        return "chưa tới 0,1"
    return f"{tenths // 10},{tenths % 10}"
