"""Which published version a desk promises by, whatever order the versions came in."""

import dataclasses
import hashlib
from datetime import date

import pytest

from app.domain import catalogue as law
from app.domain.builtin import load_builtin
from app.domain.errors import Trouble
from app.storage import catalogues
from app.storage.connection import Connection, transaction
from tests.wire.test_packing import stating

DAY = date(2026, 11, 23)


def text(label: str) -> str:
    return law.to_text(dataclasses.replace(load_builtin(), version=label))


def digest(label: str) -> str:
    return hashlib.sha256(text(label).encode()).hexdigest()


def keep(connection: Connection, label: str, starts_on: str | None = None) -> None:
    catalogues.keep(connection, label=label, starts_on=starts_on, text=text(label))


def test_the_enrolments_version_stays_the_newest_when_its_forerunner_comes(
    connection: Connection,
) -> None:
    held = catalogues.HeldCatalogues(connection)
    with transaction(connection):
        keep(connection, "11.2")
    assert held.covering(DAY).version == "11.2"
    with transaction(connection):
        keep(connection, "11.1")
    assert held.covering(DAY).version == held.newest_label() == "11.2"
    assert held.labelled("11.1").version == "11.1"


def test_what_is_published_after_the_enrolment_rules_though_no_journal_names_the_first(
    connection: Connection,
) -> None:
    """The first machine of an office: its journal begins behind the version that it brought."""
    held = catalogues.HeldCatalogues(connection)
    for label in ("11.9", "11.10"):
        with transaction(connection):
            keep(connection, label)
    assert held.covering(DAY).version == held.newest_label() == "11.10"


def test_a_later_version_counts_from_its_first_day(connection: Connection) -> None:
    with transaction(connection):
        keep(connection, "11.2", "2026-12-01")
        keep(connection, "11.1")
    held = catalogues.HeldCatalogues(connection)
    assert held.covering(DAY).version == "11.1"
    assert held.covering(date(2026, 12, 1)).version == "11.2"


def test_a_withdrawn_version_rules_nothing_new_and_explains_what_is_old(
    connection: Connection,
) -> None:
    held = catalogues.HeldCatalogues(connection)
    with transaction(connection):
        for label in ("11.1", "11.2", "11.3"):
            keep(connection, label)
        catalogues.arrange(connection, withdrawn={digest("11.2"), digest("11.3")})
    assert held.covering(DAY).version == held.newest_label() == "11.1"
    assert held.labelled("11.3").version == "11.3"
    assert set(catalogues.digests(connection)) == {digest(f"11.{n}") for n in (1, 2, 3)}
    with transaction(connection):
        catalogues.arrange(connection, ruling={digest("11.2")})
    assert held.covering(DAY).version == "11.2"
    with transaction(connection):
        catalogues.arrange(connection, withdrawn={digest(f"11.{n}") for n in (1, 2)})
        keep(connection, "11.4")
        keep(connection, "11.4")
    assert held.newest_label() == "11.4"
    assert len(catalogues.digests(connection)) == 4


def test_a_damaged_version_is_told_and_takes_no_memory(connection: Connection) -> None:
    with transaction(connection):
        keep(connection, "11.1")
        connection.execute("UPDATE catalogue_version SET body=?", (stating(1 << 40),))
    with pytest.raises(Trouble, match="Tệp dữ liệu hỏng"):
        catalogues.HeldCatalogues(connection).covering(DAY)
