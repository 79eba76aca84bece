"""The commands: how they are called, what they say, how they end."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from province.cli import main
from tests.province.servers import Home, found_home

GOOD = {"MOTCUA_KEYS_PASSPHRASE": "dài và lạ"}
WRONG = {"MOTCUA_KEYS_PASSPHRASE": "sai"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("home"))


def run(home: Home, *words: str) -> int:
    try:
        return main([*words, "--db", home.db, "--home", str(home.folder)])
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Thiếu LỆNH"),
        (("bay",), "Không có lệnh 'bay'"),
        (("status", "--bay"), "Không hiểu --bay"),
        (("enrol", "--desk", "x", "--out", "f"), "--desk phải là số"),
        (("serve",), "Thiếu --port"),
        (("usb", "--in", "x"), "Thiếu --out"),
        (("recover", "--request", "x"), "Thiếu --from"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(
    home: Home, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert run(home, *words) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""


def test_switches_stand_before_or_after_the_word(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ["--json", "--db", home.db, "--home", str(home.folder), "status"]
    assert main(before) == 0
    first = capsys.readouterr().out
    assert run(home, "status", "--json") == 0
    assert capsys.readouterr().out == first
    assert json.loads(first)["training"] is True


def test_the_end_of_the_servers_certificate_is_told_two_months_before(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(home, "status", "--json") == 0
    ends = date.fromisoformat(json.loads(capsys.readouterr().out)["server_certificate_ends"])
    for days, told in ((61, ""), (60, "còn 60 ngày"), (-1, "đã hết hạn ngày")):
        monkeypatch.setenv("MOTCUA_NOW", f"{ends - timedelta(days=days)}T09:00:00+07:00")
        assert run(home, "status") == 0
        said = capsys.readouterr().out
        assert told in said
        assert ("Chứng thư" in said) is bool(told)


def test_an_address_that_is_no_ledger_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for url in ("postgresql://x/y", "mysql://x", "sqlite:///"):
        assert main(["status", "--db", url, "--home", str(tmp_path)]) == 2
    missing = f"sqlite:///{tmp_path}/none"
    assert main(["status", "--db", missing, "--home", str(tmp_path)]) == 4
    assert "init" in capsys.readouterr().err


def test_a_province_is_not_made_twice(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "init", "--province", "11") == 4
    assert "không ghi đè" in capsys.readouterr().err
    assert run(home, "init", "--province", "1x") == 2


def test_open_keys_are_said_to_be_open_and_sealed_ones_not(tmp_path: Path) -> None:
    opened, sealed = Home(tmp_path / "a"), Home(tmp_path / "b")
    done = opened.run("init", "--province", "11")
    assert "KHÔNG có mật khẩu" in done.stderr
    done = sealed.run("init", "--province", "11", "--json", **GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["keys_sealed"] is True
    words = ["enrol", "--commune", "03158", "--desk", "1", "--out", str(tmp_path / "f")]
    words += ["--code-out", str(tmp_path / "c")]
    assert sealed.run(*words).returncode == 4
    assert sealed.run(*words, **WRONG).returncode == 4
    assert sealed.run(*words, **GOOD).returncode == 0


def test_a_code_needs_a_place_of_its_own(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("enrol", "--commune", "03158", "--desk", "7", "--out", str(tmp_path / "f"))
    assert run(home, *words) == 2
    assert "--code-out" in capsys.readouterr().err
    assert not (tmp_path / "f").exists()


def test_revoking_an_unknown_machine_ends_with_3(home: Home) -> None:
    assert run(home, "revoke", "11-0099") == 3


def test_rebuild_and_judge_answer_in_json(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "rebuild", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["before"] == answer["after"]
    assert run(home, "judge", "--again", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"events": 0}
    assert run(home, "export") == 0
    assert capsys.readouterr().out == ""


def enrol(home: Home, desk: int, out: Path, code: Path) -> int:
    words = ("--commune", "03158", "--desk", str(desk), "--out", str(out), "--code-out", str(code))
    return run(home, "enrol", *words)


def test_what_cannot_be_written_is_not_enrolled(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    out, blocked = tmp_path / "out", tmp_path / "blocked" / "file"
    for file, code in ((blocked, tmp_path / "code"), (out, blocked)):
        assert enrol(home, 8, file, code) == 4
        assert "chưa ghi danh" in capsys.readouterr().err
        assert not out.exists()
    assert enrol(home, 8, out, tmp_path / "code") == 0
    assert out.exists()


def test_a_list_without_a_closing_quote_says_from_which_line_on(home: Home, tmp_path: Path) -> None:
    orders = tmp_path / "list.csv"
    orders.write_text(f'commune,desk\n03176,41\n"03176,42\n{"x" * 140_000}\n', "utf-8")
    words = ("enrol", "--list", str(orders), "--out", str(tmp_path))
    done = home.run(*words, "--code-out", str(tmp_path / "codes.csv"))
    assert done.returncode == 3
    assert "sau dòng 2" in done.stderr
    assert (tmp_path / "03176-41.motcua").exists()


def test_a_list_run_again_keeps_the_codes_of_files_that_are_out(home: Home, tmp_path: Path) -> None:
    orders, codes = tmp_path / "list.csv", tmp_path / "codes.csv"
    words = ("enrol", "--list", str(orders), "--out", str(tmp_path), "--code-out", str(codes))
    orders.write_text("commune,desk\n03176,1\n03176,x\n")
    assert run(home, *words) == 3
    (_, first) = codes.read_text().splitlines()
    orders.write_text("commune,desk\n03176,1\n03176,2\n")
    file = tmp_path / "03176-1.motcua"
    before = file.read_text()
    assert run(home, *words) == 3
    assert file.read_text() == before
    (_, again, second) = codes.read_text().splitlines()
    assert (again, second.rpartition(",")[0]) == (first, "03176,2")
