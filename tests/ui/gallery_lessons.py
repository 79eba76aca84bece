"""Pictures of the lessons, in the frame that a training profile wears."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.services.lessons import LESSONS
from app.ui.lessons.desk import DONE, NEW, RUNNING, LessonsDesk, LessonView
from app.ui.lessons.page import LessonsPage
from app.ui.place import Place
from app.ui.widgets.training import TrainingFrame, foot_high
from tests.ui.gallery_frame import window
from tests.ui.samples import run_now


def view(place: int, state: str = NEW, ticked: int = 0) -> LessonView:
    """A lesson of the program with its first steps ticked."""
    lesson = LESSONS[place]
    steps = tuple((step.words, number < ticked) for number, step in enumerate(lesson.steps))
    tray = tuple(one.words for one in lesson.tray)
    return LessonView(lesson.title, lesson.about, lesson.task, tray, steps, state)


FIRST = replace(view(0, DONE, 3), took="4 phút 10 giây")
LAST = tuple(view(place) for place in range(2, 5))


def lessons(
    shown: tuple[LessonView, ...], act: Callable[[LessonsPage], object] = lambda _page: None
) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        frame = window()
        page = LessonsPage(LessonsDesk(lambda: shown, lambda _place: shown, run_now))
        frame.shell.rail.add(Place("lessons", "report", "Bài học", "Ctrl+L"))
        frame.shell.rail.leave_foot(foot_high())
        page.noticed.connect(lambda _: frame.shell.rail.show_count("lessons", 2))
        frame.add_page("lessons", page)
        frame.resize(1366, 768)
        TrainingFrame(frame)
        frame.show()
        frame.go("lessons")
        act(page)
        return frame

    return build


SHOTS: dict[str, Callable[[], QWidget]] = {
    "lessons": lessons((FIRST, view(1, RUNNING, 1), *LAST, view(5))),
    "lessons-long": lessons((FIRST, view(1), *LAST, view(5, RUNNING, 4))),
    "lessons-done": lessons((FIRST, view(1), *LAST, view(5)), lambda page: page.list.go_to(0)),
}
