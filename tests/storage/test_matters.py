"""Two machines act on one dossier: all is kept, both are asked, and every holder ends alike."""

from dataclasses import replace
from random import Random

import pytest

from app.domain import events as e
from app.domain.answers import ASK, MINE, PROVINCE, Resolved
from app.domain.dossier import FINISHED, RECEIVED, RETURNED, WITHDRAWN
from app.domain.errors import ClerkError
from app.domain.reminded import Reminded
from app.services.resolving import Matter, resolve
from app.storage import counts, matters
from app.storage.connection import transaction
from app.storage.projections import digest
from app.storage.rebuilding import rebuild
from province.answering import answer as province_answers
from province.answering import open_questions
from province.judge import rebuild as rebuild_province
from tests.storage.clones import Pair, answer, dossier, open_matters, record


@pytest.fixture
def pair() -> Pair:
    """One has given the result back, the copy has recorded that the citizen withdrew."""
    pair = Pair.found()
    record(pair.one, e.Finished())
    record(pair.one, e.GivenBack())
    record(pair.other, e.Withdrawn("dân rút"))
    pair.meet()
    return pair


def test_what_one_machine_records_reaches_the_other_that_holds_the_dossier() -> None:
    pair = Pair.found()
    record(pair.other, e.Noted("của máy kia"))
    record(pair.one, e.Finished())
    pair.meet()
    for machine in pair.both:
        assert dossier(machine).status == FINISHED
        assert {line.action for line in dossier(machine).history} == {"received", "note", "finish"}
        assert open_matters(machine) == (), "nothing contradicts"
    assert len(pair.outcomes) == 1


def test_a_reminder_contradicts_nothing_whatever_another_machine_did_meanwhile() -> None:
    pair = Pair.found()
    record(pair.one, e.Finished())
    pair.meet()
    record(pair.one, e.GivenBack())
    record(pair.other, Reminded("call"))
    pair.meet()
    for machine in pair.both:
        assert dossier(machine).status == RETURNED
        assert "remind" in {line.action for line in dossier(machine).history}
        assert open_matters(machine) == ()
        assert matters.count(machine.disk) == 0


def test_facts_that_contradict_are_kept_and_asked_about_on_both_machines(pair: Pair) -> None:
    assert len(pair.outcomes) == 1
    for machine in pair.both:
        (sides,) = open_matters(machine)
        assert sides.matter.code == "contradiction"
        mine = {type(one.event.fact) for one in sides.mine}
        theirs = {type(one.event.fact) for one in sides.theirs}
        assert mine | theirs == {e.Withdrawn, e.Finished, e.GivenBack}
        assert (mine == {e.Withdrawn}) == (machine is pair.other)
        steps = sides.theirs if machine is pair.other else sides.mine
        assert [type(one.event.fact) for one in steps] == [e.GivenBack, e.Finished], "newest first"
        assert matters.count(machine.disk) == 1
        assert len(dossier(machine).history) == 4, "nothing is deleted"


def test_facts_of_one_instant_stand_as_in_the_journal(pair: Pair) -> None:
    (sides,) = open_matters(pair.one)
    at = sides.mine[0].event.recorded_at
    instant = tuple(replace(one, event=replace(one.event, recorded_at=at)) for one in sides.mine)
    assert len(instant) == len((e.Finished, e.GivenBack))
    assert matters._newest_first(reversed(instant)) == instant


@pytest.mark.parametrize(
    ("by", "choice", "status"),
    [
        ("one", MINE, RETURNED),
        ("one", PROVINCE, WITHDRAWN),
        ("other", MINE, WITHDRAWN),
        ("other", PROVINCE, RETURNED),
    ],
)
def test_an_answer_makes_the_same_outcome_everywhere(
    pair: Pair, by: str, choice: str, status: int
) -> None:
    answer(getattr(pair, by), choice)
    pair.meet()
    assert [dossier(machine).status for machine in pair.both] == [status, status]
    assert len(pair.outcomes) == 1
    for machine in pair.both:
        assert open_matters(machine) == ()
        assert matters.count(machine.disk) == 0
        assert len(dossier(machine).history) == 5, "all facts and the answer"
        before = digest(machine.disk.execute)
        with transaction(machine.disk):
            rebuild(machine.disk)
        assert digest(machine.disk.execute) == before
    before_rows = list(pair.world.province.ledger().dossiers.all())
    rebuild_province(pair.world.province.ledger(), pair.world.clock.at)
    assert list(pair.world.province.ledger().dossiers.all()) == before_rows


def test_two_answers_that_did_not_know_of_each_other_are_asked_about_again(pair: Pair) -> None:
    answer(pair.one, MINE)
    answer(pair.other, MINE)
    pair.meet()
    assert len(pair.outcomes) == 1
    for machine in pair.both:
        (sides,) = open_matters(machine)
        assert sides.matter.code == "answers_differ"
        assert [type(one.event.fact) for one in (*sides.mine, *sides.theirs)] == [Resolved] * 2
    answer(pair.other, PROVINCE)
    pair.meet()
    assert [dossier(machine).status for machine in pair.both] == [RETURNED, RETURNED]
    assert [open_matters(machine) for machine in pair.both] == [(), ()]


