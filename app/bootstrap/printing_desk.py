"""What the print queue's page is given: today's papers in ready words, and what may be done."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from app.bootstrap import words
from app.bootstrap.blank_slips import FORM, LIST_FORM, LIST_TITLE, NOT_AGAIN
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import Wanted, enqueue_copy, queue_content
from app.bootstrap.writing import REFUSAL, SLIP, SUPPLEMENT, base_of, title_of
from app.devices.printers import printer_names, printer_words
from app.domain.errors import ClerkError
from app.domain.times import VN
from app.services.ports import Card
from app.storage import print_jobs, worklist
from app.storage.print_jobs import (
    ASKED,
    DONE,
    DROPPED,
    FAILED,
    NO_DOSSIER,
    PRINTING,
    WAITING,
    Job,
)
from app.ui.printing import desk as ui
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow

FORMS = {
    "danh-sach": "Danh sách",
    "nhac-ket-qua": "Danh sách nhắc nhận",
    "lich-hen": "Lịch hẹn",
    "lich-hen-niem-yet": "Lịch hẹn để niêm yết",
    "thiet-bi": "Danh sách thiết bị",
    "so-phoi": "Sổ phôi",
    "so-chung-thuc": "Sổ chứng thực",
    "mau-07": "Sổ theo dõi hồ sơ",
    "so-thu-phi": "Sổ thu phí, lệ phí",
    "thong-ke": "Thống kê hồ sơ",
    "phieu-cong-viec": "Phiếu công việc",
    "huong-dan": "Giấy hướng dẫn",
    "trang-thu": "Trang in thử",
    "may-quet": "Tờ cài máy quét",
    "so-cho": "Phiếu số",
    FORM: "Phiếu giấy để trống",
    LIST_FORM: LIST_TITLE,
}
OTHER_FORM = "Giấy tờ"
STATES = {
    WAITING: ("paused", "chờ in"),
    PRINTING: ("sending", "đang in"),
    DONE: ("ok", "đã in"),
    FAILED: ("attention", "chưa in được"),
    ASKED: ("attention", "đã ra giấy chưa?"),
    DROPPED: ("paused", "đã bỏ"),
}
ACTS = {
    WAITING: frozenset({ui.ELSEWHERE, ui.DROP}),
    PRINTING: frozenset[str](),
    DONE: frozenset({ui.AGAIN, ui.ELSEWHERE}),
    FAILED: frozenset({ui.AGAIN, ui.ELSEWHERE, ui.CAME_OUT, ui.DROP}),
    ASKED: frozenset({ui.AGAIN, ui.ELSEWHERE, ui.CAME_OUT, ui.DROP}),
    DROPPED: frozenset({ui.AGAIN, ui.ELSEWHERE}),
}
MOVED_ON = "Tờ này vừa đổi trạng thái. Xem lại danh sách rồi chọn."
COMING = "Bản in lại của tờ này đang chờ hoặc đang in rồi, không in thêm."
ASKS = "Máy tắt khi đang in tờ này. Xem máy in: giấy đã ra thì Ctrl+R, chưa ra thì Ctrl+P."


@dataclass(slots=True)
class PrintingBridge:
    """Callables of the page over the unlocked desk; `printer` is the setting's, as it is now."""

    opened: Callable[[], OpenDesk]
    run: Run
    look: Run
    kick: Callable[[], None]
    seen: Callable[[], None]
    printer: Callable[[], str]

    def desk(self) -> ui.PrintingDesk:
        """The page's view of it."""
        return ui.PrintingDesk(
            papers=self.papers,
            by_hand=self.by_hand,
            again=self.again,
            elsewhere=self.elsewhere,
            came_out=self.came_out,
            drop=self.drop,
            printers=self.printers,
            seen=self.seen,
            run=self.run,
            look=self.look,
        )

    def papers(self) -> tuple[ui.Paper, ...]:
        """Today's, and older ones that are not out yet; the newest first."""
        opened, printer = self.opened(), self.printer()
        midnight = datetime.combine(opened.desk.clock.now().date(), time(), VN)
        jobs = print_jobs.since(opened.connection, midnight)
        slips = worklist.cards_of(opened.connection, [job.dossier for job in jobs])
        return tuple(_paper(job, _called(job, slips), printer) for job in jobs)

    def by_hand(self, number: int) -> ui.ByHand:
        """Number and promised day of a slip; the title of another paper."""
        opened = self.opened()
        job = _job(opened, number)
        if job.dossier == NO_DOSSIER:
            return ui.ByHand(title=job.code)
        due = opened.journal.dossier(job.dossier).dossier.first_due_at
        day = f"Hẹn {due:%H:%M}, {words.short_day(due)}" if due else "Không ấn định"
        return ui.ByHand(job.code, day)

    def again(self, number: int) -> None:
        """A paper that never came out waits again; of one that did a marked copy is made."""
        self._again(number, None)
        self.kick()

    def elsewhere(self, numbers: Sequence[int], printer: str) -> None:
        """The same on another printer; of several those that still can be."""
        refused: list[ClerkError] = []
        for number in numbers:
            try:
                self._again(number, printer)
            except ClerkError as error:
                refused.append(error)
        self.kick()
        if len(refused) == len(numbers):
            raise refused[-1]

    def _again(self, number: int, printer: str | None) -> None:
        opened = self.opened()
        job = _job(opened, number)
        if job.state == DONE:
            _copy(opened, job, printer)
        else:
            held = (FAILED, ASKED, DROPPED) + ((WAITING,) if printer is not None else ())
            self._move(number, held, WAITING, printer)

    def came_out(self, number: int) -> None:
        """It lies in the tray."""
        self._move(number, (ASKED, FAILED), DONE)

    def drop(self, number: int) -> None:
        """Nobody wants it any more; its dossier is untouched."""
        self._move(number, (WAITING, ASKED, FAILED), DROPPED)

    def printers(self) -> tuple[ui.Printer, ...]:
        """Where one may print; may take seconds."""
        used = self.printer()
        return tuple(
            ui.Printer(name, printer_words(name), name == used) for name in printer_names(used)
        )

    def _move(
        self, number: int, held: tuple[str, ...], to: str, printer: str | None = None
    ) -> None:
        opened = self.opened()
        now = opened.desk.clock.now()
        if not print_jobs.move(opened.connection, number, held, to, now, printer):
            raise ClerkError(MOVED_ON)


