"""Mẫu 02 before reception: somebody is told, once and on paper, all that his papers lack."""

from dataclasses import dataclass

from app.domain.events import Advised, Fact, kind
from app.domain.person import Person


@kind(Advised.number, version=2)
@dataclass(frozen=True, slots=True)
class AdvisedOfPapers(Fact):
    """A visit like `Advised`, with what is missing, under a number of the desk's own.

    No clock starts. `until` is the day agreed upon, as ISO.
    """

    document: str
    procedure: str
    owner: Person
    papers: tuple[str, ...]
    reason: str | None = None
    until: str | None = None
