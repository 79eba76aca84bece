"""Quảng Ninh: one centre of the province, 13 branches, and points of reception in the communes.

The report of December 2024 counts more than six million dossiers a year, over 98 % of them in time,
and says in the same breath that some are handled by hand and hard to follow. Here such a dossier is
one like any other. Names of branches are invented; which agencies sit in them is the province's.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.printing.reading import flat
from tests.province.servers import Home, found_home
from tests.scenarios.desks import OK
from tests.ui.centres.centre import Centre
from tests.ui.clerk import answered, enrolled, rooms

NOW = "2026-11-20T08:00:00+07:00"
LAND = "1.012796"
WOMAN = "022195000417||Phùn Thị Mai|14031995|Nữ|Khu 3, Móng Cái 1, Quảng Ninh|25052021"
NAME = "Điểm Phục vụ hành chính công phường Móng Cái 1"
BRANCH = "Chi nhánh Trung tâm Phục vụ hành chính công tỉnh tại Móng Cái"
AGENCY = "Văn phòng Đăng ký đất đai tỉnh, Chi nhánh Móng Cái"
PARENT = "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh"
OFFICES = (
    "commune,name,parent,place,branch\n"
    f"06712,{NAME},{PARENT},Móng Cái 1,{BRANCH}\n"
    f'CN-DD-01,"{AGENCY}",{PARENT},Móng Cái,\n'
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The province, which has published its tree."""
    made = found_home(tmp_path / "province", province="22")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "offices.csv").write_text(OFFICES, "utf-8")
    made.json("catalogue", "publish", str(tmp_path / "new"))
    return made


@pytest.fixture
def here(at: Callable[[str], Centre], home: Home) -> Centre:
    """A point of reception, enrolled by file; it exchanges by stick."""
    made = at("06712")
    made.patch.setenv("MOTCUA_NOW", NOW)
    enrolled(home, made.folder, commune="06712")
    return made


def by_hand(here: Centre, **more: str) -> str:
    """A dossier that another place decides, on paper."""
    line = {"procedure": LAND, "owner": {"name": "Phùn Thị Mai", "id": "022195000417"}}
    (code,) = here.bulk([line | {"note": "hồ sơ giấy, làm tay"} | more])
    return code


def test_page_slip_and_answer_name_point_branch_and_who_decides(here: Centre) -> None:
    here.open(NOW)
    code = by_hand(here, deciding_office="CN-DD-01")
    rooms(here.program).scanning.open_dossier(code)
    page = rooms(here.program).dossier
    here.wait(lambda: page.view.code == code)
    said = dict((*page.view.owner, *page.view.money))
    assert [said[name] for name in ("Nơi tiếp nhận", "Chi nhánh", "Nơi giải quyết")] == [
        NAME, BRANCH, AGENCY,
    ]  # fmt: skip
    shown = here.outside.run("show", code, now=NOW).object["places"]
    assert shown["receiving"] == {"code": "06712", "name": NAME, "branch": BRANCH}
    assert shown["deciding"] == {"code": "CN-DD-01", "name": AGENCY}
    file = here.folder / "slip.pdf"
    assert here.outside.run("print", "slip", code, "--out", str(file), now=NOW).status == OK
    slip = flat(file.read_bytes())
    assert f"{PARENT.upper()} {NAME.upper()} Số phiếu" in slip
    assert f"Thuộc: {BRANCH}" in slip
    assert f"Cơ quan giải quyết hồ sơ: {AGENCY}" in slip


def test_the_agency_that_decides_is_chosen_by_keys(here: Centre) -> None:
    keys = here.open(NOW)
    here.scan(WOMAN)
    keys.type("dinh chinh giay chung nhan\n")
    keys.press("Ctrl+H")
    keys.type("\n\n\n")
    keys.type("dat dai\n")
    keys.press("F9")
    (one,) = here.saved(1)
    assert (one.procedure, one.deciding_office) == (LAND, "CN-DD-01")


def test_what_is_handled_by_hand_is_found_due_and_followed_like_any_other(
    here: Centre, home: Home, tmp_path: Path
) -> None:
    """The postman takes it, its way is kept; after an exchange the province sees where it is."""
    here.open(NOW)
    code = by_hand(here, deciding_office="CN-DD-01")
    away = by_hand(here, deciding_office="06838", return_office="06712")
    here.steps(
        {"code": code, "action": "hand_over", "to": AGENCY, "reason": "giao bưu điện, 1 bì"},
        {"code": code, "action": "take_over", "by": AGENCY},
        {"code": code, "action": "finish", "result": {"number": "15/GCN"}},
    )
    here.keys.press("F2")
    here.keys.press("Esc")
    home_page = rooms(here.program).today
    here.wait(lambda: home_page.tiles["results"].number == 1)
    assert home_page.table.cells(away)[4] == "Xã Bình Liêu"
    stick = tmp_path / "stick"
    stick.mkdir()
    assert here.outside.run("exchange", "--usb", str(stick), "--out", now=NOW).status == OK
    assert home.run("usb", "--in", str(stick), "--out", str(stick)).returncode == 0
    rows = {row["code"]: row for row in home.export()}
    assert (rows[code]["status"], rows[code]["deciding_office"]) == (9, "CN-DD-01")
    assert (rows[away]["deciding_office"], rows[away]["return_office"]) == ("06838", "06712")
    here.steps({"code": code, "action": "give_back", "by": "Lê Văn Bưu, bưu điện"})
    assert here.dossier(code).history[-1].by == "Lê Văn Bưu, bưu điện"


def test_received_signed_and_given_back_in_one_visit(here: Centre) -> None:
    """On the spot: after F9 the row waits in Chờ ký, Enter and F4 write all that is left."""
    keys = here.open(NOW)
    here.scan(WOMAN)
    keys.press("1", "1")
    keys.press("F9")
    (one,) = here.saved(1)
    keys.press("F4")
    here.wait(lambda: rooms(here.program).giveback.waiting.table.count == 1)
    keys.press("Return", "\r")
    here.wait(lambda: len(rooms(here.program).giveback.basket) == 1)
    keys.press("F4")
    assert keys.presses == 5
    here.wait(lambda: here.dossier(one.code).returned_at is not None)
    done = here.dossier(one.code)
    assert done.finished_at is not None
    assert done.returned_at is not None
    assert one.received_at <= done.finished_at <= done.returned_at


def test_two_fields_are_received_at_the_point_and_others_are_not(here: Centre) -> None:
    """Fields are assigned to people: civil status and allowances here, others at the branch."""
    here.hire("hotich", "Chíu Thị Sinh", "reception,registrar", "Hộ tịch,Bảo trợ xã hội")
    keys = here.open(NOW)
    here.sits_down("hotich")
    here.scan(WOMAN)
    keys.press("1", "1")
    keys.press("F9")
    here.wait(lambda: answered(here.program))
    shown = here.program.messages.current
    assert shown is not None
    assert "bảo trợ xã hội, tư pháp - hộ tịch" in f"{shown.head} {shown.more}".lower()
    assert here.codes == []
    keys.press("F2")
    here.scan(WOMAN)
    keys.press("5", "5")  # an allowance is his
    keys.press("F9")
    here.wait(lambda: len(here.codes) == 1)
    one = here.dossier(here.codes[0])
    assert (one.procedure, one.history[0].actor) == ("1.001776", "hotich")
