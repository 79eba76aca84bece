"""What became of a step on many dossiers, as pages tell it: what went, what stayed and why."""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.bootstrap import words
from app.services.ports import Stored
from app.services.steps import Tried


def went(tried: Sequence[Tried], saved_at: Callable[[datetime], None]) -> list[Stored]:
    """The dossiers that took it; `saved_at` hears when the last of them was stored."""
    found = [one.stored for one in tried if one.stored and one.fault is None]
    if found:
        saved_at(found[-1].dossier.history[-1].recorded_at)
    return found


def kept(keys: Sequence[str], tried: Sequence[Tried]) -> tuple[tuple[str, str], ...]:
    """(key, which dossier and why) of those that did not; `keys` are theirs in the page's list."""
    return tuple(
        (key, said(one.stored, one.fault.message))
        for key, one in zip(keys, tried, strict=True)
        if one.fault is not None
    )


def doubts(tried: Sequence[Tried]) -> tuple[str, ...]:
    """What to look at twice of those that went, each once, with its dossier in front."""
    found = (
        said(one.stored, warned.message)
        for one in tried
        if one.fault is None
        for warned in one.warnings
    )
    return tuple(dict.fromkeys(found))


def said(stored: Stored | None, sentence: str) -> str:
    """The sentence behind the dossier's number and owner; alone where there is no such dossier."""
    if stored is None:
        return sentence
    dossier = stored.dossier
    number = words.said_number(dossier.code, dossier.received_at)
    return f"{number} {dossier.owner.name}: {sentence}"
