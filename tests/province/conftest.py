"""A fresh ledger, keys and a way to post for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from province.ingest import ingest
from province.ledger import Ledger
from province.sqlite import create
from tests.province.desks import NOW, Desk, Keys, Post, describe, make_desk, make_keys


@pytest.fixture(scope="session")
def keys() -> Keys:
    """One set of keys for all tests."""
    return make_keys()


@pytest.fixture
def ledger(tmp_path: Path, keys: Keys) -> Iterator[Ledger]:
    """An empty ledger of a training province."""
    made = create(tmp_path / "province.sqlite", "11")
    describe(made, keys)
    yield made
    made.close()


@pytest.fixture
def post(ledger: Ledger, keys: Keys) -> Post:
    """Ingest without a server."""
    return lambda raw: ingest(raw, ledger, keys.server, lambda: NOW)


@pytest.fixture
def desk(ledger: Ledger, keys: Keys) -> Desk:
    """An enrolled desk."""
    return make_desk(ledger, keys)
