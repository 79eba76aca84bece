"""What must hold when everything has come to rest: the invariants of docs/sync-protocol.md."""

from dataclasses import replace
from random import Random

from app.storage import projections, rebuilding
from app.storage.brought import GUEST, guest_id
from province import places
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
    settled: object = None
    for _ in range(MOST_ROUNDS):
        states = [world.exchange(machine, dice, 0.0).state for machine in _enrolled(world)]
        world.province.judge()
        after = _state(world)
        if after == before and _said(world, states):
            if after == settled:
                return
            world.clock.pass_by(2 * 24 * 3600)  # whoever was silent is spoken for
            _meet_all(world)
            after = settled = _state(world)
        before = after
    world.wrong.append(f"never comes to rest: {states}")


def _state(world: World) -> tuple[object, ...]:
    return len(world.province.stored()), *(_rest(machine) for machine in _enrolled(world))


def _meet_all(world: World) -> None:
    """Every desk of an office that the province still knows, until all have heard all."""
    for commune in world.communes:
        living = [one for one in _living(world) if one.commune == commune]
        before: object = None
        while before != (before := [len(machine.heard()) for machine in living]):
            for machine in living:
                world.meet(machine, living[0])


def _rest(machine: Machine) -> tuple[int, int, int, int]:
    chain = machine.chain()
    return machine.unsent(), chain.head()[0], chain.cursor().position, len(machine.heard())


def _said(world: World, states: list[str]) -> bool:
    wanted = [
        "refused" if machine.device in world.revoked else "complete" for machine in _enrolled(world)
    ]
    return states == wanted


def check(world: World) -> list[str]:
    """Everything that is wrong, in words; empty for a world as it should be."""
    found = list(world.wrong)
    for look in (
        _nothing_lost,
        _prefix,
        _once,
        _judged,
        _told,
        _folds,
        _agree,
        _guests,
        _any_order,
    ):
        found += look(world)
    return found


def _enrolled(world: World) -> list[Machine]:
    return [one for one in world.machines if one.device]


def _living(world: World) -> list[Machine]:
    return [one for one in _enrolled(world) if one.device not in world.revoked]


def _nothing_lost(world: World) -> list[str]:
    stored = world.province.stored()
    found = [
        f"I1: {len(missing)} events of {machine.name} are not stored"
        for machine in _living(world)
        if (missing := machine.hashes() - stored)
    ]
    for machine in _living(world):
        missing = {
            bytes(identity)
            for identity, device in machine.disk.execute(
                "SELECT hash, device FROM peer_event JOIN peer_line ON peer_line.id=line"
            )
            if device not in world.revoked
        } - stored
        if missing:
            found.append(f"I16: {len(missing)} events that {machine.name} heard are not stored")
    return found


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
        rebuilding.rebuild(machine.disk)
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
    """A dossier is the same at the province and on every machine that holds its opening.

    Also where machines acted on it apart, and whatever their clerks answered.
    """
    found = []
    rows = {row.hash: row for row in world.province.ledger().dossiers.all()}
    for machine in _living(world):
        columns = ", ".join("dossier." + name for name in FACTS)
        here = machine.disk.execute(
            f"SELECT hash, {columns} FROM dossier JOIN event USING (id)"
        ).fetchall()
        here += [
            row[1:]
            for row in machine.disk.execute(
                f"SELECT device, hash, {columns} FROM dossier JOIN peer_event USING (id) "
                "JOIN peer_line ON peer_line.id=line"
            ).fetchall()
            if row[0] not in world.revoked and _heard_all(world, machine, bytes(row[1]))
        ]
        for identity, *facts in here:
            there = rows.get(bytes(identity))
            if there is None or [getattr(there, name) for name in FACTS] != facts:
                found.append(f"I10: {machine.name} and the province differ on {facts[0]}")
    return found


def _guests(world: World) -> list[str]:
    """Who has to do with a dossier has it as the province does, and nobody else has it."""
    found = []
    ledger = world.province.ledger()
    rows = {row.hash: row for row in ledger.dossiers.all()}
    columns = ", ".join(("place", *FACTS))
    for machine in _living(world):
        concerned = {
            identity: [_place(row), *(getattr(row, name) for name in FACTS)]
            for identity, row in rows.items()
            if (known := places.read(ledger, identity)) and machine.commune in known.others
        }
        cards = {
            number: facts
            for number, *facts in machine.disk.execute(f"SELECT id, {columns} FROM dossier")
        }
        world.happened["dossiers of another office"] += len(concerned)
        for identity, facts in concerned.items():
            if cards.pop(guest_id(identity), None) != facts:
                found.append(f"I10: {machine.name} and the province differ on a guest")
        if any(number <= -GUEST for number in cards):
            found.append(f"{machine.name} has a dossier that it has nothing to do with")
    return found


def _place(row: DossierRow) -> str | None:
    if {row.deciding_office, row.return_office} == {row.commune}:
        return None
    return row.deciding_office if row.finished_at is None else row.return_office


def _heard_all(world: World, machine: Machine, dossier: bytes) -> bool:
    """Whether this desk has all of a neighbour's dossier that the province has.

    Not where the neighbour went on alone, told the province, and was never met again.
    """
    brought = {bytes(row[0]) for row in machine.disk.execute("SELECT event FROM brought")}
    parts = world.province.disk.execute("SELECT event FROM part WHERE dossier=?", (dossier,))
    here = machine.hashes() | machine.heard() | brought
    return all(bytes(event) in here for (event,) in parts.fetchall())


def _any_order(world: World) -> list[str]:
    """I11: the same envelopes in another order make the same."""
    disk = world.province.disk
    raws = [raw for (raw,) in disk.execute("SELECT raw FROM envelope ORDER BY hash")]
    other = provinces.found(world.clock)
    for one in world.enrolled:
        other.remember(one)
    ruled = disk.execute("SELECT name, value FROM setting WHERE name LIKE 'ruled/%'").fetchall()
    decided = disk.execute("SELECT name, value FROM setting WHERE name LIKE 'lone/%'").fetchall()
    given = disk.execute("SELECT name, value FROM setting WHERE name LIKE 'assigned/%'").fetchall()
    for name, value in (*ruled, *decided, *given):  # the province's own word travels in no envelope
        other.ledger().settings.put(name, value)
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
