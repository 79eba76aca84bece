"""Phong Nẫm (Cần Thơ): no centre, one machine, three people, volunteers, no line at all.

The report gives no counts. Of 25 posts 11 are filled; reception is one civil servant, one
part-timer and one clerk of the post, who takes health and social matters; eight volunteers come,
two at a time.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app
from app.devices import disks
from app.devices.disks import Disk
from app.domain.place import SECTION
from app.storage import drafts
from app.ui.admin.facts_panel import AboutPanel
from app.ui.admin.page import ABOUT
from app.ui.widgets.text import Text
from tests.province.servers import found_home
from tests.scenarios.desks import OK
from tests.ui.centres.centre import Centre
from tests.ui.clerk import enrolled, rooms
from tests.ui.fresh_machine import FreshDesk

NOW = "2026-11-20T07:40:00+07:00"
LATER = "2026-11-24T07:40:00+07:00"
COPY, WELFARE = "2.000815", "1.001776"
WOMAN = "094161000417||Thạch Thị Mai|14031961|Nữ|Ấp Phong Hòa, Phong Nẫm, Cần Thơ|25052021"
MAN = "094090000007||Lâm Văn Rớt|01011990|Nam|Ấp Phong Thới, Phong Nẫm, Cần Thơ|12052021"
SOCIAL = "Bảo trợ xã hội,Y tế"


@pytest.fixture
def here(at: Callable[[str], Centre]) -> Centre:
    """Its machine and its people."""
    made = at("31537")
    made.found(NOW, kind=SECTION)
    made.hire("thu", "Trần Thị Thu", "reception,specialist,registrar")
    made.hire("buudien", "Lê Văn Bưu", "reception", SOCIAL)
    made.hire("doanvien", "Kim Thị Sa Rây", "volunteer")
    made.open(NOW)
    return made


def said(here: Centre) -> str:
    """What stands in the banner."""
    shown = here.program.messages.current
    return "" if shown is None else f"{shown.head} {shown.more}"


def test_papers_name_the_section_and_the_leader_signs_at_the_same_machine(here: Centre) -> None:
    """No word of a centre that there is not; clerk, F12, leader: who did what is kept."""
    here.sits_down("thu")
    here.scan(WOMAN)
    here.keys.press("1", "1")
    here.keys.press("F9")
    (one,) = here.saved(1)
    slip = here.paper(one.code)
    assert "UBND XÃ PHONG NẪM BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ Số phiếu" in slip
    assert "Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả xã Phong Nẫm" in slip
    assert "rung tâm Phục vụ" not in slip
    here.sits_down("giamdoc")
    here.gives_back(one.code)
    acted = [(line.action, line.actor) for line in here.dossier(one.code).history]
    assert acted == [("received", "thu"), ("finish", "giamdoc"), ("give_back", "giamdoc")]


def test_the_first_run_asks_what_the_papers_call_the_office(desk: FreshDesk) -> None:
    """Nobody there knows the command line: commune, Shift+Tab, one key down, F9."""
    desk.open()
    desk.keys.press("F8")
    desk.keys.press("3", "3")
    desk.keys.type("phong nam can tho")
    panel: Any = desk.page.panels["office"]
    desk.until(lambda: bool(panel.commune._found) and panel.commune._found[0].name == "31537")
    desk.keys.press("Return", "\r")
    desk.keys.press("1", "1")
    desk.keys.press("Shift+Backtab")
    desk.keys.press("Down")
    desk.keys.press("F9")
    desk.at("printer")
    desk.keys.press("F8")
    desk.keys.press("F8")
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.at("ready")
    desk.keys.press("F9")
    desk.unlock()
    office = rooms(desk.program).door.now_frozen().standing_now.office
    assert office.name == "Bộ phận Tiếp nhận và Trả kết quả xã Phong Nẫm"


def test_the_clerk_of_the_post_receives_what_is_his_and_nothing_else(here: Centre) -> None:
    here.sits_down("buudien")
    here.scan(WOMAN)
    here.keys.press("1", "1")
    here.keys.press("F9")
    here.wait(lambda: "Chứng thực" in said(here))
    assert "bạn được giao: bảo trợ xã hội, y tế" in said(here).lower()
    assert here.codes == []
    here.keys.press("F2")
    here.scan(MAN)
    here.keys.press("5", "5")
    here.keys.press("F9")
    here.wait(lambda: len(here.codes) == 1)
    one = here.dossier(here.codes[0])
    assert (one.procedure, one.history[0].actor) == (WELFARE, "buudien")


def test_a_volunteer_drafts_the_clerk_receives_it_and_what_nobody_received_is_gone(
    here: Centre,
) -> None:
    """Two citizens are written down in the waiting room; one of them is served, one goes home."""
    keys = here.keys
    here.sits_down("doanvien")
    for card in (MAN, WOMAN):
        here.scan(card)
        keys.press("1", "1")
        keys.type("3")
    keys.press("F9")
    here.wait(lambda: "chỉ được soạn nháp" in said(here))
    assert "bản nháp còn 3 ngày" in said(here)
    assert here.codes == []
    here.sits_down("thu")
    assert rooms(here.program).reception.draft().blank  # a clerk begins with her own work
    here.scan(WOMAN)
    keys.press("Ctrl+D")
    page = rooms(here.program).reception
    here.wait(lambda: page.draft().procedure == COPY)
    keys.press("F9")
    (one,) = here.saved(1)
    assert (one.owner.name, one.copies, one.history[0].actor) == ("Thạch Thị Mai", 3, "thu")
    left = drafts.of_users(here.opened.connection, "doanvien", "thu")
    assert [kept.body["owner"]["name"] for kept in left] == ["Lâm Văn Rớt"]
    here.close()
    here.open(LATER)
    assert drafts.of_users(here.opened.connection, "doanvien", "thu", "giamdoc") == []


def test_a_clock_that_ran_ahead_takes_no_volunteer_s_draft(here: Centre) -> None:
    """The battery is empty, the machine says it is a year later: the clock is asked for first."""
    here.sits_down("doanvien")
    here.scan(MAN)
    here.keys.press("1", "1")
    here.wait(lambda: len(drafts.of_users(here.opened.connection, "doanvien")) == 1)
    here.close()
    here.open("2027-11-20T07:40:00+07:00")
    assert len(drafts.of_users(here.opened.connection, "doanvien")) == 1


def test_without_any_line_a_stick_brings_the_week_to_the_province_and_its_answer_back(
    at: Callable[[str], Centre], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U writes, the province reads, U again: stored there, under the header that it published."""
    home = found_home(tmp_path / "province", province="92")
    offices = (
        "commune,name,parent,place\n31537,Bộ phận Tiếp nhận và Trả kết quả xã Phong Nẫm,"
        "UBND xã Phong Nẫm,Phong Nẫm\n"
    )
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "offices.csv").write_text(offices, "utf-8")
    home.json("catalogue", "publish", str(tmp_path / "new"))
    here, stick = at("31537"), tmp_path / "stick"
    monkeypatch.setenv("MOTCUA_NOW", NOW)
    enrolled(home, here.folder, commune="31537")
    stick.mkdir()
    monkeypatch.setattr(disks, "sticks", lambda _data: [Disk(stick, "KINGSTON", 1 << 30)])
    keys = here.open(NOW)
    here.scan(WOMAN)
    keys.press("1", "1")
    keys.press("F9")
    (one,) = here.saved(1)
    assert "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ" in here.paper(one.code)
    keys.press("F11")
    keys.press("U", "u")
    here.wait(lambda: list(stick.rglob("*.mcu")))
    here.wait(lambda: not rooms(here.program).exchange.line.sending)
    folder = str(stick / "MotCua")
    assert home.run("usb", "--in", folder, "--out", folder).returncode == 0
    keys.press("U", "u")
    here.wait(lambda: here.opened.status().unsent_dossiers == 0)
    (row,) = home.export()
    assert (row["code"], row["commune"], row["owner_name"]) == (one.code, "31537", "Thạch Thị Mai")


