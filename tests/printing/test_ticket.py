"""A number of the waiting rows on paper: large enough, whole everywhere, marked when again."""

from datetime import date
from typing import Any

import pypdfium2
import pytest

from app.domain import queue as q
from app.domain.queue import Hand, Move, Row, Ticket
from app.domain.queue_rules import Rules
from app.printing.pages import render
from app.services.queue_paper import TicketPaper
from app.services.slip_values import office_values
from tests.printing.reading import read
from tests.printing.samples import OFFICE, PRINTED

DAY = date(2026, 11, 20)
RULES = Rules((Row("A", "Chứng thực · Hộ tịch"), Row("B", "Đất đai")))
PAPERS = ("80mm", "a5", "a4")
DOTS_AN_INCH = 203
LEAST_HIGH = 60  # dots of a thermal head


def ticket(letter: str = "A", number: int = 14, **more: Any) -> Ticket:
    moves = (Move(q.ISSUE, 1_763_604_120, 3),)
    return Ticket(
        "f" * 32, DAY, letter, number, "A", "3", place=1, moves=moves, **{"priority": "", **more}
    )


def printed(one: Ticket, paper: str, before: int = 6, again: int | None = None) -> bytes:
    made = TicketPaper().of(one, RULES, before, paper)
    training = None
    how = {"desk": "03158-3", "at": PRINTED, "training": training, "again": again}
    values = {**made.values, "office": office_values(OFFICE), "print": how}
    return render(made.form, values, paper, DAY)


@pytest.mark.parametrize("paper", PAPERS)
def test_it_says_number_row_time_and_how_many_wait(paper: str) -> None:
    (page,) = read(printed(ticket(), paper))
    for words in ("SỐ THỨ TỰ", "A-014", "Chứng thực · Hộ tịch", "Trước bạn còn 6 người.",
                  "Lấy số lúc 09:02 ngày 20/11/2025", "hành chính công xã Sín Thầu"):  # fmt: skip
        assert words in " ".join(page.text.split()), (words, page.text)
    assert "Ưu tiên" not in page.text
    assert page.overlaps() == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("letter", ["A", "A12", "M03akq"])
def test_the_longest_number_stays_on_one_line_inside_the_paper(paper: str, letter: str) -> None:
    (page,) = read(printed(ticket(letter, 1014, priority=q.WITH_CHILD), paper))
    assert f"{letter}-1014" in page.text
    assert all(one.left > 0 and one.right < page.width for one in page.letters)
    assert "phụ nữ có thai, có con nhỏ" in " ".join(page.text.split())


def test_on_a_roll_the_number_is_at_least_sixty_dots_high() -> None:
    document = pypdfium2.PdfDocument(printed(ticket(), "80mm"))
    picture = document[0].render(scale=DOTS_AN_INCH / 72).to_pil().convert("L")
    rows = [
        picture.crop((0, y, picture.width, y + 1)).getextrema()[0] < 128
        for y in range(picture.height)
    ]
    highest = run = 0
    for black in rows:
        run = run + 1 if black else 0
        highest = max(highest, run)
    assert highest >= LEAST_HIGH


def test_who_is_next_is_told_so_and_one_given_alone_names_its_desk() -> None:
    (page,) = read(printed(ticket("P", 1), "80mm", before=0))
    assert "Hàng này chưa có ai trước bạn." in page.text
    assert "Quầy 3 gọi số này." in page.text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_second_print_is_marked(paper: str) -> None:
    (page,) = read(printed(ticket(), paper, again=1))
    assert "BẢN IN LẠI LẦN 1" in page.text


def test_the_title_in_the_print_queue_is_the_number() -> None:
    one = q.called(ticket(), Hand(2, 5, "op"), 7)
    paper = TicketPaper("a5", "HP-2").of(one, RULES, 0, "")
    assert (paper.title, paper.size, paper.printer) == ("Số A-014", "a5", "HP-2")
