"""`motcua print FORM` over a real desk: what is marked, what is refused, what stays queued."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import papers
from app.bootstrap.opening import OpenDesk, open_desk
from app.domain import events as e
from app.domain.errors import ClerkError, Trouble
from app.domain.person import Person
from app.domain.times import VN
from app.services import reception
from app.services.steps import step
from app.storage import catalogues, print_jobs
from app.storage.connection import transaction
from resources import FOLDER
from tests.printing.desks import LINE, PIN
from tests.printing.reading import flat
from tests.printing.test_every_procedure import Standing

AGAIN = "BẢN IN LẠI LẦN"
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VN)
OWNER = {"name": "Đặng Văn Đức", "id": "011090000007", "phone": "0912345678", "address": "Bản Tá"}


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "desk"))


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenDesk]:
    desk = open_desk(str(folder), None, PIN)
    clock = Standing(FRIDAY)
    desk.desk = replace(desk.desk, clock=clock)
    desk.journal.clock = clock
    yield desk
    desk.close()


def at(opened: OpenDesk, moment: datetime) -> None:
    """The desk's clock goes on."""
    clock = Standing(moment)
    opened.desk = replace(opened.desk, clock=clock)
    opened.journal.clock = clock


def received(opened: OpenDesk, **more: Any) -> str:
    line = {"procedure": "1.004873", "owner": OWNER, "details": {"purpose": "Kết hôn"}, **more}
    return reception.receive(opened.desk, line).code


def printed(opened: OpenDesk, form: str, *names: str, paper: str = "a4") -> str:
    out = opened.folder.parent / "paper.pdf"
    papers.print_form(opened, form, names, out, paper)
    return flat(out.read_bytes())


def test_a_second_print_of_each_form_is_marked_and_told_and_forms_do_not_count_together(
    opened: OpenDesk,
) -> None:
    code = received(opened)
    step(opened.desk, {"code": code, "action": "request_papers", "reason": "thiếu giấy"})

    for form in ("slip", "supplement", "control"):
        assert AGAIN not in printed(opened, form, code)
    for times in (1, 2):
        for form in ("slip", "supplement", "control"):
            assert f"{AGAIN} {times}" in printed(opened, form, code)
    story = opened.journal.with_code(code)[0].dossier.history
    told = [line.detail for line in story if line.action == "reprint"]
    assert told == ["slip", "supplement", "control"] * 2


def test_a_later_request_is_a_first_print(opened: OpenDesk) -> None:
    code = received(opened)
    for reason in ("thiếu tờ khai", "thiếu ảnh"):
        step(opened.desk, {"code": code, "action": "request_papers", "reason": reason})
        text = printed(opened, "supplement", code)
        assert f"Lý do: {reason}." in text
        assert AGAIN not in text
        step(opened.desk, {"code": code, "action": "papers_received"})
    assert f"{AGAIN} 1" in printed(opened, "supplement", code)


def test_a_paper_of_several_counts_for_each_of_them(opened: OpenDesk) -> None:
    one, two, three = (received(opened) for _ in range(3))

    assert AGAIN not in printed(opened, "visit", one, two, one)
    assert f"{AGAIN} 1" in printed(opened, "visit", two, three)
    four = received(opened)
    assert AGAIN not in printed(opened, "visit", four)


def test_what_is_not_there_is_refused_and_leaves_nothing_in_the_queue(opened: OpenDesk) -> None:
    code = received(opened)
    for form in ("supplement", "apology", "stop", "result", "results_handover", "cash"):
        with pytest.raises(ClerkError):
            printed(opened, form, code)
    with pytest.raises(ClerkError, match="Không có phiếu từ chối số"):
        printed(opened, "refusal", "TC-1")
    with pytest.raises(ClerkError, match="chỉ in được trên khổ a4"):
        printed(opened, "control", code, paper="80mm")
    assert print_jobs.unfinished(opened.connection) == []


