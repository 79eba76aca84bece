"""Leased number blocks as the ledger keeps them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Grant:
    """A block of numbers of an agency code, from a first to a last day (ISO).

    It is for one installation: the one of a device that bears this letter.
    """

    commune: str
    device: str
    agency_code: str
    block: int
    first_day: str
    last_day: str
    letter: str = ""


class Grants(Protocol):
    """Leased number blocks."""

    def add(self, grant: Grant) -> None:
        """One more."""

    def of_device(self, device: str) -> list[Grant]:
        """All of one device, by last day and block."""

    def taken(self, agency_code: str, first_day: str, last_day: str) -> set[int]:
        """Blocks that anybody holds on any of these days."""
