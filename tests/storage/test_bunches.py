"""Linked procedures at an open desk: one job for one slip, given back by it, shown together."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.bootstrap import dossier_view, papers
from app.bootstrap.acquaintance import Acquaintance
from app.bootstrap.frozen import Frozen
from app.bootstrap.giveback_desk import GiveBackBridge
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import VISIT, desk_paper, paper_of
from app.domain.errors import ClerkError
from app.services import bunches, guidance, reception, refusing
from app.services.ports import PrintRequest
from app.services.steps import step
from app.storage import print_jobs
from app.ui.reception.draft import PersonDraft
from tests.printing.reading import codes as qr_codes
from tests.printing.reading import flat
from tests.storage.conftest import FRIDAY
from tests.ui.samples import run_now

WHOLE, BIRTH, RESIDENCE, CARD = "LT-KHAI-SINH", "1.001193", "1.004222", "BHYT-TE6"
LINE = {
    "procedure": WHOLE,
    "owner": {"name": "Pờ Mỳ Xuyến", "id": "011190000012", "address": "Bản Tả Kố Khừ"},
    "subjects": [
        {"role": "child", "name": "Đặng Thị Hoa", "born_on": "2026-11-15", "sex": "female"}
    ],
    "details": {"birth_place": "Trạm y tế"},
}


def received(opened: OpenDesk, paper: str = "a4x2", **more: Any) -> tuple[reception.Receipt, ...]:
    print_as = PrintRequest("slip", paper)
    return reception.receive_all(opened.desk, (LINE | more,), print_as=print_as)


def jobs(opened: OpenDesk) -> list[tuple[str, int, str | None]]:
    found = [print_jobs.by_id(opened.connection, one.id) for one in unfinished(opened)]
    return [(one.form, one.dossier, one.content) for one in found if one]


def unfinished(opened: OpenDesk) -> list[print_jobs.Job]:
    return list(print_jobs.unfinished(opened.connection))


@pytest.fixture
def bridge(opened: OpenDesk) -> GiveBackBridge:
    frozen = Frozen(opened.standing, opened.catalogues.covering(FRIDAY.date()))
    return GiveBackBridge(lambda: opened, lambda: frozen, run_now, lambda _at: None)


def test_one_paper_waits_for_all_of_them(opened: OpenDesk) -> None:
    first, second, third = (one.stored.id for one in received(opened))
    assert jobs(opened) == [("visit", first, f"[{second}, {third}]")]


def test_a_roll_is_too_narrow_for_all_and_gets_a_slip_of_each(opened: OpenDesk) -> None:
    ids = [one.stored.id for one in received(opened, "80mm")]
    assert jobs(opened) == [("slip", one, None) for one in ids]


def test_a_single_one_that_is_left_has_a_slip_like_any_other(opened: OpenDesk) -> None:
    (only,) = received(opened, without=[RESIDENCE, CARD])
    assert jobs(opened) == [("slip", only.stored.id, None)]
    assert only.stored.dossier.links == ()
    assert dossier_view.view(opened, only.stored).last_paper == "slip"


def test_its_slip_brings_all_and_says_what_is_not_ready(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    receipts = received(opened)
    codes = [one.code for one in receipts]
    step(opened.desk, {"code": codes[1], "action": "finish"})
    step(opened.desk, {"code": codes[2], "action": "void", "reason": "nhầm"})
    (waiting,) = unfinished(opened)
    job = print_jobs.by_id(opened.connection, waiting.id)
    assert job
    paper = papers.job_maker(opened, job, "a4")()
    token = qr_codes(paper, 300)[0]
    assert codes[2] not in flat(paper)
    named = opened.journal.with_code(codes[0])[0].identity.hex()
    assert token
    items = bridge.slip(named)
    assert [one.number for one in items] == ["20/11 – 0001", "20/11 – 0002"]
    assert [one.ready for one in items] == [True, True]  # a birth may be signed on the spot
    assert [one.number for one in bridge.slip(codes[2])] == [
        "20/11 – 0001", "20/11 – 0002", "20/11 – 0003",
    ]  # fmt: skip
    assert not bridge.slip(codes[2])[-1].ready


def test_what_is_still_worked_on_stands_there_with_its_reason(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    codes = [one.code for one in received(opened)]
    items = bridge.slip(codes[0])
    assert [one.ready for one in items] == [True, False, False]
    assert all("Chưa có kết quả" in one.why for one in items[1:])


def test_each_shows_the_whole_and_the_others_as_they_stand(opened: OpenDesk) -> None:
    stored = [one.stored for one in received(opened)]
    rows = [row for row in dossier_view.view(opened, stored[1]).money if "Liên" in row[0]]
    assert rows == [("Liên thông", "Liên thông 3 việc: khai sinh, thường trú, thẻ BHYT")]
    others = [v for k, v in dossier_view.view(opened, stored[1]).money if k == "Cùng phiếu"]
    assert [one.split(" · ")[:2] for one in others] == [
        ["20/11 – 0001", "Đăng ký khai sinh"],
        ["20/11 – 0003", "Thẻ BHYT trẻ dưới 6 tuổi"],
    ]
    assert dossier_view.view(opened, stored[1]).last_paper == "visit"


def test_the_same_paper_again_is_marked_and_told_in_each(opened: OpenDesk) -> None:
    stored = [one.stored for one in received(opened)]
    (job,) = unfinished(opened)
    print_jobs.set_state(opened.connection, job.id, print_jobs.DONE, FRIDAY)
    made = paper_of(opened, VISIT, (opened.journal.dossier(stored[2].id),))
    papers.enqueue_copy(opened, papers.Wanted.of(made))
    for one in stored:
        last = opened.journal.dossier(one.id).dossier.history[-1]
        assert (last.action, last.detail) == ("reprint", "visit")


def test_a_fault_in_one_of_them_stores_none_and_prints_nothing(opened: OpenDesk) -> None:
    with pytest.raises(ClerkError):
        received(opened, owner={"name": "Pờ Mỳ Xuyến"})
    (count,) = opened.connection.execute("SELECT count(*) FROM dossier").fetchone()
    assert (count, jobs(opened)) == (0, [])


def test_another_bunch_of_the_same_person_is_another_bunch(opened: OpenDesk) -> None:
    first, second = received(opened), received(opened)
    for group in (first, second):
        ids = {one.stored.id for one in group}
        for one in group:
            found = bunches.together(opened.journal, opened.journal.dossier(one.stored.id))
            assert {other.id for other in found} == ids


def test_what_is_missing_of_the_whole_is_asked_for_once_under_its_name(opened: OpenDesk) -> None:
    line = {"procedure": WHOLE, "owner": LINE["owner"], "papers": ["Giấy chứng sinh"]}
    first = refusing.ask_before_reception(opened.desk, line)
    again = refusing.ask_before_reception(opened.desk, line)
    assert first.warnings == ()
    assert first.number in again.warnings[0].message
    made = desk_paper(opened, "supplement", first.number)
    paper = papers.paper_maker(opened, made, "a4", 0)()
    assert "thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi" in flat(paper)


def test_a_citizen_is_told_what_to_bring_for_the_whole(opened: OpenDesk) -> None:
    catalogue = opened.desk.catalogue(FRIDAY)
    told = guidance.guide_to(catalogue, WHOLE, opened.standing.office)
    names = " ".join(one.name for one in told.told.bring)
    assert "Giấy chứng sinh của trạm y tế, bệnh viện" in names
    assert "Tờ khai CT01" in names
    assert not told.sure  # nobody has compared it


def test_mau_03_refuses_one_of_them_and_never_the_whole(opened: OpenDesk) -> None:
    owner = LINE["owner"]
    with pytest.raises(ClerkError) as refused:
        refusing.refuse(opened.desk, {"procedure": WHOLE, "owner": owner, "reason": "thiếu"})
    assert refused.value.field == "procedure"
    line = {"procedure": RESIDENCE, "owner": owner, "reason": "Chưa có chỗ ở hợp pháp"}
    assert refusing.refuse(opened.desk, line).number.startswith("TC-")


def test_the_office_that_decides_stands_in_every_line_of_the_slip(opened: OpenDesk) -> None:
    stored = [one.stored for one in received(opened, deciding_office="03176")]
    assert {one.dossier.deciding_office for one in stored} == {"03176"}
    made = paper_of(opened, VISIT, stored)
    text = flat(papers.paper_maker(opened, made, "a4", 0)())
    name = "Giải quyết: Trung tâm Phục vụ hành chính công xã Nà Bủng"
    assert text.count(name) == 2 * len(stored)  # two copies


def test_entered_late_what_is_lacking_is_warned_of_by_the_forms_own_paths(
    opened: OpenDesk,
) -> None:
    late = (FRIDAY - timedelta(days=2)).isoformat()
    child = {"role": "child", "name": "Đặng Thị Hoa"}
    subjects = [{"role": "father", "name": "Đặng Văn Đức"}, child]
    receipts = received(opened, received_at=late, entered_late=True, subjects=subjects)
    fields = [warned.field for one in receipts for warned in one.warnings]
    assert fields.count("subjects.1.born_on") == 2  # the birth's and the card's
    assert "subjects.0.born_on" not in fields


def test_only_what_costs_something_bears_the_receipt(opened: OpenDesk) -> None:
    slip = {"form": "C1", "symbol": "AA/26", "serial": "0000123"}
    some = received(opened, fee={"paid": "cash", "fee_receipt": slip})
    told = [one.stored.dossier for one in some]
    assert [(one.procedure, one.fee_dong, one.paid) for one in told] == [
        (BIRTH, None, None), (RESIDENCE, 20_000, "cash"), (CARD, 0, None),
    ]  # fmt: skip
    assert [one.fee_receipt is None for one in told] == [True, False, True]
    (first, card) = received(opened, fee={"paid": "cash"}, without=[RESIDENCE])
    assert [one.stored.dossier.paid for one in (first, card)] == ["cash", None]  # none costs


def test_as_before_offers_the_whole_as_far_as_it_was_taken(opened: OpenDesk) -> None:
    papers_brought = [{"name": "Giấy chứng sinh", "originals": 1}]
    received(opened, without=[CARD], papers=papers_brought, fee={"paid": "cash"})
    frozen = Frozen(opened.standing, opened.catalogues.covering(FRIDAY.date()))
    known = Acquaintance(opened.connection, Listing.of(opened, frozen), 1, (opened.desk.user,))
    past = known.of(PersonDraft(name="Pờ Mỳ Xuyến", id="011190000012"))
    assert past.last_words.startswith("Liên thông 3 việc: khai sinh")
    assert past.last is not None
    assert (past.last.procedure, past.last.left_out) == (WHOLE, (CARD,))
    assert [one.name for one in past.last.papers] == ["Giấy chứng sinh"]
    assert dict(past.last.details)["birth_place"] == "Trạm y tế"
    assert past.last.paid == "cash"


def test_as_before_offers_the_part_alone_where_the_whole_is_other_procedures_by_now(
    opened: OpenDesk,
) -> None:
    received(opened)
    law = opened.catalogues.covering(FRIDAY.date())
    bunches_now = tuple(replace(one, procedures=("2.000815", "1.004873")) for one in law.bunches)
    frozen = Frozen(opened.standing, replace(law, bunches=bunches_now))
    known = Acquaintance(opened.connection, Listing.of(opened, frozen), 1, (opened.desk.user,))
    past = known.of(PersonDraft(name="Pờ Mỳ Xuyến", id="011190000012"))
    assert past.last is not None
    assert past.last.procedure in (BIRTH, RESIDENCE, CARD)
