"""A procedure of the catalogue as the reception page lists it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain import fee
from app.domain.bunch import Bunch
from app.domain.catalogue import Catalogue
from app.domain.certification_files import rules_on
from app.domain.limit import limit_in_words
from app.domain.procedure import FREE, PER_PAGE, DetailField, Procedure, SubjectRule
from app.domain.vietnamese import dong, fold
from app.services import terms
from app.ui.reception import desk as ui

REPEATED = ("text", "choice", "commune")  # days, times and numbers belong to one event
AS_OWNER = "Bỏ trống: như nơi ở của chủ hồ sơ"
SEXED = {"mother": "female", "father": "male"}


def rows_of(catalogue: Catalogue, on: date = date.max) -> list[ui.Procedure]:
    """All that can be asked for: digits first, then linked procedures, then the others."""
    whole = [bunch_row(catalogue, one, on) for one in catalogue.bunches]
    rows = [*filter(None, whole), *(row(one, on) for one in catalogue.procedures)]
    return sorted(rows, key=lambda one: one.digit or "99")


def row(procedure: Procedure, on: date = date.max) -> ui.Procedure:
    """A procedure as the page lists it on a day, the last one known where none is said."""
    rule = fee.rule_for(procedure)
    by_page = rule is not None and rule.kind == PER_PAGE
    rules = rules_on(on)
    register = rules.of(procedure.code)
    cases = tuple((one.code, one.name) for one in procedure.cases if one.name != one.code)
    return ui.Procedure(
        code=procedure.code,
        name=procedure.short_name,
        note=" · ".join((_term(procedure), _price(procedure), procedure.field)),
        digit=str(procedure.digit or ""),
        counts_copies=by_page,
        one_original=register is not None and not by_page,
        usual=rules.usual[register.kind][:9] if register else (),
        cases=() if procedure.longer else cases,
        longer=cases if procedure.longer else (),
        papers=tuple(_paper(one) for one in procedure.papers[:12]),
        subjects=tuple(
            ui.SubjectWanted(one.role, _asked(one), one.role != "child", SEXED.get(one.role, ""))
            for one in procedure.subjects
        ),
        details=tuple(_detail(one) for one in procedure.details),
        also=procedure.aliases,
    )


def bunch_row(catalogue: Catalogue, bunch: Bunch, on: date = date.max) -> ui.Procedure | None:
    """Linked procedures as one more row; None where the version has not all of them any more."""
    whole = catalogue.offered(bunch.code)
    if whole is None:
        return None
    members = [one for code in bunch.procedures if (one := catalogue.procedure(code)) is not None]
    made = row(whole, on)
    return replace(
        made,
        note=" · ".join((f"{len(members)} hồ sơ, một phiếu hẹn", _whole_term(whole), whole.field)),
        parts=tuple((one.code, one.short_name) for one in members),
        papers=tuple(replace(one, parts=_asking(one.name, members)) for one in made.papers),
        details=tuple(
            replace(one, hint=AS_OWNER) if one.key in bunch.filled else one for one in made.details
        ),
    )


def _asking(paper: str, members: Sequence[Procedure]) -> tuple[str, ...]:
    name = fold(paper)
    return tuple(one.code for one in members if any(fold(own.name) == name for own in one.papers))


def _whole_term(whole: Procedure) -> str:
    return "mỗi việc một hạn" if whole.limit.unit == "none" else f"trong {_term(whole)}"


def _asked(subject: SubjectRule) -> str:
    return subject.label if subject.required else f"{subject.label} (nếu có)"


def _detail(field: DetailField) -> ui.DetailWanted:
    return ui.DetailWanted(
        field.key,
        field.label,
        field.required,
        choices=tuple((choice, choice) for choice in field.choices),
        repeats=field.kind in REPEATED,
    )


def _paper(paper: Any) -> ui.PaperWanted:
    kind = "originals" if paper.originals else "copies"
    return ui.PaperWanted(
        paper.name, paper.note or "", required=paper.required, kind=kind, ticked=paper.required
    )


def _term(procedure: Procedure) -> str:
    said = limit_in_words(terms.to_limit(procedure.limit)).removeprefix("0")
    return said[0].upper() + said[1:]


def _price(procedure: Procedure) -> str:
    rule = fee.rule_for(procedure)
    if rule is None:
        return "phí theo tỉnh"
    if rule.kind == FREE:
        return "không thu phí"
    unit = {"page": "/trang", "copy": "/bản", "case": ""}[rule.kind]
    return f"{dong(rule.dong)} đ{unit}"
