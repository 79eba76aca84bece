"""Thermal printers without a driver: the dots, the way there, and everything that goes wrong."""

import os
import socket
from pathlib import Path

import pytest

from app.devices import raw_printer, raw_wire
from app.devices.printers import paper_on, printer_named, printer_words
from app.devices.printing_trouble import NotPrinted
from app.devices.raster import BAND, DOTS, as_raster
from app.devices.raw_printer import RawPrinter
from tests.devices.thermal import NO_PAPER, OFF_LINE, READY, Thermal, papers, read_codes, running
from tests.printing.samples import cases


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    """A slip for a roll as a print file."""
    file = tmp_path / "1.pdf"
    file.write_bytes(cases()["usual"].pdf("80mm"))
    return file


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_printer, "ANSWER_S", 0.2)
    monkeypatch.setattr(raw_printer, "BEAT_S", 0.1)
    monkeypatch.setattr(raw_printer, "PATIENCE", 3)
    monkeypatch.setattr(raw_wire, "SECONDS", 0.5)


def over(thermal: Thermal) -> RawPrinter:
    return RawPrinter(f"127.0.0.1:{thermal.port}")


# --- the dots --------------------------------------------------------------------------------


def test_both_copies_come_out_cut_apart_and_a_scanner_reads_their_codes(slip: Path) -> None:
    out = papers(as_raster(slip))

    assert len(out) == 2
    token = cases()["usual"].values()["token"]
    assert [read_codes(one) for one in out] == [[token], [token]]


@pytest.mark.parametrize("name", ["training", "certified", "long-papers", "no-due", "all"])
def test_every_kind_of_slip_keeps_its_code_in_dots(tmp_path: Path, name: str) -> None:
    file = tmp_path / "1.pdf"
    file.write_bytes(cases()[name].pdf("80mm"))

    assert all(read_codes(one) == [cases()[name].values()["token"]]
               for one in papers(as_raster(file)))  # fmt: skip


def test_nothing_is_cut_off_at_the_edges_of_the_head(slip: Path) -> None:
    for one in papers(as_raster(slip)):
        box = one.convert("L").point(lambda grey: 255 - grey).getbbox()
        assert box is not None
        left, top, right, bottom = box
        assert left >= 0
        assert right <= DOTS
        assert top > 8
        assert bottom < one.height - 8


def test_a_wide_paper_is_fitted_to_the_head(tmp_path: Path) -> None:
    file = tmp_path / "1.pdf"
    file.write_bytes(cases()["usual"].pdf("a4"))

    assert {one.width for one in papers(as_raster(file))} == {DOTS}


def test_bands_are_small_enough_for_a_cheap_printer(slip: Path) -> None:
    raw = as_raster(slip)
    heights = [int.from_bytes(part[2:4], "little") for part in raw.split(b"\x1dv0\x00")[1:]]

    assert max(heights) <= BAND


# --- the way there -----------------------------------------------------------------------------


def test_a_file_takes_the_dots(tmp_path: Path, slip: Path) -> None:
    printer = printer_named(f"raw:{tmp_path / 'out.bin'}")
    printer.send(slip, "MC-1")

    assert len(papers((tmp_path / "out.bin").read_bytes())) == 2


def test_a_network_printer_that_answers_has_all_of_it(slip: Path) -> None:
    with running(Thermal()) as thermal:
        over(thermal).send(slip, "MC-1")

    (first, _second) = papers(bytes(thermal.taken))
    assert read_codes(first) == [cases()["usual"].values()["token"]]


def test_a_network_printer_that_never_answers_is_believed(slip: Path) -> None:
    with running(Thermal(silent=True)) as thermal:
        over(thermal).send(slip, "MC-1")

    assert len(papers(bytes(thermal.taken))) == 2


def test_a_device_takes_what_it_can_at_its_own_pace() -> None:
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    taken = bytearray()
    wire = raw_wire._Device(theirs)
    try:
        for _ in range(6):
            wire.send(b"x" * 1_000)
            taken += os.read(ours, 4_096)
    finally:
        os.close(ours)
        os.close(theirs)
    assert taken.count(b"x") > 4_000


# --- what goes wrong ----------------------------------------------------------------------------


def test_a_cable_pulled_half_way_is_told(slip: Path) -> None:
    with running(Thermal(takes=40_000)) as thermal, pytest.raises(NotPrinted) as caught:
        over(thermal).send(slip, "MC-1")

    assert "Hồ sơ ĐÃ LƯU" in caught.value.message
    assert "không trả lời" in caught.value.message


def test_no_paper_before_printing_is_told_and_nothing_is_sent(slip: Path) -> None:
    with (
        running(Thermal(state=OFF_LINE, paper=NO_PAPER)) as thermal,
        pytest.raises(NotPrinted, match="hết giấy"),
    ):
        over(thermal).send(slip, "MC-1")

    assert len(thermal.taken) < 20


def test_an_open_lid_is_told(slip: Path) -> None:
    with running(Thermal(state=OFF_LINE)) as thermal, pytest.raises(NotPrinted, match="nắp"):
        over(thermal).send(slip, "MC-1")


@pytest.mark.parametrize("says", [b"\x0c", NO_PAPER], ids=["at the end", "while it stands"])
def test_paper_that_runs_out_half_way_is_told(slip: Path, says: bytes) -> None:
    with running(Thermal(ends=says)) as thermal, pytest.raises(NotPrinted, match="hết giấy"):
        over(thermal).send(slip, "MC-1")


def test_a_printer_that_falls_silent_at_the_end_did_not_print(slip: Path) -> None:
    with running(Thermal(ends=READY)) as thermal, pytest.raises(NotPrinted, match="trả lời"):
        over(thermal).send(slip, "MC-1")


def test_a_printer_that_is_off_is_told(slip: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(NotPrinted, match=f"127.0.0.1:{port} không trả lời"):
        RawPrinter(f"127.0.0.1:{port}").send(slip, "MC-1")


def test_a_device_that_takes_nothing_is_given_up(slip: Path) -> None:
    ours, theirs = os.openpty()
    try:
        os.set_blocking(theirs, False)
        with pytest.raises(TimeoutError):
            raw_wire._Device(theirs).send(as_raster(slip))
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_device_that_is_not_there_is_told(slip: Path) -> None:
    printer = RawPrinter("/dev/usb/lp-none")

    assert printer.state() != ""
    with pytest.raises(NotPrinted):
        printer.send(slip, "MC-1")


def test_a_full_disk_is_told(slip: Path) -> None:
    with pytest.raises(NotPrinted):
        RawPrinter("/dev/full").send(slip, "MC-1")


# --- names --------------------------------------------------------------------------------------


def test_a_raw_printer_always_has_a_roll_and_says_where_it_is() -> None:
    assert paper_on("raw:/dev/usb/lp0", "a4x2") == "80mm"
    assert paper_on("HP-1", "a4x2") == "a4x2"
    assert printer_words("raw:10.0.0.9:9100") == "Máy in nhiệt 10.0.0.9:9100"
    assert printer_words("") == "Máy in mặc định"
    assert printer_words("folder:/a/giay") == "Thư mục giay"


def test_about_a_list_nobody_says_dossier() -> None:
    said = NotPrinted("HP-1").about("Danh sách – Quá hạn")

    assert said.startswith("Danh sách – Quá hạn chưa in: máy in HP-1 không trả lời.")
    assert "Dữ liệu vẫn an toàn" in said
