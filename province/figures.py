"""Figures of one machine, as oversight shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeviceCount:
    """How far one device's events have come; `refusals` are those at its counter (Mẫu 03)."""

    installations: int
    stored: int
    judged: int
    quarantined: int
    waiting: int
    refusals: int
    advised: int
