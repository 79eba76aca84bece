"""Two lines of one desk act on a dossier: marked on both, brought to both, answered for all."""

from dataclasses import replace
from pathlib import Path

from app.domain import events as e
from app.domain.answers import ASK, MINE, PROVINCE, Resolved
from app.domain.downstream import (
    DossierChanged,
    FactsContradict,
    QuestionAnswered,
    VerdictGiven,
)
from app.wire.event import decode
from province.answering import answer, open_questions, question_row
from province.judge import judge, judge_again, rebuild
from province.ledger import Ledger
from tests.province.desks import NOW, Desk, Post
from tests.province.servers import found_home


def told(ledger: Ledger) -> list[e.Fact]:
    return [decode(body).fact for body in ledger.down.after("03158", 0, 99)]


def status(ledger: Ledger) -> int:
    (row,) = ledger.dossiers.all()
    return row.status


def parted(desk: Desk, post: Post, ledger: Ledger) -> tuple[Desk, bytes, bytes]:
    """The desk gives back what its copy has withdrawn; the copy, and both contradicting facts."""
    desk.receive(1)
    clone = replace(desk, bodies=list(desk.bodies))
    desk.add(e.Noted("gọi"), 1)
    finished = desk.add(e.Finished(), 2)
    withdrawn = clone.add(e.Withdrawn("rút"), 1)
    desk.send(post)
    judge(ledger, NOW)
    assert told(ledger) == [], "a line that has not parted costs nothing"
    clone.send(post)
    judge(ledger, NOW)
    return clone, finished, withdrawn


def test_both_facts_are_kept_marked_and_brought_to_the_office_once(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    _clone, finished, withdrawn = parted(desk, post, ledger)
    for look in (judge, judge_again, rebuild):
        look(ledger, NOW)
    brought = [one.event for one in told(ledger) if isinstance(one, DossierChanged)]
    assert sorted(brought) == sorted([*brought[:1], *brought[1:]])
    assert {finished.hex(), withdrawn.hex()} < set(brought)
    assert len(set(brought)) == len(brought) == 3
    (group,) = [one for one in told(ledger) if isinstance(one, FactsContradict)]
    assert set(group.events) == {finished.hex(), withdrawn.hex()}
    marks = {one.event for one in told(ledger) if isinstance(one, VerdictGiven)}
    assert marks == {finished.hex(), withdrawn.hex()}
    assert status(ledger) == 7, "the earlier by depth, until somebody decides"


def test_an_answer_puts_the_other_fact_aside_and_takes_the_marks_back(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    _clone, finished, withdrawn = parted(desk, post, ledger)
    matter = tuple(sorted((finished.hex(), withdrawn.hex())))
    desk.add(Resolved(matter, "contradiction", MINE, (withdrawn.hex(),)), 3)
    desk.send(post, len(desk.bodies) - 1)
    judge(ledger, NOW)
    assert status(ledger) == 9
    assert ledger.verdicts.of("03158", finished) == []
    assert ledger.verdicts.of("03158", withdrawn) == []
    rebuild(ledger, NOW)
    assert status(ledger) == 9
    assert open_questions(ledger) == []


def test_a_question_waits_until_the_province_answers_and_its_word_counts(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    clone, finished, withdrawn = parted(desk, post, ledger)
    matter = tuple(sorted((finished.hex(), withdrawn.hex())))
    asking = clone.add(Resolved(matter, "contradiction", ASK, (finished.hex(),), (), "Sổ ghi?"), 2)
    clone.send(post, len(clone.bodies) - 1)
    judge(ledger, NOW)
    (question,) = open_questions(ledger)
    row = question_row(ledger, question)
    assert (row["question"], row["text"]) == (asking.hex()[:16], "Sổ ghi?")
    assert row["code"] == "MC-03158-1-261123-0001"
    answer(ledger, asking.hex()[:16], PROVINCE, "Đã có kết quả.", NOW)
    judge(ledger, NOW)
    assert open_questions(ledger) == []
    assert status(ledger) == 9
    assert [one.text for one in told(ledger) if isinstance(one, QuestionAnswered)] == [
        "Đã có kết quả."
    ]
    rebuild(ledger, NOW)
    assert status(ledger) == 9, "the word is no derived row"


def test_a_mark_that_a_desk_without_the_dossier_decided_about_stays_decided(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive(1)
    resumed = desk.add(e.Resumed(), 1)
    desk.send(post)
    judge(ledger, NOW)
    assert [one.code for one in ledger.verdicts.of("03158", resumed)] == ["forbidden_step"]
    desk.add(Resolved((resumed.hex(),), "forbidden_step", MINE, ()), None)
    desk.add(e.Noted("gọi"), 3)  # the dossier is folded once more
    desk.send(post, len(desk.bodies) - 2)
    judge(ledger, NOW)
    assert ledger.verdicts.of("03158", resumed) == []
    rebuild(ledger, NOW)
    assert ledger.verdicts.of("03158", resumed) == []


def test_the_commands_list_questions_and_refuse_one_that_nobody_asked(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    assert home.json("asked") == {"questions": []}
    done = home.run("answer", "ab" * 8, "--keep", "mine", "--text", "x")
    assert done.returncode == 3
    assert "Không có câu hỏi" in done.stderr
