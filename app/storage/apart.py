"""What contradicts itself, found here before the province says so: derived with each fold.

Only facts of different desks' lines are compared: of copies of one disk this desk cannot know where
they parted. What the province has marked itself stands in `verdict` and goes before.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.domain.answers import CONTRADICTION
from app.domain.contradictions import contradictions, sentence
from app.domain.order import Spot, beside
from app.storage import brought

Execute = Callable[..., Any]
MARKED = (
    "(SELECT event, dossier, code, sentence FROM verdict UNION ALL "
    f"SELECT event, dossier, '{CONTRADICTION}', sentence FROM apart WHERE NOT EXISTS("
    "SELECT 1 FROM verdict WHERE verdict.event=apart.event "
    f"AND verdict.code='{CONTRADICTION}')) AS verdict"
)
"""What people here have to look at, as a table of the name that the province's word has."""
GROUP = (
    "coalesce((SELECT events FROM contradiction WHERE contradiction.event={event}), "
    "(SELECT events FROM apart WHERE apart.event={event}))"
)
"""All facts of the group that one is of, as one text."""


def mark(execute: Execute, dossier_id: int, folded: brought.Folded) -> None:
    """What of a dossier contradicts itself now, in the place of what did."""
    execute("DELETE FROM apart WHERE dossier=?", (dossier_id,))
    for group in contradictions(folded.taken, partial(_apart, folded.spots)):
        said = sentence(folded.dossier.code, folded.taken, group)
        names = " ".join(sorted(one.hex() for one in group))
        for event in group & folded.own:
            execute(
                "INSERT OR REPLACE INTO apart VALUES(?,?,?,?)", (event, dossier_id, said, names)
            )


def concerns(folded: brought.Folded) -> bool:
    """Whether more lines than one count in it: in one's alone no step of its own can be apart."""
    return len({spot.line for spot in folded.spots}) > 1


def _apart(spots: tuple[Spot, ...], one: Spot, other: Spot) -> bool:
    return one.line != other.line and beside(spots, one, other)
