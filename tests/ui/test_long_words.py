"""Long names and remarks take lines of their own, up to 130 %; none ends in dots."""

import pytest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.giveback.desk import COLUMNS
from app.ui.queue.desk import Line
from app.ui.queue.giving import LineButton
from app.ui.widgets import paint
from app.ui.widgets.cut_words import on_arrows, plain
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import Text, column, hosted
from app.ui.widgets.timeline import LifeStep, Timeline
from tests.ui.keyboard import Keyboard
from tests.ui.sight import DOTS, drawn, sight

NAME = "Giấy tờ chứng minh quan hệ thân nhân của người hưởng trợ cấp"
NOTE = "chỉ khi nhận thay; bản sao có chứng thực hoặc kèm bản chính để đối chiếu"
MISSING = ("late", "thiếu")
PAPERS = (
    Paper(NAME, NOTE, ticked=True),
    Paper(NAME, NOTE, state=MISSING),
    Paper("Tờ khai", NOTE, state=MISSING),
)


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_as_high_as_its_name_and_remark_need(
    qtbot: QtBot, qapp: QApplication, scale: float, paper: Paper
) -> None:
    theme.use(qapp, "light", scale)
    box = PaperBox(paper)
    qtbot.addWidget(box)
    wide = theme.current().px(300)
    lines = box._lines(wide)
    assert all(paint.text_width(words, font) <= room + 1 for words, font, _ink, room in lines)
    said = " ".join(words for words, *_rest in lines)
    assert paper.name in said
    assert NOTE in said
    short = PaperBox(Paper("Tờ khai"))
    qtbot.addWidget(short)
    assert box.heightForWidth(wide) > short.heightForWidth(wide)
    assert box.heightForWidth(2_000) == short.heightForWidth(2_000)


def test_a_short_warning_stands_whole_or_not_at_all(qtbot: QtBot, qapp: QApplication) -> None:
    theme.use(qapp, "light", 1.0)
    warning = Text("Đừng chụp người dân, giấy tờ hay màn hình: tỉnh xem được.", wrap=True)
    inside = hosted(column(Text("Thêm ảnh"), warning))
    area = scrolled(inside)
    qtbot.addWidget(area)
    area.show()
    for height in range(warning.height() + 1, 160):
        area.resize(200, height)
        qapp.processEvents()
        seen = sight(warning).height()
        assert seen in (0, warning.height())


LAND = "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân"
READY = ("done", "có kết quả")


def test_a_name_that_ends_in_dots_is_told_whole_when_an_arrow_comes_to_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.5)
    table = Table("Sẽ trả", COLUMNS)
    sheet = ListSheet("Sẽ trả", table)
    qtbot.addWidget(sheet)
    sheet.resize(820, 300)
    rows = ("Đăng ký khai tử", LAND, "Đăng ký khai sinh")
    cells = [("18/11 – 0238", "Đặng Văn Đức", words, READY) for words in rows]
    table.show_table([TableRow(str(place), row) for place, row in enumerate(cells)])
    sheet.show_list("3 hồ sơ")
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.take_focus()
    keys = Keyboard()
    keys.press("Down")
    assert (QToolTip.isVisible(), QToolTip.text()) == (True, LAND)
    assert plain("Lò <b>Văn") == "<qt>Lò &lt;b&gt;Văn</qt>"
    keys.press("Down")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_at_its_end_a_life_begins_at_the_upper_edge_with_a_whole_step(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.3)
    life = Timeline("Diễn biến")
    qtbot.addWidget(life)
    life.show_steps([LifeStep("T4 18/11", f"Bước {n}", LAND * (n % 3)) for n in range(12)])
    life.show()
    for height in range(260, 420, 9):
        life.resize(520, height)
        qapp.processEvents()
        steps = [life.visualRect(life.model().index(place, 0)) for place in range(12)]
        assert [step for step in steps if step.top() == 0] != []
        assert steps[-1].bottom() < height


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_a_row_of_people_has_its_whole_name_on_its_button(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    theme.use(qapp, "light", scale)
    button = LineButton(Line("C", "Đất đai, xây dựng và môi trường", 12))
    qtbot.addWidget(button)
    button.resize(theme.current().px(252), button.sizeHint().height())
    words = drawn(button)
    assert not [one for one in words if one.endswith(DOTS)]
    assert "Đất đai, xây dựng và môi trường" in " ".join(words)


def test_a_long_name_in_a_low_list_is_smaller_before_it_is_cut(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.3)
    rows = RowList("Cho ai?", height="target")
    qtbot.addWidget(rows)
    rows.show_rows([Row("Lò Thị Nhi Nguyễn Hoàng Ánh Tuyết")])
    for wide in range(500, 200, -10):
        rows.resize(wide, 100)
        if any(one.endswith(DOTS) for one in drawn(rows)):
            break
    named = paint.text_width("Lò Thị Nhi Nguyễn Hoàng Ánh Tuyết", "medium")
    assert wide < named  # what is cut had no room at the size of the others


def test_a_cut_name_in_a_list_of_two_lines_is_told_by_an_arrow_too(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.3)
    rows = RowList("Hồ sơ của người này")
    on_arrows(rows)
    qtbot.addWidget(rows)
    rows.resize(420, 300)
    rows.show_rows([Row("Khai sinh", "T6 20/11"), Row(LAND, state=READY)], 0)
    rows.show()
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.setFocus()
    keys = Keyboard()
    keys.press("Down")
    assert any(words.endswith(DOTS) for words in drawn(rows))
    assert (QToolTip.isVisible(), QToolTip.text()) == (True, LAND)
    keys.press("Up")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
