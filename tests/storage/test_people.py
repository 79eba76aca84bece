"""Who has ended his work at the office stores nothing any more, though the desk is still open."""

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.services import people, reception
from app.services.people import FIRST_USER, NewUser
from app.services.steps import step

LINE = {
    "procedure": "2.000815",
    "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"},
    "pages": 2,
    "copies": 1,
}


def test_who_was_ended_while_the_desk_was_open_stores_nothing_any_more(opened: OpenDesk) -> None:
    code = reception.receive(opened.desk, LINE).code
    people.add(opened.desk, NewUser("ba.chu", "Bà Chủ", ("director",), ()))
    people.end(opened.desk, FIRST_USER)
    with pytest.raises(ClerkError, match="thôi làm việc"):
        reception.receive(opened.desk, LINE)
    with pytest.raises(ClerkError, match="thôi làm việc"):
        step(opened.desk, {"code": code, "action": "note", "reason": "x"})
    assert len(opened.journal.with_code(code)[0].dossier.history) == 1
