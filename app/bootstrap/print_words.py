"""What is said about papers: a failed one, one that the power cut, the status bar's last part."""

from collections.abc import Callable, Mapping, Sequence
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
MOST_TITLES, MOST_NUMBERS = 3, 8
SAVED = "Hồ sơ ĐÃ LƯU."
REPORT = "Vẫn không in được: F1 hai lần."
BROKEN = (
    "Hồ sơ ĐÃ LƯU. Phiếu chưa in vì chương trình gặp lỗi. "
    "Nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the banner's buttons do; each gets the jobs it is about."""

    again: Callable[[Sequence[int]], None]
    came_out: Callable[[Sequence[int]], None]
    elsewhere: Callable[[Sequence[int]], None]
    look: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What waits for the clerk: papers that failed and papers he is asked about, oldest first.

    `numbers` are the slips' as people say them, by job; `newest` is the job that failed just now
    (0: none did), `asks` whether the question is new.
    """

    failed: tuple[Job, ...]
    asked: tuple[Job, ...]
    numbers: Mapping[int, str]
    newest: int = 0
    asks: bool = False


def sentence(job: Job, trouble: MotCuaError | None) -> str:
    """Why a paper is not there, what is safe, what to do; None is a bug of ours."""
    if trouble is None:
        if job.dossier != NO_DOSSIER:
            return BROKEN
        return f"{job.code} chưa in vì chương trình gặp lỗi. Dữ liệu vẫn an toàn. Nhấn Ctrl+P."
    if isinstance(trouble, NotPrinted) and job.dossier == NO_DOSSIER:
        return trouble.about(job.code)
    return trouble.message


def failure(told: Told, answers: Answers) -> Message | None:
    """The banner of all papers that did not come out; its keys act on all of them."""
    if not told.failed:
        return None
    failed, ids = told.failed, tuple(job.id for job in told.failed)
    newest = next((job for job in failed if job.id == told.newest), failed[-1])
    again = Action("In lại", lambda: answers.again(ids), "Ctrl+P")
    elsewhere = Action("Máy khác", lambda: answers.elsewhere(ids), "Ctrl+M")
    one = "Số phiếu" if len(failed) == 1 else "Xem từng tờ"
    look = Action(one, lambda: answers.look(newest.id), "Ctrl+J")
    names = _named(failed, told.numbers)
    if len(failed) > 1:
        head = f"{_safe(failed)}{_counted(failed)} chưa in: {_ended(names)}"
    elif newest.dossier == NO_DOSSIER:
        head = f"{names} chưa in."
        return Message(TOPIC, ATTENTION, head, _cause(newest), (again, elsewhere))
    else:
        head = f"{SAVED} Phiếu {names} chưa in."
    return Message(TOPIC, ATTENTION, head, _cause(newest), (again, elsewhere, look))


def _cause(job: Job) -> str:
    """Why and what to do, behind a headline that says already what is safe and what is missing.

    F1 twice reports a printer that nothing helps.
    """
    rest = (job.sentence or sentence(job, None)).removeprefix(f"{SAVED} ")
    for missing in ("Phiếu chưa in", f"{job.code} chưa in"):
        rest = rest.removeprefix(f"{missing}: ").removeprefix(f"{missing} vì ")
    return f"{rest[:1].upper()}{rest[1:]} {REPORT}"


def question(told: Told, answers: Answers) -> Message | None:
    """One paper is answered in the banner; several one by one in the queue."""
    if not told.asked:
        return None
    asked, ids = told.asked, [job.id for job in told.asked]
    names, safe = _named(asked, told.numbers), _safe(asked).rstrip()
    if len(asked) > 1:
        head = f"{_counted(asked)} đang in thì máy tắt: {_ended(names)} {safe}".rstrip()
        look = Action("Xem từng tờ", lambda: answers.look(ids[0]), "Ctrl+J")
        return Message(QUESTION, ATTENTION, head, "Xem máy in: tờ nào đã ra giấy?", (look,))
    named = names if asked[0].dossier == NO_DOSSIER else f"Phiếu {names}"
    head = f"{named} đang in thì máy tắt. {safe}".rstrip()
    yes = Action("Đã ra giấy", lambda: answers.came_out(ids), "Ctrl+R")
    again = Action("In lại", lambda: answers.again(ids), "Ctrl+P")
    return Message(QUESTION, ATTENTION, head, "Xem máy in: giấy đã ra chưa?", (yes, again))


def _named(jobs: Sequence[Job], numbers: Mapping[int, str]) -> str:
    """0240, 0241, 0243; beside a list or a guidance: phiếu 0240, Danh sách – Quá hạn."""
    mixed = any(job.dossier == NO_DOSSIER for job in jobs)
    slip = "phiếu " if mixed else ""
    names = [job.code if job.dossier == NO_DOSSIER else f"{slip}{numbers[job.id]}" for job in jobs]
    most = MOST_TITLES if mixed else MOST_NUMBERS
    return ", ".join((*names[:most], *["…"] * (len(names) > most)))


def _ended(names: str) -> str:
    return names if names.endswith("…") else f"{names}."


def _safe(jobs: Sequence[Job]) -> str:
    return f"{SAVED} " if any(job.dossier != NO_DOSSIER for job in jobs) else ""


def state(unfinished: Sequence[Job], printer: str) -> tuple[str, str]:
    """Kind and words of the status bar's last part: what waits, else how the printer is known."""
    asked = [job for job in unfinished if job.state == ASKED]
    failed = [job for job in unfinished if job.state == FAILED]
    if asked:
        return "attention", f"{_counted(asked)} đã ra giấy chưa?"
    if failed:
        return "attention", f"{_counted(failed)} chưa in"
    waiting = [job for job in unfinished if job.state == WAITING]
    if len(waiting) < len(unfinished):
        return "ok", f"Đang in, {_counted(waiting)} chờ" if waiting else "Đang in"
    return ("ok", f"{_counted(waiting)} chờ in") if waiting else PRINTER[printer]


def _counted(jobs: Sequence[Job]) -> str:
    """2 phiếu; with a list or a guidance among them 2 tờ."""
    return f"{len(jobs)} {'tờ' if any(job.dossier == NO_DOSSIER for job in jobs) else 'phiếu'}"
