# shellcheck shell=bash
# Programs that come from Debian packages, installed when missing, and only those that the caller needs; and Go, which is not installed.

# need PROGRAM=PACKAGE...
need() {
  local pair missing=()
  for pair in "$@"; do
    has "${pair%%=*}" || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
  for pair in "$@"; do
    has "${pair%%=*}" || fail "${pair%%=*} is not there, although the package ${pair#*=} is installed" "look at its output above"
  done
}

# A name is looked up in PATH, an absolute path (it may hold *) in the file system.
has() {
  case $1 in
  /*) compgen -G "$1" >/dev/null ;;
  *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null ;;
  esac
}

install_packages() {
  has apt-get || fail "missing packages: $*" "install them with this system's package manager (names are Debian's)"
  [ "$(id -u)" = 0 ] || fail "missing packages: $*" "sudo apt-get install --no-install-recommends $*"
  say "installing Debian packages: $*"
  local log
  log=$(mktemp)
  # No package may start a service of its own here: policy-rc.d says so for the time of the installation.
  if ! { without_services apt-get install -y -q --no-install-recommends "$@" ||
    { apt-get update -q && without_services apt-get install -y -q --no-install-recommends "$@"; }; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: $*" "is there a network? try: apt-get update && apt-get install $*"
  fi
  rm -f "$log"
}

without_services() {
  local policy=/usr/sbin/policy-rc.d mine='' code=0
  if [ ! -e "$policy" ]; then
    mine=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  DEBIAN_FRONTEND=noninteractive "$@" </dev/null || code=$?
  [ -z "$mine" ] || rm -f "$policy"
  return "$code"
}

find_go() {
  local place
  command -v go >/dev/null && return
  for place in /usr/local/go/bin /usr/lib/go/bin "$HOME/go/bin" "$HOME/sdk"/go*/bin; do
    if [ -x "$place/go" ]; then PATH=$place:$PATH && return; fi
  done
  fail "Go is not installed; the beds (Kubernetes, Storj) are built from their Go modules" \
    "install Go 1.26 or newer (https://go.dev/dl) and put it into PATH"
}
