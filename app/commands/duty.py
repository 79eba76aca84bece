"""duty: who does what on a day, and notes from clerk to clerk."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.waiting_work import counted_words, known_now
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import WrongUsage, check_what
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.domain.duty import Note, on_day
from app.domain.times import iso, read_day
from app.services import duty as service
from app.services.fields import printable
from app.storage import duty as storage

OK, SHORT = 0, 12
NEEDS = {"set": "tệp", "leave": "tệp", "take": "mã của lời bàn giao"}


def duty(options: Namespace) -> int:
    """`duty list`, `set FILE`, `notes`, `leave FILE`, `take NOTE`."""
    action = options.action
    check_what(action, options.what, NEEDS)
    if action not in NEEDS:
        with unlocked(options) as desk:
            return _list(desk, options) if action == "list" else _notes(desk, options)
    with unlocked_to_write(options) as desk:
        return _store(desk, options)


def _store(desk: OpenDesk, options: Namespace) -> int:
    if options.action == "set":
        return jsonl.run_lines(
            options.what, lambda n, line: {"line": n, "user": service.set_duty(desk.desk, line)}
        )
    if options.action == "leave":
        today = desk.desk.clock.now().date()
        known = known_now(desk, Frozen(desk.standing, desk.catalogues.covering(today)))
        return jsonl.run_lines(options.what, lambda n, line: _leave(desk, n, line, known))
    note = service.take_note(desk.desk, options.what)
    if as_json(options):
        jsonl.write({"note": note})
    else:
        say(f"Đã ghi: đã nhận lời bàn giao {note[:SHORT]}.")
    return OK


def _leave(
    desk: OpenDesk, number: int, line: Mapping[str, Any], known: Mapping[str, str]
) -> jsonl.Answer:
    left = service.leave_note(desk.desk, line, known)
    return {"line": number, "to": left.to, **({"again": True} if left.again else {})}


def _list(desk: OpenDesk, options: Namespace) -> int:
    day = _day(options.day, desk.desk.clock.now().date())
    today = on_day(storage.since(desk.connection.execute, day), day)
    people = [one for one in desk.journal.users() if not one.ended]
    names = words.people(people)
    for one in people:
        said = today.get(one.id)
        if as_json(options):
            jsonl.write(
                {
                    "day": day.isoformat(),
                    "user": one.id,
                    "name": one.name,
                    "roles": list(one.roles),
                    "state": said.state if said else None,
                    "first": said.first.isoformat() if said else None,
                    "last": said.last.isoformat() if said else None,
                    "words": said.words if said else None,
                    "set_by": said.actor if said else None,
                }
            )
        else:
            state = said.said if said else "chưa xếp"
            more = f" ({said.words})" if said and said.words else ""
            say(f"{names[one.id]}: {state}{more}")
    return OK


def _notes(desk: OpenDesk, options: Namespace) -> int:
    found = storage.newest(desk.connection.execute)
    shown = [note for note in found if not (options.open and note.taken)]
    names = words.people(desk.journal.users())
    for note in shown:
        if as_json(options):
            jsonl.write(_line(note))
        else:
            to = "ai vào sau" if note.to is None else names.get(note.to, note.to)
            taken = "đã nhận" if note.taken else "chưa nhận"
            actor = note.by or names.get(note.actor, note.actor)
            say(f"{note.identity[:SHORT]}  {note.at:%H:%M %d/%m/%Y}  {actor} → {to}, {taken}")
            say(f"    {note.words}")
            if note.known:
                say(f"    Lúc ấy: {counted_words(note.known)}")
    if not shown and not as_json(options):
        say("Không có lời bàn giao nào.")
    return OK


def _line(note: Note) -> dict[str, object]:
    return {
        "note": note.identity,
        "at": iso(note.at),
        "actor": note.actor,
        "by": note.by,
        "to": note.to,
        "words": note.words,
        "known": dict(note.known),
        "taken": [{"at": iso(at), "actor": who} for at, who in note.taken],
    }


def _day(typed: str | None, today: date) -> date:
    if typed is None:
        return today
    day = read_day(typed, today)
    if day is None:
        raise WrongUsage(f"“{printable(typed)}” không phải ngày. Ví dụ: 30/11.")
    return day
