"""What every ledger must do; a store's own test file subclasses `LedgerSuite`."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.wire import chain
from province.grants import Grant
from province.ledger import (
    QUARANTINED,
    WAITING,
    Contact,
    Delivery,
    Device,
    DossierRow,
    Failed,
    Ledger,
    Place,
    StoredEvent,
    Telling,
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
    deciding_office=COMMUNE,
    return_office=COMMUNE,
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


def _fail_in_an_attempt(ledger: Ledger) -> None:
    with ledger.attempt():
        ledger.settings.put("x", "2")
        ledger.journal.store(delivery(events(1)))
        raise LookupError("x")


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
        made[2] = replace(made[2], place=Place(ROOT, 3, 2))
        assert ledger.journal.store(delivery(made[:2])) == 2
        assert ledger.journal.store(delivery(made, b"more")) == 1
        assert ledger.journal.store(delivery(made, b"more")) == 0
        assert [one.hash for one in ledger.journal.after(0, 9)] == [one.hash for one in made]
        assert ledger.journal.place(COMMUNE, made[2].hash) == Place(ROOT, 3, 2)
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

    def test_a_fork_counts_on_its_line_above_the_newest_installation_only(
        self, ledger: Ledger
    ) -> None:
        trunk = events(2)
        left = events(2, parent=trunk[-1].hash, depth=2, mark=" ")
        right = events(2, parent=trunk[-1].hash, depth=2, mark="  ")
        right[1] = replace(right[1], place=Place(ROOT, 4, 4))
        ledger.journal.store(delivery([*trunk, *left, *right]))
        assert not ledger.journal.is_forked(COMMUNE, left[1].hash)
        for one in (left[0], right[0]):
            ledger.journal.note_fork(COMMUNE, one)
        forked = {one.hash for one in (*left, right[0])}
        assert forked == {
            one.hash
            for one in (*trunk, *left, *right)
            if ledger.journal.is_forked(COMMUNE, one.hash)
        }
        ledger.journal.note_fork(COMMUNE, right[1])
        assert ledger.journal.is_forked(COMMUNE, right[1].hash)

    def test_installations_are_those_that_a_device_brought(self, ledger: Ledger) -> None:
        made = [replace(one, kind=kind) for one, kind in zip(events(3), (1, 20, 1), strict=True)]
        ledger.journal.store(delivery(made))
        found = ledger.journal.installations(COMMUNE, "11-0001")
        assert [one.hash for one in found] == [made[0].hash, made[2].hash]
        assert ledger.journal.installations(COMMUNE, "11-0002") == []

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

    def test_an_event_bears_several_verdicts_each_replaced_and_lifted_by_its_code(
        self, ledger: Ledger
    ) -> None:
        made = events(2)
        ledger.journal.store(delivery(made))
        bad, later = made[0].hash, made[1].hash
        for verdict in (
            Verdict(bad, WAITING, "w", "chờ", b"what"),
            Verdict(bad, QUARANTINED, "q", "câu"),
            Verdict(bad, QUARANTINED, "q", "câu khác"),
            Verdict(later, WAITING, "w", "chờ"),
        ):
            ledger.verdicts.put(COMMUNE, verdict)
        wrong = Verdict(bad, QUARANTINED, "q", "câu khác")
        assert ledger.verdicts.of(COMMUNE, bad) == [
            wrong,
            Verdict(bad, WAITING, "w", "chờ", b"what"),
        ]
        assert ledger.verdicts.among(COMMUNE, [bad, later]) == [wrong]
        found = [one.hash for one in ledger.verdicts.bearing(("", b""), 9)]
        assert found == sorted((bad, later))
        (first,) = ledger.verdicts.bearing(("", b""), 1)
        (second,) = ledger.verdicts.bearing((COMMUNE, first.hash), 9)
        assert [first.hash, second.hash] == found
        ledger.verdicts.lift(COMMUNE, bad, "w")
        assert ledger.verdicts.of(COMMUNE, bad) == [wrong]

    def test_an_office_hears_what_changed_and_what_is_left_where_one_was_lifted(
        self, ledger: Ledger
    ) -> None:
        made = events(1)
        ledger.journal.store(delivery(made))
        bad = made[0].hash
        first, other = (Verdict(bad, QUARANTINED, code, "câu") for code in "ab")
        again = replace(other, sentence="câu khác")
        changes: list[tuple[Verdict | str, bool, tuple[Verdict, ...]]] = [
            (first, False, (first,)),
            (first, False, ()),
            (other, False, (other,)),
            (again, False, (again,)),
            ("a", True, (again,)),
            ("b", True, ()),
        ]
        for change, back, news in changes:
            if isinstance(change, str):
                ledger.verdicts.lift(COMMUNE, bad, change)
            else:
                ledger.verdicts.put(COMMUNE, change)
            (telling,) = ledger.verdicts.untold(9)
            assert telling == Telling(COMMUNE, bad, back, news)
            ledger.verdicts.told(telling)
            assert ledger.verdicts.untold(9) == []

    def test_what_waits_is_not_taken_back_before_it_is_decided(self, ledger: Ledger) -> None:
        made = events(1)
        ledger.journal.store(delivery(made))
        bad = made[0].hash
        ledger.verdicts.put(COMMUNE, Verdict(bad, QUARANTINED, "q", "câu"))
        ledger.verdicts.told(*ledger.verdicts.untold(9))
        ledger.verdicts.lift(COMMUNE, bad, "q")
        ledger.verdicts.put(COMMUNE, Verdict(bad, WAITING, "w", "chờ"))
        assert ledger.verdicts.untold(9) == [Telling(COMMUNE, bad, False, ())]

    def test_only_who_waits_for_what_arrived_is_due_in_portions_and_once(
        self, ledger: Ledger
    ) -> None:
        made = events(5)
        ledger.journal.store(delivery(made))
        for one, awaited in zip(made, (b"a", b"a", b"b", b"a", None), strict=True):
            ledger.verdicts.put(COMMUNE, Verdict(one.hash, WAITING, "w", "chờ", awaited))
        ledger.verdicts.arrived(b"a", "03176")
        assert ledger.verdicts.take_due(9) == []
        ledger.verdicts.arrived(b"a", COMMUNE)
        ledger.verdicts.arrived(b"nobody", COMMUNE)
        portions = [ledger.verdicts.take_due(2) for _ in range(3)]
        assert [len(portion) for portion in portions] == [2, 1, 0]
        due = {one.hash for portion in portions for one in portion}
        assert due == {made[0].hash, made[1].hash, made[3].hash}
        ledger.verdicts.arrived(b"b")
        assert [one.hash for one in ledger.verdicts.take_due(9)] == [made[2].hash]

    def test_an_attempt_that_fails_is_undone_and_the_rest_stands(self, ledger: Ledger) -> None:
        with ledger.transaction():
            ledger.settings.put("x", "1")
            with pytest.raises(Failed) as failed, ledger.attempt():
                ledger.settings.put("x", str(1 // 0))
            with pytest.raises(Failed):
                _fail_in_an_attempt(ledger)
            with ledger.attempt():
                ledger.settings.put("y", "3")
        assert isinstance(failed.value.__cause__, ZeroDivisionError)
        assert ledger.journal.after(0, 9) == []
        assert (ledger.settings.get("x"), ledger.settings.get("y")) == ("1", "3")

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
        elsewhere, void = replace(ROW, commune="03160"), replace(ROW, hash=b"\xed" * 32, void=1)
        for row in (ROW, other, replace(ROW, hash=b"\xef" * 32, code="x"), elsewhere, void):
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
        places = [ledger.down.position_of(COMMUNE, one) for one in hashes]
        assert places == [1, 2, 3]
        assert ledger.down.position_of(COMMUNE, chain.down_root(COMMUNE)) == 0
        assert ledger.down.position_of("03176", hashes[2]) is None

    def test_the_last_of_a_kind_is_found_in_an_offices_journal(self, ledger: Ledger) -> None:
        for body in (b"[80,1,1]", b"[84,1]", b"[80,1,2]", b"{", b"[80,1,3]"):
            ledger.down.append(COMMUNE, body)
        found = [ledger.down.newest(COMMUNE, 80, until) for until in (0, 2, 4, 9)]
        assert found == [None, b"[80,1,1]", b"[80,1,2]", b"[80,1,3]"]

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
