"""Who is searched by words: each name with its hamlet once, a word index, the newest dossier."""

from collections.abc import Callable
from typing import Any

Execute = Callable[..., Any]


def remember_name(execute: Execute, folded: str, dossier_id: int) -> int:
    """The number of a name with its hamlet, made at its first dossier; `newest` never goes back."""
    row = execute("SELECT id, newest FROM name WHERE folded=?", (folded,)).fetchone()
    if row is None:
        number = execute(
            "INSERT INTO name(folded, newest) VALUES(?,?)", (folded, dossier_id)
        ).lastrowid
        execute("INSERT INTO name_words(rowid, folded) VALUES(?,?)", (number, folded))
        return int(number)
    number, newest = row
    if newest < dossier_id:
        execute("UPDATE name SET newest=? WHERE id=?", (dossier_id, number))
    return int(number)