def test_without_an_it_man_the_machine_tells_of_itself_checks_and_mends_itself(
    here: Centre,
) -> None:
    """By keys what the province asks for on the telephone; beside the window two commands."""
    here.bulk([{"procedure": COPY, "owner": {"name": "Lâm Văn Rớt", "no_id_reason": "quên"}}])
    here.goes_to("Ctrl+Q", page="admin")
    page = rooms(here.program).admin.page
    place = page._shown.index(ABOUT)
    while page.list.place != place:
        here.keys.press("Down")
    panel = page.panels[ABOUT]
    assert isinstance(panel, AboutPanel)
    here.wait(lambda: app.VERSION in [one.text() for one in panel.facts.findChildren(Text)])
    assert here.outside.run("check", "--json", now=NOW).object == {
        "file": "ok", "chain": "ok", "projections": "ok",
    }  # fmt: skip
    done = here.outside.run("rebuild", "--json", now=NOW)
    assert done.status == OK, done.err
    assert done.object["before"] == done.object["after"]


def test_help_is_a_key_away_where_the_caret_stands_and_needs_no_line(here: Centre) -> None:
    """F1 explains the page, Esc leads back to it: what was begun is there."""
    here.sits_down("thu")
    here.scan(WOMAN)
    here.keys.press("1", "1")
    here.goes_to("F1", page="help")
    guide = rooms(here.program).help.page
    assert "Nhận một hồ sơ" in guide.text.toPlainText()
    here.goes_to("Esc", page="reception")
    assert rooms(here.program).reception.draft().owner.name == "Thạch Thị Mai"
    here.keys.press("F9")
    here.saved(1)
