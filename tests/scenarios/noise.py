"""Scans of any size that nothing makes smaller."""

import os

import pytest

from app.bootstrap import opening
from app.services import scans
from app.services.steps import the_one
from tests.scenarios.desks import NOW, PIN, Desk


def with_noise(desk: Desk, code: str, size: int, now: str = NOW) -> str:
    """A dossier's scan of so many bytes that nothing makes smaller; its digest.

    Scans wait in the order in which they came, those of one second in no order.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_NOW", now)
        opened = opening.open_desk(str(desk.profile), None, PIN)
        at = opened.desk.clock.now()
        digest = opened.scans().take_in(os.urandom(size), name="a.jpg", pages=1, now=at)
        scans.attach(opened.desk, the_one(opened.journal, code).id, [digest])
        opened.close()
    return digest
