"""Print jobs as rows: an older file gets the new columns, old lists are not kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.storage import migrations, print_jobs, worklist
from app.storage.connection import Connection, open_database, transaction
from app.storage.migrations import migrate, schema
from app.storage.print_jobs import ASKED, DONE, DROPPED, FAILED, PRINTING, WAITING
from tests.storage.conftest import KEY, NOW, new_database


def enqueue(connection: Connection, title: str, content: str | None = "{}") -> int:
    with transaction(connection):
        return print_jobs.enqueue(
            connection, form="danh-sach", dossier=0, code=title, paper="a4", copies=1, now=NOW,
            content=content,
        )  # fmt: skip


def test_a_file_of_the_first_version_gets_the_new_columns_and_keeps_its_jobs(
    tmp_path: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_database(tmp_path / "old.db", KEY, create=True)
    with monkeypatch.context() as first:
        first.setattr(migrations, "STEPS", migrations.STEPS[:4])
        migrate(old)
    old.execute(
        "INSERT INTO print_job(form, dossier, code, paper, copies, copy, state, attempts, "
        "updated_at) VALUES('slip', 7, 'MC-1', 'a4x2', 1, 0, 'waiting', 0, 1)"
    )
    migrate(old)

    job = print_jobs.next_waiting(old)
    assert job is not None
    assert (job.code, job.content, job.printer) == ("MC-1", None, None)
    assert schema(old) == schema(connection)
    old.close()


def test_a_job_moves_only_from_where_it_was_seen(connection: Connection) -> None:
    job = enqueue(connection, "a")

    assert not print_jobs.move(connection, job, (FAILED, ASKED), DONE, NOW)
    assert print_jobs.move(connection, job, (WAITING,), DROPPED, NOW, "HP-2")
    found = print_jobs.by_id(connection, job)
    assert found is not None
    assert (found.state, found.printer) == (DROPPED, "HP-2")
    assert print_jobs.unfinished(connection) == []


def test_today_and_what_is_not_out_is_listed_newest_first(connection: Connection) -> None:
    old_out, old_stuck, new = (enqueue(connection, title) for title in "abc")
    print_jobs.set_state(connection, old_out, DONE, NOW - timedelta(days=2))
    print_jobs.set_state(connection, old_stuck, FAILED, NOW - timedelta(days=2), "hết giấy")
    print_jobs.set_state(connection, new, PRINTING, NOW)

    listed = print_jobs.since(connection, NOW.replace(hour=0))
    assert [job.id for job in listed] == [new, old_stuck]
    assert listed[1].sentence == "hết giấy"
    assert [job.content for job in listed] == [None, None]


def test_only_papers_that_are_done_with_are_forgotten(connection: Connection) -> None:
    kept, gone = enqueue(connection, "a"), enqueue(connection, "b")
    slip = enqueue(connection, "c", content=None)
    for job, state in ((kept, FAILED), (gone, DONE), (slip, DONE)):
        print_jobs.set_state(connection, job, state, NOW - timedelta(days=1))

    assert print_jobs.forget_contents(connection, NOW.replace(hour=0)) == 1
    assert print_jobs.by_id(connection, gone) is None
    assert print_jobs.by_id(connection, slip) is not None


def test_the_waiting_job_is_found_by_the_index_of_open_ones(connection: Connection) -> None:
    plan = connection.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM print_job WHERE state<>'done' AND state='waiting' "
        "ORDER BY id LIMIT 1"
    ).fetchall()
    assert "print_job_open" in str(plan)


def test_telephones_of_many_dossiers_are_found_at_once(file: Path) -> None:
    made = new_database(file)
    made.execute("CREATE TABLE dossier(id INTEGER PRIMARY KEY, phone TEXT)")
    made.executemany(
        "INSERT INTO dossier VALUES(?,?)",
        [(number, f"09{number}" if number % 2 else None) for number in range(1, 1_201)],
    )
    found = worklist.phones(made, range(1, 1_201))
    assert len(found) == 600
    assert found[1_199] == "091199"
    assert worklist.phones(made, []) == {}
    made.close()
