"""What Quản trị, Sổ chứng thực is given: whatever is typed or chosen, a fault is a sentence."""

import pytest

from app.bootstrap.books_desk import BooksBridge
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.ui.admin.books_desk import NewBook
from tests.at_once import AtOnce


def bridge_over(opened: OpenDesk) -> BooksBridge:
    """Over a desk without a printer: nothing here comes as far as a paper."""
    return BooksBridge(lambda: opened, AtOnce(opened), lambda _form, _values, _key: 0, str)


@pytest.mark.parametrize("typed", ["9" * 5_000, "9" * 20, "0", "1.5", "-1", "１２"])
def test_what_is_no_first_number_is_told_at_its_field(opened: OpenDesk, typed: str) -> None:
    bridge = bridge_over(opened)
    with pytest.raises(ClerkError) as refused:
        bridge.open(NewBook(bridge.kinds()[0][0], typed, "sổ giấy"))
    assert (refused.value.field, bridge.books()) == ("first", ())


def test_a_book_that_nobody_chose_is_not_closed(opened: OpenDesk) -> None:
    with pytest.raises(ClerkError, match="Sổ không đổi"):
        bridge_over(opened).close("", "hết quyển")
