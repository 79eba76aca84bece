"""The office's rows: what the program brings along for a day, and the office's own in its words."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from app.domain.errors import Trouble
from app.domain.queue import Row
from app.domain.queue_rules import ROW_LETTERS, Rules
from resources import FOLDER

ROW = re.compile(rf"([{ROW_LETTERS}])\s+(\S.{{0,59}})")
MOST_ROWS = len(ROW_LETTERS)


@cache
def _files() -> tuple[dict[str, Any], ...]:
    found = sorted((FOLDER / "queue").iterdir())
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in found)


def rules_on(day: date, rows: str = "") -> Rules:
    """What rules on a day; `rows` are the office's own, as its setting has them; empty: none.

    Raises Trouble where the office's rows cannot be read.
    """
    files = [file for file in _files() if file["effective_from"] <= day] or list(_files())
    newest = max(files, key=lambda file: file["effective_from"])
    brought = tuple(Row(letter, title) for letter, title in newest["rows"].items())
    rules = Rules(brought, newest["priority_run"], newest["absent_after"])
    return replace(rules, rows=read_rows(rows) or rules.rows)


def read_rows(text: str) -> tuple[Row, ...]:
    """Rows as a setting names them: `A Chứng thực; B Đất đai`. Empty: none."""
    rows: list[Row] = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        found = ROW.fullmatch(part)
        if found is None or found[1] in {row.letter for row in rows}:
            raise Trouble(
                f"Chưa đọc được hàng “{part[:40]}” trong cài đặt queue_rows. Các số đã cấp vẫn "
                f"nguyên. Mỗi hàng là một chữ trong {', '.join(ROW_LETTERS)}, một dấu cách, rồi "
                "tên hàng; các hàng cách nhau bằng dấu chấm phẩy."
            )
        rows.append(Row(found[1], found[2]))
    return tuple(rows)


def rows_as_set(rows: tuple[Row, ...]) -> str:
    """The setting's text of these rows."""
    return "; ".join(f"{row.letter} {row.title}" for row in rows)