def _copy(opened: OpenDesk, job: Job, printer: str | None) -> None:
    if print_jobs.on_its_way(opened.connection, job.form, job.dossier, job.code):
        raise ClerkError(COMING)
    if job.dossier == NO_DOSSIER and base_of(job.form) in (REFUSAL, SUPPLEMENT):
        enqueue_copy(opened, Wanted(job.form, (), job.code), printer)
    elif job.form == FORM:
        raise ClerkError(NOT_AGAIN)
    elif job.dossier == NO_DOSSIER:
        queue_content(
            opened, job.form, json.loads(job.content or "{}"), job.code, job.paper,
            copy=job.copy + 1, printer=printer,
        )  # fmt: skip
    else:
        numbers = (job.dossier, *print_jobs.others_of(job))
        wanted = Wanted(job.form, tuple(opened.journal.dossier(one) for one in numbers))
        enqueue_copy(opened, wanted, printer, job.paper if job.form != SLIP else None)


def _job(opened: OpenDesk, number: int) -> Job:
    job = print_jobs.by_id(opened.connection, number)
    if job is None:
        raise ClerkError(MOVED_ON)
    return job


def _called(job: Job, slips: Mapping[int, Card]) -> str:
    """20/11 – 0240 · Lò Văn Ướt, or the title of a paper without a dossier."""
    card = slips.get(job.dossier)
    if card is None:
        return job.code
    return f"{words.said_number(card.code, card.received_at)} · {card.name}"


def _paper(job: Job, called: str, printer: str) -> ui.Paper:
    form = title_of(job.form) or FORMS.get(job.form, OTHER_FORM)
    named = f"{form}, in lại lần {job.copy}" if job.copy else form
    at = f"{job.updated_at:%H:%M %d/%m}" if job.updated_at else ""
    where = printer_words(job.printer or printer)
    row = TableRow(str(job.id), (at, named, called, STATES[job.state], where))
    if job.form == FORM and job.state == DONE:
        return ui.Paper(row, frozenset(), NOT_AGAIN)
    return ui.Paper(row, ACTS[job.state], ASKS if job.state == ASKED else job.sentence or "")
