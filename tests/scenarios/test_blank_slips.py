"""`motcua blank-slips`: numbers before paper, typed in once, counted, never given again."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.opening import open_desk
from app.devices.clock import SystemClock
from app.domain.blank_slips import BlankSlipsPrinted
from app.domain.times import iso
from app.storage import print_jobs
from app.wire.event import decode
from tests.printing.reading import codes, flat, read
from tests.province.servers import found_home
from tests.scenarios.desks import NOW, OK, PERSON, PIN, REFUSED, USAGE, Desk, Line, copies
from tests.scenarios.test_bunches import birth as linked

MORNING = "2026-11-20T09:05:00+07:00"
EVENING = "2026-11-20T16:00:00+07:00"
SEVENTH = "MC-03158-1-P-0007"


@pytest.fixture(scope="module")
def ten(founded: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Ten slips were printed in the morning; nobody types any of them in here."""
    folder = tmp_path_factory.mktemp("ten")
    desk = Desk(Path(shutil.copytree(founded.profile, folder / "profile")))
    done = desk.run("blank-slips", "10", "--out", str(folder / "ten.pdf"), now=MORNING)
    assert done.status == OK, done.err
    return desk


@pytest.fixture
def printed(ten: Desk, tmp_path: Path) -> Desk:
    """The same for a test of one's own."""
    return Desk(Path(shutil.copytree(ten.profile, tmp_path / "printed")))


def typed_in(**changes: object) -> Line:
    return copies() | {"slip": SEVENTH, "received_at": "2026-11-20T09:15:00+07:00"} | changes


def listed(desk: Desk) -> dict[str, Line]:
    return {one["number"]: one for one in desk.run("blank-slips", "list", "--json").lines}


def test_each_sheet_bears_a_number_of_its_own_twice_and_as_a_code(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "slips.pdf"
    done = desk.run("blank-slips", "3", "--out", str(out), "--json", now=MORNING)
    assert done.object == {
        "first": "MC-03158-1-P-0001", "last": "MC-03158-1-P-0003", "slips": 3, "file": str(out),
    }  # fmt: skip
    pages = read(out.read_bytes())
    assert len(pages) == 3
    numbers = [f"MC-03158-1-P-000{running}" for running in (1, 2, 3)]
    assert sorted(codes(out.read_bytes(), 150)) == sorted(numbers * 2)
    for running, page in enumerate(pages, 1):
        number = f"MC-03158-1-P-000{running}"
        assert page.text.count(f"Số phiếu: {number}") == 2
        assert "Liên 1: Lưu" in page.text
        assert "Liên 2: Giao khách hàng" in page.text
        assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" in page.text.replace("\n", " ")
        assert "LUYỆN TẬP" in page.text
    again = desk.run("blank-slips", "2", "--out", str(out), "--paper", "a5", "--json", now=EVENING)
    assert (again.object["first"], again.object["last"]) == (
        "MC-03158-1-P-0004", "MC-03158-1-P-0005",
    )  # fmt: skip
    assert len(read(out.read_bytes())) == 4


def test_a_slip_typed_in_is_a_dossier_of_its_own_hour_under_its_printed_number(
    printed: Desk,
) -> None:
    (answer,) = printed.feed("receive", typed_in(), now=EVENING)
    assert answer["code"] == SEVENTH
    assert answer["due_at"] == "2026-11-20T17:00:00+07:00"  # received before 15:00: the same day
    late = copies(received_at="2026-11-20T15:30:00+07:00", entered_late=True)
    (other,) = printed.feed("receive", late, now=EVENING)
    assert other["code"] == "MC-03158-1-261120-0001"  # slips count beside the day's own numbers
    shown = printed.show(SEVENTH)
    assert shown["received_at"] == "2026-11-20T09:15:00+07:00"
    assert shown["entered_late"] is True
    assert printed.run("find", SEVENTH).out.startswith(SEVENTH)


def test_linked_procedures_on_one_paper_slip_share_its_hour_and_the_first_takes_its_number(
    printed: Desk,
) -> None:
    line = linked() | {"slip": SEVENTH, "received_at": "2026-11-20T09:15:00+07:00"}
    (answer,) = printed.feed("receive", line, now=EVENING)
    codes = [one["code"] for one in answer["bunch"]]
    assert codes == [SEVENTH, "MC-03158-1-261120-0001", "MC-03158-1-261120-0002"]
    hours = {printed.show(code)["received_at"] for code in codes}
    assert hours == {"2026-11-20T09:15:00+07:00"}


def test_its_own_slip_prints_under_the_same_number_and_the_result_is_given_back_by_it(
    printed: Desk, tmp_path: Path
) -> None:
    printed.feed("receive", typed_in(), now=EVENING)
    out = tmp_path / "slip.pdf"
    assert printed.run("print", "slip", SEVENTH, "--out", str(out), now=EVENING).status == OK
    assert f"Số phiếu: {SEVENTH}" in flat(out.read_bytes())
    assert "09 giờ 15" in flat(out.read_bytes())
    steps = ({"code": SEVENTH, "action": action} for action in ("finish", "give_back"))
    assert [one["status"] for one in printed.feed("step", *steps, now=EVENING)] == [9, 10]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("9h15", "2026-11-20T09:15:00+07:00"), ("915", "2026-11-20T09:15:00+07:00"),
     ("0915 20/11", "2026-11-20T09:15:00+07:00")],
)  # fmt: skip
def test_the_hour_may_be_written_as_on_the_slip(printed: Desk, typed: str, stored: str) -> None:
    (answer,) = printed.feed("receive", typed_in(received_at=typed), now=EVENING)
    assert answer["code"] == SEVENTH
    assert printed.show(SEVENTH)["received_at"] == stored


