"""The queue with several papers: without a dossier, after a crash, elsewhere, on a roll."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import print_worker
from app.devices import raw_printer
from app.domain.errors import ClerkError
from app.storage import print_jobs
from tests.devices.cups import QUEUE, running_cups
from tests.devices.thermal import NO_PAPER, Thermal, papers, read_codes, running
from tests.printing.desks import PrintingDesk
from tests.printing.reading import flat, read
from tests.printing.test_print_queue import Deaf

VALUES = {
    "kind": "Quá hạn",
    "at": "07:12 thứ Sáu 20/11/2026",
    "total": 1,
    "entries": [{"number": "20/11 – 0001", "owner": "Lò Văn Thử", "procedure": "Chứng thực"}],
}
TITLE = "Danh sách – Quá hạn"
KILLED = """
import os, signal, sys
from app.bootstrap import opening, papers
from app.services import reception
from app.services.ports import PrintRequest
from app.storage import print_jobs
from tests.printing.desks import LINE, PIN
from tests.printing.test_queue_jobs import TITLE, VALUES
desk = opening.open_desk(sys.argv[1], None, PIN)
now = desk.desk.clock.now()
for state in (print_jobs.PRINTING, print_jobs.PRINTING, print_jobs.WAITING):
    reception.receive(desk.desk, LINE, print_as=PrintRequest("slip", "a4x2"))
    job = print_jobs.next_waiting(desk.connection)
    if state == print_jobs.PRINTING:
        print_jobs.set_state(desk.connection, job.id, state, now)
