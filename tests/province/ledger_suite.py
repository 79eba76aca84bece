"""What every ledger must do; a store's own test file subclasses `LedgerSuite`."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.downstream import ACCEPTED
from app.wire import chain
from province.ledger import (
    QUARANTINED,
    WAITING,
    Contact,
    Delivery,
    Device,
    DossierRow,
    Grant,
    Ledger,
    Place,
    StoredEvent,
    Verdict,
    Version,
)

COMMUNE = "03158"
ROOT = b"\x01" * 32
DEVICE = Device(
    name="11-0001", commune=COMMUNE, desk=1, certificate=b"c", numbering="own", enrolled_ms=5
)
ROW = DossierRow(
    hash=b"\x01" * 32,
    commune=COMMUNE,
    device="11-0001",
    code="MC-1",
    codes="[]",
    procedure="2.000815",
    channel="counter",
    owner_name="Đặng Văn Đức",
    owner_id=None,
    received_at=100,
    due_at=None,
    status=2,
    state=None,
    finished_at=None,
    returned_at=None,
    fee_dong=None,
    void=0,
    events=1,
)


def events(
    count: int, *, parent: bytes = ROOT, depth: int = 0, mark: str = ""
) -> list[StoredEvent]:
    """A run of events on a parent."""
    made = []
    for number in range(count):
        body = b"[1,%d]" % number + mark.encode()
        identity = chain.link(parent, body)
        place = Place(ROOT, depth + number + 1)
        made.append(StoredEvent(identity, parent, place, "11-0001", 1, body))
        parent = identity
    return made


def delivery(stored: list[StoredEvent], raw: bytes = b"raw") -> Delivery:
    """An envelope that brings them."""
    return Delivery(raw, COMMUNE, "11-0001", raw, 7, stored)


def _fail_in_the_middle(ledger: Ledger) -> None:
    with ledger.transaction():
        ledger.settings.put("x", "1")
        with ledger.transaction():
            ledger.journal.store(delivery(events(1)))
        ledger.settings.put("x", str(1 // 0))


class LedgerSuite:
    """The port's promises. `ledger` is an empty one of province 11, `reopen` opens it again."""

    def test_settings_keep_the_last_text(self, ledger: Ledger) -> None:
        assert ledger.settings.get("x") is None
        ledger.settings.put("x", "1")
        ledger.settings.put("x", "2")
        assert ledger.settings.get("x") == "2"
        assert ledger.province == "11"

    def test_devices_are_found_by_name_and_root(self, ledger: Ledger) -> None:
        ledger.devices.add(DEVICE)
        assert ledger.devices.find("11-0001") == DEVICE
        assert ledger.devices.find("11-0002") is None
        assert ledger.devices.of_root(COMMUNE, ROOT) is None
        ledger.devices.bind("11-0001", ROOT)
        ledger.devices.met("11-0001", Contact(9, "0.1.0", 3, -4))
        ledger.devices.revoke("11-0001", 10, "mất")
        (device,) = ledger.devices.all()
        assert ledger.devices.of_root(COMMUNE, ROOT) == device
        assert ledger.devices.of_root("03176", ROOT) is None
        assert (device.root, device.contact) == (ROOT, Contact(9, "0.1.0", 3, -4))
        assert (device.revoked_ms, device.revoked_because) == (10, "mất")

    def test_events_are_kept_once_by_identity(self, ledger: Ledger) -> None:
        made = events(3)
        assert ledger.journal.store(delivery(made[:2])) == 2
        assert ledger.journal.store(delivery(made, b"more")) == 1
        assert ledger.journal.store(delivery(made, b"more")) == 0
        assert [one.hash for one in ledger.journal.after(0, 9)] == [one.hash for one in made]
        assert ledger.journal.place(COMMUNE, made[2].hash) == Place(ROOT, 3)
        assert ledger.journal.place("03176", made[2].hash) is None
        found = ledger.journal.find(COMMUNE, made[1].hash)
        assert found is not None
        assert (found.body, found.commune, found.parent) == (
            made[1].body,
            COMMUNE,
            made[0].hash,
        )

    def test_arrivals_are_read_in_pages(self, ledger: Ledger) -> None:
        ledger.journal.store(delivery(events(5)))
        first = ledger.journal.after(0, 2)
        rest = ledger.journal.after(first[-1].seq, 9)
        assert [one.place.depth for one in first + rest] == [1, 2, 3, 4, 5]

    def test_an_ancestor_is_counted_back_also_through_a_fork(self, ledger: Ledger) -> None:
        trunk = events(2)
        left = events(2, parent=trunk[-1].hash, depth=2, mark=" ")
        right = events(2, parent=trunk[-1].hash, depth=2, mark="  ")
        ledger.journal.store(delivery([*trunk, *left, *right]))
        for branch in (left, right):
            tip = ledger.journal.find(COMMUNE, branch[1].hash)
            assert tip is not None
            way = [ledger.journal.ancestor(tip, back) for back in range(5)]
            expected = [branch[1].hash, branch[0].hash, trunk[1].hash, trunk[0].hash, None]
            assert [one and one.hash for one in way] == expected

    def test_refused_envelopes_are_counted_once(self, ledger: Ledger) -> None:
        ledger.devices.add(DEVICE)
        for raw in (b"1", b"2", b"1"):
            ledger.journal.refuse(delivery([], raw), "revoked")
        assert ledger.journal.refused("11-0001") == 2

    def test_a_transaction_is_all_or_nothing(
        self, ledger: Ledger, reopen: Callable[[], Ledger]
    ) -> None:
        with pytest.raises(ZeroDivisionError):
            _fail_in_the_middle(ledger)
        with ledger.transaction():
            ledger.settings.put("y", "1")
        other = reopen()
        assert (other.settings.get("x"), other.settings.get("y")) == (None, "1")
        assert other.journal.after(0, 9) == []
        other.close()

    def test_verdicts_are_replaced_lifted_and_told(self, ledger: Ledger) -> None:
        made = events(2)
        ledger.journal.store(delivery(made))
        bad, later = made[0].hash, made[1].hash
        ledger.verdicts.put(COMMUNE, Verdict(bad, WAITING, "w", "chờ"))
        ledger.verdicts.put(COMMUNE, Verdict(bad, QUARANTINED, "q", "câu"))
        ledger.verdicts.put(COMMUNE, Verdict(later, WAITING, "w", "chờ"))
        assert ledger.verdicts.among(COMMUNE, [bad, later]) == [
            Verdict(bad, QUARANTINED, "q", "câu")
        ]
        assert [one.hash for one in ledger.verdicts.events()] == [bad, later]
        assert [one.hash for one in ledger.verdicts.events(("w",))] == [later]
        ((commune, untold),) = ledger.verdicts.untold()
        ledger.verdicts.told(commune, untold)
        assert ledger.verdicts.untold() == []
        ledger.verdicts.lift(COMMUNE, bad)
        ((commune, lifted),) = ledger.verdicts.untold()
        assert (lifted.event, lifted.state) == (bad, ACCEPTED)
        ledger.verdicts.told(commune, lifted)
        assert ledger.verdicts.untold() == []

    def test_parts_come_in_the_order_of_the_fold(self, ledger: Ledger) -> None:
        made = events(4)
        ledger.journal.store(delivery(made))
        for one in ledger.journal.after(0, 9)[::-1]:
            ledger.dossiers.join(COMMUNE, made[1].hash, one)
            ledger.dossiers.join(COMMUNE, made[1].hash, one)
        parts = ledger.dossiers.parts(COMMUNE, made[1].hash)
        assert [one.hash for one in parts] == [one.hash for one in made]

    def test_rows_are_replaced_sorted_and_cleared(self, ledger: Ledger) -> None:
        ledger.dossiers.put(ROW)
        ledger.dossiers.put(ROW)
        assert list(ledger.dossiers.all()) == [ROW]
        ledger.dossiers.clear()
        assert list(ledger.dossiers.all()) == []

    def test_rows_are_found_by_the_number_of_their_slip(self, ledger: Ledger) -> None:
        other = replace(ROW, hash=b"\xee" * 32)
        elsewhere = replace(ROW, commune="03160")
        for row in (ROW, other, replace(ROW, hash=b"\xef" * 32, code="x"), elsewhere):
            ledger.dossiers.put(row)
        found = ledger.dossiers.bearing(COMMUNE, ROW.code)
        assert [row.hash for row in found] == sorted((ROW.hash, other.hash))

    def test_an_offices_journal_is_a_chain_of_its_own(self, ledger: Ledger) -> None:
        assert ledger.down.last(COMMUNE) == 0
        assert ledger.down.hash_at(COMMUNE, 0) == chain.down_root(COMMUNE)
        for body in (b"1", b"2", b"3"):
            ledger.down.append(COMMUNE, body)
        ledger.down.append("03176", b"1")
        hashes = chain.run(chain.down_root(COMMUNE), [b"1", b"2", b"3"])
        assert [ledger.down.hash_at(COMMUNE, place) for place in (1, 2, 3, 4)] == [*hashes, None]
        assert ledger.down.after(COMMUNE, 1, 9) == [b"2", b"3"]
        assert ledger.down.after(COMMUNE, 0, 1) == [b"1"]
        assert ledger.down.last("03176") == 1

    def test_blocks_are_taken_on_any_shared_day(self, ledger: Ledger) -> None:
        grant = Grant(COMMUNE, "11-0001", "H18.40", 7, "2026-11-01", "2026-11-30")
        ledger.grants.add(grant)
        assert ledger.grants.of_device("11-0001") == [grant]
        assert ledger.grants.taken("H18.40", "2026-11-30", "2026-12-30") == {7}
        assert ledger.grants.taken("H18.40", "2026-12-01", "2026-12-30") == set()
        assert ledger.grants.taken("H18.41", "2026-11-01", "2026-12-30") == set()

    def test_the_newest_catalogue_is_the_one_published_last(self, ledger: Ledger) -> None:
        assert ledger.catalogues.newest() is None
        old = Version("11.9", "aa", 3, None, 9, ("1",))
        new = Version("11.10", "bb", 4, "2027-01-01", 10, ("1", "2"))
        ledger.catalogues.add(old, b"old")
        ledger.catalogues.add(new, b"new")
        assert ledger.catalogues.newest() == new
        assert ledger.catalogues.all() == [old, new]
        assert ledger.catalogues.find("11.9") == old
        assert ledger.catalogues.find("x") is None
        assert ledger.catalogues.packed("aa") == b"old"
        assert ledger.catalogues.packed("cc") is None

    def test_a_devices_figures_follow_the_judge(self, ledger: Ledger) -> None:
        ledger.devices.add(DEVICE)
        made = events(4)
        ledger.journal.store(delivery(made))
        ledger.settings.put("judged", str(ledger.journal.after(0, 3)[-1].seq))
        ledger.verdicts.put(COMMUNE, Verdict(made[0].hash, WAITING, "w", ""))
        ledger.verdicts.put(COMMUNE, Verdict(made[1].hash, QUARANTINED, "q", ""))
        counts = ledger.journal.counts("11-0001")
        assert (counts.installations, counts.stored, counts.judged) == (4, 4, 2)
        assert (counts.quarantined, counts.waiting) == (1, 1)
