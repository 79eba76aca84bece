"""What the lessons page is given: where each lesson stands, counted from the journal."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import signer
from app.domain.errors import ClerkError
from app.domain.times import to_seconds
from app.services.lessons import LESSONS, Begun, Lesson, Standing, Tray, stand
from app.services.slip_values import slip_token
from app.storage import lessons as kept
from app.ui.lessons import desk as ui
from app.ui.tasks import Run

MINUTE, HOUR = 60, 3600
NO_LESSON = "Chưa bắt đầu bài học nào. Ctrl+L mở trang Bài học, F9 bắt đầu."
NO_SLIP = "Chưa có phiếu hẹn của {0} trong bài này. Hãy nhận hồ sơ trước, rồi Shift+F3 lần nữa."


@dataclass(slots=True)
class LessonBridge:
    """Callables of the page over the unlocked desk, all on the work thread."""

    opened: Callable[[], OpenDesk]
    run: Run
    _scanned: int = field(default=0, init=False)

    def desk(self) -> ui.LessonsDesk:
        """The page's view of it."""
        return ui.LessonsDesk(lessons=self.lessons, begin=self.begin, run=self.run)

    def lessons(self) -> tuple[ui.LessonView, ...]:
        """All of them as they stand now."""
        return tuple(_view(lesson, self._stand(place)) for place, lesson in enumerate(LESSONS))

    def begin(self, place: int) -> tuple[ui.LessonView, ...]:
        """Begin one; its tray is full again."""
        opened = self.opened()
        kept.begin(opened.connection, place, to_seconds(opened.desk.clock.now()))
        self._scanned = 0
        return self.lessons()

    def next_scan(self) -> str:
        """What a scanner would read next in the lesson that was begun last, round and round."""
        place = kept.current(self.opened().connection)
        if place is None:
            raise ClerkError(NO_LESSON)
        tray = LESSONS[place].tray
        text = self._text(place, tray[self._scanned % len(tray)])
        self._scanned += 1
        return text

    def _text(self, place: int, wanted: Tray) -> str:
        if not wanted.slip:
            return wanted.person.card
        opened = self.opened()
        begun = kept.begun(opened.connection, place)
        own = (
            [] if begun is None else kept.seen(opened.connection, begun).received(wanted.person.id)
        )
        numbers = [dossier for dossier, _ in own]
        if not numbers:
            raise ClerkError(NO_SLIP.format(wanted.person.name))
        stored = opened.journal.dossier(numbers[-1])
        return slip_token(stored, signer(opened), opened.standing.office.lookup_url)

    def _stand(self, place: int) -> Standing:
        """Where one stands; the moment in which its last step is seen is kept."""
        connection = self.opened().connection
        begun = kept.begun(connection, place)
        now = stand(LESSONS[place], begun, lambda since: kept.seen(connection, since))
        if begun is None or now.done or not all(now.steps):
            return now
        took = max(0, kept.last_moved(connection) - begun.at)
        kept.end(connection, place, begun, took)
        return Standing(Begun(begun.after, begun.at, took), now.steps)


def _view(lesson: Lesson, standing: Standing) -> ui.LessonView:
    state = ui.NEW if standing.begun is None else ui.DONE if standing.done else ui.RUNNING
    took = standing.begun.took if standing.begun else None
    return ui.LessonView(
        title=lesson.title,
        about=lesson.about,
        task=lesson.task,
        tray=tuple(one.words for one in lesson.tray),
        steps=tuple(
            (step.words, done) for step, done in zip(lesson.steps, standing.steps, strict=True)
        ),
        state=state,
        took="" if took is None else _said(took),
    )


def _said(seconds: int) -> str:
    if seconds < MINUTE:
        return f"{seconds} giây"
    if seconds < HOUR:
        return f"{seconds // MINUTE} phút {seconds % MINUTE} giây"
    return "hơn một giờ"
