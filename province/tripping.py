"""Where our own program trips while it takes an event in: stored all the same, and said.

The bytes of a chain are never kept waiting by a fault of ours in what we make of them: where an
event stands beside others, which letters are in use, which blocks end. Such an event is marked
unjudged with the kind of the error and its place in the program, never its words, and looked at
again by `judge --again` and by the first judging of another program.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from province.aside import Tripped
from province.errors import kind_of
from province.ledger import Failed, Ledger

T = TypeVar("T")
log = logging.getLogger("province")


def tried(ledger: Ledger, one: Tripped, work: Callable[[], T], otherwise: T) -> T:
    """What `work` answers; where it raises, nothing of it, and the event is marked."""
    try:
        with ledger.attempt():
            return work()
    except Failed as failure:
        error = kind_of(failure.__cause__)
        log.error("ingest: %s in event %s, stored unjudged", error, one.event.hex()[:16])  # noqa: TRY400 - never the words of the error
        ledger.aside.trip(replace(one, error=error))
        return otherwise
