"""Invented papers for the print queue."""

from dataclasses import dataclass, field, replace

from app.bootstrap.print_words import Answers, Told, failure, state
from app.bootstrap.printer_watch import READY
from app.bootstrap.printing_desk import STATES
from app.domain.errors import ClerkError
from app.storage.print_jobs import DONE, DROPPED, FAILED, NO_DOSSIER, Job
from app.ui.messages import Message
from app.ui.printing.desk import (
    AGAIN,
    CAME_OUT,
    DROP,
    ELSEWHERE,
    ByHand,
    Paper,
    Printer,
    PrintingDesk,
)
from app.ui.status import Status
from app.ui.widgets.table import TableRow
from tests.ui.samples import STATUS, run_now

NO_ANSWERS = Answers(*[lambda _papers: None] * 4)
WHY = (
    "Hồ sơ ĐÃ LƯU. Phiếu chưa in: máy in HP-1 không trả lời. "
    "Bật máy in rồi nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
)
ASKS = "Máy tắt khi đang in tờ này. Xem máy in: giấy đã ra thì Ctrl+R, chưa ra thì Ctrl+P."
SLIP = "Phiếu hẹn"
STUCK = frozenset({AGAIN, ELSEWHERE, CAME_OUT, DROP})
OUT = frozenset({AGAIN, ELSEWHERE})


def paper(key: str, cells: tuple[str | tuple[str, str], ...], acts: frozenset[str],
          sentence: str = "") -> Paper:  # fmt: skip
    return Paper(TableRow(key, cells), acts, sentence)


PAPERS = (
    paper("9", ("10:41 20/11", "Phiếu hẹn", "20/11 – 0242 · Y Niê Êban Hơ Lăk",
                ("attention", "chưa in được"), "HP-1"), STUCK, WHY),
    paper("8", ("10:40 20/11", "Danh sách", "Danh sách – Đến hạn hôm nay",
                ("attention", "đã ra giấy chưa?"), "HP-1"), STUCK, ASKS),
    paper("7", ("10:39 20/11", "Phiếu hẹn", "20/11 – 0241 · Pờ Mỳ Xuyến",
                ("sending", "đang in"), "HP-1"), frozenset()),
    paper("6", ("10:38 20/11", "Giấy hướng dẫn",
                "Hướng dẫn – Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ",
                ("paused", "chờ in"), "HP-1"), frozenset({ELSEWHERE, DROP})),
    paper("5", ("09:12 20/11", "Phiếu hẹn, in lại lần 1", "20/11 – 0240 · Lò Văn Ướt",
                ("ok", "đã in"), "Máy in nhiệt /dev/usb/lp0"), OUT),
    paper("4", ("08:38 20/11", "Phiếu hẹn", "20/11 – 0240 · Lò Văn Ướt", ("ok", "đã in"), "HP-1"),
          OUT),
    paper("3", ("08:01 20/11", "Phiếu hẹn", "20/11 – 0239 · Vừ Thị Ầu",
                ("paused", "đã bỏ"), "HP-1"), OUT),
)  # fmt: skip
PRINTERS = (
    Printer("HP-1", "HP-1", now=True),
    Printer("raw:/dev/usb/lp0", "Máy in nhiệt /dev/usb/lp0"),
    Printer("may-van-phong", "may-van-phong"),
)


JOB_STATES = {said[1]: state for state, said in STATES.items()}


def job(place: int, state: str, form: str = SLIP) -> Job:
    """A paper of the queue, a slip or one without a dossier."""
    dossier = place if form.startswith(SLIP) else NO_DOSSIER
    why = WHY if state == FAILED else None
    return Job(place, "slip", dossier, form, "a4x2", 1, 0, state, 1, why)


def not_printed(*numbers: str) -> Message:
    """The banner of slips that did not come out, as the program says it."""
    jobs = [job(at, FAILED) for at, _one in enumerate(numbers, 1)]
    told = Told(tuple(jobs), (), dict(enumerate(numbers, 1)))
    message = failure(told, NO_ANSWERS)
    assert message is not None
    return message


def bar(papers: tuple[Paper, ...]) -> Status:
    """The status bar beside this queue, as the program says it."""
    jobs = [
        job(int(one.row.key), JOB_STATES[str(one.row.cells[3][1])], str(one.row.cells[1]))
        for one in papers
    ]
    kind, words = state([one for one in jobs if one.state not in (DONE, DROPPED)], READY)
    return replace(STATUS, printer=kind, printer_words=words)


@dataclass
class Queue:
    """A print queue's desk; what was asked of it is kept in `done`."""

    papers: tuple[Paper, ...] = PAPERS
    printers: tuple[Printer, ...] = PRINTERS
    refuses: bool = False
    done: list[tuple[object, ...]] = field(default_factory=list)

    def desk(self) -> PrintingDesk:
        return PrintingDesk(
            papers=lambda: self.papers,
            by_hand=self.by_hand,
            again=lambda number: self._do("again", number),
            elsewhere=lambda numbers, printer: self._do("elsewhere", numbers, printer),
            came_out=lambda number: self._do("came_out", number),
            drop=lambda number: self._do("drop", number),
            printers=lambda: self.printers,
            seen=lambda: self.done.append(("seen",)),
            run=run_now,
            look=run_now,
        )

    def by_hand(self, number: int) -> ByHand:
        cells = next(one.row.cells for one in self.papers if one.row.key == str(number))
        called = str(cells[2])
        if not str(cells[1]).startswith(SLIP):
            return ByHand(title=called)
        running = called.partition(" · ")[0].rpartition(" ")[2]
        return ByHand(f"MC-03158-1-261120-{running}", "Hẹn 16:30, T4 25/11")

    def _do(self, *what: object) -> None:
        if self.refuses:
            raise ClerkError("Tờ này vừa đổi trạng thái. Xem lại danh sách rồi chọn.")
        self.done.append(what)
