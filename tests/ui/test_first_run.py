"""From an empty profile to the first saved dossier, by real keys, without a line (ux.md 3.10)."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Trouble
from app.settings import left_of, read_settings
from app.storage import key_book
from app.storage.profile import paths_in
from app.ui.widgets.reading import Reading
from tests.province.servers import Home, found_home
from tests.ui.fresh_machine import FreshDesk

MOST_KEYS = 50  # alone, from the empty machine to the first saved dossier, the rest left for later


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("province"))


def test_a_desk_that_stands_alone_is_founded_by_keys_and_takes_its_first_dossier(
    desk: FreshDesk,
) -> None:
    desk.open()
    desk.keys.press("F9")  # language, text size
    desk.at("office")
    desk.keys.press("2", "2")
    desk.choose_commune()
    desk.at("printer")
    desk.keys.press("F8")
    desk.at("scanner")
    desk.keys.press("F8")
    desk.at("director")
    desk.set_pin()
    desk.until(lambda: bool(desk.first.answers.sheet_at))
    sheet = Path(desk.first.answers.sheet_at)
    assert sheet == desk.home / "Documents" / "phieu-khoi-phuc-03158-1.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    desk.keys.press("F9")  # not before it is acknowledged
    assert desk.page.name == "director"
    desk.keys.press("Space", " ")
    desk.keys.press("F9")
    desk.at("backup")
    desk.keys.press("F8")
    desk.at("ready")
    desk.keys.press("F9")
    assert desk.first_dossier().startswith("MC-03158-1-")
    assert left_of(read_settings(desk.profile)) == ["printer", "scanner", "backup"]
    assert desk.keys.presses <= MOST_KEYS


def test_what_was_left_says_so_and_a_machine_without_printers_is_not_done_with_them(
    desk: FreshDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("3", "3")
    desk.choose_commune()
    desk.at("printer")
    panel: Any = desk.page.panels["printer"]
    desk.until(lambda: panel._said.text().startswith("Chưa thấy máy in nào"))
    desk.keys.press("Ctrl+P")
    desk.until(lambda: panel.trouble.text().startswith("Trang in thử chưa in: chưa có máy in."))
    desk.keys.press("F9")
    desk.at("scanner")
    desk.keys.press("F8")
    desk.at("director")
    marks = desk.marks()
    assert marks["3. Máy in"] == marks["4. Máy quét"] == "để sau"
    assert marks["2. Xã và quầy"] == "xong"
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.keys.press("F9")
    desk.first_dossier()
    assert left_of(read_settings(desk.profile)) == ["printer", "scanner", "backup"]


def test_practice_needs_no_sheet(desk: FreshDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("3", "3")
    desk.choose_commune()
    desk.at("printer")
    desk.keys.press("F8")
    desk.keys.press("F8")
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.keys.press("F9")
    assert desk.first_dossier() == "MC-03158-1-261120-0001"
    assert desk.program._frame is not None
    assert "recovery" not in left_of(read_settings(desk.profile))


def test_the_province_s_answer_to_this_machine_s_request_enrols_it(
    desk: FreshDesk, province: Home
) -> None:
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("1", "1")
    request = desk.home / "Documents" / "yeu-cau-ghi-danh.json"
    desk.keys.press("Ctrl+E")
    desk.until(lambda: request.exists() and request.read_text().rstrip().endswith("}"))
    panel: Any = desk.page.panels["office"]
    word = json.loads(request.read_text())["check"]
    desk.until(lambda: word in panel.enrol._word.text())
    answer = desk.home / "Documents" / "03158-1.motcua"
    done = province.run(
        "enrol", "--commune", "03158", "--desk", "1", "--request", str(request),
        "--out", str(answer),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    desk.keys.press("Esc")
    desk.keys.press("F9")  # back into the step: it looks for files again
    desk.keys.press("1", "1")
    desk.until(lambda: any(one.name == str(answer) for one in panel.enrol._files))
    desk.keys.press("1", "1")
    desk.keys.press("F9")
    desk.at("printer")
    assert "Sín Thầu, quầy 1" in desk.first.answers.office
    desk.keys.press("F8")
    desk.keys.press("F8")
    desk.set_pin()
    desk.at("backup")
    desk.keys.press("F8")
    desk.keys.press("F9")
    assert desk.first_dossier().startswith("MC-03158-1-")
    program = desk.program
    assert program.rooms is not None
    assert program.rooms.door.now_open().standing.device is not None
    program.window.close()
    parting = program.parting
    assert parting is not None
    assert parting.accessibleName().startswith("Còn 1 hồ sơ chưa gửi tỉnh")
    parting.activateWindow()
    desk.until(parting.isActiveWindow)
    desk.keys.press("Return", "\r")
    assert not parting.isVisible()


def test_a_file_without_a_request_asks_for_its_code(desk: FreshDesk, province: Home) -> None:
    answer, codes = desk.home / "Documents" / "03176-1.motcua", desk.home / "codes.csv"
    done = province.run(
        "enrol", "--commune", "03176", "--desk", "1", "--out", str(answer),
        "--code-out", str(codes),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    code = codes.read_text().split()[-1].split(",")[-1]
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("1", "1")
    panel: Any = desk.page.panels["office"]
    desk.until(lambda: len(panel.enrol._files) == 1)
    desk.keys.press("1", "1")
    desk.keys.press("F9")
    desk.until(panel.enrol.code.isVisible)
    desk.keys.type("AAAAAAAAAA")
    desk.keys.press("F9")
    desk.until(lambda: "Mã đi kèm không mở được" in panel.enrol.trouble.text())
    panel.enrol.code.put("")
    desk.keys.type(code)
    desk.keys.press("F9")
    desk.at("printer")
    assert "quầy 1" in desk.first.answers.office
    assert not key_book.exists(paths_in(desk.profile))


def test_a_name_that_fits_one_commune_alone_needs_no_choice(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("3", "3")
    desk.keys.type("sin thau dien")
    panel: Any = desk.page.panels["office"]
    desk.until(lambda: len(panel.commune._found) == 1)
    desk.keys.press("F9")
    desk.at("printer")
    assert desk.first.answers.office.startswith("xã Sín Thầu, quầy 1")
    assert panel.commune.chosen.text() == "xã Sín Thầu, tỉnh Điện Biên, mã 03158"


def test_what_is_wrong_is_said_at_its_place_and_nothing_is_founded(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F9")
    desk.keys.press("2", "2")
    panel: Any = desk.page.panels["office"]
    desk.keys.press("F9")
    assert panel.commune.trouble.text().startswith("Chưa chọn xã")
    desk.choose_commune()
    desk.at("printer")
    desk.keys.press("F8")
    desk.keys.press("F8")
    director: Any = desk.page.panels["director"]
    desk.keys.type("123\n123\n")
    assert director.pin.input.accessibleDescription().startswith("Mã PIN phải có 6")
    director.pin.input.clear()
    director.again.input.clear()
    desk.keys.type("246810\n246811\n")
    assert director.again.input.accessibleDescription().startswith("Hai lần gõ mã PIN không giống")
    assert (director.pin.value, director.again.value) == ("", "")
    assert not key_book.exists(paths_in(desk.profile))


def test_another_text_size_builds_the_page_anew_and_keeps_the_answers(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("3", "3")
    desk.keys.press("F9")
    desk.at("office")
    assert read_settings(desk.profile).text_size == 130
    desk.keys.press("2", "2")
    desk.choose_commune()
    desk.at("printer")
    desk.keys.press("Ctrl+-")
    assert read_settings(desk.profile).text_size == 115
    assert desk.page.name == "printer"
    desk.keys.press("Esc")
    assert desk.first.answers.office == "xã Sín Thầu, quầy 1, đứng riêng"


def test_lost_keys_are_no_empty_profile(desk: FreshDesk) -> None:
    paths = paths_in(desk.profile)
    paths.data.mkdir(parents=True)
    paths.database.write_bytes(b"something")
    with pytest.raises(Trouble, match=r"keys\.json"):
        desk.front.open()
    assert paths.database.read_bytes() == b"something"


def test_f1_explains_the_set_up_and_leads_back_to_the_step(desk: FreshDesk) -> None:
    desk.open()
    desk.keys.press("F8")
    desk.keys.press("F1")
    (text,) = [one for one in desk.first.window.findChildren(Reading) if one.isVisible()]
    assert text.toPlainText().startswith("Cài đặt máy lần đầu")
    desk.keys.press("F1")
    assert desk.page.isVisible()
    assert desk.page.name == "office"
