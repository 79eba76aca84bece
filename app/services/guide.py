"""The guide for clerks: one short text a task, each belonging to a page of the program."""

import re
from dataclasses import dataclass
from functools import cache

from resources import FOLDER

HEAD = re.compile(r"<!-- trang: (?P<page>[\w-]+)(?:; hình: (?P<picture>[\w-]+))? -->\n")


@dataclass(frozen=True, slots=True)
class Task:
    """One text: its title, the page it is about, its picture (empty for none), its Markdown."""

    title: str
    page: str
    picture: str
    text: str


@cache
def tasks() -> tuple[Task, ...]:
    """All of them, in the order of a day."""
    files = sorted((FOLDER / "help").glob("*.md"), key=lambda file: file.name)
    return tuple(_read(file.read_text("utf-8")) for file in files)


def about(page: str) -> int:
    """The place of the first text about a page, 0 where there is none."""
    return next((place for place, task in enumerate(tasks()) if task.page == page), 0)


def _read(text: str) -> Task:
    head = HEAD.match(text)
    if head is None:
        raise ValueError(text[:40])
    body = text[head.end() :]
    title = body.partition("\n")[0].removeprefix("# ")
    return Task(title, head["page"], head["picture"] or "", body)
