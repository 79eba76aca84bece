"""Lines of bunches.csv → bunches, each held to the procedures that the version has."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from app.domain.bunch import LEAST, Bunch, BunchCase
from app.domain.catalogue import bare_code
from app.domain.person import SUBJECT_ROLES
from app.domain.procedure import Procedure
from app.domain.procedure_files import read_limit
from app.domain.tables import Row, as_number

COLUMNS = frozenset(
    "code name short_name procedures digit aliases limit_unit limit_value cutoff_time cases_json "
    "about filled source certainty".split()
)


def reader(procedures: Sequence[Procedure]) -> Callable[[Row], Bunch]:
    """What reads a line of a version with these procedures; ClerkError with the line's number."""
    known = {one.code for one in procedures}
    digits = {one.digit: one.short_name for one in procedures if one.digit}

    def read(row: Row) -> Bunch:
        bunch = _read(row)
        _check_members(row, bunch, known)
        if bunch.digit in digits:
            raise row.fault(f"phím {bunch.digit} đã dành cho {digits[bunch.digit]}")
        return bunch

    return read


def _read(row: Row) -> Bunch:
    name = row.needed("name")
    cutoff = row.text("cutoff_time") or None
    return Bunch(
        code=row.needed("code"),
        name=name,
        short_name=row.text("short_name") or name,
        procedures=tuple(bare_code(one) for one in row.parts("procedures")),
        limit=read_limit(row, row.text("limit_unit"), row.number("limit_value"), cutoff),
        cases=tuple(_case(row, one, cutoff) for one in row.json_list("cases_json")),
        about=tuple(row.text("about").split()),
        filled=tuple(row.text("filled").split()),
        digit=row.whole("digit", 1, 9),
        aliases=row.parts("aliases"),
        source=row.text("source") or None,
        certainty=row.text("certainty") or None,
    )


def _case(row: Row, one: dict[str, Any], cutoff: str | None) -> BunchCase:
    code, of = str(one.get("case") or ""), one.get("of") or {}
    if not code or not isinstance(of, dict):
        raise row.fault("cases_json: mỗi trường hợp cần case, và of là nhóm thủ tục: trường hợp")
    limit = read_limit(row, str(one.get("unit") or ""), as_number(row, one.get("value")), cutoff)
    pairs = tuple(sorted((bare_code(str(key)), str(value)) for key, value in of.items()))
    return BunchCase(code, str(one.get("name") or code), limit, pairs)


def _check_members(row: Row, bunch: Bunch, known: Collection[str]) -> None:
    if bunch.code in known:
        raise row.fault(f"mã “{bunch.code}” đã là mã của một thủ tục")
    if len(set(bunch.procedures)) != len(bunch.procedures) or len(bunch.procedures) < LEAST:
        raise row.fault("procedures cần ít nhất hai mã thủ tục khác nhau")
    for code in bunch.procedures:
        if code not in known:
            raise row.fault(f"không có thủ tục “{code[:30]}” trong danh mục")
    for role in bunch.about:
        if role not in SUBJECT_ROLES:
            raise row.fault(f"about “{role[:30]}” không có; dùng {', '.join(SUBJECT_ROLES)}")
