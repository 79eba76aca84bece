"""What a dossier waits for, in each of the ten statuses."""

import pytest

from app.domain.dossier import BLANK, HALTED, STOPPED, SUSPENDED
from app.domain.lifecycle import allowed
from app.domain.next_step import next_step

OURS = {2: "finish", 4: "finish", 5: "papers_received", 6: "payment_made", 9: "give_back"}


@pytest.mark.parametrize("status", range(1, 11))
def test_an_open_dossier_waits_for_a_step_of_the_table_and_a_closed_one_for_none(
    status: int,
) -> None:
    dossier = BLANK.but(status=status, state=STOPPED if status == HALTED else None)
    step = next_step(dossier)
    assert step == OURS.get(status, "")
    assert not step or step in allowed(dossier)


def test_a_suspended_one_waits_to_be_taken_up_again() -> None:
    assert next_step(BLANK.but(status=HALTED, state=SUSPENDED)) == "resume"


@pytest.mark.parametrize("status", range(1, 11))
def test_nothing_is_waited_for_in_another_systems_dossier_or_a_void_one(status: int) -> None:
    assert next_step(BLANK.but(status=status, state=SUSPENDED, master="province")) == ""
    assert next_step(BLANK.but(status=status, state=SUSPENDED, void=True)) == ""
