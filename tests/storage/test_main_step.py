"""Whose F9 it is on a dossier's page: by role and field, and of another system nobody's here."""

from dataclasses import replace

import pytest

from app.bootstrap.main_step import main_step
from app.bootstrap.opening import OpenDesk
from app.domain.foreign import ForeignListed
from app.domain.listed import ListedRow
from app.domain.times import to_seconds
from app.services import people, reception
from app.services.people import NewUser
from app.services.steps import step
from tests.storage.conftest import FRIDAY

COPIES = {
    "procedure": "2.000815",
    "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên"},
    "pages": 2,
    "copies": 1,
}


def sits_down(opened: OpenDesk, role: str, *fields: str) -> None:
    people.add(opened.desk, NewUser("nhi", "Lò Thị Nhi", (role,), fields))
    opened.desk = replace(opened.desk, user="nhi")


def told(opened: OpenDesk, code: str) -> tuple[str, str]:
    return main_step(opened, opened.journal.with_code(code)[0].dossier)


def test_a_cashier_takes_the_money_where_it_is_owed_and_is_told_whose_the_rest_is(
    opened: OpenDesk,
) -> None:
    owed = reception.receive(opened.desk, COPIES).code
    paid = reception.receive(opened.desk, {**COPIES, "fee": {"paid": "cash"}}).code
    assert told(opened, paid) == ("finish", "")
    sits_down(opened, "cashier")
    assert told(opened, owed) == ("payment_made", "")
    main, idle = told(opened, paid)
    assert main == ""
    assert idle.startswith("Việc này do người có vai trò Giám đốc, ")


def test_a_cashier_takes_a_fee_that_no_rule_names_once(opened: OpenDesk) -> None:
    marital = {"procedure": "1.004873", "owner": COPIES["owner"], "details": {"purpose": "kết hôn"}}
    code = reception.receive(opened.desk, marital).code
    sits_down(opened, "cashier")
    assert told(opened, code) == ("payment_made", "")
    step(opened.desk, {"code": code, "action": "payment_made", "amount_dong": 8_000})
    assert told(opened, code)[0] == ""


def test_of_a_field_that_is_not_his_a_clerk_is_told_the_field(opened: OpenDesk) -> None:
    code = reception.receive(opened.desk, {**COPIES, "fee": {"paid": "cash"}}).code
    sits_down(opened, "specialist", "Hộ tịch")
    main, idle = told(opened, code)
    assert (main, idle.partition(" thuộc lĩnh vực ")[0]) == ("", "Việc này")
    opened.desk = replace(opened.desk, user="giamdoc")
    step(opened.desk, {"code": code, "action": "finish"})
    opened.desk = replace(opened.desk, user="nhi")
    assert told(opened, code) == ("give_back", "")  # the counter's own, of any field


@pytest.mark.parametrize("status", [1, 2, 4, 9])
def test_of_another_systems_dossier_f9_says_where_its_steps_are_taken(
    opened: OpenDesk, status: int
) -> None:
    row = ListedRow("2.000815", "Lò Văn Khác", to_seconds(FRIDAY), status)
    with opened.journal.transaction() as writes:
        writes.append(ForeignListed("province", "H18.40-261120-0042", "03158", row), at=FRIDAY)
    main, idle = told(opened, "H18.40-261120-0042")
    assert main == ""
    assert idle.startswith("Hồ sơ của hệ thống khác: ")
