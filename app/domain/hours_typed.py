"""Office hours as people type them: read whole or refused, and written in one way.

What is stored is read by `Hours.from_text`, which lets a later part rule over a day; whatever was
typed would be lost by that is refused here, before it is stored.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from unicodedata import normalize

from app.domain.office_hours import (
    AT_ONCE,
    DAYS,
    EXAMPLE,
    EXTRA,
    WEEKLY_OFF,
    WITH_EXTRA,
    Hours,
    Part,
    Sessions,
    days_named,
    is_span,
    read_part,
    unclear,
    words_of,
)

NUMBERED = "HAI BA TƯ NĂM SÁU BẢY".split()
DAY_NAME = re.compile(rf"\bTHỨ\s*([2-7]|{'|'.join(NUMBERED)})\b|\bCHỦ NHẬT\b")
PARTS_OF_DAY = re.compile(r"\b(?:BUỔI\s+)?(?:SÁNG|CHIỀU)\b:?|\bTỪ\b(?=\s*\d)")
DASH = re.compile(r"\s*(?:[-‐-―−~∼〜]|\bĐẾN\b|\bTỚI\b)\s*")
CLOCK = re.compile(r"(?<!\w)(\d{1,2})(?:[:HG](\d{2})|[HG])(?!\w)")
AFTER_DAY = re.compile(r"(?<=T[2-7]|CN|ÊM):(?=\s)")  # `T6: 07:00-11:30`
WITH_DAY = f"{EXAMPLE}; T6 07:00-11:30"
WORKED = tuple(day for day, name in enumerate(DAYS) if name not in WEEKLY_OFF)
RUN = 3  # so many days on end are written as from one to the other


def hours_typed(text: str) -> str:
    """The hours as they are stored; ClerkError where a piece would be misread or lost."""
    parts: list[Part] = []
    for typed in filter(words_of, _tidy(text).split(";")):
        _add(parts, _read(typed), typed)
    _check(parts)
    written = "; ".join(map(_written, parts))
    _check_days(Hours.from_text(written))
    return written


def _tidy(text: str) -> str:
    """`Thứ 2 đến thứ Sáu: sáng 7h30`, full-width signs, long dashes in the one way of writing."""
    named = DAY_NAME.sub(_short, normalize("NFKC", text).upper())
    dashed = DASH.sub("-", AFTER_DAY.sub(" ", PARTS_OF_DAY.sub(" ", named)))
    return CLOCK.sub(lambda found: f"{found[1]:0>2}:{found[2] or '00'}", dashed)


def _short(name: re.Match[str]) -> str:
    """`THỨ BẢY` as T7."""
    number = name[1]
    if number is None:
        return "CN"
    return f"T{NUMBERED.index(number) + 2 if number in NUMBERED else number}"


def _read(typed: str) -> Part:
    """One part whose hours can belong to its days alone."""
    words = words_of(typed)
    part = read_part(words)
    shown = typed.strip()[:60]
    if not part.sessions:
        raise unclear(f"“{shown}” chưa có giờ", WITH_DAY)
    for word in words:
        if word not in AT_ONCE and not is_span(word) and not list(days_named([word])):
            raise unclear(f"“{word}” ghi ngày sau trước ngày đầu", "T2-T6 07:00-11:30")
    kinds = [is_span(word) for word in words if word != EXTRA and word not in AT_ONCE]
    if len(list(groupby(kinds))) > 1 + part.named:
        raise unclear(f"“{shown}” chưa rõ giờ nào của ngày nào, hãy ngăn bằng dấu “;”", WITH_DAY)
    return part


def _add(parts: list[Part], new: Part, typed: str) -> None:
    """More hours of the same days belong to them; fewer days are an exception to many."""
    before = [place for place, one in enumerate(parts) if one.extra == new.extra]
    if before and parts[before[-1]].days == new.days:
        old = parts[before[-1]]
        sessions, at_once = old.sessions + new.sessions, old.at_once or new.at_once
        parts[before[-1]] = replace(old, sessions=sessions, at_once=at_once)
        return
    for old in (parts[place] for place in before):
        twice = [DAYS[day] for day in old.days if day in new.days]
        if twice and old.named and not set(new.days) < set(old.days):
            where = f"chỗ sau là “{typed.strip()[:60]}”"
            raise unclear(f"{', '.join(twice)} có giờ ở hai chỗ, {where}", WITH_DAY)
    parts.append(new)


def _check(parts: Sequence[Part]) -> None:
    """Each part keeps a day on which its hours are true."""
    for place, part in enumerate(parts):
        later = {day for one in parts[place + 1 :] if one.extra == part.extra for day in one.days}
        if later.issuperset(part.days):
            raise unclear(
                f"“{_written(part)}” không còn ngày nào: phần sau đã ghi giờ khác, hãy để phần "
                "chung lên trước",
                WITH_DAY,
            )


def _check_days(hours: Hours) -> None:
    """Every day that is worked has hours, and an extra session is outside them."""
    bare = [DAYS[day] for day in WORKED if not hours.week[day]]
    if bare:
        raise unclear(f"{', '.join(bare)} chưa có giờ", WITH_DAY)
    for day in WORKED:
        if any(_meet(hours.week[day], hours.extra[day])):
            raise unclear(f"Buổi thêm của {DAYS[day]} chồng lên giờ làm việc", WITH_EXTRA)


def _meet(regular: Sessions, extra: Sessions) -> list[bool]:
    return [one.start < two.end and two.start < one.end for one in regular for two in extra]


def _written(part: Part) -> str:
    spans = [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in part.sessions]
    days = "" if part.days == WORKED and not part.extra else _days_written(part.days)
    words = ("thêm" if part.extra else "", days, *spans, "tính ngay" if part.at_once else "")
    return " ".join(filter(None, words))


def _days_written(days: Sequence[int]) -> str:
    runs = [
        [DAYS[day] for _, day in run]
        for _, run in groupby(enumerate(days), key=lambda one: one[1] - one[0])
    ]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) >= RUN else ",".join(run) for run in runs)
