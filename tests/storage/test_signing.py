"""Numbers of signings where the journal has some that nobody gave by itself."""

from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.parts import Result
from app.services import reception
from app.services.certification_books import open_book
from app.services.steps import steps_apart
from tests.scenarios.desks import copies
from tests.storage.conftest import FRIDAY

ELECTRONIC = {"book": "electronic"}


def signing(code: str) -> dict[str, object]:
    return {"code": code, "action": "finish", "result": ELECTRONIC}


def test_a_number_typed_before_there_was_such_a_book_never_draws_its_first_one_back(
    opened: OpenDesk,
) -> None:
    typed, next_one = (reception.receive(opened.desk, copies()).stored for _ in range(2))
    before = e.Finished(Result("giấy", number="3, quyển số 1/2026-SCTĐT/BS"))
    with opened.journal.transaction() as writes:
        writes.append(before, at=FRIDAY, dossier_id=typed.id)
    open_book(opened.desk, "electronic_copies", first=20)  # the paper book goes up to 19
    (tried,) = steps_apart(opened.desk, [signing(next_one.dossier.code)])
    assert tried.stored is not None
    result = tried.stored.dossier.result
    assert result is not None
    assert result.number == "20, quyển số 1/2026-SCTĐT/BS"


def test_one_that_can_have_no_number_keeps_no_other_from_its(opened: OpenDesk) -> None:
    land, copy = reception.receive_all(opened.desk, (copies(procedure="1.004873"), copies()))
    first, second = steps_apart(opened.desk, [signing(land.code), signing(copy.code)])
    assert first.fault is not None
    assert first.fault.field == "result.book"
    assert (second.fault, second.stored is not None) == (None, True)
    assert opened.journal.dossier(land.stored.id).dossier.result is None
    assert opened.journal.dossier(copy.stored.id).dossier.register[0].number == 1
