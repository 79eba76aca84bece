"""Vĩnh Tuy (Hà Nội): data as the city wants them, checked where they are typed; results by post.

The report asks for unified data between ward and city and for fewer errors. Which procedures run on
a ministry's system is the city's to say: here three are routed, as an example.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.enrolling import take_enrolment
from tests.printing.reading import codes as qr_codes
from tests.province.servers import Home, found_home
from tests.scenarios.desks import OK, Desk, copies
from tests.ui.centres.centre import Centre
from tests.ui.clerk import CHEAP, PIN, enrolled, rooms

NOW, NUMBER = "2026-11-20T08:00:00+07:00", "H26.1-261120-0042"
COPY, MARITAL, WELFARE = "2.000815", "1.004873", "1.001776"
MAN = "001090000007||Nguyễn Văn An|01011990|Nam|Tổ 3, Vĩnh Tuy, Hà Nội|12052021"
PROCEDURES = """code,name,short_name,field,digit,limit_unit,limit_value,system
2.000815,Chứng thực bản sao từ bản chính,Chứng thực bản sao,Chứng thực,1,same_day,,commune
1.004873,Cấp Giấy xác nhận tình trạng hôn nhân,Tình trạng hôn nhân,Hộ tịch,3,working_day,3,hotich
1.001776,Trợ cấp xã hội hàng tháng,Trợ cấp xã hội,Bảo trợ xã hội,5,working_day,10,province
"""
FIELDS = """procedure_code,part,key,label,kind,required,longest
1.004873,detail,purpose,Mục đích xin giấy,text,yes,200
1.004873,detail,since,Cư trú tại đây từ ngày,date,yes,10
"""
OFFICES = """commune,name,parent,place,lookup_url
00283,Điểm Phục vụ hành chính công phường Vĩnh Tuy,Trung tâm Phục vụ hành chính công TP Hà Nội,\
Vĩnh Tuy,https://tracuu.example.vn/hs
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The city, with its own catalogue."""
    made, new = found_home(tmp_path / "city", province="01"), tmp_path / "new"
    new.mkdir()
    for name, text in (("procedures", PROCEDURES), ("fields", FIELDS), ("offices", OFFICES)):
        (new / f"{name}.csv").write_text(text, "utf-8")
    made.json("catalogue", "publish", str(new))
    return made


@pytest.fixture
def here(at: Callable[[str], Centre], home: Home) -> Centre:
    """A point of reception of the city."""
    made = at("00283")
    made.patch.setenv("MOTCUA_NOW", NOW)
    enrolled(home, made.folder, commune="00283")
    return made


def test_what_is_wrong_is_said_where_it_is_typed(here: Centre) -> None:
    """Fewer errors: eleven digits are named at once, and nothing typed is lost."""
    keys = here.open(NOW)
    keys.press("F2")
    keys.press("F2")
    keys.type("00109000421")
    keys.press("Return", "\r")
    page, field = rooms(here.program).reception, here.field("owner.id")
    here.wait(lambda: "Bạn đã nhập 11" in field.accessibleDescription())
    assert field.text() == "00109000421"
    keys.press("Shift+Backtab")
    keys.press("End")
    keys.type("7")
    keys.press("Return", "\r")
    assert page.owner.person.id == "001090004217"


def test_what_the_city_requires_is_asked_at_entry_and_no_poorer_dossier_is_stored(
    here: Centre,
) -> None:
    """A required field is lacking, then it holds what no day is: each said at its field."""
    keys = here.open(NOW)
    here.scan(MAN)
    keys.press("3", "3")
    keys.type("vay vốn")
    keys.press("F9")
    field = here.field("details.since")
    here.wait(lambda: bool(field.accessibleDescription()))
    assert here.codes == []
    field.setFocus()
    keys.type("31/02/2020")
    keys.press("F9")
    here.wait(lambda: "không dùng được" in field.accessibleDescription())
    assert here.codes == []
    for _ in range(len("31/02/2020")):
        keys.press("Backspace")
    keys.type("01/02/2020")
    keys.press("F9")
    (one,) = here.saved(1)
    assert dict(one.details) == {"purpose": "vay vốn", "since": "2020-02-01"}


def test_each_procedure_waits_for_the_system_that_masters_it_and_no_other(here: Centre) -> None:
    """Province, ministry, at the ward itself: he_thong_xu_ly of the city's catalogue."""
    here.open(NOW)
    owner = {"name": "Nguyễn Văn An", "id": "001090000007"}
    marital = {"purpose": "vay vốn", "since": "2020-02-01"}
    copied, status, allowance = here.bulk([
        {"procedure": COPY, "owner": owner, "pages": 1, "copies": 1},
        {"procedure": MARITAL, "owner": owner, "details": marital},
        {"procedure": WELFARE, "owner": owner},
    ])  # fmt: skip
    assert waits(here, "province") == [allowance]
    assert waits(here, "hotich") == [status]
    assert copied not in (*waits(here, "province"), *waits(here, "hotich"))


