"""Scans on the desk's disk: sealed, whole, swept; given to a dossier in one transaction."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.errors import Trouble
from app.domain.scan import drawn_name
from app.services import reception, scans
from app.services.ports import Stored
from app.services.steps import step
from app.storage import scans as store
from app.wire.scans import MOST_SCAN
from tests.scenarios.desks import copies
from tests.storage.conftest import FRIDAY

PLAIN = b"an invented sheet " * 400


def taken(opened: OpenDesk, plain: bytes = PLAIN, name: str = "a.jpg") -> str:
    return opened.scans().take_in(plain, name=name, pages=1, now=FRIDAY)


def received(opened: OpenDesk) -> Stored:
    return reception.receive(opened.desk, copies()).stored


def files(opened: OpenDesk) -> list[Path]:
    return sorted(opened.paths.scans.glob("*/*"))


def test_nothing_of_a_scan_lies_open_on_the_disk(opened: OpenDesk) -> None:
    digest = taken(opened)
    (file,) = files(opened)
    assert file.name == digest
    for one in opened.paths.data.rglob("*"):
        assert not one.is_file() or b"invented sheet" not in one.read_bytes()
    assert opened.scans().read(digest) == PLAIN
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0


def test_the_same_scan_is_kept_once_and_sent_once(opened: OpenDesk) -> None:
    assert taken(opened) == taken(opened, name="b.jpg")
    digest, first, second = taken(opened), received(opened), received(opened)
    for dossier in (first, second):
        scans.attach(opened.desk, dossier.id, [digest, digest])
        scans.attach(opened.desk, dossier.id, [digest])
    assert len(files(opened)) == 1
    assert [one.digest for one in opened.scans().waiting(9)] == [digest]
    for dossier in (first, second):
        held = opened.journal.dossier(dossier.id).dossier
        assert [scan.digest for scan in held.scans] == [digest]
        assert [line.action for line in held.history] == ["received", "scan"]


def test_a_scan_comes_with_its_dossier_in_one_transaction(opened: OpenDesk) -> None:
    digest = taken(opened)
    (receipt,) = reception.receive_all(opened.desk, [copies()], scans=[[digest]])
    held = opened.journal.dossier(receipt.stored.id).dossier
    assert [(one.digest, one.name, one.pages) for one in held.scans] == [(digest, "a.jpg", 1)]
    assert store.loose(opened.connection) == []
    with pytest.raises(LookupError):
        reception.receive_all(opened.desk, [copies()], scans=[["0" * 64]])
    assert len(opened.journal.with_code(receipt.code)) == 1


def test_a_scan_never_keeps_a_late_step_out(opened: OpenDesk) -> None:
    late = copies(received_at="2026-11-18T09:00:00+07:00", entered_late=True)
    stored = reception.receive(opened.desk, late).stored
    scans.attach(opened.desk, stored.id, [taken(opened)])
    done = step(
        opened.desk,
        {"code": stored.dossier.code, "action": "finish", "at": "2026-11-18T10:00:00+07:00"},
    )
    assert done.stored.dossier.status == 9


def test_states_are_told_in_words(opened: OpenDesk) -> None:
    stored, digests = received(opened), [taken(opened, PLAIN + bytes([n])) for n in range(3)]
    scans.attach(opened.desk, stored.id, digests)

    def told() -> str:
        return store.count_of(opened.connection, digests).words()

    assert told() == "3 bản quét, 3 chưa gửi"
    opened.scans().mark_sent(digests[0], FRIDAY)
    opened.scans().mark_sent(digests[1], FRIDAY)
    assert told() == "3 bản quét, 1 chưa gửi"
    opened.scans().mark_sent(digests[2], FRIDAY)
    assert told() == "3 bản quét, tỉnh đã nhận"
    with_another = store.count_of(opened.connection, [*digests, "f" * 64])
    assert with_another.words() == "4 bản quét, 1 ở quầy khác"


def test_a_damaged_file_is_told_and_never_sent_and_the_paper_scanned_again_mends_it(
    opened: OpenDesk,
) -> None:
    stored, digest = received(opened), taken(opened)
    scans.attach(opened.desk, stored.id, [digest])
    (file,) = files(opened)
    raw = bytearray(file.read_bytes())
    raw[100] ^= 1
    file.write_bytes(raw)
    with pytest.raises(Trouble, match="quét lại"):
        opened.scans().read(digest)
    assert opened.scans().sealed(digest) is None
    assert opened.scans().waiting(9) == []
    assert "hỏng" in store.count_of(opened.connection, [digest]).words()
    assert taken(opened) == digest
    assert opened.scans().sealed(digest) is not None
    assert "chưa gửi" in store.count_of(opened.connection, [digest]).words()


def test_files_without_a_row_are_swept_and_others_never(opened: OpenDesk) -> None:
    digest = taken(opened)
    (file,) = files(opened)
    (file.parent / ("0" * 64)).write_bytes(b"a save that was cut")
    (file.parent / f"{digest}.new").write_bytes(b"half")
    opened.scans().sweep(FRIDAY)
    assert files(opened) == [file]


def test_a_signature_that_a_cut_left_is_swept_and_offered_to_no_other_dossier(
    opened: OpenDesk,
) -> None:
    cut, own = drawn_name(FRIDAY), "chu-ky.png"
    taken(opened, PLAIN, cut), taken(opened, PLAIN + b"2", own)
    kept = taken(opened, PLAIN + b"3", drawn_name(FRIDAY + timedelta(seconds=1)))
    scans.attach(opened.desk, received(opened).id, [kept])
    opened.scans().sweep(FRIDAY)  # another window gives back just now
    assert len(store.loose(opened.connection)) == 2
    opened.scans().sweep(FRIDAY + timedelta(hours=1))
    assert [name_of(opened, one) for one in store.loose(opened.connection)] == [own]
    assert len(files(opened)) == 2


def name_of(opened: OpenDesk, digest: str) -> str:
    (name,) = opened.connection.execute(
        "SELECT name FROM scan WHERE digest=?", (digest,)
    ).fetchone()
    return str(name)


def test_what_the_province_has_is_due_after_ninety_days_and_goes_when_it_is_released(
    opened: OpenDesk,
) -> None:
    stored, digests = received(opened), [taken(opened, PLAIN + bytes([n])) for n in range(2)]
    scans.attach(opened.desk, stored.id, digests)
    opened.scans().mark_sent(digests[0], FRIDAY)
    assert opened.scans().due(FRIDAY + timedelta(days=89), 9) == []
    late = FRIDAY + timedelta(days=91)
    opened.scans().sweep(late)
    assert len(files(opened)) == 2
    assert [one.digest for one in opened.scans().due(late, 9)] == [digests[0]]
    opened.scans().release(digests[0], late)
    assert [file.name for file in files(opened)] == [digests[1]]
    assert opened.scans().due(late, 9) == []
    assert store.count_of(opened.connection, digests).words() == "2 bản quét, 1 chưa gửi"


def test_what_was_released_is_offered_no_more_and_lies_here_again_when_it_is_scanned_again(
    opened: OpenDesk,
) -> None:
    stored, digest = received(opened), taken(opened)
    scans.attach(opened.desk, stored.id, [digest])
    opened.scans().mark_sent(digest, FRIDAY)
    late = FRIDAY + timedelta(days=91)
    opened.scans().release(digest, late)
    opened.scans().offer([digest], late)
    assert (opened.scans().waiting(9), opened.scans().asks(late + timedelta(days=1))) == ([], False)
    assert taken(opened) == digest
    assert [one.digest for one in opened.scans().due(late, 9)] == [digest]


def test_what_an_earlier_program_let_go_by_age_is_asked_about_no_more(opened: OpenDesk) -> None:
    stored, digest = received(opened), taken(opened)
    scans.attach(opened.desk, stored.id, [digest])
    opened.scans().mark_sent(digest, FRIDAY)
    files(opened)[0].unlink()
    late = FRIDAY + timedelta(days=91)
    opened.scans().sweep(late)
    assert opened.scans().due(late, 9) == []


def test_a_loose_scan_can_be_dropped_one_of_a_dossier_not(opened: OpenDesk) -> None:
    one, two = taken(opened), taken(opened, PLAIN + b"2")
    scans.attach(opened.desk, received(opened).id, [one])
    assert store.loose(opened.connection) == [two]
    for digest in (one, two):
        opened.scans().drop(digest)
    assert [file.name for file in files(opened)] == [one]


def test_a_full_disk_takes_no_scan_and_harms_no_dossier(
    opened: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = received(opened)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Trouble, match="vẫn nằm nguyên chỗ cũ"):
            taken(opened)
    assert store.loose(opened.connection) == []
    assert opened.journal.dossier(stored.id).dossier.status == 2
    digest = taken(opened)
    assert opened.scans().read(digest) == PLAIN


def test_a_scan_above_the_limit_is_refused_in_words(opened: OpenDesk) -> None:
    with pytest.raises(Trouble, match="64 MB"):
        taken(opened, bytes(MOST_SCAN))
    assert not opened.paths.scans.exists()
