"""A line of a dossier's history: what happened, and what a reader asks first about it."""

from app.domain import events as e
from app.domain.dossier import Change, HistoryLine
from app.domain.effects import DETAILS


def line_of(event: e.Event, action: str, *, effective: bool = True) -> HistoryLine:
    """The line of an event."""
    reason = getattr(event.fact, "reason", None)
    return HistoryLine(
        event.at, event.recorded_at, action, event.by, event.actor, reason, effective,
        _detail(event.fact), _change(event.fact),
    )  # fmt: skip


def _detail(fact: e.Fact) -> str | None:
    """To whom, which papers, how much: what a reader asks first about the step."""
    tell = DETAILS.get(type(fact))
    return tell(fact) or None if tell else None


def _change(fact: e.Fact) -> Change | None:
    return Change(fact.field, fact.old, fact.new) if isinstance(fact, e.Corrected) else None
