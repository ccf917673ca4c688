# shellcheck shell=bash
# In a cluster that others use, the demo touches only what it made itself, which carries its label. Needs: say.sh, k
label=demo.tardigrade.dev/made-by
namespace=tardigrade-demo registry=team-a
crd=customresourcedefinition/registries.tardigrade.dev

object_exists() { [ -n "$(k get "$1" --ignore-not-found -o name)" ]; }
is_ours() { [ -n "$(k get "$1" -o "jsonpath={.metadata.labels.${label//./\\.}}")" ]; }

refuse_what_is_not_ours() {
  local object
  for object in "$crd" namespace/tardigrade-system "namespace/$namespace"; do
    if object_exists "$object" && ! is_ours "$object"; then
      fail "$object exists, and was not made by this demo, which would replace it" \
        "use your operator: kubectl apply -f manifests/examples/quickstart.yaml (README, step 3); or choose another cluster"
    fi
  done
}
registries_of_others() {
  k get registries.tardigrade.dev -A --no-headers -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name | awk -v own="$namespace" '$1 != own {print $1 "/" $2}'
}
