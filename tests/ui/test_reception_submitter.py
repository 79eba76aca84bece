"""One submitter for many owners: he stays, is named, and one key lets him go."""

from app.ui.reception.draft import PersonDraft
from app.ui.reception.page import ReceptionPage
from tests.ui.keyboard import Keyboard
from tests.ui.samples import DUC, LONG, Counter
from tests.ui.test_reception_visit import MAY, focused


def files(page: ReceptionPage, keyboard: Keyboard, *owners: PersonDraft) -> None:
    """Duc stands at the desk and files for each of them."""
    page.take_person(DUC)
    keyboard.press("Ctrl+U")
    for owner in owners:
        page.take_person(owner)
        keyboard.press("2", "2")
        keyboard.press("F9")


def test_after_f9_the_submitter_stays_and_esc_ends_it(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    files(reception, keyboard, LONG, MAY)
    assert reception.submitter.person.name == DUC.name
    assert reception.submitter.accessibleName() == "Người nộp – giữ cho người sau"
    keyboard.press("Esc")
    assert reception.submitter.isHidden()
    assert reception.draft().blank
    assert [draft.owner.name for draft, _ in counter.saved] == [LONG.name, MAY.name]


def test_ctrl_u_again_asks_the_relation_anew_and_every_neighbour_begins_at_the_name(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    files(reception, keyboard, LONG)
    bar = reception.submitter._area.verticalScrollBar()
    reception.take_person(MAY)
    keyboard.press("Ctrl+U")
    assert focused() == "submitter.relation"
    keyboard.type("con\n\n")
    assert focused() == "submitter.phone"
    assert bar.value() > 0
    keyboard.type("\n")
    keyboard.press("2", "2")
    keyboard.press("F9")
    saved = counter.saved[-1][0].submitter
    assert saved is not None
    assert saved.relation == "con"
    assert bar.value() == 0


def test_esc_lets_the_submitter_go_also_when_the_next_citizens_card_was_read(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    files(reception, keyboard, LONG)
    reception.take_person(MAY)
    assert reception.submitter.accessibleName() == "Người nộp – vẫn người trước"
    keyboard.press("Esc")
    assert reception.submitter.isHidden()
    assert reception.owner.person.name == MAY.name
    keyboard.press("2", "2")
    keyboard.press("F9")
    assert counter.saved[-1][0].submitter is None


def test_who_interrupts_a_proxy_sees_whose_submitter_is_still_there_and_esc_ends_it(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    files(reception, keyboard)
    reception.take_person(LONG)
    keyboard.press("2", "2")
    reception.take_person(MAY)  # another card over an unfinished dossier, which is kept
    assert reception.owner.person.name == MAY.name
    assert reception.submitter.accessibleName() == "Người nộp – vẫn người trước"
    keyboard.press("Esc")
    assert reception.submitter.isHidden()
    assert reception.owner.person.name == MAY.name


def test_f2_types_the_next_neighbour_and_a_second_f2_lets_the_submitter_go(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    files(reception, keyboard, LONG)
    keyboard.press("F2")
    assert focused() == "owner.id"
    assert not reception.submitter.isHidden()
    keyboard.press("F2")
    assert reception.submitter.isHidden()


def test_esc_right_after_ctrl_u_makes_him_the_owner_again(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    files(reception, keyboard)
    keyboard.press("Esc")
    assert reception.draft().owner.name == DUC.name
    assert reception.draft().submitter is None


def test_relation_and_authority_of_a_proxy_are_typed_by_keys(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    files(reception, keyboard)
    reception.take_person(LONG)
    assert reception.submitter.focus("submitter.relation")
    keyboard.type("con\nGUQ 12\n")
    claim = reception.draft().claim()["submitter"]
    assert (claim["relation"], claim["authority"]) == ("con", "GUQ 12")


def hint(page: ReceptionPage) -> str:
    """What stands below the field of the relation."""
    assert page.submitter._form is not None
    return page.submitter._form._fields["submitter.relation"].input.accessibleDescription()


def test_the_relation_to_one_owner_is_asked_anew_for_the_next(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    files(reception, keyboard)
    reception.take_person(LONG)
    assert reception.submitter.focus("submitter.relation")
    keyboard.type("con\nGUQ 12\n")
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    keyboard.press("3", "3")  # one more paper of the same owner: he is his son still
    assert reception.draft().claim()["submitter"]["relation"] == "con"
    assert hint(reception) == ""
    keyboard.press("F9")
    reception.take_person(MAY)
    assert hint(reception) == "Hỏi lại với chủ hồ sơ này"
    keyboard.press("2", "2")
    keyboard.press("F9")
    first, second = (draft.claim()["submitter"] for draft, _ in counter.saved)
    assert (first["relation"], first["authority"]) == ("con", "GUQ 12")
    assert second == {key: first[key] for key in first if key not in ("relation", "authority")}


def test_another_owner_s_card_before_anything_was_saved_asks_anew_too(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    files(reception, keyboard)
    assert reception.submitter.focus("submitter.relation")
    keyboard.type("con")
    reception.take_person(LONG)  # it was typed before her card came
    assert reception.submitter.person.relation == "con"
    reception.take_person(LONG)
    assert reception.submitter.person.relation == "con"
    reception.take_person(MAY)
    assert reception.submitter.person.relation == ""
    assert reception.submitter.person.name == DUC.name
