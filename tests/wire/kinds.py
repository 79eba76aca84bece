"""The kinds of events as a table for other programs: numbers, fields, defaults, meaning.

`python -m tests.wire.kinds` writes it anew where a kind was added; what stands there is hashed
into journals, so nothing of it ever changes.
"""

import json
import re
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain import (
    advised,
    answers,
    blank_slips,
    certification,
    downstream,
    duty,
    foreign,
    form_stock,
    hours_set,
    incidents,
    order,
    reminded,
    scan,
    technical,
)
from app.domain.events import KINDS

FILE = Path(__file__).resolve().parents[2] / "docs" / "vectors" / "kinds-1.json"
REGISTER = (  # loaded: their kinds are known
    advised,
    answers,
    blank_slips,
    certification,
    downstream,
    duty,
    foreign,
    form_stock,
    hours_set,
    incidents,
    order,
    reminded,
    scan,
    technical,
)
LEAVES = {str: "text", int: "integer"}


def make() -> dict[str, Any]:
    """All of them, and the records that stand inside of them."""
    records: dict[str, Any] = {}
    kinds = [_kind(number, version, records) for number, version in sorted(KINDS)]
    return {"kinds": kinds, "records": records}


def name_of(cls: type) -> str:
    """As documents write it: `code_paired`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def _kind(number: int, version: int, records: dict[str, Any]) -> dict[str, Any]:
    cls: Any = KINDS[number, version]
    return {
        "number": number,
        "version": version,
        "name": name_of(cls),
        "way": "down" if cls.__module__ == downstream.__name__ else "up",
        "meaning": _meaning(cls),
        "fields": _fields(cls, records),
    }


def _meaning(cls: type) -> str:
    return " ".join((cls.__doc__ or "").split())


def _fields(cls: Any, records: dict[str, Any]) -> list[list[Any]]:
    """Name, what it is, and the default where it has one."""
    hints = get_type_hints(cls)
    found = []
    for part in fields(cls):
        line: list[Any] = [part.name, _is(hints[part.name], records)]
        if part.default is not MISSING:
            line.append(list(part.default) if part.default == () else part.default)
        found.append(line)
    return found


def _is(hint: Any, records: dict[str, Any]) -> str:
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        inner = [part for part in parts if part is not type(None)]
        return "value" if len(inner) > 1 else _is(inner[0], records) + "?"
    if get_origin(hint) is tuple:
        if parts[1] is Ellipsis:
            return f"[{_is(parts[0], records)}]"
        return "(" + ",".join(_is(part, records) for part in parts) + ")"
    if is_dataclass(hint) and isinstance(hint, type):
        records.setdefault(hint.__name__, _fields(hint, records))
        return hint.__name__
    return LEAVES[hint]


def in_lines(table: dict[str, Any]) -> str:
    """As the file has it: a kind, a record a line."""
    parts = []
    for name in ("kinds", "records"):
        rows = table[name]
        lines = [_json(one) for one in rows] if isinstance(rows, list) else _named(rows)
        opening, closing = "[]" if isinstance(rows, list) else "{}"
        parts.append(f'"{name}": {opening}\n' + ",\n".join(lines) + f"\n{closing}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _named(rows: dict[str, Any]) -> list[str]:
    return [f"{_json(name)}: {_json(row)}" for name, row in rows.items()]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FILE.write_text(in_lines(make()), "utf-8")
