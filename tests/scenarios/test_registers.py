"""`motcua register` as a program: what it answers, and with which exit status."""

import json
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, USAGE, Desk

DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


def test_a_book_is_written_and_its_rows_are_told(founded: Desk, tmp_path: Path) -> None:
    out = tmp_path / "new" / "book.json"
    done = founded.run("register", "dossiers", *DAYS, "--out", str(out), "--json")

    assert done.status == OK
    assert done.object["book"] == "dossiers"
    assert done.object["rows"] == len(json.loads(out.read_text("utf-8"))["rows"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tales", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "x.pdf"), "Các sổ:"),
        (("fees", "--from", "01/11", "--to", "2026-11-30", "--out", "x.pdf"), "năm-tháng-ngày"),
        (("fees", "--from", "2026-12-01", "--to", "2026-11-30", "--out", "x.pdf"), "đứng sau"),
        (("fees", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "x.doc"), ".xlsx"),
    ],
)
def test_a_book_that_is_asked_for_wrongly_is_told(
    founded: Desk, words: tuple[str, ...], said: str
) -> None:
    done = founded.run("register", *words)
    assert (done.status, done.out, said in done.err) == (USAGE, "", True)
