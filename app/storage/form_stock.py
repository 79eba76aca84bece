"""The register of blank forms as this desk's own journal has it. Derived rows: which events."""

from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.form_stock import FormStockMoved, Stock, stocks_of
from app.wire.event import decode

Execute = Callable[..., Any]


def _moved(execute: Execute, event_id: int, _identity: bytes, _fact: FormStockMoved) -> None:
    execute("INSERT OR IGNORE INTO form_stock VALUES(?)", (event_id,))


KEPT: dict[type[e.Fact], Callable[[Execute, int, bytes, Any], None]] = {FormStockMoved: _moved}


def stocks(execute: Execute) -> list[Stock]:
    """Every form that was ever moved here, by its code."""
    rows = execute("SELECT body FROM form_stock JOIN event ON event.id=event ORDER BY event")
    return stocks_of(decode(body) for (body,) in rows.fetchall())
