"""Units of two tiers since 1 July 2025, and the offices that receive there."""

from dataclasses import asdict, dataclass
from typing import Any

DEFAULT_HOURS = "07:00-11:30 13:30-17:00"
PIN, PASSPHRASE = "pin", "passphrase"
UNLOCKS = (PIN, PASSPHRASE)


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


def office_of_unit(commune: Commune) -> Office:
    """The office that every commune has had since 1 July 2025 (NĐ 118/2025)."""
    return Office(
        commune=commune.code,
        name=f"Trung tâm Phục vụ hành chính công {commune.full_name}",
        parent=f"UBND {commune.full_name}",
        place=commune.name,
    )


def plain_office(office: Office) -> dict[str, Any]:
    """As texts hold it: without the usual policy, so texts from before it keep their bytes."""
    values = asdict(office)
    if office.unlock == PIN:
        del values["unlock"]
    return values
