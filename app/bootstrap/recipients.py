"""To whom dossiers are handed over: the people of this office, told apart by their ids."""

from app.bootstrap import words
from app.bootstrap.opening import OpenDesk
from app.domain.role import ROLES


def recipients(opened: OpenDesk) -> list[tuple[str, str]]:
    """(id, words) of everybody who works here, with the roles; who hands over comes last.

    A name may be borne by two: the id is what the journal keeps, and what tells them apart.
    """
    users = opened.journal.users()
    names = words.people(users)
    here = sorted(
        (user for user in users if not user.ended), key=lambda user: user.id == opened.desk.user
    )
    return [
        (user.id, f"{names[user.id]} – {', '.join(ROLES[role] for role in user.roles[:2])}")
        for user in here
    ]
