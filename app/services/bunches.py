"""Linked procedures at reception: one claim becomes a dossier of each, and they know each other.

What is typed once goes to every dossier that asks for it; what none asks for, to the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import TypeVar

from app.domain import events as e
from app.domain.bunch import Bunch
from app.domain.catalogue import Catalogue
from app.domain.deadline import Due
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.fee import counts_copies
from app.domain.limit import Limit, limit_in_words
from app.domain.procedure import LimitData, Procedure
from app.domain.times import VN
from app.domain.vietnamese import fold
from app.services.claim import Claim
from app.services.desk import Warned
from app.services.fields import printable
from app.services.ports import Reads, Stored, Writes
from app.services.promise import Promise
from app.services.terms import to_limit

T = TypeVar("T")
RELATION = "bunch"
NONE = "none"
BEHIND_KEY = "\x1f"  # no line can bring it: control letters are left out of what is read


@dataclass(frozen=True, slots=True)
class Member:
    """A dossier of a claim: what is claimed of it alone, and the term of the whole.

    `places` are where its people stand in the claim of the whole, for faults that name one.
    """

    claim: Claim
    within: LimitData | None = None
    places: tuple[int, ...] | None = None

    def placed(self, path: str) -> str:
        """A path of its own claim as the whole's has it: subjects.0.name may be subjects.2.name."""
        first, _, rest = path.partition(".")
        if first != "subjects" or not rest or self.places is None:
            return path
        place, _, name = rest.partition(".")
        return f"subjects.{self.places[int(place)]}.{name}"

    def warned(self, warnings: Sequence[Warned]) -> tuple[Warned, ...]:
        """Warnings with the whole's paths."""
        return tuple(replace(one, field=self.placed(one.field)) for one in warnings)


def members_of(catalogue: Catalogue, claim: Claim) -> tuple[Member, ...]:
    """The dossiers that a claim asks for: one, or those of a bunch but for what is left out.

    ClerkError where the version has not all procedures of the bunch any more.
    """
    bunch = catalogue.bunch(claim.procedure)
    if bunch is None:
        if claim.without:
            raise ClerkError(
                "Chỉ nhóm liên thông mới bỏ bớt thủ tục được. Hãy bỏ trường without.", "without"
            )
        return (Member(claim),)
    _check(catalogue, bunch, claim)
    members = [one for code in bunch.procedures if (one := catalogue.procedure(code)) is not None]
    return tuple(_split(bunch, _filled(bunch, claim), members))


def _check(catalogue: Catalogue, bunch: Bunch, claim: Claim) -> None:
    strange = [code for code in claim.without if code not in bunch.procedures]
    if strange:
        raise ClerkError(
            f"Nhóm {bunch.code} không có thủ tục “{printable(strange[0])}” để bỏ: "
            f"{', '.join(bunch.procedures)}.",
            "without",
        )
    taken = tuple(code for code in bunch.procedures if code not in claim.without)
    if not taken:
        raise ClerkError("Đã bỏ hết các việc của nhóm. Hãy giữ lại ít nhất một việc.", "without")
    gone = [code for code in catalogue.lacking(bunch) if code in taken]
    if gone:
        raise ClerkError(
            f"Nhóm “{bunch.short_name}” thiếu thủ tục {', '.join(gone)}: danh mục "
            f"{catalogue.version} không còn thủ tục ấy. Chưa lưu gì. Hãy nhận riêng từng thủ tục "
            "còn lại.",
            "procedure",
        )
    if claim.case is not None and all(one.code != claim.case for one in bunch.cases):
        names = ", ".join(one.code for one in bunch.cases) or "không có trường hợp nào"
        raise ClerkError(
            f"Nhóm này không có trường hợp “{printable(claim.case)}”: {names}.", "case"
        )


def _filled(bunch: Bunch, claim: Claim) -> Claim:
    """Fields that the bunch fills from the owner's address, where nothing was typed."""
    known, address = dict(claim.details), claim.owner.address
    if address:
        known |= {key: address for key in bunch.filled if not known.get(key)}
    return replace(claim, details=tuple(sorted(known.items())))


