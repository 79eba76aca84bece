"""What can be wrong with bytes from elsewhere.

WireError
├── UnknownKind   well formed, but of a kind or version that this program does not know: it waits
└── Corrupt       not what its sender signed, or never well formed
"""


class WireError(ValueError):
    """Bytes that cannot be taken; never shown to a clerk as they are."""


class UnknownKind(WireError):
    """A newer program wrote it."""


class Corrupt(WireError):
    """Damaged, forged or badly formed."""
