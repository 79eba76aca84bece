"""JSON lines in, JSON lines out: one answer a line, flushed only after what it tells is durable."""

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from app.commands.output import say
from app.domain.errors import ClerkError, Trouble
from app.services.fields import printable

MOST_LINE = 1 << 20
REFUSED = 3
Answer = dict[str, Any]


def run_lines(source: str, handle: Callable[[int, dict[str, Any]], Answer]) -> int:
    """Answer every non-blank line of a file (`-`: standard input); 3 where one was refused."""
    status = 0
    with open_source(source) as file:
        for number, raw in physical_lines(file):
            answer = _answer(number, raw, handle)
            status = REFUSED if "message" in answer else status
            write(answer)
    return status


def physical_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Non-blank lines with their number from 1; of an endless line only the beginning is kept."""
    number = 0
    while raw := file.readline(MOST_LINE + 2):
        number += 1
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        whole = raw
        while not whole.endswith(b"\n") and (whole := file.readline(MOST_LINE)):
            raw = raw[: MOST_LINE + 2]
        if raw.strip():
            yield number, raw


def write(answer: Answer) -> None:
    """One line to standard output, out of this process's hands at once."""
    say(json.dumps(answer, ensure_ascii=False))


def open_source(source: str) -> BinaryIO:
    """The file, or standard input for `-`; Trouble where it cannot be read."""
    if source == "-":
        return sys.stdin.buffer
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise Trouble(f"Không mở được tệp {source}. Hãy xem lại đường dẫn.") from error


def _answer(number: int, raw: bytes, handle: Callable[[int, dict[str, Any]], Answer]) -> Answer:
    try:
        return handle(number, parse(raw))
    except ClerkError as fault:
        return {"line": number, "field": fault.field, "message": fault.message}


def parse(raw: bytes) -> dict[str, Any]:
    """One line as an object; ClerkError for everything that is none."""
    if len(raw) > MOST_LINE:
        raise ClerkError("Dòng này dài hơn 1 MB. Một hồ sơ không cần nhiều thế; hãy rút gọn.")
    try:
        values = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except UnicodeDecodeError as error:
        raise ClerkError("Dòng này không phải chữ UTF-8. Hãy lưu tệp lại dạng UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ClerkError("Dòng này không phải JSON. Mỗi dòng là một {…} đầy đủ.") from error
    if not isinstance(values, dict):
        raise ClerkError("Mỗi dòng phải là một {…}, không phải danh sách hay chữ.")
    return values


def _each_once(pairs: list[tuple[str, Any]]) -> Answer:
    """What stands twice would be put aside once without a word."""
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = printable(next(name for name in names if names.count(name) > 1))
        raise ClerkError(f"Trường “{twice}” ghi hai lần trong một nhóm. Hãy xoá bớt.", twice)
    return values