job = papers.queue_content(desk, "danh-sach", VALUES, TITLE, "a4")
print_jobs.set_state(desk.connection, job, print_jobs.PRINTING, now)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(desk: PrintingDesk) -> PrintingDesk:
    """Two slips and a list were printing, one slip waited, when the power went."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(desk.folder)], check=False, env=environment
    )
    assert done.returncode == -signal.SIGKILL
    return desk


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_printer, "ANSWER_S", 0.2)
    monkeypatch.setattr(raw_printer, "BEAT_S", 0.1)


def enqueue(desk: PrintingDesk, title: str = TITLE) -> int:
    return desk.work(
        lambda _: int(desk.rooms.printing.enqueue_content("danh-sach", VALUES, title, "a4"))
    )


def act(desk: PrintingDesk, name: str, *arguments: object) -> None:
    """As the page does."""
    page = desk.rooms.queue.page
    desk.work(lambda _: getattr(page._desk, name)(*arguments))


# --- papers without a dossier ------------------------------------------------------------------


def test_a_paper_without_a_dossier_prints_under_its_title(desk: PrintingDesk) -> None:
    desk.open()
    enqueue(desk)
    desk.settled("done")

    assert desk.papers() == [f"{TITLE.replace('–', '-')}.pdf"]
    text = flat((desk.tray / desk.papers()[0]).read_bytes())
    assert "DANH SÁCH HỒ SƠ – QUÁ HẠN" in text
    assert "LUYỆN TẬP" in text
    assert desk.left_behind() == []


def test_it_waits_through_a_restart(desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Deaf())
    desk.open()
    enqueue(desk)
    desk.settled("failed")
    desk.close()
    monkeypatch.undo()
    desk.open()
    act(desk, "again", 1)
    desk.settled("done")

    assert "Lò Văn Thử" in flat((desk.tray / desk.papers()[0]).read_bytes())


def test_its_failure_speaks_of_the_list_and_not_of_a_dossier(desk: PrintingDesk) -> None:
    desk.open("NoSuchQueue")
    enqueue(desk)
    desk.settled("failed")
    desk.until(lambda: desk.message() != "")

    assert desk.message().startswith(f"{TITLE} chưa in. Máy in NoSuchQueue không trả lời.")
    assert "Hồ sơ" not in desk.message()


def test_yesterdays_lists_are_forgotten_and_todays_are_not(desk: PrintingDesk) -> None:
    desk.open()
    enqueue(desk)
    enqueue(desk, "Danh sách – cũ")
    desk.settled("done", "done")
    desk.work(lambda opened: opened.connection.execute(
        "UPDATE print_job SET updated_at=updated_at-90000 WHERE id=2"))  # fmt: skip
    desk.work(desk.rooms.printing.interrupted)

    assert [job.code for job in desk.jobs()] == [TITLE]


def test_a_list_printed_again_is_whole_and_unmarked(desk: PrintingDesk) -> None:
    desk.open()
    enqueue(desk)
    desk.settled("done")
    act(desk, "again", 1)
    desk.settled("done", "done")

    first, second = (flat((desk.tray / name).read_bytes()) for name in desk.papers())
    assert "Lò Văn Thử" in first
    assert "Lò Văn Thử" in second
    assert "BẢN IN LẠI" not in first + second


# --- after a crash ------------------------------------------------------------------------------


def test_after_a_crash_each_paper_is_asked_about_and_what_waited_prints(
    killed: PrintingDesk,
) -> None:
    killed.open()
    killed.settled("asked", "asked", "done", "asked")
    killed.until(lambda: "đang in thì máy tắt" in killed.message())

    assert TITLE in killed.message()
    assert len(killed.papers()) == 1
    assert killed.program is not None
    current = killed.program.messages.current
    assert current is not None
    assert [one.key for one in current.actions] == ["Ctrl+J"]


def test_each_paper_is_answered_by_itself_in_the_queue(killed: PrintingDesk) -> None:
    killed.open()
    killed.until(lambda: "đang in thì máy tắt" in killed.message())
    killed.press("Ctrl+J")
    killed.until(lambda: killed.rooms.queue.page.table.count == 4)
    assert killed.message() == ""

    act(killed, "came_out", 1)
    act(killed, "again", 2)
    act(killed, "drop", 4)
    killed.settled("done", "done", "done", "dropped")

    assert len(killed.papers()) == 2
    assert killed.work(killed.rooms.printing.state) == ("ok", "Máy in sẵn sàng")


def test_a_failure_never_prints_what_is_only_asked_about(
    killed: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Deaf())
    killed.open()
    killed.settled("asked", "asked", "failed", "asked")
    killed.until(lambda: killed.program is not None and len(killed.program.messages._standing) == 2)
    monkeypatch.undo()
    killed.rooms.printing.again((3,))
    killed.settled("asked", "asked", "done", "asked")

    assert len(killed.papers()) == 1


# --- from the queue ------------------------------------------------------------------------------


def test_another_printer_takes_a_paper_that_failed(desk: PrintingDesk, tmp_path: Path) -> None:
    desk.open("NoSuchQueue")
    code = desk.receive()
    desk.settled("failed")
    act(desk, "elsewhere", (1,), f"folder:{tmp_path / 'other'}")
    desk.settled("done")

    assert (tmp_path / "other" / f"{code}.pdf").exists()
    assert "BẢN IN LẠI" not in flat((tmp_path / "other" / f"{code}.pdf").read_bytes())


def test_a_slip_that_is_out_is_printed_again_as_a_marked_copy(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive()
    desk.settled("done")
    act(desk, "again", 1)
    desk.settled("done", "done")

    assert "BẢN IN LẠI LẦN 1" in flat((desk.tray / f"{code} in lại 1.pdf").read_bytes())
    history = desk.work(lambda opened: opened.journal.with_code(code)[0].dossier.history)
    assert [line.action for line in history] == ["received", "reprint"]


def test_a_double_press_is_one_copy(desk: PrintingDesk) -> None:
    desk.open()
    desk.receive()
    desk.settled("done")

    def twice(_: object) -> None:  # within one turn of the work thread: nothing is out yet
        again = desk.rooms.queue.page._desk.again
        again(1)
        again(1)

    with pytest.raises(ClerkError, match="không in thêm"):
        desk.work(twice)
    desk.settled("done", "done")


def test_a_dropped_paper_is_not_printed_and_can_be_had_back(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Deaf())
    desk.open()
    desk.receive()
    desk.settled("failed")
    act(desk, "drop", 1)
    assert desk.states() == ["dropped"]
    assert desk.work(lambda opened: print_jobs.unfinished(opened.connection)) == []
    monkeypatch.undo()
    act(desk, "again", 1)
    desk.settled("done")


def test_a_paper_that_moved_on_is_refused(desk: PrintingDesk) -> None:
    desk.open()
    desk.receive()
    desk.settled("done")

    for name in ("drop", "came_out"):
        with pytest.raises(ClerkError, match="vừa đổi trạng thái"):
            act(desk, name, 1)
    with pytest.raises(ClerkError):
        act(desk, "came_out", 99)


def test_the_queue_lists_papers_and_their_number_and_day(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive()
    enqueue(desk)
    desk.settled("done", "done")
    page = desk.rooms.queue.page
    listed, slip = desk.work(lambda _: page._desk.papers())
    day, number = code.split("-")[-2:]

    assert (listed.row.cells[1:3], slip.row.cells[1:3]) == (
        ("Danh sách", TITLE),
        ("Phiếu hẹn", f"{day[4:]}/{day[2:4]} – {number} · Đặng Văn Đức"),
    )
    assert slip.row.cells[3] == ("ok", "đã in")
    hand = desk.work(lambda _: page._desk.by_hand(int(slip.row.key)))
    assert hand.number == code
    assert hand.due.startswith("Hẹn ")


# --- a roll ------------------------------------------------------------------------------------


def test_a_thermal_printer_gets_the_slip_on_a_roll(desk: PrintingDesk) -> None:
    with running(Thermal()) as thermal:
        desk.open(f"raw:127.0.0.1:{thermal.port}")
        code = desk.receive()
        desk.settled("done")

    first, second = papers(bytes(thermal.taken))
    assert read_codes(first) == read_codes(second)
    assert len(read_codes(first)) == 1
    assert desk.work(lambda opened: len(opened.journal.with_code(code))) == 1


@pytest.mark.parametrize(
    ("thermal", "said"),
    [(Thermal(takes=40_000), "không trả lời"), (Thermal(ends=b"\x0c"), "hết giấy"),
     (Thermal(state=b"\x1a", paper=NO_PAPER), "hết giấy")],
    ids=["cable pulled half way", "out of paper half way", "out of paper before"],
)  # fmt: skip
def test_half_a_slip_is_a_failed_job_and_the_dossier_is_safe(
    desk: PrintingDesk, thermal: Thermal, said: str
) -> None:
    with running(thermal):
        desk.open(f"raw:127.0.0.1:{thermal.port}")
        code = desk.receive()
        desk.settled("failed")
        desk.until(lambda: desk.message() != "")

    assert "Hồ sơ ĐÃ LƯU" in desk.message()
    assert said in desk.message()
    assert desk.work(lambda opened: len(opened.journal.with_code(code))) == 1
    assert desk.left_behind() == []


def test_a_real_queue_prints_a_list_turned_on_a4(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_cups(monkeypatch) as cups:
        desk.open(QUEUE)
        before = cups.lying()
        enqueue(desk)
        desk.settled("done")
        paper = cups.wait_for_paper(before).read_bytes()

    (page,) = read(paper)  # the driver's own letters: only sheet and ink can be looked at
    assert sorted((round(page.width), round(page.height))) == [595, 842]
    assert len(page.letters) > 100
