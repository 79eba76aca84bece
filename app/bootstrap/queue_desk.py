"""What Hàng chờ and the waiting room's screen are given: the office's queue in ready words."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.queue import ABSENT, FIRST
from app.services.queue import Issued, Queue, QueueSeen, Seen
from app.ui.paper_words import queued
from app.ui.queue import desk as ui
from app.ui.tasks import Run

DESK, ROW = "desk:", "row:"
PAPERS = {
    "waiting": ("paused", "chờ in"),
    "printing": ("sending", "đang in"),
    "failed": ("attention", "chưa ra giấy"),
    "asked": ("attention", "ra giấy chưa?"),
}
GONE = ("paused", "vắng")
SAY_IT = "Không in phiếu: đọc số cho dân, hoặc chép ra giấy."
NOBODY_BEFORE = "Hàng này chưa có ai chờ trước."
HOUR = 60


@dataclass(slots=True)
class QueueBridge:
    """Callables of the page over the office's queue; `own` is this desk's number.

    `paper` is on what a ticket is printed, None for none.
    """

    queue: Callable[[], Queue]
    own: Callable[[], int]
    paper: Callable[[], str | None]
    queued: Callable[[str], str] = queued

    def desk(self, run: Run) -> ui.QueueDesk:
        """The page's view of it."""
        return ui.QueueDesk(
            state=lambda: self.shown(self.queue().refresh()),
            seen=lambda: self.shown(self.queue().seen()),
            issue=self.issue,
            call=self.call,
            recall=lambda: self.queue().recall().number,
            hold=lambda: self.queue().hold().number,
            transfer=self.transfer,
            end=self.end,
            void=self.void,
            put_back=self.put_back,
            miss=lambda: self.queue().absent().number,
            print_again=self.print_again,
            serve=lambda letters: self.queue().serve(letters),
            run=run,
        )

    def shown(self, seen: QueueSeen) -> ui.Queue:
        """The queue as pages show it."""
        current, longest = seen.current, seen.longest
        return ui.Queue(
            lines=tuple(ui.Line(row.letter, row.title, row.waiting) for row in seen.rows),
            waiting=tuple(map(ticket, seen.waiting)),
            called=tuple(map(ticket, seen.called)),
            held=tuple(map(ticket, (*seen.held, *seen.absent))),
            serving=current.number if current else "",
            serving_key=current.key if current else "",
            since=f"{current.title} · gọi {current.calls} lần" if current else "",
            day=seen.day,
            longest="" if longest is None else minutes(longest),
            board=tuple(
                ui.Called(one.number, f"Quầy {one.desk}", one.calls) for one in seen.newest
            ),
            targets=self._targets(seen),
            serves=seen.serves,
            apart=seen.said,
        )

    def issue(self, letter: str, first: bool) -> ui.Issued:  # noqa: FBT001 - the page's call
        """A number; its paper is queued in the same breath, and printed by the print queue."""
        given = self.queue().issue(letter, FIRST if first else "", paper=self.paper())
        one = given.ticket
        return ui.Issued(one.key, one.number, one.title, self._told(given), bool(one.priority))

    def call(self, key: str) -> str:
        """The number that was called, empty where nobody waits."""
        called = self.queue().call(key)
        return called.number if called else ""

    def transfer(self, target: str) -> str:
        """To another desk alone, or to the head of another row."""
        queue = self.queue()
        if target.startswith(DESK):
            return queue.transfer(desk=int(target.removeprefix(DESK))).number
        return queue.transfer(row=target.removeprefix(ROW)).number

    def end(self) -> None:
        """Served; nobody is called by it."""
        self.queue().done()

    def void(self, key: str) -> None:
        """Given by mistake, or he leaves."""
        self.queue().cancel(key)

    def put_back(self, key: str) -> None:
        """He waits again at his old place."""
        self.queue().back(key)

    def print_again(self, key: str) -> None:
        """Its paper once more."""
        self.queue().print_again(key)

    def _told(self, given: Issued) -> str:
        before = f"Trước đó {given.before} người." if given.before else NOBODY_BEFORE
        return f"{before} {SAY_IT if given.job is None else self.queued('Phiếu số')}"

    def _targets(self, seen: QueueSeen) -> tuple[ui.Target, ...]:
        current, own = seen.current, self.own()
        if current is None:
            return ()
        desks = [ui.Target(f"{DESK}{one}", f"Quầy {one}") for one in seen.desks if one != own]
        rows = [
            ui.Target(
                f"{ROW}{row.letter}", f"Hàng {row.letter} – {row.title}", f"chờ {row.waiting}"
            )
            for row in seen.rows
            if row.letter != current.row
        ]
        return (*desks, *rows)


def ticket(one: Seen) -> ui.Ticket:
    """A row of a list."""
    state = GONE if one.state == ABSENT else PAPERS.get(one.paper)
    desk = f"Quầy {one.desk}" if one.desk is not None else ""
    return ui.Ticket(
        one.key, one.number, one.title, minutes(one.minutes), bool(one.priority), desk, state
    )


def minutes(count: int) -> str:
    """How long somebody waits: 18 phút, 1 giờ 05."""
    if count < 1:
        return "vừa đến"
    hours, rest = divmod(count, HOUR)
    return f"{hours} giờ {rest:02d}" if hours else f"{rest} phút"
