"""Addresses of the hamlets that people of this desk come from, found by two letters."""

from collections.abc import Callable, Sequence

LEAST_LETTERS, MOST_OFFERED = 2, 3


class Hamlets:
    """One address a hamlet, the usual ones first; a saved dossier brings its own."""

    def __init__(
        self,
        fold: Callable[[str], str],
        old_names: Callable[[str], Sequence[str]] = lambda _typed: (),
    ) -> None:
        """Nothing is known yet; `old_names` reads what was the name of a commune before."""
        self._fold, self._old_names = fold, old_names
        self._addresses: dict[str, str] = {}

    def learn(self, addresses: Sequence[str]) -> None:
        """These were seen; what is known already keeps its place and takes the newer words."""
        for address in addresses:
            hamlet = self._hamlet(address)
            if hamlet and "," in address:
                self._addresses[hamlet] = address

    def matching(self, typed: str) -> tuple[str, ...]:
        """Addresses for what was typed so far; behind a comma only old names of the commune."""
        folded = self._fold(typed).strip()
        if "," in typed:
            return tuple(self._old_names(typed))
        if len(folded) < LEAST_LETTERS:
            return ()
        by_words = [one for hamlet, one in self._addresses.items() if _begins(hamlet, folded)]
        letters = folded.replace(" ", "")
        by_letters = [
            one
            for hamlet, one in self._addresses.items()
            if letters in "".join(word[0] for word in hamlet.split())
        ]
        here = (*by_words, *by_letters, *self._old_names(typed))
        return tuple(dict.fromkeys(here))[:MOST_OFFERED]

    def _hamlet(self, address: str) -> str:
        return self._fold(address.partition(",")[0]).strip()


def _begins(hamlet: str, folded: str) -> bool:
    words = hamlet.split()
    return all(any(word.startswith(part) for word in words) for part in folded.split())
