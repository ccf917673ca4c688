#!/usr/bin/env bash
# make demo: from nothing to an image that was pushed to, and pulled from, a registry on Kubernetes whose bytes lie on Storj.
#   CLUSTER=own (default)   a real node and a real Storj network, both on this machine; needs root
#   CLUSTER=current         the cluster of the current kube context; images go to IMAGE_PREFIX, the grant comes from GRANT_FILE
#   KEEP=yes                leaves everything running after a failure, for a look
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
bed=$repository/e2e/beds/bed
export BED_BEGAN=${BED_BEGAN:-$(date +%s)} IMAGE_PREFIX=${IMAGE_PREFIX:-ghcr.io/tardigrade-dev}
CLUSTER=${CLUSTER:-own}
mkdir -p "$repository/e2e/target"
work=$(mktemp -d "$repository/e2e/target/demo.XXXXXX")
# shellcheck source=../beds/lib/say.sh
. "$here/../beds/lib/say.sh"
# shellcheck source=../beds/lib/packages.sh
. "$here/../beds/lib/packages.sh"
# shellcheck source=build.sh
. "$here/build.sh"
# shellcheck source=registry-alone.sh
. "$here/registry-alone.sh"
# shellcheck source=images.sh
. "$here/images.sh"
# shellcheck source=ours.sh
. "$here/ours.sh"
# shellcheck source=place.sh
. "$here/place.sh"
# shellcheck source=story.sh
. "$here/story.sh"

finish() {
  local code=$?
  trap - EXIT INT TERM
  set +e # a part that fails must not leave out the rest
  for pid in "${registry_pid:-}" "${beds_build:-}" "${forward_pid:-}"; do
    if [ -n "$pid" ]; then kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; fi
  done
  if [ "$code" = 0 ]; then
    rm -rf "$work" "$beds_root.demo"
  else
    [ "$code" = 130 ] || keep_evidence
    if [ "${KEEP:-no}" = yes ]; then leave_running && rm -f "$beds_root.demo"; else clear_place; fi
    rm -rf "$work"
  fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

case $CLUSTER in own | current) ;; *) fail "CLUSTER=$CLUSTER is neither own nor current" "make demo, or make demo CLUSTER=current" ;; esac
explain_plan
check_machine
start_building_beds

step "1  The registry alone, on the file system"
build_registry
start_registry
push_and_pull "$registry_address"
stop_registry

step "2  Images, Kubernetes, Storj"
build_images
await_beds_build
start_place
publish_images

step "3  The operator and a Registry"
install_operator
put_grant
apply_registry

step "4  Push, pull, run; delete, apply, pull"
await_registry
push_image
run_from_registry first
delete_registry
apply_registry
await_registry
pull_again
run_from_registry second

step "5  It works"
what_next
