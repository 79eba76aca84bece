"""Blank slips on their way to paper: the numbers are durable before anything of them prints."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from app.bootstrap import papers
from app.bootstrap.opening import OpenDesk
from app.domain.blank_slips import MISSING, SPOILT, UNUSED, USED, PrintedSlips, SlipStanding
from app.domain.errors import ClerkError
from app.domain.times import spoken
from app.services import blank_slips as service
from app.services.ports import Writes
from app.services.slip_values import office_values
from app.storage import blank_slips as stored
from app.storage import print_jobs
from app.storage.print_jobs import NO_DOSSIER

FORM, LIST_FORM, LIST_TITLE = "phieu-trang", "phieu-giay", "Danh sách phiếu giấy"
PAPERS = ("a4x2", "a5")
SAID = {USED: "đã nhập", SPOILT: "hỏng", MISSING: "thiếu, cần tìm", UNUSED: "chưa dùng"}
NOT_AGAIN = (
    "Phiếu giấy đã ra giấy thì không in lại: một số chỉ được nằm trên một tờ. Hãy in số mới ở Quản "
    "trị, Phiếu giấy; tờ hỏng thì ghi hỏng ở đó."
)


def queue(opened: OpenDesk, many: int, paper: str) -> PrintedSlips:
    """Blank slips that wait in the print queue."""
    with opened.journal.transaction() as writes:
        run, _job = _given(opened, writes, many, paper)
    return run


def write(opened: OpenDesk, many: int, paper: str, out: Path) -> PrintedSlips:
    """Blank slips into a file; cut off meanwhile, the queue asks whether they came out."""
    with opened.journal.transaction() as writes:
        run, number = _given(opened, writes, many, paper)
        print_jobs.begin_one(opened.connection, number, opened.desk.clock.now())
        job = print_jobs.by_id(opened.connection, number)
    assert job is not None  # noqa: S101 - the one that was just put there
    papers.write_job(opened, job, out, paper)
    return run


def _given(opened: OpenDesk, writes: Writes, many: int, paper: str) -> tuple[PrintedSlips, int]:
    """The fact and the job of its paper; nothing of one without the other."""
    run = service.give_numbers(writes, opened.desk, many, paper)
    content = {papers.EACH: [{"number": number} for number in run.numbers]}
    job = print_jobs.enqueue(
        opened.connection, form=FORM, dossier=NO_DOSSIER, code=service.title_of(run), paper=paper,
        copies=1, now=opened.desk.clock.now(), content=json.dumps(content),
    )  # fmt: skip
    return run, job


def listed(opened: OpenDesk) -> list[SlipStanding]:
    """Every blank slip of this journal as it stands."""
    return stored.standings(opened.connection.execute)


def list_values(slips: list[SlipStanding], now: datetime) -> dict[str, Any]:
    """The values of the printed list: counts, and what is used, spoilt or missing, a line each."""
    return {
        "at": spoken(now),
        "counts": counted(slips),
        "total": len(slips),
        "entries": [entry(one) for one in reversed(slips)],
    }


def counted(slips: list[SlipStanding]) -> str:
    """How many of each: đã nhập 3 · hỏng 1 · thiếu, cần tìm 0 · chưa dùng 16."""
    counts = {state: sum(one.state == state for one in slips) for state in SAID}
    return " · ".join(f"{SAID[state]} {count}" for state, count in counts.items())


def entry(one: SlipStanding) -> dict[str, str]:
    """One slip in words: number, when it was printed, how it stands, what is known more."""
    more = one.reason or ""
    if one.bearer is not None:
        void = " (đã huỷ)" if one.bearer.void else ""
        more = f"{one.bearer.owner}, nhận {one.bearer.received_at:%H:%M %d/%m/%Y}{void}"
    return {
        "number": one.number,
        "printed": f"{one.printed_at:%d/%m/%Y}",
        "state": SAID[one.state],
        "more": more,
    }


def print_list(opened: OpenDesk, out: Path) -> int:
    """The list into a file; how many slips stand in it."""
    slips, now = listed(opened), opened.desk.clock.now()
    if not slips:
        raise ClerkError("Máy này chưa in phiếu giấy nào nên không có danh sách.", "out")
    values = list_values(slips, now) | {
        "office": office_values(opened.standing.office),
        "print": papers.print_values(opened, 0),
    }
    papers.write_file(out, papers.render_form(LIST_FORM, values, "a4", now.date()))
    return len(slips)
