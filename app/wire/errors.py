"""What can be wrong with bytes from elsewhere.

WireError
├── UnknownKind       well formed, of a kind or version that this program does not know: it waits
├── Corrupt           not what its sender signed, or never well formed
├── OtherKey          formed as it should be, and signed by a key that is not the one believed
└── CertificateEnded  signed by the right key after the last day of its certificate
"""


class WireError(ValueError):
    """Bytes that cannot be taken; never shown to a clerk as they are."""


class UnknownKind(WireError):
    """A newer program wrote it."""


class Corrupt(WireError):
    """Damaged, forged or badly formed."""


class OtherKey(WireError):
    """Formed as it should be, and signed by another key than the one that is believed."""


class CertificateEnded(WireError):
    """Signed by the right key, whose certificate has ended by this machine's time."""
