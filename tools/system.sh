#!/bin/sh
# The libraries of the system that Qt needs, and nothing more. On Debian and Ubuntu, as root, those
# that are missing are installed, and it says so; elsewhere they are named and the way goes on.
#
#   tools/system.sh            what pages drawn without a screen need
#   tools/system.sh printing   also CUPS with a queue that makes PDFs, for the tests that print
set -eu
PATH="$PATH:/usr/sbin:/sbin"

# soname, and the Debian package that brings it
needed="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
"
window="
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-xkb.so.1 libxcb-xkb1
libxcb-shape.so.0 libxcb-shape0
libxcb-util.so.1 libxcb-util1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libcups.so.2 libcups2
"

[ "$(uname -s)" = Linux ] || exit 0
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then needed="$needed$window"; fi

missing=""
if command -v ldconfig >/dev/null 2>&1; then
    here="$(ldconfig -p)"
    while read -r soname package; do
        [ -n "$soname" ] || continue
        case "$here" in *"$soname"*) ;; *) missing="$missing $package" ;; esac
    done <<END
$needed
END
fi
if [ "${1:-}" = printing ]; then
    command -v lpadmin >/dev/null 2>&1 || missing="$missing cups"
    [ -e /usr/lib/cups/backend/cups-pdf ] || missing="$missing printer-driver-cups-pdf"
fi
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing libraries of the system:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    apt-get install -qq -y --no-install-recommends $missing >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing >/dev/null; } ||
        echo "apt-get could not install them; going on without." >&2
else
    echo "Missing libraries of the system (Debian's names):$missing" >&2
    if command -v apt-get >/dev/null 2>&1; then echo "As root: apt-get install$missing" >&2; fi
fi
