"""The next number on paper: one more than the highest in the journal for that day."""

from datetime import date

from app.domain.numbering import (
    Block,
    first_incident,
    first_paper,
    following,
    leased_code,
    own_code,
    running_number,
)
from app.services.ports import Reads, Standing


def next_code(reads: Reads, standing: Standing, day: date) -> str:
    """A code nobody of this desk has used on that day; out of blocks, the desk's own kind."""
    if standing.numbering == "leased":
        leased = _leased(reads, standing.letter, day)
        if leased is not None:
            return leased
    return _own(reads, standing, day)


def next_paper(reads: Reads, standing: Standing, kind: str, day: date) -> str:
    """The next number of a paper without a dossier; never one that was given before."""
    first = first_paper(kind, standing.commune, standing.desk, standing.letter, day)
    highest = reads.highest_paper(first.rpartition("-")[0] + "-")
    return first if highest is None else following(highest)


def next_incident(reads: Reads, standing: Standing) -> str:
    """The next number of an incident of this desk: one more than the highest in the journal."""
    first = first_incident(standing.commune, standing.desk, standing.letter)
    highest = reads.highest_incident(first.rpartition("-")[0] + "-")
    return first if highest is None else following(highest)


def _own(reads: Reads, standing: Standing, day: date) -> str:
    first = own_code(standing.commune, standing.desk, standing.letter, day, 1)
    prefix = first.rpartition("-")[0] + "-"
    highest = reads.highest_code(prefix)
    return first if highest is None else following(highest)


def _leased(reads: Reads, letter: str, day: date) -> str | None:
    """The first free number of the blocks that cover the day."""
    for agency, number in reads.blocks(day, letter):
        block = Block(number)
        used = [
            running_number(code)
            for code in reads.codes_between(
                leased_code(agency, day, block.first), leased_code(agency, day, block.last)
            )
        ]
        free = max(used, default=block.first - 1) + 1
        if free <= block.last:
            return leased_code(agency, day, free)
    return None
