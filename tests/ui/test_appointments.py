"""Who comes on which day, in the real window: counted on Hôm nay, listed, printed twice over."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.errors import ClerkError
from app.services import reception
from app.services.steps import step
from app.ui.reception.draft import Draft, PersonDraft
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, rooms, until

WEDDING, MARITAL = "1.000894", "1.004873"
BRIDE = {"name": "Thạch Thị Mai", "id": "094195000417", "phone": "0912345678"}
GROOM = {
    "role": "spouse",
    "name": "Lâm Văn Rớt",
    "id": "094093000007",
    "born_on": "1993-01-01",
    "sex": "male",
}


@pytest.fixture
def agreed(program: Program, keys: Clerk) -> list[str]:
    """A wedding today at half past nine, a market day on Wednesday, one after eight days."""
    desk = rooms(program).door.now_open().desk
    other = {"name": "Vừ A Dế", "no_id_reason": "quên ở nhà"}
    lines = (
        {
            "procedure": WEDDING, "owner": BRIDE, "subjects": [GROOM],
            "appointment": "2026-11-20", "details": {"appointed_at": "09:30"},
        },
        {"procedure": MARITAL, "owner": other, "appointment": "2026-11-25"},
        {"procedure": MARITAL, "owner": other, "appointment": "2026-11-28"},
    )  # fmt: skip
    made = program.work.submit(lambda: [reception.receive(desk, line).code for line in lines])
    keys.presses = 0
    return made.result(20)


@pytest.mark.usefixtures("keys")
def test_an_hour_without_its_day_is_asked_for_where_the_day_is_typed(program: Program) -> None:
    owner = PersonDraft(name=str(BRIDE["name"]), id=str(BRIDE["id"]))
    draft = Draft(owner=owner, procedure=WEDDING, details=(("appointed_at", "09:30"),))
    save = rooms(program).reception._desk.save
    made = program.work.submit(save, draft, False)
    with pytest.raises(ClerkError, match="chưa có ngày hẹn") as refused:
        made.result(20)
    assert refused.value.field == "appointment"


def test_ctrl_h_on_hom_nay_lists_the_coming_seven_days_by_day_and_hour(
    program: Program, agreed: list[str], keys: Clerk, qtbot: QtBot
) -> None:
    program.window.go("today")
    today = rooms(program).today
    until(qtbot, today.appointments.isVisible)
    assert today.appointments.text() == "1 lịch hẹn hôm nay, 1 trong 7 ngày tới"
    keys.press("Ctrl+H")
    page = rooms(program).appointments.page
    until(qtbot, lambda: program.window.name == "appointments" and page.table.count == 2)
    first, second = (page.table.cells(key) for key in page.table._keys)
    assert first[:3] == ("Hôm nay", "09:30", "Thạch Thị Mai – Lâm Văn Rớt")
    assert first[4] == "0912 345 678"
    assert second[:3] == ("T4 25/11", "", "Vừ A Dế")
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).dossier.view.code == agreed[0])
    assert program.window.name == "dossier"
    keys.press("Esc")
    until(qtbot, lambda: program.window.name == "appointments")
    keys.press("Esc")
    assert program.window.name == "today"
    desk = rooms(program).door.now_open().desk
    line = {"code": agreed[0], "action": "withdraw", "reason": "đổi ý"}
    program.work.submit(step, desk, line).result(20)
    program.window.go("today")
    until(qtbot, lambda: today.appointments.text() == "0 lịch hẹn hôm nay, 1 trong 7 ngày tới")


@pytest.mark.usefixtures("agreed")
def test_the_list_prints_whole_for_calling_and_masked_for_the_notice_board(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    papers = tmp_path / "paper"
    keys.press("Ctrl+H")
    until(qtbot, lambda: rooms(program).appointments.page.table.count == 2)

    def said() -> list[str]:
        return [flat(file.read_bytes()) for file in papers.glob("*.pdf")] if papers.exists() else []

    keys.press("Ctrl+P")
    until(qtbot, lambda: len(said()) == 1)
    assert "LỊCH HẸN TỪ 20/11/2026 ĐẾN 27/11/2026" in said()[0]
    assert "09:30 thứ Sáu 20/11/2026" in said()[0]
    assert "0912 345 678" in said()[0]
    keys.press("N", "n")
    until(qtbot, lambda: len(said()) == 2)
    public = next(text for text in said() if "0912" not in text)
    assert "Thạch T. M." in public
    assert "Lâm V. R." in public
    assert "Mai" not in public
    assert "Danh sách nội bộ" not in public


def test_a_day_without_appointments_says_nothing_on_hom_nay(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("Ctrl+H")
    page = rooms(program).appointments.page
    until(qtbot, lambda: "chưa hẹn ai" in page.sheet._empty.accessibleName())
    keys.press("Ctrl+P")
    keys.press("Esc")
    assert rooms(program).today.appointments.isHidden()
