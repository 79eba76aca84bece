"""The contract's step line of what a clerk typed on the dossier page."""

import re
from datetime import date, datetime
from typing import Any

from app.domain.errors import ClerkError
from app.domain.times import iso, read_clock, read_day, weekday
from app.services.claim import MOST_PAGES
from app.services.desk import Desk
from app.services.offices import DECIDING_OFFICE
from app.services.old_places import Places
from app.services.promise import Promise
from app.ui.dossier.desk import StepAsked

COUNTS = ("pages", "certify", "copies")
DONG = re.compile(r"([0-9]+|[0-9]{1,3}(?:[., ][0-9]{3})+) *(?:đ|đồng)?")
Line = dict[str, Any]


def step_line(asked: StepAsked, desk: Desk) -> Line:
    """The line; what cannot be read stays as it was typed, so that the service says what is wrong.

    A new due day without a time means the end of that day's working time.
    """
    line: Line = {"code": asked.code, "action": asked.action}
    if asked.reason:
        line["reason"] = asked.reason
    more = MAKERS.get(asked.action)
    if more is not None:
        line |= {
            key: value for key, value in more(asked, desk).items() if value or type(value) is int
        }
    return line


def _dong(typed: str) -> int | str:
    """A whole number, its thousands perhaps set apart; 8.5 is none, and would be 85 without dot."""
    found = DONG.fullmatch(typed)
    return int(re.sub(r"[., ]", "", found[1])) if found else typed


def _hand_over(asked: StepAsked, _desk: Desk) -> Line:
    return {"to": asked.to}


def _request_papers(asked: StepAsked, _desk: Desk) -> Line:
    return {"papers": list(asked.papers), "until": asked.until}


def _require_payment(asked: StepAsked, _desk: Desk) -> Line:
    return {"amount_dong": _dong(asked.amount)}


def _payment_made(asked: StepAsked, _desk: Desk) -> Line:
    return {"paid": asked.paid, "amount_dong": _dong(asked.amount)}


def _extend(asked: StepAsked, desk: Desk) -> Line:
    return {
        "due_at": _moment(asked.due_at, desk),
        "number": asked.document,
        "signer": asked.signer,
    }


def _correct(asked: StepAsked, desk: Desk) -> Line:
    value: Any = asked.value
    if asked.field == DECIDING_OFFICE:
        value = _office(asked.value, desk)
    elif asked.field.rpartition(".")[2] in COUNTS:
        value = _count(asked.value)
    return {"field": asked.field, "value": value}


def _office(typed: str, desk: Desk) -> str:
    """The code of an office typed by its name or code; nothing typed is the own one."""
    catalogue, own = desk.catalogue(desk.clock.now()), desk.store.standing().commune
    if not typed:
        return own
    if catalogue.office(typed) is not None:
        return typed
    return Places(catalogue, own).code_of(typed, "value")


def _count(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_PAGES:
        return int(typed)
    raise ClerkError(f"Ghi một số từ 1 đến {MOST_PAGES}, ví dụ 2. Hồ sơ chưa đổi.", "value")


def _stop(asked: StepAsked, _desk: Desk) -> Line:
    return {"signer": asked.signer}


def _pair(asked: StepAsked, _desk: Desk) -> Line:
    return {"external_code": asked.external_code}


def _link(asked: StepAsked, _desk: Desk) -> Line:
    return {"other": asked.other, "kind": asked.relation}


def _finish(asked: StepAsked, _desk: Desk) -> Line:
    if not (asked.result_number or asked.signer):
        return {}
    return {"result": {"number": asked.result_number or None, "signer": asked.signer or None}}


def _remind(asked: StepAsked, _desk: Desk) -> Line:
    return {"way": asked.way}


def _give_back(asked: StepAsked, _desk: Desk) -> Line:
    if not asked.receiver_name:
        return {}
    to = {
        "name": asked.receiver_name,
        "id": asked.receiver_id or None,
        "relation": asked.receiver_relation or None,
    }
    return {"to": to}


def _moment(typed: str, desk: Desk) -> str:
    """25/11, 25/11/2026, 25/11/2026 15:00 as ISO; anything else as it was typed."""
    day_words, _, time_words = typed.strip().partition(" ")
    now = desk.clock.now()
    day = read_day(day_words, now.date())
    if day is None:
        return typed
    if not time_words:
        return iso(_end_of(day, desk))
    clock = read_clock(time_words)
    return typed if clock is None else f"{day.isoformat()}T{clock:%H:%M}"


def _end_of(day: date, desk: Desk) -> datetime:
    catalogue = desk.catalogue(desk.clock.now())
    end = Promise.of(catalogue, desk.store.standing().office).end_of(day)
    if end is None:
        raise ClerkError(
            f"{weekday(day).capitalize()} {day:%d/%m/%Y} là ngày nghỉ. Hồ sơ chưa đổi. "
            "Hãy hẹn vào ngày làm việc.",
            "due_at",
        )
    return end


MAKERS = {
    "hand_over": _hand_over,
    "request_papers": _request_papers,
    "require_payment": _require_payment,
    "payment_made": _payment_made,
    "extend": _extend,
    "correct": _correct,
    "stop": _stop,
    "finish": _finish,
    "give_back": _give_back,
    "remind": _remind,
    "pair": _pair,
    "link": _link,
}
