"""The hours of an office that stands alone, said anew by its leader."""

from dataclasses import dataclass

from app.domain.events import Fact, kind


@kind(7)
@dataclass(frozen=True, slots=True)
class HoursSet(Fact):
    """The office works these hours (as offices.csv writes them) from the day of the event on.

    A later one of the same day rules; joining a province ends all of them.
    """

    hours: str
