"""Incidents and the inventory in the journal: no number left out, a rebuild says the same."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import incident_pictures
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError, Trouble
from app.domain.scan import picture_name
from app.services.incidents import change, count_device, report
from app.storage import incidents, projections, rebuilding, scans
from tests.devices.sheets import photo
from tests.storage.conftest import FRIDAY

PRINTER = {"device": "TB-MI", "words": "kẹt giấy từ sáng", "since": "2026-11-20T08:10:00+07:00"}


def numbers(opened: OpenDesk) -> list[str]:
    return [one.document for one in incidents.every(opened.connection.execute)]


def add(opened: OpenDesk, number: str, folder: Path, *contents: bytes) -> None:
    """Pictures and nothing else, through what page and command use."""
    files = [folder / f"IMG_{place}.jpg" for place in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    line = {"number": number}
    incident_pictures.store_with(opened, files, lambda kept: change(opened.desk, line, kept))


def held(opened: OpenDesk, number: str) -> list[str]:
    found = opened.journal.incident(number)
    return [] if found is None else [one.digest for one in found.pictures]


def test_an_incident_is_kept_with_what_the_program_knows(opened: OpenDesk) -> None:
    told = report(opened.desk, PRINTER, {"version": "1", "page": "Tiếp nhận"})
    assert (told.number, told.warnings) == ("SC-03158-1-0001", ())
    found = opened.journal.incident(told.number)
    assert found is not None
    assert (found.group, found.device, found.about) == ("SC-HT", "TB-MI", "Máy in")
    assert found.known == (("version", "1"), ("page", "Tiếp nhận"))
    assert found.since == FRIDAY - timedelta(hours=1, minutes=50)
    assert found.reported_at == FRIDAY
    assert opened.journal.incident("SC-03158-1-0099") is None


def test_numbers_go_on_without_a_gap_whatever_was_refused_between(opened: OpenDesk) -> None:
    first = report(opened.desk, PRINTER).number
    with pytest.raises(ClerkError):
        report(opened.desk, {"device": ""})
    with pytest.raises(RuntimeError), opened.journal.transaction():
        raise RuntimeError
    second = report(opened.desk, {"device": "Ghế gãy", "group": "sc-ht"}).number
    assert (first, second) == ("SC-03158-1-0001", "SC-03158-1-0002")
    assert numbers(opened) == [second, first]


def test_what_was_done_is_told_in_its_order_and_a_closed_one_stays_closed(opened: OpenDesk) -> None:
    number = report(opened.desk, PRINTER).number
    change(opened.desk, {"number": number, "words": "đã gọi thợ"})
    change(opened.desk, {"number": number, "state": "closed"})
    found = opened.journal.incident(number)
    assert found is not None
    assert [one.words for one in found.changes] == ["đã gọi thợ", None]
    assert found.closed_at == FRIDAY
    with pytest.raises(ClerkError, match="đã đóng ngày 20/11/2026"):
        change(opened.desk, {"number": number, "state": "closed"})
    change(opened.desk, {"number": number, "words": "hỏng lại"})
    again = opened.journal.incident(number)
    assert again is not None
    assert again.closed_at is None


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"device": "Ghế gãy"}, "group"),
        ({"device": "TB-MI", "group": "SC-XX"}, "group"),
        ({"group": "SC-HT"}, "device"),
        ({**PRINTER, "since": "2026-11-21T08:00:00+07:00"}, "since"),
        ({**PRINTER, "procedures": ["9.999999"]}, "procedure"),
        ({**PRINTER, "owner": "Lò Văn Ướt"}, "owner"),
    ],
)
def test_what_cannot_be_an_incident_is_said_at_its_field_and_nothing_kept(
    opened: OpenDesk, line: dict[str, object], field: str
) -> None:
    with pytest.raises(ClerkError) as refused:
        report(opened.desk, line)
    assert refused.value.field == field
    assert numbers(opened) == []


@pytest.mark.parametrize("field", ["words", "about", "device"])
def test_no_persons_number_is_stored(opened: OpenDesk, field: str) -> None:
    with pytest.raises(ClerkError, match="Chưa lưu gì") as refused:
        report(opened.desk, {**PRINTER, field: "thẻ 011 090 000 007 không đọc được"})
    assert refused.value.field == field
    assert numbers(opened) == []


def test_a_telephone_in_the_words_is_warned_of_and_kept(opened: OpenDesk) -> None:
    told = report(opened.desk, {**PRINTER, "words": "đã gọi 0912 345 678 hỏi"})
    assert [one.field for one in told.warnings] == ["words"]
    assert "Đừng ghi" in told.warnings[0].message
    assert numbers(opened) == [told.number]


def test_the_last_count_of_a_kind_holds(opened: OpenDesk) -> None:
    count_device(opened.desk, {"device": "máy in", "held": 2, "needed": 4})
    count_device(opened.desk, {"device": "TB-MI", "held": 3, "broken": 1, "needed": 4})
    count_device(opened.desk, {"device": "Máy chiếu", "held": 0, "note": "mượn của trường"})
    other, printers = incidents.inventory(opened.connection.execute)
    assert (printers.code, printers.works, printers.broken, printers.missing) == ("TB-MI", 2, 1, 1)
    assert (other.code, other.held, other.missing) == ("Máy chiếu", 0, None)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"held": 1}, "device"),
        ({"device": "TB-MI"}, "held"),
        ({"device": "TB-MI", "held": -1}, "held"),
        ({"device": "TB-MI", "held": 1, "broken": 2}, "broken"),
        ({"device": "TB-MI", "held": 1, "note": "của 011090000007"}, "note"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    opened: OpenDesk, line: dict[str, object], field: str
) -> None:
    with pytest.raises(ClerkError) as refused:
        count_device(opened.desk, line)
    assert refused.value.field == field


def test_a_rebuild_writes_the_same_rows(opened: OpenDesk, tmp_path: Path) -> None:
    number = report(opened.desk, PRINTER).number
    change(opened.desk, {"number": number, "state": "closed", "words": "thay mực"})
    count_device(opened.desk, {"device": "TB-MI", "held": 3})
    add(opened, number, tmp_path, photo())
    execute = opened.connection.execute
    before = projections.digest(execute)
    found = incidents.every(execute)
    rebuilding.rebuild(opened.connection)
    assert projections.digest(execute) == before
    assert incidents.every(execute) == found
    assert report(opened.desk, PRINTER).number == "SC-03158-1-0002"


def test_pictures_lie_sealed_wait_for_the_line_and_are_of_the_incident_once(
    opened: OpenDesk, tmp_path: Path
) -> None:
    number = report(opened.desk, PRINTER).number
    change(opened.desk, {"number": number, "state": "closed"})
    add(opened, number, tmp_path, photo(seed=1), photo(seed=2), photo(seed=1))
    add(opened, number, tmp_path, photo(seed=2))
    one, two = held(opened, number)
    assert {scan.digest for scan in opened.scans().waiting(9)} == {one, two}
    assert scans.loose(opened.connection) == []
    found = opened.journal.incident(number)
    assert found is not None
    assert found.closed_at == FRIDAY  # a picture opens nothing again
    (file, _other) = incident_pictures.write_out(opened, found, tmp_path / "out")
    assert file.name == f"{number}-1.jpg"
    assert file.read_bytes() == opened.scans().read(one)
    for lying in opened.paths.scans.rglob("*"):
        assert not lying.is_file() or b"JFIF" not in lying.read_bytes()
    assert (
        b"IMG_0"
        not in opened.connection.execute(
            "SELECT body FROM event ORDER BY id DESC LIMIT 1"
        ).fetchone()[0]
    )


def test_of_several_files_one_that_is_no_picture_keeps_all_of_them_out(
    opened: OpenDesk, tmp_path: Path
) -> None:
    number = report(opened.desk, PRINTER).number
    with pytest.raises(ClerkError, match=r"IMG_1.jpg: .*Chưa lưu gì") as refused:
        add(opened, number, tmp_path, photo(), b"half a picture")
    assert refused.value.field == "pictures"
    with pytest.raises(ClerkError, match="Không có sự cố số"):
        add(opened, "SC-03158-1-0099", tmp_path, photo())
    assert (held(opened, number), scans.loose(opened.connection)) == ([], [])
    assert list(opened.paths.scans.glob("*/*")) == []
    with pytest.raises(ClerkError, match="Chưa ghi đã làm gì"):
        change(opened.desk, {"number": number})


def test_a_full_disk_takes_no_picture_and_harms_no_incident(
    opened: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = report(opened.desk, PRINTER).number
    content = photo()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Trouble, match="vẫn nằm nguyên chỗ cũ"):
            add(opened, number, tmp_path, content)
    assert (held(opened, number), opened.scans().waiting(9)) == ([], [])
    add(opened, number, tmp_path, content)
    assert len(held(opened, number)) == 1


def test_a_picture_that_a_cut_left_without_its_incident_is_swept(opened: OpenDesk) -> None:
    opened.scans().take_in(b"cut", name=picture_name(FRIDAY), pages=1, now=FRIDAY)
    opened.scans().sweep(FRIDAY + timedelta(hours=1))
    assert scans.loose(opened.connection) == []
    assert list(opened.paths.scans.glob("*/*")) == []
