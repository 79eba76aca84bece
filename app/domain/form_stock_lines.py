"""The register of blank forms as answers tell it, at a desk and at the province alike."""

from typing import Any

from app.domain.form_stock import Movement, Stock, Totals
from app.domain.times import iso


def stock_line(stock: Stock, totals: Totals) -> dict[str, Any]:
    """One form, with what it comes to in some days."""
    return {
        "form": stock.form,
        "about": stock.about,
        "opening": totals.opening,
        "received": totals.received,
        "used": totals.used,
        "spoilt": totals.spoilt,
        "difference": totals.difference,
        "left": totals.left,
        "least": stock.least,
        "low": stock.low,
    }


def movement_line(one: Movement, who: str) -> dict[str, Any]:
    """One movement; `by` is a name."""
    fact = one.fact
    return {
        "at": iso(one.at),
        "way": fact.way,
        "quantity": fact.quantity,
        "difference": one.difference,
        "left": one.left,
        "serials": fact.serials.words if fact.serials else None,
        "document": fact.document,
        "dossier": fact.dossier,
        "note": fact.note,
        "by": who,
    }
