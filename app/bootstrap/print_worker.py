"""The print queue's worker: takes waiting jobs, renders, hands over, and says what became of them.

Rows live in the database and are touched on the work thread only; rendering and the printer are
on the print thread. Print files lie in a private folder and go after use, printed or not.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import next_copy, slip_maker
from app.devices.printers import printer_named
from app.domain import events as e
from app.domain.errors import MotCuaError, Trouble
from app.services.ports import PrintRequest, Stored
from app.services.steps import the_one
from app.storage import print_jobs
from app.storage.print_jobs import ASKED, DONE, FAILED, PRINTING, WAITING, Job
from app.storage.profile import write_private
from app.ui.messages import ATTENTION, Action, Message

TOPIC, QUESTION = "printing", "print-asked"
SLIP = "slip"
BROKEN = (
    "Hồ sơ ĐÃ LƯU. Phiếu chưa in vì chương trình gặp lỗi. "
    "Nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
)


class PrintWorker:
    """Belongs to the window; `kick` whenever something may wait."""

    def __init__(self, house: House, door: Door, thread: ThreadPoolExecutor) -> None:
        """Nothing is looked up yet: a dead printer must not slow the start."""
        self._program, self._door, self._thread = house, door, thread
        self._busy = False
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way to paper."""
        return not self._busy

    def kick(self) -> None:
        """Print what waits, one after the other; called from any thread."""
        self._program.run(self._next, self._show)

    def again(self) -> None:
        """Ctrl+P: what failed, or was interrupted and did not come out, waits again."""
        self._clear()
        self._program.run(lambda: self._move((FAILED, ASKED), WAITING), lambda _: self.kick())

    def came_out(self) -> None:
        """Ctrl+R: what was interrupted lies in the printer's tray."""
        self._clear()
        self._program.run(lambda: self._move((ASKED,), DONE), self._show)

    def reprint(self, code: str) -> None:
        """Print a slip once more; on the work thread.

        A paper that never came out is no copy: its own job goes again. Else a marked one is made.
        """
        opened = self._door.now_open()
        stored = the_one(opened.journal, code)
        if not print_jobs.revive(opened.connection, stored.id, SLIP, opened.desk.clock.now()):
            _enqueue_copy(opened, stored)
        self.kick()

    def interrupted(self, opened: OpenDesk) -> None:
        """After a power cut: what was printing must be asked about, never printed by itself."""
        if self._busy:  # locked and unlocked while a slip is on its way
            return
        print_jobs.interrupted(opened.connection, opened.desk.clock.now())
        asked = [job for job in print_jobs.unfinished(opened.connection) if job.state == ASKED]
        if asked:
            question = self._question(asked)
            self._program.run(lambda: question, self._show)

    def state(self, opened: OpenDesk) -> tuple[str, str]:
        """Kind and words of the status bar's last part."""
        waiting = print_jobs.unfinished(opened.connection)
        asked = [job for job in waiting if job.state == ASKED]
        failed = [job for job in waiting if job.state == FAILED]
        if asked:
            return "attention", f"Phiếu {_number(asked[0])} đã ra giấy chưa?"
        if failed:
            return "attention", f"{len(failed)} phiếu chưa in"
        return "ok", "Đang in" if waiting else "Máy in sẵn sàng"

    # --- on the work thread ----------------------------------------------------------------------

    def _next(self) -> Message | None:
        """Start the oldest waiting job that can be started; what is to be said of the others."""
        opened, message = self._door.opened, None
        while opened is not None and not self._busy and not self._closed:
            job = print_jobs.next_waiting(opened.connection)
            if job is None:
                break
            message = self._start(opened, job) or message
        return message

    def _start(self, opened: OpenDesk, job: Job) -> Message | None:
        self._set(job, PRINTING)
        trouble: MotCuaError | None = Trouble(BROKEN)
        try:
            make = slip_maker(opened, opened.journal.dossier(job.dossier), job.paper, job.copy)
            trouble = None
        except MotCuaError as known:
            trouble = known
        finally:  # a bug goes on to the crash window, but the queue does not stand still
            if trouble is not None:
                self._set(job, FAILED, trouble.message)
        if trouble is not None:
            return self._failure(trouble)
        self._hand_over(job, make, opened.paths.temporary / f"{job.id}.pdf")
        return None

    def _hand_over(self, job: Job, make: Callable[[], bytes], file: Path) -> None:
        program, printer = self._program, self._program.settings.printer
        self._busy = True
        try:
            program.tasks.run(
                self._thread,
                program.window,
                lambda: self._print(job, make, file, printer),
                lambda _: None,
            )
        except RuntimeError:  # the window is closing: it waits for the next time
            self._busy, self._closed = False, True
            self._set(job, WAITING)

    def _ended(self, job: Job, trouble: MotCuaError | None) -> Message | None:
        self._busy = False
        if trouble is None:
            self._set(job, DONE)
            return self._next()
        self._set(job, FAILED, trouble.message)
        return self._next() or self._failure(trouble)

    def _set(self, job: Job, state: str, sentence: str | None = None) -> None:
        opened = self._door.now_open()
        now = opened.desk.clock.now()
        print_jobs.set_state(opened.connection, job.id, state, now, sentence)

    def _move(self, states: tuple[str, ...], to: str) -> None:
        opened = self._door.now_open()
        for job in print_jobs.unfinished(opened.connection):
            if job.state in states:
                self._set(job, to)

    # --- on the print thread ---------------------------------------------------------------------

    def _print(self, job: Job, make: Callable[[], bytes], file: Path, printer: str) -> None:
        """The outcome is told in every case, or the queue would stand still for the day."""
        trouble: MotCuaError | None = Trouble(BROKEN)
        try:
            _send(make(), file, printer, _title(job))
            trouble = None
        except MotCuaError as known:
            trouble = known
        finally:
            self._program.run(lambda: self._ended(job, trouble), self._show)

    # --- on the UI thread ------------------------------------------------------------------------

    def _show(self, message: Message | None) -> None:
        if message is not None:
            self._program.messages.show(message)
        self._program.window.refresh_status()

    def _clear(self) -> None:
        for topic in (TOPIC, QUESTION):
            self._program.messages.clear(topic)

    def _failure(self, trouble: MotCuaError) -> Message:
        head, _, more = trouble.message.partition(". ")
        return Message(TOPIC, ATTENTION, f"{head}.", more, (self._retry_key(),))

    def _question(self, asked: list[Job]) -> Message:
        number = ", ".join(_number(job) for job in asked[:3])
        head = f"Phiếu {number} đang in thì máy tắt. Hồ sơ ĐÃ LƯU."
        yes = Action("Đã ra giấy", self.came_out, "Ctrl+R")
        return Message(
            QUESTION, ATTENTION, head, "Xem máy in: giấy đã ra chưa?", (yes, self._retry_key())
        )

    def _retry_key(self) -> Action:
        return Action("In lại", self.again, "Ctrl+P")


def _enqueue_copy(opened: OpenDesk, stored: Stored) -> None:
    copy = next_copy(opened, stored)
    with opened.journal.transaction() as writes:
        wanted = PrintRequest(SLIP, opened.settings.slip_paper)
        job = writes.enqueue_print(wanted, stored.id, stored.dossier.code)
        if copy:
            print_jobs.mark_copy(opened.connection, job, copy)
            writes.append(e.Reprinted(SLIP, copy), at=opened.desk.clock.now(), dossier_id=stored.id)


def _send(pdf: bytes, file: Path, printer: str, title: str) -> None:
    """The file goes, whatever happens."""
    try:
        write_private(file, pdf)
        printer_named(printer).send(file, title)
    finally:
        file.unlink(missing_ok=True)


def _number(job: Job) -> str:
    return job.code.rpartition("-")[2]


def _title(job: Job) -> str:
    return f"{job.code} in lại {job.copy}" if job.copy else job.code
