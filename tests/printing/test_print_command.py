"""`motcua print slip` through power cuts: what may have come out is never printed unmarked."""

import fcntl
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.opening import OpenDesk, open_desk
from app.domain.errors import Trouble
from app.services import reception
from app.services.ports import PrintRequest
from app.storage import print_jobs
from tests.printing.desks import LINE, PIN, PrintingDesk
from tests.printing.reading import flat

SMALLEST_PIPE = 4096
AGAIN = "BẢN IN LẠI"


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "desk"))


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenDesk]:
    desk = open_desk(str(folder), None, PIN)
    yield desk
    desk.close()


def started(folder: Path, code: str, out: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(folder), "print", "slip", code,
         "--out", str(out)],
        env={**os.environ, "MOTCUA_PIN": PIN},
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def printed(folder: Path, code: str, out: Path) -> tuple[str, str]:
    """What the paper says, and what the command said."""
    process = started(folder, code, out)
    _, said = process.communicate()
    assert process.returncode == 0, said
    return flat(out.read_bytes()), said


def killed_while_writing(folder: Path, code: str, out: Path) -> None:
    """The slip goes into a pipe that is too small for it: there the process dies."""
    os.mkfifo(out)
    pipe = os.open(out, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, SMALLEST_PIPE)
    process = started(folder, code, out)
    select.select([pipe], [], [])
    process.kill()
    process.communicate()
    os.close(pipe)
    out.unlink()


def states(desk: OpenDesk) -> list[str]:
    rows = desk.connection.execute("SELECT state FROM print_job ORDER BY id").fetchall()
    return [row[0] for row in rows]


def test_a_kill_while_the_slip_is_written_is_asked_about_and_the_next_one_is_marked(
    folder: Path, opened: OpenDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    code = reception.receive(opened.desk, LINE).code
    killed_while_writing(folder, code, tmp_path / "pipe.pdf")
    assert states(opened) == ["printing"]

    text, said = printed(folder, code, tmp_path / "slip.pdf")
    assert AGAIN in text
    assert "chưa rõ đã ra giấy chưa" in said
    assert states(opened) == ["printing", "done"]

    desk = PrintingDesk(qtbot, folder, folder)
    desk.open()
    desk.until(lambda: desk.message() != "")
    assert states(opened) == ["asked", "done"]
    assert "giấy đã ra chưa?" in desk.message()
    assert desk.papers() == []
    desk.close()


def test_a_slip_that_waits_for_a_printer_is_the_one_that_the_command_prints(
    folder: Path, opened: OpenDesk, tmp_path: Path
) -> None:
    code = reception.receive(opened.desk, LINE, print_as=PrintRequest("slip", "a4x2")).code
    text, said = printed(folder, code, tmp_path / "slip.pdf")
    assert (AGAIN in text, said, states(opened)) == (False, "", ["done"])
    assert not print_jobs.begin(opened.connection, 1, opened.desk.clock.now())
    text, _ = printed(folder, code, tmp_path / "again.pdf")
    assert (AGAIN in text, states(opened)) == (True, ["done", "done"])


def test_a_file_that_cannot_be_written_is_a_paper_that_did_not_come_out(
    folder: Path, opened: OpenDesk, tmp_path: Path
) -> None:
    from app.bootstrap.papers import print_slip
    from app.services.steps import the_one

    code = reception.receive(opened.desk, LINE).code
    stored = the_one(opened.journal, code)
    with pytest.raises(Trouble):
        print_slip(opened, stored, tmp_path, "a4")
    (job,) = print_jobs.unfinished(opened.connection)
    assert (job.state, job.copy, "Không ghi được tệp" in (job.sentence or "")) == (
        "failed", 0, True,
    )  # fmt: skip
    assert AGAIN not in printed(folder, code, tmp_path / "slip.pdf")[0]
