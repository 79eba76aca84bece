"""One visit is one transaction; one key takes back what one save stored; known by his number."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from app.bootstrap.acquaintance import Acquaintance
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.bootstrap.reception_desk import ReceptionBridge
from app.domain.errors import ClerkError
from app.services import reception
from app.services.ports import PrintRequest, User
from app.services.steps import step, take_back
from app.storage import drafts, persons, print_jobs
from app.ui.reception.desk import Saved
from app.ui.reception.draft import (
    OTHER_GROUND,
    Draft,
    OriginalDraft,
    PaperDraft,
    PersonDraft,
)
from tests.storage.conftest import FRIDAY
from tests.storage.test_beside_desk import bridge_of as beside_of
from tests.ui.samples import run_now

NOW = FRIDAY
COPY, MARITAL, WELFARE = "2.000815", "1.004873", "1.001776"
SLIP = PrintRequest("slip", "a4x2")
DUC = PersonDraft(
    name="Đặng Văn Đức",
    id="011090000007",
    born_on="01/01/1990",
    sex="male",
    address="Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
    from_card=True,
)


@pytest.fixture
def bridge(opened: OpenDesk) -> ReceptionBridge:
    frozen = Frozen(opened.standing, opened.catalogues.covering(NOW.date()))
    return ReceptionBridge(
        lambda: opened, lambda: frozen, run_now, lambda: None, lambda _at: None, lambda *_paper: 0,
        lambda _draft, _papers: "",
    )  # fmt: skip


def line(procedure: str, **more: Any) -> dict[str, Any]:
    owner = {"name": DUC.name, "id": DUC.id, "address": DUC.address}
    return {"procedure": procedure, "owner": owner, **more}


def count(opened: OpenDesk, table: str) -> int:
    (found,) = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)


def known(opened: OpenDesk, bridge: ReceptionBridge, person: PersonDraft = DUC) -> Any:
    return Acquaintance(
        opened.connection, Listing.of(opened, bridge.frozen()), 1, (opened.desk.user,)
    ).of(person)


# --- one transaction ----------------------------------------------------------------------------


def test_the_dossiers_of_a_visit_have_numbers_in_a_row_and_a_slip_each(opened: OpenDesk) -> None:
    lines = [line(COPY, key="a"), line(MARITAL, key="b"), line(WELFARE, key="c")]
    receipts = reception.receive_all(opened.desk, lines, print_as=SLIP)
    assert [one.code.rpartition("-")[2] for one in receipts] == ["0001", "0002", "0003"]
    assert len(print_jobs.unfinished(opened.connection)) == 3


def test_one_faulty_dossier_and_nothing_of_the_visit_is_stored(opened: OpenDesk) -> None:
    lines = [line(COPY, key="a"), line(MARITAL, key="b", appointment="hôm nào đó")]
    with pytest.raises(ClerkError) as refused:
        reception.receive_all(opened.desk, lines, print_as=SLIP)
    assert refused.value.field == "visit.1.appointment"
    assert count(opened, "dossier") == 0
    assert count(opened, "print_job") == 0


def test_the_same_visit_twice_is_stored_once(opened: OpenDesk) -> None:
    lines = [line(COPY, key="a"), line(MARITAL, key="b")]
    first = reception.receive_all(opened.desk, lines, print_as=SLIP)
    again = reception.receive_all(opened.desk, lines, print_as=SLIP)
    assert [one.code for one in again] == [one.code for one in first]
    assert all(one.again for one in again)
    assert count(opened, "dossier") == 2
    assert count(opened, "print_job") == 2


def test_a_visit_that_grew_after_its_first_save_stores_only_what_is_new(opened: OpenDesk) -> None:
    reception.receive(opened.desk, line(COPY, key="a"))
    both = reception.receive_all(opened.desk, [line(COPY, key="a"), line(MARITAL, key="b")])
    assert [one.again for one in both] == [True, False]
    assert count(opened, "dossier") == 2


def test_the_page_saves_its_visit_and_its_draft_is_gone(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    first = Draft(key="a", owner=DUC, procedure=COPY, originals=(OriginalDraft(3),), paid="cash")
    draft = replace(first.for_next_procedure("b"), procedure=MARITAL)
    bridge.keep(first)
    bridge.keep(draft)
    assert len(drafts.of_users(opened.connection, opened.desk.user)) == 1
    saved = bridge.save(draft, with_print=True)
    assert saved.number == "20/11 – 0001, 0002"
    assert len(saved.dossiers) == 2
    assert drafts.newest(opened.connection, opened.desk.user) is None
    stored = [opened.journal.dossier(one).dossier for one in saved.dossiers]
    assert [one.procedure for one in stored] == [COPY, MARITAL]
    assert {one.owner.id for one in stored} == {DUC.id}


# --- taking back --------------------------------------------------------------------------------


def test_taking_back_voids_that_save_and_no_other_and_its_slips_stay_unprinted(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    other = reception.receive(opened.desk, line(COPY), print_as=SLIP)
    draft = Draft(key="a", owner=DUC, procedure=COPY, paid="cash").for_next_procedure("b")
    saved = bridge.save(replace(draft, procedure=MARITAL), with_print=True)
    bridge.void(saved)
    assert all(opened.journal.dossier(one).dossier.void for one in saved.dossiers)
    assert not opened.journal.dossier(other.stored.id).dossier.void
    waiting = print_jobs.unfinished(opened.connection)
    assert [one.dossier for one in waiting] == [other.stored.id]


def test_taking_back_is_all_or_nothing(opened: OpenDesk, bridge: ReceptionBridge) -> None:
    first = reception.receive(opened.desk, line(COPY)).stored.id
    second = reception.receive(opened.desk, line(COPY)).stored.id
    take_back(opened.desk, [second], "nhập nhầm")
    with pytest.raises(ClerkError):
        bridge.void(Saved("", "", "", dossiers=(first, second)))
    assert not opened.journal.dossier(first).dossier.void


# --- what is known ------------------------------------------------------------------------------


def test_open_dossiers_and_waiting_results_are_known_the_waiting_first(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    running = reception.receive(opened.desk, line(WELFARE)).code
    ready = reception.receive(opened.desk, line(COPY)).code
    gone = reception.receive(opened.desk, line(MARITAL)).code
    void = reception.receive(opened.desk, line(MARITAL)).code
    for more in (
        {"code": ready, "action": "finish"},
        {"code": gone, "action": "finish"},
        {"code": gone, "action": "give_back"},
        {"code": void, "action": "void", "reason": "nhập nhầm"},
    ):
        step(opened.desk, more)
    past = known(opened, bridge)
    assert [one.code for one in past.known] == [ready, running, gone]
    assert [one.waiting for one in past.known] == [True, False, False]
    assert past.known[0].warning == (
        "Ông Đức đã nộp thủ tục này ngày 20/11 tại Quầy 1 (có kết quả, chưa lấy)."
    )
    assert "(đang xử lý, còn " in past.known[1].warning
    assert past.known[2].warning.endswith("(đã trả).")


def test_what_he_filed_online_is_warned_of_as_standing_in_that_system(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    table = [
        ("Mã hồ sơ", "Mã thủ tục", "Chủ hồ sơ", "Số định danh", "Ngày tiếp nhận", "Trạng thái"),
        ("H18.40-261119-0007", MARITAL, DUC.name, DUC.id, "19/11/2026 09:00", "Đang xử lý"),
    ]
    beside = beside_of(opened)
    beside.look(None, "\n".join("\t".join(row) for row in table))
    beside.take()
    (one,) = known(opened, bridge).known
    assert one.warning.startswith(
        "Ông Đức đã nộp thủ tục này ngày 19/11 trên hệ thống tỉnh, mã H18.40-261119-0007 (đang"
    )
    ours = reception.receive(
        opened.desk, line(MARITAL, details={"purpose": "x"})
    ).code  # he brought the papers: one dossier, once it is paired
    step(opened.desk, {"code": ours, "action": "pair", "external_code": "H18.40-261119-0007"})
    assert [said.code for said in known(opened, bridge).known] == [ours]


def test_what_is_closed_for_a_month_is_neither_shown_nor_warned_of(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    old = (NOW - timedelta(days=31)).isoformat()
    late = {"received_at": old, "entered_late": True}
    shut = reception.receive(opened.desk, line(COPY, **late)).code
    still = reception.receive(opened.desk, line(WELFARE, **late)).code
    step(opened.desk, {"code": shut, "action": "finish", "at": old, "entered_late": True})
    step(opened.desk, {"code": shut, "action": "give_back", "at": old, "entered_late": True})
    past = known(opened, bridge)
    assert [one.code for one in past.known] == [still]
    assert past.known[0].warning == ""


def test_another_persons_dossiers_are_not_his(opened: OpenDesk, bridge: ReceptionBridge) -> None:
    reception.receive(opened.desk, line(COPY))
    assert known(opened, bridge, replace(DUC, id="011090000008")).known == ()
    assert known(opened, bridge, replace(DUC, id="")).known == ()
    assert len(known(opened, bridge, replace(DUC, id="011 090 000 007")).known) == 1


def test_the_last_dossier_is_repeated_with_papers_copies_and_details(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    papers = [{"name": "Hộ khẩu", "originals": 1}]
    reception.receive(opened.desk, line(COPY, papers=papers, copies=4, pages=2))
    last = known(opened, bridge).last
    assert last == Draft(
        procedure=COPY, papers=(PaperDraft("Hộ khẩu"),), originals=(OriginalDraft(4, 2),)
    )
    reception.receive(opened.desk, line(MARITAL, details={"purpose": "kết hôn"}))
    past = known(opened, bridge)
    assert past.last.details == (("purpose", "kết hôn"),)
    assert past.last_words.endswith("20/11/2026")


def test_his_drafts_are_known_by_his_number(opened: OpenDesk, bridge: ReceptionBridge) -> None:
    bridge.keep(Draft(key="a", owner=DUC, procedure=MARITAL, focus="details.purpose", caret=3))
    bridge.keep(Draft(key="b", owner=replace(DUC, id="011090000008"), procedure=COPY))
    (kept,) = known(opened, bridge).kept
    assert (kept.key, kept.focus, kept.caret) == ("a", "details.purpose", 3)


def test_of_drafts_put_aside_that_of_who_stands_here_comes_before_a_newer_one(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    other = Draft(key="b", owner=replace(DUC, id="011090000008"), procedure=COPY)
    bridge.keep(Draft(key="a", owner=DUC, procedure=MARITAL))
    later = drafts.Draft("b", opened.desk.user, asdict(other), NOW + timedelta(minutes=5))
    drafts.save(opened.connection, later)
    found = [bridge.put_aside("x", number) for number in (DUC.id, "011 090 000 007", "", "0")]
    assert [one and one.key for one in found] == ["a", "a", "b", "b"]
    assert bridge.put_aside("a", DUC.id) == other


def test_a_helpers_draft_is_the_clerks_once_he_changed_it_and_lasts(
    opened: OpenDesk, bridge: ReceptionBridge
) -> None:
    own = opened.desk.user
    people = (
        User(name, "Lò Văn Thử", (role,), (), None, ended=False)
        for name, role in ((own, "reception"), ("tn1", "volunteer"))
    )
    frozen = replace(bridge.frozen(), users_now=tuple(people))
    bridge.frozen = lambda: frozen
    begun = Draft(key="a", owner=DUC, procedure=MARITAL)
    drafts.save(opened.connection, drafts.Draft("a", "tn1", asdict(begun), NOW))
    bridge.keep(begun)  # looked at only
    assert [one.id for one in drafts.of_users(opened.connection, "tn1")] == ["a"]
    bridge.keep(replace(begun, note="đã xem giấy"))
    assert drafts.expire(opened.connection, ["tn1"], NOW + timedelta(days=4)) == 0
    assert [one.id for one in drafts.of_users(opened.connection, own)] == ["a"]


def test_a_draft_of_a_visit_is_read_as_it_was_kept(bridge: ReceptionBridge) -> None:
    draft = Draft(key="a", owner=DUC, procedure=COPY, originals=(OriginalDraft(3),))
    draft = replace(draft.for_next_procedure("b"), procedure=MARITAL, note="x", ground="y")
    bridge.keep(draft)
    assert bridge.put_aside("") == draft


def test_hamlets_are_those_of_the_journal_the_usual_first(opened: OpenDesk) -> None:
    for address in ("Bản Tá Miếu, Sín Thầu", DUC.address, DUC.address, ""):
        owner = {"name": "Lò Văn Thử", "no_id_reason": "quên", "address": address}
        reception.receive(opened.desk, {"procedure": COPY, "owner": owner})
    assert persons.addresses(opened.connection) == [DUC.address, "Bản Tá Miếu, Sín Thầu"]


# --- the promise --------------------------------------------------------------------------------


def test_a_day_agreed_upon_is_the_due_time_only_where_the_law_sets_none(
    opened: OpenDesk,
) -> None:
    receipt = reception.receive(opened.desk, line(COPY, appointment="25/11"))
    assert receipt.stored.dossier.appointment == "2026-11-25"
    assert receipt.due_at is not None
    assert receipt.due_at.date() == NOW.date()


def test_a_day_that_is_over_cannot_be_agreed_upon(opened: OpenDesk) -> None:
    with pytest.raises(ClerkError) as refused:
        reception.receive(opened.desk, line(COPY, appointment="19/11/2026"))
    assert refused.value.field == "appointment"
    assert refused.value.message.startswith("Ngày hẹn 19/11/2026 đã qua.")


def test_an_exemption_on_another_ground_needs_its_words(bridge: ReceptionBridge) -> None:
    draft = Draft(key="a", owner=DUC, procedure=COPY, originals=(OriginalDraft(3),))
    assert bridge.preview(draft).fee_dong == 6000
    other = replace(draft, exemption=OTHER_GROUND)
    asked = bridge.preview(other)
    assert [one.field for one in asked.faults] == ["fee.exemption"]
    assert (OTHER_GROUND, "Căn cứ khác…") in asked.exemptions
    said = bridge.preview(replace(other, ground="Nghị quyết 12/2026 của tỉnh"))
    assert (said.fee_dong, said.faults) == (0, ())
    assert "Nghị quyết 12/2026" in said.fee_reason


def test_a_proxy_without_relation_and_paper_is_warned_of_never_refused(
    bridge: ReceptionBridge,
) -> None:
    nhi = replace(DUC, name="Lò Thị Nhi", id="011190000017")
    draft = Draft(key="a", owner=DUC, procedure=COPY, submitter=nhi)
    shown = bridge.preview(draft)
    assert shown.warnings == ("Người nộp thay chưa ghi quan hệ hoặc giấy uỷ quyền.",)
    assert shown.ready
    named = replace(draft, submitter=replace(nhi, relation="con"))
    assert bridge.preview(named).warnings == ()
