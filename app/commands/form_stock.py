"""formstock: the register of blank forms (phôi); what came, was used, spoilt, counted."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.bootstrap import form_stock_files
from app.bootstrap.form_stock_files import Register
from app.bootstrap.opening import OpenDesk
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import WrongUsage, check_what, iso_day
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.domain.form_stock import COUNTED, RECEIVED, SPOILT, USED
from app.domain.form_stock_lines import movement_line, stock_line
from app.services.form_stock import move
from app.services.views import warned

OK, LIST = 0, "list"
ACTS = {"receive": RECEIVED, "use": USED, "spoil": SPOILT, "count": COUNTED}


def formstock(options: Namespace) -> int:
    """`formstock list`, or `receive`, `use`, `spoil`, `count` with a FILE of JSON lines."""
    action = options.action
    check_what(action, options.what, dict.fromkeys(ACTS, "tệp"))
    if action == LIST:
        with unlocked(options) as desk:
            return _list(desk, options)
    with unlocked_to_write(options) as desk:
        return jsonl.run_lines(
            options.what, lambda n, line: _move(desk, n, {**line, "way": ACTS[action]})
        )


def _move(desk: OpenDesk, number: int, line: dict[str, Any]) -> dict[str, Any]:
    done = move(desk.desk, line)
    left = {"line": number, "form": done.stock.form, "left": done.stock.left}
    return left | ({"again": True} if done.again else {}) | warned(done.warnings)


def _list(desk: OpenDesk, options: Namespace) -> int:
    first = iso_day(options.first, "--from") if options.first else None
    last = iso_day(options.last, "--to") if options.last else None
    book = form_stock_files.register(desk, first, last)
    if book.first > book.last:
        raise WrongUsage(f"--from {book.first} đứng sau --to {book.last}. Hãy đổi lại.")
    if options.out is not None:
        rows = form_stock_files.write(desk, book, Path(options.out))
        if as_json(options):
            jsonl.write({"rows": rows, "file": options.out})
        else:
            say(f"Đã ghi sổ phôi, {rows} lần nhận, dùng, hỏng, kiểm đếm, vào {options.out}.")
        return OK
    _tell(book, json=as_json(options))
    return OK


def _tell(book: Register, *, json: bool) -> None:
    for stock in book.stocks:
        totals = book.totals(stock)
        if json:
            moved = [movement_line(one, book.who(one)) for one in book.movements(stock)]
            jsonl.write(stock_line(stock, totals) | {"movements": moved})
        else:
            low = f", {stock.warning}" if stock.low else ""
            say(
                f"{stock.about}: tồn đầu {totals.opening}, nhận {totals.received}, dùng "
                f"{totals.used}, hỏng {totals.spoilt}, lệch {totals.difference:+d}, còn "
                f"{totals.left}{low}"
            )
    if not book.stocks and not json:
        say("Sổ phôi chưa có dòng nào.")
