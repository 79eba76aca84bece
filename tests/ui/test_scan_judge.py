"""What a test scan is told to be."""

from datetime import date

import pytest

from app.bootstrap.scan_judge import judge
from app.ui.setup.desk import ATTENTION, OK
from tests.ui.sample_setup import CARD

TODAY = date(2026, 11, 20)
TELEX = "011090000007|040512345|DDawngj Vawn DDuwcs|01011990|Nam|Banr Tar Koos Khuwf|12052021"
LOST = "011090000007|040512345|??ng V?n ??c|01011990|Nam|B?n|12052021"


@pytest.mark.parametrize(
    ("text", "state", "marks"),
    [
        (CARD, OK, "nguyên vẹn"),
        (TELEX, OK, "bị bộ gõ đổi, đã sửa lại đúng"),
        (LOST, ATTENTION, "sai, không sửa chắc được"),
        ("0110900000", ATTENTION, ""),
        ("https://example.vn/x", ATTENTION, ""),
    ],
)
def test_marks_are_judged_by_the_reader_of_the_counter(text: str, state: str, marks: str) -> None:
    judged = judge(text, TODAY)
    assert (judged.state, judged.marks) == (state, marks)
    assert judged.sentence
