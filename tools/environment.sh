#!/bin/sh
# .venv with exactly what requirements.lock says, and the two programs in it. The system's Python is
# only looked at; index and proxy settings of pip and uv are taken as they are.
set -eu
cd "$(dirname "$0")/.."
venv=.venv

say() { echo "$*"; }
fail() { echo "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if has "$python" && new_enough "$python"; then command -v "$python"; return; fi
    done
    return 1
}

apt_venv() {
    has apt-get && [ "$(id -u)" = 0 ] || return 1
    version="$("$1" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')"
    say "Installing $version-venv (this Python cannot make environments yet)"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    apt-get install -qq -y --no-install-recommends "$version-venv" >/dev/null 2>&1 ||
        apt-get install -qq -y --no-install-recommends python3-venv >/dev/null 2>&1
}

make_venv() {
    python="$(find_python)" || {
        if has uv && uv venv --quiet --clear --python '>=3.11' "$venv"; then return; fi
        fail "Python 3.11 or newer is needed (on Debian: apt-get install python3 python3-venv)."
    }
    "$python" -m venv --clear "$venv" 2>/dev/null && return
    if apt_venv "$python" && "$python" -m venv --clear "$venv"; then return; fi
    if has uv && uv venv --quiet --clear --seed --python "$python" "$venv"; then return; fi
    fail "$python cannot make environments. Install its venv package (on Debian, as root:" \
        "apt-get install python3-venv) or uv, then run make again."
}

install_with_uv() {
    has uv || return 1
    VIRTUAL_ENV="$PWD/$venv" uv pip sync --quiet requirements.lock &&
        VIRTUAL_ENV="$PWD/$venv" uv pip install --quiet --no-deps --editable .
}

install_with_pip() {
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
        "$venv/bin/python" -m ensurepip --default-pip >/dev/null ||
        fail "There is no pip in $venv. Delete $venv and run make again."
    # The lock is whole, so nothing has to be resolved: pip before 23.1 stumbles over extras there.
    "$venv/bin/python" -m pip install -qq --no-deps --require-hashes -r requirements.lock &&
        "$venv/bin/python" -m pip install -qq --no-deps --editable .
}

if ! { [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python"; }; then make_venv; fi
say "Installing the locked packages into $venv"
install_with_uv || install_with_pip ||
    fail "The packages could not be installed. Is there a way to the package index (proxy, PIP_INDEX_URL)?"
[ -x "$venv/bin/motcua" ] && [ -x "$venv/bin/motcua-province" ] ||
    fail "$venv/bin/motcua is missing after the installation."
