"""What every paper of an office needs: whose it is, who acted, how things are named on it.

A paper's values are plain; what stands on it beside the form (desk, time, training, copy) is added
when it is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from app.domain.catalogue import Catalogue
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.events import Event, Fact
from app.domain.person import Person
from app.domain.place import Office
from app.domain.story import Story, Told, fact_of, steps_of
from app.domain.times import read_day
from app.domain.vietnamese import day_in_words, fold
from app.services.ports import Standing, User
from app.services.slip_values import office_values, procedure_name

DIRECTOR, DEPUTY = "director", "deputy"
CITIZEN = "citizen"
AnyFact = TypeVar("AnyFact", bound=Fact)
VOID = "Hồ sơ {code} đã huỷ nên không lập {paper}. Chưa in gì."


@dataclass(frozen=True, slots=True)
class Written:
    """A paper before it is printed: its layout, values and the day whose form is in force.

    `which`: the how-manieth of its kind in the dossier; a later one is another paper, no reprint.
    """

    layout: str
    values: dict[str, Any]
    on: date
    which: int = 1


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office that writes; `catalogue` rules today and names its neighbours.

    `office_on` is what it was called on the day of a paper; left out, as today.
    """

    standing: Standing
    users: tuple[User, ...]
    catalogue: Catalogue
    office_on: Callable[[date], Office] | None = None

    def doer(self, event: Event) -> str:
        """Who did it, as the paper names him; a written id is that user's name."""
        return self.person(event.by or event.actor)

    def person(self, user: str) -> str:
        """A user by his name; anybody else as he was written."""
        return next((one.name for one in self.users if one.id == user), user)

    def office(self, commune: str | None) -> str | None:
        """The office of a commune by its name."""
        own = self.standing.office
        if commune is None or commune == own.commune:
            return own.name
        found = self.catalogue.office(commune)
        return None if found is None else found.name

    def leader(self, name: str | None) -> dict[str, Any]:
        """Who signs for the office: his name, and which of the layout's titles is his."""
        roles = next((set(one.roles) for one in self.users if fold(one.name) == fold(name or "")),
                     set())  # fmt: skip
        title = next((role for role in (DIRECTOR, DEPUTY) if role in roles), "other")
        return {"name": name, title: True}

    def head(self, issued_on: date) -> dict[str, Any]:
        """What stands at the top."""
        office = self.office_on(issued_on) if self.office_on else self.standing.office
        return {"office": office_values(office), "issued_on": issued_on}

    def procedure(self, code: str) -> dict[str, Any]:
        """Name and code; the code alone where the catalogue does not know it."""
        found = self.catalogue.offered(code)
        return {"name": procedure_name(found) if found else code, "code": code}

    def subject(self, code: str) -> str:
        """The procedure in a column's few words."""
        found = self.catalogue.offered(code)
        return found.short_name if found else code


def person_values(person: Person) -> dict[str, Any]:
    """An owner as papers ask for him; `called` is how a letter addresses him in its sentences."""
    natural = person.kind == CITIZEN
    return {
        "name": person.name,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
        "id": person.id,
        "natural": natural or None,
        "called": "Ông/Bà" if natural else person.name,
    }


def handed_by(dossier: Dossier) -> str:
    """Who stood at the desk."""
    return dossier.submitter.name if dossier.submitter else dossier.owner.name


def require_valid(dossier: Dossier, paper: str) -> None:
    """ClerkError where the dossier was voided: no further paper is made of it."""
    if dossier.void:
        raise ClerkError(VOID.format(code=dossier.code, paper=paper), "code")


def told_of(
    story: Story, kind: type[AnyFact], paper: str, lacking: str
) -> tuple[Told, AnyFact, int]:
    """The last step of a kind that a paper is made of, its fact, and the how-manieth it is.

    ClerkError where the dossier was voided, or where it says that the step is `lacking`.
    """
    dossier = story[-1].after
    require_valid(dossier, paper)
    found = steps_of(story, kind)
    if not found:
        raise ClerkError(f"Hồ sơ {dossier.code} {lacking}", "code")
    return found[-1], fact_of(found[-1], kind), len(found)


def sentence(text: str | None) -> str | None:
    """A reason with its full stop, as letters write it."""
    said = (text or "").strip()
    if not said or said.endswith((".", "!", "?", "…")):
        return said or None
    return f"{said}."


def clipped(text: str, most: int) -> str:
    """What a narrow column holds of a long remark; the whole stands with the dossier."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def day_said(text: str | None, today: date) -> str | None:
    """A day as the clerk typed it in the words of papers; what is no day stays as it was typed."""
    day = None if text is None else read_day(text, today)
    return text if day is None else day_in_words(day)
