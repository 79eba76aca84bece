"""Who is searched by words: each name with its hamlet once, a word index, the newest dossier."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.storage.connection import Connection

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


@dataclass(slots=True)
class ManyNames:
    """`remember_name` for a whole journal: the table follows behind.

    Whoever looks at the table meanwhile asks for `write` before and `learn` after. The word index
    is only right after `index`.
    """

    connection: Connection
    numbers: dict[str, int] = field(default_factory=dict)
    newest: dict[int, int] = field(default_factory=dict)  # what the table does not say yet
    fresh: list[tuple[int, str]] = field(default_factory=list)  # names that it has not yet

    def remember(self, folded: str, dossier_id: int) -> int:
        """The number of a name, which this dossier bears."""
        number = self.numbers.get(folded)
        if number is None:
            number = self.numbers[folded] = len(self.numbers) + 1
            self.fresh.append((number, folded))
        self.newest[number] = max(dossier_id, self.newest.get(number, dossier_id))
        return number

    def write(self) -> None:
        """Bring the table up to what is known here."""
        pop = self.newest.pop
        self.connection.executemany(
            "INSERT INTO name VALUES(?,?,?)",
            [(number, folded, pop(number)) for number, folded in self.fresh],
        )
        self.connection.executemany(
            "UPDATE name SET newest=max(newest, ?) WHERE id=?",
            [(dossier_id, number) for number, dossier_id in self.newest.items()],
        )
        self.fresh.clear()
        self.newest.clear()

    def learn(self) -> None:
        """Names that somebody else gave a number since."""
        rows = self.connection.execute(
            "SELECT folded, id FROM name WHERE id>?", (len(self.numbers),)
        )
        self.numbers.update(rows.fetchall())

    def index(self) -> None:
        """All words of all names in one go.

        By number: the index writes out what it has gathered wherever one is lower than the one
        before, which takes eighteen times as long.
        """
        execute = self.connection.execute
        execute("INSERT INTO name_words(name_words) VALUES('delete-all')")
        execute("INSERT INTO name_words(rowid, folded) SELECT id, folded FROM name ORDER BY id")
