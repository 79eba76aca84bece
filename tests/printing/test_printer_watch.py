"""The bar's last part: what waits for paper, else only what is known of the printer."""

from pathlib import Path

import pytest

from app.bootstrap import print_words, printer_watch
from app.bootstrap.printer_watch import NONE, READY, UNKNOWN
from app.storage.print_jobs import ASKED, FAILED, NO_DOSSIER, PRINTING, WAITING, Job
from app.ui.status import NO_PRINTER, PRINTERS_SHORT, SILENT, Status, segments
from app.ui.status import READY as SAID_READY
from tests.devices.cups import running_cups
from tests.devices.thermal import Thermal, running
from tests.printing.desks import PrintingDesk


@pytest.fixture(autouse=True)
def _no_queues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a print server, whatever runs here."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))


def job(state: str, number: int = 240, dossier: int = 7) -> Job:
    code = f"MC-03158-1-261120-{number:04}" if dossier else "Danh sách – Quá hạn"
    return Job(number, "slip", dossier, code, "a4", 1, 0, state, 0, None)


@pytest.mark.parametrize(
    ("jobs", "said"),
    [
        ([job(WAITING)], ("ok", "1 phiếu chờ in")),
        ([job(WAITING), job(WAITING, 241)], ("ok", "2 phiếu chờ in")),
        ([job(WAITING), job(WAITING, 241, NO_DOSSIER)], ("ok", "2 tờ chờ in")),
        ([job(PRINTING)], ("ok", "Đang in")),
        ([job(PRINTING), job(WAITING, 241), job(WAITING, 242)], ("ok", "Đang in, 2 phiếu chờ")),
        ([job(FAILED), job(FAILED, 241)], ("attention", "2 phiếu chưa in")),
        ([job(ASKED), job(FAILED, 241)], ("attention", "1 phiếu đã ra giấy chưa?")),
        ([job(ASKED, 1, NO_DOSSIER)], ("attention", "1 tờ đã ra giấy chưa?")),
    ],
)
def test_papers_that_wait_are_counted_and_no_printer_is_called_ready(
    jobs: list[Job], said: tuple[str, str]
) -> None:
    for printer in (READY, NONE, UNKNOWN, printer_watch.SILENT):
        assert print_words.state(jobs, printer) == said


@pytest.mark.parametrize("words", PRINTERS_SHORT)
def test_a_narrow_window_has_shorter_words_for_each(words: str) -> None:
    _left, (printer,) = segments(Status(printer_words=words))
    assert printer.words == words
    assert 0 < len(printer.short) < len(words)


def test_without_a_printer_the_bar_says_so_and_where_to_choose_one(desk: PrintingDesk) -> None:
    desk.open("")
    desk.until(lambda: desk.bar() == NO_PRINTER)
    desk.receive()
    desk.settled("failed")
    desk.until(lambda: "chưa in. Chưa có máy in. Cắm máy in, chọn máy (Ctrl+Q)" in desk.message())


def test_a_printer_that_is_set_is_ready_until_something_speaks_against_it(
    desk: PrintingDesk,
) -> None:
    desk.open()
    desk.until(lambda: desk.bar() == SAID_READY)


def test_a_queue_that_is_not_there_is_not_called_ready(desk: PrintingDesk) -> None:
    desk.open("NoSuchQueue")
    desk.until(lambda: desk.bar() == SILENT)


def test_the_machines_default_counts_as_a_printer(
    desk: PrintingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_cups(monkeypatch) as cups:
        desk.open("")
        desk.until(lambda: desk.bar() == NO_PRINTER)
        cups.make_default()
        desk.rooms.printing.watch.ask()
        desk.until(lambda: desk.bar() == SAID_READY)
        cups.switch_off()
        desk.rooms.printing.watch.ask()
        desk.until(lambda: desk.bar() == SILENT)


def test_a_printer_that_gave_no_paper_is_not_ready_before_it_gave_one(
    desk: PrintingDesk,
) -> None:
    with running(Thermal(takes=40_000)) as thermal:
        desk.open(f"raw:127.0.0.1:{thermal.port}")
        desk.until(lambda: desk.bar() == SAID_READY)  # a network printer is asked when it prints
        printing = desk.rooms.printing
        desk.receive()
        desk.settled("failed")
        desk.until(lambda: desk.bar() == "1 phiếu chưa in")
    desk.work(lambda _: desk.rooms.queue.page._desk.drop(1))
    printing.watch.ask()  # it has nothing against it, but nothing came out
    printing.kick()
    desk.until(lambda: desk.bar() == SILENT)
    with running(Thermal(port=thermal.port)):
        desk.receive()
        desk.settled("dropped", "done")
    desk.until(lambda: desk.bar() == SAID_READY)


def test_another_printer_is_asked_anew(desk: PrintingDesk, tmp_path: Path) -> None:
    desk.open("NoSuchQueue")
    desk.until(lambda: desk.bar() == SILENT)
    watch = desk.rooms.printing.watch
    desk.use_printer(f"folder:{tmp_path / 'other'}")
    assert watch.state == UNKNOWN
    watch.ask()
    desk.until(lambda: desk.bar() == SAID_READY)
