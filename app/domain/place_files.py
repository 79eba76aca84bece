"""Lines of units.csv and offices.csv → communes and the offices that receive there."""

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import overload

from app.domain.errors import ClerkError
from app.domain.hours_typed import hours_typed
from app.domain.place import DEFAULT_HOURS, PIN, UNLOCKS, Commune, Office, is_unit_code
from app.domain.tables import Row, rows_of


def read_commune(row: Row) -> Commune:
    """A unit; ClerkError for a code without five digits."""
    code = row.needed("commune_code")
    if not is_unit_code(code):
        raise row.fault(f"mã xã “{code[:20]}” phải có 5 chữ số")
    return Commune(
        code, row.needed("commune_name"), row.needed("type").lower(), row.needed("province_code"),
        row.needed("province_name"),
    )  # fmt: skip


class LateUnits(Sequence[Commune]):
    """The units of a table of our own, read when somebody first asks: most commands never do."""

    def __init__(self, text: str, file: str) -> None:
        """`file` is the table's name, for its faults."""
        self._text, self._file = text, file

    @cached_property
    def _units(self) -> tuple[Commune, ...]:
        return tuple(rows_of(self._text, self._file, read_commune, attrgetter("code")))

    @overload
    def __getitem__(self, place: int) -> Commune: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Commune, ...]: ...

    def __getitem__(self, place: int | slice) -> Commune | tuple[Commune, ...]:
        """One unit, or some."""
        return self._units[place]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._units)

    def __eq__(self, other: object) -> bool:
        """Equal to whatever holds the same units."""
        return isinstance(other, Sequence) and self._units == tuple(other)

    def __hash__(self) -> int:
        """As a tuple of them."""
        return hash(self._units)


def read_office(row: Row) -> Office:
    """An office; ClerkError for hours that cannot be read, or a policy that there is not."""
    try:
        hours = hours_typed(row.text("hours") or DEFAULT_HOURS)
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
        branch=row.text("branch") or None,
    )
