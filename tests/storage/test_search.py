"""What the search finds is what the words mean, against a plain reading of every dossier."""

import random
from collections.abc import Iterator

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.vietnamese import fold
from app.services import reception
from app.services.steps import step
from app.storage import search
from bench.people import FAMILIES, GIVEN, HAMLETS, MIDDLES, line
from tests.storage.conftest import founded

MANY, NEWEST = 150, 20


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    folder = tmp_path_factory.mktemp("search")
    made = founded(folder)
    dice = random.Random(4)
    for number in range(MANY):
        reception.receive(made.desk, line(dice, number))
    odd = {"name": "H’Bia Bhơ Riu", "id": "066190000017", "address": "Buôn Ŭ-ỡ"}
    reception.receive(made.desk, {"procedure": "2.000815", "owner": odd})
    yield made
    made.close()


def plainly(opened: OpenDesk, text: str, *, tails: bool = False) -> list[int]:
    """Ids of what fits, newest first, by looking at each dossier."""
    rows = opened.connection.execute(
        "SELECT id, shown, hamlet, code, owner_id, phone FROM dossier ORDER BY id DESC"
    ).fetchall()
    found = []
    for number, name, hamlet, code, owner_id, phone in rows:
        said = f" {fold(name)} / {hamlet}"
        numbers = [(part or "").lower() for part in (code, owner_id, phone)]

        def fits(word: str, said: str = said, numbers: list[str] = numbers) -> bool:
            begins = any(part.startswith(word) for part in numbers)
            tail = tails and word.isdecimal() and len(word) > 2
            return f" {word}" in said or begins or (tail and any(p.endswith(word) for p in numbers))

        if all(fits(word) for word in fold(text).split()):
            found.append(number)
    return found[:NEWEST]


def found(opened: OpenDesk, text: str, *, tails: bool = False) -> list[int]:
    cards = search.find(opened.connection, text, NEWEST, tails=tails)
    return sorted((card.id for card in cards), reverse=True)


def test_every_mix_of_words_finds_what_fits(opened: OpenDesk) -> None:
    dice = random.Random(8)
    for _ in range(120):
        words = [
            dice.choice(choices).split()[0]
            for choices in (FAMILIES, MIDDLES, GIVEN, HAMLETS, ("0110", "09", "MC-03158", "mc"))
        ]
        some = dice.sample(words, dice.randrange(1, 4))
        text = " ".join(word[: dice.randrange(1, 5)] for word in some)
        assert found(opened, text) == plainly(opened, text), text


@pytest.mark.parametrize("few", [0, 5])
def test_the_way_to_it_makes_no_difference(
    opened: OpenDesk, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW_NAMES", few)
    monkeypatch.setattr(search, "FEW_NUMBERS", few)
    for text in ("lo", "van", "mc lo", "0110", "09 thi", "ta", "khu ma"):
        assert found(opened, text) == plainly(opened, text), text


def test_a_paired_code_is_found_by_its_beginning_and_by_its_tail(opened: OpenDesk) -> None:
    (one,) = search.find(opened.connection, "h’bia", NEWEST)
    for system, code in (("province", "H18.40-261123-7315"), ("hộ tịch", "88/2026/tk-915")):
        line = {"code": one.code, "action": "pair", "system": system, "external_code": code}
        step(opened.desk, line)
    for text in ("h18.40-2611", "H18.40-261123-7315", "88/2026", "bho h18"):
        assert found(opened, text) == [one.id], text
    for tail in ("7315", "315", "bho 915"):
        assert found(opened, tail, tails=True) == [one.id], tail
    assert found(opened, "7315") == []


def test_marks_of_other_languages_and_apostrophes_are_found(opened: OpenDesk) -> None:
    for text in ("h'bia", "bho riu", "hbia", "u-o", "Ŭ-ỡ"):
        assert found(opened, text) == plainly(opened, text), text
    assert len(found(opened, "h'bia")) == 1


def test_tails_of_numbers_are_found_where_asked_for(opened: OpenDesk) -> None:
    assert found(opened, "0017") == plainly(opened, "0017")
    with_tails = found(opened, "0017", tails=True)
    assert with_tails == plainly(opened, "0017", tails=True)
    assert len(with_tails) > len(found(opened, "0017"))


def test_nothing_odd_breaks_it(opened: OpenDesk) -> None:
    for text in ("", " ", "%", "'", '"', "*", "lo\0van", "AND", "lo - van", "a" * 5_000, "( lo"):
        found(opened, text, tails=True)
    assert found(opened, "lo") == plainly(opened, "lo") != []
