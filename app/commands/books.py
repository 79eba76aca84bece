"""book: the desk's books of certification, opened, closed, listed."""

import json
from argparse import Namespace

from app.bootstrap.opening import OpenDesk
from app.commands.output import say
from app.commands.parser import WrongUsage
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.domain.certification import Book
from app.services.certification_books import Standing, close_book, open_book, standings
from app.services.views import plain

OK = 0


def book(options: Namespace) -> int:
    """`book list`, `book open KIND`, `book close KIND`."""
    if (options.kind is None) != (options.action == "list"):
        raise WrongUsage("Cách dùng: book list, book open KIND, hoặc book close KIND.")
    with (unlocked if options.action == "list" else unlocked_to_write)(options) as desk:
        return ACTIONS[options.action](desk, options)


def _list(desk: OpenDesk, options: Namespace) -> int:
    found = standings(desk.journal, desk.desk.clock.now())
    for one in found:
        say(json.dumps(_line(one), ensure_ascii=False) if as_json(options) else _said(one))
    if not found and not as_json(options):
        say("Chưa mở sổ chứng thực nào. Lần ký đầu tiên sẽ tự mở.")
    return OK


def _open(desk: OpenDesk, options: Namespace) -> int:
    made = open_book(
        desk.desk, options.kind, year=options.year, first=options.first, reason=options.reason
    )
    if as_json(options):
        say(json.dumps(_values(made), ensure_ascii=False))
    else:
        say(f"Đã mở quyển {made.name}, số đầu tiên {made.first}.")
    return OK


def _close(desk: OpenDesk, options: Namespace) -> int:
    closed, last = close_book(desk.desk, options.kind, year=options.year, reason=options.reason)
    if as_json(options):
        say(json.dumps(_values(closed) | {"last": last}, ensure_ascii=False))
    else:
        say(f"Đã khoá quyển {closed.name}" + (f", số cuối {last}." if last else ", chưa có số."))
    return OK


def _values(one: Book) -> dict[str, object]:
    return {
        "book": one.name,
        "kind": one.kind,
        "year": one.year,
        "first": one.first,
        "opened_at": plain(one.opened_at),
        "closed_at": plain(one.closed_at),
    }


def _line(one: Standing) -> dict[str, object]:
    return _values(one.book) | {"last": one.last, "next": one.next, "own": one.own}


def _said(one: Standing) -> str:
    closed = one.book.closed_at
    state = f"khoá {closed:%d/%m/%Y}" if closed else f"số tiếp theo {one.next}"
    return f"{one.book.name}  {one.title}  mở {one.book.opened_at:%d/%m/%Y}, {state}"


ACTIONS = {"list": _list, "open": _open, "close": _close}
