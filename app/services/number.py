"""The next number on paper: one more than the highest in the journal for that day."""

from datetime import date

from app.domain.numbering import Block, leased_code, own_code, running_number
from app.services.ports import Standing, Writes


def next_code(writes: Writes, standing: Standing, day: date) -> str:
    """A code nobody of this desk has used on that day; out of blocks, the desk's own kind."""
    if standing.numbering == "leased":
        leased = _leased(writes, standing.letter, day)
        if leased is not None:
            return leased
    return _own(writes, standing, day)


def _own(writes: Writes, standing: Standing, day: date) -> str:
    def code(number: int) -> str:
        return own_code(standing.commune, standing.desk, standing.letter, day, number)

    prefix = code(1).rpartition("-")[0] + "-"
    highest = writes.highest_code(prefix)
    return code(1 if highest is None else running_number(highest) + 1)


def _leased(writes: Writes, letter: str, day: date) -> str | None:
    """The first free number of the blocks that cover the day."""
    for agency, number in writes.blocks(day, letter):
        block = Block(number)
        used = [
            running_number(code)
            for code in writes.codes_between(
                leased_code(agency, day, block.first), leased_code(agency, day, block.last)
            )
        ]
        free = max(used, default=block.first - 1) + 1
        if free <= block.last:
            return leased_code(agency, day, free)
    return None
