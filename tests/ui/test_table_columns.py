"""Columns give what their cells do not need to the one that has too little."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.giveback.desk import COLUMNS
from app.ui.widgets.table import Column, Table, TableRow, places
from tests.ui.sight import DOTS, drawn

ROOM = 820
DONE = ("done", "có kết quả")


def given(qtbot: QtBot, owner: str, procedure: str) -> Table:
    table = Table("Sẽ trả", COLUMNS)
    qtbot.addWidget(table)
    table.resize(ROOM, 300)
    table.show_table([TableRow("1", ("18/11 – 0238", owner, procedure, DONE))])
    table.show()
    return table


@pytest.mark.parametrize("scale", theme.scales())
@pytest.mark.parametrize("owner", ["Đặng Văn Đức", "Nguyễn Thị Ngọc Ánh Tuyết"])
def test_the_name_of_a_procedure_is_whole_at_any_size_of_text(
    qtbot: QtBot, qapp: QApplication, scale: float, owner: str
) -> None:
    theme.use(qapp, "light", scale)
    table = given(qtbot, owner, "Xác nhận tình trạng hôn nhân")
    assert [words for words in drawn(table) if words.endswith(DOTS)] == []


def test_columns_keep_their_width_where_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:
    theme.use(qapp, "light", 1.0)
    table = given(qtbot, "Pờ A", "Khai sinh")
    assert table.places(ROOM) == places(COLUMNS, ROOM, marks=False)


def test_a_hidden_column_comes_back_where_the_others_leave_it_room(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.use(qapp, "light", 1.5)
    columns = (*COLUMNS[:3], Column("Đang ở", 168, gives=True))
    short = TableRow("1", ("0238", "Pờ A", "Khai sinh", "Kinh tế"))
    for owner, seen in (("Pờ A", True), ("Nguyễn Hoàng Thị Ngọc Ánh Tuyết Êban", False)):
        table = Table("Sẽ trả", columns)
        qtbot.addWidget(table)
        table.show_table([short, TableRow("2", ("20/11 – 0239", owner, "Khai sinh", ""))])
        assert bool(table.places(780)[3][1]) is seen
