#!/usr/bin/env bash
# make demo-stop: ends what the demo left running. CLUSTER=current: removes it from the cluster of the current kube context.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
# shellcheck source=../beds/lib/say.sh
. "$here/../beds/lib/say.sh"
if [ "${CLUSTER:-own}" = current ]; then
  kubectl delete namespace tardigrade-demo --ignore-not-found --timeout=120s
  kubectl delete -k "$repository/manifests/install" --ignore-not-found --timeout=120s
  say "removed from the cluster; the bucket and its images stay on Storj"
else
  "$repository/e2e/beds/bed" stop demo-storj
  "$repository/e2e/beds/bed" stop demo
  rm -rf "$repository"/e2e/target/demo.*
  say "nothing of the demo runs any more"
fi
