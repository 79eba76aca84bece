"""queue: numbers of the waiting rows, given and called from a terminal or by another program.

One act a command, or a JSON line each (`queue run`), over the relay where one is set. An answer is
written only after what it tells is durable.
"""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from app.bootstrap import queue_lines, queue_office
from app.bootstrap.opening import OpenDesk
from app.commands import jsonl
from app.commands.parser import WrongUsage
from app.commands.session import opened_again, unlocked
from app.domain.errors import ClerkError
from app.domain.queue import PRIORITIES
from app.domain.times import iso
from app.services.queue import Issued, QueueSeen, Seen
from app.services.queue_desk import OfficeQueue

OK = 0
Act = Callable[[OfficeQueue, dict[str, Any]], Seen | Issued | None]


def queue(options: Namespace) -> int:
    """One act, or what there is, or a line each."""
    if options.action == "run" and options.what is None:
        raise WrongUsage("Thiếu tệp: motcua queue run FILE, hoặc - là đầu vào chuẩn.")
    with unlocked(options) as desk:
        line = _line(desk, options)
        try:
            return _queue(desk, queue_office.queue_of(desk, line.line), options)
        finally:
            line.close()


def _line(desk: OpenDesk, options: Namespace) -> queue_lines.OneLine | queue_lines.LastingLine:
    if options.action == "run":
        return queue_lines.lasting_line(desk, lambda: opened_again(desk, options))
    return queue_lines.one_line(desk)


def _queue(desk: OpenDesk, office: OfficeQueue, options: Namespace) -> int:
    if options.action == "run":
        return jsonl.run_lines(options.what, lambda n, said: {"line": n, **act(office, said)})
    if options.action == "counts":
        _write_counts(desk, options.what)
    else:
        _write(options.action, office, _said(options))
    return OK


def act(office: OfficeQueue, said: dict[str, Any]) -> dict[str, Any]:
    """One act as another program says it: `do`, and what it needs. ClerkError where it cannot."""
    name = said.get("do")
    done = ACTS.get(name) if isinstance(name, str) else None
    if done is None:
        raise ClerkError(f"Chưa rõ việc gì: do là một trong {', '.join(ACTS)}.", "do")
    moved = done(office, said)
    answer: dict[str, Any] = {"do": name, "shared": office.shared}
    if isinstance(moved, Issued):
        return {**answer, **ticket(moved.ticket), "before": moved.before, "job": moved.job}
    return {**answer, "number": None} if moved is None else {**answer, **ticket(moved)}


def ticket(one: Seen) -> dict[str, Any]:
    """A ticket as answers write it."""
    return {**asdict(one), "issued_at": iso(one.issued_at)}


# --- acts ------------------------------------------------------------------------------------


def _issue(office: OfficeQueue, said: dict[str, Any]) -> Issued:
    priority = _text(said, "priority")
    if priority and priority not in PRIORITIES:
        raise ClerkError(f"Ưu tiên là một trong {', '.join(PRIORITIES)}.", "priority")
    paper = said.get("paper")
    return office.issue(_text(said, "row"), priority, paper=None if paper is None else str(paper))


def _call(office: OfficeQueue, said: dict[str, Any]) -> Seen | None:
    return office.call(_key(office, said), came=said.get("came", True) is not False)


def _transfer(office: OfficeQueue, said: dict[str, Any]) -> Seen:
    desk = said.get("to_desk")
    if desk is not None and (type(desk) is not int or not 0 < desk < 100):  # noqa: PLR2004 - as init
        raise ClerkError("Số quầy là 1 đến 99.", "to_desk")
    return office.transfer(row=_text(said, "to_row"), desk=desk, key=_key(office, said))


def _cancel(office: OfficeQueue, said: dict[str, Any]) -> Seen:
    return office.cancel(_key(office, said, needed=True))


def _print(office: OfficeQueue, said: dict[str, Any]) -> Seen | None:
    key = _key(office, said, needed=True)
    office.print_again(key)
    return next((one for one in _all(office.seen()) if one.key == key), None)


ACTS: dict[str, Act] = {
    "issue": _issue,
    "call": _call,
    "recall": lambda office, _: office.recall(),
    "hold": lambda office, _: office.hold(),
    "back": lambda office, said: office.back(_key(office, said)),
    "transfer": _transfer,
    "absent": lambda office, _: office.absent(),
    "done": lambda office, _: office.done(),
    "cancel": _cancel,
    "print": _print,
    "look": lambda office, _: _look(office),
}


def _look(office: OfficeQueue) -> Seen | None:
    """Hear what is new; the number before this desk."""
    return office.refresh().current


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise ClerkError("Chỗ này phải là chữ.", name)
    return value.strip()


def _key(office: OfficeQueue, said: dict[str, Any], *, needed: bool = False) -> str:
    """The ticket of a number as it is said (a14, A-014); empty where none is named."""
    number = _text(said, "number").upper().replace(" ", "")
    if not number:
        if needed:
            raise ClerkError("Chưa nói số nào.", "number")
        return ""
    seen = _all(office.refresh())
    found = [one.key for one in seen if one.number.upper() == number]
    if len(found) != 1:
        raise ClerkError(f"Không thấy số {number[:16]} đang chờ, đang gọi, giữ hay vắng.", "number")
    return found[0]


def _all(seen: QueueSeen) -> tuple[Seen, ...]:
    return (*seen.waiting, *seen.called, *seen.held, *seen.absent)


# --- what there is ---------------------------------------------------------------------------


def _said(options: Namespace) -> dict[str, Any]:
    """The command line as a line of `run` would say it."""
    name = "row" if options.action == "issue" else "number"
    said = {
        name: options.what,
        "priority": options.priority,
        "paper": options.paper,
        "to_row": options.to_row,
        "to_desk": options.to_desk,
    }
    kept = {key: value for key, value in said.items() if value is not None}
    return {"do": options.action, **kept, "came": not options.missed}


def _write(action: str, office: OfficeQueue, said: dict[str, Any]) -> None:
    if action == "serve":
        office.serve([row for row in said.get("number", "").upper().split(",") if row])
    if action == "list":
        for one in _all(office.refresh()):
            jsonl.write(ticket(one))
    elif action in ("show", "serve"):
        jsonl.write(_summary(office.refresh()))
    else:
        jsonl.write(act(office, said))


def _summary(seen: QueueSeen) -> dict[str, Any]:
    return {
        "day": seen.day,
        "shared": seen.shared,
        "message": seen.said,
        "as_of": None if seen.as_of is None else iso(seen.as_of),
        "letter": seen.letter,
        "rows": [asdict(row) for row in seen.rows],
        "serves": seen.serves,
        "current": None if seen.current is None else ticket(seen.current),
        "waiting": len(seen.waiting),
        "priority": seen.priority,
        "longest_minutes": seen.longest,
        "held": [one.number for one in seen.held],
        "absent": [one.number for one in seen.absent],
        "newest_calls": [{"number": one.number, "desk": one.desk} for one in seen.newest],
    }


def _write_counts(desk: OpenDesk, what: str | None) -> None:
    try:
        day = date.fromisoformat(what) if what else desk.desk.clock.now().date()
    except ValueError as fault:
        raise ClerkError("Ngày ghi như 2026-11-27.", "day") from fault
    for one in queue_office.store_of(desk).counts(day):
        jsonl.write({**asdict(one), "day": one.day.isoformat()})
