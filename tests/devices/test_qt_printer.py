"""Qt's own printing, onto a file instead of a Windows printer: same pages, sizes and codes."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from app.devices.qt_printer import QtPrinter, draw_pages
from app.domain.errors import Trouble
from tests.printing.reading import codes
from tests.printing.samples import cases

SHARP = 300
pytestmark = pytest.mark.usefixtures("qapp")


def drawn(pdf: bytes, folder: Path) -> bytes:
    """What comes out of a QPrinter."""
    file, out = folder / "slip.pdf", folder / "paper.pdf"
    file.write_bytes(pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    assert draw_pages(file, printer)
    return out.read_bytes()


def sizes(pdf: bytes) -> list[float]:
    """Points of each page: its width, its height."""
    return [points for page in pypdfium2.PdfDocument(pdf) for points in page.get_size()]


@pytest.mark.parametrize("paper", ["a4", "a4x2", "a5"])
def test_each_page_keeps_its_paper_and_its_code(tmp_path: Path, paper: str) -> None:
    slip = cases()["usual"].pdf(paper)
    printed = drawn(slip, tmp_path)
    assert sizes(printed) == pytest.approx(sizes(slip), abs=1)
    assert codes(printed, SHARP) == codes(slip, SHARP) != []


def test_a_printer_that_is_not_there_is_told(tmp_path: Path) -> None:
    printer = QtPrinter("không có máy in này")
    assert printer.state() == "Chưa thấy máy in"
    with pytest.raises(Trouble, match=r"Hồ sơ ĐÃ LƯU\. Phiếu chưa in"):
        printer.send(tmp_path / "slip.pdf", "MC-1")
