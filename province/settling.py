"""Verdicts of one event brought to what was found, within the codes that the finder speaks for."""

from collections.abc import Container, Sequence

from province.ledger import Ledger, Verdict


def settle(
    ledger: Ledger, commune: str, event: bytes, scope: Container[str], found: Sequence[Verdict]
) -> None:
    """Of the verdicts whose codes are in `scope`, the event bears just those that were found."""
    known = {one.code: one for one in ledger.verdicts.of(commune, event) if one.code in scope}
    for verdict in found:
        if known.pop(verdict.code, None) != verdict:
            ledger.verdicts.put(commune, verdict)
    for code in known:
        ledger.verdicts.lift(commune, event, code)
