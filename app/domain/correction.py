"""Which fields of a dossier a correction may reach, and how it puts them right."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.events import JsonValue
from app.domain.parts import FeeLine, ForeignCode

PLAIN = (
    "note", "case", "channel", "return_by", "deciding_office", "return_office", "appointment",
    "sets", "pages", "copies",
)  # fmt: skip
RECORDS = ("owner", "submitter", "external_code")
LISTS = ("subjects", "papers", "codes")
CODE = ("system", "code")  # of a paired code; since when it was paired stays
MONEY = ("exemption", "paid", "fee_receipt")


def value_at(dossier: Dossier, path: str) -> JsonValue:
    """What stands there now; ClerkError where no such field can be corrected."""
    head, _, rest = path.partition(".")
    if head in PLAIN and not rest:
        return _scalar(getattr(dossier, head))
    if head == "details" and rest:
        return dict(dossier.details).get(rest)
    if head == "fee" and rest.partition(".")[0] in MONEY:
        return _member(dossier, rest, path)
    if head in RECORDS:
        return _member(getattr(dossier, head), rest, path)
    if head in LISTS:
        place, _, name = rest.partition(".")
        items = getattr(dossier, head)
        if place in map(str, range(len(items))) and (head != "codes" or name in CODE):
            return _member(items[int(place)], name, path)
    raise _unknown(path)


def put(dossier: Dossier, path: str, value: JsonValue) -> Dossier:
    """The dossier with the new value; a path that leads nowhere changes nothing."""
    try:
        value_at(dossier, path)
    except ClerkError:
        return dossier
    head, _, rest = path.partition(".")
    if head == "details":
        return dossier.but(details=_with_detail(dossier.details, rest, value))
    if path == "fee.exemption":
        return _exempted(dossier, None if value is None else str(value))
    if head in LISTS:
        place, _, name = rest.partition(".")
        items = list(getattr(dossier, head))
        items[int(place)] = _with(items[int(place)], name, value)
        path, value = head, tuple(items)
    changed: Dossier = _with(dossier, rest if head == "fee" else path, value)
    if head == "codes":
        return _external_anew(dossier, changed)
    return _paired_anew(dossier, changed) if head == "external_code" else changed


def _external_anew(before: Dossier, after: Dossier) -> Dossier:
    """The code that the dossier came with, where it is the one among its codes that was changed."""
    old = before.external_code
    for was, now in zip(before.codes, after.codes, strict=True):
        if old is not None and (was.system, was.code) == (old.system, old.code):
            return after.but(external_code=ForeignCode(now.system, now.code))
    return after


def _paired_anew(before: Dossier, after: Dossier) -> Dossier:
    """The code among those that the dossier is known by, since when it was."""
    old, new = before.external_code, after.external_code
    if old is None or new is None:
        return after
    codes = tuple(
        replace(one, system=new.system, code=new.code)
        if (one.system, one.code) == (old.system, old.code)
        else one
        for one in after.codes
    )
    return after.but(codes=codes)


def _exempted(dossier: Dossier, ground: str | None) -> Dossier:
    """Every line nothing on a ground; without one what it was, where that is known."""
    lines: tuple[FeeLine, ...] | None = dossier.fees
    if ground is not None:
        exempt = lines or (FeeLine("fee", None, 1, 0),)
        lines = tuple(replace(line, dong=0, exemption=ground) for line in exempt)
    elif lines is not None and dossier.exemption is not None:
        charged = [_charged(line) for line in lines]
        lines = None if None in charged else tuple(line for line in charged if line)
    return dossier.but(exemption=ground, fees=lines)


def _charged(line: FeeLine) -> FeeLine | None:
    """The line without its exemption; None where its amount was never known."""
    if line.base is None:
        return None
    return replace(line, dong=line.base * line.quantity, exemption=None)


def _with(record: Any, path: str, value: object) -> Any:
    """The record with a value further in."""
    name, _, rest = path.partition(".")
    return replace(record, **{name: _with(getattr(record, name), rest, value) if rest else value})


def _with_detail(
    details: tuple[tuple[str, str], ...], key: str, value: JsonValue
) -> tuple[tuple[str, str], ...]:
    kept = {name: text for name, text in details if name != key}
    if value is not None:
        kept[key] = str(value)
    return tuple(sorted(kept.items()))


def _member(record: Any, path: str, whole: str) -> JsonValue:
    """A value inside a record or a record of it; neither records nor lists are put right whole."""
    name, _, rest = path.partition(".")
    if record is None or name not in {field.name for field in fields(record)}:
        raise _unknown(whole)
    value = getattr(record, name)
    if rest and is_dataclass(value):
        return _member(value, rest, whole)
    if rest or is_dataclass(value) or isinstance(value, tuple):
        raise _unknown(whole)
    return _scalar(value)


def _scalar(value: Any) -> JsonValue:
    return value if isinstance(value, str | int) or value is None else str(value)


def _unknown(path: str) -> ClerkError:
    if path == "procedure":
        return ClerkError(
            "Không đổi được thủ tục của hồ sơ đã nhận: hạn, phí và giấy tờ theo thủ tục ấy. Hồ sơ "
            "không đổi. Hãy huỷ hồ sơ này và tiếp nhận lại đúng thủ tục.",
            "field",
        )
    return ClerkError(f"Không có trường “{path[:60]}” để sửa trong hồ sơ này.", "field")
