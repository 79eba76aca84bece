"""register: a book of some days, as the ending of the file says."""

from argparse import Namespace
from pathlib import Path

from app.bootstrap import registers
from app.commands.output import say
from app.commands.parser import WrongUsage, iso_day
from app.commands.session import as_json, unlocked

OK = 0


def register(options: Namespace) -> int:
    """Write a book; `{"book","rows","file"}` with --json."""
    from app.commands import jsonl

    if options.book not in registers.NAMES:
        known = ", ".join(registers.NAMES)
        raise WrongUsage(f"Không có sổ {options.book}. Các sổ: {known}.")
    out = Path(options.out)
    if out.suffix.lower() not in registers.ENDINGS:
        raise WrongUsage(f"Tệp của --out phải có đuôi {', '.join(registers.ENDINGS)}.")
    first, last = iso_day(options.first, "--from"), iso_day(options.last, "--to")
    if first > last:
        raise WrongUsage(f"--from {first} đứng sau --to {last}. Hãy đổi lại.")
    with unlocked(options) as desk:
        rows = registers.write_register(desk, options.book, first, last, out)
    if as_json(options):
        jsonl.write({"book": options.book, "rows": rows, "file": str(out)})
    else:
        say(f"Đã ghi {rows} dòng của sổ {options.book} vào {out}.")
    return OK
