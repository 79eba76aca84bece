"""The queue behind the real window: saved never means printed, nothing prints twice by itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import papers, print_worker
from app.domain.errors import Trouble
from app.printing.errors import LayoutError
from tests.devices.cups import QUEUE, running_cups
from tests.printing.desks import PrintingDesk
from tests.printing.reading import codes, flat

KILLED = """
import os, signal, sys
from pathlib import Path
from app.bootstrap import founding, opening
from app.services import reception
from app.services.ports import PrintRequest
from app.storage import print_jobs
from tests.printing.desks import LINE, PIN
desk = opening.open_desk(sys.argv[1], None, PIN)
reception.receive(desk.desk, LINE, print_as=PrintRequest("slip", "a4x2"))
job = print_jobs.next_waiting(desk.connection)
print_jobs.set_state(desk.connection, job.id, print_jobs.PRINTING, desk.desk.clock.now())
(desk.paths.temporary / f"{job.id}.pdf").write_bytes(b"a person's slip")
os.kill(os.getpid(), signal.SIGKILL)
"""


def tray_text(desk: PrintingDesk, name: str) -> str:
    return flat((desk.tray / name).read_bytes())


def test_a_saved_dossier_prints_and_leaves_no_file(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive()
    desk.settled("done")

    assert desk.papers() == [f"{code}.pdf"]
    assert "LUYỆN TẬP" in tray_text(desk, f"{code}.pdf")
    assert desk.left_behind() == []
    assert desk.message() == ""


def test_many_saves_print_one_after_the_other(desk: PrintingDesk) -> None:
    desk.open()
    saved = [desk.receive() for _ in range(5)]
    desk.settled(*["done"] * 5)

    assert desk.papers() == sorted(f"{code}.pdf" for code in saved)


def test_a_printer_that_is_off_leaves_the_dossier_safe(desk: PrintingDesk) -> None:
    desk.open("NoSuchQueue")
    code = desk.receive()
    desk.settled("failed")
    desk.until(lambda: desk.message() != "")

    assert "Hồ sơ ĐÃ LƯU." in desk.message()
    assert "NoSuchQueue" in desk.message()
    assert desk.jobs()[0].sentence
    assert desk.work(lambda opened: len(opened.journal.with_code(code))) == 1
    assert desk.work(desk.rooms.printing.state) == ("attention", "1 phiếu chưa in")
    assert desk.left_behind() == []


def test_several_that_failed_are_all_named(desk: PrintingDesk) -> None:
    desk.open("NoSuchQueue")
    first = desk.receive()
    desk.settled("failed")
    desk.until(lambda: f"Phiếu {first[-4:]} chưa in" in desk.message())
    second = desk.receive()
    desk.settled("failed", "failed")
    both = f"Hồ sơ ĐÃ LƯU. 2 phiếu chưa in: {first[-4:]}, {second[-4:]}."
    desk.until(lambda: desk.message().startswith(both))
    assert "NoSuchQueue không trả lời" in desk.message()


def test_ctrl_p_prints_what_failed_and_not_as_a_copy(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Deaf())
    desk.open()
    code = desk.receive()
    desk.settled("failed")
    desk.until(lambda: desk.message() != "")
    monkeypatch.undo()

    desk.press("Ctrl+P")
    desk.settled("done")

    assert "BẢN IN LẠI" not in tray_text(desk, f"{code}.pdf")
    assert desk.jobs()[0].attempts == 2
    assert desk.message() == ""


def test_the_dossier_pages_reprint_of_a_failed_slip_is_no_copy(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Deaf())
    desk.open()
    code = desk.receive()
    desk.settled("failed")
    monkeypatch.undo()

    desk.reprint(code)
    desk.settled("done")

    assert desk.papers() == [f"{code}.pdf"]
    assert "BẢN IN LẠI" not in tray_text(desk, f"{code}.pdf")


def test_a_second_print_is_marked_counted_and_told_in_the_journal(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive()
    desk.settled("done")
    desk.reprint(code)
    desk.settled("done", "done")
    desk.reprint(code)
    desk.settled("done", "done", "done")

    assert "BẢN IN LẠI LẦN 1" in tray_text(desk, f"{code} in lại 1.pdf")
    assert "BẢN IN LẠI LẦN 2" in tray_text(desk, f"{code} in lại 2.pdf")
    history = desk.work(lambda opened: opened.journal.with_code(code)[0].dossier.history)
    assert [line.action for line in history] == ["received", "reprint", "reprint"]
    tokens = {
        text for name in desk.papers() for text in codes((desk.tray / name).read_bytes(), 203)
    }
    assert len(tokens) == 1


def test_the_first_print_of_a_dossier_saved_without_paper_is_no_copy(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive(paper=False)
    desk.reprint(code)
    desk.settled("done")

    assert "BẢN IN LẠI" not in tray_text(desk, f"{code}.pdf")


def test_one_bad_paper_does_not_hold_up_the_next(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: Any = papers.slip_maker
    made: list[object] = []

    def first_fails(*given: object) -> object:
        made.append(given)
        if len(made) == 1:
            raise LayoutError("mẫu mau-01, thiếu giá trị")
        return whole(*given)

    monkeypatch.setattr(papers, "slip_maker", first_fails)
    desk.open()
    desk.receive()
    desk.receive()
    desk.settled("failed", "done")

    assert len(desk.papers()) == 1


def test_a_bug_while_printing_does_not_stop_the_queue(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(print_worker, "printer_named", lambda _: Broken())
    desk.open()
    assert desk.program is not None
    desk.program.tasks._on_bug = bugs.append
    desk.receive()
    desk.settled("failed")
    desk.until(lambda: bool(bugs))
    monkeypatch.undo()
    desk.receive()
    desk.settled("failed", "done")

    assert "chương trình gặp lỗi" in str(desk.jobs()[0].sentence)
    assert desk.left_behind() == []


def test_after_a_kill_while_printing_the_clerk_is_asked(founded: Path, tmp_path: Path,
                                                        qtbot: QtBot) -> None:  # fmt: skip
    desk = killed_desk(founded, tmp_path, qtbot)
    try:
        desk.open()
        desk.settled("asked")
        desk.until(lambda: "Phiếu" in desk.message())

        assert "đang in thì máy tắt. Hồ sơ ĐÃ LƯU." in desk.message()
        assert desk.papers() == []
        assert desk.left_behind() == []
        assert desk.work(desk.rooms.printing.state)[1].endswith("đã ra giấy chưa?")
    finally:
        desk.close()


def test_a_slip_that_came_out_before_the_kill_is_not_printed_again(
    founded: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = killed_desk(founded, tmp_path, qtbot)
    try:
        desk.open()
        desk.until(lambda: "Phiếu" in desk.message())
        desk.press("Ctrl+R")
        desk.settled("done")
        assert desk.papers() == []

        desk.reprint(desk.jobs()[0].code)
        desk.settled("done", "done")
        (name,) = desk.papers()
        assert "BẢN IN LẠI LẦN 1" in tray_text(desk, name)
    finally:
        desk.close()


def test_a_slip_that_did_not_come_out_is_printed_when_the_clerk_says_so(
    founded: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = killed_desk(founded, tmp_path, qtbot)
    try:
        desk.open()
        desk.until(lambda: "Phiếu" in desk.message())
        desk.press("Ctrl+P")
        desk.settled("done")

        (name,) = desk.papers()
        assert "BẢN IN LẠI" not in tray_text(desk, name)
    finally:
        desk.close()


def test_what_waits_when_the_window_closes_prints_the_next_time(
    founded: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = PrintingDesk(qtbot, founded, tmp_path / "desk")
    desk.open()
    for _ in range(4):
        desk.receive()
    desk.close()
    desk.open()
    desk.settled(*["done"] * 4)
    printed, tries = desk.papers(), [job.attempts for job in desk.jobs()]
    desk.close()

    assert len(printed) == 4
    assert max(tries) <= 2


def test_locking_while_a_slip_is_on_its_way_asks_nothing(desk: PrintingDesk) -> None:
    desk.open()
    desk.rooms.printing._busy = True
    desk.work(desk.rooms.printing.interrupted)
    desk.rooms.printing._busy = False

    assert desk.message() == ""


def test_a_real_queue_that_was_off_prints_once_when_it_is_on(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_cups(monkeypatch) as cups:
        cups.switch_off()
        desk.open(QUEUE)
        desk.receive()
        desk.settled("failed")
        desk.until(lambda: desk.message() != "")
        cups.switch_on()
        before = cups.lying()
        desk.press("Ctrl+P")
        desk.settled("done")

        paper = cups.wait_for_paper(before).read_bytes()
        assert len(codes(paper, 203)) == 2
        assert cups.waiting() == []
        assert desk.left_behind() == []


def killed_desk(founded: Path, tmp_path: Path, qtbot: QtBot) -> PrintingDesk:
    """A desk whose program was killed while a slip was printing."""
    desk = PrintingDesk(qtbot, founded, tmp_path / "desk")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(desk.folder)], check=False, env=environment
    )
    assert done.returncode == -signal.SIGKILL
    return desk


class Deaf:
    """A printer that does not answer."""

    name = "deaf"

    def state(self) -> str:
        """Off."""
        return "Máy in đang tắt"

    def send(self, file: Path, title: str) -> None:
        """Say so."""
        assert file.exists()
        raise Trouble(f"Hồ sơ ĐÃ LƯU. Phiếu {title} chưa in.")


class Broken(Deaf):
    """A printer driver with a bug."""

    def send(self, file: Path, title: str) -> None:
        """Fall over."""
        raise ZeroDivisionError(f"{file.name} {title}")
