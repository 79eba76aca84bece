"""What stands on the reception page right now, as typed: nothing here is checked yet."""

from dataclasses import dataclass, field, replace
from typing import Any

CITIZEN, HOUSEHOLD, ORGANISATION, FOREIGNER = "citizen", "household", "organisation", "foreigner"
FORMS = (CITIZEN, HOUSEHOLD, ORGANISATION, FOREIGNER)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person or body as typed or read. `born_on` is day/month/year as a clerk writes it.

    `form` says which fields are asked; `body` the kind of organisation; `representative_*` who acts
    for a household business or an organisation; `relation` and `authority` only for a submitter.
    """

    form: str = CITIZEN
    name: str = ""
    id: str = ""
    no_id_reason: str = ""
    born_on: str = ""
    sex: str = ""
    nationality: str = ""
    address: str = ""
    phone: str = ""
    body: str = "organisation"
    representative_name: str = ""
    representative_id: str = ""
    representative_position: str = ""
    relation: str = ""
    authority: str = ""
    issued_on: str = ""
    from_card: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing about anybody was typed."""
        return not (self.name or self.id or self.representative_name)

    @property
    def by_hand(self) -> bool:
        """Whether a clerk typed this person."""
        return not self.from_card and not self.blank

    def with_card(self, card: "PersonDraft") -> "PersonDraft":
        """The owner after a card was read: of a body it is the one who acts for it."""
        if self.form not in (HOUSEHOLD, ORGANISATION):
            return card
        return replace(self, representative_name=card.name, representative_id=card.id)

    def owner_claim(self) -> dict[str, Any]:
        """The `owner` object of a dossier line (contract of `receive`)."""
        claim: dict[str, Any] = {
            "kind": self._kind(),
            "name": self.name,
            "id": self.id,
            "address": self.address,
            "phone": self.phone,
        }
        if self.form in (CITIZEN, FOREIGNER):
            claim |= {"born_on": self.born_on, "sex": self.sex, "nationality": self.nationality}
            claim |= self._id_kind()
        elif self.representative_name:
            claim["representative"] = _filled(
                name=self.representative_name,
                id=self.representative_id,
                position=self.representative_position,
            )
        return _filled(**claim)

    def submitter_claim(self) -> dict[str, Any]:
        """The `submitter` object of a dossier line."""
        names = ("name", "id", "relation", "authority", "born_on", "sex", "phone", "address")
        return _filled(**{name: getattr(self, name) for name in names})

    def _kind(self) -> str:
        if self.form == ORGANISATION:
            return self.body
        return HOUSEHOLD if self.form == HOUSEHOLD else CITIZEN

    def _id_kind(self) -> dict[str, str]:
        if not self.id and self.no_id_reason:
            return {"id_kind": "none", "no_id_reason": self.no_id_reason}
        return {"id_kind": "passport"} if self.form == FOREIGNER and self.id else {}


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """Whom the procedure is about, in one role: a child, a spouse, the deceased."""

    role: str
    name: str = ""
    born_on: str = ""
    sex: str = ""
    id: str = ""

    @property
    def filled(self) -> bool:
        """Whether anything was typed about this person."""
        return bool(self.name or self.born_on or self.id)

    def claim(self) -> dict[str, Any]:
        """One `subjects` object of a dossier line."""
        names = ("role", "name", "born_on", "sex", "id")
        return _filled(**{name: getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper taken in: so many of one kind (originals, certified, copies)."""

    name: str
    count: int = 1
    kind: str = "originals"

    def claim(self) -> dict[str, Any]:
        """One `papers` object of a dossier line."""
        return {"name": self.name, self.kind: self.count}


@dataclass(frozen=True, slots=True)
class OriginalDraft:
    """An original to be certified: how many copies are asked, of how many pages."""

    copies: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole page. `key` makes a second save of the same page harmless."""

    key: str = ""
    owner: PersonDraft = field(default_factory=PersonDraft)
    submitter: PersonDraft | None = None
    procedure: str = ""
    case: str = ""
    papers: tuple[PaperDraft, ...] = ()
    originals: tuple[OriginalDraft, ...] = ()
    subjects: tuple[SubjectDraft, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    exemption: str = ""
    paid: str = ""

    @property
    def blank(self) -> bool:
        """Nothing worth keeping."""
        return self.owner.blank and not self.procedure

    def claim(self) -> dict[str, Any]:
        """The dossier line that `app.services.claim.read_claim` takes."""
        line: dict[str, Any] = {
            "key": self.key,
            "procedure": self.procedure,
            "case": self.case,
            "owner": self.owner.owner_claim(),
            "subjects": [one.claim() for one in self.subjects if one.filled],
            "details": {name: value for name, value in self.details if value},
            "papers": [paper.claim() for paper in self.papers],
            "fee": _filled(exemption=self.exemption, paid=self.paid),
        }
        if self.submitter is not None and not self.submitter.blank:
            line["submitter"] = self.submitter.submitter_claim()
        return _filled(**(line | self._certification(line["papers"])))

    def _certification(self, papers: list[dict[str, Any]]) -> dict[str, Any]:
        """One original stands at the top level, several are lines of their own (contract)."""
        if len(self.originals) == 1:
            original = self.originals[0]
            return {"pages": original.pages, "copies": original.copies}
        lines = [
            {
                "name": f"Bản chính {place}",
                "originals": 1,
                "pages": one.pages,
                "certify": one.copies,
            }
            for place, one in enumerate(self.originals, 1)
        ]
        return {"papers": [*papers, *lines]} if lines else {}

    def for_next_owner(self, key: str) -> "Draft":
        """An empty page with the same person at the desk (ten neighbours, one submitter)."""
        return Draft(key=key, submitter=self.submitter)

    def with_submitter(self) -> "Draft":
        """The person at the desk files for somebody else: he stays, the owner is asked for."""
        stands_here = replace(self.owner, form=CITIZEN)
        return replace(self, submitter=stands_here, owner=PersonDraft())


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