def waits(here: Centre, system: str) -> list[str]:
    """Numbers that a system still lacks."""
    file = here.folder / f"{system}.csv"
    done = here.outside.run("waiting", "--system", system, "--out", str(file), now=NOW)
    assert done.status == OK, done.err
    lines = csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    return [line["Số phiếu"] for line in lines]


def test_who_wants_it_at_home_has_it_on_the_slip_with_a_code_that_looks_it_up(
    here: Centre,
) -> None:
    """Progress by QR, the result by post."""
    keys = here.open(NOW)
    here.scan(MAN)
    keys.press("5", "5")
    keys.press("Ctrl+H")
    keys.press("Tab")
    keys.press("Down")
    keys.press("F9")
    (one,) = here.saved(1)
    assert one.return_by == "post"
    slip = here.paper(one.code)
    assert "Đăng ký nhận kết quả tại: tại nhà qua bưu chính" in slip
    assert "Xem tình trạng hồ sơ tại https://tracuu.example.vn/hs" in slip
    code = qr_codes(here.pdf(one.code), 300)[0]
    assert code.startswith("https://tracuu.example.vn/hs")
    assert "Nguyễn" not in code
    here.keys.scan(code)
    here.wait(lambda: here.program.window.name != "reception")


def test_the_answer_of_the_city_names_each_item_that_is_wrong_and_takes_the_others(
    here: Centre, home: Home, tmp_path: Path
) -> None:
    """Two desks gave one number of the city's system to two dossiers: kept, and told."""
    second = other_desk(home, tmp_path)
    (theirs,) = second.receive(copies(), now=NOW)
    here.open(NOW)
    good, wrong = here.bulk([copies(), copies()])
    here.steps({"code": wrong, "action": "pair", "external_code": NUMBER})
    paired = {"code": theirs, "action": "pair", "external_code": NUMBER}
    assert "message" not in second.feed("step", paired, now=NOW)[0]
    for desk in (here.outside, second, here.outside):
        by_stick(desk, home, tmp_path / "stick")
    assert {row["code"] for row in home.export()} == {good, wrong, theirs}
    counted = here.opened.status()
    assert (counted.unsent_dossiers, counted.needs_attention) == (0, 1)
    here.keys.press("F11")
    here.keys.press("3", "3")
    matters = rooms(here.program).exchange.page.matters
    here.wait(lambda: matters.sheet.table.count == 1)
    assert matters.panel.view is not None
    assert matters.panel.view.cells[0] == f"20/11 – {wrong[-4:]}"
    assert NUMBER in matters.panel.view.sentence
    assert theirs in matters.panel.view.sentence
    here.keys.press("2", "2")
    here.keys.press("Return", "\r")
    here.wait(lambda: here.opened.status().needs_attention == 0)
    assert here.dossier(wrong).codes == ()


def other_desk(home: Home, folder: Path) -> Desk:
    """Another machine of the ward."""
    desk, file, code = Desk(folder / "second"), folder / "second.motcua", folder / "second.code"
    home.json(
        "enrol", "--commune", "00283", "--desk", "2", "--out", str(file), "--code-out", str(code)
    )
    take_enrolment(str(desk.profile), file, PIN, code=code.read_text(), cost=CHEAP)
    return desk


def by_stick(desk: Desk, home: Home, stick: Path) -> None:
    """There and back."""
    stick.mkdir(exist_ok=True)
    for way in ("--out", "--in"):
        done = desk.run("exchange", "--usb", str(stick), way, now=NOW)
        assert done.status == OK, done.err
        taken = home.run("usb", "--in", str(stick), "--out", str(stick))
        assert taken.returncode == 0, taken.stderr
        assert home.run("judge").returncode == 0
