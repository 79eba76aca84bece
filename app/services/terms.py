"""What the catalogue says of one claim: which procedure, which term, which fee, what is lacking."""

from datetime import date, time

from app.domain import fee
from app.domain.catalogue import Catalogue
from app.domain.certification_files import rules_on
from app.domain.errors import ClerkError
from app.domain.limit import Limit
from app.domain.parts import FeeLine
from app.domain.person import Person, Subject
from app.domain.procedure import LimitData, Procedure
from app.domain.vietnamese import fold
from app.services.claim import Claim
from app.services.desk import Warned
from app.services.fields import printable

MANNER, VIETNAMESE, NO = "manner", "vietnamese", "không"  # fields of the catalogue and a value
SIGNER = "signer"
MEMBER_WORDS = {"name": "họ tên", "born_on": "ngày sinh", "sex": "giới tính"}


def procedure_of(catalogue: Catalogue, code: str) -> Procedure:
    """The procedure of a claim; ClerkError for an unknown code."""
    found = catalogue.procedure(code)
    if found is None:
        raise ClerkError(
            f"Không có thủ tục mã “{printable(code)}” trong danh mục {catalogue.version}. "
            "Hãy xem lại mã.",
            "procedure",
        )
    return found


def asked_of(catalogue: Catalogue, code: str) -> Procedure:
    """The same for what is asked of a citizen: linked procedures are one form."""
    return catalogue.offered(code) or procedure_of(catalogue, code)


def limit_of(procedure: Procedure, claim: Claim) -> Limit:
    """The case's term, else the channel's, else the procedure's."""
    check_case(procedure, claim.case)
    return to_limit(procedure.limit_for(claim.case, claim.channel))


def check_case(procedure: Procedure, case: str | None) -> None:
    """ClerkError for a case that the procedure does not have."""
    if case is not None and not procedure.has_case(case):
        names = ", ".join(one.code for one in procedure.cases) or "không có trường hợp nào"
        raise ClerkError(f"Thủ tục này không có trường hợp “{printable(case)}”: {names}.", "case")


def to_limit(data: LimitData) -> Limit:
    """Catalogue data as a term that can be counted."""
    cutoff = time.fromisoformat(data.cutoff) if data.cutoff else time(15)
    if data.unit in ("same_day", "none"):
        return Limit(data.unit, cutoff=cutoff)  # type: ignore[arg-type]
    return Limit(data.unit, data.value, cutoff)  # type: ignore[arg-type]


def fees_of(procedure: Procedure, claim: Claim, ground: str | None) -> tuple[FeeLine, ...] | None:
    """Fee lines, all nought on a `ground`; None where the amount is unknown."""
    fee.check_originals(claim.papers, claim.pages, claim.copies)
    return fee.fee_lines(procedure, claim.papers, claim.pages, claim.copies, ground)


def lacking(procedure: Procedure, claim: Claim, day: date) -> tuple[Warned, ...]:
    """What the procedure's data requires and the claim does not say; `day` is its reception's."""
    return (
        *_lacking_subjects(procedure, claim),
        *_lacking_beside(claim, day),
        *_lacking_details(procedure, claim),
        *_lacking_pages(procedure, claim),
    )


def _lacking_pages(procedure: Procedure, claim: Claim) -> list[Warned]:
    """Originals to be certified are charged by the page."""
    if not fee.counts_copies(procedure):
        return []
    sentence = "Thiếu số trang của bản chính nên chưa tính được phí. Hãy nhập số trang."
    places = [
        f"papers.{place}.pages"
        for place, paper in enumerate(claim.papers)
        if paper.certify and paper.pages is None
    ]
    if claim.copies is not None and claim.pages is None:
        places.append("pages")
    return [Warned(place, sentence) for place in places]


def _lacking_details(procedure: Procedure, claim: Claim) -> list[Warned]:
    known = dict(claim.details)
    return [
        Warned(f"details.{one.key}", f"Thiếu {one.label.lower()}. Hãy nhập {one.label.lower()}.")
        for one in procedure.details
        if one.required and not known.get(one.key)
    ]


def _lacking_beside(claim: Claim, day: date) -> list[Warned]:
    """Who must stand by at a signature, as the dated rule asks for the way it is given."""
    rules = rules_on(day)
    if rules.of(claim.procedure) is None:
        return []
    said = dict(claim.details)
    manner = next((one for one in rules.manners if one.words == said.get(MANNER)), None)
    strange = said.get(VIETNAMESE) == NO
    wanted = (
        ("witness", "người làm chứng", manner.words if manner else "",
         manner.witnesses if manner else 0),
        ("interpreter", "người phiên dịch", "không thạo tiếng Việt",
         rules.interpreters if strange else 0),
    )  # fmt: skip
    found = []
    for role, words, because, least in wanted:
        here = _standing_by(claim, role)
        if here < least:
            twice = here < sum(one.role == role for one in claim.subjects)
            why = " (mỗi người tính một lần, không tính người ký)" if twice else ""
            sentence = (
                f"Người {because} thì cần {least} {words}, mới có {here}{why}. "
                "Hãy nhập thêm họ tên."
            )
            found.append(Warned("subjects", sentence))
    return found


def _standing_by(claim: Claim, role: str) -> int:
    """How many persons: one who is typed twice is one, and nobody who signs stands by himself."""
    own = {_who(claim.owner)} | {_who(one) for one in claim.subjects if one.role == SIGNER}
    return len({_who(one) for one in claim.subjects if one.role == role} - own)


def _who(one: Person | Subject) -> str:
    return one.id or fold(one.name)


def _lacking_subjects(procedure: Procedure, claim: Claim) -> list[Warned]:
    found = []
    for rule in procedure.subjects:
        place = next((n for n, one in enumerate(claim.subjects) if one.role == rule.role), None)
        if place is None:
            if rule.required:
                sentence = f"Thiếu người trong hồ sơ: {rule.label.lower()}. Hãy nhập họ tên."
                found.append(Warned("subjects", sentence))
            continue
        for name in rule.needs:
            if getattr(claim.subjects[place], name) is None:
                words = f"{MEMBER_WORDS.get(name, name)} của {rule.label.lower()}"
                found.append(Warned(f"subjects.{place}.{name}", f"Thiếu {words}. Hãy nhập."))
    return found
