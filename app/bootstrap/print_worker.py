"""The print queue's worker: takes waiting jobs, renders, hands over, and says what became of them.

Rows live in the database and are touched on the work thread only; rendering and the printer are on the
print thread. Print files lie in a private folder and go after use, printed or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import slip_pdf
from app.devices.printers import printer_named
from app.domain import events as e
from app.domain.errors import MotCuaError
from app.services.ports import PrintRequest
from app.services.steps import the_one
from app.storage import print_jobs
from app.storage.profile import write_private
from app.ui.messages import ATTENTION, Action, Message

if TYPE_CHECKING:
    from app.bootstrap.rooms import Rooms

TOPIC = "printing"
SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Ready:
    """A job with its finished PDF."""

    job: print_jobs.Job
    file: Path


class PrintWorker:
    """Belongs to the window; `kick` whenever something may wait."""

    def __init__(self, rooms: "Rooms") -> None:
        """Nothing is looked up yet: a dead printer must not slow the start."""
        self._rooms, self._program = rooms, rooms.program
        self._busy = False
        self._asked = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way to paper."""
        return not self._busy

    def kick(self) -> None:
        """Print what waits, one after the other; called from any thread."""
        self._program.work.submit(self._next)

    def again(self) -> None:
        """Ctrl+P: what failed or was interrupted waits again."""
        self._program.run(self._retry, lambda _: self.kick())
        self._program.messages.clear(TOPIC)

    def reprint(self, code: str) -> None:
        """Print a slip once more, marked; on the work thread."""
        opened = self._rooms.door.now_open()
        stored = the_one(opened.journal, code)
        paper = opened.settings.slip_paper
        done = print_jobs.printed(opened.connection, stored.id, SLIP)
        with opened.journal.transaction() as writes:
            job = writes.enqueue_print(PrintRequest(SLIP, paper), stored.id, code)
            if done:
                print_jobs.mark_copy(opened.connection, job, done)
                writes.append(
                    e.Reprinted(SLIP, done), at=opened.desk.clock.now(), dossier_id=stored.id
                )
        self._next()

    def interrupted(self, opened: OpenDesk) -> None:
        """After a power cut: what was printing must be asked about, never printed by itself."""
        self._asked = print_jobs.interrupted(opened.connection, opened.desk.clock.now())

    def state(self, opened: OpenDesk) -> tuple[str, str]:
        """Kind and words of the status bar's last part."""
        waiting = print_jobs.unfinished(opened.connection)
        asked = [job for job in waiting if job.state == print_jobs.ASKED]
        failed = [job for job in waiting if job.state == print_jobs.FAILED]
        if asked:
            number = asked[0].code.rpartition("-")[2]
            return "attention", f"Phiếu {number} đã ra giấy chưa?"
        if failed:
            return "attention", f"{len(failed)} phiếu chưa in"
        return "ok", "Đang in" if waiting else "Máy in sẵn sàng"

    # --- on the work thread ----------------------------------------------------------------------

    def _next(self) -> None:
        opened = self._rooms.door.opened
        if self._busy or opened is None:
            return
        job = print_jobs.next_waiting(opened.connection)
        if job is None:
            return
        self._busy = True
        print_jobs.set_state(opened.connection, job.id, print_jobs.PRINTING, opened.desk.clock.now())
        try:
            ready = Ready(job, self._file(opened, job))
        except MotCuaError as trouble:
            self._ended(job, trouble)
            return
        name = self._program.settings.printer
        self._program.tasks.run(
            self._rooms.print,
            self._program.window,
            lambda: _send(ready, name),
            lambda _: self._later(lambda: self._ended(job, None)),
            lambda trouble: self._later(lambda: self._ended(job, trouble)),
        )

    def _later(self, work: Callable[[], None]) -> None:
        self._program.run(work, lambda _: self._program.window.refresh_status())

    def _file(self, opened: OpenDesk, job: print_jobs.Job) -> Path:
        stored = opened.journal.dossier(job.dossier)
        pdf = slip_pdf(opened, stored, job.paper, job.copy)
        file = opened.paths.temporary / f"{job.id}.pdf"
        write_private(file, pdf)
        return file

    def _ended(self, job: print_jobs.Job, trouble: MotCuaError | None) -> None:
        opened = self._rooms.door.now_open()
        state = print_jobs.DONE if trouble is None else print_jobs.FAILED
        sentence = None if trouble is None else trouble.message
        print_jobs.set_state(opened.connection, job.id, state, opened.desk.clock.now(), sentence)
        self._busy = False
        if trouble is not None:
            self._tell(trouble)
        self._next()

    def _tell(self, trouble: MotCuaError) -> None:
        head, _, more = trouble.message.partition(". ")
        message = Message(
            TOPIC, ATTENTION, f"{head}.", more, (Action("In lại", self.again, "Ctrl+P"),)
        )
        self._program.tasks.run(
            self._rooms.print, self._program.window, lambda: message, self._program.messages.show
        )

    def _retry(self) -> None:
        opened = self._rooms.door.now_open()
        now = opened.desk.clock.now()
        for job in print_jobs.unfinished(opened.connection):
            if job.state in (print_jobs.FAILED, print_jobs.ASKED):
                print_jobs.set_state(opened.connection, job.id, print_jobs.WAITING, now)


def _send(ready: Ready, printer: str) -> None:
    """On the print thread; the file goes, whatever happens."""
    try:
        printer_named(printer).send(ready.file, ready.job.code)
    finally:
        ready.file.unlink(missing_ok=True)
