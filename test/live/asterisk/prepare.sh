#!/bin/sh
# Makes a root directory with an Asterisk 22 of its own, for the tests with a real telephone system: nothing of the machine is changed.
#
# Rule: made once with debootstrap (as root) and kept, also packed, in the cache folder, by suite and by this script's hash; an Asterisk older
# than 22 is refused. Standard output is the directory and nothing else. --fresh makes it anew; --check only says where it is, exit 1 if nowhere.
# Environment: OVERDIAL_CACHE (default $XDG_CACHE_HOME/overdial or ~/.cache/overdial), OVERDIAL_SUITE (default sid), OVERDIAL_MIRROR.
set -eu

suite=${OVERDIAL_SUITE:-sid}
cache=${OVERDIAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/overdial}
key=$suite-$(sha256sum "$0" | cut -c 1-12)
root=$cache/asterisk-$key
packed=$cache/asterisk-$key.tar.gz
say() { printf '%s\n' "$*" >&2; }

ready() { [ -f "$root/overdial-ready" ]; }

if [ "${1:-}" = --check ]; then
  ready || exit 1
  printf '%s\n' "$root"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  say "live:prepare must be run as root: it uses debootstrap and chroot"
  exit 2
fi
mkdir -p "$cache"
if [ "${1:-}" = --fresh ]; then rm -rf "$root" "$packed"; fi

# The Debian mirror that the machine's own apt uses.
mirror() {
  if [ -n "${OVERDIAL_MIRROR:-}" ]; then printf '%s\n' "$OVERDIAL_MIRROR"; return; fi
  found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null \
    | sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb  *\(\[[^]]*\] *\)\{0,1\}\([^ ]*\).*/\2/p' | grep -E '/debian/?$' | head -n 1 || true)
  printf '%s\n' "${found:-http://deb.debian.org/debian}"
}

if ! ready; then
  # Half-made directories of an interrupted run are not used.
  building=$root.building.$$
  trap 'rm -rf "$building"' EXIT
  mkdir -p "$building"
  if [ -f "$packed" ]; then
    say "unpacking $packed"
    tar -xzf "$packed" -C "$building"
  else
    say "debootstrap $suite from $(mirror)"
    debootstrap --variant=minbase --include=asterisk,asterisk-core-sounds-en "$suite" "$building" "$(mirror)" >"$cache/debootstrap.log" 2>&1 \
      || { say "debootstrap failed:"; tail -n 20 "$cache/debootstrap.log" >&2; exit 1; }
    rm -rf "$building"/var/cache/apt/archives/*.deb "$building"/var/lib/apt/lists/*
    mkdir -p "$building/instances"
    chroot "$building" asterisk -V >"$building/overdial-ready"
    tar -czf "$packed.$$" -C "$building" . && mv "$packed.$$" "$packed"
  fi
  rm -rf "$root"
  mv "$building" "$root"
  trap - EXIT
fi

version=$(chroot "$root" asterisk -V)
say "$version"
major=$(printf '%s\n' "$version" | sed -n 's/^Asterisk \([0-9]*\)\..*/\1/p')
if [ "${major:-0}" -lt 22 ]; then
  say "this Asterisk is older than 22"
  exit 1
fi
printf '%s\n' "$root"
