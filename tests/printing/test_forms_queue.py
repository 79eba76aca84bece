"""Papers of a dossier in the window's queue: printed, marked, asked about after a power cut."""

from pathlib import Path

import pytest

from app.bootstrap import papers
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import Wanted
from app.bootstrap.writing import paper_of
from app.domain.errors import ClerkError
from app.services.refusing import ask_before_reception
from app.storage import print_jobs
from tests.printing.desks import PrintingDesk
from tests.printing.reading import flat

AGAIN = "BẢN IN LẠI LẦN 1"


def in_tray(desk: PrintingDesk, words: str) -> str:
    """The text of the paper whose name has these words."""
    (name,) = [one for one in desk.papers() if words in one]
    return flat((desk.tray / name).read_bytes())


def asked_for(desk: PrintingDesk, code: str, form: str) -> None:
    desk.work(lambda _: desk.rooms.printing.reprint(code, form))


def by_number(desk: PrintingDesk, form: str, number: str) -> None:
    """As the page of refusals and the list of missing papers do."""
    desk.work(lambda opened: papers.enqueue_copy(opened, Wanted(form, (), number)))
    desk.rooms.printing.kick()


def test_the_page_prints_a_control_slip_and_the_next_one_is_marked(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive(paper=False)
    asked_for(desk, code, "control")
    desk.settled("done")
    assert AGAIN not in in_tray(desk, "Mẫu 06")
    asked_for(desk, code, "control")
    desk.settled("done", "done")
    assert AGAIN in in_tray(desk, "in lại 1")
    asked_for(desk, code, "slip")
    desk.settled("done", "done", "done")
    assert AGAIN not in in_tray(desk, f"{code}.pdf")


def test_what_the_dossier_does_not_have_is_told_and_waits_nowhere(desk: PrintingDesk) -> None:
    desk.open()
    code = desk.receive(paper=False)
    with pytest.raises(ClerkError, match="chưa được hẹn lại"):
        asked_for(desk, code, "apology")
    assert desk.states() == []


def test_a_visit_s_paper_that_the_power_cut_is_asked_about_and_printed_again(
    desk: PrintingDesk, tmp_path: Path
) -> None:
    desk.open()
    codes = [desk.receive(paper=False) for _ in range(2)]

    def cut_off(opened: OpenDesk) -> None:
        stored = [opened.journal.with_code(code)[0] for code in codes]
        wanted = Wanted.of(paper_of(opened, "visit", stored))
        papers.enqueue_copy(opened, wanted)
        job = print_jobs.next_waiting(opened.connection)
        assert job is not None
        assert print_jobs.others_of(job) == (stored[1].id,)
        now = opened.desk.clock.now()
        print_jobs.set_state(opened.connection, job.id, print_jobs.PRINTING, now)
        print_jobs.forget_contents(opened.connection, now)

    desk.work(cut_off)
    desk.close()
    desk.open()
    desk.until(lambda: "giấy đã ra chưa?" in desk.message())
    desk.press("Ctrl+P")
    desk.settled("done")
    text = in_tray(desk, "nhiều hồ sơ")
    assert all(code in text for code in codes)
    out = tmp_path / "again.pdf"
    desk.work(lambda opened: papers.print_form(opened, "visit", [codes[1]], out, "a4"))
    assert AGAIN in flat(out.read_bytes())


def test_a_refusal_is_its_number_s_paper(desk: PrintingDesk) -> None:
    from app.domain.events import Refused
    from app.domain.person import Person

    number = "TC-03158-1-261120-0001"
    desk.open()

    def refused(opened: OpenDesk) -> None:
        fact = Refused(number, "1.004873", Person("Lỳ Mò Mé"), "Thường trú ở xã khác")
        with opened.journal.transaction() as writes:
            writes.append(fact, at=opened.desk.clock.now())

    desk.work(refused)
    by_number(desk, "refusal", number)
    desk.settled("done")
    assert "Thường trú ở xã khác." in in_tray(desk, number)
    by_number(desk, "refusal", number)
    desk.settled("done", "done")
    assert AGAIN in in_tray(desk, "in lại 1")


def test_what_is_missing_before_a_reception_prints_by_its_number(desk: PrintingDesk) -> None:
    line = {
        "procedure": "1.004873",
        "owner": {"name": "Lỳ Mò Mé"},
        "papers": ["Quyết định ly hôn"],
        "reason": "chưa mang theo",
    }
    desk.open()
    number = desk.work(lambda opened: ask_before_reception(opened.desk, line).number)
    by_number(desk, "supplement", number)
    desk.settled("done")
    text = in_tray(desk, number)
    assert f"Số: {number}" in text
    assert "1 Quyết định ly hôn" in text
    assert "Thời hạn giải quyết tính từ khi nhận đủ hồ sơ." in text
    assert "Mã hồ sơ" not in text
