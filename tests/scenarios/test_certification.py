"""Certification headless: numbers given at signing, without gaps, and the register as files."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.printing.reading import read
from tests.scenarios.desks import NOW, OK, PERSON, PIN, REFUSED, USAGE, Desk, Line, copies, owned

BOOK, ELECTRONIC = "1/2026-SCT/BS", "1/2026-SCTĐT/BS"
MONTH = ("--from", "2026-11-01", "--to", "2026-11-30")
PAPERS = [
    {"name": "Giấy khai sinh", "originals": 1, "pages": 1, "certify": 3},
    {"name": "Bằng tốt nghiệp", "originals": 1, "pages": 2, "certify": 1},
]


def several(**changes: Any) -> Line:
    """Two originals of one person."""
    line = copies(papers=PAPERS, **changes)
    del line["pages"], line["copies"]
    return line


def sign(desk: Desk, *codes: str, now: str = NOW, **result: Any) -> None:
    lines = [{"code": one, "action": "finish", "result": result or None} for one in codes]
    for answer in desk.feed("step", *lines, now=now):
        assert answer.get("status") == 9, answer


def register(desk: Desk, *days: str, now: str = NOW) -> list[Line]:
    out = desk.profile.parent / "so.json"
    done = desk.run("register", "certification", *(days or MONTH), "--out", str(out), now=now)
    assert done.status == OK, done.err
    return json.loads(out.read_text("utf-8"))["rows"]  # type: ignore[no-any-return]


def numbers(rows: list[Line], book: str = BOOK) -> list[int]:
    return [row["running"] for row in rows if row["book"] == book]


def test_each_original_gets_a_number_at_its_signing_and_show_tells_it(desk: Desk) -> None:
    first, second = desk.receive(copies(), several())
    assert desk.show(first)["register"] == []
    sign(desk, second)
    sign(desk, first, signer="Pờ Dần Sinh")
    told = desk.show(second)
    assert told["result"]["number"] == f"1-2, quyển số {BOOK}"
    assert told["result"]["date"] == "2026-11-20"
    assert [(one["number"], one["paper"], one["fee_dong"]) for one in told["register"]] == [
        (1, "Giấy khai sinh", 6000),
        (2, "Bằng tốt nghiệp", 4000),
    ]
    rows = register(desk)
    assert [(row["number"], row["name"], row["pages"], row["copies"]) for row in rows] == [
        ("1-SCT/BS", "Đặng Văn Đức", 1, 3),
        ("2-SCT/BS", "Đặng Văn Đức", 2, 1),
        ("3-SCT/BS", "Đặng Văn Đức", 6, 2),
    ]
    signed = "Giám đốc Trung tâm"  # who finished them; his name says his title
    assert [row["signer"] for row in rows] == [signed, signed, "Pờ Dần Sinh"]


def test_a_wrong_certification_is_done_over_again_with_its_originals_numbered_anew_and_free(
    desk: Desk,
) -> None:
    whole, two, deed = desk.receive(
        copies(fee={"paid": "cash"}), several(), copies(procedure="2.001019", papers=PAPERS[:1],
                                                        pages=None, copies=None)
    )  # fmt: skip
    sign(desk, whole, two, deed)
    wrong = {"action": "correct_result", "reason": "đóng dấu sai trang"}
    answers = desk.feed(
        "step",
        *[{"code": one, "action": "give_back"} for one in (whole, two, deed)],
        *[{"code": one, **wrong} for one in (whole, two, deed)],
    )
    new = [one["new_code"] for one in answers[3:]]
    for before, after in zip((whole, two, deed), map(desk.show, new), strict=True):
        old = desk.show(before)
        same = ("papers", "pages", "copies", "sets", "owner")
        assert [after[name] for name in same] == [old[name] for name in same]
        assert (after["fee_dong"], after["fee"]["paid"]) == (0, None)
        assert {one["exemption"] for one in after["fee"]["lines"]} == {
            "Đính chính do lỗi của cơ quan"
        }
    sign(desk, *new)
    rows = [row for row in register(desk) if row["code"] in new]
    assert [(row["number"], row["paper"], row["pages"], row["copies"], row["fee_dong"])
            for row in rows] == [
        ("4-SCT/BS", None, 6, 2, 0),
        ("5-SCT/BS", "Giấy khai sinh", 1, 3, 0),
        ("6-SCT/BS", "Bằng tốt nghiệp", 2, 1, 0),
        ("2-SCT/HĐ,GD", "Giấy khai sinh", 1, 3, 0),
    ]  # fmt: skip
    old_rows = [row for row in register(desk) if row["code"] in (whole, two)]
    assert [row["fee_dong"] for row in old_rows] == [16_000, 6_000, 4_000]
    assert not any(row["void"] for row in old_rows)


def test_kinds_have_books_of_their_own_and_years_begin_anew(desk: Desk) -> None:
    lines = [copies(), owned(name="Lò Thị Nhi"), copies(procedure="2.000884"),
             copies(procedure="2.001019"), copies(procedure="2.000635")]  # fmt: skip
    codes = desk.receive(*lines)
    sign(desk, *codes)
    assert [(row["book"], row["running"]) for row in register(desk)] == [
        (BOOK, 1), (BOOK, 2), ("1/2026-SCT/CK,ĐC", 1), ("1/2026-SCT/HĐ,GD", 1),
    ]  # fmt: skip
    assert desk.show(codes[-1])["result"] is None  # no certification
    later = "2027-01-04T09:00:00+07:00"
    (code,) = desk.receive(copies(), now=later)
    sign(desk, code, now=later)
    (row,) = register(desk, "--from", "2027-01-01", "--to", "2027-01-31", now=later)
    assert (row["book"], row["running"]) == ("1/2027-SCT/BS", 1)


def test_electronic_copies_have_a_book_of_their_own_without_a_gap(desk: Desk) -> None:
    first, second, third, land = desk.receive(
        several(), copies(), copies(), copies(procedure="2.000884")
    )
    sign(desk, first, book="electronic", signer="Pờ Dần Sinh")
    sign(desk, second, book="paper")
    refused = desk.feed(
        "step",
        {"code": third, "action": "finish", "result": {"book": "đám mây"}},
        {"code": third, "action": "finish", "result": {"book": "electronic", "number": "7"}},
        {"code": land, "action": "finish", "result": {"book": "electronic"}},
    )
    assert [one["field"] for one in refused] == ["result.book"] * 3
    assert "không có sổ điện tử" in refused[2]["message"]
    sign(desk, third, book="electronic")
    assert desk.show(first)["result"]["number"] == f"1-2, quyển số {ELECTRONIC}"
    desk.feed("step", {"code": first, "action": "reverse", "reason": "chữ ký số hết hạn"})
    rows = register(desk)
    assert [(row["kind"], row["book"], row["number"], row["void"]) for row in rows] == [
        ("electronic_copies", ELECTRONIC, "1-SCTĐT/BS", True),
        ("electronic_copies", ELECTRONIC, "2-SCTĐT/BS", True),
        ("electronic_copies", ELECTRONIC, "3-SCTĐT/BS", False),
        ("copies", BOOK, "1-SCT/BS", False),
    ]  # fmt: skip
    books = desk.run("book", "list", "--json").lines
    assert {one["book"]: one["next"] for one in books} == {ELECTRONIC: 4, BOOK: 2}
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    out = desk.profile.parent / "so.pdf"
    assert desk.run("register", "certification", *MONTH, "--out", str(out)).status == OK
    electronic, paper = (page.text for page in read(out.read_bytes()))
    assert "SỔ CHỨNG THỰC BẢN SAO ĐIỆN TỬ" in electronic.upper()
    assert "3-SCTĐT/BS" in electronic
    assert "SCTĐT" not in paper
    sheet = desk.profile.parent / "so.xlsx"
    assert desk.run("register", "certification", *MONTH, "--out", str(sheet)).status == OK
    (page,) = openpyxl.load_workbook(sheet).worksheets
    cells = [cell.value for row in page for cell in row]
    assert ELECTRONIC in cells


def test_a_desk_whose_electronic_book_went_on_on_paper_opens_it_at_the_next_number(
    desk: Desk,
) -> None:
    made = desk.run("book", "open", "electronic_copies", "--first", "41", "--json").object
    assert (made["book"], made["first"]) == (ELECTRONIC, 41)
    (code,) = desk.receive(copies())
    sign(desk, code, book="electronic")
    assert desk.show(code)["result"]["number"] == f"41, quyển số {ELECTRONIC}"


def test_a_signing_that_is_taken_back_stays_in_the_book_as_struck(desk: Desk) -> None:
    first, second, third = desk.receive(copies(), copies(), copies())
    sign(desk, first, second, third)
    desk.feed("step", {"code": first, "action": "reverse", "reason": "thiếu dấu"})
    desk.feed("step", {"code": third, "action": "void", "reason": "nhận nhầm"})
    sign(desk, first)
    rows = register(desk)
    assert [(row["running"], row["void"]) for row in rows] == [
        (1, True), (2, False), (3, True), (4, False),
    ]  # fmt: skip


def test_a_number_of_a_paper_book_is_kept_and_one_of_ours_is_not_to_be_typed(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies())
    sign(desk, first, number="57", signer="Pờ Dần Sinh")
    (answer,) = desk.feed(
        "step",
        {"code": second, "action": "finish", "result": {"number": f"9, quyển số {BOOK}"}},
    )
    assert answer["field"] == "result.number"
    sign(desk, second)
    rows = register(desk)
    assert [(row["book"], row["number"], row["running"]) for row in rows] == [
        (BOOK, "1-SCT/BS", 1), (None, "57", None),
    ]  # fmt: skip


def test_another_office_s_certification_gets_no_number_here(desk: Desk) -> None:
    (code,) = desk.receive(copies(deciding_office="03176"))
    sign(desk, code)
    assert desk.show(code)["register"] == []
    assert register(desk) == []


def test_a_book_begins_where_the_paper_one_ended_and_is_closed_by_hand(desk: Desk) -> None:
    assert desk.run("book", "open", "copies", "--first", "121").status == OK
    first, second = desk.receive(copies(), copies())
    sign(desk, first)
    assert desk.run("book", "open", "copies").status == REFUSED  # one is open
    closed = desk.run("book", "close", "copies", "--json").object
    assert (closed["book"], closed["last"]) == (BOOK, 121)
    assert desk.run("book", "open", "copies", "--first", "100").status == REFUSED
    sign(desk, second)  # the next volume opens by itself
    assert [(row["book"], row["running"]) for row in register(desk)] == [
        (BOOK, 121), ("1.2/2026-SCT/BS", 122),
    ]  # fmt: skip
    listed = desk.run("book", "list", "--json").lines
    assert [(one["book"], one["first"], one["next"]) for one in listed] == [
        (BOOK, 121, 122), ("1.2/2026-SCT/BS", 122, 123),
    ]  # fmt: skip
    assert desk.run("book", "open", "bánh").status == REFUSED
    assert desk.run("book", "open").status == USAGE


def test_two_programs_at_once_and_kills_leave_no_gap_and_no_double(desk: Desk) -> None:
    dice = random.Random(20261127)
    codes = desk.receive(*(copies() for _ in range(12)), *(several() for _ in range(6)))
    waiting, rounds = list(codes), 0
    while waiting:
        rounds += 1
        running = [begin(desk, waiting[place::2]) for place in range(min(2, len(waiting)))]
        victim = dice.choice(running)
        with suppress(subprocess.TimeoutExpired):
            victim.wait(dice.uniform(0.5, 1.5) * rounds)  # longer each time: some get through
        victim.kill()
        for one in running:
            one.wait(120)
        signed = {row["code"] for row in register(desk)}
        waiting = [code for code in waiting if code not in signed]
    rows = register(desk)
    assert numbers(rows) == list(range(1, 12 + 2 * 6 + 1))
    assert not any(row["void"] for row in rows)
    assert Counter(row["code"] for row in rows) == Counter(codes[:12]) + Counter(codes[12:] * 2)
    assert set(desk.run("check", "--json").object.values()) == {"ok"}


def begin(desk: Desk, codes: list[str]) -> "subprocess.Popen[bytes]":
    """One program that signs these."""
    lines = "".join(json.dumps({"code": one, "action": "finish"}) + "\n" for one in codes)
    file = desk.profile.parent / f"sign-{codes[0]}.jsonl"
    file.write_text(lines, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(desk.profile), "step", str(file)],
        env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_the_register_on_paper_repeats_its_head_and_adds_up(desk: Desk, tmp_path: Path) -> None:
    codes = desk.receive(*(owned(name=f"Lò Văn Ướt {place}") for place in range(45)))
    sign(desk, *codes, signer="Pờ Dần Sinh, Phó Chủ tịch")
    out = tmp_path / "so.pdf"
    assert desk.run("register", "certification", *MONTH, "--out", str(out)).status == OK
    pages = read(out.read_bytes())
    assert len(pages) > 1
    assert all("Họ tên của người" in page.text for page in pages[:-1])
    text = "\n".join(page.text for page in pages)
    assert all(f"{number}-SCT/BS" in text for number in range(1, 46))
    assert "720.000" in text  # 45 times 16.000


def test_the_sheet_is_read_back_as_it_was_written(desk: Desk, tmp_path: Path) -> None:
    name = '=HYPERLINK("x")'
    codes = desk.receive(several(), owned(name=name), copies(procedure="2.000884"))
    sign(desk, *codes)
    out = tmp_path / "so.xlsx"
    assert desk.run("register", "certification", *MONTH, "--out", str(out)).status == OK
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "STT")
    lines = rows[head + 1 :]
    assert [(row[1], row[3], row[4], row[6], row[7]) for row in lines] == [
        ("1-SCT/BS", "Đặng Văn Đức", "Giấy khai sinh", "1/3", 6000),
        ("2-SCT/BS", "Đặng Văn Đức", "Bằng tốt nghiệp", "2/1", 4000),
        ("3-SCT/BS", name, None, "6/2", 16000),
        ("1-SCT/CK,ĐC", "Đặng Văn Đức", None, "6/2", 10000),
    ]
    assert any("36.000 đồng" in str(row[0]) for row in rows)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}  # no name is a formula


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("certification", "--from", "2026-11-30", "--to", "2026-11-01", "--out", "x.pdf"), USAGE),
        (("certification", "--from", "tháng 11", "--to", "2026-11-01", "--out", "x.pdf"), USAGE),
        (("certification", *MONTH, "--out", "x.docx"), USAGE),
        (("bánh", *MONTH, "--out", "x.pdf"), USAGE),
    ],
)
def test_what_cannot_be_asked_is_said(desk: Desk, words: tuple[str, ...], status: int) -> None:
    done = desk.run("register", *words)
    assert (done.status, done.out) == (status, "")
    assert done.err.strip()


@pytest.mark.parametrize(
    ("details", "subjects", "said"),
    [
        (
            {"manner": "không ký, không điểm chỉ được"},
            ["witness"],
            "cần 2 người làm chứng, mới có 1",
        ),
        ({"manner": "không ký, không điểm chỉ được"}, ["witness", "witness"], None),
        ({"manner": "điểm chỉ"}, [], None),
        ({"vietnamese": "không"}, [], "cần 1 người phiên dịch, mới có 0"),
        ({"vietnamese": "không", "manner": "ký"}, ["interpreter"], None),
    ],
)
def test_witnesses_and_interpreter_are_asked_for_where_the_rule_does(
    desk: Desk, details: Line, subjects: list[str], said: str | None
) -> None:
    people = [{"role": role, "name": f"Người Bên Cạnh {n}"} for n, role in enumerate(subjects)]
    line = copies(procedure="2.000884", details=details, subjects=people)
    (answer,) = desk.feed("receive", line)
    if said is None:
        assert answer["fee_dong"] == 10_000
        return
    assert (answer["field"], said in answer["message"]) == ("subjects", True)
    at = "2026-11-12T09:00:00+07:00"
    (late,) = desk.feed("receive", {**line, "received_at": at, "entered_late": True})
    assert any(said in one["message"] for one in late["warnings"])


def test_a_correction_after_the_signing_stands_in_the_book_as_in_the_fee(desk: Desk) -> None:
    """One line mended, one waived; what was taken back stays as it was signed."""
    first, second = desk.receive(several(), copies())
    sign(desk, first)
    back = {"code": first, "action": "reverse", "reason": "đóng nhầm dấu"}
    assert desk.feed("step", back)[0]["status"] == 2
    sign(desk, first, second)
    correct = {"action": "correct", "reason": "đếm lại"}
    mended, *_ = desk.feed(
        "step",
        {**correct, "code": first, "field": "papers.1.certify", "value": 3},
        {**correct, "code": second, "field": "fee.exemption", "value": "ho-ngheo"},
    )
    assert mended["status"] == 9
    rows = register(desk)
    assert [(one["copies"], one["fee_dong"], one["void"]) for one in rows] == [
        (3, 6000, True), (1, 4000, True), (3, 6000, False), (3, 12_000, False), (2, 0, False),
    ]  # fmt: skip
    assert sum(one["fee_dong"] for one in desk.show(first)["register"][2:]) == 18_000
    assert desk.run("rebuild").status == OK
    assert register(desk) == rows


@pytest.mark.parametrize(
    "beside",
    [
        [("Pờ Dần Sinh", "011090000005"), ("Pờ Dần Sinh", "011090000005")],
        [("Pờ Dần Sinh", None), ("PỜ  DẦN SINH", None)],
        [("Pờ Dần Sinh", None), (PERSON["name"], PERSON["id"])],
    ],
)
def test_nobody_is_two_witnesses_and_nobody_his_own(
    desk: Desk, beside: list[tuple[str, str | None]]
) -> None:
    people = [{"role": "witness", "name": name, "id": number} for name, number in beside]
    details = {"manner": "không ký, không điểm chỉ được"}
    line = copies(procedure="2.000884", details=details, subjects=people)
    (answer,) = desk.feed("receive", line)
    assert answer["field"] == "subjects"
    assert "cần 2 người làm chứng, mới có 1 (mỗi người tính một lần" in answer["message"]


def test_a_translator_s_signature_goes_into_the_book_of_signatures(desk: Desk) -> None:
    codes = desk.receive(copies(procedure="2.000992"), copies(procedure="2.001008"))
    sign(desk, *codes)
    assert numbers(register(desk), "1/2026-SCT/CK,ĐC") == [1, 2]
