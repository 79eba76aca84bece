"""What the headings and words of another system's list mean: dated data, and a machine's own file.

Matching is by folded words: marks, capitals and punctuation aside.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any, TypeVar

from app.domain.dossier import STOPPED, SUSPENDED
from app.domain.errors import ClerkError
from app.domain.toml_text import broken
from app.domain.vietnamese import fold
from resources import FOLDER

FIELDS = (
    "code", "name", "procedure", "procedure_name", "received_at", "due_at", "finished_at",
    "returned_at", "status", "id", "phone", "address", "channel",
)  # fmt: skip
TITLES = {
    "code": "mã hồ sơ",
    "name": "chủ hồ sơ",
    "procedure": "mã thủ tục",
    "procedure_name": "tên thủ tục",
    "received_at": "ngày tiếp nhận",
    "due_at": "ngày hẹn trả",
    "finished_at": "ngày có kết quả",
    "returned_at": "ngày trả",
    "status": "trạng thái",
    "id": "số giấy tờ",
    "phone": "điện thoại",
    "address": "địa chỉ",
    "channel": "cách nộp",
}
PARTS = ("system", "kept", "columns", "status", "channel")
HALTED = {SUSPENDED: (8, SUSPENDED), STOPPED: (8, STOPPED)}
Status = tuple[int, str | None]
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Terms:
    """Folded words, each with what it stands for; `chosen` are fields whose heading is given.

    `kept` are headings that were said to be no field at all.
    """

    system: str
    columns: Mapping[str, str]
    passed_over: frozenset[str]
    footers: tuple[str, ...]
    statuses: Mapping[str, Status]
    channels: Mapping[str, str]
    chosen: Mapping[str, str]
    kept: frozenset[str] = frozenset()

    def status(self, text: str) -> Status | None:
        """The status that a word means: the whole of it, a number, or the longest known part."""
        words = squeezed(text)
        if words.isdigit() and 1 <= int(words) <= 10:  # noqa: PLR2004 - the ten codes
            number = int(words)
            return (number, STOPPED if number == 8 else None)  # noqa: PLR2004 - Dừng xử lý
        return _longest(self.statuses, words)

    def channel(self, text: str) -> str | None:
        """How it was handed in."""
        return _longest(self.channels, squeezed(text))


def squeezed(text: str) -> str:
    """Folded words without punctuation."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def _longest(known: Mapping[str, Meaning], words: str) -> Meaning | None:
    if words in known:
        return known[words]
    within = [part for part in known if f" {part} " in f" {words} "]
    return known[max(within, key=len)] if within else None


@cache
def _files() -> tuple[dict[str, Any], ...]:
    found = sorted((FOLDER / "import").glob("columns@*.toml"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in found)


def terms_on(day: date) -> Terms:
    """What rules on a day."""
    files = [file for file in _files() if file["effective_from"] <= day] or list(_files())
    newest = max(files, key=lambda file: file["effective_from"])
    return Terms(
        system=newest["system"],
        columns=_turned(newest["columns"]),
        passed_over=frozenset(map(squeezed, newest["passed_over"]["columns"])),
        footers=tuple(map(squeezed, newest["passed_over"]["footers"])),
        statuses={word: _status(name) for word, name in _turned(newest["status"]).items()},
        channels=_turned(newest["channel"]),
        chosen={},
    )


def with_map(terms: Terms, text: str, name: str) -> Terms:
    """The same with a machine's own file over it; ClerkError naming the line that cannot be used.

    `system = "…"`, `kept = ["heading"]`, `[columns] field = "heading"`, `[status] "words" = number`
    and `[channel] "words" = "online"`.
    """
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise _fault(name, broken(error, text)) from error
    for key in values:
        if key not in PARTS:
            raise _fault(name, f"không có mục “{key[:40]}”; có: {', '.join(PARTS)}")
    columns = _own_columns(values, name)
    channels = _table(values, "channel", name)
    for word, channel in channels.items():
        if channel not in terms.channels.values():
            raise _fault(name, f"cách nộp “{word[:40]}” phải là counter, online hoặc post")
    statuses = {
        squeezed(word): _own_status(word, value, name)
        for word, value in _table(values, "status", name).items()
    }
    kept = values.get("kept", [])
    if not isinstance(kept, list) or not all(isinstance(one, str) for one in kept):
        raise _fault(name, "kept phải là danh sách các tiêu đề")
    system = values.get("system", terms.system)
    if not isinstance(system, str) or not system.strip():
        raise _fault(name, "system phải là tên của hệ thống kia")
    return replace(
        terms,
        system=system.strip(),
        chosen={field: squeezed(heading) for field, heading in columns.items()},
        statuses={**terms.statuses, **statuses},
        channels={**terms.channels, **{squeezed(one): to for one, to in channels.items()}},
        kept=frozenset(map(squeezed, kept)),
    )


def map_text(terms: Terms, base: Terms, columns: Mapping[str, str]) -> str:
    """A file for `with_map`: what `terms` say over `base`; `columns` are headings by field."""
    quoted = partial(json.dumps, ensure_ascii=False)
    statuses = ((word, _named(found)) for word, found in _over(terms.statuses, base.statuses))
    lines = [
        f"system = {quoted(terms.system)}",
        f"kept = {quoted(sorted(terms.kept))}",
        "[columns]", *(f"{field} = {quoted(heading)}" for field, heading in columns.items()),
        "[status]", *(f"{quoted(word)} = {quoted(value)}" for word, value in statuses),
        "[channel]", *(f"{quoted(word)} = {quoted(to)}"
                       for word, to in _over(terms.channels, base.channels)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _over(words: Mapping[str, Meaning], base: Mapping[str, Meaning]) -> list[tuple[str, Meaning]]:
    return [(word, found) for word, found in words.items() if base.get(word) != found]


def _named(status: Status) -> int | str:
    number, state = status
    return number if state is None else state


def _own_columns(values: Mapping[str, Any], name: str) -> Mapping[str, str]:
    columns = _table(values, "columns", name)
    for field, heading in columns.items():
        if field not in FIELDS or not isinstance(heading, str):
            raise _fault(name, f"cột “{field[:40]}”; các cột: {', '.join(FIELDS)}")
    return columns


def _table(values: Mapping[str, Any], part: str, name: str) -> Mapping[str, Any]:
    table = values.get(part, {})
    if not isinstance(table, Mapping):
        raise _fault(name, f"[{part}] phải là một bảng")
    return table


def _own_status(word: str, value: Any, name: str) -> Status:
    if value in HALTED:
        return HALTED[value]
    if type(value) is not int or not 1 <= value <= 10:  # noqa: PLR2004 - the ten codes
        raise _fault(name, f"trạng thái “{word[:40]}” phải là số 1-10, suspended hoặc stopped")
    return value, STOPPED if value == 8 else None  # noqa: PLR2004 - Dừng xử lý


def _fault(name: str, words: str) -> ClerkError:
    return ClerkError(f"Tệp ghép cột {name}: {words}. Chưa nhập gì; hãy sửa tệp.", "map")


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {squeezed(word): name for name, words in table.items() for word in words}


def _status(name: str) -> Status:
    return HALTED.get(name) or (int(name), None)
