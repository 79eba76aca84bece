"""What papers are really given is what a province's layout may ask for: no more, no less."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from app.domain import events as e
from app.domain.advised import AdvisedOfPapers
from app.domain.builtin import load_builtin
from app.domain.form_fields import BY_HAND, FIELDS
from app.services.guidance import guide_to
from app.services.letter_values import apology, stop
from app.services.renewals import renewals
from app.services.supplement_values import asked
from tests.printing.paper_samples import BOOKS, KINDS, book_paper
from tests.printing.samples import OFFICE, OWNER, cases
from tests.printing.told import HEAD, asked_for_papers, event, extended, life, moment

DESK = {"copy", "none", "print.desk", "print.at", "print.training", "print.again"}
ASKED = AdvisedOfPapers("HD-03158-1-261120-0001", "1.004873", OWNER, ("Tờ khai",), "Thiếu")


def named(values: Mapping[str, Any], head: str = "") -> Iterator[str]:
    """Every field of the values as FIELDS spells it."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from named(value, f"{head}{key}.")
        elif isinstance(value, list):
            for row in value:
                yield from named(row, f"{head}{key}[].")
        else:
            yield head + key


def given() -> dict[str, set[str]]:
    """The fields of every sample, by form."""
    found: dict[str, set[str]] = {}
    papers = [paper for kind in KINDS.values() for paper in kind().values()]
    papers += [book_paper(make) for make in BOOKS.values()]
    papers.append(asked(HEAD, event(ASKED), ASKED))
    for signer in ("Lò Văn Toàn", "Pờ Thị Hoa"):
        papers.append(stop(HEAD, life(event(e.Stopped("lý do", signer), moment(23)))))
        papers.append(apology(HEAD, life(extended(signer=signer))))
    for paper in papers:
        found.setdefault(paper.layout, set()).update(named(paper.values))
    waited = (event(asked_for_papers(), moment(21)), event(e.PapersReceived(), moment(23)))
    rows = renewals(life(*waited), lambda _due, _at: 60)
    found["mau-01"] = {name for case in cases().values() for name in named(case.values())}
    found["mau-01"] |= {*named({"renewals": rows}), "renewals[].left"}
    found["bien-nhan-ket-qua"].add("signature")  # drawn on a pad, read where it is printed
    found["huong-dan"] = {"bring[].name"} | set(
        named(guide_to(load_builtin(), "1.004873", OFFICE).values())
    )
    return found


@pytest.mark.parametrize(("form", "fields"), given().items())
def test_a_layout_may_ask_for_what_its_paper_is_given_and_for_nothing_else(
    form: str, fields: set[str]
) -> None:
    by_hand = BY_HAND.get(form, frozenset())

    assert fields <= FIELDS[form]
    assert not fields & by_hand
    said = {name for name in FIELDS[form] if not name.startswith("office.")}
    assert said - fields - by_hand - DESK == set()
