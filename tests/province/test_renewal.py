"""Another server key: whatever a kill leaves, key and certificate belong together."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.wire.signing import certify_server, new_key
from province import keys as files
from province.keys import ServerKey, read_server_key, replace_server_key, write_certificate
from tests.province.desks import NOW, Keys


def another(keys: Keys, days: int) -> ServerKey:
    """A server key whose certificate ends so many days from now."""
    private, public = new_key()
    last_day = (NOW + timedelta(days=days)).date()
    made = certify_server(
        keys.root_private, province="11", training=True, key=public, last_day=last_day
    )
    return ServerKey(private, made)


def lay(home: Path, server: ServerKey) -> None:
    """As `init` leaves them."""
    files.write_private(home / files.SERVER_KEY, server.private.hex() + "\n")
    write_certificate(home, server.certificate)


def test_each_renewal_replaces_the_one_before(tmp_path: Path, keys: Keys) -> None:
    lay(tmp_path, keys.server)
    for days in (500, 900):
        new = another(keys, days)
        replace_server_key(tmp_path, new)
        assert read_server_key(tmp_path) == new
    assert len((tmp_path / files.SERVER_KEY).read_text().split()) == 2
    assert (tmp_path / files.SERVER_KEY).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [None, files.SERVER_KEY])
def test_broken_off_the_old_one_stands_and_the_next_try_goes_on(
    tmp_path: Path, keys: Keys, left: str | None
) -> None:
    """Killed with a draft begun, or with the key in place and the certificate not."""
    lay(tmp_path, keys.server)
    (tmp_path / f"{files.SERVER_CERTIFICATE}.part").write_text("[")
    new = another(keys, 500)
    if left is not None:
        lines = f"{new.private.hex()}\n{keys.server.private.hex()}\n"
        (tmp_path / left).write_text(lines)
    assert read_server_key(tmp_path) == keys.server
    replace_server_key(tmp_path, new)
    assert read_server_key(tmp_path) == new


def test_a_certificate_without_its_key_is_trouble(tmp_path: Path, keys: Keys) -> None:
    lay(tmp_path, keys.server)
    (tmp_path / files.SERVER_KEY).write_text(new_key()[0].hex())
    with pytest.raises(Trouble, match="bị hỏng"):
        read_server_key(tmp_path)