@pytest.mark.parametrize(("keep", "status"), [(MINE, WITHDRAWN), (PROVINCE, RETURNED)])
def test_what_a_desk_asks_the_province_answers_for_all(pair: Pair, keep: str, status: int) -> None:
    answer(pair.other, ASK)
    assert matters.count(pair.other.disk) == 0, "it waits for the province"
    (sides,) = open_matters(pair.other)
    assert sides.matter.asked
    pair.meet()
    ledger = pair.world.province.ledger()
    (question,) = open_questions(ledger)
    name = question.stored.hash.hex()[:16]
    province_answers(ledger, name, keep, "Theo sổ giấy.", pair.world.clock.at)
    assert open_questions(ledger) == []
    pair.meet()
    assert [dossier(machine).status for machine in pair.both] == [status, status]
    assert len(pair.outcomes) == 1
    assert [open_matters(machine) for machine in pair.both] == [(), ()]
    identity = question.event.dossier
    assert identity is not None
    (opening,) = pair.other.disk.execute("SELECT hash FROM event JOIN dossier USING(id)").fetchone()
    assert matters.said_by_province(pair.other.disk, opening) == ("Theo sổ giấy.",)


def test_two_names_for_one_owner_are_asked_about_and_one_holds() -> None:
    pair = Pair.found()
    record(pair.one, e.Corrected("owner.name", "x", "Lò Thị Pâng", "gõ sai"))
    record(pair.other, e.Corrected("owner.name", "x", "Vàng A Dế", "gõ sai"))
    pair.meet()
    assert len(pair.outcomes) == 1
    answer(pair.one, MINE)
    pair.meet()
    assert {dossier(machine).owner.name for machine in pair.both} == {"Lò Thị Pâng"}
    assert len(pair.outcomes) == 1


def test_a_code_of_another_system_met_twice_is_asked_about_at_both_dossiers() -> None:
    pair = Pair.found()
    journal = pair.one.journal()
    with journal.transaction():
        now = pair.one.clock.now()
        first = next(iter(journal.with_code("MC-03158-1-261123-0001")))
        opening = journal.promised(first.id)
        second = journal.append(opening, at=now)
        for number in (first.id, second):
            journal.append(e.CodePaired("province", "H18-1"), at=now, dossier_id=number)
    pair.meet()
    found = {sides.matter.code for sides in open_matters(pair.one)}
    assert found == {"same_number", "same_code"}
    place = [sides.matter.code for sides in open_matters(pair.one)].index("same_code")
    answer(pair.one, PROVINCE, place)
    pair.meet()
    assert {sides.matter.code for sides in open_matters(pair.one)} == {"same_number"}
    rows = list(pair.world.province.ledger().dossiers.all())
    assert sorted(row.codes.count("H18-1") for row in rows) == [0, 1]


def test_a_double_slip_is_voided_with_its_answer() -> None:
    pair = Pair.found()
    journal = pair.one.journal()
    with journal.transaction():
        first = next(iter(journal.with_code("MC-03158-1-261123-0001")))
        journal.append(journal.promised(first.id), at=pair.one.clock.now())
    pair.meet()
    assert len(open_matters(pair.one)) == 2
    answer(pair.one, PROVINCE)
    pair.meet()
    assert open_matters(pair.one) == ()
    rows = pair.world.province.ledger().dossiers.all()
    assert sorted(row.void for row in rows) == [0, 1]


def test_a_mark_outside_dossiers_is_shown_counted_and_answered() -> None:
    pair = Pair.found()
    pair.one.write_raw(b'["\n"]')
    pair.meet()
    (sides,) = open_matters(pair.one)
    assert (sides.matter.code, sides.matter.dossier) == ("unreadable", 0)
    assert counts.unsent(pair.one.disk).needs_attention == 1
    answer(pair.one, MINE)
    assert counts.unsent(pair.one.disk).needs_attention == 0
    pair.meet()
    assert open_matters(pair.one) == ()
    rebuild_province(pair.world.province.ledger(), pair.world.clock.at)
    pair.meet()
    assert open_matters(pair.one) == ()


def test_what_is_the_provinces_own_fault_can_only_be_asked_about(pair: Pair) -> None:
    from app.services.desk import Desk
    from app.storage.catalogues import HeldCatalogues

    desk = Desk(pair.one.journal(), pair.one.clock, HeldCatalogues(pair.one.disk), "nhi")
    with pytest.raises(ClerkError, match="hỏi tỉnh"):
        resolve(desk, Matter("ab" * 32, "program_error", "Lỗi."), MINE)
    assert dossier(pair.one).status != RECEIVED


@pytest.mark.parametrize(("choice", "void"), [(MINE, True), (PROVINCE, False)])
def test_a_dossier_voided_here_and_advanced_elsewhere_is_kept_asked_about_and_ends_alike(
    choice: str, *, void: bool
) -> None:
    pair = Pair.found()
    record(pair.other, e.Finished())
    record(pair.other, e.GivenBack())
    assert pair.world.exchange(pair.other, Random(2), 0.0).state == "complete"
    record(pair.one, e.Voided("gõ nhầm người"))
    pair.meet()
    assert len(pair.outcomes) == 1
    for machine in pair.both:
        (sides,) = open_matters(machine)
        assert sides.matter.code == "contradiction"
        assert len(dossier(machine).history) == 4, "nothing is deleted"
    answer(pair.one, choice)
    pair.meet()
    assert len(pair.outcomes) == 1
    assert [dossier(machine).void for machine in pair.both] == [void, void]
    assert [open_matters(machine) for machine in pair.both] == [(), ()]
