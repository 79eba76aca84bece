"""What a procedure's own fields may hold: each value held to the kind and length of its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.procedure import DetailField, Procedure
from app.domain.times import read_clock, read_day
from app.services.fields import printable

Details = tuple[tuple[str, str], ...]
YEAR = re.compile(r"(19|20)\d{2}")
NO_YEAR = re.compile(r"\d{4}|\d{1,2}[/.\- ]\d{1,2}")
NUMBER = re.compile(r"\d+([.,]\d+)?")


def settled(catalogue: Catalogue, procedure: Procedure, details: Details, today: date) -> Details:
    """The values in their stored form; ClerkError for a field the procedure does not have."""
    return tuple((key, value_of(catalogue, procedure, key, text, today)) for key, text in details)


def value_of(catalogue: Catalogue, procedure: Procedure, key: str, text: str, today: date) -> str:
    """One value in its stored form; ClerkError where its field cannot hold it."""
    path = f"details.{printable(key)}"
    field = next((one for one in procedure.details if one.key == key), None)
    if field is None:
        names = ", ".join(one.key for one in procedure.details) or "không có trường riêng nào"
        raise ClerkError(
            f"Thủ tục này không có trường “{path}”. Hãy xoá hoặc viết lại tên: {names}.", path
        )
    if len(text) > field.longest:
        raise ClerkError(
            f"{field.label} dài {len(text)} chữ, nhiều nhất {field.longest} chữ. Hãy rút gọn.", path
        )
    found = READ[field.kind](field, text, today) if field.kind in READ else text
    if found is None or (field.kind == "commune" and catalogue.commune(text) is None):
        wanted = WANTED[field.kind].format(", ".join(field.choices))
        raise ClerkError(f"{field.label}: “{printable(text)}” không dùng được. {wanted}", path)
    return found


def _day(_field: DetailField, text: str, today: date) -> str | None:
    """A whole day, or the year alone where no more is known; no year is guessed."""
    if YEAR.fullmatch(text):
        return text
    day = None if NO_YEAR.fullmatch(text) else read_day(text, today)
    return None if day is None else day.isoformat()


def _time(_field: DetailField, text: str, _today: date) -> str | None:
    clock = read_clock(text)
    return None if clock is None else f"{clock:%H:%M}"


def _number(_field: DetailField, text: str, _today: date) -> str | None:
    return text if NUMBER.fullmatch(text) else None


def _choice(field: DetailField, text: str, _today: date) -> str | None:
    return text if text in field.choices else None


READ: Mapping[str, Callable[[DetailField, str, date], str | None]] = {
    "date": _day,
    "time": _time,
    "number": _number,
    "choice": _choice,
}
WANTED = {
    "date": "Hãy ghi ngày, ví dụ 10/11/2026, hoặc chỉ năm.",
    "time": "Hãy ghi giờ, ví dụ 04:30.",
    "number": "Hãy ghi một số.",
    "choice": "Chọn một trong: {}.",
    "commune": "Hãy ghi mã xã 5 chữ số có trong danh mục.",
}
