"""Bắc Giang ward (Bắc Ninh): seven wards in one, 500 visitors a day and more than 700 at its peak.

Waiting rows of that morning: `test_bac_giang_rows.py`; several desks on one network:
`tests/scenarios/test_crowd.py`, `tests/scenarios/test_lan.py`.
"""

from collections.abc import Callable

from tests.ui.centres.centre import Centre
from tests.ui.clerk import rooms

NOW = "2026-11-20T10:42:00+07:00"


def test_ten_visitors_one_after_another_nobody_waits_for_the_printer(
    at: Callable[[str], Centre],
) -> None:
    """117 visitors a clerk: two keys each, numbers without a gap, ten slips in the end."""
    here = at("07210")
    here.found(NOW)
    keys = here.open(NOW)
    page = rooms(here.program).reception
    for place in range(10):
        number = f"0240900{place:02d}007"
        keys.scan(f"{number}||Người Thứ {place}|01011990|Nam|Tổ 3, Bắc Giang|12052021")
        here.wait(lambda number=number: page.owner.person.id == number)
        keys.press("1", "1")
        keys.press("F9")
    assert keys.presses == 20
    stored = here.saved(10)
    assert [one.code[-4:] for one in stored] == [f"{place + 1:04d}" for place in range(10)]
    assert len({here.pdf(one.code) for one in stored}) == 10
