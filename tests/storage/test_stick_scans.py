"""Scans on a stick that is small, full or late; a receipt says only what was true at its time."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.domain.times import to_millis
from app.services import reception, scans
from app.services.exchange import Peer
from app.storage import scans as store
from app.sync.stick_scans import CLUSTER, RESERVE, ScansCarried, ScansConfirmed, ScanStick
from app.wire import scan_stick as wire
from app.wire.scans import Ticket
from app.wire.signing import certify_server, new_key
from tests.scenarios.desks import copies
from tests.storage.conftest import FRIDAY

PRIVATE, _PUBLIC = new_key()
SERVER_PRIVATE, SERVER_PUBLIC = new_key()
ROOT_PRIVATE, ROOT = new_key()
CERTIFICATE = certify_server(
    ROOT_PRIVATE, province="11", training=True, key=SERVER_PUBLIC, last_day=date(2027, 1, 1)
)
PEER = Peer("11-0001", "a", PRIVATE, None, ROOT, CERTIFICATE.to_text(), True, "03158")
PLENTY = 1 << 40


def stick(opened: OpenDesk, folder: Path, free: Callable[[Path], int] | int = PLENTY) -> ScanStick:
    room = free if callable(free) else lambda _folder: free
    return ScanStick(opened.scans(), PEER, folder, lambda: FRIDAY, room)


def waiting(opened: OpenDesk, *sizes: int) -> list[str]:
    """Scans of one dossier, each a minute after the one before."""
    dossier = reception.receive(opened.desk, copies()).stored
    digests = [
        opened.scans().take_in(
            bytes([place]) * size, name=None, pages=1, now=FRIDAY + timedelta(minutes=place)
        )
        for place, size in enumerate(sizes)
    ]
    scans.attach(opened.desk, dossier.id, digests)
    return digests


def lying(folder: Path) -> set[str]:
    return {file.stem for file in wire.scans_folder(folder, "11-0001").glob("*.mcs")}


def listed(folder: Path) -> list[str]:
    (file,) = folder.glob("*.mcl")
    return [digest for digest, _ in wire.read_list(file.read_bytes()).scans]


def test_who_waits_longest_goes_first_and_one_too_big_holds_no_smaller_one_up(
    opened: OpenDesk, tmp_path: Path
) -> None:
    first, big, small, last = waiting(opened, 10_000, 500_000, 10_000, 10_000)
    room = RESERVE + 2 * (CLUSTER + 11_000)
    done = stick(opened, tmp_path, room).write()
    assert (done.written, done.left, done.broken) == (2, 2, False)
    assert listed(tmp_path) == [first, small]
    assert lying(tmp_path) == {first, small}
    done = stick(opened, tmp_path, RESERVE + CLUSTER + 11_000).write()
    assert lying(tmp_path) == {first, small, last}  # what lies there needs no room again
    assert done.left == 1
    assert big in [one.digest for one in opened.scans().waiting(9)]


def test_a_stick_without_room_takes_the_records_and_no_scan(
    opened: OpenDesk, tmp_path: Path
) -> None:
    waiting(opened, 10_000)
    assert stick(opened, tmp_path, RESERVE).write() == ScansCarried(left=1)
    assert not list(tmp_path.glob("*.mcl"))


def test_where_the_stick_takes_no_more_the_list_names_what_is_there(
    opened: OpenDesk, tmp_path: Path
) -> None:
    first, second, _third = waiting(opened, 10_000, 10_000, 10_000)
    in_the_way = wire.scans_folder(tmp_path, "11-0001") / wire.scan_name(second)
    in_the_way.mkdir(parents=True)
    done = stick(opened, tmp_path).write()
    assert (done.written, done.left, done.broken) == (1, 2, True)
    assert listed(tmp_path) == [first]
    in_the_way.rmdir()
    assert stick(opened, tmp_path).write() == ScansCarried(3, 30_060)


def test_a_scan_that_this_machine_lost_is_no_fault_of_the_stick(
    opened: OpenDesk, tmp_path: Path
) -> None:
    lost, good = waiting(opened, 10_000, 10_000)
    (opened.paths.scans / lost[:2] / lost).unlink()
    done = stick(opened, tmp_path).write()
    assert (done.written, done.broken) == (1, False)
    assert listed(tmp_path) == [good]


def test_what_lies_on_a_stick_is_told_so_until_the_province_has_it(
    opened: OpenDesk, tmp_path: Path
) -> None:
    digests = waiting(opened, 10_000, 10_000)
    room = RESERVE + CLUSTER + 11_000
    stick(opened, tmp_path, room).write()

    def told() -> tuple[str, str]:
        many, size = store.unsent(opened.connection)
        said = scans.unsent_words(many, size, store.on_sticks(opened.connection))
        return store.count_of(opened.connection, digests).words(), said

    one = "(1 bản đã chép ra USB, chờ tỉnh trả lời)"
    assert told() == (
        f"2 bản quét, 2 chưa gửi {one}",
        f"2 bản quét (0,1 MB) gửi sau hồ sơ {one}.",
    )
    stick(opened, tmp_path).write()
    assert told()[0] == "2 bản quét, 2 chưa gửi (đã chép ra USB, chờ tỉnh trả lời)"
    for digest in digests:
        opened.scans().mark_sent(digest, FRIDAY)
    assert told() == ("2 bản quét, tỉnh đã nhận", "")


def receipts(folder: Path, time_ms: int, *digests: str) -> None:
    """As the province writes them."""
    lines = []
    for digest in digests:
        ticket = Ticket("11-0001", digest, 10_020)
        lines.append((digest, ticket.size, ticket.receipt(SERVER_PRIVATE)))
    said = wire.Receipts("11-0001", time_ms, tuple(lines))
    (folder / f"{time_ms}.mcr").write_bytes(said.signed(SERVER_PRIVATE))


def test_a_receipt_from_before_the_province_lost_it_is_believed_no_more(
    opened: OpenDesk, tmp_path: Path
) -> None:
    (digest,) = waiting(opened, 10_000)
    moment = to_millis(FRIDAY)
    receipts(tmp_path, moment, digest)
    assert stick(opened, tmp_path).read() == ScansConfirmed(sent=1)
    chain = opened.chain()
    chain.record_contact(moment + 5_000, 0)
    chain.offer_again()
    assert store.unsent(opened.connection)[0] == 1
    assert stick(opened, tmp_path).read() == ScansConfirmed(sent=0)
    assert store.unsent(opened.connection)[0] == 1
    receipts(tmp_path, moment + 5_000, digest)
    assert stick(opened, tmp_path).read() == ScansConfirmed(sent=1)


def test_receipts_for_another_machine_are_left_alone(opened: OpenDesk, tmp_path: Path) -> None:
    said = wire.Receipts("11-0002", 5, ())
    (tmp_path / "a.mcr").write_bytes(said.signed(SERVER_PRIVATE))
    assert stick(opened, tmp_path).read() == ScansConfirmed()
