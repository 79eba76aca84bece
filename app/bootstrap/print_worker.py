"""The print queue's worker: takes waiting jobs, renders, hands over, and says what became of them.

Rows live in the database and are touched on the work thread only; rendering and the printer are
on the print thread. Print files lie in a private folder and go after use, printed or not.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from pathlib import Path
from typing import Any, Protocol

from app.bootstrap import print_words, words
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.joint_paper import JOINT, joint_paper
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import Wanted, enqueue_copy, job_maker, queue_content, slip_of
from app.bootstrap.print_words import QUESTION, TOPIC, Answers, Told
from app.bootstrap.printer_watch import NONE, PrinterWatch
from app.bootstrap.writing import SLIP, paper_of, title_of
from app.devices.printers import paper_on, printer_named
from app.devices.printing_trouble import NotPrinted
from app.domain.errors import MotCuaError
from app.domain.times import VN
from app.services.steps import the_one
from app.storage import print_jobs, worklist
from app.storage.print_jobs import (
    ASKED,
    DONE,
    FAILED,
    NO_DOSSIER,
    WAITING,
    Job,
)
from app.storage.profile import write_private
from app.ui.messages import Message
from app.ui.paper_words import queued


class ShownQueue(Protocol):
    """The print queue's place in the window."""

    def open_queue(self, job: int | None = None, *, elsewhere: Sequence[int] = ()) -> None:
        """Show the queue, at a paper, or ask at once on which printer others are to come out."""
        ...

    def papers_changed(self) -> bool:
        """A paper's state is another one; whether the clerk sees it there, without a banner."""
        ...


