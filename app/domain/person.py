"""Who a dossier speaks of: owner, submitter, representative, subjects.

Field order is the order of the hashed bytes (app.wire.event): new fields go to the end, with a new
event version. Unknown is None, never an empty string.
"""

from app.domain.record import record

OWNER_KINDS = ("citizen", "household", "business", "cooperative", "organisation", "agency")
ID_KINDS = ("cccd", "cmnd", "passport", "tax", "birth", "none")
SEXES = ("male", "female")
SUBJECT_ROLES = (
    "child",
    "father",
    "mother",
    "spouse",
    "deceased",
    "beneficiary",
    "signer",
    "witness",
    "interpreter",
    "other",
)


@record
class Representative:
    """Who acts for a household, business or organisation."""

    name: str
    id: str | None = None
    id_kind: str | None = None
    position: str | None = None


@record
class Person:
    """A person or body. `born_on` is ISO `yyyy-mm-dd` or the year alone; `commune` five digits."""

    name: str
    kind: str = "citizen"
    id: str | None = None
    id_kind: str | None = None
    no_id_reason: str | None = None
    born_on: str | None = None
    sex: str | None = None
    nationality: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    commune: str | None = None
    old_commune: str | None = None
    representative: Representative | None = None


@record
class Submitter:
    """Who stands at the desk when it is not the owner; `authority` is the paper that lets him."""

    name: str
    id: str | None = None
    id_kind: str | None = None
    relation: str | None = None
    authority: str | None = None
    born_on: str | None = None
    sex: str | None = None
    phone: str | None = None
    address: str | None = None


@record
class Subject:
    """Whom the procedure is about: a child without a number, a spouse, the deceased."""

    role: str
    name: str
    born_on: str | None = None
    sex: str | None = None
    id: str | None = None
    id_kind: str | None = None
    nationality: str | None = None
    address: str | None = None
    note: str | None = None


@record
class Receiver:
    """Who took the result away."""

    name: str
    id: str | None = None
    id_kind: str | None = None
    relation: str | None = None
    authority: str | None = None
