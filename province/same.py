"""One number, or one code of another system, at several dossiers of an office: each is marked.

Two machines that stood alone, or a clone, may have printed a number twice, and two clerks may have
paired one code: all are kept, none is numbered anew. With all but one void the marks go, and each
goes where its own clerk has decided about it; that is kept by name, as rows do not tell it.
"""

import json
from collections.abc import Iterable

from app.domain.answers import SAME_CODE, SAME_NUMBER
from province.ledger import QUARANTINED, DossierRow, Ledger, Verdict
from province.settling import settle

Codes = list[tuple[str, str]]


def codes_of(row: DossierRow) -> Codes:
    """Codes of other systems, as the row has them."""
    return [(one["system"], one["code"]) for one in json.loads(row.codes)]


def compare(
    ledger: Ledger, row: DossierRow, before: Codes, answered: frozenset[tuple[str, str]]
) -> None:
    """Mark, or unmark, every dossier that shares a number or a code with this row, or did.

    `before` are the codes that it had, `answered` the marks (fact, code) that were decided about.
    """
    for code in (SAME_NUMBER, SAME_CODE):
        name = _decided(row, code)
        if (row.hash.hex(), code) in answered and ledger.settings.get(name) is None:
            ledger.settings.put(name, "1")
    alike = _by_identity(ledger.dossiers.bearing(row.commune, row.code))
    for one in {**alike, row.hash: row}.values():
        others = [two for two in alike.values() if two.hash != one.hash and not one.void]
        _mark(ledger, one, SAME_NUMBER, _met(one, others) if others else None)
    sharing = _bearers(ledger, row.commune, [*before, *codes_of(row)])
    for one in {**sharing, row.hash: row}.values():
        mine = codes_of(one)
        others = [two for two in _bearers(ledger, row.commune, mine).values() if two != one]
        shared = None if one.void or not others else _shared(one, others)
        _mark(ledger, one, SAME_CODE, shared)


def _by_identity(rows: Iterable[DossierRow]) -> dict[bytes, DossierRow]:
    return {row.hash: row for row in rows}


def _bearers(ledger: Ledger, commune: str, codes: Codes) -> dict[bytes, DossierRow]:
    rows = (ledger.dossiers.bearing_code(commune, *code) for code in dict.fromkeys(codes))
    return _by_identity(row for found in rows for row in found)


def _mark(ledger: Ledger, row: DossierRow, code: str, sentence: str | None) -> None:
    decided = sentence is not None and ledger.settings.get(_decided(row, code)) is not None
    found = []
    if sentence is not None and not decided:
        found = [Verdict(row.hash, QUARANTINED, code, sentence)]
    settle(ledger, row.commune, row.hash, (code,), found)


def _decided(row: DossierRow, code: str) -> str:
    return f"decided/{code}/{row.hash.hex()}"


def _where(row: DossierRow, others: Iterable[DossierRow]) -> str:
    elsewhere = ", ".join(sorted({one.device for one in others} - {row.device}))
    return f"ở máy {elsewhere}" if elsewhere else "ở một bản chép của máy này"


def _met(row: DossierRow, others: Iterable[DossierRow]) -> str:
    return (
        f"Số phiếu {row.code} còn in trên phiếu khác {_where(row, others)}. Cả hai hồ sơ vẫn được "
        "giữ, không phiếu nào đổi số. Khi trả, hãy đối chiếu họ tên và mã tra cứu trên phiếu; nhập "
        "hai lần thì huỷ bản thừa."
    )


def _shared(row: DossierRow, others: Iterable[DossierRow]) -> str:
    theirs = {code for one in others for code in codes_of(one)}
    codes = ", ".join(sorted(code for system, code in codes_of(row) if (system, code) in theirs))
    numbers = ", ".join(sorted(one.code for one in others))
    return (
        f"Mã {codes} của hệ thống khác đang ghi ở hồ sơ này và ở hồ sơ {numbers}. Cả hai hồ sơ vẫn "
        "được giữ. Hãy xem mã đó là của hồ sơ nào."
    )
