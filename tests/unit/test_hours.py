"""An hour of a procedure's own fields, as people type it."""

from datetime import date

import pytest

from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.services.details import value_of
from tests.unit.builtin import procedure


def hour(typed: str) -> str:
    """As it is stored."""
    catalogue = load_builtin()
    death = procedure("1.000656")
    return value_of(catalogue, death, "death_time", typed, date(2026, 11, 20))


@pytest.mark.parametrize("typed", ["09:30", "0930", "930", "9:30", "9h30", "9.30", "9g30"])
def test_an_hour_is_read_however_it_is_typed(typed: str) -> None:
    assert hour(typed) == "09:30"


@pytest.mark.parametrize("typed", ["2430", "9:75", "sáng", "93012"])
def test_what_is_no_hour_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ClerkError, match=r"Hãy ghi giờ, ví dụ 04:30\."):
        hour(typed)
