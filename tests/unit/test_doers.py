"""Whose an act is: by the account, or by the name that was written for it."""

import pytest

from app.services.doers import Doers, alphabet
from app.services.ports import User


def user(account: str, name: str) -> User:
    return User(account, name, ("reception",), (), None, ended=False)


DOERS = Doers((user("nhi", "Lò Thị Nhi"), user("an1", "Đặng Văn Ân"), user("an2", "Đặng Văn Ân")))


@pytest.mark.parametrize(
    ("by", "actor", "whose"),
    [
        (None, "nhi", "Lò Thị Nhi"),
        ("nhi", "an1", "Lò Thị Nhi"),
        ("Lò Thị Nhi", "an1", "Lò Thị Nhi"),
        ("Giàng A Pó", "nhi", "Giàng A Pó"),
        (None, "an1", "Đặng Văn Ân (an1)"),
        ("Đặng Văn Ân", "an2", "Đặng Văn Ân (an2)"),
        ("Đặng Văn Ân", "nhi", "Đặng Văn Ân"),
        (None, "gone", "gone"),
    ],
)
def test_an_act_is_the_accounts_or_whom_the_written_name_means(
    by: str | None, actor: str, whose: str
) -> None:
    assert DOERS.of(by, actor) == whose


def test_who_is_asked_for_by_account_or_name_is_found_and_a_shared_name_means_nobody() -> None:
    assert [DOERS.named(one) for one in ("nhi", "Lò Thị Nhi", "an2", "Đặng Văn Ân", "Ai")] == [
        "Lò Thị Nhi", "Lò Thị Nhi", "Đặng Văn Ân (an2)", "Đặng Văn Ân", "Ai",
    ]  # fmt: skip


def test_lists_of_people_stand_by_the_given_name() -> None:
    names = ["Vàng A Ánh", "Lò Thị Nhi", "Đặng An", "Mùa A Dua"]
    assert sorted(names, key=alphabet) == ["Đặng An", "Vàng A Ánh", "Mùa A Dua", "Lò Thị Nhi"]
