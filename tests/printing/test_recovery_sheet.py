"""The recovery sheet of a stand-alone desk: what is read from it opens the desk again."""

import re
from pathlib import Path

import pytest

from app.bootstrap.founding import found_standalone, read_recovery_text
from app.bootstrap.papers import write_recovery_sheet
from app.domain.errors import ClerkError
from app.storage.keys import Cost
from tests.printing.reading import codes, read, text_of
from tests.printing.test_slip_layout import check


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str, Path]:
    """The sheet, its text and its file."""
    folder = tmp_path_factory.mktemp("desk")
    founded = found_standalone(
        str(folder / "p"), commune="03158", desk=1, pin="135790", training=False, cost=Cost(8, 1)
    )
    file = folder / "out" / "phieu.pdf"
    now = founded.opened.desk.clock.now()
    write_recovery_sheet(file, founded.opened.standing, now, founded.recovery_text)
    founded.opened.close()
    return file.read_bytes(), founded.recovery_text, file


def test_typed_from_the_paper_it_is_the_key(sheet: tuple[bytes, str, Path]) -> None:
    pdf, text, _ = sheet
    (printed,) = re.findall(r"(?:[0-9A-F]{4}[ \n]+){16}[0-9A-F]{4}", text_of(pdf))

    assert " ".join(printed.split()) == text
    assert read_recovery_text(printed) == read_recovery_text(text)


def test_scanned_from_the_paper_it_is_the_key(sheet: tuple[bytes, str, Path]) -> None:
    pdf, text, _ = sheet
    (scanned,) = codes(pdf, 203)

    assert read_recovery_text(scanned) == read_recovery_text(text)


def test_a_mistyped_group_is_refused(sheet: tuple[bytes, str, Path]) -> None:
    _, text, _ = sheet
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")

    with pytest.raises(ClerkError, match="nhóm bốn ký tự"):
        read_recovery_text(wrong)


def test_the_sheet_is_one_clean_page(sheet: tuple[bytes, str, Path]) -> None:
    pages = read(sheet[0])

    assert len(pages) == 1
    check(pages, "a4")
    assert "PHIẾU KHÔI PHỤC" in pages[0].text


def test_only_the_clerk_may_read_the_file(sheet: tuple[bytes, str, Path]) -> None:
    assert sheet[2].stat().st_mode & 0o077 == 0
