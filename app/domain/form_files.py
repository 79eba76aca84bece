"""A province's layouts of papers: NAME@DATE.toml, checked before they are published.

What a desk could not print is refused at the province, with its line, and never reaches a desk.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.errors import ClerkError
from app.domain.form_uses import unknown_use
from app.domain.toml_text import broken

NAMED = re.compile(r"(?P<form>[a-z0-9][a-z0-9-]*)@(?P<day>\d{4}-\d{2}-\d{2})\.toml")
BLOCKS = frozenset({"header", "text", "table", "look_up", "sign", "ruler", "space"})
SAID = ("name", "legal_basis", "mark")


def check_forms(forms: Mapping[str, str]) -> list[str]:
    """A sentence on each file that no desk will use; ClerkError names one that is broken."""
    notes = []
    for name, text in sorted(forms.items()):
        found = NAMED.fullmatch(name)
        if found is None:
            notes.append(
                f"forms/{name}: tên không có dạng mau-01@2025-09-15.toml, không máy nào in."
            )
        else:
            _check(name, found["form"], found["day"], text)
    return notes


def _check(name: str, form: str, day: str, text: str) -> None:
    layout = _read(name, text)
    head = layout.get("form")
    if not isinstance(head, dict) or head.get("id") != form:
        raise _wrong(name, f'[form] phải có id = "{form}"')
    starts = head.get("effective_from")
    if not isinstance(starts, date) or starts.isoformat() != day:
        raise _wrong(name, f"[form] phải có effective_from = {day}, như tên tệp")
    for key in SAID:
        if not isinstance(head.get(key), str):
            raise _wrong(name, f"[form] thiếu {key}")
    _check_blocks(name, form, layout.get("block"), text)


def _check_blocks(name: str, form: str, blocks: Any, text: str) -> None:
    if not isinstance(blocks, list) or not blocks:
        raise _wrong(name, "không có phần [[block]] nào")
    for block in blocks:
        if not isinstance(block, dict) or block.get("type") not in BLOCKS:
            raise _wrong(name, f"[[block]] phải có type là một trong {', '.join(sorted(BLOCKS))}")
    unknown = unknown_use(form, blocks, text)
    if unknown is not None:
        line, what = unknown
        raise ClerkError(f"forms/{name}, dòng {line}: {what} Chưa công bố gì.", name)


def _read(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ClerkError(f"forms/{name}, {broken(error, text)}.", name) from error


def _wrong(name: str, what: str) -> ClerkError:
    return ClerkError(f"forms/{name}: {what}.", name)
