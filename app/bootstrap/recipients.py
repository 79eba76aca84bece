"""To whom dossiers are handed over: the people of this office, told apart by their ids."""

from collections.abc import Mapping, Sequence

from app.bootstrap import words
from app.bootstrap.door import Door
from app.bootstrap.opening import OpenDesk
from app.domain.role import ROLES, SIGNING
from app.storage import key_book
from app.storage.profile import ProfilePaths
from app.ui.widgets.people_panel import Person


def recipients(opened: OpenDesk) -> list[tuple[str, str]]:
    """(id, words) of everybody who works here, with the roles; who hands over comes last.

    A name may be borne by two: the id is what the journal keeps, and what tells them apart. Behind
    them stand the commune's other units (Phòng Kinh tế), by their names: they sign on paper.
    """
    users = opened.journal.users()
    names = words.people(users)
    here = sorted(
        (user for user in users if not user.ended), key=lambda user: user.id == opened.desk.user
    )
    return [
        (user.id, f"{names[user.id]} – {', '.join(ROLES[role] for role in user.roles[:2])}")
        for user in here
    ] + [(unit, unit) for unit in _units(opened)]


def _units(opened: OpenDesk) -> list[str]:
    """Those that the province lists as agencies of this commune, and those set at this machine."""
    own, now = f"{opened.standing.commune}-", opened.desk.clock.now()
    listed = [one.name for one in opened.desk.catalogue(now).offices if one.commune.startswith(own)]
    here = [unit.strip() for unit in opened.settings.units.split(";")]
    return list(dict.fromkeys(unit for unit in (*listed, *here) if unit))


def signing_people(door: Door, listed: Sequence[tuple[str, str]]) -> list[Person]:
    """The same with the lengths of their PINs at this machine: those who can sign here."""
    paths, short = door.now_open().paths, door.short_digits()
    here = key_book.users(paths)
    return [
        Person(user, said, _digits(paths, user, short) if user in here else None)
        for user, said in listed
    ]


def signers(opened: OpenDesk) -> list[tuple[str, str]]:
    """(id, words) of who signs results: those with a signer's role first, then the leaders."""
    users = opened.journal.users()
    names = words.people(users)
    found = [user for user in users if not user.ended and SIGNING.intersection(user.roles)]
    found.sort(key=lambda user: "signer" not in user.roles)
    return [(user.id, f"{names[user.id]} – {ROLES[_title(user.roles)]}") for user in found]


def _title(roles: Sequence[str]) -> str:
    return next(role for role in ("director", "deputy", "signer") if role in roles)


def _digits(paths: ProfilePaths, user: str, short: Mapping[str, int]) -> int:
    return short.get(user) or key_book.digits_of(paths, user) or 0
