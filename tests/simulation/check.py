"""What must hold when everything has come to rest: the invariants of docs/sync-protocol.md."""

from dataclasses import replace
from random import Random

from app.storage import projections
from province.judge import judge, rebuild
from province.ledger import DossierRow
from tests.simulation import province as provinces
from tests.simulation.machine import Machine
from tests.simulation.province import Province
from tests.simulation.world import World

MOST_ROUNDS = 25
FACTS = ("code", "procedure", "status", "state", "void", "received_at", "due_at", "returned_at")


def settle(world: World) -> None:
    """A perfect line for everybody until nothing moves any more."""
    dice = Random(0)
    for machine in world.machines:
        machine.reboot()
        machine.clock.off = machine.clock.off * 0
    before: object = None
    for _ in range(MOST_ROUNDS):
        states = [world.exchange(machine, dice, 0.0).state for machine in _enrolled(world)]
        world.province.judge()
        after = (len(world.province.stored()), *(_rest(machine) for machine in _enrolled(world)))
        if after == before and _said(world, states):
            return
        before = after
    world.wrong.append(f"never comes to rest: {states}")


def _rest(machine: Machine) -> tuple[int, int, int]:
    chain = machine.chain()
    return machine.unsent(), chain.head()[0], chain.cursor().position


def _said(world: World, states: list[str]) -> bool:
    wanted = [
        "refused" if machine.device in world.revoked else "complete" for machine in _enrolled(world)
    ]
    return states == wanted


def check(world: World) -> list[str]:
    """Everything that is wrong, in words; empty for a world as it should be."""
    found = list(world.wrong)
    for look in (_nothing_lost, _prefix, _once, _judged, _told, _folds, _agree, _any_order):
        found += look(world)
    return found


def _enrolled(world: World) -> list[Machine]:
    return [one for one in world.machines if one.device]


def _living(world: World) -> list[Machine]:
    return [one for one in _enrolled(world) if one.device not in world.revoked]


def _nothing_lost(world: World) -> list[str]:
    stored = world.province.stored()
    return [
        f"I1: {len(missing)} events of {machine.name} are not stored"
        for machine in _living(world)
        if (missing := machine.hashes() - stored)
    ]


def _prefix(world: World) -> list[str]:
    stored = world.province.stored()
    roots = {device.root for device in world.province.ledger().devices.all()}
    rows = world.province.disk.execute("SELECT parent FROM event").fetchall()
    orphans = [parent for (parent,) in rows if parent not in stored and parent not in roots]
    return [f"I4: {len(orphans)} events without their parent"] if orphans else []


def _once(world: World) -> list[str]:
    disk = world.province.disk
    found = []
    (twice,) = disk.execute(
        "SELECT count(*) FROM (SELECT 1 FROM event GROUP BY parent, body HAVING count(*) > 1)"
    ).fetchone()
    if twice:
        found.append(f"I2: {twice} events stored twice")
    rows = disk.execute(
        "SELECT dossier.events, count(DISTINCT part.event) FROM dossier JOIN part"
        " ON part.dossier = dossier.hash GROUP BY dossier.hash"
    ).fetchall()
    if any(counted != parts for counted, parts in rows):
        found.append("I2: a dossier counts an event twice")
    (many,) = disk.execute(
        "SELECT count(*) FROM (SELECT 1 FROM part GROUP BY event HAVING count(*) > 1)"
    ).fetchone()
    if many:
        found.append("I2: an event in two dossiers")
    return found


def _judged(world: World) -> list[str]:
    ledger = world.province.ledger()
    left = ledger.journal.after(int(ledger.settings.get("judged") or 0), 1)
    return ["I6: stored and never judged"] if left else []


def _told(world: World) -> list[str]:
    """Every verdict that the province has reached the machines that hold the event."""
    found = []
    disk = world.province.disk
    verdicts = disk.execute("SELECT event, code FROM verdict WHERE state='quarantined'").fetchall()
    for machine in _living(world):
        held, told = machine.hashes(), machine.disk.execute("SELECT event, code FROM verdict")
        said = {(bytes(event), code) for event, code in told.fetchall()}
        for event, code in verdicts:
            if event in held and (bytes(event), code) not in said:
                found.append(f"I6: {machine.name} was not told {code}")
    return found


def _folds(world: World) -> list[str]:
    """I10: what is derived is the fold of what is true, on both sides."""
    found = []
    for machine in world.machines:
        before = projections.digest(machine.disk.execute)
        projections.rebuild(machine.disk.execute)
        if projections.digest(machine.disk.execute) != before:
            found.append(f"I10: {machine.name} folds to something else")
    before_rows = outcome(world.province)
    rebuild(world.province.ledger(), world.clock.at)
    if outcome(world.province) != before_rows:
        found.append("I10: the province folds to something else")
    return found


def outcome(province: Province) -> tuple[list[DossierRow], list[tuple[object, ...]]]:
    """What the province makes of its journal, whatever way it came.

    Of a dossier that several devices hold, `device` is who brought it first.
    """
    rows = [replace(row, device="") for row in province.ledger().dossiers.all()]
    verdicts = province.disk.execute("SELECT event, state, code FROM verdict ORDER BY event, code")
    return rows, verdicts.fetchall()


def _agree(world: World) -> list[str]:
    """A dossier whose every event a machine holds is the same there and at the province."""
    found = []
    parts: dict[bytes, set[bytes]] = {}
    for dossier, event in world.province.disk.execute("SELECT dossier, event FROM part"):
        parts.setdefault(dossier, set()).add(event)
    rows = {row.hash: row for row in world.province.ledger().dossiers.all()}
    for machine in _living(world):
        held = machine.hashes()
        here = machine.disk.execute(
            f"SELECT event.hash, {', '.join('dossier.' + name for name in FACTS)}"
            " FROM dossier JOIN event USING (id)"
        ).fetchall()
        for identity, *facts in here:
            if not parts.get(bytes(identity), set()) <= held:
                continue
            there = rows.get(bytes(identity))
            if there is None or [getattr(there, name) for name in FACTS] != facts:
                found.append(f"I10: {machine.name} and the province differ on {facts[0]}")
    return found


def _any_order(world: World) -> list[str]:
    """I11: the same envelopes in another order make the same."""
    disk = world.province.disk
    raws = [raw for (raw,) in disk.execute("SELECT raw FROM envelope ORDER BY hash")]
    other = provinces.found(world.clock)
    for one in world.enrolled:
        other.remember(one)
    Random(1).shuffle(raws)
    before = -1
    while before < (before := len(other.stored())):
        for raw in raws:
            other.take(raw)
    judge(other.ledger(), world.clock.at)
    if other.stored() != world.province.stored():
        return ["I11: another order stores something else"]
    if outcome(other) != outcome(world.province):
        return ["I11: another order makes something else"]
    return []
