"""The province's own kind of trouble beside those of `app.domain.errors`."""

from app.domain.errors import ClerkError


class WrongUsage(ClerkError):
    """The command line asks for what cannot be meant: exit status 2."""
