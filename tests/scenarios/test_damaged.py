"""A damaged data file: `check` says so as an answer, and nothing is written behind the damage."""

import json
from collections.abc import Callable

import pytest

from tests.scenarios.desks import OK, TROUBLE, Desk, copies

PAGE = 2048
Damage = Callable[[bytes], bytes]


def flipped(page: int) -> Damage:
    """One bit of a page, counted from the end where negative."""

    def damage(raw: bytes) -> bytes:
        place = page * PAGE + 700 if page >= 0 else len(raw) + page * PAGE + 700
        return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]

    return damage


def in_the_middle(raw: bytes) -> bytes:
    return flipped(len(raw) // PAGE // 2)(raw)


DAMAGES: dict[str, Damage] = {
    "the first page": flipped(0),
    "the last page": flipped(-1),
    "some page in the middle": in_the_middle,
    "half of it is gone": lambda raw: raw[: len(raw) // 2],
    "another file": lambda raw: b"x" * len(raw),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_told_as_an_answer_and_takes_nothing_more(desk: Desk, name: str) -> None:
    desk.receive(copies())
    file = desk.profile / "data" / "motcua.db"
    file.write_bytes(DAMAGES[name](file.read_bytes()))
    before = file.read_bytes()
    done = desk.run("check", "--json")
    assert done.status == TROUBLE
    assert set(done.object) == {"file", "chain", "projections"}
    assert done.object["file"].startswith("Tệp dữ liệu hỏng")
    for command in ("receive", "step"):
        refused = desk.run(command, "-", typed=json.dumps(copies()))
        assert (refused.status, refused.out) == (TROUBLE, "")
        assert "Tệp được giữ nguyên" in refused.err
    assert file.read_bytes() == before


def test_a_file_that_is_gone_is_told_too(desk: Desk) -> None:
    (desk.profile / "data" / "motcua.db").unlink()
    done = desk.run("check", "--json")
    assert (done.status, done.object["file"][:23]) == (TROUBLE, "Không thấy tệp dữ liệu ")


def test_a_sound_file_is_ok_part_by_part_and_a_wrong_pin_is_no_answer(desk: Desk) -> None:
    assert desk.run("check", "--json").status == OK
    wrong = desk.run("check", "--json", pin="111111")
    assert (wrong.status, wrong.out) == (TROUBLE, "")
