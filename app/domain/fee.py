"""What a citizen pays, line by line: an original a line, each with its own cap a copy.

Thông tư 226/2016/TT-BTC Điều 4: a copy costs 2.000 đồng for each of the first two pages of the
original, 1.000 from the third on, at most 200.000; signatures 10.000 a case; transactions 50.000.
An amount that nobody has published is unknown (None), never 0.
"""

from collections.abc import Sequence

from app.domain.errors import ClerkError
from app.domain.parts import FeeLine, PaperLine
from app.domain.procedure import FREE, PER_CASE, PER_COPY, PER_PAGE, FeeRule, Procedure
from app.domain.vietnamese import dong

CIRCULAR = "Thông tư 226/2016/TT-BTC Điều 4"
BY_PAGE = FeeRule(PER_PAGE, 2000, 3, 1000, 200_000, CIRCULAR)
SIGNATURE = FeeRule(PER_CASE, 10_000, ground=CIRCULAR)
TRANSACTION = FeeRule(PER_CASE, 50_000, ground=CIRCULAR)
BUILT_IN: dict[str, FeeRule] = {
    "2.000815": BY_PAGE,
    "2.000942": BY_PAGE,
    "2.000884": SIGNATURE,
    "2.000992": SIGNATURE,
    "2.001008": SIGNATURE,
    "2.001035": TRANSACTION,
    "2.001016": TRANSACTION,
    "2.001019": TRANSACTION,
    "2.001406": TRANSACTION,
    "2.000913": FeeRule(PER_CASE, 30_000, ground=CIRCULAR),
    "2.000927": FeeRule(PER_CASE, 25_000, ground=CIRCULAR),
    "2.000635": FeeRule(PER_COPY, 8_000, ground="Thông tư 281/2016/TT-BTC"),
}


def rule_for(procedure: Procedure) -> FeeRule | None:
    """The catalogue's rule, else the built-in one of the code, else the plain amount, else None."""
    if procedure.fee is not None:
        return procedure.fee
    if procedure.code in BUILT_IN:
        return BUILT_IN[procedure.code]
    if procedure.amount_dong is None:
        return None
    return FeeRule(PER_CASE if procedure.amount_dong else FREE, procedure.amount_dong)


def counts_copies(procedure: Procedure) -> bool:
    """Whether pages and copies of originals make the fee."""
    rule = rule_for(procedure)
    return rule is not None and rule.kind == PER_PAGE


def copy_fee(rule: FeeRule, pages: int) -> int:
    """One certified copy of an original of so many pages."""
    if rule.after_page is None or rule.dong_after is None:
        total = pages * rule.dong
    else:
        first = min(pages, rule.after_page - 1)
        total = first * rule.dong + (pages - first) * rule.dong_after
    return total if rule.cap_dong is None else min(total, rule.cap_dong)


def fee_lines(
    procedure: Procedure,
    papers: Sequence[PaperLine],
    pages: int | None,
    copies: int | None,
    exemption: str | None,
) -> tuple[FeeLine, ...] | None:
    """The lines of a dossier; None where the amount is unknown.

    `pages` and `copies` at the top mean one original of so many pages in so many copies. Raises
    ClerkError where a paper of the list says pages or copies to certify, too.
    """
    rule = rule_for(procedure)
    if rule is not None and rule.kind == PER_PAGE:
        lines = _by_page(rule, papers, pages, copies)
    else:
        lines = None if rule is None else _plain(rule, copies)
    if exemption is None:
        return lines
    exempt = lines or (FeeLine("fee", None, 1, 0),)
    return tuple(FeeLine(one.kind, one.base, one.quantity, 0, exemption) for one in exempt)


def check_originals(papers: Sequence[PaperLine], pages: int | None, copies: int | None) -> None:
    """ClerkError where originals stand both at the top level and in the list."""
    told_twice = any(paper.pages is not None or paper.certify is not None for paper in papers)
    if told_twice and not (pages is None and copies is None):
        field = "pages" if pages is not None else "copies"
        raise ClerkError(
            "Số trang, số bản đã ghi ở từng giấy tờ; không ghi thêm ở ngoài. Hãy xoá một nơi.",
            field,
        )


def explain(lines: Sequence[FeeLine] | None, pages: int | None = None) -> str:
    """How the fee comes about, in one line: 3 bản × 8.000 đ."""
    if lines is None:
        return "Chưa có mức phí trong danh mục"
    if not lines or all(line.dong == 0 and line.exemption is None for line in lines):
        return "Không thu phí"
    if any(line.exemption for line in lines):
        return f"Miễn – {next(line.exemption for line in lines if line.exemption)}"
    parts = [_part(line, pages if len(lines) == 1 else None) for line in lines]
    return " + ".join(parts[:3]) + (" + …" if len(parts) > 3 else "")  # noqa: PLR2004 - room


def _part(line: FeeLine, pages: int | None) -> str:
    if line.base is None:
        return f"{dong(line.dong)} đ"
    if pages is not None and line.kind == "certified_copy":
        return f"{line.quantity} bản × {pages} trang"
    return f"{line.quantity} × {dong(line.base)} đ"


def _by_page(
    rule: FeeRule, papers: Sequence[PaperLine], pages: int | None, copies: int | None
) -> tuple[FeeLine, ...] | None:
    check_originals(papers, pages, copies)
    originals = [(paper.pages, paper.certify) for paper in papers if paper.certify]
    if pages is not None:
        originals.append((pages, copies or 1))
    lines = []
    for sheets, wanted in originals:
        if sheets is None:
            return None  # a page more may double it
        base = copy_fee(rule, sheets)
        lines.append(FeeLine("certified_copy", base, wanted, base * wanted))
    return tuple(lines) or None


def _plain(rule: FeeRule, copies: int | None) -> tuple[FeeLine, ...]:
    if rule.kind == FREE:
        return (FeeLine("fee", None, 1, 0),)
    quantity = (copies or 1) if rule.kind == PER_COPY else 1
    return (FeeLine("fee", rule.dong, quantity, rule.dong * quantity),)
