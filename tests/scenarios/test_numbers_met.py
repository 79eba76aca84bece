"""Two machines that stood alone under one desk number meet at the province (fault 55b)."""

from pathlib import Path

from app.bootstrap.opening import open_desk
from app.storage import worklist
from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import OK, PIN, Desk, copies, owned

CODE = "MC-03158-1-261120-0001"


def alone(folder: Path) -> Desk:
    """A stand-alone desk 1 of Sín Thầu."""
    desk = Desk(folder)
    done = desk.run("init", "--standalone", "--commune", "03158", "--training")
    assert done.status == OK, done.err
    return desk


def join(desk: Desk, home: Home, server: Process, number: int) -> None:
    """The province enrols it as a desk of its own."""
    file, code = (desk.profile.with_suffix(ending) for ending in (".motcua", ".code"))
    home.json(
        "enrol", "--commune", "03158", "--desk", str(number), "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
    )  # fmt: skip
    done = desk.run("enrol", str(file), "--code-file", str(code))
    assert done.status == OK, done.err
    assert desk.run("exchange").status == OK


def test_both_dossiers_stay_under_their_number_and_both_desks_are_told(tmp_path: Path) -> None:
    home, desks = found_home(tmp_path / "province"), [alone(tmp_path / name) for name in "ab"]
    names = ["Lò Văn Ướt", "Giàng A Sử"]
    for desk, name in zip(desks, names, strict=True):
        assert desk.receive(owned(name=name), copies(pages=2))[0] == CODE
    desks[1].feed("step", {"code": CODE[:-1] + "2", "action": "void", "reason": "nhập thử"})
    with home.serving() as server:
        for number, desk in enumerate(desks, 1):
            join(desk, home, server, number)
        rows = [row for row in home.export() if row["code"] == CODE]
        for desk in desks:
            assert desk.run("exchange").status == OK
    assert sorted(row["owner_name"] for row in rows) == sorted(names)
    assert sorted(row["device"] for row in rows) == ["11-0001", "11-0002"]
    for desk, name, other in zip(desks, names, ("11-0002", "11-0001"), strict=True):
        shown = desk.show(CODE)
        assert (shown["code"], shown["owner"]["name"], shown["void"]) == (CODE, name, False)
        assert desk.status()["needs_attention"] == 1
        opened = open_desk(str(desk.profile), None, PIN)
        ((card, sentence),) = worklist.disputed(opened.connection)
        opened.close()
        assert card.code == CODE
        assert all(part in sentence for part in (CODE, other, "vẫn được giữ", "hãy đối chiếu"))
        assert desk.run("check").status == OK


def test_when_one_of_them_is_void_nobody_needs_to_look_any_more(tmp_path: Path) -> None:
    home, desks = found_home(tmp_path / "province"), [alone(tmp_path / name) for name in "ab"]
    for desk in desks:
        assert desk.receive(copies()) == [CODE]
    with home.serving() as server:
        for number, desk in enumerate(desks, 1):
            join(desk, home, server, number)
        home.json("status")
        desks[1].feed("step", {"code": CODE, "action": "void", "reason": "nhập hai lần"})
        for desk in reversed(desks):
            assert desk.run("exchange").status == OK
        assert [row["void"] for row in home.export()].count(True) == 1
        for desk in desks:
            assert desk.run("exchange").status == OK
    assert [desk.status()["needs_attention"] for desk in desks] == [0, 0]
