"""A place of the rail, told before the rail itself is built."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the program: `name` for the code, `icon`, its word, and its key."""

    name: str
    icon: str
    words: str
    key: str = ""
