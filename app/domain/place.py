"""Units of two tiers since 1 July 2025, and the offices that receive there."""

from dataclasses import asdict, dataclass
from typing import Any

DEFAULT_HOURS = "07:00-11:30 13:30-17:00"
PIN, PASSPHRASE = "pin", "passphrase"
UNLOCKS = (PIN, PASSPHRASE)
CENTRE, SECTION, POINT = "centre", "section", "point"
OFFICE_KINDS = {
    CENTRE: "Trung tâm Phục vụ hành chính công",
    SECTION: "Bộ phận Tiếp nhận và Trả kết quả",
    POINT: "Điểm Phục vụ hành chính công",
}


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit of the lower tier: five-digit code, kind (xã, phường, đặc khu), bare name."""

    code: str
    name: str
    kind: str
    province: str
    province_name: str

    @property
    def full_name(self) -> str:
        """xã Sín Thầu."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Office:
    """Who receives, as printed. `hours` as `Hours.from_text` reads; None where nobody said.

    `unlock` is the policy: what opens a desk at the first unlock after a start (`UNLOCKS`).
    `branch` is the branch of a one-level centre that a reception point belongs to, by its name.
    Where `commune` is no code of a unit it is an agency that decides and receives nothing.
    """

    commune: str
    name: str
    parent: str
    place: str
    hours: str = DEFAULT_HOURS
    phone: str | None = None
    lookup_url: str | None = None
    agency_code: str | None = None
    unlock: str = PIN
    branch: str | None = None


def is_unit_code(code: str) -> bool:
    """Whether it looks like a commune's: five digits since 1 July 2025."""
    return len(code) == 5 and code.isdigit()  # noqa: PLR2004 - said beside it


def office_of_unit(commune: Commune, kind: str = CENTRE) -> Office:
    """Where a commune receives since 1 July 2025 (NĐ 118/2025): its centre, unless it has none.

    `kind` is one of OFFICE_KINDS; a point belongs to the one centre of its province (one level).
    """
    parent = f"UBND {commune.full_name}"
    if kind == POINT:
        parent = f"{OFFICE_KINDS[CENTRE]} {commune.province_name[:1].lower()}"
        parent += commune.province_name[1:]
    return Office(
        commune=commune.code,
        name=f"{OFFICE_KINDS[kind]} {commune.full_name}",
        parent=parent,
        place=commune.name,
    )


def plain_office(office: Office) -> dict[str, Any]:
    """As texts hold it: without what is as usual, so texts from before it keep their bytes."""
    values = asdict(office)
    if office.unlock == PIN:
        del values["unlock"]
    if office.branch is None:
        del values["branch"]
    return values
