"""What `step`, `print` and `register` refuse, each action, form and book of them, from outside.

A table for each; a new action, form or book without a line in it fails here.
"""

import shutil
from pathlib import Path

import pytest

from app.bootstrap import registers, writing
from app.domain.lifecycle import BY_ACTION
from tests.scenarios.desks import OK, REFUSED, TROUBLE, USAGE, Desk, Line, copies

MARITAL = copies(procedure="1.004873", pages=None, copies=None, details={"purpose": "kết hôn"})
OPEN, DONE, GIVEN, NOWHERE = "open", "done", "given", "MC-03158-1-261120-0099"
EVERYWHERE = {"pair", "note", "correct", "link", "void"}  # in any status
NOT_NOW = {  # where the table has no such step
    GIVEN: (
        "hand_over take_over request_papers papers_received require_payment payment_made suspend "
        "resume extend withdraw stop finish give_back remind wait_technical wait_over"
    ).split(),
    OPEN: ["correct_result", "reverse"],
}
BAD: dict[str, tuple[str, Line, str, str]] = {  # action: dossier, the line, field, what is said
    "hand_over": (OPEN, {"to": 5}, "to", "phải là chữ"),
    "take_over": (OPEN, {"to": "Nhi"}, "to", "không có trường"),
    "request_papers": (OPEN, {"papers": "Bản chính"}, "papers", "danh sách"),
    "papers_received": (OPEN, {}, "action", "request_papers"),
    "require_payment": (OPEN, {"amount_dong": "nhiều"}, "amount_dong", "số nguyên"),
    "payment_made": (OPEN, {"paid": "gold"}, "paid", "cash, transfer"),
    "suspend": (OPEN, {"reason": "  "}, "reason", "lý do"),
    "resume": (OPEN, {}, "action", "suspend"),
    "extend": (OPEN, {"reason": "x"}, "due_at", "Thiếu ngày giờ hẹn mới"),
    "withdraw": (OPEN, {}, "reason", "lý do"),
    "stop": (OPEN, {}, "reason", "lý do"),
    "finish": (OPEN, {"result": {"book": "green"}}, "result.book", "paper, electronic"),
    "give_back": (DONE, {"to": {"name": "Nhi", "id": "123"}}, "to.id", "thiếu 9 số"),
    "remind": (DONE, {"way": "pigeon"}, "way", "call, message, letter"),
    "wait_technical": (OPEN, {"reason": "K-PH"}, "action", "take_over"),
    "wait_over": (OPEN, {}, "action", "take_over"),
    "pair": (OPEN, {"external_code": "???"}, "external_code", "không phải mã hồ sơ"),
    "note": (OPEN, {"reason": 5}, "reason", "phải là chữ"),
    "correct": (OPEN, {"reason": "x", "field": "wings", "value": 2}, "field", "“wings”"),
    "correct_result": (DONE, {}, "action", "give_back"),
    "link": (OPEN, {"other": NOWHERE}, "other", NOWHERE),
    "void": (OPEN, {}, "reason", "lý do"),
    "reverse": (DONE, {}, "reason", "lý do"),
}
NEEDS = {  # form: what it tells and a dossier just received has not
    "supplement": "chưa có bước yêu cầu bổ sung",
    "apology": "chưa được hẹn lại",
    "stop": "không ở trạng thái dừng",
    "result": "chưa có kết quả",
    "results_handover": "chưa có kết quả",
    "cash": "chưa ghi thu tiền mặt",
}
DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def known(desk: Desk) -> dict[str, str]:
    """A dossier that is open, one with its result at the desk, one that was given back."""
    codes = dict(zip((OPEN, DONE, GIVEN), desk.receive(*[MARITAL] * 3), strict=True))
    answers = desk.feed(
        "step", {"code": codes[DONE], "action": "finish"},
        {"code": codes[GIVEN], "action": "finish"}, {"code": codes[GIVEN], "action": "give_back"},
    )  # fmt: skip
    assert not [one for one in answers if "message" in one]
    return codes


def test_each_action_has_a_line_that_it_refuses_and_the_dossier_stays(
    desk: Desk, known: dict[str, str]
) -> None:
    assert set(BAD) == set(BY_ACTION)
    before = {name: desk.show(code) for name, code in known.items()}
    lines = [
        {"code": known[which], "action": action, **line}
        for action, (which, line, _, _) in BAD.items()
    ]
    answers = desk.feed("step", *lines)
    for (action, (_, _, field, said)), answer in zip(BAD.items(), answers, strict=True):
        assert answer.get("field") == field, (action, answer)
        assert said in answer["message"], (action, answer)
        assert answer["message"].endswith("."), (action, answer)
    assert {name: desk.show(code) for name, code in known.items()} == before


def test_each_step_that_the_table_forbids_names_the_allowed_ones(
    desk: Desk, known: dict[str, str]
) -> None:
    lines = [
        {"code": known[which], "action": action, "reason": "x", **_more(action)}
        for which, actions in NOT_NOW.items()
        for action in actions
    ]
    assert {str(line["action"]) for line in lines} | EVERYWHERE == set(BY_ACTION)
    answers = desk.feed("step", *lines, {"code": known[OPEN], "action": "fly"})
    for line, answer in zip(lines, answers, strict=False):
        assert answer.get("field") == "action", (line, answer)
        named = answer["message"].partition("Các bước làm được: ")[2]
        there = ("reverse", "void") if line["code"] == known[GIVEN] else ("finish", "void")
        assert all(one in named for one in there), (line, answer)
        assert str(line["action"]) not in named.rstrip(".").split(", "), (line, answer)
    assert all(action in answers[-1]["message"] for action in BY_ACTION)


def _more(action: str) -> Line:
    return {"extend": {"due_at": "2026-12-30T09:00:00"}, "remind": {"way": "call"}}.get(action, {})


@pytest.fixture(scope="module")
def plain(founded: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """A desk with one dossier, just received."""
    folder = tmp_path_factory.mktemp("plain") / "profile"
    desk = Desk(Path(shutil.copytree(founded.profile, folder)))
    return desk, desk.receive(copies())[0]


@pytest.mark.parametrize("form", writing.FORMS)
def test_each_form_is_refused_where_there_is_nothing_of_it_to_tell(
    plain: tuple[Desk, str], tmp_path: Path, form: str
) -> None:
    desk, code = plain
    out = tmp_path / "paper.pdf"
    name, said = (code, NEEDS[form]) if form in NEEDS else (NOWHERE, f"“{NOWHERE}”")
    done = desk.run("print", form, name, "--out", str(out))
    assert (done.status, done.out) == (REFUSED, "")
    assert said in done.err
    assert done.err.endswith(".\n")
    assert not out.exists()


@pytest.mark.parametrize("book", registers.NAMES)
def test_each_book_is_refused_for_days_a_file_or_a_place_that_cannot_be(
    founded: Desk, tmp_path: Path, book: str
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder")
    turned = ("--from", "2026-12-01", "--to", "2026-11-30")
    for days, out, status, said in (
        (turned, tmp_path / "so.pdf", USAGE, "đứng sau"),
        (DAYS, tmp_path / "so.doc", USAGE, ".xlsx"),
        (DAYS, taken / "so.xlsx", TROUBLE, "Không ghi được tệp"),
        (DAYS, tmp_path / "so.xlsx", OK, ""),
    ):
        done = founded.run("register", book, *days, "--out", str(out))
        assert (done.status, said in done.err) == (status, True), done.err
        assert out.exists() == (status == OK)
