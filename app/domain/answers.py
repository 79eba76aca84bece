"""Answers to what cannot be decided by rule: which facts they put aside, and which still differ.

Nothing is overwritten: a fact that is put aside stays in the history and has no effect. Desk and
province fold the same facts with the same answers, so the outcome is the same everywhere. Of two
answers to one matter the one that knew the other counts; of two that did not know of each other
the later in the order of the fold, and the matter comes back until somebody who knows both answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.downstream import QuestionAnswered
from app.domain.events import Fact, kind

MINE, PROVINCE, ASK = "mine", "province", "ask"
ANSWERS = (MINE, PROVINCE, ASK)
CONTRADICTION, ANSWERS_DIFFER = "contradiction", "answers_differ"
SAME_NUMBER, SAME_CODE = "same_number", "same_code"
Matter = tuple[tuple[str, ...], str]


@kind(41)
@dataclass(frozen=True, slots=True)
class Resolved(Fact):
    """A clerk's answer to what the province marked; also outside dossiers, where the mark is there.

    `matter` are the facts concerned, `aside` those of them that count no more, `after` the earlier
    answers to the same matter that were known: all identities in hex, sorted. `code` is the
    verdict's, `answer` is mine, province or ask.
    """

    matter: tuple[str, ...]
    code: str
    answer: str
    aside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and its identity in hex."""

    identity: str
    matter: tuple[str, ...]
    code: str
    answer: str
    aside: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, identity: str, fact: Resolved | QuestionAnswered) -> "Answer":
        """Out of the fact that carries it."""
        return cls(identity, fact.matter, fact.code, fact.answer, fact.aside, fact.after)


def standing(answers: Sequence[Answer]) -> dict[Matter, list[Answer]]:
    """By matter, in order, the decisions that no later one knew of; a question decides nothing."""
    replaced = {one for answer in answers for one in answer.after}
    found: dict[Matter, list[Answer]] = {}
    for answer in answers:
        if answer.answer != ASK and answer.identity not in replaced:
            found.setdefault((answer.matter, answer.code), []).append(answer)
    return found


def put_aside(answers: Sequence[Answer]) -> frozenset[str]:
    """Identities of the facts that have no effect, by the last decision of each matter."""
    return frozenset(one for found in standing(answers).values() for one in found[-1].aside)


def settled(answers: Sequence[Answer]) -> frozenset[tuple[str, str]]:
    """Marks (fact, code) that somebody has decided about."""
    return frozenset((one, code) for matter, code in standing(answers) for one in matter)


def differing(answers: Sequence[Answer]) -> list[list[Answer]]:
    """Decisions of one matter that did not know of each other and do not say the same."""
    groups = standing(answers).values()
    return [found for found in groups if len({one.aside for one in found}) > 1]


def sorted_names(identities: Iterable[bytes]) -> tuple[str, ...]:
    """Identities as a matter names them."""
    return tuple(sorted(one.hex() for one in identities))
