"""What is said about papers: a failed one, one that the power cut, the status bar's last part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.bootstrap import printer_watch
from app.devices.printing_trouble import NotPrinted
from app.domain.errors import MotCuaError
from app.storage.print_jobs import ASKED, FAILED, NO_DOSSIER, WAITING, Job
from app.ui import status
from app.ui.messages import ATTENTION, Action, Message

TOPIC, QUESTION = "printing", "print-asked"
PRINTER = {
    printer_watch.READY: ("ok", status.READY),
    printer_watch.SILENT: ("attention", status.SILENT),
    printer_watch.NONE: ("none", status.NO_PRINTER),
    printer_watch.UNKNOWN: ("ok", status.NOTHING),
}
MOST_NAMES = 3
SAVED = "Hồ sơ ĐÃ LƯU."
BROKEN = (
    "Hồ sơ ĐÃ LƯU. Phiếu chưa in vì chương trình gặp lỗi. "
    "Nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the banner's buttons do; each gets the jobs it is about."""

    again: Callable[[Sequence[int]], None]
    came_out: Callable[[Sequence[int]], None]
    elsewhere: Callable[[int], None]
    look: Callable[[int], None]


def said(job: Job) -> str:
    """Phiếu 0240, or the title of a paper without a dossier."""
    return job.code if job.dossier == NO_DOSSIER else f"Phiếu {job.code.rpartition('-')[2]}"


def sentence(job: Job, trouble: MotCuaError | None) -> str:
    """Why a paper is not there, what is safe, what to do; None is a bug of ours."""
    if trouble is None:
        if job.dossier != NO_DOSSIER:
            return BROKEN
        return f"{job.code} chưa in vì chương trình gặp lỗi. Dữ liệu vẫn an toàn. Nhấn Ctrl+P."
    if isinstance(trouble, NotPrinted) and job.dossier == NO_DOSSIER:
        return trouble.about(job.code)
    return trouble.message


def failure(job: Job, why: str, failed: Sequence[Job], answers: Answers) -> Message:
    """The banner of papers that did not come out: the newest with its cause, and all by name.

    `failed` are all that wait for an answer, that one among them; Ctrl+P prints them all again.
    """
    head, more = _parted(why)
    again = Action("In lại", lambda: answers.again((job.id,)), "Ctrl+P")
    if len(failed) > 1:
        safe = f"{SAVED} " if any(one.dossier != NO_DOSSIER for one in failed) else ""
        look = Action("Xem từng tờ", lambda: answers.look(job.id), "Ctrl+J")
        head = f"{safe}{len(failed)} tờ chưa in: {_names(failed)}."
        return Message(TOPIC, ATTENTION, head, more, (again, look))
    elsewhere = Action("Máy khác", lambda: answers.elsewhere(job.id), "Ctrl+M")
    if job.dossier == NO_DOSSIER:
        return Message(TOPIC, ATTENTION, head, more, (again, elsewhere))
    look = Action("Số phiếu", lambda: answers.look(job.id), "Ctrl+J")
    head = head.replace("Phiếu chưa in", f"{said(job)} chưa in")
    return Message(TOPIC, ATTENTION, head, more, (again, elsewhere, look))


def _parted(why: str) -> tuple[str, str]:
    """What is safe and what is missing as the headline; cause and remedy behind it."""
    head, colon, more = why.partition(": ")
    if not colon or "chưa in" not in head:
        head, _, more = why.partition(". ")
    return f"{head.rstrip('.')}.", more[:1].upper() + more[1:]


def question(asked: Sequence[Job], answers: Answers) -> Message:
    """One paper is answered in the banner; several one by one in the queue."""
    ids = [job.id for job in asked]
    head = f"{_names(asked)} đang in thì máy tắt. {SAVED}"
    if len(asked) > 1:
        look = Action("Xem từng tờ", lambda: answers.look(ids[0]), "Ctrl+J")
        return Message(QUESTION, ATTENTION, head, "Xem máy in: tờ nào đã ra giấy?", (look,))
    yes = Action("Đã ra giấy", lambda: answers.came_out(ids), "Ctrl+R")
    again = Action("In lại", lambda: answers.again(ids), "Ctrl+P")
    return Message(QUESTION, ATTENTION, head, "Xem máy in: giấy đã ra chưa?", (yes, again))


def _names(jobs: Sequence[Job]) -> str:
    return ", ".join(said(job) for job in jobs[:MOST_NAMES]) + ", …" * (len(jobs) > MOST_NAMES)


def state(unfinished: Sequence[Job], printer: str) -> tuple[str, str]:
    """Kind and words of the status bar's last part: what waits, else how the printer is known."""
    asked = [job for job in unfinished if job.state == ASKED]
    failed = [job for job in unfinished if job.state == FAILED]
    if asked:
        one_slip = len(asked) == 1 and asked[0].dossier != NO_DOSSIER
        return "attention", f"{said(asked[0]) if one_slip else _counted(asked)} đã ra giấy chưa?"
    if failed:
        return "attention", f"{_counted(failed)} chưa in"
    waiting = [job for job in unfinished if job.state == WAITING]
    if len(waiting) < len(unfinished):
        return "ok", f"Đang in, {_counted(waiting)} chờ" if waiting else "Đang in"
    return ("ok", f"{_counted(waiting)} chờ in") if waiting else PRINTER[printer]


def _counted(jobs: Sequence[Job]) -> str:
    """2 phiếu; with a list or a guidance among them 2 tờ."""
    return f"{len(jobs)} {'tờ' if any(job.dossier == NO_DOSSIER for job in jobs) else 'phiếu'}"
