"""What the lessons page shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import Run

NEW, RUNNING, DONE = "new", "running", "done"


@dataclass(frozen=True, slots=True)
class LessonView:
    """One lesson; `tray` is what there is to scan in its order, `steps` are (words, done).

    `took` says how long it took, once it is done.
    """

    title: str
    about: str
    task: str
    tray: tuple[str, ...]
    steps: tuple[tuple[str, bool], ...]
    state: str = NEW
    took: str = ""


@dataclass(frozen=True, slots=True)
class LessonsDesk:
    """The callables; `lessons` and `begin` (a place from 0) run through `run`."""

    lessons: Callable[[], tuple[LessonView, ...]]
    begin: Callable[[int], tuple[LessonView, ...]]
    run: Run
