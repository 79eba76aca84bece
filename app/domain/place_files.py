"""Lines of units.csv and offices.csv → communes and the offices that receive there."""

from app.domain.errors import ClerkError
from app.domain.office_hours import Hours
from app.domain.place import DEFAULT_HOURS, PIN, UNLOCKS, Commune, Office
from app.domain.tables import Row


def read_commune(row: Row) -> Commune:
    """A unit; ClerkError for a code without five digits."""
    code = row.needed("commune_code")
    if not (len(code) == 5 and code.isdigit()):  # noqa: PLR2004 - five digits since 1 July 2025
        raise row.fault(f"mã xã “{code[:20]}” phải có 5 chữ số")
    return Commune(
        code, row.needed("commune_name"), row.needed("type").lower(), row.needed("province_code"),
        row.needed("province_name"),
    )  # fmt: skip


def read_office(row: Row) -> Office:
    """An office; ClerkError for hours that cannot be read, or a policy that there is not."""
    hours = row.text("hours") or DEFAULT_HOURS
    try:
        Hours.from_text(hours)
    except ClerkError as fault:
        raise row.fault(fault.message) from fault
    unlock = row.text("unlock") or PIN
    if unlock not in UNLOCKS:
        raise row.fault(f"unlock là {' hoặc '.join(UNLOCKS)}, không có “{unlock[:20]}”")
    return Office(
        commune=row.needed("commune"),
        name=row.needed("name"),
        parent=row.needed("parent"),
        place=row.needed("place"),
        hours=hours,
        phone=row.text("phone") or None,
        lookup_url=row.text("lookup_url") or None,
        agency_code=row.text("agency_code") or None,
        unlock=unlock,
    )
