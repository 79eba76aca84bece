"""What stands on the reception page right now, as typed: nothing here is checked yet."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

CITIZEN, HOUSEHOLD, ORGANISATION, FOREIGNER = "citizen", "household", "organisation", "foreigner"
OTHER_GROUND = "khác"  # an exemption on a ground that is not listed: it is typed
UNNAMED = re.compile(r"Bản chính \d+")  # what an original without a name is called
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

    def may_be(self, other: "PersonDraft") -> bool:
        """Whether both are one person: by the number, by the name where none was typed yet."""
        return self.id == other.id if self.id else self.name == other.name

    def with_card(self, card: "PersonDraft") -> "PersonDraft":
        """The owner after a card was read: of a body it is the one who acts for it."""
        if self.form not in (HOUSEHOLD, ORGANISATION):
            return replace(card, phone=self.phone) if card.id == self.id else card
        return replace(self, representative_name=card.name, representative_id=card.id)

    def for_another_owner(self) -> "PersonDraft":
        """A submitter beside somebody else: what he was to the one before is asked anew."""
        return replace(self, relation="", authority="")

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
    """An original to be certified: how many copies are asked, of how many pages, its name."""

    copies: int = 1
    pages: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole page: the people, what is applied for now, and what else this visit brought.

    `key` makes a second save of the same dossier harmless; `kept_as` is the name under which the
    page is kept, that of its first dossier where empty. `visit` are the other dossiers of the same
    people, whose own owner and submitter say nothing. `appointment` is a day as a clerk writes it;
    `ground` says more of an exemption; `scans` came while it was here. `left_out`: codes of those
    linked procedures that are not taken. `slip` is the number of a paper slip, the first dossier's,
    `received_time` and `received_day` what stands on it. `focus` is where the caret stood, `caret`
    its place in it.
    """

    key: str = ""
    kept_as: str = ""
    owner: PersonDraft = field(default_factory=PersonDraft)
    submitter: PersonDraft | None = None
    procedure: str = ""
    case: str = ""
    papers: tuple[PaperDraft, ...] = ()
    originals: tuple[OriginalDraft, ...] = ()
    subjects: tuple[SubjectDraft, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    exemption: str = ""
    ground: str = ""
    paid: str = ""
    appointment: str = ""
    note: str = ""
    return_by: str = ""
    deciding: str = ""
    returning: str = ""
    scans: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    visit: tuple["Draft", ...] = ()
    slip: str = ""
    received_time: str = ""
    received_day: str = ""
    focus: str = field(default="", compare=False)
    caret: int = field(default=0, compare=False)

    @property
    def blank(self) -> bool:
        """Nothing worth keeping."""
        return self.owner.blank and not (self.procedure or self.visit or self.slip)

    @property
    def only_a_person(self) -> bool:
        """Whether nothing but the owner stands there yet."""
        return not (self.procedure or self.visit or self.submitter or self.slip)

    @property
    def row(self) -> str:
        """The name under which the page is kept."""
        return self.kept_as or self.key

    @property
    def dossiers(self) -> tuple["Draft", ...]:
        """Each dossier of the visit by itself; the last one only once its procedure is chosen."""
        last = replace(self, visit=(), kept_as="")
        before = tuple(replace(one, **self._shared()) for one in self.visit)
        first, *others = (*before, last) if self.procedure or not before else before
        return (replace(first, slip=self.slip), *(replace(one, slip="") for one in others))

    def _shared(self) -> dict[str, Any]:
        """What all dossiers of a visit have in common: the people, and when they came."""
        names = ("owner", "submitter", "received_time", "received_day")
        return {name: getattr(self, name) for name in names}

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
            "fee": _filled(exemption=self.exempted, paid=self.paid),
            "appointment": self.appointment,
            "note": self.note,
            "return_by": self.return_by,
            "deciding_office": self.deciding,
            "return_office": self.returning,
            "without": list(self.left_out),
            "slip": self.slip,
        }
        if self.slip or self.received_time:
            line["received_at"] = f"{self.received_time} {self.received_day}".strip()
            line["entered_late"] = True
        if self.submitter is not None and not self.submitter.blank:
            line["submitter"] = self.submitter.submitter_claim()
        return _filled(**(line | self._certification(line["papers"])))

    @property
    def exempted(self) -> str:
        """The whole ground of the exemption; empty where there is none, or none is said."""
        if self.exemption == OTHER_GROUND and not self.ground:
            return ""
        return "; ".join(part for part in (self.exemption, self.ground) if part and self.exemption)

    def _certification(self, papers: list[dict[str, Any]]) -> dict[str, Any]:
        """One without a name stands at the top level alone, others are lines (contract)."""
        if len(self.originals) == 1 and not self.originals[0].name:
            original = self.originals[0]
            return {"pages": original.pages, "copies": original.copies}
        lines = [
            {
                "name": one.name or f"Bản chính {place}",
                "originals": 1,
                "pages": one.pages,
                "certify": one.copies,
            }
            for place, one in enumerate(self.originals, 1)
        ]
        return {"papers": [*papers, *lines]} if lines else {}

    def anew(self, new_key: Callable[[], str]) -> "Draft":
        """All of it once more under keys of its own; a person typed by hand is looked at first."""
        visit = tuple(replace(one, key=new_key()) for one in self.visit)
        focus = "owner.name" if self.owner.by_hand else self.focus
        slip = f"phiếu giấy {self.slip}" if self.slip else ""  # its number stays used
        note = "; ".join(part for part in (self.note, slip) if part)
        return replace(
            self, key=new_key(), kept_as="", visit=visit, focus=focus, slip="", note=note
        )

    def for_next_owner(self, key: str) -> "Draft":
        """An empty page with the same person at the desk (ten neighbours, one submitter)."""
        return Draft(key=key, submitter=self.submitter and self.submitter.for_another_owner())

    def for_next_procedure(self, key: str) -> "Draft":
        """The same people, this dossier set beside the others of the visit."""
        return Draft(
            key=key,
            kept_as=self.row,
            visit=(*self.visit, self._set_down()),
            slip=self.slip,
            **self._shared(),
        )

    def _set_down(self) -> "Draft":
        """The dossier as it stands beside others of its visit."""
        return replace(self, visit=(), kept_as="", owner=PersonDraft(), submitter=None, slip="")

    def without(self, place: int) -> "Draft":
        """One dossier of the visit left out."""
        return replace(self, visit=self.visit[:place] + self.visit[place + 1 :])

    def opened(self, place: int) -> "Draft":
        """A dossier of the visit on the page again; what stood there takes its place, if any."""
        rest, here = self.without(place).visit, self._set_down()
        visit = rest if not self.procedure else (*rest[:place], here, *rest[place:])
        return replace(
            self.visit[place], kept_as=self.row, visit=visit, slip=self.slip, **self._shared()
        )

    def again(self) -> "Draft":
        """What another person's dossier may repeat: nothing that is true of one person only."""
        return Draft(
            procedure=self.procedure,
            case=self.case,
            papers=self.papers,
            originals=self.originals,
            paid=self.paid,
        )

    def with_submitter(self) -> "Draft":
        """The person at the desk files for somebody else: he stays, the owner is asked for."""
        stands_here = replace(self.owner, form=CITIZEN)
        return replace(self, submitter=stands_here, owner=PersonDraft())


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
