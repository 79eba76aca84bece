"""Long names and remarks take lines of their own, up to 130 %; none ends in dots."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted
from tests.ui.sight import sight

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
