"""import: the list that another system lets a clerk save, row by row."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.bootstrap import list_maps
from app.commands import jsonl
from app.commands.session import unlocked_to_write
from app.devices.sheet_file import read_sheets
from app.domain.errors import Trouble
from app.domain.list_columns import letter
from app.domain.list_terms import TITLES
from app.services.importing import FoundList, Importer, Taken

OK, REFUSED = 0, 3


def import_list(options: Namespace) -> int:
    """Answer every row once it is stored; 3 where one was refused."""
    sheets = read_sheets(Path(options.file))
    given = None if options.map is None else text_of_file(options.map)
    with unlocked_to_write(options) as desk:
        found = list_maps.find(desk, sheets, given)
        _tell(found)
        importer = Importer(desk.desk, found)
        status = OK
        for taken in importer.take():
            jsonl.write(answer(taken))
            status = status if taken.fault is None else REFUSED
        _tell_passed_over(importer.passed_over)
    return status


def answer(taken: Taken) -> dict[str, Any]:
    """A row's answer, as the contract has it."""
    if taken.fault is not None:
        return {"line": taken.line, "field": taken.fault.field, "message": taken.fault.message}
    line: dict[str, Any] = {"line": taken.line, "code": taken.code, "result": taken.result}
    if taken.warnings:
        line["warnings"] = [{"field": one.field, "message": one.message} for one in taken.warnings]
    return line


def text_of_file(file: str) -> tuple[str, str]:
    """The name and the text of a file of columns."""
    try:
        return Path(file).name, Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"Không đọc được tệp {file}. Chưa làm gì. Hãy xem lại đường dẫn.") from error


def _tell(found: FoundList) -> None:
    """How the columns were understood, before anything is stored."""
    columns = found.columns
    known = (
        f"{letter(place)} “{columns.headings[place]}” = {TITLES[field]}"
        for field, place in columns.places.items()
    )
    sys.stderr.write(f"Trang {found.sheet.name}: {'; '.join(known)}.\n")
    kept = "; ".join(columns.headings[place] for place in columns.kept if columns.headings[place])
    if kept:
        sys.stderr.write(f"Giữ nguyên, không có mục riêng: {kept}.\n")
    if found.assumed:
        sys.stderr.write(f"{found.assumed}\n")
    for one in found.reread:
        sys.stderr.write(f"Chữ {one.title}: {one.cells} ô đã đổi sang Unicode.\n")
    if found.others:
        sys.stderr.write(f"Không đọc các trang khác của tệp: {'; '.join(found.others)}.\n")


def _tell_passed_over(lines: list[int]) -> None:
    if lines:
        shown = ", ".join(map(str, lines[:20])) + (" …" if len(lines) > 20 else "")  # noqa: PLR2004
        sys.stderr.write(f"Không phải hồ sơ (chân trang, tiêu đề lặp): dòng {shown}.\n")
