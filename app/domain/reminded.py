"""A result lies at the desk and nobody comes for it: how its owner was reminded.

No law knows this step; what it is worth is that nobody is called three times and none forgotten.
"""

from dataclasses import dataclass

from app.domain.events import Fact, kind

WAYS = {"call": "gọi điện", "message": "nhắn tin", "letter": "gửi thư"}


@kind(47)
@dataclass(frozen=True, slots=True)
class Reminded(Fact):
    """The owner was told that his result waits; `way` is a key of WAYS."""

    way: str
    reason: str | None = None


def way_words(way: str) -> str:
    """The way in words; a newer program's stays as it was written."""
    return WAYS.get(way, way)
