"""What is looked at is kept where it must be: a full disk keeps nobody from looking."""

from collections.abc import Iterable
from contextlib import suppress

from app.bootstrap.opening import OpenDesk
from app.domain.catalogue import Catalogue
from app.domain.errors import Trouble
from app.services.authority import field_of, hands_of
from app.services.ports import Stored
from app.storage import readings


def opened_dossier(opened: OpenDesk, stored: Stored) -> None:
    """A clerk looks at a dossier: kept where its field is not his."""
    hands = hands_of(opened.desk)
    if hands.leads or hands.works_in(field_of(opened.desk, stored.dossier)):
        return
    with suppress(Trouble):
        now = opened.desk.clock.now()
        readings.saw_dossier(opened.connection, opened.desk.user, stored.id, now)


def listed(opened: OpenDesk, count: int) -> None:
    """So many persons stand in a list before him."""
    with suppress(Trouble):
        now = opened.desk.clock.now()
        readings.saw_list(opened.connection, opened.desk.user, count, now)


def shown(opened: OpenDesk, catalogue: Catalogue, page: str, procedures: Iterable[str]) -> None:
    """A page shows dossiers of these procedures: kept where many are of fields that are not his."""
    count = _of_others(opened, catalogue, procedures)
    with suppress(Trouble):
        now = opened.desk.clock.now()
        readings.saw_page(opened.connection, opened.desk.user, page, count, now)


def taken_out(opened: OpenDesk, procedures: Iterable[str]) -> None:
    """A paper or a file tells of dossiers of these procedures, one each.

    Kept where they are many, or where one is of a field that is not his: paper stays out.
    """
    codes = tuple(procedures)
    now = opened.desk.clock.now()
    count = len(codes)
    if count <= readings.MANY:
        count = _of_others(opened, opened.desk.catalogue(now), codes)
    if count:
        with suppress(Trouble):
            readings.took_out(opened.connection, opened.desk.user, count, now)


def _of_others(opened: OpenDesk, catalogue: Catalogue, procedures: Iterable[str]) -> int:
    """How many are of fields that are not his; none for who leads or works in all of them."""
    hands = hands_of(opened.desk)
    if hands.leads or not hands.fields:
        return 0
    found = (catalogue.procedure(code) for code in procedures)
    return sum(not hands.works_in(one.field if one else None) for one in found)


def asked_for_person(opened: OpenDesk, count: int) -> None:
    """All that is stored on one person was asked for."""
    with suppress(Trouble):
        now = opened.desk.clock.now()
        readings.saw_person(opened.connection, opened.desk.user, count, now)
