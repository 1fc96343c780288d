#!/bin/sh
# Make .venv with what the lock files name, and see to what Qt and venv need from the system.
# Usage: scripts/prepare.sh runtime|dev
# As root on Debian or Ubuntu the missing packages are installed; otherwise one line names them.
set -eu
cd "$(dirname "$0")/.."
kind=$1

python=
for name in python3 python3.11 python3.12 python3.13 python3.14; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "VP-Desk needs Python 3.11 or newer." >&2
    exit 1
fi

missing=
need() { # need PACKAGE COMMAND...: remember the package when the command fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_library() { ldconfig -p | grep -qF "$1"; }

if [ "$(uname -s)" = Linux ]; then
    PATH=$PATH:/sbin:/usr/sbin
    case $("$python" -c 'import sys; print(sys.executable)') in
    /usr/bin/*) need python3-venv "$python" -c 'import ensurepip, venv' ;;
    esac
    while read -r library package; do
        need "$package" has_library "$library"
    done <<LIBRARIES
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxkbcommon.so.0 libxkbcommon0
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
LIBRARIES
    if [ "$kind" = dev ]; then
        need xvfb command -v Xvfb
        need poppler-utils command -v pdftotext
        need strace command -v strace
        need dbus command -v dbus-daemon
        # veraPDF, in the tests of the PDF: Java 17 or newer, and what it reads its rules with.
        need default-jre-headless command -v java
        need libjaxb-java test -f /usr/share/java/jaxb-runtime.jar
    fi
fi

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        # shellcheck disable=SC2086 - a list of packages
        apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        echo "These system packages are missing. Install them and run make again:" >&2
        echo "sudo apt-get install -y$missing" >&2
        exit 1
    fi
fi

lock=requirements/$kind.txt
stamp=.venv/prepared-$kind
[ -x .venv/bin/python ] || "$python" -m venv .venv
if ! cmp -s "$lock" "$stamp"; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r "$lock"
    cp "$lock" "$stamp"
fi