def _split(bunch: Bunch, claim: Claim, members: Sequence[Procedure]) -> list[Member]:
    """What only a member that is left out asks for goes with it."""
    taken = [place for place, one in enumerate(members) if one.code not in claim.without]
    roles = [{*bunch.about, *(rule.role for rule in one.subjects)} for one in members]
    keys = [{field.key for field in one.details} for one in members]
    names = [{fold(paper.name) for paper in one.papers} for one in members]
    subjects = _shared(
        list(enumerate(claim.subjects)), roles, taken[0], lambda roles, one: one[1].role in roles
    )
    details = _shared(claim.details, keys, taken[0], lambda keys, one: one[0] in keys)
    papers = _shared(claim.papers, names, taken[0], lambda names, one: fold(one.name) in names)
    counting = next((n for n in taken if counts_copies(members[n])), taken[0])
    return [
        Member(
            replace(
                claim,
                procedure=members[place].code,
                key=key_of(claim.key, number),
                case=bunch.case_of(claim.case, members[place].code),
                subjects=tuple(one for _, one in subjects[place]),
                details=tuple(details[place]),
                papers=tuple(papers[place]),
                pages=claim.pages if place == counting else None,
                copies=claim.copies if place == counting else None,
                external_code=claim.external_code if number == 0 else None,
                without=(),
            ),
            bunch.limit_for(claim.case),
            tuple(number for number, _ in subjects[place]),
        )
        for number, place in enumerate(taken)
    ]


def _shared(
    items: Sequence[T],
    wanted: Sequence[set[str]],
    first: int,
    asks: Callable[[set[str], T], bool],
) -> list[list[T]]:
    """Each item to every member that asks for it, to the `first` where none does."""
    shares: list[list[T]] = [[] for _ in wanted]
    for item in items:
        takers = [place for place, words in enumerate(wanted) if asks(words, item)]
        for place in takers or [first]:
            shares[place].append(item)
    return shares


def key_of(key: str | None, place: int) -> str | None:
    """The key of a member: the claim's own for the first, numbered for the others."""
    return key if key is None or place == 0 else f"{key}{BEHIND_KEY}{place + 1}"


def keyed(reads: Reads, key: str) -> list[Stored]:
    """Everything that was received under a claim's key."""
    found: list[Stored] = []
    while (one := reads.with_key(key_of(key, len(found)) or key)) is not None:
        found.append(one)
    return found


def promised(
    promise: Promise, limit: Limit, at: datetime, appointment: str | None, within: LimitData | None
) -> tuple[Due, str]:
    """Due time and term in words: the procedure's own, or the whole's where that ends sooner.

    What comes after the whole's cut-off counts from the next working day on (domain.md 3.3).
    """
    own = promise.due(limit, at, appointment)
    if within is None or within.unit == NONE:
        return own, limit_in_words(limit)
    whole = to_limit(within)
    late = within.cutoff is not None and at.astimezone(VN).time() > whole.cutoff
    due = promise.due(whole, promise.next_morning(at) if late else at, None)
    if own.at is not None and (due.at is None or own.at <= due.at):
        return own, limit_in_words(limit)
    after = f"nhận sau {whole.cutoff:%H:%M}; " if late else ""
    reason = f"{after}{due.reason[:1].lower()}{due.reason[1:]}"
    return replace(due, reason=f"Hạn chung liên thông: {reason}"), (
        f"{limit_in_words(whole)} (liên thông)"
    )


# --- dossiers that know each other ---------------------------------------------------------------


def link_all(writes: Writes, bunch: Bunch, stored: Sequence[Stored], by: str | None) -> None:
    """Each dossier leads to every other one, with the name of the whole."""
    for one in stored:
        for other in stored:
            if other.id != one.id:
                fact = e.Linked(other.dossier.code, RELATION, bunch.short_name)
                writes.append(fact, at=one.dossier.received_at, by=by, dossier_id=one.id)


def name_of(dossier: Dossier) -> str | None:
    """The bunch that the dossier came in, by its name; None where it came alone."""
    others = {link.other for link in dossier.links if link.relation == RELATION}
    return next(
        (one.reason for one in dossier.history if one.action == "link" and one.detail in others),
        None,
    )


def together(reads: Reads, stored: Stored) -> tuple[Stored, ...]:
    """Every dossier that came in the same bunch, itself among them, in the order of numbers."""
    found = {stored.id: stored}
    for link in stored.dossier.links:
        if link.relation == RELATION:
            for other in reads.with_code(link.other):
                if (stored.dossier.code, RELATION) in map(astuple, other.dossier.links):
                    found.setdefault(other.id, other)
    return tuple(sorted(found.values(), key=lambda one: one.dossier.code))
