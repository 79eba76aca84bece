"""Name and title of who signed, for the register of certification."""

from dataclasses import replace

import pytest

from app.domain import events as e
from app.services.staff_titles import Staff
from tests.printing.told import USERS, event, life, moment

SIGNS = replace(USERS[3], id="ky", name="Lỳ Mò Mé", roles=("signer",))
STAFF = Staff((*USERS, SIGNS))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lò Văn Toàn", "Lò Văn Toàn, Giám đốc"),
        ("Pờ Thị Hoa", "Pờ Thị Hoa, Phó Giám đốc"),
        ("Pờ Thị Hoa, Phó Giám đốc", "Pờ Thị Hoa, Phó Giám đốc"),
        ("Pờ Dần Sinh, Phó Chủ tịch", "Pờ Dần Sinh, Phó Chủ tịch"),
        ("Lò Thị Nhi", "Lò Thị Nhi"),
        ("Lò Vân Toàn", "Lò Vân Toàn"),
        ("Lỳ Mò Mé", "Lỳ Mò Mé"),
    ],
)
def test_a_leader_of_the_office_has_his_title_and_anybody_else_stays_as_written(
    written: str, said: str
) -> None:
    assert STAFF.signer(written, life()[-1].after) == said


@pytest.mark.parametrize(
    ("actor", "by", "said"),
    [
        ("giamdoc", None, "Lò Văn Toàn, Giám đốc"),
        ("nhi", "phogd", "Pờ Thị Hoa, Phó Giám đốc"),
        ("nhi", "Pờ Thị Hoa", "Pờ Thị Hoa, Phó Giám đốc"),
        ("ky", None, "Lỳ Mò Mé"),
        ("nhi", None, None),
    ],
)
def test_where_no_signer_was_written_it_is_who_finished_if_he_is_one_who_signs(
    actor: str, by: str | None, said: str | None
) -> None:
    dossier = life(event(e.Finished(), moment(23), actor=actor, by=by))[-1].after
    assert STAFF.signer(None, dossier) == said


def test_two_of_one_name_have_no_title_and_nothing_finished_has_no_signer() -> None:
    twin = replace(USERS[2], id="toan2", name="Lò Văn Toàn")
    assert Staff((*USERS, twin)).titled("Lò Văn Toàn") == "Lò Văn Toàn"
    assert STAFF.signer(None, life()[-1].after) is None