@pytest.mark.parametrize("paper", ["a4", "a4x2", "a5", "80mm"])
def test_the_slip_of_a_voided_dossier_says_that_it_holds_no_more(
    opened: OpenDesk, paper: str
) -> None:
    code, said = received(opened), "HỒ SƠ NÀY ĐÃ HUỶ"
    assert said not in printed(opened, "slip", code, paper=paper)
    step(opened.desk, {"code": code, "action": "void", "reason": "nhập nhầm"})
    both = printed(opened, "slip", code, paper=paper)
    assert both.count(said) == both.count("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ") == 2


def test_a_refusal_prints_by_its_number_and_a_second_time_marked(opened: OpenDesk) -> None:
    number = "TC-03158-1-261120-0001"
    fact = e.Refused(number, "1.004873", Person("Lỳ Mò Mé"), "Thường trú ở xã khác")
    with opened.journal.transaction() as writes:
        writes.append(fact, at=FRIDAY, by="Lò Thị Nhi")

    first, second = (printed(opened, "refusal", number) for _ in range(2))
    assert f"Số: {number}" in first
    assert "Thường trú ở xã khác." in first
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên)" in first
    assert (AGAIN in first, f"{AGAIN} 1" in second) == (False, True)


def test_after_a_pause_the_slip_says_what_was_left_and_the_new_promise(opened: OpenDesk) -> None:
    code = received(opened)
    assert "Thời hạn sau khi tạm dừng" not in printed(opened, "slip", code)
    at(opened, datetime(2026, 11, 20, 15, 0, tzinfo=VN))
    step(opened.desk, {"code": code, "action": "suspend", "reason": "mất điện"})
    at(opened, datetime(2026, 11, 27, 8, 0, tzinfo=VN))
    step(opened.desk, {"code": code, "action": "resume"})
    due = opened.journal.with_code(code)[0].dossier.due_at
    assert due is not None

    text = printed(opened, "slip", code, paper="a4")
    assert "Thời hạn sau khi tạm dừng, gia hạn:" in text
    assert "Tạm dừng xử lý 15:00 20/11/2026 08:00 27/11/2026" in text
    assert "20 giờ làm việc (1.200 phút)" in text
    assert f"{due:%H:%M %d/%m/%Y}" in text


def test_an_extension_while_the_clock_stands_changes_what_is_left(opened: OpenDesk) -> None:
    code = received(opened)
    step(opened.desk, {"code": code, "action": "suspend", "reason": "mất điện"})
    extended = {"action": "extend", "due_at": "2026-12-01T09:00:00", "reason": "mưa lũ"}
    step(opened.desk, {"code": code, **extended, "number": "05/TTPVHCC"})
    at(opened, datetime(2026, 11, 23, 9, 0, tzinfo=VN))
    step(opened.desk, {"code": code, "action": "resume"})

    text = printed(opened, "slip", code, paper="a4")
    assert "Gia hạn (văn bản số 05/TTPVHCC)" in text
    assert "48 giờ làm việc (2.880 phút)" in text
    assert "Chờ" not in text.partition("Thời hạn sau khi")[2].partition("Đăng ký")[0]


def published(opened: OpenDesk, name: str, text: str, label: str = "11.1") -> None:
    """The province's own layout is in force."""
    from app.domain.builtin import load_builtin
    from app.domain.catalogue import to_text

    made = replace(load_builtin(), version=label, forms=((name, text),))
    with transaction(opened.connection):
        catalogues.keep(opened.connection, label=label, starts_on=None, text=to_text(made))


def test_a_province_replaces_the_wording_of_a_form(opened: OpenDesk) -> None:
    name = "mau-06@2025-09-15.toml"
    own = (FOLDER / "forms" / name).read_text("utf-8").replace("Kèm theo hồ sơ của", "Kèm hồ sơ")
    published(opened, name, own)

    assert "Kèm hồ sơ: Đặng Văn Đức" in printed(opened, "control", received(opened))


@pytest.mark.parametrize(
    "text", ["không phải TOML [", "", '[form]\nid="mau-06"\neffective_from=2025-10-01\n']
)
def test_a_broken_form_of_a_province_is_named_and_the_paper_waits(
    opened: OpenDesk, text: str
) -> None:
    published(opened, "mau-06@2025-10-01.toml", text)
    code = received(opened)

    with pytest.raises(Trouble, match="Mẫu giấy chưa in được"):
        printed(opened, "control", code)


