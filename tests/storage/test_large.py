"""The desk that measurements are made with: folded from its journal it is what it was built as."""

from pathlib import Path

import pytest

from app.storage import projections, rebuilding
from bench.large import NOW, opened_desk


def test_a_desk_built_for_measuring_is_one_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW.isoformat())
    opened = opened_desk(tmp_path, 60)
    execute = opened.connection.execute
    assert execute("SELECT count(*) FROM dossier").fetchone() == (60,)
    before = projections.digest(execute)
    with opened.journal.transaction():
        rebuilding.rebuild(opened.connection)
    same = projections.digest(execute) == before
    opened.close()
    assert same