class PrintWorker:
    """Belongs to the window; `kick` whenever something may wait."""

    def __init__(self, house: House, door: Door, thread: ThreadPoolExecutor) -> None:
        """Nothing is looked up yet: a dead printer must not slow the start."""
        self._program, self._door, self._thread = house, door, thread
        self.watch = PrinterWatch(house)
        self._busy = False
        self._closed = False
        self.queue: ShownQueue | None = None
        self.answers = Answers(self.again, self.came_out, self._elsewhere, self._look)

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way to paper."""
        return not self._busy

    def kick(self) -> None:
        """Print what waits, one after the other; called from any thread."""
        self._program.run(self._next, self._show)

    def again(self, jobs: Sequence[int]) -> None:
        """Ctrl+P: what failed, or was interrupted and did not come out, waits again.

        With one failed paper all failed ones go again: the printer is on now.
        """
        self._program.run(lambda: self._again(jobs), lambda _: self.kick())

    def came_out(self, jobs: Sequence[int]) -> None:
        """Ctrl+R: what was interrupted lies in the printer's tray."""
        self._program.run(lambda: self._move(jobs, (ASKED,), DONE), lambda _: self.kick())

    def reprint(self, code: str, form: str = SLIP) -> None:
        """Print a paper of a dossier, perhaps once more; on the work thread.

        A paper that never came out is no copy: its own job goes again. Else a marked one is made.
        ClerkError where the dossier does not have what the form tells.
        """
        opened = self._door.now_open()
        stored = the_one(opened.journal, code)
        wanted, joint = slip_of(stored), form == JOINT
        if joint:
            wanted = joint_paper(opened, stored)
        elif form != SLIP:
            wanted = Wanted.of(paper_of(opened, form, (stored,)))
        now = opened.desk.clock.now()
        if not print_jobs.revive(opened.connection, wanted.sought, now, exact=joint):
            enqueue_copy(opened, wanted)
        self.kick()

    def enqueue_content(
        self, form: str, values: Mapping[str, Any], title: str, paper: str = "a4"
    ) -> int:
        """Print a paper that belongs to no dossier; on the work thread; its number in the queue.

        `values` are plain JSON as the form's file says; office, time and desk are added when it
        prints. It waits through a power cut like every paper, and stands in the queue as `title`.
        """
        job = queue_content(self._door.now_open(), form, values, title, paper)
        self.kick()
        return job

    def interrupted(self, opened: OpenDesk) -> None:
        """After a power cut: what was printing must be asked about, never printed by itself."""
        if self._busy:  # locked and unlocked while a slip is on its way
            return
        now = opened.desk.clock.now()
        print_jobs.interrupted(opened.connection, now)
        print_jobs.forget_contents(opened.connection, datetime.combine(now.date(), time(), VN))
        told = self._told(opened, asks=True)
        self._program.run(lambda: told, self._show)

    def state(self, opened: OpenDesk) -> tuple[str, str]:
        """Kind and words of the status bar's last part."""
        return print_words.state(print_jobs.unfinished(opened.connection), self.watch.state)

    def queued(self, title: str) -> str:
        """What is true of a paper that was asked for just now."""
        return queued(title, printer=self.watch.state != NONE)

    def clear(self) -> None:
        """Take the banners away: answered, or looked at in the queue."""
        for topic in (TOPIC, QUESTION):
            self._program.messages.clear(topic)

    # --- on the work thread ----------------------------------------------------------------------

    def _next(self, newest: int = 0) -> Told | None:
        """Start the oldest waiting job that can be started; what is to be said of the others."""
        opened = self._door.opened
        if opened is None:
            return None
        while not self._busy and not self._closed:
            job = print_jobs.next_waiting(opened.connection)
            if job is None:
                break
            newest = newest if self._start(opened, job) else job.id
        return self._told(opened, newest)

    def _told(self, opened: OpenDesk, newest: int = 0, *, asks: bool = False) -> Told:
        open_ones = print_jobs.unfinished(opened.connection)
        stuck = [job for job in open_ones if job.state in (FAILED, ASKED)]
        slips = worklist.cards_of(opened.connection, [job.dossier for job in stuck])
        today = opened.desk.clock.now().date()
        numbers = {
            job.id: words.slip_number(job.code, slips[job.dossier].received_at, today)
            for job in stuck
            if job.dossier != NO_DOSSIER
        }
        failed = tuple(job for job in stuck if job.state == FAILED)
        asked = tuple(job for job in stuck if job.state == ASKED)
        return Told(failed, asked, numbers, newest, asks)

    def _start(self, opened: OpenDesk, job: Job) -> bool:
        """Whether it is on its way, or not ours; False where it failed before the printer."""
        if not print_jobs.begin(opened.connection, job.id, opened.desk.clock.now()):
            return True  # `motcua print` was quicker
        printer = job.printer or self._program.settings.printer
        make: Callable[[], bytes] | None = None
        why = print_words.sentence(job, None)
        try:
            make = job_maker(opened, job, paper_on(printer, job.paper))
        except MotCuaError as known:
            why = print_words.sentence(job, known)
        finally:  # a bug goes on to the crash window, but the queue does not stand still
            if make is None:
                self._set(job, FAILED, why)
        if make is None:
            return False
        self._hand_over(job, make, opened.paths.temporary / f"{job.id}.pdf", printer)
        return True

    def _hand_over(self, job: Job, make: Callable[[], bytes], file: Path, printer: str) -> None:
        program = self._program
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

    def _ended(self, job: Job, why: str) -> Told | None:
        self._busy = False
        if not why:
            self._set(job, DONE)
            return self._next()
        self._set(job, FAILED, why)
        return self._next(job.id)

    def _set(self, job: Job, state: str, sentence: str | None = None) -> None:
        opened = self._door.now_open()
        now = opened.desk.clock.now()
        print_jobs.set_state(opened.connection, job.id, state, now, sentence)

    def _again(self, jobs: Sequence[int]) -> None:
        opened = self._door.now_open()
        known = [print_jobs.by_id(opened.connection, job) for job in jobs]
        if any(job is not None and job.state == FAILED for job in known):
            others = print_jobs.unfinished(opened.connection)
            jobs = [*jobs, *(job.id for job in others if job.state == FAILED)]
        self._move(jobs, (FAILED, ASKED), WAITING)

    def _move(self, jobs: Sequence[int], states: tuple[str, ...], to: str) -> None:
        opened = self._door.now_open()
        for job in jobs:
            print_jobs.move(opened.connection, job, states, to, opened.desk.clock.now())

    # --- on the print thread ---------------------------------------------------------------------

    def _print(self, job: Job, make: Callable[[], bytes], file: Path, printer: str) -> None:
        """The outcome is told in every case, or the queue would stand still for the day."""
        why = print_words.sentence(job, None)
        try:
            _send(make(), file, printer, _title(job))
            why = ""
            self.watch.learn(printer, came_out=True)
        except MotCuaError as known:
            why = print_words.sentence(job, known)
            if isinstance(known, NotPrinted):
                self.watch.learn(printer, came_out=False)
        finally:
            self._program.run(lambda: self._ended(job, why), self._show)

    # --- on the UI thread ------------------------------------------------------------------------

    def _show(self, told: Told | None) -> None:
        seen = self.queue is not None and self.queue.papers_changed()
        if told is not None:
            failure = print_words.failure(told, self.answers)
            question = print_words.question(told, self.answers)
            self._put(TOPIC, failure, new=told.newest > 0 and not seen)
            self._put(QUESTION, question, new=told.asks and not seen)
        self._program.window.refresh_status()

    def _put(self, topic: str, message: Message | None, *, new: bool) -> None:
        """A banner goes with its last paper, and names no paper that is not its own any more."""
        messages, stands = self._program.messages, self._program.messages.of(topic)
        if message is None:
            messages.clear(topic)
        elif new or (stands is not None and stands.said != message.said):
            messages.show(message)

    def _elsewhere(self, jobs: Sequence[int]) -> None:
        if self.queue is not None:
            self.queue.open_queue(jobs[-1], elsewhere=jobs)

    def _look(self, job: int) -> None:
        if self.queue is not None:
            self.queue.open_queue(job)


def _send(pdf: bytes, file: Path, printer: str, title: str) -> None:
    """The file goes, whatever happens."""
    try:
        write_private(file, pdf)
        printer_named(printer).send(file, title)
    finally:
        file.unlink(missing_ok=True)


def _title(job: Job) -> str:
    """What the printer's own list says: number, form where it is no slip, copy."""
    title = None if job.form == SLIP else title_of(job.form)
    again = f"in lại {job.copy}" if job.copy else None
    return " ".join(part for part in (job.code, title, again) if part)
