"""The guide for clerks: one short text a task, each belonging to places of the program.

A place is a page, or a part of one: `reception`, `reception.extras`, `admin.printer`.
"""

import re
from dataclasses import dataclass
from functools import cache

from resources import FOLDER

HEAD = re.compile(r"<!-- chỗ: (?P<places>[\w., -]+?)(?:; hình: (?P<picture>[\w-]+))? -->\n")


@dataclass(frozen=True, slots=True)
class Task:
    """One text: its title, the places it is about, its picture (empty for none), its Markdown."""

    title: str
    places: tuple[str, ...]
    picture: str
    text: str


@cache
def tasks() -> tuple[Task, ...]:
    """All of them, in the order of a day."""
    files = sorted((FOLDER / "help").glob("*.md"), key=lambda file: file.name)
    return tuple(_read(file.read_text("utf-8")) for file in files)


def about(*places: str) -> int:
    """Where the text about the first place that has one stands; 0 where none has."""
    told = {place: at for at, task in enumerate(tasks()) for place in task.places}
    return next((told[place] for place in places if place in told), 0)


def _read(text: str) -> Task:
    head = HEAD.match(text)
    if head is None:
        raise ValueError(text[:40])
    body = text[head.end() :]
    title = body.partition("\n")[0].removeprefix("# ")
    places = tuple(place.strip() for place in head["places"].split(","))
    return Task(title, places, head["picture"] or "", body)
