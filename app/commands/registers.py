"""register and report: a book or figures of some days, as the ending of the file says."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap import registers
from app.commands.output import say
from app.commands.parser import WrongUsage, iso_day
from app.commands.session import as_json, unlocked
from app.services.books import Period

OK = 0


def register(options: Namespace) -> int:
    """Write a book; `{"book","rows","file"}` with --json."""
    from app.commands import jsonl

    if options.book not in registers.NAMES:
        known = ", ".join(registers.NAMES)
        raise WrongUsage(f"Không có sổ {options.book}. Các sổ: {known}.")
    out, period = _out(options, registers.ENDINGS), _period(options)
    with unlocked(options) as desk:
        rows = registers.write_register(desk, options.book, period.first, period.last, out)
    if as_json(options):
        jsonl.write({"book": options.book, "rows": rows, "file": str(out)})
    else:
        say(f"Đã ghi {rows} dòng của sổ {options.book} vào {out}.")
    return OK


def report(options: Namespace) -> int:
    """Write a report; `{"report","rows","file"}` with --json."""
    from app.bootstrap import reports
    from app.commands import jsonl

    known = ", ".join(reports.NAMES)
    if options.form in reports.LATER:
        raise WrongUsage(
            f"Báo cáo {options.form} chưa có trong bản này. Dữ liệu không đổi. Đã có: {known}."
        )
    if options.form not in reports.NAMES:
        raise WrongUsage(f"Không có báo cáo {options.form}. Các báo cáo: {known}.")
    if options.by and options.form != reports.SHEET:
        raise WrongUsage(f"--by chỉ dùng với {reports.SHEET}.")
    out, period = _out(options, reports.ENDINGS), _period(options)
    with unlocked(options) as desk:
        rows = reports.write_report(desk, options.form, period, out, options.by or "")
    if as_json(options):
        jsonl.write({"report": options.form, "rows": rows, "file": str(out)})
    else:
        say(f"Đã ghi {rows} dòng của báo cáo {options.form} vào {out}.")
    return OK


def _out(options: Namespace, endings: Sequence[str]) -> Path:
    out = Path(options.out)
    if out.suffix.lower() not in endings:
        raise WrongUsage(f"Tệp của --out phải có đuôi {', '.join(endings)}.")
    return out


def _period(options: Namespace) -> Period:
    first, last = iso_day(options.first, "--from"), iso_day(options.last, "--to")
    if first > last:
        raise WrongUsage(f"--from {first} đứng sau --to {last}. Hãy đổi lại.")
    return Period(first, last)
