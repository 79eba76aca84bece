"""Waiting for technical conditions inside status 4: the clock runs on, the reason is kept.

A land file without its form, a register that does not answer: whoever is overdue by it says so
(domain.md 9.2, system 3). Nothing is put off by it.
"""

from dataclasses import dataclass

from app.domain.events import Fact, kind


@kind(50)
@dataclass(frozen=True, slots=True)
class TechnicalWait(Fact):
    """Work waits for something technical; `reason` is a line of the list of reasons, or words."""

    reason: str


@kind(51)
@dataclass(frozen=True, slots=True)
class TechnicalWaitOver(Fact):
    """What was waited for is there."""

    reason: str | None = None