def test_a_form_with_a_field_that_there_is_not_names_it_and_the_paper_waits(
    opened: OpenDesk,
) -> None:
    name = "mau-06@2025-09-15.toml"
    own = (FOLDER / "forms" / name).read_text("utf-8")
    code = received(opened)
    published(opened, name, own.replace("Kèm theo hồ sơ của", "Kèm {wings} của"))

    with pytest.raises(Trouble) as told:
        printed(opened, "control", code)
    assert "mau-06" in told.value.message
    assert "“wings” trong “Kèm {wings} của" in told.value.message
    assert [job.code for job in print_jobs.unfinished(opened.connection)] == [code]
    published(opened, name, own, "11.2")
    text = printed(opened, "control", code)
    assert (f"Mã hồ sơ: {code}" in text, AGAIN in text) == (True, False)


def test_blocks_are_printed_in_the_order_of_the_form(opened: OpenDesk) -> None:
    name = "mau-06@2025-09-15.toml"
    head, *blocks = (FOLDER / "forms" / name).read_text("utf-8").split("[[block]]\n")
    code = received(opened)
    before = printed(opened, "control", code)
    published(opened, name, "[[block]]\n".join((head, blocks[0], blocks[1], *blocks[:1:-1])))
    after = printed(opened, "control", code)
    facts, table = f"Mã hồ sơ: {code}", "TÊN CƠ QUAN"
    assert before.index(facts) < before.index(table)
    assert after.index(table) < after.index(facts)


def test_a_catalogue_that_drops_a_procedure_leaves_its_dossiers_whole(opened: OpenDesk) -> None:
    from app.domain.builtin import load_builtin
    from app.domain.catalogue import to_text

    code, whole = received(opened), load_builtin()
    left = tuple(one for one in whole.procedures if one.code != "1.004873")
    text = to_text(replace(whole, version="11.1", procedures=left))
    with transaction(opened.connection):
        catalogues.keep(opened.connection, label="11.1", starts_on=None, text=text)

    with pytest.raises(ClerkError, match=r"1\.004873") as refused:
        received(opened)
    assert refused.value.field == "procedure"
    asked = {"code": code, "action": "request_papers", "papers": ["Đơn"]}
    for one in (asked, {"code": code, "action": "papers_received"}):
        step(opened.desk, one)
    assert step(opened.desk, {"code": code, "action": "finish"}).stored.dossier.status == 9
    for form in ("slip", "supplement", "result"):
        assert "tình trạng hôn nhân" in printed(opened, form, code)
    step(opened.desk, {"code": code, "action": "give_back"})
    new = step(opened.desk, {"code": code, "action": "correct_result"}).opened
    assert new is not None
    mended = opened.journal.with_code(new)[0].dossier
    assert (mended.procedure, mended.fee_dong) == ("1.004873", 0)
    assert mended.catalogue == whole.version != "11.1"
    assert "tình trạng hôn nhân" in printed(opened, "slip", new)


def ran(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "app", "--profile", str(folder), "print", *words],
        env={**os.environ, "MOTCUA_PIN": PIN}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_answers_with_the_exit_status_of_the_contract(
    folder: Path, opened: OpenDesk, tmp_path: Path
) -> None:
    code, out = reception.receive(opened.desk, LINE).code, str(tmp_path / "f.pdf")

    assert ran(folder, "control", code, "--out", out).returncode == 0
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in flat(Path(out).read_bytes())
    for words, status, said in (
        (("stop", code), 3, "không ở trạng thái dừng"),
        (("refusal", "TC-9"), 3, "Không có phiếu từ chối"),
        (("control", code, code), 2, "in cho một mã"),
        (("nothing", code), 2, "Không có mẫu nothing"),
        (("control", code, "--paper", "80mm"), 2, "chỉ in được trên khổ a4"),
        (("control", "MC-0"), 3, "Không có hồ sơ mã"),
    ):
        done = ran(folder, *words, "--out", out)
        assert (done.returncode, said in done.stderr, done.stdout) == (status, True, ""), words
