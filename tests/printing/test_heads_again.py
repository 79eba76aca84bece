"""The head of a table stands on each page that the table goes on to, as a reader finds it."""

from collections.abc import Callable
from itertools import chain

import pytest

from app.domain import events as e
from app.domain.person import Submitter
from app.services.control_values import control
from app.services.letterhead import Written
from app.services.result_values import handover
from app.services.supplement_values import supplement
from app.services.visit_values import visit
from tests.printing.paper_samples import FINISHED, stored
from tests.printing.reading import read
from tests.printing.test_slip_layout import check
from tests.printing.told import HEAD, asked_for_papers, event, life, moment, pdf


def many_papers(count: int) -> Written:
    """Mẫu 02."""
    names = [f"Giấy xác nhận số {n:03d} của nơi cư trú trước đây" for n in range(1, count + 1)]
    return supplement(HEAD, life(event(asked_for_papers(*names), moment(20, 10))))


def many_hands(count: int) -> Written:
    """Mẫu 06."""
    hops = [event(e.HandedOver(f"người nhận số {n:03d}"), moment(20, 14, n))
            for n in range(1, count + 1)]  # fmt: skip
    return control(HEAD, life(*hops))


def many_results(count: int) -> Written:
    """Bàn giao kết quả."""
    ended = [life(FINISHED, code=f"MC-03158-1-261120-0{n:03d}") for n in range(1, count + 1)]
    return handover(HEAD, ended)


def many_dossiers(count: int) -> Written:
    """Mẫu 01 của nhiều hồ sơ."""
    by = Submitter("Lỳ Mò Mé", relation="vợ")
    lives = [life(code=f"MC-03158-1-261120-0{n:03d}", submitter=by) for n in range(1, count + 1)]
    return visit(HEAD, [stored(one, n) for n, one in enumerate(lives, 1)])


PAPERS: dict[Callable[[int], Written], tuple[str, str, str]] = {
    many_papers: ("TT Thành phần hồ sơ", "Bản chứng thực", "số {0:03d} của"),
    many_hands: ("TÊN CƠ QUAN THỜI GIAN GIAO, NHẬN HỒ SƠ", "(Trước hạn/ đúng hạn/ quá hạn)",
                 "2. Nhận: người nhận số {0:03d}"),
    many_results: ("TT Mã hồ sơ Nội dung Kết quả", "Trả qua bưu", "261120-0{0:03d}"),
    many_dossiers: ("TT Mã hồ sơ Mã tra cứu", "Hẹn trả kết quả", "261120-0{0:03d}"),
}  # fmt: skip


@pytest.mark.parametrize("count", [2, 11, 40])
@pytest.mark.parametrize("make", PAPERS)
def test_a_head_comes_again_on_each_page_with_rows_and_every_row_is_there(
    make: Callable[[int], Written], count: int
) -> None:
    first, last, row = PAPERS[make]
    pages = read(pdf(make(count)))

    check(pages, "a4")
    texts = [" ".join(page.text.split()) for page in pages]
    rows = [[n for n in range(1, count + 1) if row.format(n) in text] for text in texts]
    copies = 2 if make is many_dossiers else 1
    assert sorted(chain(*rows)) == sorted(list(range(1, count + 1)) * copies)
    for text, here in zip(texts, rows, strict=True):
        assert bool(here) == (first in text) == (last in text), text
    if count == 40:
        assert sum(map(bool, rows)) > copies