def test_a_number_is_used_once_also_after_the_dossier_was_voided(printed: Desk) -> None:
    void = {"code": SEVENTH, "action": "void", "reason": "nhập nhầm"}
    first, second = printed.feed("receive", typed_in(key="a"), typed_in(key="b"), now=EVENING)
    assert first["code"] == SEVENTH
    assert (second["field"], PERSON["name"] in second["message"]) == ("slip", True)
    assert "09:15 ngày 20/11/2026" in second["message"]
    (known,) = printed.feed("receive", typed_in(key="a"), now=EVENING)
    assert known["again"] is True
    printed.feed("step", void, now=EVENING)
    (third,) = printed.feed("receive", typed_in(key="c"), now=EVENING)
    assert "đã huỷ; số không dùng lại" in third["message"]
    assert printed.status()["dossiers"] == 1


BAD: dict[str, tuple[Line, str, str]] = {
    "no number": ({"slip": "phiếu 7"}, "slip", "không phải số phiếu giấy"),
    "a day's own number": ({"slip": "MC-03158-1-261120-0007"}, "slip", "không phải số phiếu"),
    "not printed": ({"slip": "MC-03158-1-P-0011"}, "slip", "chưa in phiếu giấy số"),
    "another desk's": ({"slip": "MC-03158-2-P-0007"}, "slip", "của quầy 2"),
    "another commune's": ({"slip": "MC-03160-1-P-0007"}, "slip", "mã xã 03160"),
    "no hour": ({"received_at": None}, "received_at", "Thiếu giờ nhận"),
    "no such hour": ({"received_at": "25h15"}, "received_at", "25h15"),
    "an hour to come": ({"received_at": "17h"}, "received_at", "phía trước"),
    "before it was printed": ({"received_at": "8h30"}, "received_at", "in lúc 09:05"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_is_refused_with_its_place_and_nothing_is_stored(
    printed: Desk, bad: str
) -> None:
    change, field, said = BAD[bad]
    (answer,) = printed.feed("receive", typed_in() | change, now=EVENING)
    assert answer["field"] == field
    assert said in answer["message"]
    assert printed.status()["dossiers"] == 0


def test_used_spoilt_missing_and_blank_ones_are_listed_and_stay_so_after_a_rebuild(
    printed: Desk, tmp_path: Path
) -> None:
    printed.feed("receive", typed_in(slip="p-3"), now=EVENING)
    done = printed.run("blank-slips", "spoilt", "P-2", "--reason", "viết nhầm tên", now=EVENING)
    assert done.out == "Đã ghi hỏng phiếu giấy MC-03158-1-P-0002.\n"
    digests = printed.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    slips = listed(printed)
    states = [slips[f"MC-03158-1-P-{number:04d}"]["state"] for number in range(1, 6)]
    assert states == ["missing", "spoilt", "used", "unused", "unused"]
    assert len(slips) == 10
    assert slips["MC-03158-1-P-0002"]["reason"] == "viết nhầm tên"
    assert slips["MC-03158-1-P-0003"]["name"] == PERSON["name"]
    out = tmp_path / "list.pdf"
    assert printed.run("blank-slips", "list", "--out", str(out), now=EVENING).status == OK
    text = flat(out.read_bytes())
    assert "đã nhập 1 · hỏng 1 · thiếu, cần tìm 1 · chưa dùng 7" in text
    assert "viết nhầm tên" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [(("spoilt", "P-3", "--reason", "rách"), "đã dùng cho hồ sơ"),
     (("spoilt", "P-99", "--reason", "rách"), "chưa in phiếu giấy số"),
     (("spoilt", "P-4"), "Thiếu lý do"),
     (("0", "--out", "x.pdf"), "từ 1 đến 200"),
     (("201", "--out", "x.pdf"), "từ 1 đến 200")],
)  # fmt: skip
def test_what_the_command_refuses(printed: Desk, words: tuple[str, ...], said: str) -> None:
    printed.feed("receive", typed_in(slip="P-3"), now=EVENING)
    before = printed.status()["events"]
    done = printed.run("blank-slips", *words, now=EVENING)
    assert done.status == REFUSED
    assert said in done.err
    assert printed.status()["events"] == before


def test_a_spoilt_slip_is_neither_typed_in_nor_spoilt_again(printed: Desk) -> None:
    spoil = ("blank-slips", "spoilt", SEVENTH, "--reason", "rách")
    assert printed.run(*spoil, now=EVENING).status == OK
    (answer,) = printed.feed("receive", typed_in(), now=EVENING)
    assert "đã ghi hỏng: rách" in answer["message"]
    assert "đã ghi hỏng: rách" in printed.run(*spoil, now=EVENING).err


@pytest.mark.parametrize("words", [("7",), ("list", "x"), ("spoilt",), ("seven", "--out", "x")])
def test_wrong_usage_says_how(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run("blank-slips", *words)
    assert done.status == USAGE
    assert "Cách dùng: blank-slips" in done.err


def test_killed_between_commit_and_paper_the_numbers_are_given_and_the_queue_asks(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "pipe.pdf"
    os.mkfifo(out)
    pipe = os.open(out, os.O_RDONLY | os.O_NONBLOCK)
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(desk.profile), "blank-slips", "40",
         "--out", str(out)],
        env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW},
    )  # fmt: skip
    select.select([pipe], [], [])  # some of the paper came; the pipe is too small for the rest
    process.kill()
    process.communicate()
    os.close(pipe)
    opened = open_desk(str(desk.profile), None, PIN)
    try:
        (body,) = opened.connection.execute(
            "SELECT body FROM event ORDER BY id DESC LIMIT 1"
        ).fetchone()
        (job,) = print_jobs.unfinished(opened.connection)
    finally:
        opened.close()
    assert decode(body).fact == BlankSlipsPrinted("MC-03158-1-P", 1, 40, "a4x2")
    assert job.state == "printing"  # at the next start of the window: did it come out?
    done = desk.run("blank-slips", "1", "--out", str(tmp_path / "next.pdf"), "--json")
    assert done.object["first"] == "MC-03158-1-P-0041"
    assert listed(desk)["MC-03158-1-P-0040"]["state"] == "unused"


def test_it_reaches_the_province_under_its_printed_number_and_its_facts_are_taken(
    tmp_path: Path,
) -> None:
    home = found_home(tmp_path / "province")
    desk = Desk(tmp_path / "desk")
    file, code = tmp_path / "desk.motcua", tmp_path / "code"
    with home.serving() as server:
        home.json(
            "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
            "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
        )  # fmt: skip
        assert desk.run("enrol", str(file), "--code-file", str(code), now="").status == OK
        done = desk.run("blank-slips", "3", "--out", str(tmp_path / "slips.pdf"), now="")
        assert done.status == OK, done.err
        hour = iso(SystemClock().now())
        line = copies() | {"slip": "P-2", "received_at": hour}
        (answer,) = desk.feed("receive", line, now="")
        desk.run("blank-slips", "spoilt", "P-1", "--reason", "rách", now="")
        assert desk.run("exchange", now="").status == OK
    (row,) = home.export()
    assert (row["code"], answer["code"]) == ("MC-03158-1-P-0002",) * 2
    (device,) = home.json("status")["devices"]
    assert device["quarantined"] == 0
    assert device["stored"] == device["judged"]
