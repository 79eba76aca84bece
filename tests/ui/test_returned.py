"""What an exchange came to: at its end, for the day, and what the province sent back."""

from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services.exchange import COMPLETE, Outcome
from app.services.exchange_notices import exchanged_words, today_words
from app.storage.connection import transaction
from app.ui.exchange.desk import DISPUTED
from app.ui.parting import Parting
from app.ui.widgets.text import Text
from tests.ui.clerk import Clerk, answered, codes, rooms, scan_person, until

DAY = "đã gửi 33 việc, tỉnh xác nhận 33, nhận về 2 thay đổi."
WHY = "Thiếu ngày sinh của chủ hồ sơ."


def come_down(program: Program, received: int) -> None:
    """An exchange has ended with so many changes."""
    outcome = Outcome(COMPLETE, 1, received, 1, 1, 100, 100, exchanged_words(1, received))
    rooms(program).exchange._on_exchanged(outcome, asked=False)


def test_a_dossier_that_the_province_sends_back_is_told_once_with_its_reason_and_a_way_to_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 1)
    connection = rooms(program).door.now_open().connection
    (number,) = connection.execute("SELECT id FROM dossier").fetchone()

    def judge() -> None:
        with transaction(connection):
            row = (b"\1" * 32, number, codes(program)[0], WHY)
            connection.execute("INSERT INTO verdict VALUES(?,?,?,?)", row)

    program.work.submit(judge).result()
    come_down(program, 1)
    until(qtbot, lambda: answered(program))
    said = program.messages.current
    assert said is not None
    assert said.head == f"Tỉnh trả lại 1 hồ sơ: 20/11 – 0001. {WHY}"
    assert said.more == "Hồ sơ vẫn ở máy này."
    keys.press("Ctrl+O")
    page = rooms(program).exchange.page
    assert program.window.name == "exchange"
    assert page.sheets[DISPUTED].isVisible()
    until(qtbot, lambda: page.sheets[DISPUTED].table.count == 1)
    assert program.messages.current is None
    come_down(program, 1)
    program.work.submit(lambda: None).result()
    until(qtbot, lambda: rooms(program).exchange._known == {number})
    assert program.messages.current is None


def test_what_the_province_says_to_the_office_is_shown_though_nobody_asked(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F11")
    until(qtbot, lambda: program.window.name == "exchange")
    notice = "Quầy 1 đang có hai máy dùng chung một sổ."
    said = f"{exchanged_words(0, 1)} Tỉnh nhắn: {notice}"
    outcome = Outcome(COMPLETE, 0, 1, 1, 1, 100, 100, said, (notice,))
    rooms(program).exchange._on_exchanged(outcome, asked=False)
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    assert notice in program.messages.current.head


def test_what_went_and_came_is_one_sentence_for_an_exchange_and_for_the_day(qtbot: QtBot) -> None:
    assert exchanged_words(33, 2) == DAY.replace("đã", "Đã")
    assert today_words(0, 0) == ""
    parting = Parting(1, "08:00 20/11", today_words(33, 2))
    qtbot.addWidget(parting)
    assert parting.accessibleName().endswith(f"Hôm nay {DAY}")
    parting.show()
    cut = [
        one.text()
        for one in parting.findChildren(Text)
        if one.height() < one.heightForWidth(one.width())
    ]
    assert cut == []
