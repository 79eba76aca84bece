"""Which fields of a dossier a correction may reach, and how it puts them right."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.events import JsonValue

PLAIN = ("note", "case", "return_by", "appointment", "sets", "pages", "copies")
PERSONS = ("owner", "submitter")


def value_at(dossier: Dossier, path: str) -> JsonValue:
    """What stands there now; ClerkError where no such field can be corrected."""
    head, _, rest = path.partition(".")
    if head in PLAIN and not rest:
        return _scalar(getattr(dossier, head))
    if head in PERSONS and getattr(dossier, head) is not None:
        return _member(getattr(dossier, head), rest, path)
    if head == "details" and rest:
        return dict(dossier.details).get(rest)
    if head == "subjects":
        place, _, name = rest.partition(".")
        if place in map(str, range(len(dossier.subjects))):
            return _member(dossier.subjects[int(place)], name, path)
    raise _unknown(path)


def put(dossier: Dossier, path: str, value: JsonValue) -> Dossier:
    """The dossier with the new value; a path that leads nowhere changes nothing."""
    try:
        value_at(dossier, path)
    except ClerkError:
        return dossier
    head, _, rest = path.partition(".")
    if head == "details":
        return replace(dossier, details=_with_detail(dossier.details, rest, value))
    if head == "subjects":
        place, _, name = rest.partition(".")
        people = list(dossier.subjects)
        people[int(place)] = _with(people[int(place)], name, value)
        return replace(dossier, subjects=tuple(people))
    if head in PERSONS:
        value = _with(getattr(dossier, head), rest, value)
    changed: Dossier = _with(dossier, head, value)
    return changed


def _with(record: Any, name: str, value: object) -> Any:
    return replace(record, **{name: value})


def _with_detail(
    details: tuple[tuple[str, str], ...], key: str, value: JsonValue
) -> tuple[tuple[str, str], ...]:
    kept = {name: text for name, text in details if name != key}
    if value is not None:
        kept[key] = str(value)
    return tuple(sorted(kept.items()))


def _member(record: Any, name: str, path: str) -> JsonValue:
    if name not in {field.name for field in fields(record)}:
        raise _unknown(path)
    value = getattr(record, name)
    if is_dataclass(value):
        raise _unknown(path)
    return _scalar(value)


def _scalar(value: Any) -> JsonValue:
    return value if isinstance(value, str | int) or value is None else str(value)


def _unknown(path: str) -> ClerkError:
    return ClerkError(f"Không có trường “{path[:60]}” để sửa trong hồ sơ này.", "field")
