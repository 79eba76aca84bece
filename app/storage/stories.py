"""The story of a dossier out of the journals: what the fold took, in its order."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.domain.events import Event, HandedOver
from app.domain.story import Story, tell
from app.storage.folding import event_ids, fold

Execute = Callable[..., Any]


def story_of(execute: Execute, dossier_id: int) -> Story:
    """Every step that had an effect; LookupError where there is no such dossier.

    People of another office are named with their commune: an id of theirs may be one here, too.
    """
    folded = fold(execute, dossier_id, event_ids(execute, dossier_id))
    told = ((one.event, folded.offices.get(one.identity)) for one in folded.taken if one.effective)
    return tell(event if office is None else _named(event, office) for event, office in told)


def _named(event: Event, commune: str) -> Event:
    fact = event.fact
    if isinstance(fact, HandedOver) and fact.to is not None:
        fact = replace(fact, to=f"{fact.to}, xã {commune}")
    return replace(event, by=event.by or f"{event.actor}, xã {commune}", fact=fact)
