#!/usr/bin/env bash
# make run: the registry alone, on the file system. Builds it if needed, pushes to it and pulls from it, and serves on until Ctrl-C
# (ends by itself where nobody sits at a terminal).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/tardigrade-run.XXXXXX")
# shellcheck source=../beds/lib/say.sh
. "$here/../beds/lib/say.sh"
# shellcheck source=build.sh
. "$here/build.sh"
# shellcheck source=registry-alone.sh
. "$here/registry-alone.sh"
finish() {
  local code=$?
  set +e # a part that fails must not leave out the rest
  if [ -n "${registry_pid:-}" ]; then kill "$registry_pid" 2>/dev/null && wait "$registry_pid" 2>/dev/null; fi
  case $code in
  0 | 130) rm -rf "$work" ;;
  *) rm -rf "$work/storage" && echo "logs:   $work" >&2 ;;
  esac
}
trap finish EXIT
trap 'exit 130' INT TERM

command -v curl >/dev/null || fail "curl is not installed" "install the package curl"
find_jdk
build_registry
start_registry
push_and_pull "$registry_address"
if [ -t 0 ] && [ -t 1 ]; then
  say "it serves on at $registry_address until you press Ctrl-C. Try:"
  note "curl http://$registry_address/v2/demo/hello/tags/list"
  note "skopeo copy --dest-tls-verify=false docker://docker.io/library/busybox docker://$registry_address/busybox"
  wait "$registry_pid"
else
  say "done: registry stopped, files removed"
fi
