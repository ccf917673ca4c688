#!/usr/bin/env bash
# make demo-stop: ends what the demo left running. CLUSTER=current: removes what it made in the cluster of the current kube context.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
# shellcheck source=../beds/lib/say.sh
. "$here/../beds/lib/say.sh"
# shellcheck source=ours.sh
. "$here/ours.sh"
k() { kubectl "$@"; }

remove() { # OBJECT: only where it is the demo's
  if ! object_exists "$1"; then return; fi
  if is_ours "$1"; then k delete "$1" --timeout=120s; else say "$1 stays: the demo did not make it"; fi
}
remove_from_cluster() {
  local others
  if object_exists "$crd" && object_exists "namespace/$namespace" && is_ours "namespace/$namespace"; then
    k -n "$namespace" delete registries.tardigrade.dev --all --timeout=120s
  fi
  remove "namespace/$namespace"
  if ! object_exists "$crd" || ! is_ours "$crd"; then
    say "there is no operator of the demo"
    return
  fi
  others=$(registries_of_others)
  if [ -n "$others" ]; then
    say "operator and CRD stay, because others use them: $(echo "$others" | paste -sd' ')"
    note "without them these Registries would be deleted; to remove all the same: kubectl delete -k manifests/install"
    return
  fi
  k delete -k "$repository/manifests/install" --ignore-not-found --timeout=120s
  say "removed from the cluster; the bucket and its images stay on Storj"
}

forget_claim() { # of a demo that was killed
  local claim=${TARDIGRADE_STATE:-/var/tmp/tardigrade-$(id -u)}.demo
  if [ -e "$claim" ] && ! kill -0 "$(cat "$claim")" 2>/dev/null; then rm -f "$claim"; fi
}

if [ "${CLUSTER:-own}" = current ]; then
  remove_from_cluster
else
  "$repository/e2e/beds/bed" stop demo-storj
  "$repository/e2e/beds/bed" stop demo
  forget_claim
  say "nothing of the demo runs any more"
fi
rm -rf "$repository"/e2e/target/demo.*
