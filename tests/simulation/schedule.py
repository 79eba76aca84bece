"""Schedules: made of a seed, run, and shrunk where they show something wrong."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import app.storage.journal
from tests.simulation.actions import ACTIONS, resolve
from tests.simulation.check import check, settle
from tests.simulation.world import World, found_world

LENGTHS = (5, 60)
ROUNDS_OF_ANSWERS = 3
ALWAYS = ("write", "exchange")
REASSIGN = "reassign"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What happens, in order: names of actions, each with the seed of its dice."""

    seed: int
    badness: float
    desks: int
    numbering: str
    actions: tuple[tuple[str, int], ...]
    communes: int = 1

    @classmethod
    def of(cls, seed: int) -> "Schedule":
        """The schedule of a seed: some are calm, some favour a few kinds of trouble."""
        dice = Random(seed)
        weights = {
            name: weight if name in ALWAYS else weight * dice.choice((0, 0, 1, 5))
            for name, (weight, _) in ACTIONS.items()
        }
        names = dice.choices(list(weights), list(weights.values()), k=dice.randint(*LENGTHS))
        return cls(
            seed,
            badness=dice.choice((0.0, 0.1, 0.5, 0.9)),
            desks=dice.choice((1, 1, 2, 3)),
            numbering=dice.choice(("own", "leased")),
            actions=tuple((name, dice.randrange(1 << 30)) for name in names),
            communes=dice.choice((1, 1, 2)),
        )

    @classmethod
    def between(cls, seed: int) -> "Schedule":
        """Of two communes, one action of five being that a dossier goes to the other one."""
        made, dice = cls.of(seed), Random(-seed)
        actions = ((REASSIGN if dice.random() < 0.2 else name, die) for name, die in made.actions)
        return replace(made, communes=2, actions=tuple(actions))


class _Nonces:
    """The store's random source, out of the schedule's seed."""

    def __init__(self, seed: int) -> None:
        self._dice = Random(seed)

    def token_hex(self, size: int) -> str:
        """As `secrets` has it."""
        return self._dice.randbytes(size).hex()


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """The same hashes in every run of a schedule."""
    module: Any = app.storage.journal
    real = module.secrets
    module.secrets = _Nonces(seed)
    try:
        yield
    finally:
        module.secrets = real


def run(schedule: Schedule, happened: Counter[str] | None = None) -> list[str]:
    """Let it happen; what is wrong afterwards, and an exception of ours is that too.

    `happened` gets counts of what the schedule held.
    """
    with _seeded(schedule.seed):
        world = found_world(schedule.badness, schedule.desks, schedule.numbering, schedule.communes)
        try:
            return _lived(world, schedule)
        finally:
            if happened is not None:
                happened["events stored"] += len(world.province.stored())
                happened.update(world.happened)


def _lived(world: World, schedule: Schedule) -> list[str]:
    name = ""
    try:
        for name, seed in schedule.actions:
            ACTIONS[name][1](world, Random(seed))
        name = "settle"
        settle(world)
        name, dice = "answers", Random(schedule.seed)
        answers = [resolve(world, dice, one) for one in world.machines * ROUNDS_OF_ANSWERS]
        if any(answers):
            settle(world)
        name, questions = "questions", 0
        while world.province.answer(dice):
            questions += 1
        if questions:
            world.happened["answered by the province"] += questions
            settle(world)
        name = "check"
        return check(world)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        return [f"{name}: {type(error).__name__}: {error}"]


def shrink(schedule: Schedule) -> Schedule:
    """The same kind of trouble with as few actions as leaving some out can reach."""
    kind = _kind(run(schedule))
    size = max(1, len(schedule.actions) // 2)
    while size:
        place = 0
        while place < len(schedule.actions):
            kept = (*schedule.actions[:place], *schedule.actions[place + size :])
            smaller = replace(schedule, actions=kept)
            if _kind(run(smaller)) == kind:
                schedule = smaller
            else:
                place += size
        size //= 2
    return schedule


def _kind(wrong: list[str]) -> str:
    return wrong[0].partition(":")[0] if wrong else ""
