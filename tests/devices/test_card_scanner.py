"""The serial scanner against a real pseudo-terminal."""

import os
import pty
import tty
from collections.abc import Iterator
from queue import Empty, Queue

import pytest

from app.devices.card_scanner import LONGEST, CardScanner, LineBuffer

CARD = "011190004217|040512345|Pờ Mỳ Xuyến|14031990|Nữ|Bản Tá Miếu, Sín Thầu|25052021"
WAIT_S = 5


class Line:
    """A pseudo-terminal with a scanner program at its other end."""

    def __init__(self) -> None:
        self.ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.port = os.ttyname(self._theirs)

    def send(self, data: bytes) -> None:
        os.write(self.ours, data)

    def pull_out(self) -> None:
        os.close(self.ours)
        os.close(self._theirs)


@pytest.fixture
def lines() -> Queue[str]:
    return Queue()


@pytest.fixture
def states() -> Queue[bool]:
    return Queue()


@pytest.fixture
def line(lines: Queue[str], states: Queue[bool]) -> Iterator[Line]:
    made = Line()
    scanner = CardScanner(made.port, lines.put, states.put, retry_s=0.05)
    scanner.start()
    assert states.get(timeout=WAIT_S)
    yield made
    scanner.stop()


def test_a_card_arrives_whole_with_its_marks(line: Line, lines: Queue[str]) -> None:
    line.send(f"{CARD}\r\n".encode())
    assert lines.get(timeout=WAIT_S) == CARD


def test_a_letter_cut_between_two_reads_is_whole(line: Line, lines: Queue[str]) -> None:
    data = f"{CARD}\r".encode()
    cut = data.index("ờ".encode()) + 1
    line.send(data[:cut])
    line.send(data[cut:])
    assert lines.get(timeout=WAIT_S) == CARD


def test_two_cards_in_one_read_are_two_lines(line: Line, lines: Queue[str]) -> None:
    line.send(b"MC-1\rMC-2\r")
    assert [lines.get(timeout=WAIT_S), lines.get(timeout=WAIT_S)] == ["MC-1", "MC-2"]


def test_a_scanner_that_is_pulled_out_is_told(line: Line, states: Queue[bool]) -> None:
    line.pull_out()
    assert states.get(timeout=WAIT_S) is False


def test_a_scanner_that_comes_later_is_found(
    tmp_path_factory: pytest.TempPathFactory, lines: Queue[str], states: Queue[bool]
) -> None:
    port = tmp_path_factory.mktemp("dev") / "scanner"
    scanner = CardScanner(str(port), lines.put, states.put, retry_s=0.05)
    scanner.start()
    assert states.get(timeout=WAIT_S) is False
    there = Line()
    port.symlink_to(there.port)
    assert states.get(timeout=WAIT_S) is True
    there.send(b"MC-9\r")
    assert lines.get(timeout=WAIT_S) == "MC-9"
    scanner.stop()


def test_stopping_is_quick_and_final(line: Line, lines: Queue[str]) -> None:
    scanner = CardScanner(line.port, lines.put)
    scanner.start()
    scanner.stop()
    with pytest.raises(Empty):
        lines.get_nowait()


def test_bytes_that_are_no_utf8_are_marked_not_dropped() -> None:
    assert LineBuffer().feed(b"P\xff|1\r") == ["P\ufffd|1"]


def test_control_letters_around_a_line_go() -> None:
    assert LineBuffer().feed(b"\x02MC-1\x03\r\n") == ["MC-1"]


def test_a_line_without_an_end_is_thrown_away() -> None:
    buffer = LineBuffer()
    assert buffer.feed(b"x" * (LONGEST + 1)) == []
    assert buffer.feed(b"MC-1\r") == ["MC-1"]
