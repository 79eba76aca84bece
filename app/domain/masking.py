"""A name as a room full of people may read it: who is meant knows himself, nobody else is named."""


def masked(name: str) -> str:
    """The first word and the initials of the others: Thạch T. M.; of one word its first letter."""
    first, *others = name.split() or [""]
    if not others:
        return f"{first[:1]}." if first else ""
    return " ".join((first, *(f"{word[:1]}." for word in others)))
