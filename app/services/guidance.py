"""Advice without a dossier: what a procedure needs in plain words, and the visit that it was."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from app.domain import events as e
from app.domain.catalogue import Catalogue
from app.domain.office_hours import AT_ONCE, DAYS, Hours, opened_in_exchange
from app.domain.place import Office
from app.domain.take_home import TakeHome, take_home
from app.domain.times import WEEKDAYS
from app.services.desk import Desk

VERIFIED = "verified"
_DAY = re.compile("|".join(DAYS))
WORKING_DAYS = "thứ Hai đến thứ Sáu"


@dataclass(frozen=True, slots=True)
class Guide:
    """One procedure as a citizen is told, with what only the desk knows: hours and telephone.

    `source` is where it stands, `sure` whether papers, term and fee were read there.
    """

    name: str
    field: str
    told: TakeHome
    hours: str
    phone: str
    source: str
    sure: bool

    def values(self) -> dict[str, Any]:
        """The values of the form `huong-dan`."""
        told = self.told
        return {
            "plain": told.plain,
            "bring": [{"name": one.name, "how": one.how} for one in told.bring],
            "where": told.where,
            "how_long": told.how_long,
            "how_much": told.how_much,
            "free_if": told.free_if,
            "advice": " ".join(told.advice),
            "hours": self.hours,
            "phone": self.phone,
            "code": told.code,
            "sure": self.sure or None,
        }


def guide_to(
    catalogue: Catalogue, code: str, office: Office, only: Collection[str] | None = None
) -> Guide:
    """What to tell about a procedure, or linked ones; LookupError where there is none of that code.

    `only`: of its papers these, by their names; None: all.
    """
    procedure = catalogue.offered(code)
    if procedure is None:
        raise LookupError(code)
    if only is not None:
        procedure = replace(
            procedure, papers=tuple(one for one in procedure.papers if one.name in only)
        )
    return Guide(
        name=procedure.short_name,
        field=procedure.field,
        told=take_home(procedure, office),
        hours=hours_in_words(office.hours),
        phone=office.phone or "",
        source=procedure.source or "",
        sure=_verified(procedure.certainty or ""),
    )


def advise(desk: Desk, procedure: str, *, printed: bool) -> None:
    """Count the visit: an event of its own, durable like a dossier."""
    with desk.store.transaction() as writes:
        writes.append(e.Advised(procedure, int(printed)), at=desk.clock.now())


def _verified(certainty: str) -> bool:
    """Papers, term and fee, as in `limit:verified fee:province papers:shortened`.

    A fee without a number is the province's or nobody's: nothing is claimed that could be wrong.
    """
    said = dict(part.split(":", 1) for part in certainty.split() if ":" in part)
    term = {said.get("limit", ""), said.get("cases", VERIFIED), said.get("channels", VERIFIED)}
    fee = said.get("fee") in (VERIFIED, "province", "unknown")
    return term == {VERIFIED} and fee and said.get("papers") in (VERIFIED, "shortened")


def hours_in_words(hours: str) -> str:
    """Opening hours as `Hours.from_text` reads them, as people say them."""
    return "; ".join(_session(part.split()) for part in hours.split(";") if part.strip())


def _session(words: list[str]) -> str:
    times = [_clock(word) for word in words if word[0].isdigit()]
    named = [word for word in words if not word[0].isdigit() and word.upper() not in AT_ONCE]
    days = _DAY.sub(_whole_day, " ".join(named).replace("-", " đến ").replace("–", " đến "))
    days = re.sub(r"\s*,\s*", ", ", days)
    return " ".join((days or WORKING_DAYS, ", ".join(times))).strip() + _seldom(" ".join(words))


def _seldom(part: str) -> str:
    """Where a day off of every week is named without `thêm`: it opens only in exchange."""
    days, off = opened_in_exchange(part)
    if not off:
        return ""
    if off == days:
        return " (chỉ ngày làm bù)"
    return f" ({', '.join(WEEKDAYS[day] for day in off)} chỉ ngày làm bù)"


def hours_set_in_words(hours: str) -> str:
    """What is true from the day on which an office said these hours; how a Saturday opens."""
    parts = [part for part in hours.split(";") if opened_in_exchange(part)[1]]
    closed = ""
    for part in parts[:1]:
        day = opened_in_exchange(part)[1][0]
        times = " ".join(word for word in part.replace(",", " ").split() if word[0].isdigit())
        name = WEEKDAYS[day]
        closed = (
            f" {name[0].upper()}{name[1:]} thường vẫn đóng; muốn mở mọi tuần thì ghi "
            f"“thêm {DAYS[day]} {times}”."
        )
    said, at_once = hours_in_words(hours), Hours.from_text(hours).extra_counts == "day0"
    counted = " Hồ sơ nhận trong các buổi thêm được tính ngay." if at_once else ""
    return f"Từ hôm nay, giờ làm việc: {said}.{closed}{counted} Ngày hẹn đã in giữ nguyên."


def _whole_day(short: re.Match[str]) -> str:
    """T7 as thứ Bảy: the sheet is for people who read no short forms."""
    return WEEKDAYS[DAYS.index(short[0])]


def _clock(times: str) -> str:
    return "–".join(part.lstrip("0") or "0" for part in times.split("-"))
