"""Advice without a dossier: what a procedure needs in plain words, and the visit that it was."""

from dataclasses import dataclass
from typing import Any

from app.domain import events as e
from app.domain.catalogue import Catalogue
from app.domain.fee import rule_for
from app.domain.limit import limit_in_words
from app.domain.place import Office
from app.domain.procedure import FREE, PER_PAGE, Paper, Procedure
from app.domain.vietnamese import dong
from app.services.desk import Desk
from app.services.terms import to_limit

UNSURE = "hỏi cán bộ (tỉnh quy định)"
LAW_SETS_NONE = "Pháp luật không ấn định, hỏi cán bộ ngày hẹn"
OPTIONAL = "nếu có"
FREE_WORDS = "không phải nộp tiền"
WORKING_DAYS = "thứ Hai đến thứ Sáu"


@dataclass(frozen=True, slots=True)
class Guide:
    """One procedure as a citizen is told; `bring` are (paper, how).

    `source` is where it stands, `sure` whether all of it was verified there.
    """

    code: str
    name: str
    field: str
    bring: tuple[tuple[str, str], ...]
    where: str
    how_long: str
    how_much: str
    free_if: str
    hours: str
    phone: str
    source: str
    sure: bool

    def values(self) -> dict[str, Any]:
        """The values of the form `huong-dan`."""
        return {
            "plain": self.name,
            "bring": [{"name": name, "how": how} for name, how in self.bring],
            "where": self.where,
            "how_long": self.how_long,
            "how_much": self.how_much,
            "free_if": self.free_if,
            "hours": self.hours,
            "phone": self.phone,
            "code": self.code,
        }


def guide_to(catalogue: Catalogue, code: str, office: Office) -> Guide:
    """What to tell about a procedure; LookupError where the catalogue has none of that code."""
    procedure = catalogue.procedure(code)
    if procedure is None:
        raise LookupError(code)
    free = [one.words for one in catalogue.exemptions if one.procedure in (None, code)]
    charged = _fee(procedure) != FREE_WORDS
    return Guide(
        code=code,
        name=procedure.short_name,
        field=procedure.field,
        bring=tuple((paper.name, _how(paper)) for paper in procedure.papers),
        where=office.name,
        how_long=_term(procedure),
        how_much=_fee(procedure),
        free_if=", ".join(free) if charged else "",
        hours=_hours(office.hours),
        phone=office.phone or "",
        source=procedure.source or "",
        sure=_verified(procedure.certainty or ""),
    )


def advise(desk: Desk, procedure: str, *, printed: bool) -> None:
    """Count the visit: an event of its own, durable like a dossier."""
    with desk.store.transaction() as writes:
        writes.append(e.Advised(procedure, int(printed)), at=desk.clock.now())



def _verified(certainty: str) -> bool:
    """Every part of it, as in `name:verified limit:verified`."""
    parts = certainty.split()
    return bool(parts) and all(part.endswith("verified") for part in parts) and (
        "unverified" not in certainty
    )


def _how(paper: Paper) -> str:
    parts = []
    if paper.originals:
        parts.append(f"{paper.originals} bản chính")
    if paper.copies:
        parts.append(f"{paper.copies} bản sao")
    if paper.note:
        parts.append(paper.note)
    if not paper.required:
        parts.append(OPTIONAL)
    return ", ".join(parts)


def _term(procedure: Procedure) -> str:
    limit = to_limit(procedure.limit)
    if limit.kind == "none":
        return LAW_SETS_NONE
    said = limit_in_words(limit).removeprefix("0")
    return said[0].upper() + said[1:]


def _fee(procedure: Procedure) -> str:
    rule = rule_for(procedure)
    if rule is None:
        return UNSURE
    if rule.kind == FREE:
        return FREE_WORDS
    unit = {"page": " mỗi trang", "copy": " mỗi bản", "case": ""}[rule.kind]
    words = f"{dong(rule.dong)} đồng{unit}"
    if rule.kind == PER_PAGE and rule.dong_after is not None:
        words += f", từ trang 3 {dong(rule.dong_after)} đồng"
    return words


def _hours(hours: str) -> str:
    """Opening hours as `Hours.from_text` reads them, as people say them."""
    return "; ".join(_session(part.split()) for part in hours.split(";") if part.strip())


def _session(words: list[str]) -> str:
    times = [_clock(word) for word in words if word[0].isdigit()]
    days = [word for word in words if not word[0].isdigit()]
    return " ".join((" ".join(days) or WORKING_DAYS, ", ".join(times))).strip()


def _clock(times: str) -> str:
    return "–".join(part.lstrip("0") or "0" for part in times.split("-"))
